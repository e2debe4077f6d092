import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useCall, useMove } from '../../web/asking.ts';
import { useFilters } from '../../web/filters.ts';
import { Button } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Notice, Sheet, Tabs, Waiting } from '../../web/kit/surfaces.tsx';
import { useToast } from '../../web/kit/toast.tsx';
import { usePageTitle } from '../../web/page.tsx';
import { useWhen } from '../../web/when.ts';
import { useWords } from '../../web/words.ts';
import { clearYear, readYear } from '../calendar.contract.ts';
import { dayOf } from '../calendar.rules.ts';
import { calendarScreenWords } from './calendarScreen.words.ts';
import { DaySheet } from './daySheet.tsx';
import { HoursPanel } from './hoursPanel.tsx';
import { NoticeSheet } from './noticeSheet.tsx';
import { YearView } from './yearView.tsx';
import './calendar.css';

const TABS = ['year', 'hours'] as const;
const filters = z.object({
  tab: z.enum(TABS).default('year'),
  year: z
    .string()
    .regex(/^20[0-6]\d$/)
    .optional(),
});

/** Which days are worked, and when each body works: what every deadline is reckoned by. */
export default function CalendarPage(): ReactNode {
  const w = useWords(calendarScreenWords);
  usePageTitle(w('title'));
  const [filter, set] = useFilters(filters);
  const today = dayOf(new Date());
  const year = Number(filter.year ?? today.slice(0, 4));
  return (
    <div className="stack calendar">
      <h1>{w('title')}</h1>
      <p className="soft">{w('lead')}</p>
      <Tabs
        label={w('tabs')}
        chosen={filter.tab}
        onChoose={(one) => set({ tab: one as (typeof TABS)[number] })}
        tabs={TABS.map((id) => ({ id, label: w(id) }))}
      >
        {filter.tab === 'year' && <YearPanel year={year} today={today} onYear={(one) => set({ year: String(one) })} />}
        {filter.tab === 'hours' && <HoursPanel />}
      </Tabs>
    </div>
  );
}

function YearPanel(props: {
  readonly year: number;
  readonly today: string;
  readonly onYear: (year: number) => void;
}): ReactNode {
  const { year, today, onYear } = props;
  const w = useWords(calendarScreenWords);
  const when = useWhen();
  const tell = useToast();
  const [opened, setOpened] = useState<string | null>(null);
  const [entering, setEntering] = useState(false);
  // What is taken back is pressed twice.
  const [taking, setTaking] = useState(false);
  const { data, error, refetch } = useCall(readYear, { params: { year: String(year) } }, { keep: true });
  const takeBack = useMove(clearYear, { onDone: () => tell(w('saved')) });
  const shown = data?.year === year ? data : undefined;
  return (
    <section className="stack" aria-label={w('yearOf', { year })}>
      <div className="row apart">
        <div className="row calendar-years">
          <Button label={w('before')} sign="back" disabled={year <= 2000} onPress={() => onYear(year - 1)}>
            {''}
          </Button>
          <h2>{w('yearOf', { year })}</h2>
          <Button label={w('after')} sign="next" disabled={year >= 2069} onPress={() => onYear(year + 1)}>
            {''}
          </Button>
          {shown && <span className="soft">{w('working', { n: shown.working })}</span>}
        </div>
        {shown?.mayKeep && (
          <Button look="primary" sign="plus" onPress={() => setEntering(true)}>
            {w('enter')}
          </Button>
        )}
      </div>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {shown && !shown.announced && <Notice tone="warn">{w('provisional', { year })}</Notice>}
      {shown?.announced && (
        <p className="soft small">
          {shown.list === 'entered' ? w('entered', { source: shown.source ?? '' }) : w('carried')}
          {shown.openFrom !== null && ` ${w('openFrom', { day: when.day(shown.openFrom) })}`}
        </p>
      )}
      {shown?.list === 'entered' && shown.mayKeep && (
        <div className="row">
          <Button
            look={taking ? 'danger' : 'plain'}
            busy={takeBack.isPending}
            onPress={() =>
              taking
                ? takeBack.mutate({ params: { year: String(year) }, query: { base: String(shown.version) } })
                : setTaking(true)
            }
          >
            {w(taking ? 'takeBackYes' : 'takeBackList')}
          </Button>
        </div>
      )}
      <ProblemNotice problem={takeBack.error} />
      {shown === undefined && !error && <Waiting />}
      {shown && <YearView year={year} today={today} known={shown} onDay={setOpened} />}
      {shown && (
        <Sheet open={opened !== null} title={opened === null ? '' : when.day(opened)} onClose={() => setOpened(null)}>
          {opened !== null && <DaySheet key={opened} day={opened} known={shown} onDone={() => setOpened(null)} />}
        </Sheet>
      )}
      {shown?.mayKeep && (
        <Sheet open={entering} title={w('enter')} onClose={() => setEntering(false)}>
          {entering && (
            <NoticeSheet
              year={year}
              version={shown.version}
              onDone={(entered) => {
                setEntering(false);
                onYear(entered);
              }}
            />
          )}
        </Sheet>
      )}
    </section>
  );
}
