import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Fragment } from '../../platform/journal/append.store.ts';
import type { SubjectRow } from '../../platform/journal/subject.ts';
import { type Change, FOLD, type Proposal, type Signature, type State, targetOf } from './changes.rules.ts';

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
  content: { proposal: Proposal; why: Change['why'] };
  signed: { proposed: Signature; approvals: Signature[]; refused: Change['refused'] };
  proposed: Date;
  updated: Date;
};

const COLUMNS = sql`district, id, n, head, fold, state, territory, content, signed, proposed, updated`;

function storedOf(row: Raw): StoredChange {
  const { district, id, n, state, territory, content, signed } = row;
  return {
    head: row.head,
    change: { district, id, n, state, territory, ...content, ...signed, updated: row.updated.toISOString() },
  };
}

function recordOf({ change, head }: StoredChange, fold = FOLD) {
  const { id, n, state, territory, proposal, why, proposed, approvals, refused, updated } = change;
  return {
    id,
    n,
    head: head.toString('hex'),
    fold,
    state,
    territory,
    updated,
    what: proposal.what,
    target: targetOf(proposal),
    proposed: proposed.at,
    content: { proposal, why },
    signed: { proposed, approvals, refused },
  };
}

/** A new change, when its request is fresh. */
export function newChange(stored: StoredChange, ask: string): Fragment {
  const { change } = stored;
  return {
    name: 'change_rows',
    body: sql`insert into kinds.change (district, id, n, head, fold, what, target, state, territory, content, signed, proposed, updated)
      select ${change.district}, id, n, decode(head, 'hex'), fold, what, target, state, territory, content, signed, proposed, updated
      from json_to_recordset(${JSON.stringify([recordOf(stored)])}::json) as x(id uuid, n int, head text, fold smallint, what text,
        target text, state text, territory text, content jsonb, signed jsonb, proposed timestamptz, updated timestamptz)
      where ${ask}::uuid in (select id from fresh) returning id`,
  };
}

/** A change after a move; it was loaded FOR UPDATE in this transaction. */
export function movedChange(stored: StoredChange): Fragment {
  const { id, n, head, fold, state, signed, updated } = recordOf(stored);
  return {
    name: 'change_rows',
    body: sql`update kinds.change set n = ${n}, head = decode(${head}, 'hex'), fold = ${fold}, state = ${state},
        signed = ${JSON.stringify(signed)}::jsonb, updated = ${updated}::timestamptz
      where district = ${stored.change.district} and id = ${id} and n = ${n - 1} returning id`,
  };
}

/** One change; with `lock`, for a move in the same transaction. */
export async function loadChange(tx: Tx, district: string, id: string, lock = false): Promise<StoredChange | null> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from kinds.change
    where district = ${district} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows[0] ? storedOf(rows[0]) : null;
}

/** A place in the public list. */
export type ChangeMark = { readonly at: string; readonly id: string };

/** A page of the public list, newest first. */
export async function changesPage(
  tx: Tx,
  district: string,
  page: {
    readonly states: readonly State[] | null;
    readonly target: string | null;
    readonly after: ChangeMark | null;
    readonly limit: number;
  },
): Promise<StoredChange[]> {
  const { states, target, after, limit } = page;
  const { rows } = await sql<Raw>`select ${COLUMNS} from kinds.change
    where district = ${district}
      and (${states === null} or state = any(${[...(states ?? [])]}::text[]))
      and (${target}::text is null or target = ${target})
      and (${after === null} or (proposed, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by proposed desc, id desc limit ${limit}`.execute(tx);
  return rows.map(storedOf);
}

/** One at a time in a district: what comes into force is held against what is in force. */
export async function lockWords(tx: Tx, district: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('kinds.change'), ${Number(district)}::int)`.execute(tx);
}

/** Rows by id, for audit and refold. */
export async function changesAfter(
  tx: Tx,
  district: string,
  after: string | null,
  limit: number,
): Promise<SubjectRow[]> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from kinds.change
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
  await sql`update kinds.change c set fold = x.fold, what = x.what, target = x.target, state = x.state, territory = x.territory,
      content = x.content, signed = x.signed, proposed = x.proposed, updated = x.updated
    from json_to_recordset(${JSON.stringify(records)}::json) as x(id uuid, n int, fold smallint, what text, target text, state text,
      territory text, content jsonb, signed jsonb, proposed timestamptz, updated timestamptz)
    where c.district = ${district} and c.id = x.id and c.n = x.n`.execute(tx);
}
