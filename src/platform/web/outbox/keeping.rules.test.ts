import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outdated } from './keeping.rules.ts';

const HOUR = 3_600_000;
const RULES = [
  { name: 'a.list', hours: 24, most: 2 },
  { name: 'a.one', hours: 1, most: 5 },
];
const row = (name: string, at: number) => ({ key: `${name}${at}`, name, at });

describe('an answer kept on a phone', () => {
  it('is gone after its hours, when newer ones fill its place, and when no rule asks for it', () => {
    const now = 100 * HOUR;
    const [old, fresh] = [row('a.one', now - HOUR - 1), row('a.one', now - HOUR)];
    expect(outdated([old, fresh], RULES, now)).toEqual([old.key]);
    const lists = [row('a.list', now - 3), row('a.list', now - 2), row('a.list', now - 1)];
    expect(outdated(lists, RULES, now)).toEqual([lists[0]?.key]);
    expect(outdated([row('b.none', now)], RULES, now)).toHaveLength(1);
  });

  it('lives no longer on a phone whose clock is set back', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 2, max: 1000 }), (at, back) => {
        const kept = row('a.list', at * HOUR);
        expect(outdated([kept], RULES, (at - back) * HOUR)).toEqual([kept.key]);
      }),
    );
  });
});
