import type { Line } from '../../platform/journal/line.rules.ts';

/** How somebody hears of it: short messages to a proved telephone, or pushes to a browser. Atom feeds need no subscription. */
export const CHANNELS = ['sms', 'push'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Once a day what happened, or each as it happens; short messages are never more than one a day. */
export const PACES = ['daily', 'each'] as const;
export type Pace = (typeof PACES)[number];

/** Who ended it: its owner signed in, whoever holds the code of a message, the forgetting of a resident, or a browser that takes no more. */
export const WHYS = ['owner', 'code', 'forgotten', 'gone'] as const;
export type Why = (typeof WHYS)[number];

/** Radii that are offered, in metres. */
export const RADII = [500, 1000, 2000] as const;
export const MOST_METRES = 2000;
/** How many one telephone or browser may have. */
export const MOST_OWN = 10;

/** A subscription: that there is one. Where, of what and for whom is no part of it. */
export type Subscription = {
  readonly district: string;
  readonly id: string;
  readonly n: number;
  readonly state: 'standing' | 'ended';
  readonly channel: Channel;
  readonly why: Why | null;
  readonly updated: string;
};

/** The fold's version: raised whenever `fold` gives another state for the same lines. */
export const FOLD = 1;

/** The state after one more line. Pure. */
export function fold(before: Subscription | null, line: Line): Subscription {
  const body = line.body as Readonly<Record<string, unknown>>;
  if (line.kind === 'subscription.made') {
    return {
      district: line.district,
      id: line.subject,
      n: line.n,
      state: 'standing',
      channel: body['channel'] as Channel,
      why: null,
      updated: line.recorded,
    };
  }
  if (!before) throw new Error(`${line.kind} on a subscription that was never made`);
  return { ...before, n: line.n, state: 'ended', why: body['why'] as Why, updated: line.recorded };
}

const HOUR_MS = 3_600_000;

/** From nine in the evening until eight in the morning in Asia/Shanghai nobody is told anything. @param now milliseconds since 1970. */
export function isQuiet(now: number): boolean {
  const hour = Math.floor(now / HOUR_MS + 8) % 24;
  return hour >= 21 || hour < 8;
}

/** The centre of a circle, to a thousandth of a degree (about a hundred metres): whose door it is near stays with them. */
export const coarse = (degrees: number): number => Math.round(degrees * 1_000) / 1_000;

/** Minutes until the next try after so many that failed: 2, 4, 8 … at most six hours. */
export const restMinutes = (tries: number): number => Math.min(2 ** Math.min(tries, 9), 360);
/** So many failures one after another end a push subscription: such an endpoint never answers again. */
export const MOST_TRIES = 12;
