import { type FormEvent, type ReactNode, useState } from 'react';
import { useMove } from '../../../../platform/web/asking.ts';
import { newId } from '../../../../platform/web/ids.ts';
import { Button, TextArea } from '../../../../platform/web/kit/controls.tsx';
import { fieldProblem, ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { useToast } from '../../../../platform/web/kit/toast.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import type { Change } from '../setting.rules.ts';
import { changeSetting } from '../settings.contract.ts';
import { screenWords } from './settings.screen.words.ts';

/** Sends one change with its reason; what is changed stands above, in `children`. */
export function ChangeForm(props: {
  readonly n: number;
  readonly change: Change;
  readonly children?: ReactNode;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const tell = useToast();
  const [reason, setReason] = useState('');
  // An id stands for one content: what is changed after a refusal is another change.
  const [sent, setSent] = useState<{ readonly content: string; readonly id: string } | null>(null);
  const send = useMove(changeSetting, {
    onDone: () => {
      tell(w('saved'));
      props.onDone();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { n, change } = props;
    const content = JSON.stringify({ n, change, reason });
    const id = sent?.content === content ? sent.id : newId();
    setSent({ content, id });
    send.mutate({ body: { id, n, change, reason } });
  };
  return (
    <form className="stack" noValidate onSubmit={submit}>
      {props.children}
      <TextArea
        label={w('reason')}
        hint={w('reasonHint')}
        rows={2}
        maxLength={500}
        value={reason}
        problem={t(fieldProblem(send.error, 'reason')) || undefined}
        onChange={setReason}
      />
      <ProblemNotice problem={send.error} shownElsewhere={['body.reason']} />
      <div className="row">
        <Button look="primary" type="submit" busy={send.isPending}>
          {w('save')}
        </Button>
        <Button look="plain" onPress={props.onCancel}>
          {w('cancel')}
        </Button>
      </div>
    </form>
  );
}
