import { describe, expect, it } from 'vitest';
import { kinds } from '../../src/demonstration/kinds.ts';
import { categoryTable, TABLES } from '../../src/gateways/exchange/tables.ts';
import { kindOf } from './sanFrancisco.ts';

const known = new Set(kinds.map((one) => one.code));
const strangers = (codes: readonly string[]) => [...new Set(codes)].filter((code) => !known.has(code));

describe('every kind that a table of somebody else’s categories names', () => {
  it.each(TABLES)('is one that a district begins with: %s', (name) => {
    const { categories, otherwise } = categoryTable(name);
    expect(strangers([otherwise, ...categories.flatMap((one) => one.kind ?? [])])).toEqual([]);
  });

  it('is one that a district begins with: San Francisco’s incidents', () => {
    expect(strangers(Object.values(kindOf))).toEqual([]);
  });
});
