import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Sheet } from '../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { useWords } from '../../../platform/web/words.ts';
import type { CaseLine } from '../mediation.contract.ts';
import { listWords } from './list.words.ts';
import { moveWords } from './moves.words.ts';
import { RefuseOffer } from './refuseForms.tsx';
import { useSending } from './sending.ts';

/** The answer of a body to what it is offered: taken at once, or not, with ground and reason. */
export function OfferAnswer({ it }: { it: CaseLine }): ReactNode {
  const w = useWords(listWords);
  const m = useWords(moveWords);
  const tell = useToast();
  const [, go] = useLocation();
  const { send, problem, busy } = useSending(it);
  const [refusing, setRefusing] = useState(false);
  return (
    <>
      <ProblemNotice problem={problem} />
      <div className="row">
        <Button
          look="primary"
          busy={busy}
          onPress={() =>
            send({ move: 'accept' }, () => {
              tell(w('accepted'));
              go(`/mediation/${it.id}`);
            })
          }
        >
          {w('accept')}
        </Button>
        <Button onPress={() => setRefusing(true)}>{w('notTake')}</Button>
      </div>
      <Sheet open={refusing} title={m('refuseOffer')} onClose={() => setRefusing(false)}>
        <RefuseOffer it={it} onDone={() => setRefusing(false)} />
      </Sheet>
    </>
  );
}
