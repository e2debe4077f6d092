import { describe, expect, it } from 'vitest';
import { LINES } from './lines.rules.ts';
import { isRead, staysBehind } from './showing.rules.ts';
import { A, B, Life } from './tests/anyCase.ts';

const sealed = { id: '00000000-0000-4000-8000-000000000998', digest: 'b'.repeat(64) };
const note = (life: Life, room: string): string => {
  life.line(LINES.noted, { room, party: null, sort: 'note', text: sealed, files: [] });
  return life.lines.at(-1)?.id ?? '';
};
/** The case goes to another body, with these rooms. */
const passOn = (life: Life, body: string, rooms: readonly string[] = []): Life => {
  const offer = life.id();
  const offered = { offer, body, track: 'people', due: life.day(3), shared: 0, rooms, note: null };
  return life.line(LINES.offered, offered).line(LINES.accepted, { offer, body, due: life.day(20) });
};
const met = (life: Life, present: readonly string[]): string => {
  const session = life.id();
  life.line(LINES.sessionMet, {
    ...{ session, mode: 'phone', joint: false, at: `${life.day(0)}T02:00:00.000Z`, minutes: 30, interpreter: false },
    ...{ place: null, present, among: present, reason: null, record: sealed },
  });
  return session;
};

describe('what one side said alone', () => {
  it('stays with the body that it was said to, but for the rooms that went along', () => {
    const life = new Life().mediating();
    const [own, other, mediators, shared] = [A, B, 'mediators', 'shared'].map((room) => note(life, room));
    const talk = met(life, [A]);
    expect([...staysBehind(life.lines)]).toEqual([]);
    passOn(life, 'elsewhere', [B]);
    expect(staysBehind(life.lines)).toEqual(new Set([own, mediators, talk]));
    const later = note(life, A);
    expect(staysBehind(life.lines).has(later)).toBe(false);
    expect([other, shared].some((one) => staysBehind(life.lines).has(one ?? ''))).toBe(false);
  });

  it('must go along each time that the case goes on', () => {
    const life = new Life().mediating();
    const [a, b] = [note(life, A), note(life, B)];
    passOn(life, 'second', [A, B]);
    expect(staysBehind(life.lines).size).toBe(0);
    passOn(life, 'third', [A]);
    expect(staysBehind(life.lines)).toEqual(new Set([b]));
    expect(staysBehind(life.lines).has(a)).toBe(false);
  });

  it('is its own again for a body to which the case comes back', () => {
    const life = new Life().mediating();
    const first = life.now.body ?? '';
    const own = note(life, A);
    passOn(life, 'elsewhere');
    const theirs = note(life, A);
    expect(staysBehind(life.lines)).toEqual(new Set([own]));
    passOn(life, first);
    expect(staysBehind(life.lines)).toEqual(new Set([theirs]));
  });
});

it('an alarm is read by the police whom it called, and by nobody else who sees the way of the case alone', () => {
  const life = new Life().mediating().make('alarm', null, 0);
  const alarm = life.lines.at(-1) as (typeof life.lines)[number];
  const sight = { people: false, rooms: false, alone: false };
  const as = (...bodies: string[]) => ({ is: 'staff', sight: { ...sight, bodies }, stays: new Set<string>() }) as const;
  expect([isRead(alarm, as('pmc', 'police')), isRead(alarm, as('pmc')), isRead(alarm, as())]).toEqual([
    true,
    false,
    false,
  ]);
  expect(isRead(life.lines[0] as typeof alarm, as('police'))).toBe(false);
});
