import { type FormEvent, type ReactNode, useState } from 'react';
import type { AskOf } from '../../http/contract.ts';
import { useMove } from '../../web/asking.ts';
import { newId } from '../../web/ids.ts';
import { Button, Field } from '../../web/kit/controls.tsx';
import { fieldProblem, ProblemNotice } from '../../web/kit/problem.tsx';
import { useToast } from '../../web/kit/toast.tsx';
import { useText, useWords } from '../../web/words.ts';
import { propose } from '../changes/changes.contract.ts';
import { placesDeskWords } from './placesDesk.words.ts';

export type ChangeAsked = AskOf<typeof propose>['body']['change'];

/** A proposal while it is filled in: `wrong` says what the server found in one of its fields, `touched` that it is another one now. */
export type Proposing = {
  readonly wrong: (path: string) => string | undefined;
  readonly touched: () => void;
  readonly tried: boolean;
  readonly submit: (change: ChangeAsked | null) => (event: FormEvent) => void;
  /** The basis, the refusal and the button at the foot of every form. */
  readonly foot: (shown: readonly string[]) => ReactNode;
};

/** Sends one proposal; pressed again after a lost answer it is the same one. */
export function useProposing(onDone: () => void): Proposing {
  const w = useWords(placesDeskWords);
  const t = useText();
  const tell = useToast();
  const [id, setId] = useState(newId);
  const [basis, setBasis] = useState('');
  const [tried, setTried] = useState(false);
  const send = useMove(propose, {
    onDone: () => {
      tell(w('sent'));
      onDone();
    },
  });
  const touched = (): void => {
    // An id stands for one content: what is changed after a refusal is another proposal.
    setId(newId());
    if (send.error) send.reset();
  };
  return {
    wrong: (path) => t(fieldProblem(send.error, `body.change.${path}`)) || undefined,
    touched,
    tried,
    submit: (change) => (event) => {
      event.preventDefault();
      setTried(true);
      if (change === null || basis.trim() === '') return;
      send.mutate({ body: { id, change, basis } });
    },
    foot: (shown) => (
      <>
        <Field
          label={w('basis')}
          hint={w('basisHint')}
          value={basis}
          maxLength={200}
          problem={tried && basis.trim() === '' ? w('mend') : undefined}
          onChange={(text) => {
            setBasis(text);
            touched();
          }}
        />
        <ProblemNotice problem={send.error} shownElsewhere={shown.map((one) => `body.change.${one}`)} />
        <p className="hint">{w('needsSecond')}</p>
        <Button look="primary" type="submit" wide large busy={send.isPending}>
          {w('send')}
        </Button>
      </>
    ),
  };
}
