import { wilson } from '../../platform/figures/intervals.rules.ts';

/** Shares and draws are whole parts of this. */
export const OF = 10_000;
/** How many days of a record count. */
export const RECORD_DAYS = 90;
/**
 * From here on all are looked at: where surely a third of what was looked at was not done, no single result can be believed. "Surely" is
 * the lower end of the interval, so that one bad result of two draws no body into the light, and thirty of sixty do.
 */
export const ALL_FROM = 1 / 3;

/** What second looks found: done, and not done. */
export type Looks = { readonly verified: number; readonly sentBack: number };

/**
 * How many of ten thousand are looked at by a second person: the kind's share (one in `every`), and above it the more, the more of what was
 * looked at in the last days was surely not done, up to all of them.
 */
export function shareOf(every: number, { verified, sentBack }: Looks): number {
  const least = Math.min(OF, Math.ceil(OF / every));
  // What was counted in other hands and reopened here may leave more parts than whole; nothing below nought says anything.
  const bad = Math.max(0, sentBack);
  const surely = wilson(bad, bad + Math.max(0, verified)).low;
  return Math.min(OF, least + Math.round((OF - least) * Math.min(1, surely / ALL_FROM)));
}

/** A keyed digest's first four bytes, as an unsigned integer, on the scale of shares. */
export const onScale = (bytes: number): number => Math.floor((bytes / 2 ** 32) * OF);

/** Whether what was drawn lies in the share. */
export const isDrawn = ({ share, value }: { readonly share: number; readonly value: number }): boolean => value < share;
