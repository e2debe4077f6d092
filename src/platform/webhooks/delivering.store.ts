import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import { headSeq } from '../journal/lines.store.ts';
import type { Heard } from './source.ts';
import type { HookState } from './webhooks.rules.ts';
import type { Delivery } from './webhooks.store.ts';

/** Lines read in one look at the most, so that a replay of years never holds up a statement. */
const SLICE = 5_000;
/** Tries kept of each hook. */
const KEPT = 200;

/** Hooks of these machines with something to be told now, up to the journal's last line, which nobody holds. */
export async function dueHooks(
  tx: Tx,
  district: string,
  look: { readonly machines: readonly string[]; readonly head: number; readonly now: Date },
): Promise<string[]> {
  const { machines, head, now } = look;
  const { rows } = await sql<{ id: string }>`select h.id from webhooks.hook h
    join webhooks.progress p on p.district = h.district and p.hook = h.id
    where h.district = ${district} and h.machine = any(${[...machines]}::uuid[])
      and (p.held_until is null or p.held_until < ${now})
      and ((h.state = 'standing' and p.due <= ${now} and p.seq < ${head})
        or (h.state in ('standing', 'paused') and exists (
          select from webhooks.extra e where e.district = h.district and e.hook = h.id)))
    order by p.due, h.id limit 200`.execute(tx);
  return rows.map((one) => one.id);
}

/**
 * Takes a hook for a while, so that one worker delivers to it, or holds it on; null where another was first, and where it is in
 * none of these states any more. Answers whose key it stands on.
 */
export async function takeHold(
  tx: Tx,
  district: string,
  hook: string,
  holder: string,
  span: { readonly now: Date; readonly until: Date; readonly states: readonly HookState[] },
): Promise<string | null> {
  const { rows } = await sql<{
    machine: string;
  }>`update webhooks.progress p set holder = ${holder}, held_until = ${span.until}
    from webhooks.hook h
    where p.district = ${district} and p.hook = ${hook} and (p.held_until is null or p.held_until < ${span.now} or p.holder = ${holder})
      and h.district = p.district and h.id = p.hook and h.state = any(${[...span.states]}::text[])
    returning h.machine`.execute(tx);
  return rows[0]?.machine ?? null;
}

/** Lets go, where it is still held. */
export async function letGo(tx: Tx, district: string, hook: string, holder: string): Promise<void> {
  await sql`update webhooks.progress set holder = null, held_until = null
    where district = ${district} and hook = ${hook} and holder = ${holder}`.execute(tx);
}

/** Where a hook stands, as long as it is held by `holder` and stands; null otherwise. */
export async function standsAt(
  tx: Tx,
  district: string,
  hook: string,
  holder: string,
): Promise<{ seq: number; tries: number; due: Date } | null> {
  const { rows } = await sql<{
    seq: number;
    tries: number;
    due: Date;
  }>`select p.seq, p.tries, p.due from webhooks.progress p
    join webhooks.hook h on h.district = p.district and h.id = p.hook
    where p.district = ${district} and p.hook = ${hook} and p.holder = ${holder} and h.state = 'standing'`.execute(tx);
  return rows[0] ?? null;
}

/** Told up to here, from where it was read: a replay that came between stays. False where the hook is another's by now. */
export async function moveOn(
  tx: Tx,
  district: string,
  hook: string,
  holder: string,
  step: { readonly from: number; readonly to: number; readonly now: Date },
): Promise<boolean> {
  const { rows } = await sql<{
    hook: string;
  }>`update webhooks.progress set seq = ${step.to}, tries = 0, failing_since = null, due = ${step.now}
    where district = ${district} and hook = ${hook} and holder = ${holder} and seq = ${step.from} returning hook`.execute(
    tx,
  );
  return rows.length > 0;
}

/** One more failure in a row; the next try is due then. */
export async function putOffHook(
  tx: Tx,
  district: string,
  hook: string,
  holder: string,
  step: { readonly now: Date; readonly due: Date },
): Promise<void> {
  await sql`update webhooks.progress set tries = tries + 1, failing_since = coalesce(failing_since, ${step.now}), due = ${step.due}
    where district = ${district} and hook = ${hook} and holder = ${holder}`.execute(tx);
}

/** Lines of some kinds after one, in order, in and below a territory, and of late kinds anywhere; `upTo` is how far was looked. */
export async function heardAfter(
  tx: Tx,
  district: string,
  look: {
    readonly after: number;
    readonly kinds: readonly string[];
    readonly late: readonly string[];
    readonly territory: string;
    readonly most: number;
  },
): Promise<{ readonly lines: Heard[]; readonly upTo: number }> {
  const end = Math.min(await headSeq(tx, district), look.after + SLICE);
  const { rows } = await sql<Heard>`select seq, id, subject, kind from journal.line
    where district = ${district} and seq > ${look.after} and seq <= ${end} and (kind = any(${[...look.late]}::text[])
      or (kind = any(${[...look.kinds]}::text[]) and territory >= ${look.territory} and territory < ${`${look.territory}:`}))
    order by seq limit ${look.most}`.execute(tx);
  return { lines: rows, upTo: rows.length < look.most ? end : (rows.at(-1)?.seq ?? end) };
}

/** One line by its place in the order. */
export async function heardAt(tx: Tx, district: string, seq: number): Promise<Heard | null> {
  const { rows } = await sql<Heard>`select seq, id, subject, kind from journal.line
    where district = ${district} and seq = ${seq}`.execute(tx);
  return rows[0] ?? null;
}

export async function extrasOf(tx: Tx, district: string, hook: string): Promise<{ id: string; seq: number | null }[]> {
  const { rows } = await sql<{ id: string; seq: number | null }>`select id, seq from webhooks.extra
    where district = ${district} and hook = ${hook} order by made, id limit 20`.execute(tx);
  return rows;
}

export async function dropExtra(tx: Tx, district: string, id: string): Promise<void> {
  await sql`delete from webhooks.extra where district = ${district} and id = ${id}`.execute(tx);
}

/** Notes a try; the oldest make room. */
export async function noteDelivery(tx: Tx, district: string, hook: string, id: string, one: Delivery): Promise<void> {
  await sql`insert into webhooks.delivery (district, id, hook, at, seq, event, message, status, trouble, ms)
    values (${district}, ${id}, ${hook}, ${one.at}, ${one.seq}, ${one.event}, ${one.message}, ${one.status}, ${one.trouble}, ${one.ms})`.execute(
    tx,
  );
  await sql`delete from webhooks.delivery d where d.district = ${district} and d.hook = ${hook} and d.id in (
    select x.id from webhooks.delivery x where x.district = ${district} and x.hook = ${hook}
    order by x.at desc, x.id offset ${KEPT})`.execute(tx);
}
