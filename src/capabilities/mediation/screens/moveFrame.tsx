import type { ReactNode } from 'react';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { inComposition } from '../../../platform/web/keys.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { fieldProblem, ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import type { CaseOut, move } from '../mediation.contract.ts';
import { moveWords } from './moves.words.ts';
import { type Act, useSending } from './sending.ts';

export type Done = (answer: AnswerOf<typeof move>) => void;
/** What every form of a move is given. */
export type FormProps = { readonly it: CaseOut; readonly onDone: () => void };
/** Why one field was refused, by its path within the move. */
export type Wrong = (path: string) => string | undefined;

/**
 * The frame of a move's form: its fields, why it was refused, and the button that sends it; Ctrl + Enter does too. `act` is null as long
 * as something is missing. Where somebody else was faster, what was typed stays and may be sent again.
 */
export function MoveFrame(props: {
  readonly it: { readonly id: string; readonly n: number };
  readonly act: Act | null;
  readonly label: string;
  readonly danger?: boolean;
  /** Paths that the form shows beside their fields. */
  readonly shown?: readonly string[];
  readonly onDone: Done;
  /** What the form holds; `busy` while it is on its way. */
  readonly children: (wrong: Wrong, busy: boolean) => ReactNode;
}): ReactNode {
  const w = useWords(moveWords);
  const t = useText();
  const tell = useToast();
  const { send, problem, busy } = useSending(props.it);
  const { act, shown = [] } = props;
  const undo = useUndo(props.it);
  const press = (): void => {
    if (act === null) return;
    send(act, (answer) => {
      tell(w('done', { move: w(act.move) }), undo(act, answer));
      props.onDone(answer);
    });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl + Enter sends what its fields hold
    <div
      className="stack"
      onKeyDown={(event) => {
        if (inComposition(event.nativeEvent) || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        press();
      }}
    >
      {props.children((path) => {
        const said = fieldProblem(problem, `body.act.${path}`);
        return said === undefined ? undefined : t(said);
      }, busy)}
      <ProblemNotice problem={problem} shownElsewhere={shown.map((path) => `body.act.${path}`)} />
      {problem?.status === 409 && <p className="soft small">{w('changedHint')}</p>}
      <Button look={props.danger ? 'danger' : 'primary'} large wide busy={busy} disabled={act === null} onPress={press}>
        {props.label}
      </Button>
    </div>
  );
}

/** What a toast offers after a move that the table lets be undone: an offer that nobody has answered, a draft that was just written. */
function useUndo(it: { readonly id: string; readonly n: number }) {
  const w = useWords(moveWords);
  const { send } = useSending(it);
  const tell = useToast();
  return (act: Act, answer: Parameters<Done>[0]) => {
    const { abilities, draft, n } = answer.case;
    const back: Act | null =
      act.move === 'offer' && abilities.includes('takeBack')
        ? { move: 'takeBack' }
        : act.move === 'draft' && draft !== null && abilities.includes('dropDraft')
          ? { move: 'dropDraft', version: draft.version }
          : null;
    if (back === null) return undefined;
    return {
      label: w(back.move === 'takeBack' ? 'undoTakeBack' : 'undoDrop'),
      onPress: () => send(back, () => tell(w('done', { move: w(back.move) })), n),
    };
  };
}
