import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Session } from './mediation.rules.ts';
import { type Actor, MOVE_NAMES, type Move, refusal } from './moves.rules.ts';
import { heldFrom, inTheWay, isToldTo, putOff, sidesOf, toldTo } from './sessions.rules.ts';
import { A, B, Life, MEDIATOR } from './tests/anyCase.ts';

const planned = (over: Partial<Session> = {}): Session => ({
  ...{ id: 's', state: 'set', mode: 'inPerson', joint: true, with: null, proposed: [], at: '2026-03-03T02:00:00.000Z' },
  ...{ minutes: 60, postponed: 0, present: [], interpreter: false, can: {}, record: null, signed: [] },
  ...over,
});
const minute = (n: number): string => new Date(Date.parse('2026-03-03T02:00:00.000Z') + n * 60_000).toISOString();

test('a talk that was held is written down where a planned one would be, by who mediates and by nobody else', () => {
  const stages: Readonly<Record<string, Life>> = {
    applied: new Life().open(),
    offered: new Life().open().make('askProtection', null, 0).make('triage', null, 0).make('offer', null, 0),
    accepted: (['askProtection', 'triage', 'offer', 'accept', 'nameMediators'] as const).reduce(
      (life, move) => life.make(move, null, 0),
      new Life().open(),
    ),
    mediating: new Life().mediating(),
    agreed: new Life().mediating().make('agreeOrally', null, 0),
    ended: new Life().mediating().make('decline', A, 0),
  };
  for (const [status, life] of Object.entries(stages)) {
    expect(life.now.status).toBe(status);
    for (const part of ['centre', 'offered', 'holder', 'mediator', 'party'] as const) {
      const actor: Actor = { parts: new Set([part]), party: part === 'party' ? A : null, person: MEDIATOR };
      const said = (move: Move) => refusal(move, life.now, actor, '2026-03-03');
      expect(said('recordSession'), `${part} ${status}`).toBe(said('proposeSession'));
      expect(said('holdSession') === 'notYours', `${part} ${status}`).toBe(part !== 'mediator');
      expect(said('recordSession') === null).toBe(part === 'mediator' && status === 'mediating');
    }
  }
  // What was said on the last evening is written down when its time is over; that it was in time, its own day says.
  const mediator: Actor = { parts: new Set(['mediator']), party: null, person: MEDIATOR };
  expect(refusal('recordSession', new Life().mediating().now, mediator, '2026-09-01')).toBeNull();
  const set = new Life().mediating().make('proposeSession', null, 0).make('setSession', null, 0);
  expect(refusal('holdSession', set.now, mediator, '2026-09-01')).toBeNull();
  expect(MOVE_NAMES).toContain('recordSession');
});

test('it stands as a session that was held, with its record, and is signed like any other', () => {
  const life = new Life().mediating().make('recordSession', null, 1);
  const [one] = life.now.sessions;
  expect(one).toMatchObject({ state: 'held', present: [A, B], with: null, proposed: [], postponed: 0, minutes: 30 });
  expect(one?.record).not.toBeNull();
  life.make('signRecord', A, 0).make('signRecord', B, 1);
  expect(life.now.sessions[0]?.signed).toEqual([A, B]);
});

test('a talk with one side alone is told to that side alone', () => {
  const alone = new Life().mediating().make('recordSession', null, 6).now.sessions[0] as Session;
  expect(alone.with).toBe(A);
  expect([isToldTo(alone, A), isToldTo(alone, B)]).toEqual([true, false]);
  expect([isToldTo(planned({ among: [A, 'c'] }), 'c'), isToldTo(planned({ among: [A, 'c'] }), B)]).toEqual([
    true,
    false,
  ]);
  expect(toldTo(planned())).toBeNull();
  expect(sidesOf(new Life().mediating().now, [A])).toBe(1);
  expect(sidesOf(new Life().mediating().now, [A, B, B])).toBe(2);
});

test('nobody can have been mediated before the day on which the body had the case and they had said yes', () => {
  const life = new Life().open();
  for (const move of ['askProtection', 'triage', 'offer', 'accept', 'nameMediators'] as const) life.make(move, null, 0);
  life.make('tellRights', A, 0).make('consent', A, 0).on(2).make('tellRights', B, 0).make('consent', B, 0);
  expect(heldFrom(life.now, [A])).toBe('2026-03-02');
  expect(heldFrom(life.now, [A, B])).toBe('2026-03-04');
  // What was said first stands, however often it is said again; another body asks everybody anew.
  life.on(5).make('consent', B, 0);
  expect(heldFrom(life.now, [B])).toBe('2026-03-04');
  life.make('offer', null, 1).make('accept', null, 0);
  expect(life.now.parties.every(({ consented }) => consented === undefined)).toBe(true);
  expect(heldFrom(life.now, [A])).toBe('2026-03-07');
});

test('where a session is set for the same time with the same people, that one is written down and no other', () => {
  const at = (n: number, over: object = {}) => ({ at: minute(n), minutes: 30, present: [A], ...over });
  const set = { sessions: [planned()] };
  expect(inTheWay(set, at(0))).not.toBeNull();
  expect(inTheWay(set, at(59))).not.toBeNull();
  expect(inTheWay(set, at(-29))).not.toBeNull();
  expect(inTheWay(set, at(60))).toBeNull();
  expect(inTheWay(set, at(-30))).toBeNull();
  // A colleague saw the one while the other was here.
  expect(inTheWay({ sessions: [planned({ with: B })] }, at(0))).toBeNull();
  // What is only proposed, or was called off, is in nobody's way; what was written down is not written twice.
  for (const state of ['proposed', 'cancelled'] as const)
    expect(inTheWay({ sessions: [planned({ state })] }, at(0))).toBeNull();
  const held = { sessions: [planned({ state: 'held', present: [A, B] })] };
  expect(inTheWay(held, at(0))).not.toBeNull();
  expect(inTheWay(held, at(20))).toBeNull();
});

test('two talks touch whichever of them is the planned one', () => {
  fc.assert(
    fc.property(
      fc.record({
        from: fc.integer({ min: -300, max: 300 }),
        of: fc.integer({ min: 5, max: 240 }),
        to: fc.integer({ min: 5, max: 240 }),
      }),
      ({ from, of, to }) => {
        const one = inTheWay({ sessions: [planned({ minutes: of })] }, { at: minute(from), minutes: to, present: [A] });
        const other = inTheWay(
          { sessions: [planned({ at: minute(from), minutes: to })] },
          { at: minute(0), minutes: of, present: [A] },
        );
        expect(one === null).toBe(other === null);
      },
    ),
  );
});

test('who had heard of a day hears of the other one at once, and nobody else does', () => {
  const [was, at] = [planned(), minute(90)];
  const said = { what: 'session' as const, of: 's', due: '2026-03-03', said: 1 };
  const of = (sessions: Session[], reminded: readonly (typeof said)[] = [said]) => ({ sessions, reminded });
  expect(putOff(of([was]), of([planned({ at })])).map(({ id }) => id)).toEqual(['s']);
  // Of the same hour, before anybody was told, of one that was only proposed, and where it falls or is held, there is nothing to put right.
  expect(putOff(of([was]), of([was]))).toEqual([]);
  expect(putOff(of([was], []), of([planned({ at })]))).toEqual([]);
  expect(putOff(of([was], [{ ...said, due: '2026-03-02' }]), of([planned({ at })]))).toEqual([]);
  expect(putOff(of([planned({ state: 'proposed', at: null })]), of([planned({ at })]))).toEqual([]);
  for (const state of ['held', 'cancelled'] as const)
    expect(putOff(of([was]), of([planned({ at, state })]))).toEqual([]);
});
