import { useQueries, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useCall, useMove } from '../../../platform/web/asking.ts';
import { CallProblem, call } from '../../../platform/web/call.ts';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { byCode, endByCode, endMine, mySubscriptions } from '../subscriptions.contract.ts';
import { areasWords } from './areas.words.ts';
import { SubscriptionLine } from './subscriptionLine.tsx';
import { codesHere, giveUp, keepCodes } from './thisDevice.ts';

/** What the proved telephone has. */
export function MySubscriptions(): ReactNode {
  const w = useWords(areasWords);
  const tell = useToast();
  const { data, error } = useCall(mySubscriptions, {});
  const end = useMove(endMine, { onDone: () => tell(w('ended')) });
  return (
    <section className="stack">
      <h2>{w('mine')}</h2>
      <ProblemNotice problem={error ?? end.error} />
      {data?.items.length === 0 && <p className="soft">{w('none')}</p>}
      {data?.items.map((one) => (
        <SubscriptionLine
          key={one.id}
          subscription={one}
          busy={end.isPending}
          onEnd={() => end.mutate({ params: { id: one.id } })}
        />
      ))}
    </section>
  );
}

/** What this browser has, known by codes that are kept here alone. */
export function PushesHere(): ReactNode {
  const w = useWords(areasWords);
  const tell = useToast();
  const answers = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const codes = codesHere();
  const found = useQueries({
    queries: codes.map((code) => ({
      queryKey: ['subscriptions', 'here', code],
      queryFn: () => call(byCode, { body: { code } }),
      retry: false,
    })),
  });
  if (codes.length === 0) return null;
  const end = async (code: string): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await call(endByCode, { body: { code } });
      const left = codesHere().filter((one) => one !== code);
      keepCodes(left);
      if (left.length === 0) await giveUp();
      tell(w('ended'));
    } catch (error) {
      if (error instanceof CallProblem) setProblem(error);
    }
    setBusy(false);
    await answers.invalidateQueries({ queryKey: ['subscriptions'] });
  };
  return (
    <section className="stack">
      <h2>{w('here')}</h2>
      <ProblemNotice problem={problem} />
      {codes.map((code, at) => {
        const one = found[at]?.data;
        return one && <SubscriptionLine key={code} subscription={one} busy={busy} onEnd={() => void end(code)} />;
      })}
    </section>
  );
}
