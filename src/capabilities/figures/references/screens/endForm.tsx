import { type ReactNode, useState } from 'react';
import { dayOf } from '../../../../platform/calendar/calendar.rules.ts';
import { useMove } from '../../../../platform/web/asking.ts';
import { newId } from '../../../../platform/web/ids.ts';
import { Button, Field } from '../../../../platform/web/kit/controls.tsx';
import { fieldProblem, ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { useToast } from '../../../../platform/web/kit/toast.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { endReference, type ReferenceOut } from '../references.contract.ts';
import type { Sort } from '../references.rules.ts';
import { screenWords } from './references.screen.words.ts';

/** Ends a reference after a day. */
export function EndForm(props: {
  readonly sort: Sort;
  readonly of: ReferenceOut;
  readonly onDone: () => void;
}): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const tell = useToast();
  const [to, setTo] = useState(() => dayOf(new Date()));
  // An id stands for one content: another day is another end.
  const [id, setId] = useState(newId);
  const send = useMove(endReference, {
    onDone: () => {
      tell(w('ended'));
      props.onDone();
    },
  });
  return (
    <>
      <p>{w(`endLead_${props.sort}`)}</p>
      <Field
        type="date"
        label={w('lastDay')}
        value={to}
        problem={t(fieldProblem(send.error, 'to')) || undefined}
        onChange={(value) => {
          setTo(value);
          setId(newId());
        }}
      />
      <ProblemNotice problem={send.error} shownElsewhere={['body.to']} />
      <Button
        look="danger"
        wide
        large
        busy={send.isPending}
        disabled={to === ''}
        onPress={() => send.mutate({ params: { id: props.of.id }, body: { id, to } })}
      >
        {w('end')}
      </Button>
    </>
  );
}
