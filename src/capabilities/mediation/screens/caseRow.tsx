import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import { inComposition } from '../../../platform/web/keys.ts';
import { Badge } from '../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import type { CaseLine } from '../mediation.contract.ts';
import { listWords } from './list.words.ts';
import { NextDay, StatusBadge, useNature } from './parts.tsx';
import { statusWords } from './status.words.ts';

/** One case of a list: what it is about, where, who has it, what it waits for and by when. */
export function CaseRow({ it, children }: { it: CaseLine; children?: ReactNode }): ReactNode {
  const w = useWords(listWords);
  const s = useWords(statusWords);
  const t = useText();
  const nature = useNature();
  const who = it.mediators.filter((one) => one !== null).join('、');
  const body = it.offered ?? it.body;
  return (
    <div className="mediation-row card" data-case={it.number}>
      <Link href={`/mediation/${it.id}`} className="mediation-row-link">
        <span className="row apart">
          <strong>{nature(it.nature)}</strong>
          <span className="row">
            <StatusBadge it={it} />
          </span>
        </span>
        <span className="row apart small">
          <span className="soft">
            <span className="mediation-number">{it.number}</span> · {t(it.territoryName)}
          </span>
          {it.status !== 'archived' && <NextDay next={it.next} />}
        </span>
        <span className="row small soft">
          <span>{body === null ? w('nobody') : t(body)}</span>
          {who !== '' && <span>· {who}</span>}
          {it.co && <Badge>{w('co')}</Badge>}
          {it.waits !== null && <Badge tone="info">{s(`waits_${it.waits}`)}</Badge>}
          {it.refusals > 0 && <Badge tone="warn">{w('refusedTimes', { n: it.refusals })}</Badge>}
        </span>
      </Link>
      {children}
    </div>
  );
}

/** Up and down (or k and j) go through the rows in sight; Enter opens, as on any link. */
export function useRowKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (inComposition(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector('dialog[open]')) return;
      const at = event.target instanceof HTMLElement ? event.target : null;
      if (at?.closest('input, textarea, select, [role="tab"]')) return;
      const by =
        event.key === 'ArrowDown' || event.key === 'j' ? 1 : event.key === 'ArrowUp' || event.key === 'k' ? -1 : 0;
      if (by === 0) return;
      const rows = [...document.querySelectorAll<HTMLElement>('.mediation-row-link')];
      const now = rows.indexOf(document.activeElement as HTMLElement);
      const next = rows[now < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, now + by))];
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
