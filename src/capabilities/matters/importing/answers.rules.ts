import type { Question } from '../../kinds/kinds.contract.ts';
import { type Asked, plain } from './importing.rules.ts';

type Asking = { readonly code: string; readonly questions: readonly Question[] };
type Answer = string | number | boolean | string[];

const YES = new Set(['是', '有', '对', '已', 'y', 'yes', 'true', '1', '√', '✓', '✔']);
const NO = new Set(['否', '无', '没有', '不是', '未', 'n', 'no', 'false', '0', '×', '✗', 'x']);
const BETWEEN = /[、,，;；|/／\n]+/;
/** A number with what offices write behind one: 3盏, 12.5 米. */
const NUMBER = /^([-+]?\d+(?:\.\d+)?)\s*[^\d\s]{0,4}$/;

/** Under which name a map brings the cell of a question: questions of two kinds may bear one name. */
export const attributeOf = ({ kind, question }: Pick<Asked, 'kind' | 'question'>): string => `${kind}.${question}`;

/**
 * The answers to a kind's questions in a row of somebody's table: of what the map brings under `kind.question` its own, and what it
 * brings under a question's name alone (the maps of the command) as it is meant.
 */
export function answersFor(
  kind: Asking | undefined,
  attributes: Readonly<Record<string, string>>,
): Record<string, Answer> {
  const own = kind === undefined ? '' : attributeOf({ kind: kind.code, question: '' });
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([code, cell]) => {
      if (code.includes('.') && !(kind && code.startsWith(own))) return [];
      const id = code.includes('.') ? code.slice(own.length) : code;
      const question = kind?.questions.find((one) => one.id === id);
      return [[id, question === undefined ? cell : answerFrom(question, cell)] as const];
    }),
  );
}

/** What a cell answers; the cell itself where it answers nothing, which the kind then refuses by name. */
export function answerFrom({ type, options }: Question, cell: string): Answer {
  const optionOf = (said: string): string =>
    options.find(({ id, text }) => [id, text.zh, text.en].some((one) => plain(one) === plain(said)))?.id ?? said.trim();
  switch (type) {
    case 'choice':
      return optionOf(cell);
    case 'several':
      return cell
        .split(BETWEEN)
        .filter((one) => one.trim() !== '')
        .map(optionOf);
    case 'number': {
      const found = NUMBER.exec(cell.normalize('NFKC').replaceAll(/[,\s]/g, ''))?.[1];
      return found === undefined ? cell : Number(found);
    }
    case 'yesno': {
      const said = plain(cell.normalize('NFKC'));
      return YES.has(said) ? true : NO.has(said) ? false : cell;
    }
    case 'text':
      return cell;
  }
}

/** What is asked still: a later version of a kind may ask something else. */
export const stillAsked = <One extends Pick<Asked, 'kind' | 'question'>>(
  answers: readonly One[],
  kinds: ReadonlyMap<string, Asking>,
): One[] =>
  answers.filter(({ kind, question }) => kinds.get(kind)?.questions.some((one) => one.id === question) === true);

/** Columns that are headed by the very words of a question, for every kind that asks it. */
export function guessedAnswers(columns: readonly string[], kinds: readonly Asking[]): Asked[] {
  return kinds.flatMap(({ code, questions }) =>
    questions.flatMap(({ id, text }) => {
      const column = columns.find((one) => [text.zh, text.en].some((words) => plain(words) === plain(one)));
      return column === undefined ? [] : [{ kind: code, question: id, column }];
    }),
  );
}
