import { type ReactNode, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { Button, Field, Select } from '../../../platform/web/kit/controls.tsx';
import { Card } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { paperId, paperNumber } from '../paper.rules.ts';
import { useKinds } from './kindsNow.ts';
import { paperWords } from './paper.words.ts';
import './paper.css';

const COUNTS = ['1', '5', '10', '20'] as const;

/** Numbered forms to print for the time without power or line, and the way back in for those that were filled in. */
export default function Paper(): ReactNode {
  const w = useWords(paperWords);
  usePageTitle(w('title'));
  const [count, setCount] = useState<string>('5');
  const numbers = useMemo(
    () =>
      Array.from({ length: Number(count) }, () =>
        paperNumber([...crypto.getRandomValues(new Uint32Array(9))].map((one) => one % 31)),
      ),
    [count],
  );
  return (
    <div className="stack">
      <div className="stack no-print">
        <h1>{w('title')}</h1>
        <p className="soft">{w('lead')}</p>
        <Select
          label={w('count')}
          value={count}
          onChange={setCount}
          options={COUNTS.map((one) => ({ value: one, label: one }))}
        />
        <p>
          <Button look="primary" onPress={() => window.print()}>
            {w('print')}
          </Button>
        </p>
        <EnterSheet />
      </div>
      {numbers.map((number) => (
        <PaperForm key={number} number={number} />
      ))}
    </div>
  );
}

function EnterSheet(): ReactNode {
  const w = useWords(paperWords);
  const [, go] = useLocation();
  const [number, setNumber] = useState('');
  const [wrong, setWrong] = useState(false);
  const enter = (): void => {
    const isRight = paperId(number) !== null;
    setWrong(!isRight);
    if (isRight) go(`/intake?paper=${encodeURIComponent(number.trim())}`);
  };
  return (
    <Card label={w('enterTitle')}>
      <h2>{w('enterTitle')}</h2>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          enter();
        }}
      >
        <Field
          label={w('number')}
          value={number}
          maxLength={20}
          problem={wrong && paperId(number) === null ? w('numberWrong') : undefined}
          onChange={setNumber}
        />
        <Button type="submit">{w('enter')}</Button>
      </form>
    </Card>
  );
}

/** One sheet: what the screen would ask, with room to write. */
function PaperForm({ number }: { number: string }): ReactNode {
  const w = useWords(paperWords);
  const t = useText();
  const { kinds } = useKinds();
  return (
    <article className="paper">
      <header>
        <strong>{w('formTitle')}</strong>
        <span>
          {w('number2')} <strong className="paper-number">{number}</strong>
        </span>
      </header>
      <p>{w('danger')}</p>
      <Room name={w('when')} />
      <Room name={w('where')} lines={2} />
      <div className="paper-kinds">
        <span>{w('kind')}</span>
        <ul>
          {kinds.map((one) => (
            <li key={one.code}>□ {t(one.name)}</li>
          ))}
          <li>□ {w('other')}______</li>
        </ul>
      </div>
      <Room name={w('what')} lines={6} />
      <div className="paper-pair">
        <Room name={w('phone')} />
        <Room name={w('name')} />
        <Room name={w('taker')} />
        <Room name={w('at')} />
      </div>
      <p className="small">{w('entered')}</p>
    </article>
  );
}

function Room({ name, lines = 1 }: { name: string; lines?: number }): ReactNode {
  return (
    <div className="paper-room" style={{ minHeight: `${1.2 + lines * 1.6}rem` }}>
      <span>{name}</span>
    </div>
  );
}
