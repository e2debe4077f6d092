import type { ReactNode } from 'react';
import { useCall } from '../../web/asking.ts';
import { Button } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Card, Empty, Notice, Waiting } from '../../web/kit/surfaces.tsx';
import { useToast } from '../../web/kit/toast.tsx';
import { usePageTitle } from '../../web/page.tsx';
import { useWhen } from '../../web/when.ts';
import { useWords } from '../../web/words.ts';
import { type ProofStatus, proofStatus } from '../proof.contract.ts';
import { proofPageWords } from './proofPage.words.ts';
import './proof.css';

const REFRESH_MS = 30_000;

/** How the journal is proved, how far, and how anybody checks it. */
export default function ProofPage(): ReactNode {
  const w = useWords(proofPageWords);
  usePageTitle(w('title'));
  const { data, error, refetch } = useCall(proofStatus, { query: {} }, { every: REFRESH_MS });
  if (error && error.status !== 404) return <ProblemNotice problem={error} onAgain={() => void refetch()} />;
  return (
    <div className="stack">
      <h1>{w('title')}</h1>
      <p>{w('lead')}</p>
      {data === undefined && (error ? <Empty sign="lock" title={w('none')} hint={w('noneHint')} /> : <Waiting />)}
      {data && (
        <>
          <State status={data} />
          <Facts status={data} />
          <Witnesses status={data} />
        </>
      )}
      <How />
    </div>
  );
}

function State({ status: { fault, waiting, made } }: { status: ProofStatus }): ReactNode {
  const w = useWords(proofPageWords);
  const when = useWhen();
  if (fault !== null) return <Notice tone="bad">{w(`fault_${fault}`)}</Notice>;
  if (waiting.late) return <Notice tone="warn">{w('late', { when: when.moment(waiting.since ?? '') })}</Notice>;
  return <Notice tone="good">{w('good', { when: when.ago(made ?? '') })}</Notice>;
}

function Facts({ status: it }: { status: ProofStatus }): ReactNode {
  const w = useWords(proofPageWords);
  const when = useWhen();
  const tell = useToast();
  const rows = [
    ['size', w('lines', { n: it.size })],
    ['waiting', w('lines', { n: it.waiting.lines })],
    ['made', it.made === null ? '' : when.moment(it.made)],
    ['origin', it.origin],
    ['root', it.root],
    ['digest', it.digest],
    ['key', it.key],
  ] as const;
  return (
    <Card label={w('size')}>
      <dl className="facts proof-facts">
        {rows.map(([name, value]) => (
          <div key={name} className="facts-row">
            <dt>{w(name)}</dt>
            <dd className={name === 'size' || name === 'waiting' || name === 'made' ? '' : 'proof-code'}>{value}</dd>
          </div>
        ))}
      </dl>
      <Button look="quiet" onPress={() => void navigator.clipboard.writeText(it.key).then(() => tell(w('copied')))}>
        {w('copy')}
      </Button>
      <p className="row">
        {w('get')}
        <a href={`${it.origin.slice(it.origin.indexOf('/'))}/checkpoint`}>{w('checkpoint')}</a>
        <a href="/api/docs">{w('api')}</a>
      </p>
    </Card>
  );
}

/** Who outside has seen the tree: a second tree for other eyes would not pass them. */
function Witnesses({ status: { witnesses, witness } }: { status: ProofStatus }): ReactNode {
  const w = useWords(proofPageWords);
  const when = useWhen();
  if (witnesses.length === 0 && witness === null) return null;
  return (
    <Card label={w('witnesses')}>
      <h2>{w('witnesses')}</h2>
      <p className="soft">{w('witnessLead')}</p>
      <ul className="looks">
        {witnesses.map((one) => (
          <li key={one.name}>
            <span className="proof-code">{one.name}</span>
            <p className={one.refused === null || one.refused === 'away' ? 'soft small' : 'bad small'}>
              {one.refused === null
                ? w('seen', { n: one.size, when: when.ago(one.at ?? '') })
                : w(`refused_${one.refused}`)}
            </p>
          </li>
        ))}
      </ul>
      {witness !== null && (
        <p>
          {w('witnessesOthers')} <span className="proof-code">{witness}</span>
        </p>
      )}
    </Card>
  );
}

function How(): ReactNode {
  const w = useWords(proofPageWords);
  return (
    <section className="stack">
      <h2>{w('howTitle')}</h2>
      <ol className="proof-how">
        <li>{w('how_note')}</li>
        <li>
          {w('how_bundle')} {w('how_command')}
          <code className="proof-code">npm run verify -- FILE --key KEY</code>
        </li>
        <li>
          {w('how_figure')}
          <code className="proof-code">
            npm run prove -- figure CODE --territory T --period 2026-10 --as-of 2026-11-05
          </code>
        </li>
        <li>{w('how_others')}</li>
        <li>{w('how_private')}</li>
      </ol>
    </section>
  );
}
