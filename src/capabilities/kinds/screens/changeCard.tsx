import type { ReactNode } from 'react';
import { postName } from '../../../platform/identity/screens/posts.words.ts';
import { Badge, Card, type Tone } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useLanguage, useText, useWords } from '../../../platform/web/words.ts';
import type { State } from '../changes.rules.ts';
import type { ChangeOut } from '../kinds.contract.ts';
import { changesWords } from './changes.words.ts';
import { Differences } from './differences.tsx';

const TONES: Readonly<Record<State, Tone>> = {
  proposed: 'info',
  'approved-once': 'brand',
  'in-force': 'good',
  refused: 'bad',
  withdrawn: 'plain',
};

/** One change: what it is about, old beside new, why, and which posts signed when. What may be done stands at its foot. */
export function ChangeCard({ change, children }: { change: ChangeOut; children?: ReactNode }): ReactNode {
  const w = useWords(changesWords);
  const t = useText();
  const when = useWhen();
  const language = useLanguage();
  const post = (one: ChangeOut['proposed']): string => postName(one.post, language);
  const { refused } = change;
  return (
    <Card label={t(change.title)}>
      <div className="row apart">
        <h2>{t(change.title)}</h2>
        <span className="row">
          <Badge>{w(`what_${change.what}`)}</Badge>
          <Badge tone={TONES[change.state]}>{w(`state_${change.state}`)}</Badge>
        </span>
      </div>
      <Differences differences={change.differences} />
      {/* A row of authority carries its reason as its basis, which stands above. */}
      {change.what !== 'authority' && <p>{w('why', { why: t(change.why) })}</p>}
      <ul className="signatures">
        <li>
          {w('proposedBy', { post: post(change.proposed) })}{' '}
          <time dateTime={change.proposed.at}>{when.moment(change.proposed.at)}</time>
        </li>
        {change.approvals.map((one) => (
          <li key={one.at}>
            {w('approvedBy', { post: post(one) })} <time dateTime={one.at}>{when.moment(one.at)}</time>
          </li>
        ))}
        {refused && (
          <li>
            {w('refusedBy', { post: post(refused), reason: w(`reason_${refused.reason}`) })}{' '}
            <time dateTime={refused.at}>{when.moment(refused.at)}</time>
          </li>
        )}
      </ul>
      {children}
    </Card>
  );
}
