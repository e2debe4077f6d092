import { say } from '../../../platform/language/language.ts';
import { documentsWords } from './documents.words.ts';

/** What a file says of itself: its title, whose it is, and what stands at the foot of each page, with {page} and {of}. */
export type About = { readonly title: string; readonly author: string; readonly foot: string };

/** The time that every file bears: when it was made stands in the journal, and the same content has the same digest. */
export const MADE = new Date('2020-01-01T00:00:00Z');

const zh = (key: keyof typeof documentsWords.zh & string): string => say(documentsWords, 'zh', key);

/** Where somebody signs or a seal is set. */
export const SIGN = {
  name: (who: string): string => `${who}${zh('signHere')}：______________${zh('signedOn')}`,
  seal: (who: string): string => `${who}${zh('sealHere')}`,
};
