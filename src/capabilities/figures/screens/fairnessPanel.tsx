import { type ReactNode, useState } from 'react';
import { useCall } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Sheet, type Tone, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { fairness } from '../fairness.contract.ts';
import { type Found, LIMITS, type Limited, type Part } from '../fairness.rules.ts';
import { fairnessWords } from './fairness.words.ts';
import { BodiesTable } from './fairnessBodies.tsx';
import { type Fairness, fairnessAsk, usePercent } from './fairnessView.ts';
import type { View } from './figuresView.ts';
import { SplitGroups } from './splitGroups.tsx';

type Set = (change: Partial<View>, how?: { push?: boolean }) => void;

const SHARES: readonly Limited[] = ['closedSoon', 'reopenedSoon', 'returned', 'sentBack'];
const TONES: Readonly<Record<Found, Tone>> = { usual: 'good', look: 'warn', few: 'plain' };
const ASKED_MS = 60_000;

/** What to look at beside the rate: each detection in one sentence, opening to what it is made of. */
export function FairnessPanel({ view, set }: { view: View; set: Set }): ReactNode {
  const w = useWords(fairnessWords);
  const asked = fairnessAsk(view);
  const { data, error, refetch } = useCall(fairness, { query: asked }, { keep: true, fresh: ASKED_MS });
  if (view.asOf !== undefined) return <p className="soft">{w('notAsOf')}</p>;
  return (
    <section className="card stack fairness" aria-label={w('title')}>
      <h2>{w('title')}</h2>
      <p className="soft">{w('lead')}</p>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {data === undefined && !error && <Waiting />}
      {data && (
        <>
          <ul className="findings">
            {SHARES.map((one) => (
              <Share key={one} what={one} part={data.territory[one]} onOpen={() => set({ open: one })} />
            ))}
            <BurstLine burst={data.burst} set={set} />
            <SplitLine view={view} splits={data.splits} />
          </ul>
          <BodiesTable bodies={data.bodies} onOpen={(open) => set({ open })} />
        </>
      )}
    </section>
  );
}

/** One detection: what was found, in a sentence, what is to be said of it, and why it is looked at. */
function Finding(props: {
  readonly what: string;
  readonly found: Found | null;
  readonly sentence: string;
  readonly why: string;
  readonly children?: ReactNode;
}): ReactNode {
  const w = useWords(fairnessWords);
  const { found } = props;
  return (
    <li className="finding" data-finding={props.what} data-found={found ?? 'untold'}>
      <span>
        <Badge tone={found === null ? 'plain' : TONES[found]}>{w(found ?? 'untold')}</Badge> {props.sentence}
      </span>
      <span className="soft small">{props.why}</span>
      {props.children}
    </li>
  );
}

function Share({ what, part, onOpen }: { what: Limited; part: Part; onOpen: () => void }): ReactNode {
  const w = useWords(fairnessWords);
  const percent = usePercent();
  const sentence = w(what, {
    part: part.part,
    whole: part.whole,
    share: percent(part.whole === 0 ? 0 : part.part / part.whole),
    low: percent(part.low),
    high: percent(part.high),
  });
  return (
    <Finding
      what={what}
      found={part.found}
      sentence={sentence}
      why={w(`${what}Why`, { limit: percent(LIMITS[what].share) })}
    >
      {part.part > 0 && (
        <span className="no-print">
          <Button onPress={onOpen}>{w('open')}</Button>
        </span>
      )}
    </Finding>
  );
}

function BurstLine({ burst, set }: { burst: Fairness['burst']; set: Set }): ReactNode {
  const w = useWords(fairnessWords);
  const { last, rest, ratio, low, high, months } = burst;
  const aDay = (of: { n: number; days: number }) => (of.days === 0 ? 0 : round(of.n / of.days));
  const sentence =
    low === null
      ? w('burstNone')
      : ratio === null
        ? w('burstEndless', { last: aDay(last) })
        : w('burst', {
            last: aDay(last),
            rest: aDay(rest),
            ratio: round(ratio),
            low: round(low),
            high: high === null ? '∞' : round(high),
          });
  return (
    <Finding what="burst" found={burst.found} sentence={sentence} why={w('burstWhy', { limit: LIMITS.burst.ratio })}>
      {burst.found === 'look' && (
        <span className="row no-print">
          {months
            .filter((one) => one.n > 0)
            .slice(-12)
            .map((one) => (
              <Button
                key={one.month}
                onPress={() => set({ from: one.from, to: one.to, open: 'closed' }, { push: true })}
              >
                {w('burstMonth', { month: one.month, n: one.n })}
              </Button>
            ))}
        </span>
      )}
    </Finding>
  );
}

function SplitLine({ view, splits }: { view: View; splits: Fairness['splits'] }): ReactNode {
  const w = useWords(fairnessWords);
  const [isOpen, setOpen] = useState(false);
  const { groups, beyond, floor, opens } = splits;
  const sentence =
    groups === null
      ? w('splitUntold', { floor: floor ?? 0 })
      : groups === 0
        ? w('splitNone')
        : w('split', { groups, beyond: beyond ?? 0 });
  return (
    <Finding what="split" found={splits.found} sentence={sentence} why={w('splitWhy')}>
      {opens && groups !== null && groups > 0 && (
        <span className="no-print">
          <Button onPress={() => setOpen(true)}>{w('openSplits')}</Button>
        </span>
      )}
      <Sheet open={isOpen} title={w('splitTitle')} onClose={() => setOpen(false)}>
        {isOpen && <SplitGroups asked={fairnessAsk(view)} />}
      </Sheet>
    </Finding>
  );
}

const round = (n: number): number => Math.round(n * 10) / 10;
