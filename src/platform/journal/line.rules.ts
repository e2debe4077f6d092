import type { z } from 'zod';
import type { Json } from './canonical.rules.ts';

/** Where a line comes from; imports and demonstrations are marked for ever. */
export type Origin = 'live' | 'import' | 'demo';

/** How exactly a kind of line keeps its times; `day` for what must stay anonymous (charter rule 6). */
export type Precision = 'ms' | 'day';

/**
 * One kind of line: its name (`folder-noun.verb`, for ever), the version that is written now, its body,
 * and how older bodies are read: `upcast[v]` turns a body of version v into one of v + 1.
 */
export type LineKind<Body extends z.ZodType = z.ZodType> = {
  readonly name: string;
  readonly version: number;
  readonly precision: Precision;
  readonly body: Body;
  readonly upcast: Readonly<Record<number, (body: Json) => Json>>;
};

/** Declares a kind of line. */
export function lineKind<Body extends z.ZodType>(one: {
  name: string;
  version: number;
  precision?: Precision;
  body: Body;
  upcast?: Record<number, (body: Json) => Json>;
}): LineKind<Body> {
  return { precision: 'ms', upcast: {}, ...one };
}

/** A line as a fold or a figure sees it: body already of the newest version. Times are ISO instants, or days for `day` kinds. */
export type Line<Kind extends string = string, Body = unknown> = {
  readonly district: string;
  readonly id: string;
  readonly subject: string;
  readonly n: number;
  readonly kind: Kind;
  readonly origin: Origin;
  readonly happened: string;
  readonly recorded: string;
  /** Person who did it, and the appointment (post) in which; null for residents, nobody and machines of ours. */
  readonly by: string | null;
  readonly post: string | null;
  readonly territory: string;
  readonly body: Body;
};

/** One line's contribution to one measure on one day in one territory; a negative n takes back an earlier one. */
export type Count = {
  readonly measure: string;
  readonly day: string;
  readonly territory: string;
  readonly n: number;
  /** The version of the figures' rules that made it; 1 where absent. */
  readonly figure?: number;
};

/** The Asia/Shanghai day of an instant or of a day. China keeps no summer time, so UTC+8 always (GB/T 7408 days). */
export function dayOf(time: string): string {
  if (time.length === 10) return time;
  const hour = hourOf(time);
  if (hour > 23) return new Date(Date.parse(time) + 8 * 3_600_000).toISOString().slice(0, 10);
  const day = time.slice(0, 10);
  return hour < 16 ? day : dayAfter(day);
}

/** The hour of an instant as we write it; 24 of one that is written otherwise. */
function hourOf(time: string): number {
  if (time.length !== 24 || time.charCodeAt(10) !== 84 || time.charCodeAt(23) !== 90) return 24;
  const [ten, one] = [time.charCodeAt(11) - 48, time.charCodeAt(12) - 48];
  return ten >= 0 && ten < 3 && one >= 0 && one < 10 ? ten * 10 + one : 24;
}

/** Days are few and are asked for with every line: what follows each is reckoned once. Throws RangeError on what is no day. */
function dayAfter(day: string): string {
  const known = following.get(day);
  if (known !== undefined) return known;
  const next = new Date(Date.parse(`${day}T00:00:00.000Z`) + 24 * 3_600_000).toISOString().slice(0, 10);
  if (following.size > 100_000) following.clear();
  following.set(day, next);
  return next;
}
const following = new Map<string, string>();

/** Brings a stored body to the newest version of its kind, step by step. */
export function upcast(kind: LineKind, version: number, body: Json): Json {
  let newest = body;
  for (let at = version; at < kind.version; at += 1) {
    const step = kind.upcast[at];
    if (!step) throw new Error(`${kind.name}: no way from version ${at} to ${at + 1}`);
    newest = step(newest);
  }
  return newest;
}
