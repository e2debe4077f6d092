import { expect, it } from 'vitest';
import { KEPT } from './keeping.rules.ts';

const one = (id: string, abilities: string[]) => ({
  id,
  status: 'assigned',
  abilities,
  words: '三楼漏气',
  address: '3 单元',
});

it('of a list a phone keeps words and address only of what its owner has to go to, and the first page alone', () => {
  const list = KEPT.find((rule) => rule.name === 'matters.queue');
  const page = { items: [one('mine', ['accept', 'note']), one('other', ['note'])], after: 'x', seq: 9 };
  expect(list?.trim?.({ pages: [page, page], pageParams: [undefined, 'x'] })).toEqual({
    pages: [
      { ...page, items: [one('mine', ['accept', 'note']), { ...one('other', ['note']), words: null, address: null }] },
    ],
    pageParams: [undefined],
  });
  expect(list?.trim?.({ items: [] })).toBeNull();
  // Nothing of people is kept for longer than a day.
  expect(KEPT.filter((rule) => /queue|matter$/.test(rule.name)).map((rule) => rule.hours)).toEqual([24, 24]);
});
