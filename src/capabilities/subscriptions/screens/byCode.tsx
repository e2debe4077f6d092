import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useCall } from '../../../platform/web/asking.ts';
import { type CallProblem, call } from '../../../platform/web/call.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Notice, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { byCode, endByCode } from '../subscriptions.contract.ts';
import { areasWords } from './areas.words.ts';
import { SubscriptionLine } from './subscriptionLine.tsx';
import { codesHere, keepCodes } from './thisDevice.ts';

/** One subscription by the code of its messages, and its end; no login. The code stays behind the # of the address. */
export function ByCode({ code, onOther }: { code: string; onOther: () => void }): ReactNode {
  const w = useWords(areasWords);
  const [over, setOver] = useState(false);
  const { data, error } = useCall(byCode, { body: { code } }, { enabled: !over });
  const end = useMutation<unknown, CallProblem>({
    mutationFn: () => call(endByCode, { body: { code } }),
    onSuccess: () => {
      keepCodes(codesHere().filter((one) => one !== code));
      setOver(true);
    },
  });
  return (
    <div className="stack">
      <h1>{w('byCodeTitle')}</h1>
      {over ? (
        <Notice tone="good">{w('byCodeEnded')}</Notice>
      ) : data ? (
        <>
          <SubscriptionLine subscription={data} busy={end.isPending} onEnd={() => end.mutate()} />
          {'territory' in data.area && (
            <Button sign="nearby" to={`/around?territory=${data.area.territory}`}>
              {w('look')}
            </Button>
          )}
        </>
      ) : (
        error === null && <Waiting />
      )}
      <ProblemNotice problem={error ?? end.error} />
      <Button sign="bell" onPress={onOther}>
        {w('toAll')}
      </Button>
    </div>
  );
}
