import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Fragment } from '../../journal/append.store.ts';
import type { SubjectRow } from '../../journal/subject.ts';
import { type Change, FOLD, type Proposal, type State, targetsOf } from './changes.rules.ts';
import type { Transfer } from './transfer.rules.ts';

/** A change with its place in its own chain of lines. */
export type StoredChange = { readonly change: Change; readonly head: Buffer };

type Raw = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  state: State;
  territory: string;
  content: { proposal: Proposal; basis: string };
  signed: Pick<Change, 'proposed' | 'decided' | 'reason'>;
  updated: Date;
};

const COLUMNS = sql`district, id, n, head, fold, state, territory, content, signed, updated`;

function storedOf(row: Raw): StoredChange {
  const { district, id, n, state, territory, content, signed } = row;
  return {
    head: row.head,
    change: { district, id, n, state, territory, ...content, ...signed, updated: row.updated.toISOString() },
  };
}

function recordOf({ change, head }: StoredChange, fold = FOLD) {
  const { id, n, state, territory, proposal, basis, proposed, decided, reason, updated } = change;
  return {
    id,
    n,
    head: head.toString('hex'),
    fold,
    state,
    territory,
    updated,
    what: proposal.what,
    targets: targetsOf(proposal),
    proposed: proposed.at,
    content: { proposal, basis },
    signed: { proposed, decided, reason },
  };
}

/** A new change, when its request is fresh. */
export function newChange(stored: StoredChange, ask: string): Fragment {
  return {
    name: 'change_rows',
    body: sql`insert into places.change (district, id, n, head, fold, what, targets, state, territory, content, signed, proposed, updated)
      select ${stored.change.district}, id, n, decode(head, 'hex'), fold, what, targets, state, territory, content, signed, proposed, updated
      from json_to_recordset(${JSON.stringify([recordOf(stored)])}::json) as x(id uuid, n int, head text, fold smallint, what text,
        targets text[], state text, territory text, content jsonb, signed jsonb, proposed timestamptz, updated timestamptz)
      where ${ask}::uuid in (select id from fresh) returning id`,
  };
}

/** A change after a move; it was loaded FOR UPDATE in this transaction. */
export function movedChange(stored: StoredChange): Fragment {
  const { id, n, head, fold, state, signed, updated } = recordOf(stored);
  return {
    name: 'change_rows',
    body: sql`update places.change set n = ${n}, head = decode(${head}, 'hex'), fold = ${fold}, state = ${state},
        signed = ${JSON.stringify(signed)}::jsonb, updated = ${updated}::timestamptz
      where district = ${stored.change.district} and id = ${id} and n = ${n - 1} returning id`,
  };
}

/** One change; with `lock`, for a move in the same transaction. */
export async function loadChange(tx: Tx, district: string, id: string, lock = false): Promise<StoredChange | null> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from places.change
    where district = ${district} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows[0] ? storedOf(rows[0]) : null;
}

/** Changes, newest first: of one state, or of one territory or body; those of a page begin before a mark. */
export async function changesOf(
  tx: Tx,
  district: string,
  wish: {
    readonly state: State | null;
    readonly target: string | null;
    readonly before: { readonly at: string; readonly id: string } | null;
    readonly limit: number;
  },
): Promise<Change[]> {
  const { state, target, before, limit } = wish;
  const { rows } = await sql<Raw>`select ${COLUMNS} from places.change
    where district = ${district}
      and (${state}::text is null or state = ${state})
      and (${target}::text is null or targets @> array[${target}::text])
      and (${before === null} or (proposed, id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid))
    order by proposed desc, id desc limit ${limit}`.execute(tx);
  return rows.map((row) => storedOf(row).change);
}

/** What passes to another body from a day on, for those who carry it out (places.transfer is published). */
export async function putTransfer(
  tx: Tx,
  district: string,
  change: string,
  one: Transfer,
  basis: string,
): Promise<void> {
  const { id, to, territories, kinds, from } = one;
  await sql`insert into places.transfer (district, change, from_body, to_body, territories, kinds, day, basis)
    values (${district}, ${change}, ${id}, ${to}, ${[...territories]}, ${[...kinds]}, ${from}, ${basis})`.execute(tx);
}

/** One at a time in a district: what comes into force is held against what is in force. */
export async function lockPlaces(tx: Tx, district: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('places.change'), ${Number(district)}::int)`.execute(tx);
}

/** Keeps a boundary's text under its digest; the same text is kept once. */
export async function keepDrawing(tx: Tx, district: string, digest: string, text: string): Promise<void> {
  await sql`insert into places.drawing (district, digest, geojson) values (${district}, ${digest}, ${text})
    on conflict do nothing`.execute(tx);
}

export async function drawingOf(tx: Tx, district: string, digest: string): Promise<string | null> {
  const { rows } = await sql<{ geojson: string }>`
    select geojson from places.drawing where district = ${district} and digest = ${digest}`.execute(tx);
  return rows[0]?.geojson ?? null;
}

/** Rows by id, for audit and refold. */
export async function changesAfter(
  tx: Tx,
  district: string,
  after: string | null,
  limit: number,
): Promise<SubjectRow[]> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from places.change
    where district = ${district} and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${limit}`.execute(
    tx,
  );
  return rows.map((row) => ({ id: row.id, n: row.n, head: row.head, fold: row.fold, state: storedOf(row).change }));
}

/** Writes states anew for a refold; a row whose `n` is another by now is passed over. */
export async function rewriteChanges(tx: Tx, district: string, rows: readonly SubjectRow[]): Promise<void> {
  const records = rows.map((row) => ({
    ...recordOf({ change: row.state as Change, head: row.head }, row.fold),
    n: row.n,
  }));
  await sql`update places.change c set fold = x.fold, what = x.what, targets = x.targets, state = x.state, territory = x.territory,
      content = x.content, signed = x.signed, proposed = x.proposed, updated = x.updated
    from json_to_recordset(${JSON.stringify(records)}::json) as x(id uuid, n int, fold smallint, what text, targets text[], state text,
      territory text, content jsonb, signed jsonb, proposed timestamptz, updated timestamptz)
    where c.district = ${district} and c.id = x.id and c.n = x.n`.execute(tx);
}
