import { createSecretKey, type KeyObject } from 'node:crypto';
import { monthEndsFrom, monthsOver } from '../../platform/calendar/span.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { InputOf } from '../../platform/http/contract.ts';
import type { Ask } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { scopeOf } from '../../platform/identity/reach.rules.ts';
import { oneMoment } from '../../platform/journal/audit.store.ts';
import { type Behind, type BehindMark, countsBehind } from '../../platform/journal/behind.store.ts';
import { readTallies } from '../../platform/journal/tallyReads.store.ts';
import { textOf } from '../../platform/language/language.ts';
import { NO_BODY } from '../mediation/mediation.door.ts';
import { type Mark as AppealMark, marksOf } from './appeals/marks.ts';
import { isDeclared, kindsOfMeasure, OWN_GROUPS, ratingsOf } from './catalogue.ts';
import type { open } from './figures.contract.ts';
import { type Opened, redacted } from './figures.rules.ts';
import { publicLines, seenCases, seenLines } from './figures.store.ts';
import { figuresWords } from './figures.words.ts';
import { kindsFor, nameOf, type Question, questionOf, refuseHidden, withheld } from './question.read.ts';
import { type Reading, readingOf } from './reading.rules.ts';
import { heldIn } from './references/held.ts';
import { isOfNorm, isOfReference } from './references/references.rules.ts';
import { BEGINNING } from './sums.ts';
import { FLOOR } from './withheld.rules.ts';

/** Where a page ended, and what the lines shown up to there add up to. */
type Mark = BehindMark & { readonly shown: number };

/** Counts looked at in one statement while lines to show are sought. */
const STRIDE = 200;

/**
 * A figure with the lines behind it, a page at a time. Who reads all sees every count, as far as each may be seen. To the public
 * the lines that may be seen are shown one by one, and all others as one blank at the end, which holds what is missing to the
 * figure: one by one, with their pluses and minuses, they would tell of a single matter that it was moved.
 */
export async function openFigure(ask: Ask, { measure, after, limit, ...asked }: InputOf<typeof open>['query']) {
  const given = await questionOf(ask, asked);
  // A base stands: whichever days are asked, it is all that was counted up to the last of them.
  const question = isOfReference(measure) ? { ...given, from: BEGINNING } : given;
  const mark = after === undefined ? null : markFrom(ask, after);
  return ask.db.read(scopeOf(ask.caller, ask.district), async (tx) => {
    await oneMoment(tx);
    if (isOfNorm(measure)) return openNorm(ask, tx, given, { measure, mark, limit });
    const kinds = isOfReference(measure) ? null : await kindsFor(ask, tx, given.territory);
    if (kinds === null) {
      const value = await sumOf(tx, question, measure, null);
      // What no body has accepted so far is told without all that one did.
      const net = measure.includes(`:${NO_BODY}/`);
      const page = await countsBehind(tx, { ...question, measure, after: mark, limit: limit + 1, net });
      const items = await itemsOf(ask, tx, question, page.slice(0, limit));
      const last = page[limit - 1];
      return { value, items, after: page.length > limit && last ? markOf(ask, { ...last, shown: 0 }) : null };
    }
    const part = measure.slice(measure.indexOf('/') + 1);
    const own = kindsOfMeasure(measure);
    // What is counted by kinds of its own is held down to these, all else to the district's open ones: whatever a measure is called,
    // nothing of the other is in it.
    const kind = part === '' ? null : part.replace(/\.$/, '');
    refuseHidden(kind, kinds, 'query.measure');
    const byBody = !isDeclared(measure);
    // What somebody thought of it is told of many at once alone.
    const ratings = ratingsOf(measure);
    const rated = ratings !== null;
    const reading = readingOf(own, { ...question, kind, byBody, rated }, OWN_GROUPS, kinds);
    const only = reading.only ?? [];
    if (rated && reading.span !== null) {
      const n = await sumOf(tx, { ...question, ...reading.span }, `${ratings}/${part}`, only);
      if (n < FLOOR) throw withheld('withheldRating', 'query.measure');
    }
    if (reading.guarded) return openGuarded(tx, question, measure, reading);
    const value = await sumOf(tx, question, measure, only);
    const { items, last, shown } = await seenOf(ask, tx, question, { measure, only, mark, limit });
    if (last !== null) return { value, items, after: markOf(ask, { ...last, shown }) };
    const rest = value - shown;
    return { value, items: rest === 0 ? items : [...items, { hidden: true as const, n: rest }], after: null };
  });
}

/**
 * A norm with what set it: each line that changed it counts once for every whole month of the period at whose end it stands, and is
 * shown with the value that holds from its day on and the document that says so.
 */
async function openNorm(
  ask: Ask,
  tx: Tx,
  given: Question,
  { measure, mark, limit }: { readonly measure: string; readonly mark: Mark | null; readonly limit: number },
) {
  const within = monthsOver(given, given.until);
  if (within === null) return { value: 0, items: [], after: null };
  const question = { ...given, from: BEGINNING, to: within.to };
  const so = { ...question, measures: [measure], territories: [given.territory] };
  const value = (await readTallies(tx, { ...so, by: 'month' })).reduce(
    (sum, { period, n }) => sum + n * monthEndsFrom(period ?? BEGINNING, within),
    0,
  );
  const page = await countsBehind(tx, { ...question, measure, after: mark, limit: limit + 1 });
  const counts = page.slice(0, limit);
  const items = await itemsOf(ask, tx, question, counts);
  const held = await heldIn(tx, question, measure, counts);
  const last = counts.at(-1);
  return {
    value,
    items: items.map((one, at) => {
      const months = monthEndsFrom(counts[at]?.day ?? within.to, within);
      if (one.hidden) return { ...one, n: one.n * months };
      return { ...one, n: one.n * months, norm: { by: one.n, months, held: held[at] ?? null } };
    }),
    after: page.length > limit && last ? markOf(ask, { ...last, shown: 0 }) : null,
  };
}

/** What stands on no public list opens to the public as one blank, where it is told at all. */
async function openGuarded(tx: Tx, question: Question, measure: string, { span, only, isOfKind }: Reading) {
  const value = !isOfKind || span === null ? null : await sumOf(tx, { ...question, ...span }, measure, only);
  if (value === null || value < FLOOR) throw withheld('withheldFew', 'query.measure');
  return { value, items: [{ hidden: true as const, n: value }], after: null };
}

async function sumOf(
  tx: Tx,
  { district, territory, from, to, asOf }: Question,
  measure: string,
  only: readonly string[] | null,
): Promise<number> {
  const so = { district, measures: [measure], only, territories: [territory], from, to, asOf };
  const [sum] = await readTallies(tx, { ...so, by: 'total' });
  return sum?.n ?? 0;
}

/** The next lines that may be seen, up to the limit; `last` is null where there are no more. */
async function seenOf(
  ask: Ask,
  tx: Tx,
  question: Question,
  wanted: {
    readonly measure: string;
    readonly only: readonly string[];
    readonly mark: Mark | null;
    readonly limit: number;
  },
) {
  const items: Item[] = [];
  let shown = wanted.mark?.shown ?? 0;
  let last: BehindMark | null = null;
  for (let at: BehindMark | null = wanted.mark; ; ) {
    const page: Behind[] = await countsBehind(tx, { ...question, ...wanted, after: at, limit: STRIDE });
    for (const [place, item] of (await itemsOf(ask, tx, question, page)).entries()) {
      if (item.hidden) continue;
      // One line more than fits: there is a further page, which begins after the last line that did.
      if (items.length === wanted.limit) return { items, last, shown };
      items.push(item);
      shown += item.n;
      last = page[place] ?? null;
    }
    at = page.at(-1) ?? null;
    if (page.length < STRIDE) return { items, last: null, shown };
  }
}

/** A base or a norm is of a place and a document, and stands in the open. */
const ALL_SEEN = { visibility: 'exact', number: null } as const;

type Item = Opened extends infer One
  ? One extends { readonly hidden: false }
    ? One & AppealMark & { readonly territoryName: ReturnType<typeof nameOf> }
    : One
  : never;

/** Counts as far as this transaction's reader may see each; a correction as far as the line that it corrects. */
async function itemsOf(
  { caller }: Ask,
  tx: Tx,
  { district, places }: Question,
  counts: readonly Behind[],
): Promise<Item[]> {
  const marks = await marksOf(tx, district, caller, counts);
  const lines = counts.flatMap((one) => (one.line || marks.shownAs(one) !== one.seq ? marks.shownAs(one) : []));
  const seen = await seenLines(tx, district, lines);
  const cases = await seenCases(
    tx,
    district,
    lines.filter((seq) => !seen.has(seq)),
  );
  const rest = counts.map(marks.shownAs).filter((seq) => !seen.has(seq) && !cases.has(seq));
  const others = await publicLines(tx, district, rest);
  return counts.map((count) => {
    const at = marks.shownAs(count);
    const open = isOfReference(count.measure) ? ALL_SEEN : (others.get(at) ?? null);
    const one = redacted(count, seen.get(at) ?? cases.get(at) ?? null, open);
    if (one.hidden) return one;
    // Appeals are against lines of matters; a figure of cases is contested as a whole.
    const mark = marks.of(count, seen.has(at));
    const line = mark.correction && one.id !== null ? 'appeal.upheld' : one.line;
    return { ...one, ...mark, line, territoryName: nameOf(places, one.territory) };
  });
}

/** Where a page ended, sealed: of a hidden line not even its day and place may travel in a page mark. */
function markOf({ keyring, district }: Ask, { seq, measure, day, territory, shown }: Mark): string {
  return keyring
    .seal(markKey(keyring, district), JSON.stringify({ seq, measure, day, territory, shown }), `figures/${district}`)
    .toString('base64url');
}

function markFrom({ keyring, district }: Ask, text: string): Mark {
  try {
    return JSON.parse(
      keyring.open(markKey(keyring, district), Buffer.from(text, 'base64url'), `figures/${district}`),
    ) as Mark;
  } catch {
    throw new Problem(422, 'figures.mark', textOf(figuresWords, 'badMark'), [
      { path: 'query.after', message: textOf(figuresWords, 'badMark') },
    ]);
  }
}

const markKey = (keyring: Ask['keyring'], district: string): KeyObject =>
  createSecretKey(keyring.blindIndex(district, 'figures.mark', 'key'));
