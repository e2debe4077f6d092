import { describe, expect, it } from 'vitest';
import { type Appointment, type Caller, POSTS, type Post } from '../../platform/identity/caller.ts';
import {
  abilities,
  appointmentFor,
  mayReadMatters,
  mayReadWords,
  mayReportForOthers,
  mayTakeCalls,
  partsToward,
} from './matters.rights.ts';
import type { Matter } from './matters.rules.ts';
import { type Move, refusal } from './moves.rules.ts';

const matter = {
  territory: '330702001002',
  body: 'fire',
  tasks: [],
  status: 'assigned',
  handler: null,
  handed: null,
  asked: false,
  channel: 'public',
} as unknown as Matter;
const held = (post: Post, at: Partial<Appointment> = {}): Appointment => ({
  id: `as ${post}`,
  post,
  body: null,
  territory: '330702',
  deputyOf: null,
  ...at,
});
const staff = (...appointments: Appointment[]): Caller => ({ is: 'staff', person: 'li', appointments });
const others: Caller[] = [
  { is: 'nobody' },
  { is: 'resident', resident: 'r' },
  { is: 'machine', person: 'm', appointments: [], scopes: ['exchange'], body: 'fire' },
  staff(),
];

/** Which posts may, as the posts are described: administrators see no matters, auditors no words, clerks and duty officers the caller. */
const MAY: readonly [string, (caller: Caller) => boolean, readonly Post[]][] = [
  [
    'read matters',
    mayReadMatters,
    ['clerk', 'duty', 'coordinator', 'handler', 'liaison', 'mediator', 'verifier', 'leader', 'auditor'],
  ],
  [
    'read words',
    mayReadWords,
    ['clerk', 'duty', 'coordinator', 'handler', 'liaison', 'mediator', 'verifier', 'leader'],
  ],
  ['report for others', mayReportForOthers, ['clerk', 'duty', 'coordinator', 'liaison']],
  ['take calls', mayTakeCalls, ['clerk', 'duty']],
];

describe.each(MAY)('to %s', (_what, may, posts) => {
  it.each(POSTS)('%s', (post) => expect(may(staff(held(post)))).toBe(posts.includes(post)));
  it('takes a post: no resident, machine or passer-by may, and no member of staff without one', () => {
    expect(others.map(may)).toEqual([false, false, false, false]);
  });
});

describe('a move is made in the appointment that gives the right to it', () => {
  it('whichever stands first in the list of posts', () => {
    const two = staff(held('clerk'), held('handler', { territory: null, body: 'fire' }), held('duty'));
    expect(appointmentFor(two, matter, 'assign')?.id).toBe('as duty');
    expect(appointmentFor(two, matter, 'accept')?.id).toBe('as handler');
    expect(appointmentFor(two, matter, 'triage')?.id).toBe('as duty');
    expect(appointmentFor(two, matter, 'fixOnSpot')).toBeNull();
  });

  it('and in none by a reporter', () => {
    expect(appointmentFor({ is: 'nobody' }, matter, 'rate')).toBeNull();
  });

  it('of two places the one that holds the matter', () => {
    const deputy = staff(
      held('duty', { id: 'far', territory: '330702101' }),
      held('duty', { id: 'near', territory: '330702001', deputyOf: 'main' }),
    );
    expect(appointmentFor(deputy, matter, 'assign')?.id).toBe('near');
  });
});

it('a colleague who reported by code as well is both, and is named as a person for the second look alone', () => {
  const actor = partsToward(staff(held('verifier')), matter, true);
  expect([[...actor.parts].sort(), actor.person]).toEqual([['reporter', 'verifier'], 'li']);
  expect(partsToward({ is: 'nobody' }, matter, true)).toEqual({
    parts: new Set(['reporter']),
    elsewhere: new Set(),
    person: null,
  });
});

it('whoever could make a move in their own place or body, and not here, hears that the place is the reason', () => {
  const now = { now: '2026-11-23T00:00:00.000Z', hasContact: true };
  const why = (move: Move, ...held: Appointment[]) =>
    refusal(move, matter, partsToward(staff(...held), matter, false), now);
  const away = { territory: '330702101', body: 'elsewhere' };
  expect(why('fixOnSpot', held('liaison', away))).toBe('elsewhere');
  expect(why('accept', held('handler', away))).toBe('elsewhere');
  expect(why('assign', held('coordinator', away))).toBe('elsewhere');
  expect(why('assign', held('handler', away))).toBe('notYours');
  expect(why('fixOnSpot', held('verifier'))).toBe('notYours');
  expect(why('fixOnSpot', held('liaison', { territory: '330702001' }))).toBeNull();
});

it('a body of the same name in nobody’s hands is nobody’s', () => {
  const unassigned = { ...matter, body: null, status: 'new' } as Matter;
  const atNoBody = staff(held('handler', { body: null, territory: '330702' }));
  expect(abilities(atNoBody, unassigned, false, { now: '2026-11-23T00:00:00.000Z', hasContact: true })).toEqual([]);
});
