import { words } from '../../../platform/language/language.ts';

/** What is said of what lies near a chosen place; fetched with that step. */
export const nearWords = words(
  {
    nearHint: '附近最近有人报过这些。是同一件就关注它，不用再报；也可以照常报，区中心会并在一起办。',
    nearFollow: '就是这件，关注它',
    nearFollowNamed: '就是这件，关注它：{kind} {number}',
    nearOne: '{number} · 约 {metres} 米 · {day}',
  },
  {
    nearHint:
      'These were reported nearby recently. If it is the same thing, follow it instead; you can still report, and the centre will handle them together.',
    nearFollow: 'Follow this one instead',
    nearFollowNamed: 'Follow this one instead: {kind} {number}',
    nearOne: '{number} · about {metres} m · {day}',
  },
);
