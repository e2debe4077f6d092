import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { postName } from '../../../platform/identity/screens/posts.words.ts';
import { useMe } from '../../../platform/identity/screens/signedIn.tsx';
import { useLanguage, useText, useWords } from '../../../platform/web/words.ts';
import type { LineOut, SheetOut } from '../handover.contract.ts';
import { CHANGES, COUNTS } from '../handover.rules.ts';
import { screenWords } from './handover.screen.words.ts';
import { type Counted, queueLink } from './queueLinks.ts';
import './handover.css';

type Told = Pick<SheetOut, 'desk' | 'counts' | 'open' | 'changes'>;
const TONES: Partial<Record<Counted, 'bad' | 'warn'>> = {
  overdue: 'bad',
  urgent: 'warn',
  help: 'warn',
  supervised: 'warn',
};

/** Who signed, in which post. */
export function useWho(): (one: LineOut['signed']) => string {
  const w = useWords(screenWords);
  const language = useLanguage();
  return ({ name, post }) =>
    name === null ? postName(post, language) : w('by', { name, post: postName(post, language) });
}

/** A desk's name: the body at which it stands, and its territory. */
export function useDeskName(): (desk: LineOut['desk']) => string {
  const t = useText();
  return (desk) => [t(desk.body), t(desk.name)].filter(Boolean).join(' · ');
}

/** What is open, each number a way into the queue. On paper the numbers stand alone. */
export function OpenNumbers({ told }: { told: Told }): ReactNode {
  const w = useWords(screenWords);
  const { district } = useMe();
  const all: readonly (readonly [Counted, number])[] = [
    ['open', told.open],
    ...COUNTS.map((one) => [one, told.counts[one]] as const),
  ];
  return (
    <div className="shift-numbers">
      {all.map(([name, n]) => (
        <Link
          key={name}
          href={queueLink(name, told.desk, district)}
          className={`shift-number ${n > 0 ? (TONES[name] ?? '') : ''}`}
          data-count={name}
        >
          <strong>{n}</strong>
          <span>{w(name)}</span>
        </Link>
      ))}
    </div>
  );
}

/** What happened, by the matters' numbers. */
export function Changes({ told }: { told: Pick<Told, 'changes'> }): ReactNode {
  const w = useWords(screenWords);
  return (
    <dl className="shift-changes">
      {CHANGES.map((one) => {
        const { n, matters } = told.changes[one];
        return (
          <div key={one} data-change={one}>
            <dt>
              {w(`change_${one}`)} <strong>{n}</strong>
            </dt>
            <dd>
              {n === 0 ? <span className="soft">{w('changeNone')}</span> : <Numbers matters={matters} />}
              {n > matters.length && <span className="soft"> {w('changeMore', { n: n - matters.length })}</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Matters by their numbers; one that was sent to another door since has none any more. */
export function Numbers({ matters }: { matters: readonly { id: string; number: string | null }[] }): ReactNode {
  const w = useWords(screenWords);
  return (
    <span className="shift-list">
      {matters.map(({ id, number }) =>
        number === null ? (
          <span key={id} className="soft">
            {w('gone')}
          </span>
        ) : (
          <Link key={id} href={`/matters/${id}`}>
            {number}
          </Link>
        ),
      )}
    </span>
  );
}
