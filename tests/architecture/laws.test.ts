import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Law } from './law.ts';
import { laws } from './laws.ts';
import { pureTypeErrors } from './pureTypes.ts';
import { readTree } from './tree.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const OFFENCES = join(import.meta.dirname, 'offences');
const house = readTree(ROOT, ['src', 'database', 'tests/harness']);

/** The folder of a law's planted offences is named as the law's file is: `doors.law.ts`, `offences/doors/`. */
const FOLDERS: Readonly<Record<number, string>> = {
  1: 'purity',
  2: 'sql',
  3: 'doors',
  4: 'screens',
  5: 'naming',
  6: 'journal',
  7: 'roles',
  8: 'charter',
};
const folderOf = (law: Law): string => FOLDERS[law.number] ?? '';
const planted = (law: Law): string[] => readdirSync(join(OFFENCES, folderOf(law))).sort();

describe.each(laws)('law $number: $name', (law) => {
  it('stands in the whole tree', () => {
    expect(law.find(house).map(({ path, line, rule, why }) => `${path}:${line} ${rule}: ${why}`)).toEqual([]);
  });

  it('has a planted offence for each of its rules, and none for a rule that it lacks', () => {
    expect(planted(law)).toEqual([...law.rules].sort());
  });

  it.each(planted(law))('catches the planted offence of %s', (rule) => {
    const offence = readTree(join(OFFENCES, folderOf(law), rule), ['src']);
    expect(offence.files.size).toBeGreaterThan(0);
    const caught = law.find(house.with(offence)).filter((one) => one.rule === rule && offence.files.has(one.path));
    const guilty = [...offence.files.values()].filter((file) => /Offence:/.test(file.text)).map((file) => file.path);
    const paths = new Set(caught.map((one) => one.path));
    expect(caught).not.toEqual([]);
    expect(guilty.filter((path) => !paths.has(path))).toEqual([]);
  });
});

it('law 7 is tried on a real database as well', () => {
  const tried = house.files.get('src/platform/db/roles.store.test.ts');
  expect(tried?.text).toContain('cannot alter, empty or drop any table');
});

describe('the compiler of the pure files', () => {
  it('finds nothing in the whole tree', () => {
    expect(pureTypeErrors(ROOT)).toEqual([]);
  });

  it('does not know Node or the DOM', () => {
    const errors = pureTypeErrors(ROOT, 'tests/architecture/offences/types/tsconfig.json').join('\n');
    expect(errors).toMatch(/'process'/);
    expect(errors).toMatch(/'document'/);
  });

  it('refuses types of Node that come along with somebody else’s', () => {
    const errors = pureTypeErrors(ROOT, 'tests/architecture/offences/typesBroughtAlong/tsconfig.json').join('\n');
    expect(errors).toMatch(/@types\/node/);
  });
});
