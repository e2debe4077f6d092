import { addDays, type Day, daysBetween, isDay, periodOf, weekdayOf } from './calendar.rules.ts';

/** A span of days, both included. */
export type Span = { readonly from: Day; readonly to: Day };

/** What a span is cut into for a series, finest first; weeks begin on Monday (ISO 8601). */
export const GRAINS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Grain = (typeof GRAINS)[number];

/** A piece of a span with the name of its period: `2026-11-27`, `2026-W48`, `2026-11`, `2026-Q4`, `2026`. */
export type Piece = Span & { readonly name: string };

/** The whole period of a grain in which a day lies. */
export function pieceOf(grain: Grain, day: Day): Piece {
  if (grain !== 'week') {
    const { id, from, to } = periodOf(grain, day);
    return { name: id, from, to: addDays(to, -1) };
  }
  const from = addDays(day, 1 - weekdayOf(day));
  // The year of an ISO week is that of its Thursday; week 1 holds 4 January.
  const year = addDays(from, 3).slice(0, 4);
  const first = addDays(`${year}-01-04`, 1 - weekdayOf(`${year}-01-04`));
  const week = 1 + daysBetween(first, from) / 7;
  return { name: `${year}-W${String(week).padStart(2, '0')}`, from, to: addDays(from, 6) };
}

/** The span that a name stands for: a period as `Piece` names them, or `2026-01-05..2026-02-03`. Null where it names none. */
export function spanNamed(name: string): Span | null {
  const [from = '', to] = name.split('..');
  if (to !== undefined) return isDay(from) && isDay(to) && from <= to ? { from, to } : null;
  const start = startNamed(name);
  if (start === null) return null;
  const piece = pieceOf(start.grain, start.day);
  return piece.name === name ? { from: piece.from, to: piece.to } : null;
}

function startNamed(name: string): { readonly grain: Grain; readonly day: Day } | null {
  if (isDay(name)) return { grain: 'day', day: name };
  const [, year = '', rest = ''] = /^((?:19|20)\d{2})(?:-(.+))?$/.exec(name) ?? [];
  if (year === '') return null;
  if (rest === '') return { grain: 'year', day: `${year}-01-01` };
  if (/^(0[1-9]|1[0-2])$/.test(rest)) return { grain: 'month', day: `${year}-${rest}-01` };
  const quarter = /^Q([1-4])$/.exec(rest)?.[1];
  if (quarter !== undefined)
    return { grain: 'quarter', day: `${year}-${String(Number(quarter) * 3 - 2).padStart(2, '0')}-01` };
  const week = /^W(\d{2})$/.exec(rest)?.[1];
  return week === undefined ? null : { grain: 'week', day: addDays(`${year}-01-04`, (Number(week) - 1) * 7) };
}

/** A span cut at the borders of a grain; the first and last piece may be a part of their period. */
export function piecesOf({ from, to }: Span, grain: Grain): Piece[] {
  const pieces: Piece[] = [];
  for (let day = from; day <= to; ) {
    const piece = pieceOf(grain, day);
    pieces.push({ name: piece.name, from: day, to: piece.to < to ? piece.to : to });
    day = addDays(piece.to, 1);
  }
  return pieces;
}

/** The whole calendar months that lie in a span, as one span with their number; null where none does. */
export function wholeMonthsOf({ from, to }: Span): (Span & { readonly months: number }) | null {
  const whole = piecesOf({ from, to }, 'month').filter((one) => {
    const { from: first, to: last } = pieceOf('month', one.from);
    return first === one.from && last === one.to;
  });
  const [first, last] = [whole[0], whole.at(-1)];
  return first === undefined || last === undefined ? null : { from: first.from, to: last.to, months: whole.length };
}

/** The whole calendar months of a span that were over on a day. */
export const monthsOver = ({ from, to }: Span, day: Day): ReturnType<typeof wholeMonthsOf> =>
  wholeMonthsOf({ from, to: earlier(to, day) });

/** How many of the months that end in a span end on a day or later: so often counts at a month's end what stands from that day on. */
export function monthEndsFrom(day: Day, { from, to }: Span): number {
  const first = day > from ? day : from;
  if (first > to) return 0;
  const months = (one: Day): number => Number(one.slice(0, 4)) * 12 + Number(one.slice(5, 7));
  const isEnd = addDays(to, 1).endsWith('-01');
  return months(to) - months(first) + (isEnd ? 1 : 0);
}

/** A span as far as it has come on a day: whole where it was over by then, or is yet to begin. */
export const soFar = ({ from, to }: Span, day: Day): Span => ({ from, to: to > day && from <= day ? day : to });

/**
 * What a span is fairly compared with: what lies of it up to `today` (a past day where it is asked as known then) against as many days of the
 * period before (a month of 31 days against the whole month before it, a Monday with a Monday), or against the same days a year earlier.
 */
export function comparedWith(
  span: Span,
  against: 'before' | 'year',
  today: Day,
): { readonly these: Span; readonly those: Span } {
  const these = soFar(span, today);
  if (against === 'year') {
    const those = { from: yearEarlier(these.from), to: yearEarlier(these.to) };
    // Whole months are compared with whole months: a February of 28 days with all 29 of the one before it.
    const ends = these.from.endsWith('-01') && these.to === pieceOf('month', these.to).to;
    return { these, those: ends ? { ...those, to: pieceOf('month', those.to).to } : those };
  }
  const days = daysBetween(these.from, these.to);
  const whole = GRAINS.find((grain) => isWhole(span, pieceOf(grain, span.from)));
  if (whole === undefined) return { these, those: { from: addDays(span.from, -days - 1), to: addDays(span.from, -1) } };
  const { from, to } = pieceOf(whole, addDays(span.from, -1));
  return { these, those: { from, to: these.to === span.to ? to : earlier(addDays(from, days), to) } };
}

const isWhole = (span: Span, piece: Span): boolean => span.from === piece.from && span.to === piece.to;

const earlier = (one: Day, other: Day): Day => (one < other ? one : other);

function yearEarlier(day: Day): Day {
  const same = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  // The 29th of February has none in most years.
  return isDay(same) ? same : `${same.slice(0, 8)}28`;
}
