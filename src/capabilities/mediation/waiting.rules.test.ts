import { describe, expect, it } from 'vitest';
import type { Case } from './mediation.rules.ts';
import { waitsFor } from './waiting.rules.ts';

const party = (id: string, consent: boolean | null) => ({ id, side: id === 'a' ? 'applicant' : 'respondent', consent });
const held = { state: 'held', present: ['a', 'b'], signed: ['a'] };
const mediating = {
  status: 'mediating',
  mediators: ['m'],
  parties: [party('a', true), party('b', true)],
  sessions: [],
  draft: null,
  offers: [],
  promises: [],
  confirmation: null,
  referrer: null,
};
const one = (some: object): Case => ({ ...mediating, ...some }) as unknown as Case;

describe('what a case waits for', () => {
  it('is somebody who says whose it is, that it is offered to them, then the answer of whoever was asked', () => {
    expect(waitsFor(one({ status: 'applied', track: null }))).toBe('triage');
    expect(waitsFor(one({ status: 'applied', track: 'people' }))).toBe('offer');
    expect(waitsFor(one({ status: 'offered', offers: [{ state: 'offered' }] }))).toBe('answer');
  });

  it('is a mediator before it is the yes of a party', () => {
    const accepted = { status: 'accepted', parties: [party('a', true), party('b', null)] };
    expect(waitsFor(one({ ...accepted, mediators: [] }))).toBe('mediator');
    expect(waitsFor(one(accepted))).toBe('consent');
  });

  it('is a day, the session itself, and the signatures under its record', () => {
    expect(waitsFor(one({}))).toBe('talk');
    expect(waitsFor(one({ sessions: [{ state: 'proposed' }] }))).toBe('day');
    expect(waitsFor(one({ sessions: [{ state: 'set' }] }))).toBe('session');
    expect(waitsFor(one({ sessions: [held] }))).toBe('record');
    expect(waitsFor(one({ sessions: [{ ...held, signed: ['a', 'b'] }] }))).toBe('talk');
  });

  it('is every signature under an agreement, and then the seal', () => {
    expect(waitsFor(one({ draft: { signed: ['a'], mediator: 'm' } }))).toBe('signatures');
    const signed = { draft: { signed: ['a', 'b'], mediator: 'm' } };
    expect(waitsFor(one({ ...signed, sessions: [{ ...held, signed: ['a', 'b'] }] }))).toBe('seal');
    // Without a record of what was said there is no seal yet.
    expect(waitsFor(one(signed))).toBe('talk');
    expect(waitsFor(one({ ...signed, sessions: [{ state: 'set' }] }))).toBe('session');
  });

  it('is the court before what was promised, then whoever entrusted it, then the file', () => {
    const agreed = { status: 'agreed', promises: [{ state: 'owed' }] };
    expect(waitsFor(one({ ...agreed, confirmation: { outcome: null } }))).toBe('court');
    expect(waitsFor(one(agreed))).toBe('performance');
    expect(waitsFor(one({ status: 'ended', referrer: { answered: null } }))).toBe('referrer');
    expect(waitsFor(one({ status: 'ended' }))).toBe('filing');
    expect(waitsFor(one({ status: 'archived' }))).toBe(null);
  });
});
