import { expect, test } from 'vitest';
import { deadlines } from '../../../demonstration/deadlines.ts';
import { codeFor, draftOf, formOf, newForm } from './ruleForm.ts';

const versions = deadlines.map(({ why: _why, ...one }) => ({
  ...{ from: '2026-01-01', version: 1, kindName: null, territoryName: null },
  ...one,
}));

test('a rule that is opened to be changed and left alone says the same, from another day', () => {
  for (const { version: _version, kindName: _kind, territoryName: _place, ...rule } of versions) {
    const form = formOf({ ...rule, version: 1, kindName: null, territoryName: null }, '2026-12-01');
    expect(draftOf(form, rule.code).draft).toEqual({ ...rule, from: '2026-12-01' });
  }
});

test('its last day is shown as a day that still counts, and an end that has passed is left out', () => {
  const [rule] = versions;
  if (!rule) throw new Error('no rules');
  const form = formOf({ ...rule, until: '2027-01-01' }, '2026-12-01');
  expect(form.last).toBe('2026-12-31');
  expect(draftOf(form, 'a').draft?.until).toBe('2027-01-01');
  expect(formOf({ ...rule, until: '2026-11-01' }, '2026-12-01').last).toBe('');
});

test('a form that is half filled in names every place that is not', () => {
  const form = {
    ...newForm('2026-12-01'),
    hasLaw: true,
    extends: true,
    remind: [{ n: 'x', unit: 'minutes' as const }],
  };
  expect(draftOf(form, 'a').wrong?.toSorted()).toEqual(
    ['term.n', 'name.zh', 'name.en', 'basis.law', 'basis.article', 'extension.most.n', 'remind.0'].toSorted(),
  );
});

test('a new rule gets a code that says for what it is and that no other has', () => {
  const form = { ...newForm('2026-12-01'), kind: 'hazard.fire', urgency: 'urgent' as const, territory: '330702001' };
  const code = codeFor(form, new Set());
  expect(code).toBe('accept-hazard-fire-urgent-330702001');
  expect(codeFor(form, new Set([code, `${code}-2`]))).toBe(`${code}-3`);
});
