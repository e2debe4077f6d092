import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import pg from 'pg';
import { standing } from '../../src/capabilities/matters/ground.ts';
import { BUCKETS, EDGES } from '../../src/capabilities/matters/matters.figures.ts';
import { addDays, type Day, dayOf, daysBetween } from '../../src/platform/calendar/calendar.rules.ts';
import type { Grain } from '../../src/platform/journal/tally.rules.ts';
import type { BenchHouse } from '../house.ts';

export const DISTRICT = '330702';
/** So many kinds are counted; the first is about a quarter of all, the last a fiftieth. */
const KINDS = 15;
/** Bodies that matters are assigned to, beside the towns' own. */
const BODIES = 12;
const YEARS = 3;
const TERRITORIES = 837;
/** What a matter takes on disk: its counts and their indexes, and what sorting and copying them wants for a while; and what the rest takes. */
const BYTES_A_MATTER = 6_000;
const BYTES_BESIDE = 6e9;

/** What there is to ask for. */
export type Filled = {
  readonly first: Day;
  readonly today: Day;
  readonly kinds: readonly string[];
  readonly territories: readonly string[];
  readonly counts: number;
  readonly lines: number;
};

/** Refuses in one sentence what the disk has no room for. */
export function roomFor(matters: number): string | null {
  const { bavail, bsize } = statfsSync(tmpdir());
  const free = bavail * bsize;
  const wanted = matters * BYTES_A_MATTER + BYTES_BESIDE;
  const shown = (bytes: number) => `${(bytes / 1e9).toFixed(0)} GB`;
  return free >= wanted
    ? null
    : `${matters} matters want ${shown(wanted)} in ${tmpdir()}, and ${shown(free)} are free: ask for fewer with --matters, or set TMPDIR.`;
}

/**
 * Fills the district with the counts of so many matters over three years, in the order of their lines, and with the tallies of these.
 * Every draw is a hash of the matter's number, so that two runs have the same rows. The lines themselves are left out: no figure reads them.
 */
export async function fillCounts(house: BenchHouse, matters: number): Promise<Filled> {
  const { places, kinds } = await standing(house.work, house.keyring, DISTRICT);
  const today = dayOf(new Date());
  const first = addDays(today, 1 - Math.round(YEARS * 365.25));
  const territories = withGrids(places.territories(today).map((one) => one.code));
  const chosen = [...kinds.keys()]
    .toSorted()
    .filter((_, at, all) => Math.floor((at * KINDS) / all.length) !== Math.floor(((at - 1) * KINDS) / all.length));
  const owner = await heavy(house);
  try {
    await owner.query('create temporary table spot (k int primary key, territory text collate "C")');
    await owner.query(
      `insert into spot select row_number() over (order by code) - 1, code from unnest($1::text[]) as t(code)`,
      [territories],
    );
    await owner.query('create temporary table sort (k int primary key, kind text collate "C")');
    await owner.query('insert into sort select at - 1, kind from unnest($1::text[]) with ordinality as s(kind, at)', [
      chosen,
    ]);
    const base =
      (await owner.query<{ seq: number }>('select seq from journal.head where district = $1', [DISTRICT])).rows[0]
        ?.seq ?? 0;
    const again = await withoutIndexes(owner, 'count');
    await owner.query(
      `create temporary table matter as ${lives(matters, daysBetween(first, today) + 1, territories.length)}`,
    );
    tell('matters', matters);
    const { rowCount } = await owner.query(countsOf(base, first, today));
    tell('counts', rowCount ?? 0);
    await owner.query('drop table matter');
    // Both take so long that each has one of the two cores.
    const [head] = await Promise.all([fillTallies(house), again()]);
    await owner.query('update journal.head set seq = $2 where district = $1', [DISTRICT, head]);
    await owner.query('vacuum (analyze) journal.count');
    await owner.query('checkpoint');
    tell('ready');
    return { first, today, kinds: chosen, territories, counts: rowCount ?? 0, lines: head - base };
  } finally {
    await owner.end();
  }
}

/** With as many grids below the villages as make it 837 territories, which the demonstration's map leaves out. */
function withGrids(known: readonly string[]): string[] {
  const grids = known.filter((code) => code.length === 12).flatMap((code) => [`${code}001`, `${code}002`]);
  return [...known, ...grids.slice(0, TERRITORIES - known.length)].toSorted();
}

const begun = performance.now();
function tell(what: string, n?: number): void {
  console.log(
    `${((performance.now() - begun) / 1000).toFixed(0).padStart(5)} s  ${what}${n === undefined ? '' : ` ${n}`}`,
  );
}

/** A connection for what is made once and large. */
async function heavy(house: BenchHouse): Promise<pg.Client> {
  const owner = new pg.Client({ connectionString: house.embedded.ownerUrl });
  // A signal ends the database under it; the house is cleared away all the same.
  owner.on('error', () => {});
  await owner.connect();
  await owner.query(
    `set work_mem = '1GB'; set maintenance_work_mem = '1GB'; set synchronous_commit = off; set max_parallel_maintenance_workers = 0`,
  );
  return owner;
}

/** Takes a table's indexes away, and answers how to make them again: made afterwards they take a third of the time. */
async function withoutIndexes(owner: pg.Client, table: 'count' | 'tally'): Promise<() => Promise<void>> {
  const { rows } = await owner.query<{ name: string; made: string; key: boolean }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as made, i.indisprimary as key
     from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = $1::regclass`,
    [`journal.${table}`],
  );
  for (const { name, key } of rows)
    await owner.query(key ? `alter table journal.${table} drop constraint ${name}` : `drop index journal.${name}`);
  return async () => {
    for (const { name, made, key } of rows) {
      await owner.query(made);
      if (key) await owner.query(`alter table journal.${table} add primary key using index ${name}`);
      tell(`index ${name}`);
    }
  };
}

/** A number from 0 to 1 that the matter `g` has for itself, another one for each `at`. */
const draw = (at: number) => `((hashint8extended(g, ${at}) & 1048575) / 1048576.0::float8)`;

/**
 * The lives of all matters, in days since the first day: when each was told, assigned, handled, closed, and what befell a few of them.
 * A twenty-fifth was recorded a day or more after it was told (a phone without a network), some are given back, merged, reopened, rated.
 */
const lives = (matters: number, days: number, spots: number) => `
  select a.*, ((spot / 30 + sort) % ${BODIES})::int2 as body,
    assigned + 0.1 + 6 * power(${draw(8)}, 2) as handled, assigned + 0.7 + 6 * power(${draw(8)}, 2) + ${draw(9)} as closed,
    ${draw(10)} as fate, ${draw(11)} as luck, ${draw(12)} as more
  from (select t.*, told + 0.003 + 2 * power(${draw(7)}, 4) as assigned from (
    select h.*, happened + case when ${draw(5)} < 0.04 then 1 + 2 * ${draw(6)} else 0 end as told,
      (floor(happened)::int + (array[1, 3, 3, 5, 5, 7, 15])[1 + floor(${draw(4)} * 7)::int])::int2 as due
    from (select g, ${draw(0)} * ${days} as happened, floor(power(${draw(1)}, 1.8) * ${KINDS})::int2 as sort, floor(${draw(2)} * ${spots})::int2 as spot from generate_series(1, ${matters}) as g offset 0) h offset 0) t offset 0) a`;

/** The bucket of so many days between, as `bucketOf` has it. */
const bucket = (days: string) =>
  `(array['${BUCKETS.join("','")}'])[1 + width_bucket((${days}) * 1440, array[${EDGES.join(',')}]::float8[])]`;

type Drawn = readonly [name: string, day?: string, n?: string, when?: string];

/** The counts of all matters, one line after the other; what lies ahead of today has not happened yet. */
function countsOf(base: number, first: Day, today: Day): string {
  const days = daysBetween(first, today) + 1;
  const on = (day: string) => `(date '${first}' + (${day})::int)`;
  const recorded = 'floor(at)';
  // A line's counts, by its step: name, day, how many, and whether at all.
  const counts: Readonly<Record<number, readonly Drawn[]>> = {
    1: [
      ["'opened'", 'floor(happened)'],
      ["'due'", 'due'],
    ],
    2: [["'assigned'"], [`'firstAction:' || ${bucket('at - happened')}`], [`'assigned:wc-' || body`]],
    4: [["'handled'"]],
    5: [["'verified'"], [`'verified:wc-' || body`], ["'verifiedSample'", recorded, '1', 'luck < 0.3']],
    6: [
      ...closing(1, 'at < due + 1'),
      [`'handling:' || ${bucket('at - happened')}`],
      ["'closedSoon'", recorded, '1', 'luck > 0.98'],
    ],
    7: [["'reopened'"], ["'sentBack'"], ...closing(-1, 'closed < due + 1')],
    8: [["'handled'"]],
    9: closing(1, 'at < due + 1'),
    10: [["'rated'"], ["'ratingSum'", recorded, '1 + floor(luck * 5)']],
    11: [["'returned'"], [`'returned:wc-' || body`]],
    12: [["'assigned'"], [`'assigned:wc-' || body`]],
    13: [
      ["(array['merged', 'merged', 'withdrawn', 'void', 'redirected'])[1 + floor(fate * 100)::int]"],
      ["'due'", 'due', '-1'],
    ],
  };
  const of = Object.entries(counts).map(
    ([step, all]) =>
      `select * from (values ${all.map(([name, day = recorded, n = '1', when = 'true']) => `(${name}, ${on(day)}, (${n})::int, ${when})`).join(', ')}) as c(name, day, n, so) where step = ${step}`,
  );
  return `
    insert into journal.count (district, seq, measure, day, territory, n, recorded, figure)
    select '${DISTRICT}', seq, c.name || '/' || sort.kind, c.day, spot.territory, c.n, ${on(recorded)}, 2
    from (
      select ${base} + row_number() over (order by at, g) as seq, step, at, matter.* from matter cross join lateral (values
        (1, told, true), (2, assigned, fate >= 0.05), (3, assigned + 0.09, fate >= 0.05), (4, handled, fate >= 0.05), (5, handled + 0.5 * luck, fate >= 0.4),
        (6, closed, fate >= 0.05), (7, closed + 1 + 20 * luck, fate >= 0.97), (8, closed + 3 + 20 * luck, fate >= 0.97), (9, closed + 4 + 20 * luck, fate >= 0.97),
        (10, closed + 0.1 + luck, more < 0.15 and fate >= 0.05), (11, assigned + 0.01, more > 0.96 and fate >= 0.05), (12, assigned + 0.02, more > 0.96 and fate >= 0.05),
        (13, assigned, fate < 0.05)) as s(step, at, so)
      where so and at < ${days}) as line
    join sort on sort.k = line.sort join spot on spot.k = line.spot
    cross join lateral (${of.join(' union all ')}) as c where c.so`;
}

/** A closing, or the closing that a reopening takes back, as `countsOf` of the matters has it. */
function closing(n: 1 | -1, onTime: string): Drawn[] {
  const recorded = 'floor(at)';
  return [
    ["'closed'", recorded, `${n}`, 'true'],
    [`'closed:wc-' || body`, recorded, `${n}`, 'true'],
    ["'closedOnTime'", recorded, `${n}`, onTime],
    ["'dueClosed'", 'due', `${n}`, 'true'],
    ["'dueClosedOnTime'", 'due', `${n}`, onTime],
  ];
}

/**
 * The tallies of all counts, by another way than the worker's (which rolls up every count by itself and would take hours): first by
 * month and by day, then by territory. That both come to the same is what the recount proves.
 */
async function fillTallies(house: BenchHouse): Promise<number> {
  const owner = await heavy(house);
  try {
    const again = await withoutIndexes(owner, 'tally');
    await owner.query('delete from journal.tally where district = $1', [DISTRICT]);
    const family = `split_part(measure, '/', 1) || '/'`;
    const month = 'day - (extract(day from day)::int - 1)';
    // In the order of their periods, as they come into being.
    const add = (grain: Grain, cells: string) =>
      owner.query(`
        insert into journal.tally (district, territory, grain, measure, period, n)
        select '${DISTRICT}', left(territory, l.length), '${grain}', measure, period, sum(n)::bigint from (${cells}) c
        join (values (6), (9), (12), (15)) l(length) on l.length <= length(territory) group by 2, 4, 5 having sum(n) <> 0 order by 5`);
    const counts = `from journal.count where district = '${DISTRICT}' group by 1, 2, 3`;
    await owner.query(
      `create temporary table cell as select measure, ${month} as period, territory, sum(n) as n ${counts}`,
    );
    await add('month', 'select measure, period, territory, n from cell');
    await add('month', `select ${family} as measure, period, territory, n from cell`);
    const year = `date_trunc('year', period)::date`;
    await add('year', `select ${family} as measure, ${year} as period, territory, n from cell`);
    await owner.query('drop table cell');
    tell('tallies of years and months');
    await add('day', `select measure, day as period, left(territory, 6) as territory, sum(n) as n ${counts}`);
    await add('day', `select ${family} as measure, day as period, territory, sum(n) as n ${counts}`);
    tell('tallies of days');
    await again();
    const { rows } = await owner.query<{ head: number }>(
      'select max(seq) as head from journal.count where district = $1',
      [DISTRICT],
    );
    const head = rows[0]?.head ?? 0;
    await owner.query(
      'insert into journal.watermark (district, seq) values ($1, $2) on conflict (district) do update set seq = $2',
      [DISTRICT, head],
    );
    await owner.query('vacuum (analyze) journal.tally');
    return head;
  } finally {
    await owner.end();
  }
}
