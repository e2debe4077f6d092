import {
  addDays,
  type Day,
  daysBetween,
  type Period,
  type PeriodKind,
  periodBefore,
  periodOf,
} from '../../../platform/calendar/calendar.rules.ts';
import { type Span, spanNamed } from '../../../platform/calendar/span.rules.ts';
import type { Post } from '../../../platform/identity/caller.ts';
import type { Line } from '../../../platform/journal/line.rules.ts';
import { SETTLED_DAYS } from '../withheld.rules.ts';

/** Whom an edition is for: everybody, by what the public reads; or whoever reads every figure. */
export const EDITIONS = ['public', 'whole'] as const;
export type Edition = (typeof EDITIONS)[number];
/** The files of an edition: for machines, for people, and the signature of both. */
export const SORTS = ['json', 'pdf', 'note'] as const;
export type Sort = (typeof SORTS)[number];

/** Digests of the files of an edition, SHA-256 in hex. */
export type Digests = Readonly<Record<Sort, string>>;

/** What is fixed when a statement is issued. */
export type Issued = {
  readonly from: Day;
  readonly to: Day;
  readonly seq: number;
  readonly tree: { readonly origin: string; readonly size: number; readonly root: string };
  readonly figures: readonly { readonly code: string; readonly version: number }[];
  readonly editions: Readonly<Record<Edition, Digests>>;
  readonly certificate: string;
  readonly replaces: string | null;
  readonly at: string;
};

/** The state of a statement: the fold of its lines. Nothing follows its being issued. */
export type Statement = {
  readonly district: string;
  readonly id: string;
  readonly n: number;
  readonly state: 'asked' | 'issued';
  readonly period: string;
  /** Who asked, by post; null where it was due. */
  readonly asked: { readonly as: Post; readonly at: string } | null;
  readonly issued: Issued | null;
  readonly updated: string;
};

/** Raised whenever `fold` gives another state for the same lines. */
export const FOLD = 1;

/** The state after one more line. Pure. */
export function fold(before: Statement | null, line: Line): Statement {
  const body = line.body as Readonly<Record<string, unknown>>;
  const at = {
    district: line.district,
    id: line.subject,
    n: line.n,
    period: body['period'] as string,
    asked: before?.asked ?? null,
    updated: line.recorded,
  };
  switch (line.kind) {
    case 'statement.asked':
      return { ...at, state: 'asked', asked: { as: body['as'] as Post, at: line.recorded }, issued: null };
    case 'statement.issued': {
      const { period: _period, ...issued } = body as unknown as Omit<Issued, 'at'> & { readonly period: string };
      return { ...at, state: 'issued', issued: { ...issued, at: line.recorded } };
    }
    default:
      throw new Error(`no line of a statement: ${line.kind}`);
  }
}

/** Periods of which statements are made. */
const KINDS: readonly PeriodKind[] = ['month', 'quarter', 'year'];

/** The span of a period of which statements are made; null for what is no month, quarter or year. */
export function statedSpan(period: string): Span | null {
  return /^\d{4}(-(Q[1-4]|\d\d))?$/.test(period) ? spanNamed(period) : null;
}

/** The first day on which a span may be stated: when it has been over for as long as figures take to settle. */
export const settledOn = ({ to }: Span): Day => addDays(to, 1 + SETTLED_DAYS);

/** Months back for which statements that are missing are made up for. */
export const MONTHS_BACK = 13;

/**
 * The periods of which there should be a statement on a day, oldest first: months, quarters and years that have settled, wholly or in
 * part after `began` (the first day that anything was counted for), and that ended within the last `MONTHS_BACK` months. Pure.
 */
export function duePeriods(began: Day, today: Day): string[] {
  let oldest = lastSettled('month', today);
  for (let n = 1; n < MONTHS_BACK; n += 1) oldest = periodBefore(oldest);
  return settledSince(began > oldest.from ? began : oldest.from, today)
    .toSorted((a, b) => (a.to === b.to ? daysBetween(a.from, b.from) : a.to < b.to ? -1 : 1))
    .map((one) => one.id);
}

/** Years back of which a statement may still be asked for. */
const YEARS_BACK = 10;

/** The periods for which a statement may be asked, newest first. */
export function askablePeriods(began: Day, today: Day): string[] {
  const earliest = `${Number(today.slice(0, 4)) - YEARS_BACK}-01-01`;
  return settledSince(began > earliest ? began : earliest, today)
    .toSorted((a, b) => (a.to === b.to ? daysBetween(a.from, b.from) : a.to < b.to ? 1 : -1))
    .map((one) => one.id);
}

/** The last period of a kind that has settled. */
const lastSettled = (kind: PeriodKind, today: Day): Period =>
  periodBefore(periodOf(kind, addDays(today, -SETTLED_DAYS)));

/** Every settled period that ended on a day or later. */
function settledSince(first: Day, today: Day): Period[] {
  return KINDS.flatMap((kind) => {
    const found: Period[] = [];
    for (let one = lastSettled(kind, today); addDays(one.to, -1) >= first; one = periodBefore(one)) found.push(one);
    return found;
  });
}

/** Which statement another one stands in the place of. */
export function replacedIn(all: readonly Statement[]): ReadonlyMap<string, string> {
  return new Map(all.flatMap(({ id, issued }) => (issued?.replaces ? [[issued.replaces, id] as const] : [])));
}

/** The name under which a file is taken along. */
export const fileName = (district: string, period: string, edition: Edition, sort: Sort): string =>
  `lianan-${district}-${period}-${edition}.${sort}`;
