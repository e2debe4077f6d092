import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DeadlineRule, ruleFor, STAGES, type Term, UNITS } from './clock.rules.ts';
import { deadlineDraft, draftFaults, tieWith } from './drafts.rules.ts';

const base = {
  code: 'a',
  version: 1,
  stage: 'accept',
  kind: null,
  urgency: null,
  territory: null,
  term: { n: 4, unit: 'workingHours' },
  name: { zh: '接收', en: 'Accept' },
  basis: null,
  from: '2026-12-01',
  until: null,
  extension: null,
  grounds: [],
  remind: [],
  escalate: [],
  active: true,
} as const satisfies DeadlineRule;
const faults = (more: Partial<DeadlineRule>) =>
  draftFaults({ ...base, ...more }).map(({ path, why }) => `${path} ${why}`);
const term = (n: number, unit: Term['unit'] = 'workingHours'): Term => ({ n, unit });

test('a rule that fits has no fault; one that ends before it begins, reminds too early or escalates downwards is named', () => {
  expect(faults({ remind: [term(1), term(30, 'minutes')] })).toEqual([]);
  expect(faults({ until: '2026-12-01' })).toEqual(['until days']);
  expect(faults({ remind: [term(4)] })).toEqual(['remind.0 tooEarly']);
  expect(faults({ remind: [term(1), term(1)] })).toEqual(['remind.1 twice']);
  expect(faults({ grounds: ['court', 'court'] })).toEqual(['grounds.1 twice']);
  const to = (rung: 'head' | 'town' | 'district', after: Term) => ({ to: rung, after });
  expect(faults({ escalate: [to('head', term(0)), to('town', term(2)), to('district', term(2))] })).toEqual([]);
  expect(faults({ escalate: [to('town', term(0)), to('head', term(0))] })).toEqual(['escalate.1.to rungs']);
  expect(faults({ escalate: [to('head', term(2)), to('town', term(1))] })).toEqual(['escalate.1.after sooner']);
  expect(faults({ escalate: [to('head', term(2)), to('town', term(0, 'minutes'))] })).toEqual([
    'escalate.1.after sooner',
  ]);
});

test('terms of nothing, of ages and of fractions are no terms', () => {
  const draft = ({ version: _version, ...rest }: typeof base, n: number, unit: Term['unit']) => ({
    ...rest,
    term: { n, unit },
  });
  for (const unit of UNITS) {
    expect(deadlineDraft.safeParse(draft(base, 1, unit)).success).toBe(true);
    for (const n of [0, -1, 0.5, 1_000_000]) expect(deadlineDraft.safeParse(draft(base, n, unit)).success).toBe(false);
  }
});

test('rules tie that are for the same matters from the same day, unless one never comes to hold', () => {
  const other: DeadlineRule = { ...base, code: 'b' };
  expect(tieWith([base], other)).toBe(base);
  expect(tieWith([base], { ...other, from: '2026-12-02' })).toBeNull();
  expect(tieWith([base], { ...other, urgency: 'urgent' })).toBeNull();
  expect(tieWith([base], { ...other, active: false })).toBeNull();
  expect(tieWith([{ ...base, active: false }], other)).toBeNull();
  // Its second version took its place on the very day on which it would have begun.
  expect(tieWith([base, { ...base, version: 2, kind: 'hazard' }], other)).toBeNull();
  // A new version of the same rule is no other rule.
  expect(tieWith([base], { ...base, version: 2 })).toBeNull();
});

test('among rules of which none ties, which one holds depends on nothing but what they say', () => {
  const rules = fc.array(
    fc.record({
      code: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      kind: fc.constantFrom(null, 'hazard', 'hazard.fire'),
      urgency: fc.constantFrom(null, 'urgent' as const),
      from: fc.constantFrom('2026-12-01', '2026-12-02', '2026-12-03'),
      active: fc.constantFrom(true, true, false),
    }),
    { minLength: 4, maxLength: 12 },
  );
  let held = 0;
  fc.assert(
    fc.property(rules, fc.constantFrom('2026-12-01', '2026-12-02', '2026-12-04'), (drafts, day) => {
      const saved: DeadlineRule[] = [];
      for (const one of drafts) {
        const version = saved.filter((other) => other.code === one.code).length + 1;
        const rule = { ...base, ...one, version };
        if (tieWith(saved, rule) === null) saved.push(rule);
      }
      const asked = { stage: STAGES[1], kind: 'hazard.fire', urgency: 'urgent', territories: [], day } as const;
      // Other names, in the other alphabetical order, and the rules in the other order.
      const renamed = saved.map((one) => ({ ...one, code: String.fromCharCode(220 - one.code.charCodeAt(0)) }));
      const found = ruleFor(saved, asked);
      const again = ruleFor(renamed.reverse(), asked);
      if (found) held++;
      expect(again && { ...again, code: '' }).toEqual(found && { ...found, code: '' });
    }),
    { numRuns: 1_000 },
  );
  expect(held).toBeGreaterThan(500);
});
