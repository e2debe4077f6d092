import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../platform/calendar/calendar.rules.ts';
import { type Asked, type DeadlineRule, ruleBook, ruleFor, STAGES, versionOn } from './clock.rules.ts';

const plain: DeadlineRule = {
  code: 'accept',
  version: 1,
  stage: 'accept',
  kind: null,
  urgency: null,
  territory: null,
  term: { n: 1, unit: 'workingDays' },
  name: { zh: '接收', en: 'Accept' },
  basis: null,
  from: '2026-01-01',
  until: null,
  extension: null,
  grounds: [],
  remind: [],
  escalate: [],
  active: true,
};
const rule = (code: string, more: Partial<DeadlineRule>): DeadlineRule => ({ ...plain, code, ...more });
const asked: Asked = {
  stage: 'accept',
  kind: 'hazard.fire',
  urgency: 'normal',
  territories: ['330702001002', '330702001', '330702'],
  day: '2026-11-27',
};
const codeFor = (rules: DeadlineRule[], more: Partial<Asked> = {}) =>
  ruleFor(rules, { ...asked, ...more })?.code ?? null;

test('a village’s own rule goes before its town’s, the town’s before the kind’s, the kind’s before its group’s and that of all', () => {
  const village = rule('village', { territory: '330702001002' });
  const town = rule('town', { territory: '330702001', kind: 'hazard.fire', urgency: 'normal' });
  const kind = rule('kind', { kind: 'hazard.fire' });
  const group = rule('group', { kind: 'hazard', urgency: 'normal' });
  const urgency = rule('urgency', { urgency: 'normal' });
  const order = [village, town, kind, group, urgency, rule('all', {})];
  for (let at = 0; at < order.length; at++) {
    expect(codeFor(order.slice(at).reverse())).toBe(order[at]?.code);
  }
});

test('a rule for another kind, urgency, place, stage or day is never used', () => {
  expect(codeFor([rule('gas', { kind: 'hazard.gas' })])).toBeNull();
  expect(codeFor([rule('half', { kind: 'haz' })])).toBeNull();
  expect(codeFor([rule('critical', { urgency: 'critical' })])).toBeNull();
  expect(codeFor([rule('elsewhere', { territory: '330702002' })])).toBeNull();
  expect(codeFor([rule('verify', { stage: 'verify' })])).toBeNull();
  expect(codeFor([rule('tomorrow', { from: '2026-11-28' })])).toBeNull();
  expect(codeFor([rule('yesterday', { until: '2026-11-27' })])).toBeNull();
  expect(codeFor([rule('today', { until: '2026-11-28' })])).toBe('today');
});

test('a matter keeps the version of the rule that stood on its day, whatever came later', () => {
  const first = rule('a', { from: '2026-01-01' });
  const second = rule('a', { version: 2, from: '2026-07-01', term: { n: 4, unit: 'workingHours' } });
  const third = rule('a', { version: 3, from: '2026-10-01', active: false });
  const all = [second, third, first];
  const version = (day: string) => ruleFor(all, { ...asked, day })?.version ?? null;
  expect(version('2025-12-31')).toBeNull();
  expect(version('2026-06-30')).toBe(1);
  expect(version('2026-07-01')).toBe(2);
  expect(version('2026-10-01')).toBeNull();
  expect(versionOn(all, '2026-08-01')).toBe(second);
});

test('a newer version that has run out does not bring the older one back', () => {
  const all = [rule('a', {}), rule('a', { version: 2, from: '2026-07-01', until: '2026-08-01' })];
  expect(codeFor(all, { day: '2026-07-31' })).toBe('a');
  expect(codeFor(all, { day: '2026-08-01' })).toBeNull();
});

/** Obviously right: tries every rule against every other, one wish after the other. */
function slowly(rules: readonly DeadlineRule[], it: Asked): DeadlineRule | null {
  const group = it.kind.split('.')[0];
  const inForce = rules.filter((one) => {
    if (one.from > it.day) return false;
    const isNewest = !rules.some(
      (other) => other.code === one.code && other.version > one.version && other.from <= it.day,
    );
    return isNewest && one.active && (one.until === null || it.day < one.until);
  });
  const fitting = inForce.filter(
    (one) =>
      one.stage === it.stage &&
      (one.territory === null || it.territories.includes(one.territory)) &&
      (one.kind === null || one.kind === group || one.kind === it.kind) &&
      (one.urgency === null || one.urgency === it.urgency),
  );
  const wishes: ((one: DeadlineRule) => number)[] = [
    (one) => (one.territory === null ? -99 : -it.territories.indexOf(one.territory)),
    (one) => (one.kind === it.kind ? 2 : one.kind === group ? 1 : 0),
    (one) => (one.urgency === null ? 0 : 1),
    (one) => Number(one.from.replaceAll('-', '')),
  ];
  let left = fitting;
  for (const wish of wishes) {
    const best = Math.max(...left.map(wish));
    left = left.filter((one) => wish(one) === best);
  }
  return left.sort((a, b) => (a.code < b.code ? -1 : 1))[0] ?? null;
}

const days = fc.integer({ min: 0, max: 12 }).map((n) => addDays('2026-11-20', n));
const kinds = ['hazard.fire', 'hazard.gas', 'dispute.wage'];
const urgencies = ['normal', 'urgent', 'critical'] as const;
const places = ['330702001002', '330702001', '330702'];
const versions = fc
  .record({
    code: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    stage: fc.constantFrom(...STAGES.slice(0, 2)),
    kind: fc.constantFrom(null, 'hazard', 'dispute', ...kinds),
    urgency: fc.constantFrom(null, ...urgencies),
    territory: fc.constantFrom(null, ...places, '330702002'),
    from: days,
    until: fc.option(days, { freq: 1 }),
    active: fc.constantFrom(true, true, true, false),
  })
  .map((some) => rule(some.code, some));
/** Some versions, numbered within their codes. */
const books = fc.array(versions, { minLength: 6, maxLength: 24 }).map((all) =>
  all.map(
    (one, at): DeadlineRule => ({
      ...one,
      version: all.slice(0, at + 1).filter((other) => other.code === one.code).length,
    }),
  ),
);
const questions = fc.record({
  stage: fc.constantFrom(...STAGES.slice(0, 2)),
  kind: fc.constantFrom(...kinds),
  urgency: fc.constantFrom(...urgencies),
  territories: fc.integer({ min: 0, max: 3 }).map((from) => places.slice(from)),
  day: days,
});

test('whatever the rules, the one found is the one that trying all of them finds', () => {
  let found = 0;
  fc.assert(
    fc.property(books, fc.array(questions, { minLength: 5, maxLength: 5 }), (rules, them) => {
      const book = ruleBook(rules);
      for (const it of them) {
        const right = slowly(rules, it);
        if (right) found++;
        expect(ruleFor(book, it)).toBe(right);
      }
    }),
    { numRuns: 2_000 },
  );
  expect(found).toBeGreaterThan(1_000);
});

test('of ten thousand rules the right one is found in microseconds', () => {
  const rules = Array.from({ length: 10_000 }, (_, at) =>
    rule(`r${at}`, {
      stage: STAGES[at % 5] ?? 'first',
      kind: [null, 'hazard', ...kinds][at % 5] ?? null,
      urgency: urgencies[at % 4] ?? null,
      territory: at % 7 === 0 ? null : `330702${String(at % 900).padStart(3, '0')}`,
      from: addDays('2020-01-01', at % 2000),
    }),
  );
  const book = ruleBook(rules);
  const began = performance.now();
  let found = 0;
  for (let at = 0; at < 100_000; at++) if (ruleFor(book, asked)) found++;
  // A bound that a busy machine keeps and a search through all of them breaks a hundredfold.
  expect((performance.now() - began) / 100).toBeLessThan(50);
  expect(found).toBe(100_000);
});
