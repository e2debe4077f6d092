import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { Fragment } from '../journal/append.store.ts';
import type { PreparedLine } from '../journal/line.ts';
import type { PersonNow } from './folds.rules.ts';
import { type Chain, chainColumns, rowsOf } from './subject.store.ts';

/** A person as stored: the fold, where the chain stands, and the sealed name. */
export type PersonRow = PersonNow & {
  readonly chain: Chain;
  readonly userId: string;
  readonly name: Buffer;
  readonly language: 'zh' | 'en' | null;
};

type Stored = {
  id: string;
  n: number;
  head: Buffer;
  recorded: Date;
  user_id: string;
  login: string;
  name: Buffer;
  name_key: string;
  state: 'open' | 'closed';
  initial_password: boolean;
  language: 'zh' | 'en' | null;
};

const COLUMNS = sql`id, n, head, recorded, user_id, login, name, name_key, state, initial_password, language`;

const personOf = (row: Stored): PersonRow => ({
  id: row.id,
  chain: { n: row.n, head: row.head, recorded: row.recorded },
  userId: row.user_id,
  login: row.login,
  name: row.name,
  nameKey: row.name_key,
  nameDigest: '',
  state: row.state,
  initialPassword: row.initial_password,
  language: row.language,
});

/** New people with their first lines. */
export function peopleFragment(
  people: readonly {
    readonly line: PreparedLine;
    readonly now: PersonNow;
    readonly userId: string;
    readonly name: Buffer;
  }[],
  district: string,
): Fragment {
  const rows = people.map(({ line, now, userId, name }) => ({
    ...chainColumns(line),
    user_id: userId,
    login: now.login,
    name: name.toString('hex'),
    name_key: now.nameKey,
    initial_password: now.initialPassword,
  }));
  return {
    name: 'people',
    body: sql`insert into identity.person (district, id, n, head, fold, recorded, user_id, login, name, name_key, state, initial_password)
      select ${district}, id, n, decode(head, 'hex'), fold, recorded, user_id, login, decode(name, 'hex'), name_key, 'open', initial_password
      from ${rowsOf(rows, 'id uuid, n int, head text, fold smallint, recorded timestamptz, user_id text, login text, name text, name_key uuid, initial_password boolean')}
      returning id`,
  };
}

/** One person moved on by a line. */
export function personFragment(line: PreparedLine, now: PersonNow, district: string): Fragment {
  const rows = [{ ...chainColumns(line), state: now.state, initial_password: now.initialPassword }];
  return {
    name: 'people',
    body: sql`update identity.person p
      set n = x.n, head = decode(x.head, 'hex'), fold = x.fold, recorded = x.recorded, state = x.state, initial_password = x.initial_password
      from ${rowsOf(rows, 'id uuid, n int, head text, fold smallint, recorded timestamptz, state text, initial_password boolean')}
      where p.district = ${district} and p.id = x.id and p.n = x.n - 1
      returning p.id`,
  };
}

/** One person, locked until the transaction ends. */
export async function lockPerson(tx: Tx, district: string, id: string): Promise<PersonRow | null> {
  const { rows } = await sql<Stored>`
    select ${COLUMNS} from identity.person where district = ${district} and id = ${id} for update`.execute(tx);
  return rows[0] ? personOf(rows[0]) : null;
}

export async function personByUser(tx: Tx, district: string, userId: string): Promise<PersonRow | null> {
  const { rows } = await sql<Stored>`
    select ${COLUMNS} from identity.person where district = ${district} and user_id = ${userId}`.execute(tx);
  return rows[0] ? personOf(rows[0]) : null;
}

export async function peopleById(tx: Tx, district: string, ids: readonly string[]): Promise<PersonRow[]> {
  const { rows } = await sql<Stored>`
    select ${COLUMNS} from identity.person
    where district = ${district} and id = any(${[...ids]}::uuid[]) order by login`.execute(tx);
  return rows.map(personOf);
}

export async function peopleByLogin(tx: Tx, district: string, logins: readonly string[]): Promise<PersonRow[]> {
  const { rows } = await sql<Stored>`
    select ${COLUMNS} from identity.person
    where district = ${district} and login = any(${[...logins]}::text[]) order by login`.execute(tx);
  return rows.map(personOf);
}

/** A page of people by login, with whether a one-time code is enrolled. */
export async function peopleAfter(
  tx: Tx,
  district: string,
  after: string,
  most: number,
): Promise<(PersonRow & { enrolled: boolean })[]> {
  const { rows } = await sql<Stored & { enrolled: boolean }>`
    select ${COLUMNS}, coalesce((select u."twoFactorEnabled" from auth."user" u where u.id = user_id), false) as enrolled
    from identity.person where district = ${district} and login > ${after} order by login limit ${most}`.execute(tx);
  return rows.map((row) => ({ ...personOf(row), enrolled: row.enrolled }));
}

export async function setLanguage(tx: Tx, district: string, person: string, language: 'zh' | 'en'): Promise<void> {
  await sql`update identity.person set language = ${language} where district = ${district} and id = ${person}`.execute(
    tx,
  );
}
