import { type ReactNode, useMemo } from 'react';
import { useParams } from 'wouter';
import { punctuationWords } from '../../../platform/language/punctuation.words.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { matter as matterGet } from '../desk.contract.ts';
import { dossierWords } from './dossier.words.ts';
import { History } from './history.tsx';
import { useKindName, useKinds } from './kindsNow.ts';
import type { MatterPage } from './moveShapes.ts';
import { channelWords, statusWords, urgencyWords } from './status.words.ts';
import './dossier.css';

/** A matter on paper: everything that its reader may read, in the order of a file, to print or to save as PDF. */
export default function Dossier(): ReactNode {
  const { id = '' } = useParams();
  const w = useWords(dossierWords);
  const { data, error, refetch } = useCall(matterGet, { params: { id } });
  usePageTitle(data === undefined ? w('title') : `${w('title')} ${data.matter.number}`);
  if (data === undefined) return error ? <ProblemNotice problem={error} onAgain={() => void refetch()} /> : <Waiting />;
  return (
    <div className="stack">
      <div className="row no-print">
        <Button look="primary" onPress={() => window.print()}>
          {w('print')}
        </Button>
        <Button look="plain" to={`/matters/${id}`}>
          {w('back')}
        </Button>
        <span className="soft small">{w('hint')}</span>
      </div>
      <Paper page={data} />
    </div>
  );
}

function Paper({ page }: { page: MatterPage }): ReactNode {
  const w = useWords(dossierWords);
  const s = useWords(statusWords);
  const u = useWords(urgencyWords);
  const c = useWords(channelWords);
  const t = useText();
  const when = useWhen();
  const kindName = useKindName();
  const { matter: it, responsible } = page;
  const p = useWords(punctuationWords);
  // The moment at which the paper was made stays what it was while the page is open.
  const made = useMemo(() => new Date().toISOString(), []);
  const rows: readonly (readonly [string, ReactNode])[] = [
    [w('number'), it.number],
    [w('kind'), kindName(it.kind)],
    [w('status'), s(it.status)],
    [w('urgency'), u(it.urgency)],
    [w('channel'), c(it.channel)],
    [w('place'), [t(it.territoryName), it.address].filter(Boolean).join(' · ')],
    [w('point'), it.lon === null || it.lat === null ? '—' : `${it.lon.toFixed(5)}, ${it.lat.toFixed(5)} (WGS-84)`],
    [w('body'), t(it.body) || '—'],
    [w('why'), responsible ? p('inBrackets', { what: t(responsible), more: responsible.why }) : '—'],
    [w('reported'), when.moment(it.reported)],
    [w('due'), when.dueBy(it.due)],
    [w('closed'), it.closed === null ? '—' : `${when.moment(it.closed)} · ${w(it.onTime ? 'onTime' : 'late')}`],
    [w('rating'), it.rating === null ? '—' : String(it.rating)],
  ];
  return (
    <article className="dossier">
      <h1>{w('title')}</h1>
      <table>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{w('reportedWords')}</h2>
      <p className="said">{it.words ?? w('noWords')}</p>
      <Answers page={page} />
      <h2>{w('history')}</h2>
      <History entries={page.history} />
      <footer className="small">{w('made', { when: when.moment(made) })}</footer>
    </article>
  );
}

function Answers({ page }: { page: MatterPage }): ReactNode {
  const t = useText();
  const p = useWords(punctuationWords);
  const { kinds } = useKinds();
  const questions = kinds.find((one) => one.code === page.matter.kind)?.questions ?? [];
  const given = Object.entries(page.answers ?? {});
  if (given.length === 0) return null;
  return (
    <table>
      <tbody>
        {given.map(([id, value]) => {
          const question = questions.find((one) => one.id === id);
          const word = (one: unknown): string =>
            typeof one === 'boolean'
              ? one
                ? '✓'
                : '✗'
              : t(question?.options.find((option) => option.id === one)?.text) || String(one);
          return (
            <tr key={id}>
              <th scope="row">{t(question?.text) || id}</th>
              <td>{[value].flat().map(word).join(p('between'))}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
