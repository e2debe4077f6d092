import { type ReactNode, useMemo, useState } from 'react';
import { useCall } from '../../../platform/web/asking.ts';
import { Button, Field } from '../../../platform/web/kit/controls.tsx';
import { KindSign } from '../../../platform/web/kit/icons.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Empty, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { asked } from '../differences.rules.ts';
import { type KindOut, kinds } from '../kinds.contract.ts';
import { GROUPS } from '../kinds.rules.ts';
import { kindsWords } from '../kinds.words.ts';
import { kindsDeskWords } from './desk.words.ts';
import { useMayPropose } from './proposing.ts';
import './kinds.css';

/** Every kind of the district by group, retired ones last, with its questions and norms. */
export function KindList(): ReactNode {
  const w = useWords(kindsDeskWords);
  const g = useWords(kindsWords);
  const [text, setText] = useState('');
  const { data, error, isPending, refetch } = useCall(kinds, { query: { retired: 'true' } });
  const mayPropose = useMayPropose();
  const found = useMemo(() => (data?.kinds ?? []).filter((one) => holds(one, text)), [data, text]);
  return (
    <>
      <div className="row apart">
        <Field type="search" label={w('find')} value={text} onChange={setText} maxLength={60} />
        {mayPropose() && (
          <Button look="primary" sign="plus" to="/kinds/new">
            {w('newKind')}
          </Button>
        )}
      </div>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {isPending && <Waiting />}
      {data && found.length === 0 && <Empty title={w('none')} sign="search" />}
      {GROUPS.map((group) => {
        const own = found.filter((one) => one.group === group).sort((a, b) => Number(b.active) - Number(a.active));
        return own.length === 0 ? null : (
          <section key={group} className="stack" aria-label={g(`group_${group}`)}>
            <h2>{g(`group_${group}`)}</h2>
            {own.map((one) => (
              <KindRow key={one.code} kind={one} mayPropose={mayPropose()} />
            ))}
          </section>
        );
      })}
    </>
  );
}

/** Whether a kind's name, code or keywords hold a text. */
function holds(kind: KindOut, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return [kind.code, kind.name.zh, kind.name.en, ...kind.keywords].some((one) => one.toLowerCase().includes(wanted));
}

function KindRow({ kind, mayPropose }: { kind: KindOut; mayPropose: boolean }): ReactNode {
  const w = useWords(kindsDeskWords);
  const k = useWords(kindsWords);
  const t = useText();
  return (
    <article className="kind-row" data-active={kind.active} aria-label={t(kind.name)}>
      <KindSign code={kind.code} picture={kind.icon} />
      <div>
        <h3>{t(kind.name)}</h3>
        <code className="small">{kind.code}</code>
        <p className="row small">
          {!kind.active && <Badge tone="warn">{w('retired')}</Badge>}
          <Badge>{k('minutes', { n: kind.firstActionMinutes })}</Badge>
          <Badge>{k('workingDays', { n: kind.handleWorkingDays })}</Badge>
          <Badge tone={kind.visibility === 'exact' ? 'info' : 'brand'}>{k(`visibility_${kind.visibility}`)}</Badge>
          <span className="soft">
            {w('questions', { n: kind.questions.length })} · {w('version', { n: kind.version })}
          </span>
        </p>
      </div>
      {mayPropose && (
        <Button to={`/kinds/${kind.code}/change`} label={`${w('change')} ${t(kind.name)}`}>
          {w('change')}
        </Button>
      )}
      <details>
        <summary>{w('details')}</summary>
        <p>{t(kind.describe)}</p>
        {kind.questions.length === 0 ? (
          <p className="soft">{w('noQuestions')}</p>
        ) : (
          <ol>
            {kind.questions.map((one) => (
              <li key={one.id}>{t(asked(one))}</li>
            ))}
          </ol>
        )}
        <p className="soft small">
          {k('sample', { n: kind.sampleEvery })}
          {kind.keywords.length > 0 && ` · ${w('keywords', { list: kind.keywords.join(k('separator')) })}`}
        </p>
      </details>
    </article>
  );
}
