import { sql } from 'kysely';
import { arraysOf, type Columns, namesOf } from '../../platform/db/columns.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Fragment } from '../../platform/journal/append.store.ts';
import { statesAfter } from '../../platform/journal/kept.store.ts';
import type { Standing } from '../../platform/journal/step.ts';
import type { SubjectRow } from '../../platform/journal/subject.ts';
import { type Case, FOLD, nextDay, offerOpen } from './mediation.rules.ts';

/** A case with its place in its own chain of lines. */
export type Stored = Standing<Case>;

/** The columns by which work lists are read, with the chain's and the state. */
const ROW = {
  district: 'text',
  id: 'uuid',
  n: 'int',
  head: 'bytea',
  fold: 'smallint',
  status: 'text',
  outcome: 'text',
  track: 'text',
  channel: 'text',
  nature: 'text',
  territory: 'text',
  body: 'text',
  offered: 'text',
  mediator: 'uuid',
  second: 'uuid',
  third: 'uuid',
  fourth: 'uuid',
  fifth: 'uuid',
  number: 'text',
  next: 'date',
  refusals: 'smallint',
  screened: 'boolean',
  opened: 'timestamptz',
  updated: 'timestamptz',
  content: 'jsonb',
} as const satisfies Columns;
const COLUMNS = namesOf(ROW);
/** Those of them by which a case is found. */
const { district: _d, id: _i, n: _n, head: _h, fold: _f, content: _c, ...FOUND_BY } = ROW;
const NO_HEAD = Buffer.alloc(0);
const NEW = { ...ROW, ask: 'uuid' } as const satisfies Columns;

/** Where nothing falls due a case stands behind all that does. */
const NEVER = 'infinity';

const rowOf = (it: Case, head: Buffer, fold = FOLD, ask: string | null = null) => ({
  district: it.district,
  id: it.id,
  n: it.n,
  head,
  fold,
  status: it.status,
  outcome: it.outcome,
  track: it.track,
  channel: it.channel,
  nature: it.nature,
  territory: it.territory,
  body: it.body,
  offered: offerOpen(it)?.body ?? null,
  mediator: it.mediators[0] ?? null,
  second: it.mediators[1] ?? null,
  third: it.mediators[2] ?? null,
  fourth: it.mediators[3] ?? null,
  fifth: it.mediators[4] ?? null,
  number: it.number,
  next: nextDay(it) ?? NEVER,
  refusals: it.refusals,
  screened: it.screened,
  opened: it.opened,
  // By this column cold cases are found: what the clock says of one warms it not.
  updated: it.acted ?? it.updated,
  content: JSON.stringify(it),
  ask,
});

/** New cases, each only when its request is fresh. */
export function newCases(rows: readonly (Stored & { readonly ask: string | null })[]): Fragment {
  return {
    name: 'case_rows',
    body: sql`insert into mediation.case_file (${COLUMNS})
      select ${COLUMNS} from unnest(${arraysOf(
        rows.map(({ state, head, ask }) => rowOf(state, head, FOLD, ask)),
        NEW,
      )}) as x(${namesOf(NEW)})
      where ask is null or ask in (select id from fresh) returning id`,
  };
}

/** What a move may change of the columns. */
const CHANGES = sql`n = x.n, head = x.head, fold = x.fold, status = x.status, outcome = x.outcome, track = x.track, nature = x.nature,
  body = x.body, offered = x.offered, mediator = x.mediator, second = x.second, third = x.third, fourth = x.fourth, fifth = x.fifth, next = x.next, refusals = x.refusals, updated = x.updated,
  content = x.content`;

/** Cases after moves; each must have been loaded FOR UPDATE in this transaction. */
export function movedCases(rows: readonly Stored[]): Fragment {
  return {
    name: 'case_rows',
    body: sql`update mediation.case_file c set ${CHANGES}
      from unnest(${arraysOf(
        rows.map(({ state, head }) => rowOf(state, head)),
        ROW,
      )}) as x(${COLUMNS})
      where c.district = x.district and c.id = x.id returning c.id`,
  };
}

type Raw = { id: string; n: number; head: Buffer; fold: number; content: Case };
const storedOf = ({ content, head }: Raw): Stored => ({ state: content, head });

/** A case as far as the scope sees it; with `lock`, for a move in the same transaction. */
export async function loadCase(tx: Tx, district: string, id: string, lock = false): Promise<Stored | null> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from mediation.case_file
    where district = ${district} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows[0] ? storedOf(rows[0]) : null;
}

/** Several cases as far as the scope sees them. */
export async function loadCases(tx: Tx, district: string, ids: readonly string[]): Promise<Stored[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Raw>`select id, n, head, fold, content from mediation.case_file
    where district = ${district} and id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows.map(storedOf);
}

const PASSPORT = { digest: 'bytea', subject: 'uuid', ask: 'uuid' } as const satisfies Columns;
const TRACE = {
  subject: 'uuid',
  party: 'uuid',
  sort: 'text',
  value: 'bytea',
  ask: 'uuid',
} as const satisfies Columns;

/** Digests of the passports of new cases. */
export function passportsFragment(
  district: string,
  rows: readonly { readonly digest: Buffer; readonly subject: string; readonly ask: string | null }[],
): Fragment {
  return {
    name: 'passport_rows',
    body: sql`insert into mediation.passport (district, digest, subject)
      select ${district}, digest, subject from unnest(${arraysOf(rows, PASSPORT)}) as x(${namesOf(PASSPORT)})
      where ask is null or ask in (select id from fresh) returning subject`,
  };
}

/** By what a party is found again in mediation: telephone, papers, address, each a blind index. */
export type Trace = {
  readonly subject: string;
  readonly party: string;
  readonly sort: 'phone' | 'paper' | 'address';
  readonly value: Buffer;
};

/** Blind indexes of parties; a party that was changed has its new ones in place of the old. */
export function tracesFragment(district: string, rows: readonly (Trace & { readonly ask: string | null })[]): Fragment {
  return {
    name: 'trace_rows',
    body: sql`insert into mediation.trace (district, subject, party, sort, value)
      select ${district}, subject, party, sort, value from unnest(${arraysOf(rows, TRACE)}) as x(${namesOf(TRACE)})
      where ask is null or ask in (select id from fresh) on conflict do nothing returning subject`,
  };
}

/** Removes what led to a party, before it is written anew. */
export async function dropTraces(tx: Tx, district: string, subject: string, party: string): Promise<void> {
  await sql`delete from mediation.trace
    where district = ${district} and subject = ${subject} and party = ${party}`.execute(tx);
}

/** The case behind a passport. */
export async function caseOfPassport(tx: Tx, district: string, digest: Buffer): Promise<string | null> {
  const { rows } = await sql<{ subject: string }>`
    select subject from mediation.passport where district = ${district} and digest = ${digest}`.execute(tx);
  return rows[0]?.subject ?? null;
}

/** The parties of a case that can be reached by a telephone. */
export async function partiesOfPhone(tx: Tx, district: string, subject: string, phone: Buffer): Promise<string[]> {
  const { rows } = await sql<{ party: string }>`select party from mediation.trace
    where district = ${district} and subject = ${subject} and sort = 'phone' and value = ${phone} order by party`.execute(
    tx,
  );
  return rows.map((one) => one.party);
}

/**
 * Other cases in which something of the same was told: a telephone, papers or the address; newest ids first, at most 50.
 * @param party of this party alone, by its telephone and papers.
 */
export async function casesAlike(tx: Tx, district: string, subject: string, party?: string): Promise<string[]> {
  const own = party === undefined ? sql`` : sql`and own.party = ${party}::uuid and own.sort <> 'address'`;
  const { rows } = await sql<{ subject: string }>`
    select distinct other.subject from mediation.trace own
    join mediation.trace other on other.district = own.district and other.value = own.value and other.subject <> own.subject
    where own.district = ${district} and own.subject = ${subject} ${own} order by other.subject desc limit 50`.execute(
    tx,
  );
  return rows.map((one) => one.subject);
}

/** The words by which agreements of a year bear numbers so far, with whose each is. */
export async function wordsUsed(tx: Tx, district: string, year: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ word: string; body: string }>`select word, body from mediation.numbering_word
    where district = ${district} and year = ${Number(year)}`.execute(tx);
  return new Map(rows.map(({ word, body }) => [word, body]));
}

/** One at a time numbers in a district, until the transaction ends: whose names begin alike see each other. */
export async function lockNumbering(tx: Tx, district: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('mediation.numbering'), ${Number(district)}::int)`.execute(tx);
}

/**
 * The next number of a committee's agreements in a year, by a word that is its own from now on until the year is over; the row is locked until
 * the transaction ends, so that none is given twice. Throws where the word is another's, which nobody who holds `lockNumbering` has chosen.
 */
export async function nextNumber(tx: Tx, district: string, body: string, year: string, word: string): Promise<number> {
  const { rows: taken } = await sql`insert into mediation.numbering_word (district, year, word, body)
    values (${district}, ${Number(year)}, ${word}, ${body})
    on conflict (district, year, word) do update set body = excluded.body where numbering_word.body = excluded.body
    returning 1`.execute(tx);
  if (taken.length === 0) throw new Error(`another body numbers by ${word} in ${year}`);
  const { rows } = await sql<{ last: number }>`
    insert into mediation.numbering (district, body, year, last) values (${district}, ${body}, ${Number(year)}, 1)
    on conflict (district, body, year) do update set last = mediation.numbering.last + 1 returning last`.execute(tx);
  return rows[0]?.last ?? 1;
}

/** How far committees have counted when a past is told. */
export function numberingFragment(
  district: string,
  rows: readonly { readonly body: string; readonly year: number; readonly last: number }[],
): Fragment {
  return {
    name: 'numbering_rows',
    body: sql`insert into mediation.numbering (district, body, year, last)
      select ${district}, body, year, last from unnest(${arraysOf(rows, NUMBERING)}) as x(${namesOf(NUMBERING)})
      on conflict (district, body, year) do update set last = greatest(mediation.numbering.last, excluded.last) returning last`,
  };
}
/** The words by which committees number when a past is told. */
export function wordsFragment(
  district: string,
  rows: readonly { readonly year: number; readonly word: string; readonly body: string }[],
): Fragment {
  return {
    name: 'numbering_words',
    body: sql`insert into mediation.numbering_word (district, year, word, body)
      select ${district}, year, word, body from unnest(${arraysOf(rows, WORDS)}) as x(${namesOf(WORDS)})
      on conflict (district, year, word) do nothing returning word`,
  };
}
const WORDS = { year: 'smallint', word: 'text', body: 'text' } as const satisfies Columns;
const NUMBERING = { body: 'text', year: 'smallint', last: 'int' } as const satisfies Columns;

/** Rows by id, for audit and refold. */
export const casesAfter = statesAfter({
  table: 'mediation.case_file',
  columns: FOUND_BY,
  of: (it: Case) => rowOf(it, NO_HEAD),
});

/** Writes states anew for a refold; a row whose `n` is another by now is passed over. */
export async function rewriteCases(tx: Tx, _district: string, rows: readonly SubjectRow[]): Promise<void> {
  const records = rows.map(({ head, fold, state }) => rowOf(state as Case, head, fold));
  await sql`update mediation.case_file c set ${CHANGES}
    from unnest(${arraysOf(records, ROW)}) as x(${COLUMNS})
    where c.district = x.district and c.id = x.id and c.n = x.n`.execute(tx);
}
