import type { ReactNode } from 'react';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { Badge } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useWords } from '../../../platform/web/words.ts';
import { KindPicture } from './kindPicture.tsx';
import { useKindName } from './kindsNow.ts';
import type { Near } from './nearby.ts';
import { nearWords } from './nearStep.words.ts';
import { statusWords } from './status.words.ts';
import { TONE_OF } from './tones.ts';

/** Is it one of these? Each may be followed in place of a report. */
export function NearStep(props: {
  readonly items: readonly Near[];
  readonly onFollow: (number: string) => void;
}): ReactNode {
  const w = useWords(nearWords);
  const s = useWords(statusWords);
  const when = useWhen();
  const kindName = useKindName();
  return (
    <>
      <p className="soft">{w('nearHint')}</p>
      <ul className="near-list">
        {props.items.map((one) => (
          <li key={one.number} className="card">
            <div className="row apart">
              <span className="followed-kind">
                <KindPicture code={one.kind} /> {kindName(one.kind)}
              </span>
              <Badge tone={TONE_OF[one.status]}>{s(one.status)}</Badge>
            </div>
            <p className="soft small">
              {w('nearOne', {
                number: one.number,
                metres: Math.max(1, Math.round(one.metres)),
                day: when.day(one.day),
              })}
            </p>
            <Button
              wide
              sign="follow"
              label={w('nearFollowNamed', { kind: kindName(one.kind), number: one.number })}
              onPress={() => props.onFollow(one.number)}
            >
              {w('nearFollow')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
