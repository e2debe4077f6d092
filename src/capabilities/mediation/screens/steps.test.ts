import { expect, it } from 'vitest';
import type { CaseOut } from '../mediation.contract.ts';
import { stepsOf } from './steps.ts';

/** A case as far as its strip looks at it: taken up, everybody willing, in mediation. */
const talking = {
  ...{ opened: '2026-03-02T02:00:00.000Z', accepted: '2026-03-02T03:00:00.000Z', archived: null, track: 'people' },
  ...{ status: 'mediating', agreement: null, promises: [], sessions: [], offers: [{ at: '2026-03-02T02:30:00.000Z' }] },
  parties: [{ consent: true }, { consent: true }],
  history: [{ kind: 'case.consented', at: '2026-03-02T04:00:00.000Z' }],
} as unknown as CaseOut;
const shown = (over: object): string =>
  stepsOf({ ...talking, ...over } as CaseOut)
    .map(({ step, state }) => `${step} ${state}`)
    .slice(4)
    .join(', ');

it('a case in mediation stands at its next session, and one that agreed by word of mouth at what was promised', () => {
  expect(shown({})).toBe('consent done, session now, agreement open, performed open, archived open');
  const oral = {
    status: 'agreed',
    agreement: { form: 'oral' },
    promises: [{ state: 'owed' }],
    history: [...talking.history, { kind: 'case.agreed-orally', at: '2026-03-02T05:00:00.000Z' }],
  };
  expect(shown(oral)).toBe('consent done, session off, agreement done, performed now, archived open');
  expect(shown({ status: 'ended' })).toBe('consent done, session off, agreement off, performed off, archived now');
});
