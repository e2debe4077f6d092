import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useMe } from '../../../platform/identity/screens/signedIn.tsx';
import { useCall } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useWords } from '../../../platform/web/words.ts';
import { list } from '../handover.contract.ts';
import { mayOpen } from '../handover.rights.ts';
import { screenWords } from './handover.screen.words.ts';
import { useDeskName, useWho } from './told.tsx';

/** Above every page: the sheet that waits for whoever comes to this desk, and for heads those that nobody has signed in time. */
export default function HandoverBar(): ReactNode {
  const w = useWords(screenWords);
  const when = useWhen();
  const who = useWho();
  const deskName = useDeskName();
  const { person, appointments } = useMe();
  const [path] = useLocation();
  const concerned = mayOpen({ is: 'staff', person: person ?? '', appointments });
  const { data } = useCall(list, { query: { state: 'signed' } }, { enabled: concerned, every: 60_000 });
  const shown = (data?.items ?? []).filter((one) => one.abilities.includes('take') || (one.left && isHeads(one)));
  // The pages of hand-over say it themselves.
  if (shown.length === 0 || path.startsWith('/handover')) return null;
  return (
    <div className="shift-bar stack no-print">
      {shown.map((one) => (
        <Notice key={one.id} tone={one.left ? 'warn' : 'info'}>
          <div className="row apart">
            <span>
              {w(one.abilities.includes('take') ? 'barTake' : 'barLeft', {
                desk: deskName(one.desk),
                who: who(one.signed),
                when: when.moment(one.signed.at),
              })}
            </span>
            <Button to={`/handover/${one.id}`}>{w('barOpen')}</Button>
          </div>
        </Notice>
      ))}
    </div>
  );
}

/** Whoever signed it themselves may take it back, and knows that it waits. */
const isHeads = ({ abilities }: { abilities: readonly string[] }): boolean => abilities.length === 0;
