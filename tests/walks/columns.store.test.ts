import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { subjects } from '../../src/apps/subjects.ts';
import { loadDemonstration } from '../../src/demonstration/load.ts';
import { WUCHENG } from '../../src/demonstration/wucheng.towns.ts';
import { whole } from '../../src/platform/db/scope.ts';
import { audit } from '../../src/platform/journal/audit.ts';
import { Keyring } from '../../src/platform/sealing/keyring.ts';
import { asOwner, masterKey, type TestDatabase, testDatabase } from '../harness/database.ts';

// Rows are listed, and opened to those who may see them, by columns beside their state. Whoever may write in the database alone hides a
// case, moves it to another body or takes a target away by one of them, without touching a line or the state.

/** Tables with such columns, by the sort of subject that they keep, and the columns that are none of these. */
const KEPT: Readonly<Record<string, string>> = {
  'mediation.case_file': 'mediation',
  'mediation.round': 'mediation-round',
  'mediation.mediator': 'mediation-mediator',
  'mediation.committee': 'mediation-committee',
  'mediation.subsidy': 'mediation-subsidy',
  'figures.reference': 'reference',
  'admissions.admission': 'admission',
};
/** What the state does not keep: when an admission was asked for first, which orders its list. */
const UNKEPT = 'admissions.admission made';
const OTHERS = ['district', 'id', 'n', 'head', 'fold', 'content'];

let house: TestDatabase;
beforeAll(async () => {
  house = await testDatabase();
  await loadDemonstration(house.work, new Keyring(masterKey), { now: new Date(), count: 60, cases: 'sample' });
}, 120_000);
afterAll(() => house?.drop());

const owner = <Row>(text: string) =>
  asOwner(house.ownerUrl, async (client) => (await client.query(text)).rows as readonly Row[]);
/** How many rows of a sort say that a column differs. */
const apart = async (sort: string): Promise<number> => {
  const of = subjects.find(({ name }) => name === sort);
  if (of === undefined) throw new Error(`no sort ${sort}`);
  const rows = await house.work.read(whole(WUCHENG), (tx) => of.rows.read(tx, WUCHENG, null, 10_000));
  return rows.filter(({ state }) => (state as { columns?: string }).columns === 'other').length;
};

it('each column by which a row is found is what its state says, and one that is another is told', {
  timeout: 120_000,
}, async () => {
  let tried = 0;
  for (const [table, sort] of Object.entries(KEPT)) {
    const [schema, name] = table.split('.');
    const columns = await owner<{ name: string; type: string }>(
      `select column_name as name, udt_name as type from information_schema.columns
       where table_schema = '${schema}' and table_name = '${name}' and is_generated = 'NEVER'`,
    );
    const [one] = await owner<{ id: string }>(
      `select id from ${table} where district = '${WUCHENG}' order by id limit 1`,
    );
    expect([table, await apart(sort)]).toEqual([table, 0]);
    if (one === undefined) continue;
    for (const column of columns.filter((of) => !OTHERS.includes(of.name) && `${table} ${of.name}` !== UNKEPT)) {
      const other: Readonly<Record<string, string>> = {
        text: `coalesce(${column.name}, '') || 'x'`,
        uuid: 'gen_random_uuid()',
        bool: `not ${column.name}`,
        date: `coalesce(${column.name}, '2020-01-01') + 1`,
        timestamptz: `coalesce(${column.name}, now()) + interval '1 second'`,
      };
      const value = other[column.type] ?? `coalesce(${column.name}, 0) + 1`;
      const found = await asOwner(house.ownerUrl, async (client) => {
        const where = `where district = '${WUCHENG}' and id = '${one.id}'`;
        const { rows } = await client.query(`select ${column.name} as was from ${table} ${where}`);
        await client.query(`alter table ${table} disable trigger user`);
        const changed = await client
          .query(`update ${table} set ${column.name} = ${value} ${where}`)
          .then(() => true)
          // Some cannot be anything else.
          .catch(() => false);
        const seen = changed ? await apart(sort) : 1;
        if (changed) await client.query(`update ${table} set ${column.name} = $1 ${where}`, [rows[0]?.was]);
        await client.query(`alter table ${table} enable trigger user`);
        return seen;
      });
      expect([table, column.name, found]).toEqual([table, column.name, 1]);
      tried += 1;
    }
  }
  expect(tried).toBeGreaterThan(25);
});

it('the audit names it', async () => {
  const found = async () =>
    (
      await audit({
        db: house.work,
        subjects,
        checkpointDir: await mkdtemp(join(tmpdir(), 'lianan-checks-')),
        digests: [],
      })
    ).map(({ firstDifference }) => firstDifference?.code ?? null);
  expect(await found()).toEqual([null]);
  await owner(
    `update mediation.case_file set territory = '330702001' where id = (select id from mediation.case_file order by id limit 1)`,
  );
  expect(await found()).toEqual(['row']);
});
