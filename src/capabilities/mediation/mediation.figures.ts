import { type Count, dayOf, type Line } from '../../platform/journal/line.rules.ts';
import { type Case, TRACKS } from './mediation.rules.ts';

/** The version of these rules; counts carry it, `npm run refold` moves them on. */
export const FIGURES = 2;

/** Upper edges, in minutes, of the buckets of days from acceptance to agreement: 1, 3, 7, 15, 20, 30, 45 and 60 days. */
export const DAY_EDGES = [1440, 4320, 10_080, 21_600, 28_800, 43_200, 64_800, 86_400] as const;

/** Everything that cases of mediation are counted toward. */
export const MEASURES = [
  'medOpened',
  'medFound',
  'medFoundResolved',
  'medAccepted',
  'medNotAccepted',
  'medResolved',
  'medFailed',
  'medReferred',
  'medRefused',
  'medConfirmAsked',
  'medConfirmed',
  'medPromised',
  'medPerformed',
  'medBreached',
  'medKept',
  'medBroken',
  'medRepeated',
  'medInTime',
  'medLate',
  'medRated',
  'medRatingSum',
] as const;
type Measure = (typeof MEASURES)[number];

/** Measures that are counted for each body as well (`medFound:wc-pmc`), so that its numbers add up to the whole. */
export const BODY_MEASURES = [
  'medFound',
  'medAccepted',
  'medResolved',
  'medReferred',
  'medRefused',
  'medLate',
] as const satisfies readonly Measure[];
/** In the place of a body: what none has accepted so far, or never did. */
export const NO_BODY = 'none';

/**
 * What a case's line counts toward: what it always did, and since version 2 `medLate` (agreed after the time for mediating) and by body
 * what it was offered, and what was found by screening and then accepted: by whom it was first, on the day on which it was found; until
 * then by none (`medFound:none`).
 */
export function countsOf(before: Case | null, line: Line, after: Case): Count[] {
  return [...countsOf1(before, line, after), ...byBody(before, line, after)].map((one) => ({
    ...one,
    figure: FIGURES,
  }));
}

function byBody(before: Case | null, line: Line, after: Case): Count[] {
  const counts: Count[] = [];
  const push = (measure: string, n: 1 | -1 = 1, of: Case = after, day: string = dayOf(line.recorded)) =>
    counts.push({ measure: `${measure}/${kindOf(of)}`, day, territory: of.territory, n });
  const found = (of: Case, n: 1 | -1) => {
    if (of.screened) push(`medFound:${firstOf(of)}`, n, of, dayOf(of.opened));
  };
  const moved = before !== null && (firstOf(before) !== firstOf(after) || kindOf(before) !== kindOf(after));
  if (moved) found(before, -1);
  if (moved || before === null) found(after, 1);
  if (line.kind === 'case.offered') push(`medReferred:${keyOfBody((line.body as { body: string }).body)}`);
  if (
    (line.kind === 'case.agreement-sealed' || line.kind === 'case.agreed-orally') &&
    after.due !== null &&
    dayOf(line.recorded) > after.due
  ) {
    push('medLate');
    if (after.track !== null) push(`medLate:${after.track}`);
    if (after.body !== null) push(`medLate:${keyOfBody(after.body)}`);
  }
  return counts;
}

/** The body that accepted a case first. */
function firstOf({ offers }: Case): string {
  const first = offers.find(({ state }) => state === 'accepted');
  return first === undefined ? NO_BODY : keyOfBody(first.body);
}

/**
 * What a case's line counted toward in version 1: by the group of its nature (`mediation.n02` neighbours) and its territory; the same by kind of
 * mediation (`medResolved:people`) and by body (`medResolved:wc-pmc`) where a body answers for it.
 *
 * `medFoundResolved` stands on the day on which the dispute was found: of those that a screening found, how many have an agreement in
 * effect that was not broken since. So the share of a period never passes 1, and what is unresolved opens as well. `medPerformed` and
 * `medBreached` are of promises and stand on the day of the promise's end, as `medPromised` does. All others stand on the line's day.
 */
export function countsOf1(before: Case | null, line: Line, after: Case): Count[] {
  const counts: Count[] = [];
  const push = (measure: string, n: number, of: Case = after, day: string = dayOf(line.recorded)) =>
    counts.push({ measure: `${measure}/${kindOf(of)}`, day, territory: of.territory, n, figure: 1 });
  const split = (measure: Measure, n = 1, day?: string) => {
    push(measure, n, after, day);
    if (after.track !== null) push(`${measure}:${after.track}`, n, after, day);
    if (after.body !== null) push(`${measure}:${keyOfBody(after.body)}`, n, after, day);
  };
  const opened = (of: Case, n: 1 | -1) => {
    push('medOpened', n, of, dayOf(of.opened));
    if (of.screened) push('medFound', n, of, dayOf(of.opened));
  };
  if (before === null) {
    opened(after, 1);
    return counts;
  }
  switch (line.kind) {
    case 'case.triaged':
      if (kindOf(before) !== kindOf(after)) {
        opened(before, -1);
        opened(after, 1);
      }
      break;
    case 'case.offered':
      push('medReferred', 1);
      break;
    case 'case.offer-refused':
      push('medRefused', 1);
      push(`medRefused:${keyOfBody((line.body as { body: string }).body)}`, 1);
      break;
    case 'case.accepted':
      if (before.accepted === null) split('medAccepted');
      break;
    case 'case.refused':
      push('medNotAccepted', 1);
      break;
    case 'case.declined':
    case 'case.failed':
      if (before.accepted !== null) split('medFailed');
      break;
    case 'case.agreement-sealed':
    case 'case.agreed-orally':
      split('medResolved');
      if (after.screened) push('medFoundResolved', 1, after, dayOf(after.opened));
      if (after.due !== null && dayOf(line.recorded) <= after.due) split('medInTime');
      push(`medDays:${bucketOf(after.accepted ?? after.opened, line.recorded)}`, 1);
      for (const { due } of after.promises) split('medPromised', 1, due);
      break;
    case 'case.promise-performed':
    case 'case.promise-breached':
      settle(before, after, split);
      if (after.status === 'ended') split('medKept');
      break;
    case 'case.settled':
      split('medBroken');
      if (after.screened) push('medFoundResolved', -1, after, dayOf(after.opened));
      break;
    case 'case.confirmation-applied':
      split('medConfirmAsked');
      break;
    case 'case.confirmation-decided':
      if (after.confirmation?.outcome === 'confirmed') split('medConfirmed');
      break;
    case 'case.repeats':
      if (before.repeats === null) split('medRepeated');
      break;
    case 'case.rated':
      push('medRated', 1);
      push('medRatingSum', (line.body as { stars: number }).stars);
      break;
  }
  return counts;
}

/** Promises that changed: what is performed after a breach is performed, and no breach any more. */
function settle(before: Case, after: Case, split: (measure: Measure, n: number, day: string) => void): void {
  for (const [at, { state, due }] of after.promises.entries()) {
    const was = before.promises[at]?.state;
    if (was === state) continue;
    if (was === 'breached') split('medBreached', -1, due);
    if (was === 'performed') split('medPerformed', -1, due);
    if (state !== 'owed') split(state === 'performed' ? 'medPerformed' : 'medBreached', 1, due);
  }
}

/**
 * Under what a body is counted: its id. One that has a track's name or `none` for an id is told from these by a mark that no id holds (ids
 * are small letters, digits and `-`), so that neither is counted into the other.
 */
export const keyOfBody = (id: string): string => ([...TRACKS, NO_BODY].some((taken) => taken === id) ? `@${id}` : id);

/** The kind that a case is counted under: the group of its nature. */
export const kindOf = ({ nature }: Pick<Case, 'nature'>): string => `mediation.n${nature.slice(0, 2)}`;

function bucketOf(from: string, to: string): string {
  const minutes = (Date.parse(to) - Date.parse(from)) / 60_000;
  const edge = DAY_EDGES.find((one) => minutes <= one);
  return edge === undefined ? 'more' : String(edge);
}
