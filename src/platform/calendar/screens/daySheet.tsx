import { type ReactNode, useState } from 'react';
import { useMove } from '../../web/asking.ts';
import { Button, Choice, Field } from '../../web/kit/controls.tsx';
import { fieldProblem, ProblemNotice } from '../../web/kit/problem.tsx';
import { Badge } from '../../web/kit/surfaces.tsx';
import { useToast } from '../../web/kit/toast.tsx';
import { useText, useWords } from '../../web/words.ts';
import { clearDay, setDay } from '../calendar.contract.ts';
import { type Day, weekdayOf } from '../calendar.rules.ts';
import { calendarScreenWords } from './calendarScreen.words.ts';
import { lookOf, type YearKnown } from './yearView.tsx';

/** What one day is and who says so; whoever keeps the calendar says otherwise here, with the reason. */
export function DaySheet(props: {
  readonly day: Day;
  readonly known: YearKnown;
  readonly onDone: () => void;
}): ReactNode {
  const { day, known, onDone } = props;
  const w = useWords(calendarScreenWords);
  const t = useText();
  const tell = useToast();
  const mark = known.days.find((one) => one.day === day);
  const works = mark?.works ?? weekdayOf(day) <= 5;
  const isOwn = mark?.by === 'override';
  const [choice, setChoice] = useState(isOwn ? works : !works);
  const [why, setWhy] = useState(mark?.why ?? '');
  const [source, setSource] = useState(isOwn ? (mark.source ?? '') : '');
  const done = () => {
    tell(w('saved'));
    onDone();
  };
  const set = useMove(setDay, { onDone: done });
  const clear = useMove(clearDay, { onDone: done });
  const wrong = (field: string): string | undefined => t(fieldProblem(set.error, field)) || undefined;
  const look = lookOf(day, mark);
  const said =
    mark === undefined
      ? w(look === 'weekend' ? 'weekend' : 'weekday')
      : w(({ law: 'byLaw', notice: 'byNotice', override: 'byOverride' } as const)[mark.by]);
  const reason = mark?.holiday
    ? mark.works
      ? w('makesUpFor', { holiday: w(mark.holiday) })
      : w(mark.holiday)
    : mark?.why;
  return (
    <div className="stack">
      <p className="row">
        <Badge tone={works ? 'good' : 'bad'}>{w(works ? 'worked' : 'off')}</Badge>
        <span>{[said, reason].filter(Boolean).join(' · ')}</span>
      </p>
      {mark?.source && <p className="soft small">{w('source', { source: mark.source })}</p>}
      {known.mayKeep && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            const document = source.trim() === '' ? null : source;
            set.mutate({ params: { day }, body: { works: choice, why, source: document, base: known.version } });
          }}
        >
          <h3>{w('change')}</h3>
          <Choice
            form="narrow"
            label={w('dayIs')}
            value={choice ? 'worked' : 'off'}
            onChange={(one) => setChoice(one === 'worked')}
            options={(['worked', 'off'] as const).map((value) => ({ value, label: w(value) }))}
          />
          <Field
            label={w('why')}
            hint={w('whyHint')}
            maxLength={80}
            required
            value={why}
            onChange={setWhy}
            problem={wrong('why')}
          />
          <Field
            label={w('sourceField')}
            hint={w('sourceHint')}
            maxLength={120}
            optional
            value={source}
            onChange={setSource}
            problem={wrong('source')}
          />
          <ProblemNotice problem={set.error ?? clear.error} shownElsewhere={['body.why', 'body.source']} />
          <Button look="primary" wide large type="submit" busy={set.isPending} disabled={why.trim().length < 2}>
            {w('save')}
          </Button>
          {isOwn && (
            <Button
              wide
              busy={clear.isPending}
              onPress={() => clear.mutate({ params: { day }, query: { base: String(known.version) } })}
            >
              {w('takeBack')}
            </Button>
          )}
        </form>
      )}
    </div>
  );
}
