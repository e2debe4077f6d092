import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../http/contract.ts';
import { type AskIn, type CallProblem, call } from '../../web/call.ts';
import { Button, Choice } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Sheet } from '../../web/kit/surfaces.tsx';
import { useToast } from '../../web/kit/toast.tsx';
import { useWhen } from '../../web/when.ts';
import { useLanguage, useText, useWords } from '../../web/words.ts';
import { moveAppointment } from '../appointments.contract.ts';
import { END_REASONS, type EndReason, type Move, REFUSAL_REASONS, type RefusalReason } from '../appointments.rules.ts';
import { type AppointmentOut, useMoved } from './appointmentsKept.ts';
import { peopleWords } from './people.words.ts';
import { postName } from './posts.words.ts';

const LOOKS: Readonly<Record<Move, 'primary' | 'danger' | 'quiet'>> = {
  approve: 'primary',
  refuse: 'danger',
  withdraw: 'quiet',
  end: 'danger',
  leave: 'quiet',
  return: 'primary',
};

/** A move that somebody is about to make. */
export type Intended = { readonly one: AppointmentOut; readonly move: Move };

/** What may be done about an appointment, as the server said with it. */
export function MoveButtons(props: {
  readonly one: AppointmentOut;
  readonly onMove: (intended: Intended) => void;
}): ReactNode {
  const w = useWords(peopleWords);
  const language = useLanguage();
  const { one, onMove } = props;
  return one.abilities.map((move) => (
    <Button
      key={move}
      look={move === 'approve' || move === 'return' ? 'primary' : 'plain'}
      label={w('label', { move: w(`m_${move}`), name: one.name, post: postName(one.post, language) })}
      onPress={() => onMove({ one, move })}
    >
      {w(`m_${move}`)}
    </Button>
  ));
}

/** Says what the intended move does, asks why where a reason is needed, and makes it. */
export function MoveSheet({ intended, onClose }: { intended: Intended | null; onClose: () => void }): ReactNode {
  const w = useWords(peopleWords);
  return (
    <Sheet open={intended !== null} title={intended === null ? '' : w(`m_${intended.move}`)} onClose={onClose}>
      {intended !== null && <Confirm intended={intended} onDone={onClose} />}
    </Sheet>
  );
}

function Confirm({ intended: { one, move }, onDone }: { intended: Intended; onDone: () => void }): ReactNode {
  const w = useWords(peopleWords);
  const t = useText();
  const when = useWhen();
  const language = useLanguage();
  const tell = useToast();
  const moved = useMoved();
  const [reason, setReason] = useState<string | undefined>(undefined);
  const post = postName(one.post, language);
  const send = useMutation<AnswerOf<typeof moveAppointment>, CallProblem, AskIn<typeof moveAppointment>['body']>({
    mutationFn: (body) => call(moveAppointment, { params: { id: one.id }, body }),
    onSuccess: (now) => {
      moved(one, now);
      tell(w(`d_${move}`, { name: one.name, post }));
      onDone();
    },
  });
  const reasons =
    move === 'refuse'
      ? REFUSAL_REASONS.map((value) => ({ value, label: w(`r_${value}`) }))
      : move === 'end'
        ? END_REASONS.map((value) => ({ value, label: w(`e_${value}`) }))
        : null;
  const make = (): void => {
    if (move === 'refuse') send.mutate({ move, reason: reason as RefusalReason });
    else if (move === 'end') send.mutate({ move, reason: reason as EndReason });
    else send.mutate({ move });
  };
  return (
    <>
      <p>
        <strong>{one.name}</strong> <span className="soft">{one.login}</span>
        <br />
        {[post, t(one.bodyName), t(one.territoryName)].filter(Boolean).join(' · ')}
        <br />
        <span className="soft">
          {one.to === null
            ? w('since', { from: when.day(one.from) })
            : w('until', { from: when.day(one.from), to: when.day(one.to) })}
        </span>
      </p>
      <p>{w(`l_${move}`)}</p>
      {reasons && <Choice form="lines" label={w('why')} value={reason} onChange={setReason} options={reasons} />}
      <ProblemNotice problem={send.error} />
      <Button
        look={LOOKS[move] === 'danger' ? 'danger' : 'primary'}
        wide
        large
        busy={send.isPending}
        disabled={reasons !== null && reason === undefined}
        onPress={make}
      >
        {w(`m_${move}`)}
      </Button>
    </>
  );
}
