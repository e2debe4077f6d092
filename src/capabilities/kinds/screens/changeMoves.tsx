import { type ReactNode, useRef, useState } from 'react';
import { useMove } from '../../../platform/web/asking.ts';
import { newId } from '../../../platform/web/ids.ts';
import { Button, Choice } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Sheet } from '../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { REFUSAL_REASONS, type RefusalReason } from '../changes.rules.ts';
import { type ChangeOut, move as moveContract } from '../kinds.contract.ts';
import { changesWords } from './changes.words.ts';
import { kindsDeskWords } from './desk.words.ts';

type Move = 'approve' | 'refuse' | 'withdraw';
const MOVES: readonly Move[] = ['approve', 'refuse', 'withdraw'];
const DONE = { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' } as const;

/** What the reader may do to a change, as the server said with it. */
export function ChangeMoves({ change }: { change: ChangeOut }): ReactNode {
  const w = useWords(kindsDeskWords);
  const [move, setMove] = useState<Move | null>(null);
  const open = MOVES.filter((one) => change.abilities.includes(one));
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

/** Says what the move does, asks for the reason where one is needed, and makes it. */
function Confirm({ change, move, onDone }: { change: ChangeOut; move: Move; onDone: () => void }): ReactNode {
  const w = useWords(kindsDeskWords);
  const c = useWords(changesWords);
  const tell = useToast();
  const [reason, setReason] = useState<RefusalReason | undefined>(undefined);
  // One id for one decision: pressed again after a lost answer, it is the same approval.
  const id = useRef(newId());
  const send = useMove(moveContract, {
    stales: ['places', 'matters'],
    onDone: () => {
      tell(w(DONE[move]));
      onDone();
    },
  });
  const lead = {
    approve: change.approvals.length === 0 ? 'approveFirst' : 'approveLast',
    refuse: 'refuseLead',
    withdraw: 'withdrawLead',
  } as const;
  const make = (): void => {
    const act = move === 'refuse' ? (reason === undefined ? null : { move, reason }) : { move };
    if (act !== null) send.mutate({ params: { id: change.id }, body: { id: id.current, act } });
  };
  return (
    <>
      <p>{w(lead[move])}</p>
      {move === 'refuse' && (
        <Choice
          form="lines"
          label={w('reason')}
          value={reason}
          onChange={(value) => {
            setReason(value as RefusalReason);
            id.current = newId();
          }}
          options={REFUSAL_REASONS.map((one) => ({ value: one, label: c(`reason_${one}`) }))}
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
