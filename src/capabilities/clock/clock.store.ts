import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Fragment } from '../../platform/journal/append.store.ts';
import type { SubjectRow } from '../../platform/journal/subject.ts';
import { FOLD, type Proposal, type RuleStory } from './proposals.rules.ts';

/** A rule with its place in its own chain of lines. */
export type StoredRule = { readonly story: RuleStory; readonly head: Buffer };

type Raw = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  code: string;
  proposals: Proposal[];
  updated: Date;
};

const COLUMNS = sql`district, id, n, head, fold, code, proposals, updated`;

function storedOf({ district, id, n, head, code, proposals, updated }: Raw): StoredRule {
  return { head, story: { district, id, n, code, proposals, updated: updated.toISOString() } };
}

function recordOf({ story, head }: StoredRule, fold = FOLD) {
  const { id, n, code, proposals, updated } = story;
  return { id, n, head: head.toString('hex'), fold, code, proposals, updated };
}

/** New rules; of a request under an id (`ask`) only where it is fresh. */
export function newRules(district: string, stored: readonly StoredRule[], ask: string | null): Fragment {
  return {
    name: 'rule_rows',
    body: sql`insert into clock.rule (district, id, n, head, fold, code, proposals, updated)
      select ${district}, id, n, decode(head, 'hex'), fold, code, proposals, updated
      from json_to_recordset(${JSON.stringify(stored.map((one) => recordOf(one)))}::json) as x(id uuid, n int, head text,
        fold smallint, code text, proposals jsonb, updated timestamptz)
      where ${ask}::uuid is null or ${ask}::uuid in (select id from fresh) returning id`,
  };
}

/** A rule after a move; it was loaded FOR UPDATE in this transaction. */
export function movedRule(stored: StoredRule): Fragment {
  const { id, n, head, fold, proposals, updated } = recordOf(stored);
  return {
    name: 'rule_rows',
    body: sql`update clock.rule set n = ${n}, head = decode(${head}, 'hex'), fold = ${fold},
        proposals = ${JSON.stringify(proposals)}::jsonb, updated = ${updated}::timestamptz
      where district = ${stored.story.district} and id = ${id} and n = ${n - 1} returning id`,
  };
}

/** One rule by its code; with `lock`, for a move in the same transaction. */
export async function loadRule(tx: Tx, district: string, code: string, lock = false): Promise<StoredRule | null> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from clock.rule
    where district = ${district} and code = ${code} ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows[0] ? storedOf(rows[0]) : null;
}

/** Every rule of a district, by code. */
export async function allRules(tx: Tx, district: string): Promise<RuleStory[]> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from clock.rule where district = ${district} order by code`.execute(
    tx,
  );
  return rows.map((row) => storedOf(row).story);
}

/** A digest of where every rule's chain stands: another one exactly when any rule has moved. */
export async function rulesStamp(tx: Tx, district: string): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select coalesce(encode(sha256(string_agg(head, ''::bytea order by id)), 'hex'), '') as stamp
    from clock.rule where district = ${district}`.execute(tx);
  return rows[0]?.stamp ?? '';
}

/** One at a time in a district: a version is held against all others before it is saved. */
export async function lockRules(tx: Tx, district: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('clock.rule'), ${Number(district)}::int)`.execute(tx);
}

/** Rows by id, for audit and refold. */
export async function rulesAfter(tx: Tx, district: string, after: string | null, limit: number): Promise<SubjectRow[]> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from clock.rule
    where district = ${district} and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${limit}`.execute(
    tx,
  );
  return rows.map((row) => ({ id: row.id, n: row.n, head: row.head, fold: row.fold, state: storedOf(row).story }));
}

/** Writes states anew for a refold; a row whose `n` is another by now is passed over. */
export async function rewriteRules(tx: Tx, district: string, rows: readonly SubjectRow[]): Promise<void> {
  const records = rows.map((row) => ({
    ...recordOf({ story: row.state as RuleStory, head: row.head }, row.fold),
    n: row.n,
  }));
  await sql`update clock.rule r set fold = x.fold, code = x.code, proposals = x.proposals, updated = x.updated
    from json_to_recordset(${JSON.stringify(records)}::json) as x(id uuid, n int, fold smallint, code text, proposals jsonb,
      updated timestamptz)
    where r.district = ${district} and r.id = x.id and r.n = x.n`.execute(tx);
}
