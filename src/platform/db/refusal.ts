import { say } from '../language/language.ts';
import { dbWords } from './db.words.ts';

/** A reason not to start that its reader can act on, in one sentence, Chinese then English. */
export class Refusal extends Error {
  readonly key: keyof (typeof dbWords)['zh'];

  constructor(key: keyof (typeof dbWords)['zh'], parameters: Readonly<Record<string, string | number>> = {}) {
    super(`${say(dbWords, 'zh', key, parameters)}\n${say(dbWords, 'en', key, parameters)}`);
    this.key = key;
  }
}
