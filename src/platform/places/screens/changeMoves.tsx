import { type ReactNode, useRef, useState } from 'react';
import { useMove } from '../../web/asking.ts';
import { newId } from '../../web/ids.ts';
import { Button, Choice } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Sheet } from '../../web/kit/surfaces.tsx';
import { useToast } from '../../web/kit/toast.tsx';
import { useWords } from '../../web/words.ts';
import { type ChangeOut, move as moveContract } from '../changes/changes.contract.ts';
import { DECISIONS, type Decision } from '../changes/changes.rights.ts';
import { REFUSAL_REASONS, type RefusalReason } from '../changes/changes.rules.ts';
import { placesDeskWords } from './placesDesk.words.ts';

const DONE = { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' } as const;
const LEAD = { approve: 'approveLead', refuse: 'refuseLead', withdraw: 'withdrawLead' } as const;

/** What the reader may do to a change, as the server said with it. */
export function ChangeMoves({ change }: { change: ChangeOut }): ReactNode {
  const w = useWords(placesDeskWords);
  const [move, setMove] = useState<Decision | null>(null);
  const open = DECISIONS.filter((one) => change.abilities.includes(one));
  if (open.length === 0) return null;
  return (
    <div className="row">
      {open.map((one) => (
        <Button
          key={one}
          look={one === 'approve' ? 'primary' : one === 'refuse' ? 'danger' : 'quiet'}
          onPress={() => setMove(one)}
        >
          {w(one)}
        </Button>
      ))}
      <Sheet open={move !== null} title={move === null ? '' : w(move)} onClose={() => setMove(null)}>
        {move !== null && <Confirm change={change} move={move} onDone={() => setMove(null)} />}
      </Sheet>
    </div>
  );
}

function Confirm(props: {
  readonly change: ChangeOut;
  readonly move: Decision;
  readonly onDone: () => void;
}): ReactNode {
  const w = useWords(placesDeskWords);
  const tell = useToast();
  const { change, move, onDone } = props;
  const [reason, setReason] = useState<RefusalReason | undefined>(undefined);
  // One id for one decision: pressed again after a lost answer, it is the same approval.
  const id = useRef(newId());
  const send = useMove(moveContract, {
    // Names and bodies are read all over the desk.
    stales: 'all',
    onDone: () => {
      tell(w(DONE[move]));
      onDone();
    },
  });
  const make = (): void => {
    const act = move === 'refuse' ? (reason === undefined ? null : { move, reason }) : { move };
    if (act !== null) send.mutate({ params: { id: change.id }, body: { id: id.current, act } });
  };
  return (
    <>
      <p>{w(LEAD[move])}</p>
      {move === 'refuse' && (
        <Choice
          form="lines"
          label={w('reason')}
          value={reason}
          onChange={(value) => {
            setReason(value as RefusalReason);
            id.current = newId();
          }}
          options={REFUSAL_REASONS.map((one) => ({ value: one, label: w(`reason_${one}`) }))}
        />
      )}
      <ProblemNotice problem={send.error} />
      <Button
        look={move === 'refuse' ? 'danger' : 'primary'}
        wide
        large
        busy={send.isPending}
        disabled={move === 'refuse' && reason === undefined}
        onPress={make}
      >
        {w(move)}
      </Button>
    </>
  );
}
