import { differs, type Estimate } from './intervals.rules.ts';

/** Between which places something stands: those that are surely better stand before it, those that are surely worse behind. */
export type Place = { readonly from: number; readonly to: number };

/**
 * The places of neighbours by one figure. Differences within the noise are not ranked: who cannot be told apart at 95 % (see `differs`)
 * shares a range of places. Null where there is no value. Of many pairs one in twenty is told apart by chance alone: a place says
 * where to look first, not who is good.
 */
export function places(all: readonly (Estimate | null)[], better: 'more' | 'less'): (Place | null)[] {
  const standing = all.filter((one) => one !== null);
  const sign = better === 'more' ? 1 : -1;
  return all.map((one) => {
    if (one === null) return null;
    const against = standing.map((other) => (other === one ? 0 : differs(other, one) * sign));
    return {
      from: 1 + against.filter((way) => way === 1).length,
      to: standing.length - against.filter((way) => way === -1).length,
    };
  });
}
