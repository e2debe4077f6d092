import { type Text, textOf } from '../language/language.ts';
import { auditWords } from './audit.words.ts';

/** Where an audit found the journal and what hangs on it to disagree. */
export type Difference = {
  readonly code: keyof (typeof auditWords)['zh'];
  /** One sentence that names it. */
  readonly text: Text;
  readonly parameters: Readonly<Record<string, string | number>>;
};

/** Ends an audit of one district at its first difference. */
export class Differs extends Error {
  readonly difference: Difference;

  constructor(code: Difference['code'], parameters: Readonly<Record<string, string | number>>) {
    const text = textOf(auditWords, code, parameters);
    super(text.en);
    this.difference = { code, text, parameters };
  }
}
