import { type ReactNode, useEffect, useState } from 'react';
import type { AnswerOf } from '../../../../platform/http/contract.ts';
import { leave } from '../../../../platform/identity/residents.contract.ts';
import { ResidentGate } from '../../../../platform/identity/screens/resident.tsx';
import { useCall, useMove } from '../../../../platform/web/asking.ts';
import { afterHash } from '../../../../platform/web/hash.ts';
import { Button, Choice, Field } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Badge, Card, Timeline, type Tone, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { mine, type PartyView, passport } from '../../party.contract.ts';
import { caseWords } from './case.words.ts';
import { isPassport, takeOver, tidy } from './codeInHand.ts';
import { OwnCase } from './ownCase.tsx';
import './party.css';

type Passport = AnswerOf<typeof passport>;
const REFRESH_MS = 30_000;

/** A case by its passport: the way that it has gone, and with the phone that a party left, that party's own page. */
export default function CasePage(): ReactNode {
  const w = useWords(caseWords);
  usePageTitle(w('title'));
  const [code, setCode] = useState<string | null>(null);
  useEffect(() => {
    const fromAddress = (): void => {
      const given = takeOver() ?? tidy(afterHash());
      if (isPassport(given)) setCode(given);
    };
    fromAddress();
    window.addEventListener('hashchange', fromAddress);
    return () => window.removeEventListener('hashchange', fromAddress);
  }, []);
  const another = (): void => {
    window.history.replaceState(null, '', window.location.pathname);
    setCode(null);
  };
  return (
    <div className="stack">
      <h1>{w('title')}</h1>
      {code === null ? <EnterCode onCode={setCode} /> : <ByCode key={code} code={code} onAnother={another} />}
    </div>
  );
}

function EnterCode({ onCode }: { onCode: (code: string) => void }): ReactNode {
  const w = useWords(caseWords);
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const asked = tidy(text);
        setWrong(!isPassport(asked));
        if (isPassport(asked)) onCode(asked);
      }}
    >
      <p className="soft">{w('lead')}</p>
      <Field
        label={w('code')}
        hint={w('codeHint')}
        value={text}
        maxLength={20}
        onChange={setText}
        problem={wrong ? w('codeWrong') : undefined}
      />
      <Button look="primary" large wide type="submit" sign="search">
        {w('look')}
      </Button>
      <p className="soft">{w('lost')}</p>
      <Button to="/mediation/apply">{w('applyInstead')}</Button>
    </form>
  );
}

function ByCode({ code, onAnother }: { code: string; onAnother: () => void }): ReactNode {
  const w = useWords(caseWords);
  const { data, error, refetch } = useCall(passport, { body: { code } }, { every: REFRESH_MS, keep: true });
  if (data === undefined) {
    return error ? (
      <>
        <ProblemNotice problem={error} onAgain={error.status === 404 ? undefined : () => void refetch()} />
        <Button onPress={onAnother}>{w('another')}</Button>
      </>
    ) : (
      <Waiting />
    );
  }
  return (
    <>
      <Where of={data} />
      <ResidentGate why={w('gateWhy')}>{() => <Mine code={code} />}</ResidentGate>
      <Way way={data.way} />
      <Button wide onPress={onAnother}>
        {w('another')}
      </Button>
    </>
  );
}

/** The own page, or why the phone that was checked opens none. */
function Mine({ code }: { code: string }): ReactNode {
  const w = useWords(caseWords);
  const out = useMove(leave, { stales: 'all' });
  const [party, setParty] = useState<string | undefined>();
  const { data, error, refetch } = useCall(mine, { body: { code, party } }, { every: REFRESH_MS, keep: true });
  // Each part begins anew: what was ticked or typed for one is not said for another.
  if (data !== undefined)
    return (
      <>
        <Parts view={data} chosen={party ?? data.me} onChoose={setParty} />
        <OwnCase key={data.me} code={code} view={data} />
      </>
    );
  if (error === null) return <Waiting />;
  if (error.status !== 403) return <ProblemNotice problem={error} onAgain={() => void refetch()} />;
  return (
    <section className="stack">
      <ProblemNotice problem={error} />
      <p>{w('otherPhone')}</p>
      <Button onPress={() => out.mutate({})} busy={out.isPending}>
        {w('signOut')}
      </Button>
    </section>
  );
}

/** Whoever left one telephone for several parts of a case says as which of them they look and act. */
function Parts(props: {
  readonly view: PartyView;
  readonly chosen: string;
  readonly onChoose: (party: string) => void;
}): ReactNode {
  const w = useWords(caseWords);
  const { parts, parties } = props.view;
  if (parts.length < 2) return null;
  return (
    <Choice
      label={w('parts')}
      hint={w('partsHint')}
      form="lines"
      value={props.chosen}
      onChange={props.onChoose}
      options={parties
        .filter(({ id }) => parts.includes(id))
        .map(({ id, name, side }) => ({ value: id, label: w('partOf', { name: name ?? '—', side: w(side) }) }))}
    />
  );
}

const TONES: Readonly<Record<Passport['status'], Tone>> = {
  applied: 'info',
  offered: 'info',
  accepted: 'brand',
  mediating: 'brand',
  agreed: 'good',
  ended: 'plain',
  archived: 'plain',
};

function Where({ of: it }: { of: Passport }): ReactNode {
  const w = useWords(caseWords);
  const t = useText();
  const when = useWhen();
  return (
    <Card label={it.number}>
      <div className="row apart">
        <strong>{it.number}</strong>
        <Badge tone={TONES[it.status]}>{w(it.outcome === null ? it.status : `outcome_${it.outcome}`)}</Badge>
      </div>
      <dl className="facts">
        <dt>{w('opened')}</dt>
        <dd>{when.moment(it.opened)}</dd>
        {it.track !== null && (
          <>
            <dt>{w('track')}</dt>
            <dd>{w(`track_${it.track}`)}</dd>
          </>
        )}
        {it.body !== null && (
          <>
            <dt>{w('body')}</dt>
            <dd>{t(it.body)}</dd>
          </>
        )}
        {it.due !== null && (it.status === 'accepted' || it.status === 'mediating') && (
          <>
            <dt>{w('due')}</dt>
            <dd>{when.day(it.due)}</dd>
          </>
        )}
      </dl>
    </Card>
  );
}

const BAD = new Set(['case.refused', 'case.offer-refused', 'case.failed', 'case.declined']);
const GOOD = new Set(['case.accepted', 'case.agreement-sealed', 'case.agreed-orally']);
const isWay = (key: string): key is keyof typeof caseWords.zh => Object.hasOwn(caseWords.zh, key);

/** The steps of a case with their dates, the latest last; bodies are named, people never. */
function Way({ way }: { way: Passport['way'] }): ReactNode {
  const w = useWords(caseWords);
  const t = useText();
  const when = useWhen();
  return (
    <section className="stack">
      <h2>{w('wayTitle')}</h2>
      <Timeline
        events={way.map(({ kind, at, body }, n) => {
          const key = `way_${kind}`;
          return {
            id: `${n}`,
            title: isWay(key) ? w(key) : kind,
            when: <time dateTime={at}>{when.moment(at)}</time>,
            body: body && t(body),
            tone: BAD.has(kind) ? ('warn' as const) : GOOD.has(kind) ? ('good' as const) : ('brand' as const),
          };
        })}
      />
    </section>
  );
}
