import { words } from '../../../platform/language/language.ts';

export const presenceWords = words(
  {
    colleague: '同事',
    looking: '{who}也打开着这件',
    assigning: '{who}正在派这一件，请先商量，以免重复。',
  },
  {
    colleague: 'a colleague',
    looking: '{who} has this one open too',
    assigning: '{who} is assigning this one; talk first, so that it is not done twice.',
  },
);
