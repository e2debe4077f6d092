import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../../platform/calendar/calendar.rules.ts';
import { minus, plus } from '../../../platform/figures/figure.rules.ts';
import { POSTS } from '../../../platform/identity/caller.ts';
import { FIGURES } from '../catalogue.ts';
import { formulaText, written } from './formula.rules.ts';
import { periodText } from './periods.rules.ts';
import { editionsFor, issuerOf } from './statements.rights.ts';
import { askablePeriods, duePeriods, MONTHS_BACK, settledOn, statedSpan } from './statements.rules.ts';

const D = '330702';
const day = fc.nat(9_000).map((n) => addDays('2016-01-01', n));

describe('what is due', () => {
  it('is each month, quarter and year a week after its end, the month before the quarter and the quarter before the year', () => {
    expect(duePeriods('2025-12-20', '2026-01-07')).toEqual([]);
    expect(duePeriods('2025-12-20', '2026-01-08')).toEqual(['2025-12', '2025-Q4', '2025']);
    expect(duePeriods('2026-09-30', '2026-11-08')).toEqual(['2026-09', '2026-Q3', '2026-10']);
    expect(duePeriods('2026-10-01', '2026-11-08')).toEqual(['2026-10']);
  });

  it('goes no further back than thirteen months, however long no worker ran', () => {
    const found = duePeriods('2001-01-01', '2026-11-27');
    expect(found.filter((one) => /^\d{4}-\d\d$/.test(one))).toHaveLength(MONTHS_BACK);
    expect(found[0]).toBe('2025-10');
    expect(found).toContain('2025');
    expect(found).not.toContain('2025-Q3');
  });

  it('has settled, is no day from the day on which it may be asked for, and is never asked for twice, on any day', () => {
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [began, today] = one < other ? [one, other] : [other, one];
        const due = duePeriods(began, today);
        expect(new Set(due).size).toBe(due.length);
        expect(due.length).toBeLessThan(22);
        for (const period of due) {
          const span = statedSpan(period);
          if (span === null) throw new Error(period);
          expect(settledOn(span) <= today).toBe(true);
          expect(span.to >= began).toBe(true);
          expect(daysBetween(span.to, settledOn(span))).toBe(8);
        }
        expect(askablePeriods(began, today)).toEqual(expect.arrayContaining(due.slice(-1)));
      }),
    );
  });

  it('is no week, no day and no span of one’s own', () => {
    for (const one of ['2026-W48', '2026-11-27', '2026-01-05..2026-02-03', '2026-13', '2026-Q5', ''])
      expect(statedSpan(one)).toBeNull();
    expect(statedSpan('2026-Q3')).toEqual({ from: '2026-07-01', to: '2026-09-30' });
  });
});

describe('a statement', () => {
  it('is asked for by leaders and auditors of the whole district, and its whole edition is for those who hold a post', () => {
    const held = (post: (typeof POSTS)[number], territory: string) => ({
      ...{ is: 'staff' as const, person: 'p' },
      appointments: [{ id: 'a', post, body: null, territory, deputyOf: null }],
    });
    for (const post of POSTS) {
      const may = post === 'leader' || post === 'auditor';
      expect(issuerOf(held(post, D), D) !== null, post).toBe(may);
      expect(issuerOf(held(post, `${D}001`), D), post).toBeNull();
      expect(editionsFor(held(post, D)), post).toEqual(['public', 'whole']);
    }
    expect(editionsFor({ is: 'nobody' })).toEqual(['public']);
    expect(issuerOf({ is: 'nobody' }, D)).toBeNull();
  });

  it('names its period, its formulas and its values as people read them', () => {
    expect([periodText('2026-09', 'zh'), periodText('2026-Q3', 'zh'), periodText('2026', 'en')]).toEqual([
      '2026 年 9 月',
      '2026 年第 3 季度',
      '2026',
    ]);
    const named = (code: string) => ({ opened: '立案数', closed: '结案数' })[code] ?? null;
    const of = (formula: Parameters<typeof formulaText>[0]['formula'], counts: 'flow' | 'stock' = 'flow') =>
      formulaText({ version: 1, from: '2000-01-01', formula, counts, leavesOut: [] }, 'zh', named);
    expect(of({ is: 'sum', of: [...plus('opened'), ...minus('closed')] }, 'stock')).toBe(
      '立案数 − 结案数（到最后一天为止的累计）',
    );
    expect(of({ is: 'share', part: plus('closed'), whole: plus('opened') })).toBe('（结案数）÷（立案数）');
    expect(of({ is: 'rate', of: plus('opened'), per: 1000, base: 'residents' })).toBe('（立案数）× 1000 ÷ 常住人口');
    // Every declared formula is said in words, in both languages.
    for (const { code, versions } of FIGURES)
      for (const version of versions)
        for (const language of ['zh', 'en'] as const)
          expect(
            formulaText(version, language, () => 'X'),
            code,
          ).not.toMatch(/[{}]/);
    expect([
      written('share', 0.98249),
      written('minutes', 90),
      written('minutes', 600),
      written('stars', 4.256),
    ]).toEqual(['98.2%', '90 分钟', '10 小时', '4.26 星']);
  });
});
