import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/harness/database.ts';
import { keyring } from '../../tests/harness/house.ts';
import { subjects } from '../apps/subjects.ts';
import { audit } from '../platform/journal/audit.ts';
import { foldDistrict } from '../platform/journal/tally.ts';
import { loadDemonstration } from './load.ts';

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
