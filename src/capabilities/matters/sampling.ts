import { addDays, dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Line } from '../../platform/journal/line.rules.ts';
import { readTallies } from '../../platform/journal/tallyReads.store.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import { LINES } from './lines.rules.ts';
import { isDrawn, type Looks, onScale, RECORD_DAYS, shareOf } from './sampling.rules.ts';

/** By whose record a share grows: a body's, or where none answers, that of the place in which the matter lies. */
export type RecordOf = { readonly body: string | null; readonly territory: string };

/** What chance said of one result, as the line keeps it. */
export type Draw = {
  readonly body: string | null;
  readonly record: Looks;
  readonly every: number;
  readonly share: number;
  readonly value: number;
};

/**
 * What is drawn for the next result of a matter: a keyed digest of the matter and of the hash of its last line. Whoever hands the result in
 * does not know the key; whoever knows the key cannot choose that hash, in which the server's time and the nonces of what was sealed
 * stand. Nothing that is sent with the result goes into it, so that sending again draws the same (docs/decisions/0036).
 */
export function drawnFor(keyring: Keyring, district: string, matter: string, head: Buffer): number {
  return onScale(keyring.blindIndex(district, 'sample', `${matter}/${head.toString('hex')}`).readUInt32BE(0));
}

/** The draw for a result, of which the kind has one in `every` looked at. */
export function drawOf(value: number, every: number, { body }: RecordOf, record: Looks): Draw {
  return { body, record, every, share: shareOf(every, record), value };
}

/**
 * What second looks found in the last `RECORD_DAYS` days, this one included: of a body all of its results; of a place the results that
 * chance had drawn there.
 */
export async function looksOf(tx: Tx, district: string, { body, territory }: RecordOf, now: Date): Promise<Looks> {
  const names = { verified: measureOf('verified', body), sentBack: measureOf('sentBack', body) };
  const today = dayOf(now);
  const sums = await readTallies(tx, {
    district,
    measures: Object.values(names),
    territories: [body === null ? territory : district],
    from: addDays(today, 1 - RECORD_DAYS),
    to: today,
    asOf: null,
    by: 'total',
  });
  const sum = (measure: string) => sums.find((one) => one.measure === measure)?.n ?? 0;
  return { verified: sum(names.verified), sentBack: sum(names.sentBack) };
}

const measureOf = (name: 'verified' | 'sentBack', body: string | null): string =>
  body === null ? `${name}Sample/` : `${name}:${body}/`;

/** For the audit: whether a line's draw is what the key draws for the line before it, and its share what the record gives; null for others. */
export function drawnAgain(keyring: Keyring): (line: Line, prev: Buffer | null) => boolean | null {
  return ({ kind, district, subject, body }, prev) => {
    if (kind !== LINES.fixedOnSpot.name) return null;
    const { draw, sampled } = body as { readonly draw: Draw | null; readonly sampled: boolean };
    if (draw === null) return null;
    return (
      prev !== null &&
      draw.value === drawnFor(keyring, district, subject, prev) &&
      draw.share === shareOf(draw.every, draw.record) &&
      sampled === isDrawn(draw)
    );
  };
}
