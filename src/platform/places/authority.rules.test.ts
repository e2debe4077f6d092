import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AuthorityRow } from './authority.rules.ts';
import { overlapping, responsible } from './authority.rules.ts';
import { ancestorsOf } from './codes.rules.ts';

const why = { zh: '', en: '' };
const row = (
  territory: string,
  kind: string,
  body: string,
  from = '2020-01-01',
  to: string | null = null,
): AuthorityRow => ({ territory, kind, body, from, to, why });

describe('who answers', () => {
  const rows = [
    row('330702', '', 'wc-centre'),
    row('330702', 'hazard', 'wc-emergency'),
    row('330702', 'hazard.fire', 'wc-fire'),
    row('330702006', 'hazard', 'wc-zone', '2026-07-01'),
    row('330702006', 'hazard', 'wc-t006', '2020-01-01', '2026-07-01'),
  ];
  const who = (code: string, kind: string, day = '2026-11-01') => responsible(rows, code, kind, day)?.body;

  test('is the most specific kind, where the territory says nothing of its own', () => {
    expect(who('330702001', 'hazard.fire')).toBe('wc-fire');
    expect(who('330702001', 'hazard.gas')).toBe('wc-emergency');
    expect(who('330702001', 'dispute.family')).toBe('wc-centre');
  });

  test('is the body of the longest territory, even where a wider one names the kind more exactly', () => {
    expect(who('330702006003', 'hazard.fire')).toBe('wc-zone');
  });

  test('changes on the day that the table says, and division is not asked', () => {
    expect(who('330702006', 'hazard.gas', '2026-06-30')).toBe('wc-t006');
    expect(who('330702006', 'hazard.gas', '2026-07-01')).toBe('wc-zone');
    expect(who('330702006', 'hazard.gas', '2019-12-31')).toBeUndefined();
  });

  test('is not a body of a kind that only begins with the same letters', () => {
    expect(responsible([row('330702', 'help', 'a')], '330702', 'helpless.any', '2026-01-01')).toBeNull();
    expect(responsible([row('330702', 'hazard.gas', 'a')], '330702', 'hazard.gasoline', '2026-01-01')).toBeNull();
  });

  test('is as a naive search over every ancestor and every part of the kind says', () => {
    const code = fc.constantFrom('330702', '330702001', '330702002', '330702001001', '330702001002', '330702001001001');
    const kind = fc.constantFrom('', 'hazard', 'hazard.fire', 'help', 'help.lost');
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`);
    const some = fc.uniqueArray(
      fc.record({
        territory: code,
        kind,
        body: fc.constantFrom('a', 'b', 'c'),
        from: day,
        to: fc.option(day),
        why: fc.constant(why),
      }),
      { selector: (one) => `${one.territory} ${one.kind} ${one.from}`, maxLength: 12 },
    );
    fc.assert(
      fc.property(
        some,
        code,
        fc.constantFrom('hazard.fire', 'hazard.gas', 'help.lost', 'dispute.land'),
        day,
        (all, where, what, when) => {
          const naive = ancestorsOf(where)
            .reverse()
            .flatMap((territory) =>
              [what, what.split('.')[0], ''].flatMap((part) =>
                all
                  .filter(
                    (one) =>
                      one.territory === territory &&
                      one.kind === part &&
                      one.from <= when &&
                      (one.to === null || one.to > when),
                  )
                  .sort((a, b) => (a.from < b.from ? 1 : -1)),
              ),
            )[0];
          expect(responsible(all, where, what, when)).toEqual(naive ?? null);
        },
      ),
    );
  });

  test('is never two bodies at once: overlapping rows are found', () => {
    expect(overlapping(rows)).toEqual([]);
    expect(overlapping([...rows, row('330702006', 'hazard', 'wc-other', '2026-09-01')])).toHaveLength(1);
  });
});
