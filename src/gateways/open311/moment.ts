const MOMENT = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?)?(Z|[+ -]\d{2}:?\d{2})?$/;
const DAY_MS = 86_400_000;

/** How much a time may leave out. */
export type Leniency = {
  /** Without a zone it is Shanghai's (a form's own date field knows none); otherwise a time of day needs one. */
  readonly zoneless?: boolean;
  /** A day alone means its end rather than its beginning. */
  readonly endOfDay?: boolean;
};

/**
 * Reads a time of the W3C profile of ISO 8601, as GeoReport v2 asks; null for what is none (30 February, 25 o'clock, no zone). Fractions of
 * a second are cut off. A `+` that arrives as a blank, because the client did not encode it, is read as `+`. A day alone is a
 * day of Shanghai.
 */
export function momentOf(text: string, leniency: Leniency = {}): Date | null {
  const found = MOMENT.exec(text);
  if (found === null) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [timed, zone] = [found[4] !== undefined, found[7]];
  if (timed && zone === undefined && leniency.zoneless !== true) return null;
  if (!timed && zone !== undefined) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(wall);
  if (back.getUTCFullYear() !== year || back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day) return null;
  const offset = zone === undefined ? 480 : zoneMinutes(zone);
  if (Math.abs(offset) > 14 * 60) return null;
  return new Date(wall - offset * 60_000 + (!timed && leniency.endOfDay === true ? DAY_MS - 1000 : 0));
}

function zoneMinutes(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith('-') ? -minutes : minutes;
}
