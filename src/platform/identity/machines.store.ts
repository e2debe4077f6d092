import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { Fragment } from '../journal/append.store.ts';
import type { PreparedLine } from '../journal/line.ts';
import type { MachineNow } from './folds.rules.ts';
import type { MachineScope, MachineState } from './machines.rules.ts';
import { type Chain, chainColumns, rowsOf } from './subject.store.ts';

export type MachineRow = MachineNow & { readonly chain: Chain; readonly userId: string; readonly keyId: string };

type Stored = {
  id: string;
  n: number;
  head: Buffer;
  recorded: Date;
  user_id: string;
  key_id: string;
  name: string;
  body: string | null;
  scopes: MachineScope[];
  state: MachineState;
  until_day: string;
};

const COLUMNS = sql`id, n, head, recorded, user_id, key_id, name, body, scopes, state, until_day`;

const machineOf = (row: Stored): MachineRow => ({
  id: row.id,
  chain: { n: row.n, head: row.head, recorded: row.recorded },
  userId: row.user_id,
  keyId: row.key_id,
  name: row.name,
  body: row.body,
  scopes: row.scopes,
  state: row.state,
  until: row.until_day,
});

/** A new machine with its first line. */
export function newMachine(
  line: PreparedLine,
  now: MachineNow,
  of: { userId: string; keyId: string },
  district: string,
): Fragment {
  const rows = [
    {
      ...chainColumns(line),
      user_id: of.userId,
      key_id: of.keyId,
      name: now.name,
      body: now.body,
      scopes: now.scopes,
      until_day: now.until,
    },
  ];
  return {
    name: 'machines',
    body: sql`insert into identity.machine (district, id, n, head, fold, recorded, user_id, key_id, name, body, scopes, state, until_day)
      select ${district}, id, n, decode(head, 'hex'), fold, recorded, user_id, key_id, name, body,
        array(select json_array_elements_text(scopes)), 'standing', until_day
      from ${rowsOf(rows, 'id uuid, n int, head text, fold smallint, recorded timestamptz, user_id text, key_id text, name text, body text, scopes json, until_day date')}
      returning id`,
  };
}

/** A machine moved on by a line. */
export function movedMachine(line: PreparedLine, now: MachineNow, district: string): Fragment {
  const rows = [{ ...chainColumns(line), state: now.state }];
  return {
    name: 'machines',
    body: sql`update identity.machine m
      set n = x.n, head = decode(x.head, 'hex'), fold = x.fold, recorded = x.recorded, state = x.state
      from ${rowsOf(rows, 'id uuid, n int, head text, fold smallint, recorded timestamptz, state text')}
      where m.district = ${district} and m.id = x.id and m.n = x.n - 1
      returning m.id`,
  };
}

export async function lockMachine(tx: Tx, district: string, id: string): Promise<MachineRow | null> {
  const { rows } = await sql<Stored>`
    select ${COLUMNS} from identity.machine where district = ${district} and id = ${id} for update`.execute(tx);
  return rows[0] ? machineOf(rows[0]) : null;
}

export async function machineByUser(tx: Tx, district: string, userId: string): Promise<MachineRow | null> {
  const { rows } = await sql<Stored>`
    select ${COLUMNS} from identity.machine where district = ${district} and user_id = ${userId}`.execute(tx);
  return rows[0] ? machineOf(rows[0]) : null;
}

/** Every machine of a district with the beginning of its key and the day it was last used. */
export async function allMachines(
  tx: Tx,
  district: string,
): Promise<(MachineRow & { start: string | null; used: string | null })[]> {
  const { rows } = await sql<Stored & { start: string | null; used: string | null }>`
    select ${COLUMNS},
      (select k.start from auth.apikey k where k.id = key_id) as start,
      (select to_char(k."lastRequest" at time zone 'Asia/Shanghai', 'YYYY-MM-DD') from auth.apikey k where k.id = key_id) as used
    from identity.machine where district = ${district} order by name, id`.execute(tx);
  return rows.map((row) => ({ ...machineOf(row), start: row.start, used: row.used }));
}

/** The district that a machine's login belongs to. */
export async function districtOfUser(tx: Tx, userId: string): Promise<string | null> {
  const { rows } = await sql<{ district: string }>`select district from auth."user" where id = ${userId}`.execute(tx);
  return rows[0]?.district ?? null;
}

/** How many keys of a body stand on a day or later. */
export async function machinesLasting(tx: Tx, district: string, body: string, day: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from identity.machine
    where district = ${district} and body = ${body} and state = 'standing' and until_day >= ${day}`.execute(tx);
  return rows[0]?.n ?? 0;
}
