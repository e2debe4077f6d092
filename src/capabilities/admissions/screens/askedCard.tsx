import type { ReactNode } from 'react';
import { Badge, type Tone } from '../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import type { AdmissionOut } from '../admissions.contract.ts';
import type { Shown } from '../admissions.rules.ts';
import { screenWords } from './admissions.screen.words.ts';
import { AskedMoves } from './askedMoves.tsx';
import { BurdenLines } from './burdenLines.tsx';
import { useSaying } from './saying.ts';
import type { Writing } from './taskDraft.ts';

const TONES: Readonly<Record<Shown, Tone>> = {
  asked: 'info',
  'sent-back': 'warn',
  admitted: 'good',
  refused: 'bad',
  withdrawn: 'plain',
  ended: 'plain',
  expired: 'plain',
};

/** One asking: the task, its burden beside what is there, who said what, and what the reader may do. */
export function AskedCard({ it, onWrite }: { it: AdmissionOut; onWrite: (writing: Writing) => void }): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const say = useSaying();
  const { task } = it;
  return (
    <section className="card stack small-gap admission" aria-label={t(task.name)}>
      <div className="row">
        <h2>{t(task.name)}</h2>
        <Badge tone={TONES[it.state]}>{w(`state_${it.state}`)}</Badge>
        {it.again !== null && <Badge>{w('renewed')}</Badge>}
        {it.round > 1 && <Badge>{w('round', { n: it.round })}</Badge>}
      </div>
      <p className="soft small">{w('asked', say.signed({ ...it.asked, body: it.body }))}</p>
      <dl className="facts">
        <dt>{w('basis')}</dt>
        <dd>{task.basis}</dd>
        <dt>{w('places')}</dt>
        <dd>{say.places(task.territories)}</dd>
        <dt>{w('work')}</dt>
        <dd>{say.effort(task)}</dd>
        <dt>{w('days')}</dt>
        <dd>{say.days(task)}</dd>
        {it.term && (
          <>
            <dt>{w('termDays')}</dt>
            <dd>{say.days(it.term)}</dd>
          </>
        )}
        <dt>{w('dropped')}</dt>
        <dd>{task.dropped}</dd>
        <dt>{w('burden')}</dt>
        <dd>
          <BurdenLines burden={it.burden} load={it.load} />
        </dd>
      </dl>
      <Said it={it} />
      <AskedMoves it={it} onWrite={onWrite} />
    </section>
  );
}

/** What places, whoever decided and whoever ended it said. */
function Said({ it }: { it: AdmissionOut }): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const say = useSaying();
  const { decided, ended, objections } = it;
  const how = it.state === 'refused' || it.state === 'sent-back' ? it.state : 'admitted';
  return (
    <>
      {objections.length > 0 && (
        <div className="stack small-gap">
          <h3>{w('objections')}</h3>
          {objections.map((one) => (
            <blockquote key={`${one.at} ${t(one.place)}`} className="said">
              <p>{one.text ?? <span className="soft">{w('hidden')}</span>}</p>
              <footer className="soft small">{w('objection', { ...say.signed(one), place: t(one.place) })}</footer>
            </blockquote>
          ))}
        </div>
      )}
      {decided && <p>{w(`decided_${how}`, { ...say.signed(decided), reason: decided.reason ?? w('hidden') })}</p>}
      {ended && <p>{w('endedBy', { ...say.signed(ended), reason: ended.reason ?? w('hidden') })}</p>}
    </>
  );
}
