import { type ReactNode, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { z } from 'zod';
import { territories } from '../../places/places.contract.ts';
import { useCall, useMove } from '../../web/asking.ts';
import { useFilters } from '../../web/filters.ts';
import { Button, Choice, Field, Select } from '../../web/kit/controls.tsx';
import { fieldProblem, ProblemNotice } from '../../web/kit/problem.tsx';
import { Card, Empty, Notice } from '../../web/kit/surfaces.tsx';
import { useToast } from '../../web/kit/toast.tsx';
import { usePageTitle } from '../../web/page.tsx';
import { useLanguage, useText, useWords } from '../../web/words.ts';
import { listAppointments, proposeAppointment } from '../appointments.contract.ts';
import { mayPropose } from '../appointments.rights.ts';
import { type AppointmentNow, type Draft, type Refusal, refuseDraft } from '../appointments.rules.ts';
import { appointmentWords } from '../appointments.words.ts';
import { listBodies } from '../bodies.contract.ts';
import { POSTS, type Post } from '../caller.ts';
import { APPOINTMENTS, callerOf, useAppointments, usePeople } from './appointmentsKept.ts';
import { today } from './appointmentsView.ts';
import { PickOne } from './pickOne.tsx';
import { postName } from './posts.words.ts';
import { proposeWords } from './propose.words.ts';
import { useMe } from './signedIn.tsx';

const filters = z.object({ person: z.uuid().optional() });
const HOUR_MS = 3_600_000;

/** Proposes one appointment; what the rules would refuse is said before it is sent. */
export default function ProposePage(): ReactNode {
  const w = useWords(proposeWords);
  usePageTitle(w('title'));
  const me = useMe();
  const back = (
    <div>
      <Button look="plain" sign="back" to="/people">
        {w('back')}
      </Button>
    </div>
  );
  return (
    <div className="stack admin-form">
      {back}
      <h1>{w('title')}</h1>
      {mayPropose(callerOf(me)) ? <Form /> : <Empty sign="lock" title={w('mayNot')} hint={w('mayNotHint')} />}
    </div>
  );
}

type Filled = {
  readonly person: string | undefined;
  readonly deputy: boolean;
  readonly principal: string | undefined;
  readonly post: Post | undefined;
  readonly body: string | undefined;
  readonly territory: string | undefined;
  readonly from: string;
  readonly to: string;
};

/** The draft of what is filled in; null while something needed is missing. */
function draftOf(filled: Filled, principal: AppointmentNow | undefined): Draft | null {
  const place = filled.deputy
    ? principal
    : { ...filled, body: filled.body ?? null, territory: filled.territory ?? null };
  if (filled.person === undefined || filled.from === '' || place?.post === undefined) return null;
  return {
    person: filled.person,
    post: place.post,
    body: place.body,
    territory: place.territory,
    from: filled.from,
    to: filled.to === '' ? null : filled.to,
    deputyOf: filled.deputy ? (principal?.id ?? null) : null,
  };
}

/** The field beside which a refusal is shown. */
const FIELD_OF: Readonly<
  Partial<Record<Refusal, 'person' | 'principal' | 'post' | 'body' | 'territory' | 'from' | 'to'>>
> = {
  self: 'person',
  separation: 'post',
  twice: 'post',
  days: 'to',
  past: 'to',
  nowhere: 'body',
  needsBody: 'body',
  needsTerritory: 'territory',
  outside: 'territory',
  tooMany: 'territory',
  deputySelf: 'principal',
  deputyMissing: 'principal',
  deputyOfDeputy: 'principal',
  deputyOther: 'principal',
};

function Form(): ReactNode {
  const w = useWords(proposeWords);
  const a = useWords(appointmentWords);
  const t = useText();
  const language = useLanguage();
  const tell = useToast();
  const me = useMe();
  const [, go] = useLocation();
  const [given] = useFilters(filters);
  const [filled, setFilled] = useState<Filled>({
    person: given.person,
    deputy: false,
    principal: undefined,
    post: undefined,
    body: undefined,
    territory: undefined,
    from: today(),
    to: '',
  });
  const fill = (some: Partial<Filled>): void => setFilled((now) => ({ ...now, ...some }));
  const { people, waiting } = usePeople();
  const standing = useAppointments('standing', filled.deputy);
  const { data: bodies } = useCall(listBodies, { query: {} }, { fresh: HOUR_MS });
  const { data: places } = useCall(territories, { query: {} }, { fresh: HOUR_MS });
  const { data: theirs } = useCall(
    listAppointments,
    { query: { person: filled.person } },
    { enabled: filled.person !== undefined },
  );
  const propose = useMove(proposeAppointment, {
    stales: [APPOINTMENTS],
    onDone: () => {
      tell(w('sent'));
      go('/people?state=proposed');
    },
  });

  const principal = standing.rows.find((one) => one.id === filled.principal);
  const draft = draftOf(filled, principal);
  const refused =
    draft === null || theirs === undefined
      ? null
      : refuseDraft(
          draft,
          { district: me.district, today: today(), others: theirs.appointments, principal: principal ?? null },
          me.person,
        );
  const wrong = (name: 'person' | 'principal' | 'post' | 'body' | 'territory' | 'from' | 'to'): string | undefined => {
    if (refused !== null && FIELD_OF[refused] === name) return a(refused);
    return t(fieldProblem(propose.error, name)) || undefined;
  };
  const territoryOptions = useMemo(() => pathsOf(places?.territories ?? [], t), [places, t]);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft !== null && refused === null) propose.mutate({ body: draft });
      }}
    >
      <p className="soft">{w('lead')}</p>
      <Card>
        <PickOne
          label={w('person')}
          hint={w('personHint')}
          placeholder={w('choosePerson')}
          waiting={waiting}
          value={filled.person}
          onChange={(person) => fill({ person })}
          problem={wrong('person')}
          options={people
            .filter((one) => one.state === 'open')
            .map((one) => ({ value: one.id, label: `${one.name} ${one.login}` }))}
        />
        <Choice
          form="lines"
          label={w('how')}
          value={filled.deputy ? 'deputy' : 'own'}
          onChange={(value) => fill({ deputy: value === 'deputy' })}
          options={[
            { value: 'own', label: w('own') },
            { value: 'deputy', label: w('deputy'), hint: w('deputyHint') },
          ]}
        />
        {filled.deputy ? (
          <PickOne
            label={w('principal')}
            placeholder={w('choosePrincipal')}
            waiting={standing.coming}
            value={filled.principal}
            onChange={(id) => fill({ principal: id })}
            problem={wrong('principal') ?? wrong('post') ?? wrong('territory') ?? wrong('body')}
            options={standing.rows
              .filter((one) => one.deputyOf === null)
              .map((one) => ({
                value: one.id,
                label: w('summary', {
                  name: one.name,
                  post: postName(one.post, language),
                  where: [t(one.bodyName), t(one.territoryName)].filter(Boolean).join(' · '),
                }),
              }))}
          />
        ) : (
          <>
            <Select
              label={w('post')}
              placeholder={w('choosePost')}
              value={filled.post ?? ''}
              onChange={(post) => fill({ post: POSTS.find((one) => one === post) })}
              problem={wrong('post')}
              options={POSTS.map((value) => ({ value, label: postName(value, language) }))}
            />
            <div className="admin-pair">
              <PickOne
                label={w('body')}
                hint={w('bodyHint')}
                placeholder={w('chooseBody')}
                value={filled.body}
                onChange={(body) => fill({ body })}
                problem={wrong('body')}
                options={(bodies?.bodies ?? []).map((one) => ({ value: one.id, label: `${t(one.name)} ${one.id}` }))}
              />
              <PickOne
                label={w('territory')}
                hint={w('territoryHint')}
                placeholder={w('chooseTerritory')}
                value={filled.territory}
                onChange={(territory) => fill({ territory })}
                problem={wrong('territory')}
                options={territoryOptions}
              />
            </div>
          </>
        )}
        <div className="admin-pair">
          <Field
            label={w('from')}
            type="date"
            required
            value={filled.from}
            onChange={(from) => fill({ from })}
            problem={wrong('from')}
          />
          <Field
            label={w('to')}
            hint={w('toHint')}
            optional
            type="date"
            value={filled.to}
            onChange={(to) => fill({ to })}
            problem={wrong('to')}
          />
        </div>
      </Card>
      {refused !== null && FIELD_OF[refused] === undefined && <Notice tone="bad">{a(refused)}</Notice>}
      <ProblemNotice problem={propose.error} shownElsewhere={['body.person', 'body.body']} />
      <Button
        look="primary"
        large
        wide
        type="submit"
        busy={propose.isPending}
        disabled={draft === null || refused !== null}
      >
        {w('send')}
      </Button>
    </form>
  );
}

type Place = {
  readonly code: string;
  readonly parent: string | null;
  readonly level: string;
  readonly name: { readonly zh: string; readonly en: string };
};

/** Every territory with the names above it, so that two villages of one name can be told apart. */
function pathsOf(all: readonly Place[], t: (text: Place['name']) => string): { value: string; label: string }[] {
  const byCode = new Map(all.map((one) => [one.code, one]));
  const path = (one: Place): string => {
    const above = one.parent === null ? undefined : byCode.get(one.parent);
    return above === undefined || above.level === 'district' ? t(one.name) : `${path(above)} · ${t(one.name)}`;
  };
  return all.map((one) => ({ value: one.code, label: `${path(one)} ${one.code}` }));
}
