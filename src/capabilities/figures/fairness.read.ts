import { addDays, type Day, daysBetween } from '../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import { nothing } from '../../platform/db/scope.ts';
import { kindPart } from '../../platform/figures/asked.rules.ts';
import type { Ask } from '../../platform/http/mount.ts';
import { scopeOf } from '../../platform/identity/reach.rules.ts';
import { oneMoment } from '../../platform/journal/audit.store.ts';
import { readTallies, type Tallied } from '../../platform/journal/tallyReads.store.ts';
import { kindsOf } from '../kinds/kinds.door.ts';
import { BODY_MEASURES, beyondOne, bodiesOf, numbersOf, type Split, splitsOf } from '../matters/matters.door.ts';
import { burstIn, judgedFrom, LIMITS, type Sums } from './fairness.rules.ts';
import { readsAll } from './figures.rights.ts';
import { kindsFor, nameOf, type Question, withheld } from './question.read.ts';
import { chosen, FLOOR, floored } from './withheld.rules.ts';

const SUMS_OF = BODY_MEASURES;

/**
 * What stands beside the rates of a territory, period and choice of kinds, in one moment: shares of the territory and of each body, the
 * ends of months, and what may have been split. All of it from counts of the kinds that the reader is told of (withheld.rules.ts).
 */
export async function readFairness(ask: Ask, question: Question) {
  const { district, territory, from, to } = question;
  const bodies = await bodiesOf(ask.db, district);
  return ask.db.read(nothing(district), async (tx) => {
    await oneMoment(tx);
    const only = await onlyOf(ask, tx, question);
    const part = kindPart(question.kind);
    const so = { district, territories: [territory], from, to, asOf: null, only };
    const named = ['', ...[...bodies.keys()].map((id) => `:${id}`)];
    const measures = named.flatMap((of) => SUMS_OF.map((name) => `${name}${of}/${part}`));
    const sums = sumsIn(await readTallies(tx, { ...so, measures, by: 'total' }));
    const closings = await readTallies(tx, { ...so, measures: [`closed/${part}`, `reopened/${part}`], by: 'day' });
    const found = await splitsOf(tx, { territory, from, to, kinds: await kindsAsked(ask, question, only) });
    return {
      from,
      to,
      territory: judgedFrom(sums('')),
      bodies: [...bodies.values()]
        .map(({ id, nameZh, nameEn }) => ({ id, name: { zh: nameZh, en: nameEn }, sums: sums(`:${id}`) }))
        .filter((one) => Object.values(one.sums).some((n) => n !== 0))
        .map(({ sums: own, ...one }) => ({ ...one, closed: own.closed, ...judgedFrom(own) })),
      burst: burstIn(byDay(question, closings)),
      splits: toldOf(ask, found),
    };
  });
}

/** The groups that may have been split, the newest first, with those of their matters that the reader's own right shows. */
export async function readSplits(ask: Ask, question: Question) {
  const { district, territory, from, to, places } = question;
  if (!readsAll(ask.caller)) throw withheld('splitsOnly', 'query.territory');
  const bodies = await bodiesOf(ask.db, district);
  return ask.db.read(scopeOf(ask.caller, district), async (tx) => {
    await oneMoment(tx);
    const kinds = await kindsAsked(ask, question, await onlyOf(ask, tx, question));
    const all = await splitsOf(tx, { territory, from, to, kinds });
    const shown = all.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0)).slice(0, MOST);
    const numbers = await numbersOf(
      tx,
      district,
      shown.flatMap(({ matters }) => matters),
    );
    return {
      groups: shown.map(({ day, kind, territory: at, body, matters }) => ({
        day,
        kind,
        territoryName: nameOf(places, at),
        body: body === null ? null : { zh: bodies.get(body)?.nameZh ?? body, en: bodies.get(body)?.nameEn ?? body },
        n: matters.length,
        matters: matters.flatMap((id) => {
          const number = numbers.get(id);
          return number === undefined ? [] : [{ id, number }];
        }),
      })),
      more: all.length - shown.length,
    };
  });
}
/** Groups told one by one. */
const MOST = 100;

/** The kinds that the reader's counts are held down to; null for all. Throws Problem 403 for a kind that is withheld. */
async function onlyOf(ask: Ask, tx: Tx, { kind, territory }: Question): Promise<readonly string[] | null> {
  const open = await kindsFor(ask, tx, territory);
  if (open === null) return null;
  const only = chosen(open, kindPart(kind));
  if (only.length === 0 && kind !== null) throw withheld('withheldKind', 'query.kind');
  return only;
}

/** The kinds that were asked for, by name; null for all. */
async function kindsAsked(ask: Ask, { kind, district }: Question, only: readonly string[] | null) {
  if (only !== null) return only;
  return kind === null ? null : chosen([...(await kindsOf(ask.db, district)).keys()], kindPart(kind));
}

function sumsIn(tallied: readonly Tallied[]): (of: string) => Sums {
  const found = new Map(tallied.map((one) => [one.measure.slice(0, one.measure.indexOf('/')), one.n]));
  return (of) => Object.fromEntries(SUMS_OF.map((name) => [name, found.get(`${name}${of}`) ?? 0])) as Sums;
}

/** Closings on each day of the period; `closed` is net, so that what was reopened on a day is put back. */
function byDay({ from, to, today }: Question, tallied: readonly Tallied[]): { day: Day; n: number }[] {
  const found = new Map<string, number>();
  for (const { period, n } of tallied) found.set(period ?? '', (found.get(period ?? '') ?? 0) + n);
  // Days that are still to come are no days without a closing.
  const last = to < today ? to : today;
  const days = last < from ? 0 : daysBetween(from, last) + 1;
  return Array.from({ length: days }, (_, at) => addDays(from, at)).map((day) => ({ day, n: found.get(day) ?? 0 }));
}

/** How much of what may have been split this reader is told: the public no small number, since in a village it would be somebody. */
function toldOf({ caller }: Ask, found: readonly Split[]) {
  const verdict = found.length >= LIMITS.split.groups ? ('look' as const) : ('usual' as const);
  if (readsAll(caller))
    return {
      groups: found.length,
      beyond: beyondOne(found),
      floor: null,
      found: verdict,
      opens: caller.is === 'staff',
    };
  const groups = floored(found.length);
  return {
    groups,
    beyond: groups === null ? null : beyondOne(found),
    floor: FLOOR,
    found: groups === null ? null : verdict,
    opens: false,
  };
}
