import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuthorityRow, responsible } from '../../platform/places/authority.rules.ts';
import { isSameRow, succession } from './succession.rules.ts';

describe('who answers, one after another', () => {
  const row = (body: string, from: string, to: string | null = null): AuthorityRow => ({
    territory: '330702',
    kind: 'hazard',
    body,
    from,
    to,
    why: { zh: '依据', en: 'Basis' },
  });
  const today = '2026-11-23';

  it('a first row stands alone', () => {
    expect(succession([], row('a', today), today)).toEqual({ fault: null, before: null, writes: [row('a', today)] });
  });
  it('where nobody was named, the one for a wider place or kind answered until then and stays', () => {
    const wide = { ...row('a', '2024-01-01'), kind: '' };
    const local = { ...row('b', '2026-12-01'), territory: '330702001' };
    expect(succession([wide], local, today)).toEqual({ fault: null, before: wide, writes: [local] });
  });
  it('the next ends the one before it on its own first day', () => {
    const old = row('a', '2024-01-01');
    expect(succession([old], row('b', '2026-12-01'), today)).toEqual({
      fault: null,
      before: old,
      writes: [row('a', '2024-01-01', '2026-12-01'), row('b', '2026-12-01')],
    });
  });
  it('one in force may be given an end, and no other body', () => {
    const old = row('a', '2024-01-01');
    expect(succession([old], row('a', '2024-01-01', '2026-12-31'), today)).toMatchObject({
      fault: null,
      before: old,
      writes: [{ to: '2026-12-31' }],
    });
    expect(succession([old], row('b', '2024-01-01'), today).fault).toBe('past');
    expect(succession([old], row('a', '2024-01-01', '2026-01-01'), today).fault).toBe('past');
    expect(succession([row('a', '2024-01-01', '2025-01-01')], row('a', '2024-01-01'), today).fault).toBe('past');
  });
  it('refuses what begins in the past, ends before it begins, says nothing new, or runs into a later row', () => {
    expect(succession([], row('a', '2026-11-22'), today).fault).toBe('past');
    expect(succession([], row('a', '2026-12-01', '2026-12-01'), today).fault).toBe('days');
    expect(succession([row('a', '2026-12-01')], row('a', '2026-12-01'), today).fault).toBe('same');
    expect(succession([row('a', '2027-01-01')], row('b', '2026-12-01'), today).fault).toBe('overlap');
    expect(succession([row('a', '2027-01-01')], row('b', '2026-12-01', '2027-01-01'), today).fault).toBeNull();
  });
  it('leaves every past day as it was and gives the new body every day of its own', () => {
    const days = fc
      .integer({ min: 0, max: 900 })
      .map((n) => new Date(Date.UTC(2025, 6, 1) + n * 86_400_000).toISOString().slice(0, 10));
    const steps = fc.array(fc.record({ body: fc.constantFrom('a', 'b', 'c'), from: days, to: fc.option(days) }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(steps, fc.array(days, { minLength: 5, maxLength: 20 }), (all, probes) => {
        let rows: AuthorityRow[] = [];
        for (const { body, from, to } of all) {
          const wanted = row(body, from, to);
          const next = succession(rows, wanted, today);
          if (next.fault !== null) continue;
          const before = rows;
          rows = [...rows.filter((one) => !next.writes.some((write) => write.from === one.from)), ...next.writes];
          for (const day of probes) {
            const now = responsible(rows, '330702001', 'hazard.fire', day)?.body;
            if (day < today) expect(now).toBe(responsible(before, '330702001', 'hazard.fire', day)?.body);
            else if (day >= from && (to === null || day < to)) expect(now).toBe(body);
          }
        }
      }),
    );
  });
  it('rows are the same when they say the same', () => {
    expect(isSameRow(null, null)).toBe(true);
    expect(isSameRow(row('a', today), null)).toBe(false);
    expect(isSameRow(row('a', today), { ...row('a', today), why: { zh: '别的', en: 'Other' } })).toBe(false);
  });
});
