import { type ReactNode, useRef, useState } from 'react';
import { useMove } from '../../../platform/web/asking.ts';
import { newId } from '../../../platform/web/ids.ts';
import { Button, Choice } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Sheet } from '../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { move as moveContract, type ProposalOut, type RuleOut } from '../clock.contract.ts';
import { REFUSAL_REASONS, type RefusalReason } from '../proposals.rules.ts';
import { deadlinesWords } from './deadlines.words.ts';

const MOVES = ['approve', 'refuse', 'withdraw'] as const;
type Move = (typeof MOVES)[number];
const DONE = { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' } as const;

/** What the reader may do to what waits, as the server said with it. */
export function Decide({ rule, waiting }: { rule: RuleOut; waiting: ProposalOut }): ReactNode {
  const w = useWords(deadlinesWords);
  const [move, setMove] = useState<Move | null>(null);
  const open = MOVES.filter((one) => rule.abilities.includes(one));
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
      {!open.includes('approve') && <span className="soft small">{w('ownWaits')}</span>}
      <Sheet open={move !== null} title={move === null ? '' : w(move)} onClose={() => setMove(null)}>
        {move !== null && <Confirm code={rule.code} waiting={waiting} move={move} onDone={() => setMove(null)} />}
      </Sheet>
    </div>
  );
}

/** Says what the move does, asks for the reason where one is needed, and makes it. */
function Confirm(props: {
  readonly code: string;
  readonly waiting: ProposalOut;
  readonly move: Move;
  readonly onDone: () => void;
}): ReactNode {
  const { code, waiting, move, onDone } = props;
  const w = useWords(deadlinesWords);
  const tell = useToast();
  const [reason, setReason] = useState<RefusalReason | undefined>(undefined);
  // One id for one decision: pressed again after a lost answer, it is the same.
  const id = useRef(newId());
  const send = useMove(moveContract, {
    onDone: () => {
      tell(w(DONE[move]));
      onDone();
    },
  });
  const lead = { approve: 'approveLead', refuse: 'refuseLead', withdraw: 'withdrawLead' } as const;
  const make = (): void => {
    const proposed = waiting.proposed.at;
    const act = move === 'refuse' ? (reason === undefined ? null : { move, proposed, reason }) : { move, proposed };
    if (act !== null) send.mutate({ params: { code }, body: { id: id.current, act } });
  };
  return (
    <>
      <p>{w(lead[move], { from: waiting.rule.from })}</p>
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
