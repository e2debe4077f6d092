import { type ReactNode, useState } from 'react';
import { addDays, weekdayOf } from '../../../platform/calendar/calendar.rules.ts';
import { ancestorsOf } from '../../../platform/places/codes.rules.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { Field, Select } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useLanguage, useText, useWords } from '../../../platform/web/words.ts';
import { preview } from '../clock.contract.ts';
import { type Asked, type DeadlineRule, ruleFor, type Stage, type Term, type Urgency } from '../clock.rules.ts';
import { clockWords } from '../clock.words.ts';
import { termText } from '../sayings.rules.ts';
import { useKinds, usePlaces } from './kindsAndPlaces.ts';
import { proposeWords } from './propose.words.ts';

/** A rule as far as a trial needs it; '' for all. */
export type Tried = {
  readonly stage: Stage;
  readonly kind: string;
  readonly urgency: Urgency | '';
  readonly territory: string;
  readonly term: Term | null;
  readonly from: string;
  /** The whole version, once it is filled in. */
  readonly rule: DeadlineRule | null;
};

/** Says in one sentence by when a matter would be due by a term, and by the rule that holds on that day. */
export function Trial({ tried }: { tried: Tried }): ReactNode {
  const w = useWords(proposeWords);
  const c = useWords(clockWords);
  const t = useText();
  const kinds = useKinds();
  const places = usePlaces();
  const moment = useMoment();
  const [chosen, setChosen] = useState('');
  const [town, setTown] = useState('');
  const { stage, term } = tried;
  const at = chosen || fridayOf(tried.from);
  const kind = kinds.exampleOf(tried.kind);
  const urgency = tried.urgency || 'normal';
  const territory = tried.territory || town || places.example;
  const start = new Date(`${at}:00+08:00`);
  const ready = kind !== '' && !Number.isNaN(start.getTime());
  const { data, error } = useCall(
    preview,
    {
      query: {
        ...{ stage, kind, urgency, at: `${at}:00+08:00` },
        ...(territory === '' ? {} : { territory }),
        ...(term === null ? {} : { n: String(term.n), unit: term.unit }),
      },
    },
    { enabled: ready, fresh: 60_000 },
  );
  const isDays = (one: Term): boolean => one.unit === 'workingDays' || one.unit === 'calendarDays';
  const dueText = (due: string, one: Term): string => (isDays(one) ? moment.lastDay(due) : moment.full(due));
  const standing = data?.standing;
  const asked = { stage, kind, urgency, territories: ancestorsOf(territory).reverse(), day: at.slice(0, 10) };
  const goesFirst = standing && tried.rule && winner(standing.rule, tried.rule, asked) === standing.rule;
  return (
    <div className="stack">
      {tried.territory === '' && (
        <Select label={w('trialTown')} value={territory} onChange={setTown} options={places.towns} />
      )}
      <Field type="datetime-local" label={w('trialAt')} value={at} onChange={setChosen} />
      <ProblemNotice problem={error} />
      <div aria-live="polite" className="stack">
        {ready && data?.given && term && (
          <p>
            <strong>
              {w(`trial_${stage}`, {
                place: t(places.nameOf(territory)) || c('wholeDistrict'),
                urgency: c(`urgency_${urgency}`),
                kind: t(kinds.nameOf(kind)),
                at: moment.full(start.toISOString()),
                due: dueText(data.given.due, term),
              })}
            </strong>
          </p>
        )}
        {data && (
          <p className="soft">
            {standing
              ? w('trialStanding', {
                  name: t(standing.rule.name),
                  term: t(termText(standing.rule.term)),
                  due: dueText(standing.due, standing.rule.term),
                })
              : w('trialNone')}
          </p>
        )}
        {goesFirst && <Notice tone="warn">{w('trialGoesFirst', { name: t(standing.rule.name) })}</Notice>}
        {(data?.given?.provisional || standing?.provisional) && <p className="soft small">{w('trialProvisional')}</p>}
        {(term?.unit === 'workingHours' || standing?.rule.term.unit === 'workingHours') && (
          <p className="soft small">{w('trialHours')}</p>
        )}
      </div>
    </div>
  );
}

/** Which of two rules would time a matter: the one that stands, or the one that is tried, as if it held on that day already. */
function winner(standing: DeadlineRule, tried: DeadlineRule, asked: Asked): DeadlineRule | null {
  const begun = tried.from <= asked.day ? tried : { ...tried, from: asked.day };
  return ruleFor([standing, { ...begun, until: null, active: true }], asked);
}

/** The Friday on or after a day, at 17:00: shortly before a weekend a term shows how it counts. */
function fridayOf(day: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(day) ? `${addDays(day, (12 - weekdayOf(day)) % 7)}T17:00` : '';
}

/** Moments with their day of the week. */
function useMoment(): { readonly full: (iso: string) => string; readonly lastDay: (iso: string) => string } {
  const when = useWhen();
  const w = useWords(proposeWords);
  const language = useLanguage();
  const weekday = (iso: string): string =>
    new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      weekday: 'short',
      timeZone: 'Asia/Shanghai',
    }).format(new Date(iso));
  const space = language === 'zh' ? '' : ', ';
  return {
    full: (iso) =>
      language === 'zh' ? `${when.moment(iso)}（${weekday(iso)}）` : `${weekday(iso)}${space}${when.moment(iso)}`,
    lastDay: (iso) => {
      const before = new Date(Date.parse(iso) - 1).toISOString();
      const day = when.lastDay(iso);
      return w('lastDay', {
        day: language === 'zh' ? `${day}（${weekday(before)}）` : `${weekday(before)}${space}${day}`,
      });
    },
  };
}
