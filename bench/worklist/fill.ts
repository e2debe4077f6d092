import { FOLD } from '../../src/capabilities/matters/fold.rules.ts';
import { standing } from '../../src/capabilities/matters/ground.ts';
import { dayOf } from '../../src/platform/calendar/calendar.rules.ts';
import { whole } from '../../src/platform/db/scope.ts';
import { insertSealed } from '../../src/platform/sealing/sealed.store.ts';
import { keyFor, sealRow } from '../../src/platform/sealing/sealed.ts';
import type { BenchHouse } from '../house.ts';
import { someReport } from '../intake/reports.ts';

const DISTRICT = '330702';
/** Of a hundred matters, about three are open: so many days' work of two years'. */
const OPEN_PART = 0.03;
const SLICE = 2_000;

/**
 * Fills a district with matters by set-based SQL as the owner: rows, shares and, for the open ones, their sealed words and
 * addresses. They have no lines, which no worklist reads; audit would say so.
 */
export async function fillMatters(house: BenchHouse, count: number): Promise<void> {
  const spots = await spotsOf(house);
  const indexes = await house.owner<{ name: string; made: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as made from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = 'matters.matter'::regclass and not i.indisprimary`,
  );
  // Indexes made afterwards take a third of the time.
  for (const { name } of indexes) await house.owner(`drop index matters.${name}`);
  await house.owner(
    'create unlogged table public.spot (k int primary key, territory text, lon float8, lat float8, kind text, visibility text, body text)',
  );
  await house.owner(
    `insert into public.spot select row_number() over (), * from json_to_recordset($1::json) as x(territory text, lon float8, lat float8, kind text, visibility text, body text)`,
    [JSON.stringify(spots)],
  );
  await house.owner(
    `insert into matters.matter (district, id, n, head, fold, status, kind, urgency, channel, visibility, origin, territory, outside, lon, lat, body, proposed,
       handler, handed, reported, first_action, due, closed, on_time, asked, returns, reopened_by_reporter, rating, merged_into, door, updated, number)
     select '${DISTRICT}', gen_random_uuid(), 2, sha256(g::text::bytea), ${FOLD}, status, s.kind, case when luck < 0.04 then 'urgent' else 'normal' end, 'public', s.visibility, 'live',
       s.territory, false, s.lon + (a - 0.5) * 0.02, s.lat + (b - 0.5) * 0.02, case when status = 'new' then null else s.body end, s.body,
       null, null, reported, case when status <> 'new' then reported + interval '40 minutes' end, reported + interval '3 days',
       case when status = 'closed' then reported + interval '2 days' end, case when status = 'closed' then true end, false, 0, false, null, null, null, reported + interval '2 days',
       '0702-' || to_char(reported, 'YYYYMMDD') || '-' || upper(substr(md5(g::text), 1, 6))
     from (
       select g, 1 + floor(random() * $2)::int as k, random() as luck, random() as a, random() as b, o.status,
         date_trunc('milliseconds', now() - random() * case when o.open then interval '20 days' else interval '730 days' end) as reported
       from (select g, random() as mix from generate_series(1, $1) as g) as drawn
       cross join lateral (select mix < ${OPEN_PART} as open, case
         when mix < ${OPEN_PART} * 0.2 then 'new' when mix < ${OPEN_PART} * 0.45 then 'assigned' when mix < ${OPEN_PART} * 0.8 then 'accepted'
         when mix < ${OPEN_PART} * 0.93 then 'handled' when mix < ${OPEN_PART} then 'verified'
         when mix < 0.95 then 'closed' when mix < 0.97 then 'merged' when mix < 0.98 then 'withdrawn' when mix < 0.99 then 'redirected' else 'void' end as status) as o) as m
     join public.spot s on s.k = m.k`,
    [count, spots.length],
  );
  for (const { made } of indexes) await house.owner(made);
  await house.owner(
    `insert into journal.share (district, body, subject) select district, body, id from matters.matter where district = '${DISTRICT}' and body is not null on conflict do nothing`,
  );
  await sealOpen(house);
  await house.owner('vacuum analyze matters.matter');
  await house.owner('vacuum analyze journal.share');
  await house.owner('vacuum analyze sealing.sealed');
  await house.owner('vacuum analyze sealing.key');
}

type Spot = {
  readonly territory: string;
  readonly lon: number;
  readonly lat: number;
  readonly kind: string;
  readonly visibility: string;
  readonly body: string | null;
};

/** The bureau whose account the demonstration has. */
const BUREAU = 'wc-enforcement';

/** Every village with every kind, and the body that answers for it there by the district's own table; one in twelve is the bureau's. */
async function spotsOf(house: BenchHouse): Promise<Spot[]> {
  const { places, kinds } = await standing(house.work, house.keyring, DISTRICT);
  const today = dayOf(new Date());
  return places
    .territories(today)
    .filter((one) => one.level === 'village')
    .flatMap(({ code }) => {
      const middle = places.middleOf(code);
      if (middle === null) return [];
      return [...kinds.values()].map((kind, at) => ({
        territory: code,
        ...middle,
        kind: kind.code,
        visibility: kind.visibility,
        body: at % 12 === 0 ? BUREAU : (places.responsible(code, kind.code, today)?.body ?? null),
      }));
    });
}

/** Words and address of the open matters, sealed as the intake seals them. */
async function sealOpen(house: BenchHouse): Promise<void> {
  const { keyring } = house;
  const day = dayOf(new Date());
  const open = await house.owner<{ id: string; territory: string }>(
    `select id, territory from matters.matter where district = '${DISTRICT}' and status in ('new', 'assigned', 'accepted', 'handled', 'verified') order by id`,
  );
  for (let from = 0; from < open.length; from += SLICE) {
    const made = open.slice(from, from + SLICE).map(({ id: subject, territory }) => {
      const { words, place } = someReport();
      const { key, row } = keyFor(keyring, { district: DISTRICT, owner: subject, purpose: 'text', day });
      const texts = { words, address: place.address };
      return {
        row,
        sealed: Object.entries(texts).map(([slot, text]) =>
          sealRow(keyring, { district: DISTRICT, subject, territory, slot, key, text }),
        ),
      };
    });
    await house.work.write(whole(DISTRICT), (tx) =>
      insertSealed(
        tx,
        made.map((one) => one.row),
        made.flatMap((one) => one.sealed),
      ),
    );
  }
}
