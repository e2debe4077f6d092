import { type ReactNode, useState } from 'react';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { KindSign, Sign } from '../../../platform/web/kit/icons.tsx';
import { Card } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import type { KindSeed } from '../../kinds/kinds.contract.ts';
import type { Receipt } from './draft.ts';
import { KindPicker } from './kindPicker.tsx';
import { missingAnswers, Questions } from './questions.tsx';
import { takeWords } from './take.words.ts';
import type { TakingOf } from './takeState.ts';

/** The kind with its questions; folds to one line when it is chosen. */
export function TakenKind({ taking, kinds }: { taking: TakingOf; kinds: readonly KindSeed[] }): ReactNode {
  const w = useWords(takeWords);
  const t = useText();
  const [choosing, setChoosing] = useState(false);
  const { taken, change, kind, lacks } = taking;
  if (kind === undefined || choosing) {
    return (
      <KindPicker
        kinds={kinds}
        value={taken.kind}
        problem={lacks.includes('needKind') ? w('needKind') : undefined}
        onChange={(code) => {
          change({ kind: code, ...(code === taken.kind ? {} : { answers: {} }) });
          setChoosing(false);
        }}
      />
    );
  }
  return (
    <div className="stack">
      <div className="place-line">
        <KindSign code={kind.code} picture={kind.icon} />
        <strong>{t(kind.name)}</strong>
        <Button look="plain" onPress={() => setChoosing(true)}>
          {w('change')}
        </Button>
      </div>
      <Questions
        questions={kind.questions}
        answers={taken.answers}
        missing={lacks.includes('needAnswers') ? missingAnswers(kind.questions, taken.answers) : []}
        onChange={(answers) => change({ answers })}
      />
    </div>
  );
}

/** What the caller or neighbour is told: number, code, by whom, until when. */
export function TakenReceipt(props: {
  readonly receipt: Receipt;
  readonly forCaller: boolean;
  readonly linkTo: (id: string) => string;
  readonly onNext: () => void;
}): ReactNode {
  const w = useWords(takeWords);
  const t = useText();
  const when = useWhen();
  const { receipt } = props;
  return (
    <Card>
      <h2 className="row">
        <Sign name="check" /> {w('done', { number: receipt.number })}
      </h2>
      <p className="soft">{w(props.forCaller ? 'codeFor' : 'codeField')}</p>
      <p className="receipt-code">{receipt.code}</p>
      <p>{w('to', { body: t(receipt.body) || w('centre'), day: when.lastDay(receipt.due) })}</p>
      <div className="row">
        <Button look="primary" onPress={props.onNext}>
          {w('next')}
        </Button>
        <Button to={props.linkTo(receipt.id)}>{w('open')}</Button>
      </div>
    </Card>
  );
}
