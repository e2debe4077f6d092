import { type ReactNode, useState } from 'react';
import { useMove } from '../../../platform/web/asking.ts';
import { newId } from '../../../platform/web/ids.ts';
import { Button, Field, TextArea } from '../../../platform/web/kit/controls.tsx';
import { fieldProblem, ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Sheet } from '../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { type AdmissionOut, move as moveContract } from '../admissions.contract.ts';
import type { Move } from '../admissions.rights.ts';
import { screenWords } from './admissions.screen.words.ts';
import { BurdenLines } from './burdenLines.tsx';
import type { Writing } from './taskDraft.ts';

type Said = Exclude<Move, 'amend'>;
const LOOKS: Readonly<Record<Said, 'primary' | 'danger' | 'quiet'>> = {
  admit: 'primary',
  refuse: 'danger',
  sendBack: 'quiet',
  withdraw: 'quiet',
  object: 'quiet',
  end: 'danger',
};

/** What the reader may do to an asking, as the server said with it. */
export function AskedMoves({ it, onWrite }: { it: AdmissionOut; onWrite: (writing: Writing) => void }): ReactNode {
  const w = useWords(screenWords);
  const [move, setMove] = useState<Said | null>(null);
  if (it.abilities.length === 0 && !it.mayAskAgain) return null;
  return (
    <div className="row no-print">
      {it.abilities.map((one) =>
        one === 'amend' ? (
          <Button key={one} look="primary" onPress={() => onWrite({ how: 'amend', of: it })}>
            {w('amend')}
          </Button>
        ) : (
          <Button key={one} look={LOOKS[one]} onPress={() => setMove(one)}>
            {w(one)}
          </Button>
        ),
      )}
      {it.mayAskAgain && (
        <Button look="primary" onPress={() => onWrite({ how: 'again', of: it })}>
          {w('again')}
        </Button>
      )}
      <Sheet open={move !== null} title={move === null ? '' : w(move)} onClose={() => setMove(null)}>
        {move !== null && <Confirm it={it} move={move} onDone={() => setMove(null)} />}
      </Sheet>
    </div>
  );
}

function Confirm({ it, move, onDone }: { it: AdmissionOut; move: Said; onDone: () => void }): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const tell = useToast();
  const [text, setText] = useState('');
  const [until, setUntil] = useState(it.task.until);
  // An id stands for one content: what is changed after a refusal is another decision.
  const [line, setLine] = useState(newId);
  const send = useMove(moveContract, {
    onDone: () => {
      tell(w(`done_${move}`));
      onDone();
    },
  });
  const says = move !== 'admit' && move !== 'withdraw';
  const press = (): void => {
    const act =
      move === 'admit'
        ? { move, until }
        : move === 'withdraw'
          ? { move }
          : move === 'object'
            ? { move, words: text }
            : { move, reason: text };
    send.mutate({ params: { id: it.id }, body: { id: line, act } });
  };
  return (
    <>
      <p>{w(`${move}Lead`)}</p>
      {move === 'admit' && (
        <>
          <BurdenLines burden={it.burden} load={it.load} />
          <Field
            type="date"
            label={w('until')}
            value={until}
            problem={t(fieldProblem(send.error, 'act.until')) || undefined}
            onChange={(value) => {
              setUntil(value);
              setLine(newId());
            }}
          />
        </>
      )}
      {says && (
        <TextArea
          label={w(move === 'object' ? 'words' : 'reason')}
          maxLength={1000}
          value={text}
          onChange={(value) => {
            setText(value);
            setLine(newId());
          }}
        />
      )}
      <ProblemNotice problem={send.error} shownElsewhere={['body.act.until']} />
      <Button
        look={LOOKS[move] === 'danger' ? 'danger' : 'primary'}
        wide
        large
        busy={send.isPending}
        disabled={says && text.trim() === ''}
        onPress={press}
      >
        {w(move)}
      </Button>
    </>
  );
}
