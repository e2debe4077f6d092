import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useCall } from '../../../platform/web/asking.ts';
import { Sign } from '../../../platform/web/kit/icons.tsx';
import { Badge } from '../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { publicMatter } from '../publicMatter.contract.ts';
import { useFollowedHere } from './followedHere.ts';
import { KindPicture } from './kindPicture.tsx';
import { useKindName } from './kindsNow.ts';
import { publicMatterWords } from './publicMatter.words.ts';
import { statusWords } from './status.words.ts';
import { TONE_OF } from './tones.ts';

/** The public matters that are followed on this phone, each as it stands now; nothing where there are none. */
export function FollowedHere(): ReactNode {
  const w = useWords(publicMatterWords);
  const numbers = useFollowedHere();
  if (numbers.length === 0) return null;
  return (
    <section className="stack">
      <h2>{w('hereTitle')}</h2>
      {numbers.map((number) => (
        <FollowedLine key={number} number={number} />
      ))}
    </section>
  );
}

function FollowedLine({ number }: { number: string }): ReactNode {
  const w = useWords(publicMatterWords);
  const s = useWords(statusWords);
  const t = useText();
  const kindName = useKindName();
  const { data, error } = useCall(publicMatter, { params: { number } }, { fresh: 60_000 });
  return (
    <Link href={`/open/${number}`} className="card mine-line" aria-label={w('hereOpen', { number })}>
      {data ? <KindPicture code={data.kind} /> : <Sign name="follow" />}
      <span className="mine-words">
        <span className="row apart">
          <strong>{data ? kindName(data.kind) : number}</strong>
          {data && <Badge tone={TONE_OF[data.status]}>{s(data.status)}</Badge>}
          {error?.status === 404 && <Badge>{w('hereGone')}</Badge>}
        </span>
        {data && (
          <span className="soft small">
            {number} · {t(data.territoryName)}
          </span>
        )}
      </span>
      <Sign name="next" />
    </Link>
  );
}
