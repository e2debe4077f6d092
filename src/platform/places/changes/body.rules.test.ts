import { describe, expect, test } from 'vitest';
import { type BodyDays, changeFault, endFault, foundFault } from './body.rules.ts';
import { bodySentence } from './telling.rules.ts';

const today = '2026-11-24';
const body = (id: string, more: Partial<BodyDays> = {}): BodyDays => ({
  id,
  name: { zh: id, en: id },
  territory: '330702',
  parent: null,
  address: null,
  phone: null,
  from: null,
  to: null,
  ...more,
});
const bodies = [
  body('centre'),
  body('office', { parent: 'centre' }),
  body('desk', { parent: 'office' }),
  body('gone', { to: '2026-01-01' }),
];
const free = { open: 0, appointments: 0, answers: 0, below: 0, machines: 0 };
const has = (code: string) => code === '330702';

describe('a body', () => {
  test('is founded under a code of its own, below one that stays', () => {
    const found = (id: string, more: Partial<BodyDays> = {}, from = today) =>
      foundFault(bodies, { id, after: body(id, more), from }, has, today)?.why ?? null;
    expect(found('new', { parent: 'centre' })).toBeNull();
    expect(found('gone')).toBe('usedId');
    expect(found('A b')).toBe('badId');
    expect(found('new', { parent: 'gone' })).toBe('noParent');
    expect(found('new', { territory: '330702001' })).toBe('noTerritory');
    expect(found('new', {}, '2026-11-23')).toBe('past');
  });

  test('is not put below itself, over however many steps', () => {
    const put = (parent: string) =>
      changeFault(bodies, { id: 'centre', after: body('centre', { parent }) }, has, today);
    expect(put('desk')?.why).toBe('ring');
    expect(changeFault(bodies, { id: 'centre', after: body('centre') }, has, today)?.why).toBe('same');
    expect(changeFault(bodies, { id: 'gone', after: body('gone', { phone: '110' }) }, has, today)?.why).toBe('noBody');
  });

  test('is not closed while anything hangs on it, and the sentence names how many of what', () => {
    expect(endFault(bodies, { id: 'desk', from: today }, free, today)).toBeNull();
    const fault = endFault(bodies, { id: 'desk', from: today }, { ...free, open: 3, appointments: 2 }, today);
    expect(fault?.why).toBe('hangs');
    if (fault === null) return;
    expect(bodySentence(fault).zh).toContain('在办事项 3 件、到那天仍在任（或待批准）的任职 2 项');
    expect(bodySentence(fault).en).toContain('3 open matters, 2 appointments that outlast that day');
    expect(endFault(bodies, { id: 'gone', from: today }, free, today)?.why).toBe('ends');
  });
});
