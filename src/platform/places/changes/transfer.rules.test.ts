import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuthorityRow, overlapping, responsible } from '../authority.rules.ts';
import { coversWhole, type Transfer, transferFault, transferWrites } from './transfer.rules.ts';

const D = '2026-12-01';
const DAYS = ['2026-01-01', '2026-06-01', D, '2027-01-01', '2027-06-01'];
const PLACES = ['330702', '330702001', '330702001002', '330702101', '330702101003'];
const KINDS = ['', 'hazard', 'hazard.fire', 'dispute'];
const why = { zh: '责任表', en: 'table' };
const NEW = { zh: '移交', en: 'passes' };
const row = (territory: string, kind: string, body: string, from = '2020-01-01', to: string | null = null) => ({
  territory,
  kind,
  body,
  from,
  to,
  why,
});
/** The table after the rows were written, as the store does: by place, kind and first day. */
function written(rows: readonly AuthorityRow[], writes: readonly AuthorityRow[]): AuthorityRow[] {
  const key = (one: AuthorityRow) => `${one.territory} ${one.kind} ${one.from}`;
  return [...new Map([...rows, ...writes].map((one) => [key(one), one])).values()];
}
const ALL: Transfer = { id: 'a', to: 'b', territories: ['330702'], kinds: [''], from: D };

const anyRows = fc
  .array(
    fc.record({
      territory: fc.constantFrom(...PLACES),
      kind: fc.constantFrom(...KINDS),
      body: fc.constantFrom('a', 'b', 'c'),
      from: fc.constantFrom(...DAYS),
      to: fc.constantFrom(null, null, ...DAYS.slice(1)),
      why: fc.constant(why),
    }),
    { maxLength: 14 },
  )
  .map((all) => {
    // A table as it may stand: rows of a day or more, of which no two are in force at once.
    const kept: AuthorityRow[] = [];
    for (const one of all)
      if ((one.to === null || one.from < one.to) && overlapping([...kept, one]).length === 0) kept.push(one);
    return kept;
  })
  .map((all) => [...new Map(all.map((one) => [`${one.territory} ${one.kind} ${one.from}`, one])).values()]);
const anyTransfer = fc.record({
  id: fc.constant('a'),
  to: fc.constantFrom('b', 'new'),
  territories: fc.uniqueArray(fc.constantFrom(...PLACES), { minLength: 1, maxLength: 2 }),
  kinds: fc.uniqueArray(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 2 }),
  from: fc.constantFrom(D, '2026-12-02', '2027-01-01'),
});

describe('what a body answers for passes to another', () => {
  it('wherever it did within the transfer and from its day on; everywhere else, earlier and beside it all is as before', () => {
    fc.assert(
      fc.property(anyRows, anyTransfer, (rows, transfer) => {
        const after = written(rows, transferWrites(rows, transfer, NEW));
        expect(overlapping(after)).toEqual([]);
        for (const day of [...DAYS, '2026-11-30', '2026-12-02', '2030-01-01'])
          for (const code of [...PLACES, '330702001002007', '330702002'])
            for (const kind of ['hazard.fire', 'hazard.gas', 'dispute.family', 'help.legal']) {
              const was = responsible(rows, code, kind, day)?.body;
              const passes = was === 'a' && day >= transfer.from && coversWhole(transfer, code, kind);
              expect(responsible(after, code, kind, day)?.body, `${day} ${code} ${kind}`).toBe(
                passes ? transfer.to : was,
              );
            }
      }),
      { numRuns: 1500 },
    );
  });

  it('as one row where it was one row, and nothing is written twice', () => {
    const rows = [row('330702', '', 'a'), row('330702', 'hazard', 'c')];
    const writes = transferWrites(rows, ALL, NEW);
    expect(writes).toEqual([
      { ...row('330702', '', 'a'), to: D },
      { ...row('330702', '', 'b', D), why: NEW },
    ]);
    expect(transferWrites(written(rows, writes), ALL, NEW)).toEqual([]);
  });

  it('in one town alone, where whoever answers for a kind there goes on doing so', () => {
    const rows = [row('330702', '', 'a'), row('330702', 'hazard', 'c')];
    const writes = transferWrites(rows, { ...ALL, territories: ['330702001'] }, NEW);
    expect(writes.map((one) => [one.territory, one.kind, one.body])).toEqual([
      ['330702001', '', 'b'],
      ['330702001', 'hazard', 'c'],
    ]);
  });
});

describe('a transfer is refused', () => {
  const known = { stands: (id: string) => id !== 'gone', has: () => true, today: '2026-11-27', isOpen: false };
  const rows = [row('330702', '', 'a')];
  const fault = (over: Partial<Transfer>, also = {}) => transferFault(rows, { ...ALL, ...over }, { ...known, ...also });

  it.each([
    [{ from: '2026-11-26' }, 'past', 'from'],
    [{ id: 'gone' }, 'noBody', 'id'],
    [{ to: 'a' }, 'ownHeir', 'to'],
    [{ to: 'gone' }, 'noHeir', 'to'],
    [{ id: 'c' }, 'nothingPasses', 'kinds'],
  ] as const)('%j: %s', (over, wanted, path) => {
    expect(fault(over)).toMatchObject({ why: wanted, path });
  });

  it('to a place that is not there on the day; and not where only open matters pass', () => {
    expect(fault({}, { has: (code: string) => code !== '330702' })).toMatchObject({ path: 'territories.0' });
    expect(fault({ id: 'c' }, { isOpen: true })).toBeNull();
    expect(fault({})).toBeNull();
  });
});
