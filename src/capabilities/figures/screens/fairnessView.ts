import type { AnswerOf } from '../../../platform/http/contract.ts';
import { useWords } from '../../../platform/web/words.ts';
import type { fairness } from '../fairness.contract.ts';
import { fairnessWords } from './fairness.words.ts';
import type { View } from './figuresView.ts';

export type Fairness = AnswerOf<typeof fairness>;

/** The question for what stands beside the figures of a view; it has no past day. */
export const fairnessAsk = ({ territory, kind, from, to }: View) => ({
  ...(territory ? { territory } : {}),
  ...(kind ? { kind } : {}),
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
});

/** Writes a share in per cent. */
export function usePercent(): (share: number) => string {
  const w = useWords(fairnessWords);
  return (share) => w('percent', { n: Math.round(share * 1000) / 10 });
}
