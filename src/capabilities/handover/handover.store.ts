import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Fragment } from '../../platform/journal/append.store.ts';
import { statesAfter } from '../../platform/journal/kept.store.ts';
import type { SubjectRow } from '../../platform/journal/subject.ts';
import { keyOfDesk } from './handover.rights.ts';
import { type Desk, FOLD, type Handover, type State } from './handover.rules.ts';

/** A hand-over with its place in its own chain of lines. */
export type Stored = { readonly handover: Handover; readonly head: Buffer };
type Raw = { id: string; n: number; head: Buffer; fold: number; content: Handover };

const storedOf = ({ content, head }: Raw): Stored => ({ handover: content, head });

/** A new hand-over, when its request is fresh. */
export function newHandover({ handover: it, head }: Stored, ask: string): Fragment {
  return {
    name: 'handover_rows',
    body: sql`insert into handover.handover (district, id, n, head, fold, state, territory, desk, signed, updated, content)
      select ${it.district}, ${it.id}::uuid, ${it.n}::int, ${head}::bytea, ${FOLD}::smallint, ${it.state}, ${it.territory},
        ${keyOfDesk(it.desk)}, ${it.signed.at}::timestamptz, ${it.updated}::timestamptz, ${JSON.stringify(it)}::jsonb
      where ${ask}::uuid in (select id from fresh) returning id`,
  };
}

/** A hand-over after a move; it was loaded FOR UPDATE in this transaction. */
export function movedHandover({ handover: it, head }: Stored): Fragment {
  return {
    name: 'handover_rows',
    body: sql`update handover.handover set n = ${it.n}, head = ${head}, fold = ${FOLD}, state = ${it.state},
        updated = ${it.updated}::timestamptz, content = ${JSON.stringify(it)}::jsonb
      where district = ${it.district} and id = ${it.id} and n = ${it.n - 1} returning id`,
  };
}

/** One hand-over as far as the scope sees it; with `lock`, for a move in the same transaction. */
export async function loadHandover(tx: Tx, district: string, id: string, lock = false): Promise<Stored | null> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from handover.handover
    where district = ${district} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows[0] ? storedOf(rows[0]) : null;
}

/** The last one of a desk that both have signed, or the one that waits there. */
export async function lastOf(tx: Tx, district: string, desk: Desk, state: State): Promise<Stored | null> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from handover.handover
    where district = ${district} and desk = ${keyOfDesk(desk)} and state = ${state}
    order by signed desc, id desc limit 1`.execute(tx);
  return rows[0] ? storedOf(rows[0]) : null;
}

/** A place in the list. */
export type Mark = { readonly at: string; readonly id: string };

/** A page of sheets, newest first: of these desks, and of every desk in these territories. */
export async function handoversPage(
  tx: Tx,
  district: string,
  page: {
    readonly desks: readonly string[];
    readonly headOf: readonly string[];
    readonly states: readonly State[] | null;
    readonly after: Mark | null;
    readonly limit: number;
  },
): Promise<Handover[]> {
  const { desks, headOf, states, after, limit } = page;
  const heads = headOf.map((one) => sql`(territory >= ${one} and territory < ${`${one}:`})`);
  const { rows } = await sql<Raw>`select id, n, head, fold, content from handover.handover
    where district = ${district}
      and (${sql.join([sql`desk = any(${[...desks]}::text[])`, ...heads], sql` or `)})
      and (${states === null} or state = any(${[...(states ?? [])]}::text[]))
      and (${after === null} or (signed, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by signed desc, id desc limit ${limit}`.execute(tx);
  return rows.map((one) => one.content);
}

/** One at a time signs at the desks of a district: what waits there is looked at before it is written. */
export async function lockDesks(tx: Tx, district: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('handover.handover'), ${Number(district)}::int)`.execute(tx);
}

/** Rows by id, for audit and refold. */
export const handoversAfter = statesAfter({
  table: 'handover.handover',
  columns: { state: 'text', territory: 'text', desk: 'text', signed: 'timestamptz', updated: 'timestamptz' },
  of: ({ state, territory, desk, signed, updated }: Handover) => ({
    ...{ state, territory, desk: keyOfDesk(desk), signed: signed.at, updated },
  }),
});

/** Writes states anew for a refold; a row whose `n` is another by now is passed over. */
export async function rewriteHandovers(tx: Tx, district: string, rows: readonly SubjectRow[]): Promise<void> {
  const records = rows.map(({ id, n, fold, state }) => {
    const it = state as Handover;
    return { id, n, fold, state: it.state, territory: it.territory, updated: it.updated, content: it };
  });
  await sql`update handover.handover h set fold = x.fold, state = x.state, territory = x.territory, updated = x.updated,
      content = x.content
    from json_to_recordset(${JSON.stringify(records)}::json) as x(id uuid, n int, fold smallint, state text, territory text,
      updated timestamptz, content jsonb)
    where h.district = ${district} and h.id = x.id and h.n = x.n`.execute(tx);
}
