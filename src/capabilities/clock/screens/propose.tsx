import { type FormEvent, type ReactNode, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { addDays } from '../../../platform/calendar/calendar.rules.ts';
import { charterRefusals } from '../../../platform/charter/charter.rules.ts';
import { useMe } from '../../../platform/identity/screens/signedIn.tsx';
import type { Text } from '../../../platform/language/language.ts';
import { useCall, useMove } from '../../../platform/web/asking.ts';
import { newId } from '../../../platform/web/ids.ts';
import { Button, TextArea } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Card, Empty, Notice, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { propose, type RuleOut, rules } from '../clock.contract.ts';
import { mayPropose } from '../clock.rights.ts';
import { clockWords } from '../clock.words.ts';
import { candidatesOf, type DeadlineDraft, draftFaults } from '../drafts.rules.ts';
import { differencesOf, type NamedRule } from '../sayings.rules.ts';
import { Differences } from './differences.tsx';
import { DaysFields, FollowFields } from './followFields.tsx';
import { useKinds, usePlaces } from './kindsAndPlaces.ts';
import { proposeWords } from './propose.words.ts';
import { codeFor, draftOf, formOf, newForm, type RuleForm, termOf } from './ruleForm.ts';
import { ScopeFields } from './scopeFields.tsx';
import { Trial } from './trial.tsx';
import './deadlines.css';

/** The desk's page to propose a rule, or a change of one: a copy to edit, old beside new, and a trial while it is edited. */
export default function Propose(): ReactNode {
  const w = useWords(proposeWords);
  const t = useText();
  const { code } = useParams<{ code?: string }>();
  const { person, appointments, district } = useMe();
  const { data, error, isPending, refetch } = useCall(rules, {});
  const rule = code === undefined ? null : (data?.rules.find((one) => one.code === code) ?? null);
  const title = rule ? w('titleChange', { name: t(rule.rule.name) }) : w('titleNew');
  usePageTitle(title);
  const back = (
    <Button sign="back" to="/deadlines">
      {w('back')}
    </Button>
  );
  if (error) return <ProblemNotice problem={error} onAgain={() => void refetch()} />;
  if (isPending) return <Waiting />;
  if (code !== undefined && !rule) return <Empty title={w('noSuchRule')}>{back}</Empty>;
  const may = rule
    ? rule.abilities.includes('propose')
    : appointments.some((one) =>
        mayPropose({ is: 'staff', person: person ?? '', appointments }, one.territory ?? district),
      );
  if (!may) {
    return (
      <Empty sign="lock" title={rule?.waiting ? w('oneWaits') : w('mayNot')} hint={w('mayNotHint')}>
        {back}
      </Empty>
    );
  }
  return (
    <div className="stack deadlines">
      <div className="row apart">
        <h1>{title}</h1>
        {back}
      </div>
      <ProposeForm
        key={code ?? 'new'}
        rule={rule}
        tomorrow={addDays(data.today, 1)}
        taken={new Set(data.rules.map((one) => one.code))}
      />
    </div>
  );
}

function ProposeForm(props: {
  readonly rule: RuleOut | null;
  readonly tomorrow: string;
  readonly taken: ReadonlySet<string>;
}): ReactNode {
  const w = useWords(proposeWords);
  const tell = useToast();
  const [, go] = useLocation();
  const kinds = useKinds();
  const places = usePlaces();
  // What is edited is a copy of what stood when the page was opened; the server says when that is no more what stands.
  const [started] = useState(props.rule?.newest ?? null);
  const [form, setForm] = useState<RuleForm>(() =>
    started === null ? newForm(props.tomorrow) : formOf(started, props.tomorrow),
  );
  const [why, setWhy] = useState<Text>({ zh: '', en: '' });
  const [tried, setTried] = useState(false);
  const [id, setId] = useState(newId);
  const send = useMove(propose, {
    onDone: () => {
      tell(w('sent'));
      go('/deadlines');
    },
  });
  const read = draftOf(form, started?.code ?? props.rule?.code ?? codeFor(form, props.taken));
  const { draft } = read;
  const problems = useProblems(draft, tried ? (read.wrong ?? []) : [], send.error?.fields ?? []);
  const edited = (): void => {
    // An id stands for one content: what is changed after a refusal is another proposal.
    setId(newId());
    if (send.error) send.reset();
  };
  const change = (some: Partial<RuleForm>): void => {
    setForm((now) => ({ ...now, ...some }));
    edited();
  };
  const after: NamedRule | null = draft && {
    ...draft,
    version: (started?.version ?? 0) + 1,
    kindName: draft.kind === null ? null : kinds.nameOf(draft.kind),
    territoryName: draft.territory === null ? null : places.nameOf(draft.territory),
  };
  const isSame =
    started !== null && after !== null && differencesOf(started, { ...after, from: started.from }).length === 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (draft === null || isSame || why.zh.trim() === '' || why.en.trim() === '') return;
    send.mutate({ body: { id, base: started?.version ?? null, rule: draft, why } });
  };
  const fields = { form, onChange: change, wrong: problems, isNew: started === null };
  return (
    <form className="rule-form" noValidate onSubmit={submit}>
      <div className="stack">
        <ScopeFields {...fields} />
        <DaysFields {...fields} />
        <FollowFields {...fields} />
      </div>
      <div className="stack rule-side">
        <Card label={w('trialTitle')}>
          <h2>{w('trialTitle')}</h2>
          <Trial tried={{ ...form, term: termOf(form.term), rule: after }} />
        </Card>
        <Card label={w('differences')}>
          <h2>{w('differences')}</h2>
          {after === null && <Notice tone="warn">{w('incomplete')}</Notice>}
          {isSame && <p className="soft">{w('same')}</p>}
          {after !== null && !isSame && <Differences before={started} after={after} />}
        </Card>
        <Card label={w('whyTitle')}>
          <WhyFields
            why={why}
            tried={tried}
            onChange={(next) => {
              setWhy(next);
              edited();
            }}
          />
          <ProblemNotice problem={send.error} />
          <p className="hint">{w('needsOther')}</p>
          <Button look="primary" type="submit" wide large busy={send.isPending}>
            {w('send')}
          </Button>
        </Card>
      </div>
    </form>
  );
}

/** Why it is proposed, in both languages, since it is published with it. */
function WhyFields(props: {
  readonly why: Text;
  readonly tried: boolean;
  readonly onChange: (why: Text) => void;
}): ReactNode {
  const { why, tried, onChange } = props;
  const w = useWords(proposeWords);
  return (
    <>
      <h2>{w('whyTitle')}</h2>
      {(['zh', 'en'] as const).map((language) => (
        <TextArea
          key={language}
          label={w(language === 'zh' ? 'whyZh' : 'whyEn')}
          hint={language === 'zh' ? w('whyHint') : undefined}
          rows={2}
          maxLength={500}
          value={why[language]}
          problem={tried && why[language].trim() === '' ? w('mend') : undefined}
          onChange={(text) => onChange({ ...why, [language]: text })}
        />
      ))}
    </>
  );
}

/** Why a place in the form is not right: what the server said, what the rules and the charter say while one types, or that it is empty. */
function useProblems(
  draft: DeadlineDraft | null,
  unfilled: readonly string[],
  refused: readonly { readonly path: string; readonly message: Text }[],
): (path: string) => string | undefined {
  const w = useWords(proposeWords);
  const c = useWords(clockWords);
  const t = useText();
  const found = [
    ...refused.map((one) => ({ path: one.path.replace(/^body\.rule\.?/, ''), why: t(one.message) })),
    ...(draft === null ? [] : draftFaults(draft).map((one) => ({ path: one.path, why: c(one.why) }))),
    ...(draft === null ? [] : charterRefusals(candidatesOf(draft)).map((one) => ({ path: one.path, why: t(one.why) }))),
    ...unfilled.map((path) => ({ path, why: w('mend') })),
  ].map((one) => ({
    ...one,
    // The server counts escalations, the form knows them by their rungs.
    path: one.path.replace(/^escalate\.(\d+).*$/, (whole, at: string) => {
      const rung = draft?.escalate[Number(at)]?.to;
      return rung === undefined ? whole : `escalate.${rung}`;
    }),
  }));
  return (path) => found.find((one) => one.path === path || one.path.startsWith(`${path}.`))?.why;
}
