import { type ReactNode, useState } from 'react';
import { useMove } from '../../../../platform/web/asking.ts';
import { Field, Select, Tick } from '../../../../platform/web/kit/controls.tsx';
import { fieldProblem, ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { useToast } from '../../../../platform/web/kit/toast.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { type CommitteeOut, keepRegister, type RegisterAct } from '../mediators.contract.ts';
import { LEAVINGS, POSTS, TOPICS } from '../register.rules.ts';
import { screenWords } from './books.screen.words.ts';
import { SentForm } from './sentForm.tsx';

export type Act = 'enter' | 'change' | 'train' | 'leave' | 'state';

/** The fields of every act; each act sends its own. */
type Fields = {
  readonly person: string;
  readonly sort: (typeof POSTS)[number];
  readonly from: string;
  readonly until: string;
  readonly day: string;
  readonly hours: string;
  readonly topic: (typeof TOPICS)[number];
  readonly organiser: string;
  readonly reason: (typeof LEAVINGS)[number];
  readonly woman: boolean;
};

function actOf(act: Act, of: Fields): RegisterAct {
  const until = of.until === '' ? {} : { until: of.until };
  switch (act) {
    case 'enter':
      return { act, person: of.person, sort: of.sort, from: of.from, ...until };
    case 'change':
      return { act, person: of.person, sort: of.sort, until: of.until };
    case 'train': {
      const { person, day, topic, organiser } = of;
      return { act, person, day, hours: Number(of.hours), topic, organiser };
    }
    case 'leave':
      return { act, person: of.person, day: of.day, reason: of.reason };
    case 'state':
      return { act, from: of.from, woman: of.woman, ...until };
  }
}

const today = (): string => new Date(Date.now() + 28_800_000).toISOString().slice(0, 10);

/** One act in a committee's register. */
export function KeepForm(props: {
  readonly committee: CommitteeOut;
  readonly act: Act;
  readonly person: string | null;
  readonly organisers: readonly { readonly id: string; readonly zh: string; readonly en: string }[];
  readonly onDone: () => void;
}): ReactNode {
  const { committee, act, onDone } = props;
  const w = useWords(screenWords);
  const t = useText();
  const tell = useToast();
  const member = committee.mediators.find(({ person }) => person === props.person);
  const [of, set] = useState<Fields>({
    ...{ person: props.person ?? '', sort: member?.sort ?? 'part', hours: '8', topic: 'law', organiser: '' },
    ...{ reason: 'termEnded', woman: committee.stated?.woman ?? true, day: today() },
    ...{ from: today(), until: act === 'change' ? (member?.until ?? '') : '' },
  });
  const send = useMove(keepRegister, {
    onDone: () => {
      tell(w('saved'));
      onDone();
    },
  });
  const n =
    act === 'state'
      ? (committee.stated?.n ?? 0)
      : (committee.mediators.find(({ person }) => person === of.person)?.n ?? 0);
  const problem = (name: string): string | undefined => t(fieldProblem(send.error, `act.${name}`)) || undefined;
  const put = (over: Partial<Fields>): void => set({ ...of, ...over });
  const has = (...acts: readonly Act[]): boolean => acts.includes(act);
  return (
    <SentForm
      content={{ n, act, of }}
      busy={send.isPending}
      onSend={(id) => send.mutate({ params: { body: committee.body.id }, body: { id, n, act: actOf(act, of) } })}
      onCancel={onDone}
    >
      {has('enter') && (
        <Select
          label={w('person')}
          placeholder={w('choose')}
          value={of.person}
          problem={problem('person')}
          onChange={(person) => put({ person })}
          options={committee.missing.map(({ person, name }) => ({ value: person, label: name ?? w('nobody') }))}
        />
      )}
      {member && <p>{member.name}</p>}
      {has('enter', 'change') && (
        <Select
          label={w('sort')}
          value={of.sort}
          onChange={(sort) => put({ sort: sort as Fields['sort'] })}
          options={POSTS.map((one) => ({ value: one, label: w(one) }))}
        />
      )}
      {has('enter', 'state') && (
        <Field
          label={w('from')}
          type="date"
          value={of.from}
          problem={problem('from')}
          onChange={(from) => put({ from })}
        />
      )}
      {has('enter', 'state', 'change') && (
        <Field
          label={w(act === 'change' ? 'untilNeeded' : 'until')}
          type="date"
          value={of.until}
          problem={problem('until')}
          onChange={(until) => put({ until })}
        />
      )}
      {has('train', 'leave') && (
        <Field label={w('day')} type="date" value={of.day} problem={problem('day')} onChange={(day) => put({ day })} />
      )}
      {has('train') && (
        <>
          <Field
            label={w('hoursField')}
            inputMode="decimal"
            value={of.hours}
            problem={problem('hours')}
            onChange={(hours) => put({ hours })}
          />
          <Select
            label={w('topic')}
            value={of.topic}
            onChange={(topic) => put({ topic: topic as Fields['topic'] })}
            options={TOPICS.map((one) => ({ value: one, label: w(one) }))}
          />
          <Select
            label={w('organiser')}
            placeholder={w('choose')}
            value={of.organiser}
            problem={problem('organiser')}
            onChange={(organiser) => put({ organiser })}
            options={props.organisers.map((one) => ({ value: one.id, label: t(one) }))}
          />
        </>
      )}
      {has('leave') && (
        <Select
          label={w('reason')}
          value={of.reason}
          onChange={(reason) => put({ reason: reason as Fields['reason'] })}
          options={LEAVINGS.map((one) => ({ value: one, label: w(one) }))}
        />
      )}
      {has('state') && (
        <>
          <Tick checked={of.woman} onChange={(woman) => put({ woman })}>
            {w('womanTick')}
          </Tick>
          <p className="soft small">{w('stateHint')}</p>
        </>
      )}
      <ProblemNotice problem={send.error} />
    </SentForm>
  );
}
