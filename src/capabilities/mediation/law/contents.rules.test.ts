import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AgreementText, missingIn, type PromiseText, saysNothing, vagueIn } from './contents.rules.ts';
import { lawText } from './law.words.ts';

const parties = [{ id: 'wang' }, { id: 'li' }];
const promise: PromiseText = {
  id: 'p1',
  by: 'wang',
  to: 'li',
  what: '赔偿围墙修缮费',
  how: '银行转账，一次付清',
  due: '2026-12-31',
  amount: '3200.50',
};
const whole: AgreementText = {
  facts: '王某翻建房屋时挖断李某家的排水沟，围墙随后开裂。',
  issues: '围墙修缮费由谁承担，排水沟如何恢复。',
  responsibility: '王某承担主要责任，李某未及时清淤承担次要责任。',
  points: ['王某承担围墙修缮费的八成', '双方共用的排水沟由王某恢复原状'],
  promises: [promise, { ...promise, id: 'p2', what: '恢复排水沟原状', how: '自行施工，李某验收', amount: null }],
};
const codes = (text: AgreementText, who = parties, from = '2026-11-01') =>
  missingIn(text, who, from).map(({ code, at }) => (at === null ? code : `${code} ${at}`));
const promised = (change: Partial<PromiseText>) => codes({ ...whole, promises: [{ ...promise, ...change }] });

describe('a written agreement has what 人民调解法 art. 29 asks for', () => {
  test('one that has it lacks nothing and is clear', () => {
    expect(codes(whole)).toEqual([]);
    expect(vagueIn(whole)).toEqual([]);
  });

  test('the parties (item 1)', () => {
    expect(codes(whole, [{ id: 'wang' }])).toEqual(['miss_parties', 'miss_promiseTo 0', 'miss_promiseTo 1']);
    expect(promised({ by: 'zhao' })).toEqual(['miss_promiseBy 0']);
    expect(promised({ to: 'wang' })).toEqual(['miss_promiseSelf 0']);
  });

  test('main facts, issues and the responsibility of each (item 2)', () => {
    expect(codes({ ...whole, facts: '  ' })).toEqual(['miss_facts']);
    expect(codes({ ...whole, issues: '同上' })).toEqual(['miss_issues']);
    expect(codes({ ...whole, responsibility: '——' })).toEqual(['miss_responsibility']);
    for (const code of ['miss_facts', 'miss_issues', 'miss_responsibility'] as const)
      expect(lawText(code).zh).toContain('第二十九条第二项');
  });

  test('what was agreed, how and until when it is performed (item 3)', () => {
    expect(codes({ ...whole, points: [], promises: [] })).toEqual(['miss_points', 'miss_promises']);
    expect(codes({ ...whole, points: ['待定', whole.points[0] as string] })).toEqual(['miss_point 0']);
    expect(promised({ what: '' })).toEqual(['miss_promiseWhat 0']);
    expect(promised({ how: 'TBD' })).toEqual(['miss_promiseHow 0']);
    expect(promised({ due: '年底' })).toEqual(['miss_promiseDue 0']);
    expect(promised({ due: '2026-02-30' })).toEqual(['miss_promiseDue 0']);
  });

  test('nothing is due before the agreement is in effect; the day itself will do', () => {
    expect(promised({ due: '2026-10-31' })).toEqual(['miss_promiseEarly 0']);
    expect(promised({ due: '2026-11-01' })).toEqual([]);
  });

  test('an amount is a sum of yuan', () => {
    for (const amount of ['1', '0.5', '3200.50', '999999999999.99']) expect(promised({ amount })).toEqual([]);
    for (const amount of ['', '0', '0.00', '-5', '1,200', '12.345', '五百', '1e3', '007'])
      expect(promised({ amount })).toEqual(['miss_promiseAmount 0']);
  });

  test('no promise stands there twice', () => {
    expect(codes({ ...whole, promises: [promise, promise] })).toEqual(['miss_promiseTwice 1']);
  });
});

describe('words that stand for nothing', () => {
  test('are no content', () => {
    for (const text of [
      '',
      ' \n',
      '。',
      '无',
      '略',
      '同上',
      '【待补充】',
      '……',
      'xxx',
      'ＸＸＸ',
      'N/A',
      '详见附件',
      '某某',
      '暂无。',
      '墙',
      '5',
    ])
      expect([text, saysNothing(text)]).toEqual([text, true]);
    for (const text of ['双方均无责任', '围墙', '修墙', '略作修补', 'see to the wall', '无偿修复'])
      expect([text, saysNothing(text)]).toEqual([text, false]);
  });

  test('are none with marks around them either, and whatever has them left out lacks them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('无', '待定', 'tbd', ''),
        fc.stringMatching(/^[\s。，（）…]*$/),
        fc.constantFrom('facts' as const, 'issues' as const, 'responsibility' as const),
        (core, marks, part) => {
          expect(codes({ ...whole, [part]: `${marks}${core}${marks}` })).toEqual([`miss_${part}`]);
        },
      ),
    );
  });
});

describe('what a court may find unclear (民事诉讼法司法解释 art. 358)', () => {
  const vague = (change: Partial<PromiseText>) =>
    vagueIn({ points: whole.points, promises: [{ ...promise, ...change }] }).map(({ code, at }) => `${code} ${at}`);

  test('payment without a sum', () => {
    expect(vague({ amount: null })).toEqual(['vague_amount 0']);
    expect(vague({ amount: null, what: '赔偿修缮费3200元' })).toEqual([]);
    expect(vague({ amount: null, what: '支付三千二百元' })).toEqual([]);
    expect(vague({ amount: null, what: 'pays for the wall', how: 'in cash' })).toEqual(['vague_amount 0']);
    expect(vague({ amount: null, what: '当面道歉', how: '在村委会' })).toEqual([]);
  });

  test('times and measures that nobody can tell', () => {
    expect(vague({ how: '尽快转账' })).toEqual(['vague_time 0']);
    expect(vague({ what: '给予适当补偿' })).toEqual(['vague_measure 0']);
    expect(vagueIn({ points: ['酌情处理'], promises: [] })).toEqual([{ code: 'vague_measure', at: null }]);
  });
});
