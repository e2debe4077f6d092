import { expect, test } from 'vitest';
import { basisText, differencesOf, type NamedRule, partsOf, scopeText, termText } from './sayings.rules.ts';

const rule: NamedRule = {
  code: 'accept',
  version: 1,
  stage: 'accept',
  kind: 'hazard',
  urgency: 'urgent',
  territory: '330702001',
  term: { n: 1, unit: 'workingDays' },
  name: { zh: '接收', en: 'Accept' },
  basis: { law: '信访工作条例', article: '23', tag: 'S' },
  from: '2026-12-01',
  until: '2027-01-01',
  extension: { times: 2, most: { n: 3, unit: 'calendarDays' } },
  grounds: ['court', 'appraisal'],
  remind: [{ n: 2, unit: 'workingHours' }],
  escalate: [
    { after: { n: 0, unit: 'minutes' }, to: 'head' },
    { after: { n: 1, unit: 'workingHours' }, to: 'district' },
  ],
  active: true,
  kindName: { zh: '隐患', en: 'Hazards' },
  territoryName: { zh: '城东街道', en: 'Chengdong' },
};

test('a rule is told in both languages, one of a thing as one, its last day as a day that still counts', () => {
  expect(termText(rule.term)).toEqual({ zh: '1 个工作日', en: '1 working day' });
  expect(termText({ n: 3, unit: 'calendarDays' }).en).toBe('3 calendar days');
  expect(basisText(rule.basis).zh).toBe('《信访工作条例》第 23 条');
  expect(basisText({ law: '某规范', article: '2007', tag: 'P' }).zh).toBe('《某规范》（2007）');
  expect(basisText(null).en).toBe('a setting of the district');
  expect(scopeText(rule).zh).toBe('隐患 · 紧急 · 城东街道');
  const said = Object.fromEntries(partsOf(rule).map((one) => [one.key, one.said.zh]));
  expect(said).toMatchObject({
    days: '自 2026-12-01 起，至 2026-12-31 止',
    extension: '最多 2 次，每次不超过 3 个自然日',
    grounds: '诉讼、仲裁、鉴定、检测',
    remind: '到期前 2 工作小时',
    escalate: '到期时：单位负责人；超期 1 工作小时：区值班长',
  });
});

test('a change names what differs and nothing else; a new rule everything that it says', () => {
  const changed = differencesOf(rule, { ...rule, version: 2, term: { n: 4, unit: 'workingHours' }, until: null });
  expect(changed.map((one) => one.key)).toEqual(['term', 'days']);
  expect(changed[0]).toMatchObject({ before: { en: '1 working day' }, after: { en: '4 working hours' } });
  // Nor is it the same where only how sure the source is has changed.
  const unsure = { law: '信访工作条例', article: '23', tag: 'P' } as const;
  expect(differencesOf(rule, { ...rule, basis: unsure }).map((one) => one.after.zh)).toEqual([
    '《信访工作条例》第 23 条，待法务复核',
  ]);
  expect(differencesOf(rule, { ...rule, version: 2 })).toEqual([]);
  expect(differencesOf(null, rule)).toHaveLength(partsOf(rule).length);
});
