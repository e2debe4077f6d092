import type { Text } from '../language/language.ts';

/** One field that was refused: a path as in the sent JSON (`body.place.lon`) and why. */
export type FieldProblem = { readonly path: string; readonly message: Text };

/**
 * A refusal that its reader can act on. The server renders it as RFC 9457 problem details
 * (`application/problem+json`): type, title, status, detail, instance, plus code, fields and both languages.
 */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: Text;
  readonly fields: readonly FieldProblem[];

  constructor(status: number, code: string, title: Text, fields: readonly FieldProblem[] = []) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
    this.title = title;
    this.fields = fields;
  }
}
