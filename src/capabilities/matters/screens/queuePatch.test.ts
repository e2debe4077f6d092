import { expect, it } from 'vitest';
import type { MatterOut } from '../matters.contract.ts';
import { patched } from './queuePatch.ts';

const matter = (id: string, day: number, words = ''): MatterOut =>
  ({
    id,
    reported: `2026-03-0${day}T01:00:00.000Z`,
    due: `2026-03-1${9 - day}T01:00:00.000Z`,
    updated: `2026-03-0${day}T02:00:00.000Z`,
    words,
  }) as MatterOut;
const pages = (after: string | null) => [
  { items: [matter('e', 9), matter('d', 7)], after: 'mark' },
  { items: [matter('c', 5), matter('b', 3)], after },
];
const ids = (all: { items: readonly MatterOut[] }[]) => all.map((page) => page.items.map((one) => one.id).join(''));

it('what left the view leaves the list, what changed is drawn anew in its place, and the marks stay', () => {
  const after = patched(pages('next'), new Set(['d', 'c']), [matter('c', 5, '新的说明')], 'newest');
  expect(ids(after)).toEqual(['e', 'cb']);
  expect(after[1]?.items[0]?.words).toBe('新的说明');
  expect(after.map((page) => page.after)).toEqual(['mark', 'next']);
});

it('what is new stands where its sort wants it', () => {
  const one = matter('x', 6);
  expect(ids(patched(pages('next'), new Set(['x']), [one], 'newest'))).toEqual(['ed', 'xcb']);
  expect(ids(patched(pages('next'), new Set(['x']), [one], 'due'))).toEqual(['ed', 'xcb']);
  const oldest = [{ items: [matter('b', 3), matter('c', 5)], after: null }];
  expect(ids(patched(oldest, new Set(['x']), [one], 'oldest'))).toEqual(['bcx']);
  expect(ids(patched(pages('next'), new Set(['x']), [matter('x', 9)], 'newest'))).toEqual(['xed', 'cb']);
  // At one instant the larger id stands first, as the server gives it.
  expect(ids(patched(pages('next'), new Set(['a']), [matter('a', 9)], 'newest'))).toEqual(['ead', 'cb']);
});

it('what belongs behind the loaded rows waits for its page, unless there is none more', () => {
  const one = matter('x', 1);
  expect(ids(patched(pages('next'), new Set(['x']), [one], 'newest'))).toEqual(['ed', 'cb']);
  expect(ids(patched(pages(null), new Set(['x']), [one], 'newest'))).toEqual(['ed', 'cbx']);
});

it('an anonymous report knows only its day, and stands at its first instant', () => {
  const anonymous = { ...matter('y', 7), reported: '2026-03-07' } as MatterOut;
  expect(ids(patched(pages('next'), new Set(['y']), [anonymous], 'newest'))).toEqual(['ed', 'ycb']);
});
