import { randomUUID } from 'node:crypto';
import { OPEN } from '../../src/capabilities/mediation/mediation.rules.ts';
import { prepareCase } from '../../src/capabilities/mediation/opening.ts';
import { type Whose, workPage } from '../../src/capabilities/mediation/work.store.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { whole } from '../../src/platform/db/scope.ts';
import type { BenchHouse } from '../house.ts';
import { signIn, timedGet } from './asks.ts';

const DISTRICT = '330702';
const PAGE = 30;
/** Of a hundred cases about three are not filed yet. */
const OPEN_PART = 0.03;

/**
 * Fills a district with cases of mediation by set-based SQL as the owner: rows and shares, over all villages and committees, the mediators
 * those of the demonstration. They have no lines, which no work list reads; audit would say so.
 */
export async function fillCases(house: BenchHouse, count: number): Promise<void> {
  const [mediator] = await house.owner<{ id: string }>(
    `select person as id from identity.appointment where district = '${DISTRICT}' and post = 'mediator' and body = 'wc-pmc' limit 1`,
  );
  const id = randomUUID();
  const parties = (['applicant', 'respondent'] as const).map((side) => ({
    ...{ id: randomUUID(), side, sort: 'person' as const, name: '某某', address: '', minor: false },
  }));
  const { stored } = prepareCase(
    { keyring: house.keyring, district: DISTRICT, now: new Date(), origin: 'demo' },
    {
      ...{ id, nature: '0201', scale: 'individual', parties, words: '邻里漏水', address: '', territory: DISTRICT },
      ...{ violence: false, minors: false, channel: 'desk', publicOrder: false },
    },
    { by: null, post: null },
    null,
  );
  const indexes = await house.owner<{ name: string; made: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as made from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = 'mediation.case_file'::regclass and not i.indisprimary`,
  );
  // Indexes made afterwards take a third of the time.
  for (const { name } of indexes) await house.owner(`drop index mediation.${name}`);
  await house.owner(
    `insert into mediation.case_file (district, id, n, head, fold, status, outcome, track, channel, nature, territory, body, offered, mediator, second,
       number, next, refusals, screened, opened, updated, content)
     select '${DISTRICT}', id, 4, sha256(g::text::bytea), 1, status, case when status = 'archived' then 'performed' end, 'people', 'desk', '0201',
       territory, body, case when status = 'offered' then body end, mediator, second, number, next, 0, false, opened, opened,
       $2::jsonb || jsonb_build_object('id', id, 'status', status, 'territory', territory, 'number', number, 'body', body,
         'mediators', case when mediator is null then '[]'::jsonb when second is null then jsonb_build_array(mediator) else jsonb_build_array(mediator, second) end, 'due', case when next = 'infinity' then null else next end)
     from (
       with villages as materialized (select code, row_number() over (order by code)::int as k from places.territory
         where district = '${DISTRICT}' and level = 'village')
       select g, gen_random_uuid() as id, v.code as territory, o.status,
         'T0702-' || to_char(g, 'FM00000000') || '-BENCH0' as number,
         case when o.status = 'applied' then null when a < 0.2 then 'wc-pmc' else 'wc-pmc-t' || substr(v.code, 7, 3) end as body,
         case when o.status in ('applied', 'offered') then null when a < 0.02 then $3::uuid else gen_random_uuid() end as mediator,
         -- As many again are led by others, who mediate them with the same person.
         case when o.status not in ('applied', 'offered') and a >= 0.02 and a < 0.04 then $3::uuid end as second,
         case when o.status in ('ended', 'archived') then 'infinity'::date else current_date + (b * 60)::int - 15 end as next,
         date_trunc('milliseconds', now() - b * interval '700 days') as opened
       from (select g, random() as mix, random() as a, random() as b, 1 + floor(random() * (select count(*) from villages))::int as k
         from generate_series(1, $1) g) d
       join villages v on v.k = d.k
       cross join lateral (select case when mix < ${OPEN_PART} * 0.1 then 'applied' when mix < ${OPEN_PART} * 0.2 then 'offered'
         when mix < ${OPEN_PART} * 0.4 then 'accepted' when mix < ${OPEN_PART} * 0.7 then 'mediating' when mix < ${OPEN_PART} * 0.9 then 'agreed'
         when mix < ${OPEN_PART} then 'ended' else 'archived' end as status) o) c`,
    [count, JSON.stringify(stored.state), mediator?.id ?? null],
  );
  for (const { made } of indexes) await house.owner(made);
  await house.owner(
    `insert into journal.share (district, body, subject) select district, body, id from mediation.case_file
     where district = '${DISTRICT}' and body is not null on conflict do nothing`,
  );
  await house.owner('vacuum analyze mediation.case_file');
  await house.owner('vacuum analyze journal.share');
}

/** Work lists, and what narrows the owner's statement to the rows that the policies show to each reader. */
const LISTS: readonly { readonly login: string; readonly whose: string; readonly sees: (me: string) => Whose }[] = [
  { login: 'mediator1', whose: 'mine', sees: (person) => ({ is: 'mediator', person }) },
  { login: 'mediator1', whose: 'offered', sees: () => ({ is: 'offered', bodies: ['wc-pmc'] }) },
  { login: 'mediator1', whose: 'body', sees: () => ({ is: 'bodies', bodies: ['wc-pmc'] }) },
  { login: 'coordinator2', whose: 'reach', sees: () => ({ is: 'territories', codes: [`${DISTRICT}106`] }) },
  { login: 'duty1', whose: 'reach', sees: () => ({ is: 'territories', codes: [DISTRICT] }) },
];

/** Every list over HTTP as its reader, against the same page as the database's owner, for whom no policy is in force, in turn. */
export async function askCases(
  owner: Database,
  url: string,
  asks: number,
): Promise<{ readonly http: number[]; readonly raw: number[] }> {
  const all = { http: [] as number[], raw: [] as number[] };
  for (const { login, whose, sees } of LISTS) {
    const cookie = await signIn(url, login);
    const me = await timedGet<{ person: string | null }>(`${url}/api/me`, cookie);
    const own = { http: [] as number[], raw: [] as number[] };
    for (let at = -Math.ceil(asks / 10); at < asks; at++) {
      const { body, ms } = await timedGet<{ items: { id: string }[] }>(
        `${url}/api/desk/mediation/cases?whose=${whose}&limit=${PAGE}`,
        cookie,
      );
      const raw = await owner.read(whole(DISTRICT), async (tx) => {
        const begun = performance.now();
        const page = await workPage(tx, DISTRICT, {
          ...{
            whose: sees(me.body.person ?? ''),
            statuses: OPEN,
            dueBy: null,
            coldSince: null,
            refused: false,
            at: null,
          },
          ...{ after: null, limit: PAGE + 1 },
        });
        return { ids: page.slice(0, PAGE).map(({ state }) => state.id), ms: performance.now() - begun };
      });
      if (raw.ids.join() !== body.items.map((one) => one.id).join())
        throw new Error(`the list ${whose} of ${login} differs from the owner's`);
      if (at < 0) continue;
      own.http.push(ms);
      own.raw.push(raw.ms);
    }
    const shown = (times: readonly number[]) =>
      (times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0).toFixed(1);
    console.log(`${`${login} ${whose}`.padEnd(20)} p50 over HTTP ${shown(own.http)} ms, raw ${shown(own.raw)} ms`);
    all.http.push(...own.http);
    all.raw.push(...own.raw);
  }
  return all;
}
