import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/harness/database.ts';
import { keyring } from '../../tests/harness/house.ts';
import { subjects } from '../apps/subjects.ts';
import { figureCoded } from '../capabilities/figures/catalogue.ts';
import { SumsOf } from '../capabilities/figures/sums.ts';
import { whole } from '../platform/db/scope.ts';
import { type Figure, reckoned, versionOn } from '../platform/figures/figure.rules.ts';
import { audit } from '../platform/journal/audit.ts';
import { foldDistrict } from '../platform/journal/tally.ts';
import { loadDemonstration } from './load.ts';
import { WUCHENG } from './wucheng.towns.ts';
import { villages } from './wucheng.villages.ts';

const NOW = new Date('2026-11-27T10:00:00+08:00');

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
  await loadDemonstration(test.work, keyring, { now: NOW, count: 10, cases: 'whole' });
}, 240_000);
afterAll(() => test?.drop());

async function rowsOf<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const { rows } = await test.work.pool.query<Row>(sql, values);
  return rows;
}
async function sumOf(measure: string): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(
    `select coalesce(sum(n), 0)::int as n from journal.count where measure like $1 and day between '2025-01-01' and '2025-12-31'`,
    [`${measure}/%`],
  );
  return row?.n ?? 0;
}

describe('last year’s mediation of the demonstration district', () => {
  it('found 2,439 disputes by screening and resolved 2,341, with other sources counted apart', async () => {
    expect([await sumOf('medFound'), await sumOf('medFoundResolved')]).toEqual([2_439, 2_341]);
    expect(await sumOf('medOpened')).toBe(2_439 + 120);
    const [all] = await rowsOf<{ found: number; others: number }>(
      `select count(*) filter (where channel = 'round')::int as found, count(*) filter (where channel <> 'round')::int as others
       from mediation.case_file where opened >= '2025-01-01T00:00:00+08:00' and opened < '2026-01-01T00:00:00+08:00'`,
    );
    expect(all).toEqual({ found: 2_439, others: 120 });
  });

  it('left 98 without an agreement that holds, each with the way that it ended or where it stands', async () => {
    const left = await rowsOf<{ how: string; n: number }>(
      `select coalesce(outcome, status) as how, count(*)::int as n from mediation.case_file
       where channel = 'round' and opened < '2026-01-01T00:00:00+08:00'
         and (content -> 'agreement' = 'null' or outcome = 'broken') group by 1 order by 1`,
    );
    expect(left).toEqual([
      { how: 'applied', n: 2 },
      { how: 'broken', n: 9 },
      { how: 'declined', n: 22 },
      { how: 'failed', n: 40 },
      { how: 'mediating', n: 4 },
      { how: 'refused', n: 12 },
      { how: 'withdrawn', n: 9 },
    ]);
    expect(left.reduce((sum, one) => sum + one.n, 0)).toBe(98);
  });

  it('is spread over every town, month and kind of mediation, people’s by far the most', async () => {
    const [spread] = await rowsOf<{ towns: number; months: number; natures: number }>(
      `select count(distinct left(territory, 9))::int as towns, count(distinct date_trunc('month', opened))::int as months,
         count(distinct nature)::int as natures
       from mediation.case_file where channel = 'round' and opened < '2026-01-01T00:00:00+08:00'`,
    );
    expect(spread).toMatchObject({ towns: 27, months: 12 });
    expect(spread?.natures).toBeGreaterThan(15);
    const [people, organs, courts] = [
      await sumOf('medResolved:people'),
      await sumOf('medResolved:administrative'),
      await sumOf('medResolved:judicial'),
    ] as [number, number, number];
    expect(people).toBeGreaterThan(8 * (organs + courts));
    expect(Math.min(organs, courts)).toBeGreaterThan(50);
    for (const measure of ['medRefused', 'medConfirmed', 'medRepeated', 'medBroken', 'medBreached'])
      expect([measure, (await sumOf(measure)) > 0]).toEqual([measure, true]);
  });

  it('arose from visits of rounds: each dispute found stands in one visit of its round, of its place, moment and liaison', async () => {
    const [found] = await rowsOf<{ cases: number; visited: number; apart: number }>(
      `with visit as (
         select r.id as round, v ->> 'territory' as territory, v ->> 'at' as at, v ->> 'by' as by, c as subject
         from mediation.round r, jsonb_array_elements(r.content -> 'visits') v, jsonb_array_elements_text(v -> 'cases') c)
       select (select count(*)::int from mediation.case_file where channel = 'round') as cases, count(*)::int as visited,
         count(*) filter (where c.content ->> 'round' is distinct from v.round::text or c.territory <> v.territory
           or c.opened <> v.at::timestamptz or v.by <> (select l.by::text from journal.line l where l.district = c.district and l.subject = c.id and l.n = 1))::int as apart
       from visit v join mediation.case_file c on c.id = v.subject::uuid`,
    );
    expect(found?.cases).toBeGreaterThan(2_439);
    expect(found).toEqual({ cases: found?.cases, visited: found?.cases, apart: 0 });
  });

  it('went round every village each month, missed some, and says so', async () => {
    const rounds = await rowsOf<{ month: string; towns: number; closed: number }>(
      `select left(content ->> 'from', 7) as month, count(distinct territory)::int as towns, count(*) filter (where closed)::int as closed
       from mediation.round where content ->> 'from' < '2026' group by 1 order by 1`,
    );
    expect(rounds.map(({ month }) => month)).toHaveLength(12);
    for (const one of rounds) expect(one).toMatchObject({ towns: 27, closed: 27 });
    const [planned, covered, blank] = [
      await sumOf('roundTerritories'),
      await sumOf('roundCovered'),
      await sumOf('roundBlank'),
    ];
    const all = 12 * villages().length;
    expect([planned, covered + blank]).toEqual([all, all]);
    expect(blank).toBeGreaterThan(100);
    expect(blank).toBeLessThan(planned / 8);
    // Against the norm of a visit a month: what was asked for is every village each month, what there was is what was covered.
    const version = versionOn(figureCoded('roundNorm') as Figure, '2025-12-31');
    const year = { from: '2025-01-01', to: '2025-12-31' };
    const made = await test.work.read(whole(WUCHENG), async (tx) => {
      const sums = new SumsOf(
        tx,
        { district: WUCHENG, territory: WUCHENG, kind: null, asOf: null, until: '2026-12-31' },
        [version],
        null,
      );
      return reckoned(version, (await sums.total(year, [WUCHENG]))(WUCHENG));
    });
    expect(made).toMatchObject({ value: covered / all, part: covered, whole: all });
    const [proof] = await rowsOf<{ places: number; words: number; neither: number }>(
      `select count(*) filter (where v -> 'place' <> 'null')::int as places, count(*) filter (where v ->> 'as' = 'coordinator' and v -> 'words' <> 'null')::int as words,
         count(*) filter (where v -> 'place' = 'null' and (v ->> 'as' <> 'coordinator' or v -> 'words' = 'null'))::int as neither
       from mediation.round r, jsonb_array_elements(r.content -> 'visits') v`,
    );
    expect(proof?.places).toBeGreaterThan(5_000);
    expect(proof?.words).toBeGreaterThan(50);
    expect(proof?.neither).toBe(0);
  });

  it('stands in rows that are the fold of their lines, none of which names a party', async () => {
    await foldDistrict(test.work, '330702');
    const checkpointDir = await mkdtemp(join(tmpdir(), 'lianan-audit-'));
    const [audited] = await audit({ db: test.work, subjects, checkpointDir });
    expect(audited?.district).toBe('330702');
    const named = await rowsOf(
      `select 1 from journal.line where kind like 'case.%' and convert_from(bytes, 'utf8') ~ '（演示）' limit 1`,
    );
    expect(named).toEqual([]);
  });
});

describe('today', () => {
  it('has a round under way in every town, partly walked, with the places of the liaisons who have accounts still to be visited', async () => {
    const running = await rowsOf<{ town: string; walked: number; left: boolean }>(
      `select territory as town, jsonb_array_length(content -> 'visits') as walked,
         not exists (select from jsonb_array_elements(content -> 'visits') v
           where v ->> 'territory' in ('330702001001', '330702106001') and v -> 'cases' = '[]') as left
       from mediation.round where not closed and content ->> 'from' <= '2026-11-27' and content ->> 'to' >= '2026-11-27'`,
    );
    expect(running).toHaveLength(27);
    expect(running.every(({ walked }) => walked > 0)).toBe(true);
    expect(running.every(({ left }) => left)).toBe(true);
  });

  const open = (where: string, values: unknown[]) =>
    rowsOf<{ n: number }>(`select count(*)::int as n from mediation.case_file where ${where}`, values);

  it('has for every desk something that waits, and something near of all that has a day', async () => {
    const [mediator1, mediator2] = await rowsOf<{ person: string }>(
      `select a.person from identity.appointment a join identity.person p on p.id = a.person
       where a.post = 'mediator' and a.body in ('wc-pmc', 'wc-pmc-t001') and p.login in ('mediator1', 'mediator2') order by p.login`,
    );
    for (const one of [mediator1, mediator2])
      expect((await open(`mediator = $1 and status <> 'archived'`, [one?.person]))[0]?.n).toBeGreaterThan(4);
    for (const body of ['wc-pmc', 'wc-pmc-t001', 'wc-t001', 'wc-enforcement'])
      expect([body, ((await open('offered = $1', [body]))[0]?.n ?? 0) > 0]).toEqual([body, true]);
    for (const town of ['330702001', '330702106']) {
      expect((await open(`status = 'applied' and territory like $1`, [`${town}%`]))[0]?.n).toBeGreaterThan(0);
      expect((await open(`refusals > 0 and body is null and territory like $1`, [`${town}%`]))[0]?.n).toBeGreaterThan(
        0,
      );
    }
    expect(
      (
        await open(
          `content -> 'agreement' ->> 'effect' = $1 and content -> 'confirmation' = 'null' and status = 'agreed'`,
          ['2026-10-29'],
        )
      )[0]?.n,
    ).toBeGreaterThan(0);
    for (const answerBy of ['2026-11-30', '2026-12-02'])
      expect((await open(`content -> 'referrer' ->> 'answerBy' = $1 and next = $1::date`, [answerBy]))[0]?.n).toBe(1);
    expect((await open(`status = 'agreed' and next = '2026-11-25'`, []))[0]?.n).toBeGreaterThan(0);
  });
});
