import { say } from '../../platform/language/language.ts';
import { startWords } from './start.words.ts';

export type StartWord = keyof (typeof startWords)['zh'];
type Parameters = Readonly<Record<string, string | number>>;

/** A sentence of the start in both languages, Chinese above. */
export function both(key: StartWord, parameters: Parameters = {}): string {
  return `${say(startWords, 'zh', key, parameters)}\n${say(startWords, 'en', key, parameters)}`;
}

/** A short word in both languages on one line. */
export function label(key: StartWord): string {
  return `${say(startWords, 'zh', key)} ${say(startWords, 'en', key)}`;
}

/** Prints to the terminal. */
export function tell(key: StartWord, parameters: Parameters = {}): void {
  console.log(both(key, parameters));
}

/** Parameters that are themselves words: the sentence is put together in each language. */
export function tellAbout(key: StartWord, name: StartWord, parameters: Parameters = {}): void {
  console.log(
    `${say(startWords, 'zh', key, { ...parameters, name: say(startWords, 'zh', name) })}\n` +
      say(startWords, 'en', key, { ...parameters, name: say(startWords, 'en', name) }),
  );
}

/** A reason to end that is a whole sentence already: printed as it is, without a trace. */
export class Sentence extends Error {}
