import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { Fragment } from '../../../platform/journal/append.store.ts';
import type { Passed } from '../../../platform/places/changes/standing.ts';
import type { Transfer } from '../../../platform/places/changes/transfer.rules.ts';
import { type MatterRow, matterColumns, openList, type Stored, storedOf } from '../matters.store.ts';
import { liesIn, owesIn } from '../scope.store.ts';

/** An approved transfer with the document that it rests on; `id` is the body's whose work passes. */
export type Approved = Transfer & { readonly change: string; readonly basis: string };

type Raw = {
  change: string;
  from_body: string;
  to_body: string;
  territories: string[];
  kinds: string[];
  day: string;
  basis: string;
};
const approvedOf = ({ from_body: id, to_body: to, day: from, ...one }: Raw): Approved => ({ ...one, id, to, from });
const COLUMNS = sql`t.change, t.from_body, t.to_body, t.territories, t.kinds, t.day::text as day, t.basis`;

/** Transfers whose day has come and of which something may still be open, in the order of their days. */
export async function transfersDue(tx: Tx, district: string, today: string): Promise<Approved[]> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from places.transfer t
    where t.district = ${district} and t.day <= ${today}::date
      and not exists (select from matters.transfer_done d where d.district = t.district and d.change = t.change)
    order by t.day, t.change`.execute(tx);
  return rows.map(approvedOf);
}

/** What has passed from a body to others by a day, the latest first. */
export async function transfersFrom(tx: Tx, district: string, body: string, today: string): Promise<Approved[]> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from places.transfer t
    where t.district = ${district} and t.from_body = ${body} and t.day <= ${today}::date order by t.day desc, t.change`.execute(
    tx,
  );
  return rows.map(approvedOf);
}

/** Every approved transfer of a district, the latest day first, at most two hundred. */
export async function allTransfers(tx: Tx, district: string): Promise<Approved[]> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from places.transfer t
    where t.district = ${district} order by t.day desc, t.change limit 200`.execute(tx);
  return rows.map(approvedOf);
}

/** Some matters of which anything passes, by id. */
export async function passing(tx: Tx, district: string, { id, ...scope }: Transfer, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select m.id from matters.matter m
    where m.district = ${district} and m.status in ${openList}
      and (m.body = ${id} or (m.body is null and m.proposed = ${id}) or ${owesIn(id)}) and ${liesIn(scope)}
    order by m.id limit ${limit}`.execute(tx);
  return rows.map((one) => one.id);
}

/** What passed of which matter, kept beside its line so that it is counted and found by the change. */
export type Row = {
  readonly matter: string;
  readonly territory: string;
  readonly lead: boolean;
  readonly tasks: number;
};
export function passedFragment(district: string, change: string, rows: readonly Row[]): Fragment {
  return {
    name: 'transferred_rows',
    body: sql`insert into matters.transferred (district, change, matter, territory, lead, tasks)
      select ${district}, ${change}, matter, territory, lead, tasks from json_to_recordset(${JSON.stringify(rows)}::json)
        as x(matter uuid, territory text, lead boolean, tasks int)
      on conflict (district, change, matter) do update set lead = matters.transferred.lead or excluded.lead,
        tasks = matters.transferred.tasks + excluded.tasks
      returning matter`,
  };
}

/** The rulings that named a body within a transfer name the other one: what is alike is routed to whom it passed. */
export async function rulingsPass(tx: Tx, district: string, one: Transfer): Promise<void> {
  await sql`update matters.ruling m set body = ${one.to}
    where m.district = ${district} and m.body = ${one.id} and m.day < ${one.from}::date and ${liesIn(one)}`.execute(tx);
}

/** Notes that nothing of a transfer is open any more; true for whoever noted it first. */
export async function transferDone(tx: Tx, district: string, change: string, now: Date): Promise<boolean> {
  const { rows } = await sql`insert into matters.transfer_done (district, change, finished)
    values (${district}, ${change}, ${now}) on conflict do nothing returning change`.execute(tx);
  return rows.length > 0;
}

/** How much has passed by transfers, by the change's id; of what the scope sees. */
export async function passedBy(tx: Tx, district: string, changes: readonly string[]): Promise<Map<string, Passed>> {
  const { rows } = await sql<{ change: string; lead: number; tasks: number; finished: Date | null }>`
    select c.change, count(t.matter) filter (where t.lead) as lead, coalesce(sum(t.tasks), 0)::int as tasks,
      (select d.finished from matters.transfer_done d where d.district = ${district} and d.change = c.change) as finished
    from unnest(${[...changes]}::uuid[]) as c (change)
    left join matters.transferred t on t.district = ${district} and t.change = c.change group by c.change`.execute(tx);
  return new Map(
    rows.map(({ change, finished, ...one }) => [change, { ...one, finished: finished?.toISOString() ?? null }]),
  );
}

/** Matters of which anything passed by a transfer, by id after a mark. */
export async function mattersPassed(
  tx: Tx,
  district: string,
  change: string,
  after: string | null,
  limit: number,
): Promise<(Stored & { readonly lead: boolean; readonly tasks: number })[]> {
  const { rows } = await sql<MatterRow & { lead: boolean; passed: number }>`
    select m.*, t.lead, t.tasks as passed from (select district, matter, lead, tasks from matters.transferred
      where district = ${district} and change = ${change} and (${after}::uuid is null or matter > ${after}::uuid)) t
    join lateral (select ${matterColumns} from matters.matter where district = t.district and id = t.matter) m on true
    order by m.id limit ${limit}`.execute(tx);
  return rows.map((row) => ({ ...storedOf(row), lead: row.lead, tasks: row.passed }));
}
