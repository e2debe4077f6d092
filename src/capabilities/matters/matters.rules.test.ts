import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from './fold.rules.ts';
import { LINES, UNTIMED } from './lines.rules.ts';
import { type Matter, type MatterLine, momentOf, OPEN, saidBy, within } from './matters.rules.ts';
import { MOVE_NAMES, MOVES } from './moves.rules.ts';
import { DUE, type Line, lineOf, taken, walk } from './tests/anyLife.ts';

describe('along any walk of allowed moves', () => {
  it('every kind of line is met', () => {
    const met = new Set(
      fc.sample(walk, { numRuns: 2_000, seed: 7 }).flatMap((one) => taken(one).lines.map((line) => line.kind)),
    );
    expect([...met, 'matter.absorbed'].sort()).toEqual(
      Object.values(LINES)
        .map((kind) => kind.name)
        .sort(),
    );
  });

  it('n counts the lines, and what a state says of itself holds together', () => {
    fc.assert(
      fc.property(walk, (one) => {
        const { lines, states } = taken(one);
        states.forEach((matter, at) => {
          expect(matter.n).toBe(at + 1);
          expect(matter.status === 'closed').toBe(matter.closed !== null);
          expect(matter.closed === null).toBe(matter.onTime === null);
          if (matter.rating !== null) expect(matter.status).toBe('closed');
          if (matter.asked) expect(OPEN).toContain(matter.status);
          expect(matter.status === 'merged').toBe(matter.mergedInto !== null);
          expect(matter.status === 'redirected').toBe(matter.door !== null);
          // Whatever waits for somebody has somebody: what is given out has a body, what is at work a handler.
          if (matter.status === 'assigned' || matter.status === 'accepted') expect(matter.body).not.toBeNull();
          if (['accepted', 'handled', 'verified'].includes(matter.status)) expect(matter.handler).not.toBeNull();
          if (matter.status === 'handled' || matter.status === 'verified') expect(matter.handed).not.toBeNull();
          expect(momentOf(matter.updated)).toBeGreaterThanOrEqual(
            momentOf(at === 0 ? matter.updated : (states[at - 1] as Matter).updated),
          );
        });
        expect(states).toHaveLength(lines.length);
      }),
    );
  });

  it('a step taken back leaves the state as it was before it, but for the count of lines and that somebody acted', () => {
    let met = 0;
    fc.assert(
      fc.property(walk, (one) => {
        const { lines, states } = taken(one);
        lines.forEach((line, at) => {
          if (line.kind !== 'matter.undone') return;
          met += 1;
          const { n: _n, updated: _u, firstAction: _f, ...after } = states[at] as Matter;
          const { n: _m, updated: _v, firstAction: _g, ...before } = states[at - 2] as Matter;
          expect(after).toEqual(before);
        });
      }),
    );
    expect(met).toBeGreaterThan(0);
  });

  it('nobody verified, sent back or closed what they had accepted or handed over', () => {
    fc.assert(
      fc.property(walk, (one) => {
        const { lines, states } = taken(one);
        lines.forEach((line, at) => {
          if (!['matter.verified', 'matter.sent-back', 'matter.closed'].includes(line.kind)) return;
          const before = states[at - 1] as Matter;
          expect([before.handler, before.handed]).not.toContain(line.by);
        });
      }),
    );
  });

  it('a reporter reopened at most once and within fifteen days of the closing', () => {
    fc.assert(
      fc.property(walk, (one) => {
        const { lines, states } = taken(one);
        const own = lines.flatMap((line, at) =>
          saidBy(line.kind) === 'matter.reopened' && line.body['byReporter'] === true ? [at] : [],
        );
        expect(own.length).toBeLessThanOrEqual(1);
        for (const at of own) {
          const closed = Date.parse((states[at - 1] as Matter).closed ?? '');
          expect(momentOf((lines[at] as Line).at) - closed).toBeLessThanOrEqual(15 * 86_400_000);
        }
      }),
    );
  });

  it('the counts are what somebody counts who reads the lines alone', () => {
    fc.assert(
      fc.property(fc.array(walk, { maxLength: 5 }), (walks) => {
        const all = walks.map(taken);
        const counted = (name: string) =>
          all
            .flatMap((one) => one.counts)
            .filter((one) => one.measure.split('/')[0] === name)
            .reduce((sum, one) => sum + one.n, 0);
        expect(counted('opened')).toBe(all.length);
        for (const [name, value] of Object.entries(recounted(all.map((one) => one.lines))))
          expect([name, counted(name)]).toEqual([name, value]);
        expect(counted('dueClosed')).toBe(all.filter((one) => one.states.at(-1)?.status === 'closed').length);
      }),
    );
  });

  it('the same lines give the same state, whatever was known in between', () => {
    fc.assert(
      fc.property(walk, (one) => {
        const { lines, states } = taken(one);
        let again: Matter | null = null;
        for (const line of lines) again = fold(again, JSON.parse(JSON.stringify(lineOf(again, line))) as MatterLine);
        expect(again).toEqual(states.at(-1));
      }),
    );
  });
});

/** A recount from the kinds of the lines and nothing else: closings stand until a reopening takes the last one back. */
function recounted(matters: readonly (readonly Line[])[]): Record<string, number> {
  const sum = {
    closed: 0,
    closedOnTime: 0,
    reopened: 0,
    rated: 0,
    ratingSum: 0,
    assigned: 0,
    handled: 0,
    due: 0,
    withdrawn: 0,
    merged: 0,
    void: 0,
    redirected: 0,
  };
  for (const lines of matters) {
    let closing: Line | null = null;
    let closingBefore: Line | null = null;
    sum.due += 1;
    for (const line of lines) {
      switch (line.kind.replace('-anonymously', '')) {
        case 'matter.assigned':
          sum.assigned += 1;
          break;
        case 'matter.handed-over':
          sum.handled += 1;
          break;
        case 'matter.fixed-on-spot':
          sum.handled += 1;
          if (line.body['sampled'] === false) closing = line;
          break;
        case 'matter.closed':
          closingBefore = closing;
          closing = line;
          break;
        case 'matter.undone':
          if (line.body['undone'] === 'assign') sum.assigned -= 1;
          if (line.body['undone'] === 'close') closing = closingBefore;
          break;
        case 'matter.reopened':
          sum.reopened += 1;
          closing = null;
          break;
        case 'matter.rated':
          sum.rated += 1;
          sum.ratingSum += line.body['stars'] as number;
          break;
        case 'matter.withdrawn':
          sum.withdrawn += 1;
          sum.due -= 1;
          break;
        case 'matter.merged':
          sum.merged += 1;
          sum.due -= 1;
          break;
        case 'matter.voided':
          sum.void += 1;
          sum.due -= 1;
          break;
        case 'matter.redirected':
          sum.redirected += 1;
          sum.due -= 1;
          break;
      }
    }
    if (closing === null) continue;
    sum.closed += 1;
    if (closing.at <= DUE) sum.closedOnTime += 1;
  }
  return sum;
}

describe('an anonymous reporter', () => {
  it('leaves a day by every move that a reporter has', () => {
    const reporters = MOVE_NAMES.filter((move) => MOVES[move].by.includes('reporter')).map((move) => MOVES[move].line);
    expect([...UNTIMED.keys()].map((kind) => kind.name).sort()).toEqual(reporters.sort());
    for (const [timed, untimed] of UNTIMED) {
      expect([untimed.precision, saidBy(untimed.name), untimed.body]).toEqual(['day', timed.name, timed.body]);
    }
  });

  it('is the only one with kinds that keep a day', () => {
    const days = Object.values(LINES).filter((kind) => kind.precision === 'day');
    expect(days.every((kind) => kind.name.endsWith('-anonymously'))).toBe(true);
    expect(Object.values(LINES).filter((kind) => kind.name.endsWith('-anonymously'))).toEqual(days);
  });
});

it('a day is its first instant in Shanghai', () => {
  expect(momentOf('2026-03-01')).toBe(Date.parse('2026-02-28T16:00:00.000Z'));
  expect(within(1, '2026-03-01', '2026-03-01T16:00:00.000Z')).toBe(true);
  expect(within(1, '2026-03-01', '2026-03-01T16:00:00.001Z')).toBe(false);
});

it('a line of something that was never reported is refused', () => {
  expect(() =>
    fold(null, lineOf(null, { kind: 'matter.closed', at: DUE, by: null, body: {}, territory: '330702' })),
  ).toThrow('never reported');
});
