import type { Span } from './hours.rules.ts';

const MINUTES = 1440;
const SPAN = /^(\d{1,2})[:：](\d{2})\s*[-–—~～至]\s*(\d{1,2})[:：](\d{2})$/;

/** Minutes of the day as a clock shows them; what lies in the next day begins again at 00:00. */
const clock = (minutes: number): string => {
  const inDay = minutes > MINUTES ? minutes - MINUTES : minutes;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
};

/** Spans as they are written down: "08:30-12:00, 14:00-17:30". */
export const spansText = (spans: readonly Span[]): string =>
  spans.map(({ from, to }) => `${clock(from)}-${clock(to)}`).join(', ');

/**
 * Spans as they were typed, between them a comma, a semicolon or a blank; one that ends before it begins lies across midnight.
 * Null where something is no span.
 */
export function spansFrom(text: string): Span[] | null {
  const plain = text.trim().replace(/\s*([-–—~～至])\s*/g, '$1');
  if (plain === '') return [];
  const spans: Span[] = [];
  for (const one of plain.split(/[\s,;，；、]+/)) {
    const [, h = '', m = '', untilH = '', untilM = ''] = SPAN.exec(one) ?? [];
    const from = Number(h) * 60 + Number(m);
    const to = Number(untilH) * 60 + Number(untilM);
    if (h === '' || Number(m) > 59 || Number(untilM) > 59 || from >= MINUTES || to > MINUTES) return null;
    spans.push({ from, to: to <= from ? to + MINUTES : to });
  }
  return spans;
}
