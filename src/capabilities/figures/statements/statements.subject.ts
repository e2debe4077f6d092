import { noFigures, type SubjectOf } from '../../../platform/journal/subject.ts';
import { LINES } from './lines.rules.ts';
import { FOLD, fold, type Statement } from './statements.rules.ts';
import { rewriteStatements, statementsAfter } from './statements.store.ts';

/** Statements, as audit and refold see them. They count toward no figure. */
export const statementSubject: SubjectOf<Statement> = {
  name: 'statement',
  kinds: Object.values(LINES),
  foldVersion: FOLD,
  fold,
  figures: noFigures,
  rows: { read: statementsAfter, write: rewriteStatements },
};
