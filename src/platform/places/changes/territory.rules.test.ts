import { describe, expect, test } from 'vitest';
import type { Territory } from '../territories.rules.ts';
import { treeChange } from './territory.rules.ts';

const D = '330702';
const today = '2026-11-24';
const row = (code: string, more: Partial<Territory> = {}): Territory => ({
  code,
  level: ({ 6: 'district', 9: 'town', 12: 'village', 15: 'grid' } as const)[code.length as 6],
  name: { zh: `名${code}`, en: `N${code}` },
  from: '2001-01-01',
  to: null,
  successors: [],
  ...more,
});
const rows = [
  row(D),
  row(`${D}001`),
  row(`${D}001001`),
  row(`${D}001002`),
  row(`${D}001003`, { to: '2020-01-01', successors: [`${D}001002`] }),
  row(`${D}002`),
  row(`${D}003`),
];
const name = { zh: '新名', en: 'New' };
const change = (proposal: Parameters<typeof treeChange>[2]) => treeChange(rows, D, proposal, today);
const end = (codes: string[], into: { code: string; name: typeof name | null }[], from = today) =>
  change({ what: 'territory-end', codes, into, from });

describe('a territory', () => {
  test('gets another name from a day on, and what it was called until then stays', () => {
    const { writes } = change({
      what: 'territory-rename',
      code: `${D}002`,
      before: name,
      name,
      from: '2027-01-01',
    });
    expect(writes).toEqual([
      { ...row(`${D}002`), to: '2027-01-01' },
      { ...row(`${D}002`), name, from: '2027-01-01' },
    ]);
  });

  test('is split into several, merged into one that stands, or closed; it is never taken out', () => {
    const split = end(
      [`${D}001001`],
      [
        { code: `${D}001004`, name },
        { code: `${D}001005`, name },
      ],
    );
    expect(split.writes?.[0]).toMatchObject({
      code: `${D}001001`,
      to: today,
      successors: [`${D}001004`, `${D}001005`],
    });
    expect(split.writes?.slice(1)).toMatchObject([
      { code: `${D}001004`, level: 'village', from: today, to: null },
      { code: `${D}001005` },
    ]);
    expect(end([`${D}002`], [{ code: `${D}003`, name: null }]).writes).toEqual([
      { ...row(`${D}002`), to: today, successors: [`${D}003`] },
    ]);
    expect(end([`${D}002`], []).writes).toEqual([{ ...row(`${D}002`), to: today, successors: [] }]);
  });

  test.each([
    ['before today', end([`${D}002`], [], '2026-11-23'), 'past'],
    ['while others go on below it', end([`${D}001`], []), 'children'],
    ['when it is the district', end([D], []), 'root'],
    ['when it has ended already', end([`${D}001003`], []), 'unknown'],
    ['into itself', end([`${D}002`], [{ code: `${D}002`, name: null }]), 'itself'],
    ['into what is not there', end([`${D}002`], [{ code: `${D}009`, name: null }]), 'unknown'],
    ['into another level', end([`${D}002`], [{ code: `${D}001001`, name: null }]), 'levels'],
    ['into a code that was used once', end([`${D}001001`], [{ code: `${D}001003`, name }]), 'used'],
    ['into what is no code', end([`${D}002`], [{ code: `${D}000`, name }]), 'badCode'],
    ['into one of another district', end([`${D}002`], [{ code: '330703009', name }]), 'foreignCode'],
    ['together with one of another level', end([`${D}002`, `${D}001001`], []), 'levels'],
    ['twice', end([`${D}002`, `${D}002`], []), 'twice'],
  ])('does not end %s', (_, refused, why) => {
    expect(refused.fault?.why).toBe(why);
    expect(refused.writes).toBeUndefined();
  });

  test('is told how many go on below it', () => {
    expect(end([`${D}001`], []).fault).toEqual({ why: 'children', path: 'codes.0', about: '2' });
  });

  test('is not named anew where something is set for later already', () => {
    const later = [row(D), row(`${D}002`, { to: '2027-01-01' }), row(`${D}002`, { from: '2027-01-01', name })];
    const wish = { what: 'territory-rename', code: `${D}002`, before: name, name: { zh: '甲', en: 'A' } } as const;
    expect(treeChange(later, D, { ...wish, from: today }, today).fault?.why).toBe('scheduled');
    // On the very day on which the first begins, the second takes its place.
    expect(treeChange(later, D, { ...wish, from: '2027-01-01' }, today).writes).toEqual([
      { ...later[2], name: wish.name },
    ]);
    expect(change({ ...wish, name: row(`${D}002`).name, from: today }).fault?.why).toBe('sameName');
  });

  test('is made below something that stays, under a code of its own', () => {
    expect(change({ what: 'territory-found', code: `${D}003001`, name, from: today }).writes).toMatchObject([
      { code: `${D}003001`, level: 'village', name },
    ]);
    expect(change({ what: 'territory-found', code: `${D}009001`, name, from: today }).fault).toMatchObject({
      why: 'orphan',
      about: `${D}009`,
    });
    const ending = rows.map((one) => (one.code === `${D}003` ? { ...one, to: '2027-01-01' } : one));
    expect(
      treeChange(ending, D, { what: 'territory-found', code: `${D}003001`, name, from: today }, today).fault?.why,
    ).toBe('orphan');
  });
});
