import type { ReactNode } from 'react';
import type { Post } from '../../../../platform/identity/caller.ts';
import { postWords } from '../../../../platform/identity/screens/posts.words.ts';
import { Badge, type Tone } from '../../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useWords } from '../../../../platform/web/words.ts';
import type { RoundLineOut, VisitOut } from '../rounds.contract.ts';
import type { State } from '../rounds.rules.ts';
import { screenWords } from './rounds.screen.words.ts';
import './rounds.css';

const TONES: Readonly<Record<State, Tone>> = { coming: 'plain', running: 'info', over: 'warn', closed: 'plain' };

export function RoundState({ state }: { state: State }): ReactNode {
  const w = useWords(screenWords);
  return <Badge tone={TONES[state]}>{w(`state_${state}`)}</Badge>;
}

/** How many territories were visited, as a bar and in words; blanks are said. */
export function Coverage({ of }: { of: RoundLineOut['coverage'] }): ReactNode {
  const w = useWords(screenWords);
  const { visited, planned, blank } = of;
  return (
    <div className="stack small-gap" data-coverage={`${visited}/${planned}`}>
      <div className="round-bar" aria-hidden="true">
        <span style={{ width: `${planned === 0 ? 0 : (visited / planned) * 100}%` }} />
      </div>
      <span className="row apart small">
        <span>{w('coverage', { visited, planned })}</span>
        <strong>{blank === 0 ? w('coverageFull') : w('coverageBlank', { n: blank })}</strong>
      </span>
    </div>
  );
}

/** Who did it, by name and post, as colleagues know each other. */
export function useWho(): (one: { readonly name: string | null; readonly post: Post | null }) => string {
  const w = useWords(screenWords);
  const p = useWords(postWords);
  return ({ name, post }) => {
    if (post === null) return w('nobody');
    return name === null ? w('byPost', { post: p(post) }) : w('by', { name, post: p(post) });
  };
}

/** What was found on a visit, when and by whom, and what proves it. */
export function VisitRow({ it, children }: { it: VisitOut; children?: ReactNode }): ReactNode {
  const w = useWords(screenWords);
  const when = useWhen();
  const who = useWho();
  const late = Date.parse(it.at) - Date.parse(it.happened) > 600_000;
  return (
    <div className="round-visit" data-found={it.found}>
      <span className="row">
        <strong>{it.found === 0 ? w('foundNothing') : w('foundN', { n: it.found })}</strong>
        {it.checkedIn && (
          <Badge tone={it.checkedIn.inside ? 'good' : 'warn'}>
            {w(it.checkedIn.inside ? 'checkedIn' : 'checkedOut')}
          </Badge>
        )}
      </span>
      <span className="soft small">
        {when.moment(it.happened)} · {who(it)}
        {late && ` · ${w('late', { when: when.moment(it.at) })}`}
      </span>
      {it.words && <span className="round-words">{it.words}</span>}
      {it.photos.length > 0 && (
        <span className="round-photos">
          {it.photos.map((id, i) => (
            <a key={id} href={`/api/files/${id}`} target="_blank" rel="noreferrer">
              <img src={`/api/files/${id}/thumb`} alt={w('photo', { n: i + 1 })} loading="lazy" />
            </a>
          ))}
        </span>
      )}
      {children}
    </div>
  );
}
