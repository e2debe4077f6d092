import { type ReactNode, useState } from 'react';
import { useMove } from '../../web/asking.ts';
import { Button, Field, TextArea } from '../../web/kit/controls.tsx';
import { FileButton } from '../../web/kit/fileButton.tsx';
import { fieldProblem, ProblemNotice } from '../../web/kit/problem.tsx';
import { Notice } from '../../web/kit/surfaces.tsx';
import { useToast } from '../../web/kit/toast.tsx';
import { useText, useWords } from '../../web/words.ts';
import { readList, setYear } from '../calendar.contract.ts';
import { calendarWords } from '../calendar.words.ts';
import { calendarScreenWords } from './calendarScreen.words.ts';

const MOST = 20_000;

/** A year's list, pasted or from a file: checked first, then saved. */
export function NoticeSheet(props: {
  readonly year: number;
  readonly version: number;
  readonly onDone: (year: number) => void;
}): ReactNode {
  const w = useWords(calendarScreenWords);
  const why = useWords(calendarWords);
  const t = useText();
  const tell = useToast();
  const [year, setTheYear] = useState(String(props.year));
  const [text, setText] = useState('');
  const [source, setSource] = useState('');
  const [large, setLarge] = useState(false);
  const read = useMove(readList);
  const save = useMove(setYear, {
    onDone: () => {
      tell(w('saved'));
      props.onDone(Number(year));
    },
  });
  const changed = (take: () => void) => {
    take();
    setLarge(false);
    read.reset();
    save.reset();
  };
  const found = read.data;
  const fits = found !== undefined && found.faults.length === 0;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (fits) save.mutate({ params: { year }, body: { text, source, base: props.version } });
        else read.mutate({ params: { year }, body: { text } });
      }}
    >
      <Field
        label={w('forYear')}
        type="number"
        required
        value={year}
        onChange={(value) => changed(() => setTheYear(value))}
        problem={t(fieldProblem(read.error, 'params.year')) || undefined}
      />
      <TextArea
        label={w('list')}
        hint={w('listHint')}
        rows={8}
        maxLength={MOST}
        required
        value={text}
        onChange={(value) => changed(() => setText(value))}
      />
      <FileButton
        label={w('upload')}
        accept=".txt,.csv,text/plain,text/csv"
        onFile={(file) => {
          if (file.size > MOST * 4) setLarge(true);
          else void file.text().then((whole) => changed(() => setText(whole.slice(0, MOST))));
        }}
      />
      {large && <Notice tone="bad">{w('tooLarge')}</Notice>}
      {found && found.faults.length > 0 && (
        <Notice tone="bad" urgent>
          {w('faults', { n: found.faults.length })}
          <ul>
            {found.faults.map((one) => (
              <li key={`${one.why} ${one.at}`}>{why(one.why, { at: one.at })}</li>
            ))}
          </ul>
        </Notice>
      )}
      {fits && (
        <Notice tone="good">
          {w('fits', {
            off: found.days.filter((one) => !one.works).length,
            made: found.days.filter((one) => one.works).length,
          })}
        </Notice>
      )}
      <Field
        label={w('sourceField')}
        hint={w('sourceHint')}
        maxLength={120}
        required
        value={source}
        onChange={setSource}
        problem={t(fieldProblem(save.error, 'source')) || undefined}
      />
      <ProblemNotice problem={read.error ?? save.error} shownElsewhere={['params.year', 'body.source']} />
      <Button
        look="primary"
        wide
        large
        type="submit"
        busy={read.isPending || save.isPending}
        disabled={text.trim() === '' || source.trim().length < 2}
      >
        {w(fits ? 'save' : 'check')}
      </Button>
    </form>
  );
}
