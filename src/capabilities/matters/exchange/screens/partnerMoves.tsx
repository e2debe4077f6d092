import type { ReactNode } from 'react';
import { useMove } from '../../../../platform/web/asking.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { useToast } from '../../../../platform/web/kit/toast.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { putPartner, stopPartner } from '../exchange.contract.ts';
import type { Partner } from './deskCard.tsx';
import { deskWords } from './desks.words.ts';

/** A new secret for a desk; everything else about it stays. */
export function RenewSecret(props: {
  readonly one: Partner;
  readonly onDone: (name: string, secret: string | null) => void;
}): ReactNode {
  const w = useWords(deskWords);
  const t = useText();
  const { desk, name, categories, url } = props.one;
  const put = useMove(putPartner, { onDone: ({ secret }) => props.onDone(t(name), secret) });
  return (
    <div className="stack">
      <p>{w('renewLead', { name: t(name) })}</p>
      <ProblemNotice problem={put.error} />
      <Button
        look="primary"
        wide
        large
        busy={put.isPending}
        onPress={() => put.mutate({ params: { desk }, body: { name, categories, url, secret: 'fresh' } })}
      >
        {w('renewDo')}
      </Button>
    </div>
  );
}

/** Ends the exchange with a desk until it is started again. */
export function PausePartner({ one, onDone }: { one: Partner; onDone: () => void }): ReactNode {
  const w = useWords(deskWords);
  const t = useText();
  const tell = useToast();
  const stop = useMove(stopPartner, {
    onDone: () => {
      tell(w('pausedDone'));
      onDone();
    },
  });
  return (
    <div className="stack">
      <p>{w('pauseLead', { name: t(one.name) })}</p>
      <ProblemNotice problem={stop.error} />
      <Button
        look="danger"
        wide
        large
        busy={stop.isPending}
        onPress={() => stop.mutate({ params: { desk: one.desk } })}
      >
        {w('pauseDo')}
      </Button>
    </div>
  );
}
