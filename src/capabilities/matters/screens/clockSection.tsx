import type { ReactNode } from 'react';
import { Badge } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { clockWords, stageWords } from './clock.words.ts';
import type { MatterPage } from './moveShapes.ts';

/** The clock of a matter: each stage that runs, by when and why, and whose time it took so far. */
export function ClockSection({ page }: { page: MatterPage }): ReactNode {
  const w = useWords(clockWords);
  const s = useWords(stageWords);
  const t = useText();
  const when = useWhen();
  const { stages, spent } = page.clock;
  if (stages.length === 0 && spent.length === 0) return null;
  return (
    <section className="stack small-gap">
      <h3>{w('title')}</h3>
      {stages.map((one) => {
        const late = new Date(one.due) < new Date();
        return (
          <details key={one.stage} className="clock-stage">
            <summary>
              <span>{s(one.stage)}</span>
              <span className={late ? 'bad' : 'soft'}>{when.left(one.due)}</span>
              <span className="soft small why">{w('why')}</span>
              {one.provisional && <Badge tone="warn">{w('provisional')}</Badge>}
            </summary>
            <p className="small">
              {w('dueAt', { moment: when.dueBy(one.due) })}
              {one.why}
            </p>
          </details>
        );
      })}
      {page.matter.promised !== null && (
        <p className="soft small">{w('promised', { day: when.lastDay(page.matter.promised) })}</p>
      )}
      {spent.length > 0 && (
        <ol className="clock-spent" aria-label={w('spent')}>
          {spent.map((one) => {
            const ms = (one.until === null ? Date.now() : Date.parse(one.until)) - Date.parse(one.from);
            return (
              <li key={one.from + (one.body?.id ?? '')} className={one.end === 'returned' ? 'returned' : ''}>
                <span>{t(one.body) || w('desk')}</span>
                <span className="soft small">
                  {w('took', { span: when.span(ms) })}
                  {` · ${w(one.end ?? 'running')}`}
                </span>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
