import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Badge, type Tone } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { OPEN, type TaskStatus } from '../matters.rules.ts';
import { jointWords } from './joint.words.ts';
import { useKindName } from './kindsNow.ts';
import type { MatterPage } from './moveShapes.ts';
import { isOwed } from './moveTasks.ts';
import { statusWords } from './status.words.ts';

const TONES: Readonly<Record<TaskStatus, Tone>> = {
  called: 'warn',
  accepted: 'info',
  returned: 'bad',
  done: 'good',
  cancelled: 'plain',
};

/** Who owes what to whom and since when: the lead, those who were called in, and the matters that lie together. */
export function JointSection({ page, linkTo }: { page: MatterPage; linkTo: (id: string) => string }): ReactNode {
  const w = useWords(jointWords);
  const s = useWords(statusWords);
  const t = useText();
  const when = useWhen();
  const kindName = useKindName();
  const { tasks, body } = page.matter;
  const { parent, children } = page.joint;
  if (tasks.length === 0 && parent === null && children.length === 0) return null;
  return (
    <section className="stack small-gap" data-joint>
      <h3>{w('title')}</h3>
      {tasks.length > 0 && (
        <ul className="looks">
          <li className="row">
            <strong>{t(body) || w('nobody')}</strong>
            <Badge tone="brand">{w('lead')}</Badge>
            <span className="soft small">{w('until', { day: when.lastDay(page.matter.due) })}</span>
          </li>
          {tasks.map((one) => {
            const late = isOwed(one) && new Date(one.until) < new Date();
            return (
              <li key={one.id} className="row">
                <span>{t(one.body)}</span>
                <Badge tone={TONES[one.status]}>{w(one.status)}</Badge>
                <span className={late ? 'bad small' : 'soft small'}>
                  {w('span', { since: when.moment(one.since), day: when.lastDay(one.until) })}
                  {isOwed(one) && ` · ${when.left(one.until)}`}
                </span>
              </li>
            );
          })}
        </ul>
      )}
      {parent !== null && (
        <p>
          {w(page.joint.split ? 'off' : 'under')} <Link href={linkTo(parent.id)}>{parent.number}</Link> ·{' '}
          {s(parent.status)}
        </p>
      )}
      {children.length > 0 && (
        <>
          <p>{w('holds', { n: children.length })}</p>
          <ul className="looks">
            {children.map((one) => (
              <li key={one.id}>
                <Link href={linkTo(one.id)}>{one.number}</Link> {kindName(one.kind)} · {s(one.status)}{' '}
                {OPEN.includes(one.status) && (
                  <span className="soft small">{w('until', { day: when.lastDay(one.due) })}</span>
                )}{' '}
                {one.split && <Badge tone="info">{w('split')}</Badge>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
