import { expect, it } from 'vitest';
import { mayBeMediated, mediationsOf, type Tiding, tidingsIn, underway } from './mediated.rules.ts';

const said = (...all: readonly (readonly [string, Tiding['stands']])[]): Tiding[] =>
  all.map(([number, stands]) => ({ number, stands }));

it('a matter of a dispute may be mediated while it goes on, and no other', () => {
  expect(mayBeMediated({ kind: 'dispute.family', status: 'accepted' })).toBe(true);
  expect(mayBeMediated({ kind: 'dispute.family', status: 'closed' })).toBe(false);
  expect(mayBeMediated({ kind: 'hazard.fire', status: 'accepted' })).toBe(false);
});

it('a case is under way until it has ended; one whose agreement is owed has not', () => {
  expect(underway(said())).toBeNull();
  expect(underway(said(['1', 'begun']))?.number).toBe('1');
  expect(underway(said(['1', 'begun'], ['1', 'agreed']))?.number).toBe('1');
  for (const end of ['performed', 'broken', 'failed', 'declined', 'refused', 'withdrawn'] as const) {
    expect(underway(said(['1', 'begun'], ['1', end]))).toBeNull();
    expect(underway(said(['1', 'begun'], ['1', end], ['2', 'begun']))?.number).toBe('2');
  }
});

it('that a case was filed hides no outcome', () => {
  const all = said(['1', 'begun'], ['1', 'failed'], ['2', 'begun'], ['1', 'filed']);
  expect(mediationsOf(all)).toEqual(said(['1', 'failed'], ['2', 'begun']));
  expect(mediationsOf(said(['1', 'filed']))).toEqual(said(['1', 'filed']));
});

it('among all lines of a matter those of mediation alone are tidings', () => {
  const body = { number: '1', stands: 'begun' };
  const lines = [
    { kind: 'matter.noted', body: {} },
    { kind: 'matter.mediated', body },
  ];
  expect(tidingsIn(lines)).toEqual([body]);
});
