import { type ReactNode, useState } from 'react';
import { useMove } from '../../../../platform/web/asking.ts';
import { newId } from '../../../../platform/web/ids.ts';
import { Button, Choice, TextArea } from '../../../../platform/web/kit/controls.tsx';
import { fieldProblem, ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Sheet } from '../../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../../platform/web/kit/toast.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { useNames } from '../../screens/named.ts';
import { type AppealOut, move as moveContract } from '../appeals.contract.ts';
import type { Move } from '../appeals.rights.ts';
import { REMEDIES, type Remedy } from '../appeals.rules.ts';
import { screenWords } from './appeals.screen.words.ts';

const LOOKS = { uphold: 'primary', reject: 'danger', withdraw: 'quiet' } as const;

/** What the reader may do to an appeal, as the server said with it. */
export function AppealMoves({ it }: { it: AppealOut }): ReactNode {
  const w = useWords(screenWords);
  const [move, setMove] = useState<Move | null>(null);
  if (it.abilities.length === 0) return null;
  return (
    <div className="row no-print">
      {it.abilities.map((one) => (
        <Button key={one} large look={LOOKS[one]} onPress={() => setMove(one)}>
          {w(one)}
        </Button>
      ))}
      <Sheet open={move !== null} title={move === null ? '' : w(move)} onClose={() => setMove(null)}>
        {move !== null && <Confirm it={it} move={move} onDone={() => setMove(null)} />}
      </Sheet>
    </div>
  );
}

function Confirm({ it, move, onDone }: { it: AppealOut; move: Move; onDone: () => void }): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const { name } = useNames();
  const tell = useToast();
  const [reason, setReason] = useState('');
  const [remedy, setRemedy] = useState<Remedy>(it.step === null ? 'correct' : 'setAside');
  const [line, setLine] = useState(newId);
  const send = useMove(moveContract, {
    stales: ['matters'],
    onDone: () => {
      tell(w(`${move}Done`));
      onDone();
    },
  });
  const press = (): void => {
    const act =
      move === 'withdraw' ? { move } : move === 'reject' ? { move, reason } : ({ move, remedy, reason } as const);
    send.mutate({ params: { id: it.id }, body: { id: line, act } });
  };
  const hint = (one: Remedy): string => w(`${one}Hint`, { name: name(it.step ?? '') });
  return (
    <>
      <p>{w(`${move}Lead`)}</p>
      {move === 'uphold' && (
        <Choice
          label={w('remedy')}
          form="lines"
          value={remedy}
          onChange={(one) => {
            setRemedy(one as Remedy);
            setLine(newId());
          }}
          problem={t(fieldProblem(send.error, 'act.remedy')) || undefined}
          options={REMEDIES.filter((one) => one !== 'setAside' || it.step !== null).map((one) => ({
            value: one,
            label: w(one),
            hint: hint(one),
          }))}
        />
      )}
      {move !== 'withdraw' && (
        <TextArea
          label={w('decision')}
          maxLength={2000}
          value={reason}
          onChange={(value) => {
            setReason(value);
            setLine(newId());
          }}
        />
      )}
      <ProblemNotice problem={send.error} />
      <Button
        look={LOOKS[move]}
        wide
        large
        busy={send.isPending}
        disabled={move !== 'withdraw' && reason.trim() === ''}
        onPress={press}
      >
        {w(move)}
      </Button>
    </>
  );
}
