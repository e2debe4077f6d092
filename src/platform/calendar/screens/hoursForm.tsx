import { type ReactNode, useId, useState } from 'react';
import { useMove } from '../../web/asking.ts';
import { Button, Field, Select, Tick } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { useToast } from '../../web/kit/toast.tsx';
import { useWords } from '../../web/words.ts';
import { setHours } from '../calendar.contract.ts';
import { DUTY_DAYS, type Hours, type Week } from '../hours.rules.ts';
import { spansFrom, spansText } from '../hoursText.rules.ts';
import { calendarScreenWords } from './calendarScreen.words.ts';
import { useWeekdays } from './hoursShown.tsx';

type SeasonDraft = {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly week: readonly string[];
};
type DutyDraft = {
  readonly id: number;
  readonly days: (typeof DUTY_DAYS)[number];
  readonly weekdays: readonly number[];
  readonly text: string;
};
const textsOf = (week: Week): readonly string[] => week.map(spansText);
const isOne = (text: string): boolean => spansFrom(text)?.length === 1;

/** Changes when a body works: hours are typed as they stand on an office's door. */
export function HoursForm(props: {
  readonly body: string | null;
  readonly now: Hours;
  readonly isOwn: boolean;
  readonly version: number;
  readonly onDone: () => void;
}): ReactNode {
  const { body, now, version } = props;
  const w = useWords(calendarScreenWords);
  const names = useWeekdays();
  const tell = useToast();
  const [week, setWeek] = useState(textsOf(now.week));
  const [seasons, setSeasons] = useState<readonly SeasonDraft[]>(
    now.seasons.map((one, id) => ({ ...one, id, week: textsOf(one.week) })),
  );
  const [duty, setDuty] = useState<readonly DutyDraft[]>(
    now.duty.map((one, id) => ({ id, days: one.days, weekdays: one.weekdays, text: spansText([one]) })),
  );
  const save = useMove(setHours, {
    onDone: () => {
      tell(w('saved'));
      props.onDone();
    },
  });
  const spansIn = (texts: readonly string[]) => texts.map((text) => spansFrom(text) ?? []);
  const isRead =
    [week, ...seasons.map((one) => one.week)].flat().every((text) => spansFrom(text) !== null) &&
    duty.every((one) => isOne(one.text));
  const nextId = (all: readonly { readonly id: number }[]) => Math.max(-1, ...all.map((one) => one.id)) + 1;
  const season = (id: number, over: Partial<SeasonDraft>) =>
    setSeasons(seasons.map((one) => (one.id === id ? { ...one, ...over } : one)));
  const watch = (id: number, over: Partial<DutyDraft>) =>
    setDuty(duty.map((one) => (one.id === id ? { ...one, ...over } : one)));
  const onDays = { every: 'every', working: 'onWorking', off: 'onOff' } as const;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const hours = {
          week: spansIn(week),
          seasons: seasons.map((one) => ({ from: one.from.trim(), to: one.to.trim(), week: spansIn(one.week) })),
          duty: duty.flatMap((one) =>
            (spansFrom(one.text) ?? []).map((span) => ({ ...span, days: one.days, weekdays: [...one.weekdays] })),
          ),
        };
        save.mutate({ body: { body, hours, base: version } });
      }}
    >
      <h3>{w('office')}</h3>
      <WeekFields texts={week} onChange={setWeek} hint={w('officeHint')} />
      <h3>{w('seasons')}</h3>
      {seasons.map((one) => (
        <fieldset key={one.id} className="calendar-part stack">
          <div className="calendar-season">
            <Field
              label={w('seasonFrom')}
              maxLength={5}
              placeholder="06-01"
              required
              value={one.from}
              onChange={(from) => season(one.id, { from })}
            />
            <Field
              label={w('seasonTo')}
              maxLength={5}
              placeholder="09-30"
              required
              value={one.to}
              onChange={(to) => season(one.id, { to })}
            />
          </div>
          <WeekFields texts={one.week} onChange={(texts) => season(one.id, { week: texts })} />
          <Button look="plain" sign="close" onPress={() => setSeasons(seasons.filter((each) => each !== one))}>
            {w('remove')}
          </Button>
        </fieldset>
      ))}
      <Button sign="plus" onPress={() => setSeasons([...seasons, { id: nextId(seasons), from: '', to: '', week }])}>
        {w('addSeason')}
      </Button>
      <h3>{w('duty')}</h3>
      <p className="soft small">{w('dutyHint')}</p>
      {duty.map((one) => (
        <fieldset key={one.id} className="calendar-part stack">
          <Select
            label={w('dutyDays')}
            value={one.days}
            onChange={(days) => watch(one.id, { days: DUTY_DAYS.find((each) => each === days) ?? 'every' })}
            options={DUTY_DAYS.map((value) => ({ value, label: w(onDays[value]) }))}
          />
          <fieldset className="field">
            <legend className="legend">{w('weekdays')}</legend>
            <div className="calendar-weekdays">
              {names.map((name, at) => (
                <Tick
                  key={name}
                  checked={one.weekdays.includes(at + 1)}
                  onChange={(checked) =>
                    watch(one.id, {
                      weekdays: checked
                        ? [...one.weekdays, at + 1].sort((a, b) => a - b)
                        : one.weekdays.filter((day) => day !== at + 1),
                    })
                  }
                >
                  {name}
                </Tick>
              ))}
            </div>
          </fieldset>
          <Field
            label={w('dutyTime')}
            placeholder="17:30-08:30"
            required
            value={one.text}
            onChange={(text) => watch(one.id, { text })}
            problem={
              one.text === '' || isOne(one.text) ? undefined : w(spansFrom(one.text) === null ? 'notSpans' : 'oneSpan')
            }
          />
          <Button look="plain" sign="close" onPress={() => setDuty(duty.filter((each) => each !== one))}>
            {w('remove')}
          </Button>
        </fieldset>
      ))}
      <Button
        sign="plus"
        onPress={() => setDuty([...duty, { id: nextId(duty), days: 'every', weekdays: [], text: '' }])}
      >
        {w('addDuty')}
      </Button>
      <ProblemNotice problem={save.error} />
      <Button look="primary" wide large type="submit" busy={save.isPending} disabled={!isRead}>
        {w('save')}
      </Button>
      {props.isOwn && (
        <Button wide busy={save.isPending} onPress={() => save.mutate({ body: { body, hours: null, base: version } })}>
          {w(body === null ? 'backToCarried' : 'backToUsual')}
        </Button>
      )}
    </form>
  );
}

/** The hours of a week: one line where all its days are alike, seven where they are not. */
function WeekFields(props: {
  readonly texts: readonly string[];
  readonly onChange: (texts: readonly string[]) => void;
  readonly hint?: string;
}): ReactNode {
  const { texts, onChange, hint } = props;
  const w = useWords(calendarScreenWords);
  const names = useWeekdays();
  const group = useId();
  const [isEach, setEach] = useState(new Set(texts).size > 1);
  const wrong = (text: string) => (spansFrom(text) === null ? w('notSpans') : undefined);
  return (
    <>
      {!isEach && (
        <Field
          label={w('allDays')}
          hint={hint}
          value={texts[0] ?? ''}
          onChange={(text) => onChange(texts.map(() => text))}
          problem={wrong(texts[0] ?? '')}
        />
      )}
      {isEach &&
        texts.map((text, at) => (
          <Field
            key={`${group}-${names[at]}`}
            label={at > 4 ? w('makeUpDay', { day: names[at] ?? '' }) : names[at]}
            value={text}
            onChange={(one) => onChange(texts.map((each, n) => (n === at ? one : each)))}
            problem={wrong(text)}
          />
        ))}
      <Tick
        checked={isEach}
        onChange={(checked) => {
          setEach(checked);
          if (!checked) onChange(texts.map(() => texts[0] ?? ''));
        }}
      >
        {w('perDay')}
      </Tick>
    </>
  );
}
