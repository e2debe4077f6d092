import type { ReactNode } from 'react';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { Card } from '../../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { isLawCode, lawText } from '../../law/law.words.ts';
import { DOORS, doorName } from '../../law/refusable.rules.ts';
import { useOwnCase } from './acting.ts';
import { DOOR_PAGES } from './doorPages.ts';
import { ownWords } from './own.words.ts';

/** Where to go on when mediation is over without an agreement that is kept: the right door, or the ways that are open (人民调解法 art. 26). */
export function WaysPart(): ReactNode {
  const w = useWords(ownWords);
  const t = useText();
  const { view } = useOwnCase();
  const end = view.history.findLast(({ kind }) => kind === 'case.refused' || kind === 'case.failed');
  const door = DOORS.find((one) => view.outcome === 'refused' && one === end?.facts['door']);
  const rule = String(end?.facts['rule'] ?? '');
  if (door === undefined && view.routes.length === 0) return null;
  const page = door && DOOR_PAGES[door];
  return (
    <Card label={w('waysTitle')}>
      <h2>{w('waysTitle')}</h2>
      {door !== undefined && (
        <>
          <p>
            <strong>{w('waysDoor', { door: t(doorName(door)) })}</strong>
          </p>
          {page !== undefined && (
            <Button sign="door" wide to={page}>
              {w('waysOpen')}
            </Button>
          )}
        </>
      )}
      {end?.words && <p className="whole-text">{end.words}</p>}
      {door !== undefined && isLawCode(rule) && <p className="soft small">{t(lawText(rule))}</p>}
      {view.routes.length > 0 && (
        <ul className="way-home">
          {view.routes.map((one) => (
            <li key={one}>{w(`route_${one}`)}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}
