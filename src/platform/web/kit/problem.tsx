import type { ReactNode } from 'react';
import { type CallProblem, problemFrom } from '../call.ts';
import { webWords } from '../web.words.ts';
import { useText, useWords } from '../words.ts';
import { Button } from './controls.tsx';
import { Notice } from './surfaces.tsx';

/** Why something was refused and, where it is about fields, which ones. */
export function ProblemNotice(props: {
  readonly problem: unknown;
  readonly onAgain?: () => void;
  /** Field paths that the form shows beside the fields themselves. */
  readonly shownElsewhere?: readonly string[];
}): ReactNode {
  const w = useWords(webWords);
  const t = useText();
  if (props.problem === null || props.problem === undefined) return null;
  const problem = problemFrom(props.problem);
  const fields = problem.fields.filter(
    (one) => !props.shownElsewhere?.includes(one.path) && t(one.message) !== t(problem.title),
  );
  return (
    <Notice tone={problem.status === 0 ? 'warn' : 'bad'} urgent>
      <strong>{t(problem.title)}</strong>
      {fields.length > 0 && (
        <ul>
          {fields.map((one) => (
            <li key={one.path}>{t(one.message)}</li>
          ))}
        </ul>
      )}
      {problem.request && problem.status >= 500 && <div className="small">{w('request', { id: problem.request })}</div>}
      {/* What a post may not do stays so however often it is tried. */}
      {props.onAgain && problem.status !== 403 && (
        <Button look="plain" onPress={props.onAgain}>
          {w('tryAgain')}
        </Button>
      )}
    </Notice>
  );
}

/** The refusal of one field of a body: `fieldProblem(problem, 'body.text')`, in both languages. */
export const fieldProblem = (problem: CallProblem | null | undefined, path: string) =>
  problem?.fields.find((one) => one.path === path || one.path === `body.${path}`)?.message;
