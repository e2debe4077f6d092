import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Count, dayOf } from '../../platform/journal/line.rules.ts';
import { fold } from './fold.rules.ts';
import { BODY_MEASURES, countsOf, countsOf1, FIGURES, SOON_DAYS, SOON_MINUTES } from './matters.figures.ts';
import { type Matter, momentOf, saidBy } from './matters.rules.ts';
import { DUE, type Line, lineOf, taken, walk } from './tests/anyLife.ts';

const KINDS = ['hazard.fire', 'help.water'];
const sumOf = (counts: readonly Count[], name: string, day?: string): number =>
  counts
    .filter((one) => one.measure.startsWith(`${name}/`) && (day === undefined || one.day === day))
    .reduce((sum, one) => sum + one.n, 0);

/** The lines that stand: neither a step that was taken back nor its taking back. */
const standing = (lines: readonly Line[]): Line[] =>
  lines.filter((one, at) => one.kind !== 'matter.undone' && lines[at + 1]?.kind !== 'matter.undone');
const says = (line: Line, what: string): boolean => saidBy(line.kind) === `matter.${what}`;
const endsIt = (line: Line): boolean =>
  says(line, 'closed') || (says(line, 'fixed-on-spot') && line.body['sampled'] === false);

/** What a person who reads the lines one by one would write down. */
function told(lines: readonly Line[]) {
  const found: Record<string, number> = {};
  const add = (name: string, n = 1) => {
    found[name] = (found[name] ?? 0) + n;
  };
  let body: string | null = null;
  let result: { body: string | null; drawn: boolean } = { body: null, drawn: false };
  let accepted: string | null = null;
  let closed: { at: string; body: string | null; soon: boolean } | null = null;
  const both = (name: string, whose: string | null, n = 1) => {
    add(name, n);
    if (whose !== null) add(`${name}:${whose}`, n);
  };
  for (const line of lines) {
    if (says(line, 'assigned') || says(line, 'ruled')) {
      body = line.body['body'] as string;
      if (says(line, 'assigned')) add(`assigned:${body}`);
      accepted = null;
    }
    if (says(line, 'transferred') && body === line.body['from']) body = line.body['body'] as string;
    if (says(line, 'returned')) {
      both('returned', body);
      body = null;
      accepted = null;
    }
    if (says(line, 'accepted')) {
      accepted = line.at;
      result = { body, drawn: false };
    }
    if (says(line, 'fixed-on-spot')) {
      const draw = line.body['draw'] as { body: string | null } | null;
      body = (line.body['body'] as string | null | undefined) ?? body;
      result = { body: draw?.body ?? body, drawn: draw !== null && line.body['sampled'] === true };
      accepted = null;
    }
    if (says(line, 'suspended')) add('suspended');
    if (line.kind === 'matter.extended') add('extended');
    if (says(line, 'verified')) {
      both('verified', result.body);
      if (result.drawn) add('verifiedSample');
    }
    if (says(line, 'sent-back')) {
      both('sentBack', result.body);
      if (result.drawn) add('sentBackSample');
      result = { body, drawn: false };
    }
    if (endsIt(line)) {
      const soon = accepted !== null && momentOf(line.at) - momentOf(accepted) <= SOON_MINUTES * 60_000;
      closed = { at: line.at, body: result.body, soon };
      if (result.body !== null) add(`closed:${result.body}`);
      if (soon) both('closedSoon', result.body);
    }
    if (says(line, 'reopened') && closed !== null) {
      if (closed.body !== null) add(`closed:${closed.body}`, -1);
      if (closed.soon) both('closedSoon', closed.body, -1);
      if (line.body['byReporter'] === true) {
        both('sentBack', closed.body);
        if (momentOf(line.at) - momentOf(closed.at) <= SOON_DAYS * 86_400_000) both('reopenedSoon', closed.body);
      }
      closed = null;
      accepted = null;
      result = { body, drawn: false };
    }
  }
  return found;
}

const round = fc.record({
  body: fc.constantFrom('fire', 'town'),
  minutes: fc.oneof(fc.nat(6), fc.nat(300)),
  closing: fc.constantFrom('kept', 'kept', 'undone', 'sentBack'),
  byReporter: fc.boolean(),
  days: fc.integer({ min: 1, max: 14 }),
});
/** Matters that run straight through, are closed, and opened again: what any life comes to only now and then. */
const straight = fc.array(round, { minLength: 1, maxLength: 4 }).map((rounds) => {
  let now = Date.parse('2026-03-01T02:00:00.000Z');
  const report = { kind: 'hazard.fire', due: DUE, channel: 'public', visibility: 'exact', urgency: 'normal' };
  const lines: Line[] = [];
  const say = (what: string, body: Record<string, unknown> = {}, minutes = 1): void => {
    now += minutes * 60_000;
    const by = 'somebody';
    lines.push({ kind: `matter.${what}`, at: new Date(now).toISOString(), by, territory: '330702001', body });
  };
  say('reported', { ...report, outside: false, lon: null, lat: null, proposed: null });
  for (const [at, { body, minutes, closing, byReporter, days }] of rounds.entries()) {
    say('assigned', { body });
    say('accepted', { body });
    say('handed-over', { body }, minutes);
    if (closing === 'sentBack') {
      say('sent-back');
      say('handed-over', { body }, minutes);
    }
    say('verified');
    say('closed', {}, minutes);
    if (closing === 'undone') {
      say('undone', { undone: 'close', asked: false, supervised: null, helpAsked: null });
      say('closed', {}, minutes);
    }
    if (at < rounds.length - 1) say('reopened', { byReporter, due: null }, days * 1440);
  }
  const counts: Count[] = [];
  lines.reduce<Matter | null>((before, one) => {
    const line = lineOf(before, one);
    const after = fold(before, line);
    counts.push(...countsOf(before, line, after));
    return after;
  }, null);
  return { lines, counts };
});
const lives = fc.oneof(walk.map(taken), straight);

const NAMES = [
  ...['returned', 'suspended', 'extended', 'verified', 'sentBack', 'verifiedSample', 'sentBackSample'],
  ...['closedSoon', 'reopenedSoon'],
  ...BODY_MEASURES.flatMap((name) => ['fire', 'town'].map((body) => `${name}:${body}`)),
];

describe('beside the rates is counted', () => {
  it('whatever life a matter leads, what somebody writes down who reads its lines, steps that were taken back left out', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(lives, ({ lines, counts }) => {
        const expected = told(standing(lines));
        for (const name of NAMES) {
          const sum = sumOf(counts, name);
          expect([name, sum]).toEqual([name, expected[name] ?? 0]);
          if (sum > 0) seen.add(name);
        }
        expect(counts.every((one) => one.figure === FIGURES && KINDS.includes(one.measure.split('/')[1] ?? ''))).toBe(
          true,
        );
      }),
      { numRuns: 900, seed: 36 },
    );
    // None of them is equal for being nought everywhere.
    expect(NAMES.filter((name) => !seen.has(name))).toEqual([]);
  });

  it('on the day of the step, and on no other', () => {
    fc.assert(
      fc.property(walk, (plan) => {
        const { lines, counts } = taken(plan);
        const kept = standing(lines);
        for (const day of new Set(lines.map((one) => dayOf(one.at)))) {
          const on = (what: string) => kept.filter((one) => says(one, what) && dayOf(one.at) === day).length;
          expect(sumOf(counts, 'returned', day)).toBe(on('returned'));
          expect(sumOf(counts, 'suspended', day)).toBe(on('suspended'));
          expect(sumOf(counts, 'extended', day)).toBe(on('extended'));
          expect(sumOf(counts, 'verified', day)).toBe(on('verified'));
        }
      }),
    );
  });

  it('nothing that changes a rate: what version 1 counted stands as it was', () => {
    fc.assert(
      fc.property(walk, (plan) => {
        const { lines } = taken(plan);
        let matter: Matter | null = null;
        for (const one of lines) {
          const line = lineOf(matter, one);
          const after: Matter = fold(matter, line);
          const first = countsOf1(matter, line, after);
          const all = countsOf(matter, line, after).map(({ figure: _figure, ...count }) => count);
          expect(all.slice(0, first.length)).toEqual(first);
          const names = new Set(first.map((count) => count.measure.split(/[:/]/)[0]));
          for (const rate of ['closed', 'closedOnTime', 'due', 'dueClosed', 'dueClosedOnTime'])
            expect(all.slice(first.length).some((count) => count.measure.startsWith(`${rate}/`))).toBe(false);
          expect(names.has('returned')).toBe(false);
          matter = after;
        }
      }),
    );
  });
});
