import { FOLD } from '../../src/capabilities/matters/fold.rules.ts';
import { standing } from '../../src/capabilities/matters/ground.ts';
import { dayOf } from '../../src/platform/calendar/calendar.rules.ts';
import type { BenchHouse } from '../house.ts';

const DISTRICT = '330702';

/**
 * Open matters with two running stages each (handling and the answer), by set-based SQL as the owner: rows and rounds as the worker
 * makes them, reported over the last twenty days, without lines, which neither the list nor the re-timing reads.
 */
export async function fillStages(house: BenchHouse, stages: number): Promise<void> {
  const { places, kinds } = await standing(house.work, house.keyring, DISTRICT);
  const villages = places.territories(dayOf(new Date())).filter((one) => one.level === 'village');
  const spots = villages.flatMap(({ code }) => [...kinds.keys()].map((kind) => ({ territory: code, kind })));
  await house.owner(
    'create unlogged table public.spot (k int primary key, territory text collate "C", kind text collate "C")',
  );
  await house.owner(
    'insert into public.spot select row_number() over (), * from json_to_recordset($1::json) as x(territory text, kind text)',
    [JSON.stringify(spots)],
  );
  await house.owner(
    `insert into matters.matter (district, id, n, head, fold, status, kind, urgency, channel, visibility, origin, territory, outside, body,
       reported, due, asked, returns, reopened_by_reporter, updated, number)
     select '${DISTRICT}', gen_random_uuid(), 2, '\\x00', ${FOLD}, 'accepted', s.kind, 'normal', 'public', 'exact', 'live', s.territory, false, 'wc-enforcement',
       reported, reported + interval '5 days', false, 0, false, reported, '0702-' || to_char(reported, 'YYYYMMDD') || '-' || upper(right('00000' || to_hex(g), 6))
     from (select g, 1 + g % $2::int as k, date_trunc('milliseconds', now() - random() * interval '20 days') as reported
       from generate_series(1, $1::int) as g) as drawn join public.spot s on s.k = drawn.k`,
    [Math.ceil(stages / 2), spots.length],
  );
  await house.owner(
    `insert into matters.stage (district, matter, stage, n, at, body, kind, territory, since, due, provisional, round, next, said)
     select '${DISTRICT}', id, stage, 1, 2, body, kind, territory, reported, reported + interval '5 days', false,
       jsonb_build_object('stage', stage, 'n', 1, 'since', round(extract(epoch from reported) * 1000)::bigint, 'untimed', false, 'body', body,
         'sorts', jsonb_build_array(jsonb_build_object('kind', kind, 'urgency', urgency, 'territory', territory)), 'promise', null,
         'suspensions', '[]'::jsonb, 'extended', '[]'::jsonb, 'ended', null), null, 0
     from matters.matter cross join (values ('handle'), ('answer')) as s(stage)
     where district = '${DISTRICT}' and channel = 'public' and n = 2 and status = 'accepted' and head = '\\x00'`,
  );
  await house.owner('vacuum analyze matters.matter');
  await house.owner('vacuum analyze matters.stage');
}
