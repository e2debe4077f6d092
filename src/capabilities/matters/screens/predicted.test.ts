import { expect, it } from 'vitest';
import type { Item } from '../../../platform/web/outbox/outbox.rules.ts';
import type { MatterOut } from '../matters.contract.ts';
import { predicted } from './predicted.ts';

const shown = {
  id: 's',
  n: 2,
  status: 'assigned',
  territory: '330702001002',
  body: { id: 'fire', zh: '', en: '' },
  proposed: null,
  closed: null,
  updated: '2026-11-20T08:00:00.000Z',
  supervised: null,
  due: '2026-11-20T16:00:00.000Z',
  promised: null,
  suspended: null,
  extensionAsked: null,
  extensions: 0,
  contested: false,
  ruled: null,
  tasks: [],
  returns: 0,
  helpAsked: false,
  asked: false,
  rating: null,
  channel: 'public',
  abilities: ['accept', 'return', 'note', 'ask'],
} as unknown as MatterOut;
const me = {
  person: 'li',
  appointments: [{ id: 'a', post: 'handler' as const, body: 'fire', territory: null, deputyOf: null }],
};
const did = (move: string, over: object = {}, state = 'waiting') =>
  ({ state, order: 1, body: { act: { move, ...over } } }) as unknown as Item;
const at = new Date('2026-11-21T08:00:00.000Z');

it('without a line a handler accepts, and then the result can be handed over, as the table of moves says', () => {
  expect(predicted(shown, [], me, at)).toBe(shown);
  const accepted = predicted(shown, [did('accept')], me, at);
  expect([accepted.status, accepted.abilities]).toEqual([
    'accepted',
    ['return', 'suspend', 'callIn', 'split', 'note', 'ask', 'handOver'],
  ]);
  const handed = predicted(shown, [did('accept'), did('handOver', { result: '好了' })], me, at);
  expect([handed.status, handed.abilities]).toEqual(['handled', ['note']]);
  expect(predicted(shown, [did('note', { asksHelp: true })], me, at).helpAsked).toBe(true);
});

it('what the server refused changes nothing, and what has arrived is the server’s to show', () => {
  expect(predicted(shown, [did('accept', {}, 'refused'), did('accept', {}, 'sent')], me, at)).toBe(shown);
});
