import type { ReactNode } from 'react';
import { postName } from '../../../platform/identity/screens/posts.words.ts';
import { Badge, Card, type Tone } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useLanguage, useText, useWords } from '../../../platform/web/words.ts';
import type { ProposalOut } from '../clock.contract.ts';
import type { State } from '../proposals.rules.ts';
import type { NamedRule } from '../sayings.rules.ts';
import { deadlinesWords } from './deadlines.words.ts';
import { Differences } from './differences.tsx';
import './deadlines.css';

const TONES: Readonly<Record<State, Tone>> = { proposed: 'info', decided: 'good', refused: 'bad', withdrawn: 'plain' };

/** One proposal: old beside new, why, which posts signed when. What may be done stands at its foot. */
export function ProposalCard(props: {
  readonly proposal: ProposalOut;
  /** The version that it changes; null for a rule's first. */
  readonly before: NamedRule | null;
  readonly children?: ReactNode;
}): ReactNode {
  const { proposal, before, children } = props;
  const w = useWords(deadlinesWords);
  const t = useText();
  const when = useWhen();
  const language = useLanguage();
  const { state, rule, why, proposed, decided } = proposal;
  const signed = (key: 'proposedBy' | 'decidedBy', post: typeof proposed.post): string =>
    post === null ? w('began') : w(key, { post: postName(post, language) });
  const ending = (): string => {
    if (decided === null) return '';
    if (state === 'withdrawn') return w('withdrawnBy');
    if (decided.reason === null || decided.post === null) return signed('decidedBy', decided.post);
    return w('refusedBy', { post: postName(decided.post, language), reason: w(`reason_${decided.reason}`) });
  };
  return (
    <Card label={t(rule.name)}>
      <div className="row apart">
        <h3>{t(rule.name)}</h3>
        <span className="row">
          <Badge>{w('versions', { n: rule.version })}</Badge>
          <Badge tone={TONES[state]}>{w(`state_${state}`)}</Badge>
        </span>
      </div>
      <Differences before={before} after={rule} />
      <p>{w('why', { why: t(why) })}</p>
      <ul className="signed small soft">
        <li>
          {signed('proposedBy', proposed.post)} <time dateTime={proposed.at}>{when.moment(proposed.at)}</time>
        </li>
        {decided && (
          <li>
            {ending()} <time dateTime={decided.at}>{when.moment(decided.at)}</time>
          </li>
        )}
      </ul>
      {children}
    </Card>
  );
}
