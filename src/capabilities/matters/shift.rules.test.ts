import { expect, it } from 'vitest';
import { changesIn } from './shift.rules.ts';

const line = (subject: string, kind: string, body: Record<string, unknown> | null = null) => ({
  subject,
  kind: `matter.${kind}`,
  body,
});

it('a shift tells each matter once for each thing that happened to it, in order', () => {
  const told = changesIn([
    line('a', 'reported'),
    line('b', 'reported-anonymously'),
    line('a', 'assigned'),
    line('a', 'returned'),
    line('a', 'assigned'),
    line('c', 'closed'),
    line('d', 'supervised'),
    line('e', 'ruled'),
    line('e', 'escalated'),
  ]);
  expect(told).toEqual({
    new: ['a', 'b'],
    assigned: ['a', 'e'],
    returned: ['a'],
    closed: ['c'],
    escalated: ['d', 'e'],
  });
});

it('what was fixed on the spot is closed unless somebody is to look at it, and whoever asks for help escalates', () => {
  const told = changesIn([
    line('a', 'fixed-on-spot', { sampled: false }),
    line('b', 'fixed-on-spot', { sampled: true }),
    line('c', 'noted', { asksHelp: true }),
    line('d', 'noted', { asksHelp: false }),
  ]);
  expect([told.closed, told.escalated]).toEqual([['a'], ['c']]);
});

it('a step taken back has not happened', () => {
  const told = changesIn([
    line('a', 'assigned'),
    line('a', 'undone', { undone: 'assign' }),
    line('b', 'closed'),
    line('b', 'undone', { undone: 'close' }),
    line('c', 'closed'),
    line('c', 'undone', { undone: 'triage' }),
  ]);
  expect([told.assigned, told.closed]).toEqual([[], ['c']]);
});
