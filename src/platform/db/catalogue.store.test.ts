import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../../../tests/harness/database.ts';
import { asOwner, testDatabase } from '../../../tests/harness/database.ts';
import type { Catalogue } from './catalogue.ts';
import { readCatalogue } from './catalogue.ts';
import { schemaText } from './schemaText.ts';
import { typesText } from './typesText.ts';

/** Bought parts bring their own tables (better-auth), and migrations are the same for all districts. */
const WITHOUT_DISTRICT = new Set(['auth', 'db']);
/** Tables without row-level security, each with its reason. */
const OPEN: Readonly<Record<string, string>> = {
  'db.migration': 'holds the names of migrations',
};

let house: TestDatabase;
let catalogue: Catalogue;

beforeAll(async () => {
  house = await testDatabase();
  catalogue = await asOwner(house.ownerUrl, readCatalogue);
});
afterAll(() => house.drop());

const committed = (name: string): string => readFileSync(join(import.meta.dirname, '../../../database', name), 'utf8');

test('the written schema is the one that the migrations make', () => {
  expect(committed('schema.sql')).toBe(schemaText(catalogue));
});

test('the written types are those of the tables', () => {
  expect(committed('types.ts')).toBe(typesText(catalogue));
});

test('every key of ours begins with the district, so that districts can live apart', () => {
  const astray = catalogue.keys.filter((one) => !WITHOUT_DISTRICT.has(one.schema) && one.columns[0] !== 'district');
  expect(astray).toEqual([]);
  expect(catalogue.keys.length).toBeGreaterThan(10);
});

test('every table is behind forced policies, unless there is a reason in writing', () => {
  const open = catalogue.relations
    .filter((one) => one.kind === 'table' && one.schema !== 'auth' && !(one.enabled && one.forced))
    .map((one) => `${one.schema}.${one.name}`);
  expect(open).toEqual(Object.keys(OPEN));
});

test('every view looks with the eyes of who asks, not of its owner', () => {
  const blind = catalogue.relations.filter(
    (one) => one.kind === 'view' && !one.options.includes('security_invoker=true'),
  );
  // What everybody may see: here the view itself is the right, and law 7 keeps the list with its reasons.
  expect(blind.map((one) => `${one.schema}.${one.name}`)).toEqual([
    'figures.contested',
    'figures.corrected_line',
    'matters.around',
    'matters.around_step',
    'matters.public_line',
    'matters.public_matter',
    'matters.public_step',
  ]);
});

test('the migrating role passes every policy, else its changes would touch no row in silence', () => {
  const forced = catalogue.relations.filter((one) => one.forced).map((one) => `${one.schema}.${one.name}`);
  const passed = catalogue.parts
    .filter((one) => one.name === 'migrate_passes')
    .map((one) => `${one.schema}.${one.relation}`);
  expect(passed).toEqual(forced);
});
