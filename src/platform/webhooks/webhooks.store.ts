import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import { type Chain, rowsOf } from '../identity/subject.store.ts';
import type { Fragment } from '../journal/append.store.ts';
import type { PreparedLine } from '../journal/line.ts';
import type { SubjectRow } from '../journal/subject.ts';
import type { Why } from './lines.rules.ts';
import { HOOK_FOLD, type HookNow, type HookState } from './webhooks.rules.ts';

/** A hook with its place in its own chain of lines. */
export type HookRow = HookNow & { readonly chain: Chain };

type Stored = {
  id: string;
  n: number;
  head: Buffer;
  recorded: Date;
  machine: string;
  body: string;
  name: string;
  url: string;
  events: string[];
  territory: string;
  secret: string | null;
  former: string | null;
  former_until: Date | null;
  state: HookState;
  why: Why | null;
  proposed_by: string | null;
  decided_by: string | null;
};
const COLUMNS = sql.raw(
  'h.id, h.n, h.head, h.recorded, h.machine, h.body, h.name, h.url, h.events, h.territory, h.secret, h.former, h.former_until, h.state, h.why, h.proposed_by, h.decided_by',
);

function hookOf(row: Stored): HookRow {
  const { id, machine, body, name, url, events, territory, secret, former, state, why } = row;
  return {
    ...{ id, machine, body, name, url, events, territory, secret, former, state, why },
    formerUntil: row.former_until?.toISOString() ?? null,
    proposedBy: row.proposed_by,
    decidedBy: row.decided_by,
    chain: { n: row.n, head: row.head, recorded: row.recorded },
  };
}

const recordOf = (now: HookNow) => ({
  ...now,
  former_until: now.formerUntil,
  proposed_by: now.proposedBy,
  decided_by: now.decidedBy,
});

/** A hook after one more line, or a new one; it was loaded FOR UPDATE in this transaction. */
export function setHook(line: PreparedLine, now: HookNow, district: string): Fragment {
  const { n, recorded } = line.line;
  const row = { ...recordOf(now), n, recorded, head: line.hash.toString('hex'), fold: HOOK_FOLD };
  return {
    name: 'hooks',
    body: sql`insert into webhooks.hook (district, id, n, head, fold, recorded, machine, body, name, url, events, territory, secret,
        former, former_until, state, why, proposed_by, decided_by)
      select ${district}, id, n, decode(head, 'hex'), fold, recorded, machine, body, name, url,
        array(select json_array_elements_text(events)), territory, secret, former, former_until, state, why, proposed_by, decided_by
      from ${rowsOf([row], 'id uuid, n int, head text, fold smallint, recorded timestamptz, machine uuid, body text, name text, url text, events json, territory text, secret uuid, former uuid, former_until timestamptz, state text, why text, proposed_by uuid, decided_by uuid')}
      on conflict (district, id) do update set n = excluded.n, head = excluded.head, fold = excluded.fold, recorded = excluded.recorded,
        secret = excluded.secret, former = excluded.former, former_until = excluded.former_until, state = excluded.state,
        why = excluded.why, decided_by = excluded.decided_by
      returning id`,
  };
}

/** One hook; with `lock`, for a change in the same transaction. */
export async function hookById(tx: Tx, district: string, id: string, lock = false): Promise<HookRow | null> {
  const { rows } = await sql<Stored>`select ${COLUMNS} from webhooks.hook h
    where h.district = ${district} and h.id = ${id} ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows[0] ? hookOf(rows[0]) : null;
}

/** A hook as its keepers see it, with how far it was told. */
export type HookSeen = HookRow & {
  readonly seq: number | null;
  readonly tries: number | null;
  readonly due: Date | null;
  readonly failingSince: Date | null;
};

/** Every hook of a district, or of one machine; those that ended last. */
export async function allHooks(tx: Tx, district: string, machine: string | null): Promise<HookSeen[]> {
  const own = machine === null ? sql`` : sql`and h.machine = ${machine}`;
  const { rows } = await sql<
    Stored & { seq: number | null; tries: number | null; due: Date | null; failing_since: Date | null }
  >`select ${COLUMNS}, p.seq, p.tries, p.due, p.failing_since
    from webhooks.hook h
    left join webhooks.progress p on p.district = h.district and p.hook = h.id
    where h.district = ${district} ${own}
    order by h.state in ('ended', 'refused'), h.name, h.id`.execute(tx);
  return rows.map((row) => ({
    ...hookOf(row),
    seq: row.seq,
    tries: row.tries,
    due: row.due,
    failingSince: row.failing_since,
  }));
}

/** From which line on a hook is told: at its approval, and at a replay. What failed before counts no more. */
export async function tellFrom(tx: Tx, district: string, hook: string, seq: number, now: Date): Promise<void> {
  await sql`insert into webhooks.progress (district, hook, seq, due) values (${district}, ${hook}, ${seq}, ${now})
    on conflict (district, hook) do update set seq = excluded.seq, due = excluded.due, tries = 0, failing_since = null,
      holder = null, held_until = null`.execute(tx);
}

/** Lets a hook try again at once. */
export async function tryNow(tx: Tx, district: string, hook: string, now: Date): Promise<void> {
  await sql`update webhooks.progress set due = ${now}, tries = 0, failing_since = null
    where district = ${district} and hook = ${hook}`.execute(tx);
}

/** Asks for a message out of turn: one line again, or a test. */
export async function addExtra(
  tx: Tx,
  district: string,
  one: { readonly id: string; readonly hook: string; readonly seq: number | null; readonly made: Date },
): Promise<void> {
  await sql`insert into webhooks.extra (district, id, hook, seq, made)
    values (${district}, ${one.id}, ${one.hook}, ${one.seq}, ${one.made})`.execute(tx);
}

/** How many messages out of turn a hook waits for. */
export async function extrasWaiting(tx: Tx, district: string, hook: string): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`select count(*)::int as waiting from webhooks.extra
    where district = ${district} and hook = ${hook}`.execute(tx);
  return rows[0]?.waiting ?? 0;
}

export type Delivery = {
  readonly at: Date;
  readonly seq: number | null;
  readonly event: string;
  readonly message: string;
  readonly status: number | null;
  readonly trouble: string | null;
  readonly ms: number;
};

/** A hook's latest tries, the newest first. */
export async function deliveriesOf(tx: Tx, district: string, hook: string, limit: number): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`select at, seq, event, message, status, trouble, ms from webhooks.delivery
    where district = ${district} and hook = ${hook} order by at desc, id limit ${limit}`.execute(tx);
  return rows;
}

/** Hooks by id, for audit and refold. */
export async function hooksAfter(tx: Tx, district: string, after: string | null, limit: number): Promise<SubjectRow[]> {
  const { rows } = await sql<Stored & { fold: number }>`select ${COLUMNS}, h.fold from webhooks.hook h
    where h.district = ${district} and (${after}::uuid is null or h.id > ${after}::uuid) order by h.id limit ${limit}`.execute(
    tx,
  );
  return rows.map((row) => {
    const { chain: _, ...state } = hookOf(row);
    return { id: row.id, n: row.n, head: row.head, fold: row.fold, state };
  });
}

/** Writes states anew for a refold; a row whose `n` is another by now is passed over. */
export async function rewriteHooks(tx: Tx, district: string, rows: readonly SubjectRow[]): Promise<void> {
  const given = rows.map((row) => ({ ...recordOf(row.state as HookNow), n: row.n, fold: row.fold }));
  await sql`update webhooks.hook h set fold = x.fold, secret = x.secret, former = x.former, former_until = x.former_until,
      state = x.state, why = x.why, decided_by = x.decided_by
    from ${rowsOf(given, 'id uuid, n int, fold smallint, secret uuid, former uuid, former_until timestamptz, state text, why text, decided_by uuid')}
    where h.district = ${district} and h.id = x.id and h.n = x.n`.execute(tx);
}
