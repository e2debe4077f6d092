import { type FormEvent, type ReactNode, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { charterRefusals } from '../../../platform/charter/charter.rules.ts';
import { listBodies } from '../../../platform/identity/bodies.contract.ts';
import type { Text } from '../../../platform/language/language.ts';
import { useCall, useMove } from '../../../platform/web/asking.ts';
import { newId } from '../../../platform/web/ids.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Card, Empty, Notice, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { type KindDraft, whatChanged } from '../changes.rules.ts';
import { differencesOf, type Names } from '../differences.rules.ts';
import { type ChangeIn, type KindOut, kinds, propose } from '../kinds.contract.ts';
import { candidatesOf, type KindSeed, seedFaults } from '../kinds.rules.ts';
import { kindsWords } from '../kinds.words.ts';
import { kindsDeskWords } from './desk.words.ts';
import { Differences } from './differences.tsx';
import { formOf, type KindForm, NEW_KIND, readForm, seedOf } from './kindDraft.ts';
import { KindFields } from './kindFields.tsx';
import { useMayPropose } from './proposing.ts';
import { QuestionFields } from './questionFields.tsx';
import { WhyFields } from './whyFields.tsx';
import './kinds.css';

/** The desk's page to propose a new kind, or a change of one: a copy to edit, and old beside new while it is edited. */
export default function Propose(): ReactNode {
  const w = useWords(kindsDeskWords);
  const t = useText();
  const { code } = useParams<{ code?: string }>();
  const mayPropose = useMayPropose();
  const { data, error, isPending, refetch } = useCall(
    kinds,
    { query: { retired: 'true' } },
    { enabled: code !== undefined },
  );
  const kind = data?.kinds.find((one) => one.code === code);
  const title = kind ? w('proposeChange', { name: t(kind.name) }) : w('proposeNew');
  usePageTitle(title);
  const back = (
    <Button sign="back" to="/kinds">
      {w('back')}
    </Button>
  );
  if (!mayPropose()) {
    return (
      <Empty sign="lock" title={w('mayNot')} hint={w('mayNotHint')}>
        {back}
      </Empty>
    );
  }
  if (code !== undefined && !kind) {
    if (error) return <ProblemNotice problem={error} onAgain={() => void refetch()} />;
    return isPending ? <Waiting /> : <Empty title={w('noSuchKind')}>{back}</Empty>;
  }
  return (
    <div className="propose">
      <div className="row apart">
        <h1>{title}</h1>
        {back}
      </div>
      <ProposeForm key={kind?.code ?? 'new'} kind={kind ?? null} />
    </div>
  );
}

function ProposeForm({ kind }: { kind: KindOut | null }): ReactNode {
  const w = useWords(kindsDeskWords);
  const tell = useToast();
  const names = useNames();
  const [, go] = useLocation();
  // What is edited is a copy of what stood when the page was opened; the server says when that is no more what stands.
  const [started] = useState(kind);
  const [form, setForm] = useState<KindForm>(() => (started === null ? NEW_KIND : formOf(started)));
  const [why, setWhy] = useState<Text>({ zh: '', en: '' });
  const [tried, setTried] = useState(false);
  const [id, setId] = useState(newId);
  const send = useMove(propose, {
    onDone: () => {
      tell(w('sent'));
      go('/kinds?tab=changes');
    },
  });
  const before: KindDraft | null = started === null ? null : { seed: seedOf(started), active: started.active };
  const read = readForm(form);
  const after: KindDraft | null = read.seed === null ? null : { seed: read.seed, active: form.active };
  const what = after === null ? null : whatChanged(before, after);
  const problems = useProblems(read.seed, tried ? (read.wrong ?? []) : [], send.error?.fields ?? []);

  const change = (some: Partial<KindForm>): void => {
    setForm((now) => ({ ...now, ...some }));
    // An id stands for one content: what is changed after a refusal is another proposal.
    setId(newId());
    if (send.error) send.reset();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (after === null || what === null || why.zh.trim() === '' || why.en.trim() === '') return;
    const changed = proposalOf(started, what, after, why);
    send.mutate({ body: { id, change: changed } });
  };
  const lacksWhy = (language: 'zh' | 'en'): string | undefined =>
    tried && why[language].trim() === '' ? w('mend') : undefined;
  return (
    <form className="propose-form" noValidate onSubmit={submit}>
      <div className="stack">
        <KindFields form={form} onChange={change} wrong={problems} isNew={started === null} />
        <Card label={w('questionsTitle')}>
          <QuestionFields questions={form.questions} onChange={(questions) => change({ questions })} wrong={problems} />
        </Card>
      </div>
      <div className="stack propose-side">
        <Card label={w('differences')}>
          <h2>{w('differences')}</h2>
          {after === null && <Notice tone="warn">{w('incomplete')}</Notice>}
          {after !== null && what === null && <p className="soft">{w('same')}</p>}
          {after !== null && what !== null && (
            <Differences differences={differencesOf({ what, base: started?.version ?? null, before, after }, names)} />
          )}
        </Card>
        <Card label={w('whyTitle')}>
          <h2>{w('whyTitle')}</h2>
          <WhyFields
            why={why}
            onChange={(next) => {
              setWhy(next);
              setId(newId());
            }}
            wrong={lacksWhy}
          />
          <ProblemNotice problem={send.error} />
          <p className="hint">{w('needsTwo')}</p>
          <Button look="primary" type="submit" wide large busy={send.isPending}>
            {w('send')}
          </Button>
        </Card>
      </div>
    </form>
  );
}

/** Names of what a kind mentions: the bodies that it calls in; it names no place and no other kind. */
function useNames(): Names {
  const { data } = useCall(listBodies, {}, { fresh: 300_000 });
  const body = (id: string): Text | null => data?.bodies.find((one) => one.id === id)?.name ?? null;
  return { kind: () => null, body, territory: () => null };
}

function proposalOf(started: KindOut | null, what: 'kind' | 'norm', { seed, active }: KindDraft, why: Text): ChangeIn {
  if (what === 'norm' && started !== null) {
    const { code, firstActionMinutes, handleWorkingDays, sampleEvery } = seed;
    return { what, base: started.version, code, firstActionMinutes, handleWorkingDays, sampleEvery, why };
  }
  return { what: 'kind', base: started?.version ?? null, seed, active, why };
}

/**
 * Why a place in the form is not right: what the server said of it, what the charter says of its words (the same function as the
 * server's, while one types), or that it is not filled in.
 */
function useProblems(
  seed: KindSeed | null,
  unfilled: readonly string[],
  refused: readonly { readonly path: string; readonly message: Text }[],
): (path: string) => string | undefined {
  const w = useWords(kindsDeskWords);
  const k = useWords(kindsWords);
  const t = useText();
  const found = [
    ...refused.map((one) => ({ path: one.path.replace(/^body\.change\.(seed\.)?/, ''), why: t(one.message) })),
    ...(seed === null ? [] : seedFaults(seed).map((one) => ({ path: one.path, why: k(one.why) }))),
    ...(seed === null ? [] : charterRefusals(candidatesOf(seed)).map((one) => ({ path: one.path, why: t(one.why) }))),
    ...unfilled.map((path) => ({ path, why: w('mend') })),
  ];
  // What is said of a question as such is said of its code.
  const placed = found.map((one) => ({ ...one, path: one.path.replace(/^(questions\.\d+)$/, '$1.id') }));
  return (path) => placed.find((one) => one.path === path || one.path.startsWith(`${path}.`))?.why;
}
