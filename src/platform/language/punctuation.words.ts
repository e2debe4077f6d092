import { words } from './language.ts';

/** Marks that each language writes in its own way. */
export const punctuationWords = words(
  {
    between: '、',
    inBrackets: '{what}（{more}）',
  },
  {
    between: ', ',
    inBrackets: '{what} ({more})',
  },
);
