import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MEASURES } from './matters.figures.ts';
import { nameOfMeasure, SET_ASIDE, SETS_ASIDE, setAsideBy, takenBack } from './setAside.rules.ts';
import { taken, walk } from './tests/anyLife.ts';

describe('what a decision may take back', () => {
  it('is counted toward, and never taken back by anything that happens to a matter', () => {
    const names = new Set<string>(SETS_ASIDE.flatMap((one) => SET_ASIDE[one]));
    expect([...names].filter((one) => !(MEASURES as readonly string[]).includes(one))).toEqual([]);
    const counted = new Set<string>();
    fc.assert(
      fc.property(walk, (life) => {
        for (const { measure, n } of taken(life).counts) {
          if (!names.has(nameOfMeasure(measure))) continue;
          expect(n, measure).toBeGreaterThan(0);
          counted.add(nameOfMeasure(measure));
        }
      }),
      { numRuns: 600, seed: 44 },
    );
    expect([...names].filter((one) => !counted.has(one))).toEqual([]);
  });

  it('leaves out what the record itself can put right, and the stars of a reporter', () => {
    for (const name of ['closed', 'closedOnTime', 'due', 'opened', 'assigned', 'rated', 'ratingSum', 'handling:60'])
      expect(setAsideBy(`${name}/hazard.fire`), name).toBeNull();
    expect(setAsideBy('sentBack:fire/hazard.fire')).toBe('sentBack');
    expect(setAsideBy('sentBackSample/hazard.fire')).toBe('sentBack');
  });

  it('goes with its parts and for the body too, and leaves what else the line counted', () => {
    const at = { day: '2026-03-01', territory: '330702001' };
    const counts = ['firstAction:60', 'sentBack', 'sentBack:fire', 'sentBackSample', 'closed'].map((name) => ({
      ...at,
      measure: `${name}/hazard.fire`,
      n: name === 'closed' ? -1 : 1,
    }));
    expect(takenBack('sentBack', counts)).toEqual(
      ['sentBack', 'sentBack:fire', 'sentBackSample'].map((name) => ({ ...at, measure: `${name}/hazard.fire`, n: -1 })),
    );
  });
});
