import { type ReactNode, useState } from 'react';
import { useMove } from '../../../platform/web/asking.ts';
import { newId } from '../../../platform/web/ids.ts';
import { Button, TextArea } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Sheet } from '../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { move as moveContract, type SheetOut } from '../handover.contract.ts';
import type { Move } from '../handover.rights.ts';
import { screenWords } from './handover.screen.words.ts';

const LOOKS = { take: 'primary', refuse: 'danger', withdraw: 'quiet' } as const;
const DONE = { take: 'taken', refuse: 'refused', withdraw: 'withdrawn' } as const;

/** What the reader may do to a sheet, as the server said with it. */
export function SheetMoves({ it }: { it: SheetOut }): ReactNode {
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
        {move !== null && <Confirm id={it.id} move={move} onDone={() => setMove(null)} />}
      </Sheet>
    </div>
  );
}

function Confirm({ id, move, onDone }: { id: string; move: Move; onDone: () => void }): ReactNode {
  const w = useWords(screenWords);
  const tell = useToast();
  const [text, setText] = useState('');
  const [line, setLine] = useState(newId);
  const send = useMove(moveContract, {
    onDone: () => {
      tell(w(DONE[move]));
      onDone();
    },
  });
  const press = (): void => {
    const act = move === 'withdraw' ? { move } : { move, text };
    send.mutate({ params: { id }, body: { id: line, act } });
  };
  return (
    <>
      <p>{w(`${move}Lead`)}</p>
      {move !== 'withdraw' && (
        <TextArea
          label={w(`${move}Text`)}
          optional={move === 'take'}
          maxLength={2000}
          value={text}
          onChange={(value) => {
            setText(value);
            setLine(newId());
          }}
        />
      )}
      <ProblemNotice problem={send.error} />
      <Button
        look={move === 'refuse' ? 'danger' : 'primary'}
        wide
        large
        busy={send.isPending}
        disabled={move === 'refuse' && text.trim() === ''}
        onPress={press}
      >
        {w(move)}
      </Button>
    </>
  );
}
