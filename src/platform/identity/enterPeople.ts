import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { Tx } from '../db/database.ts';
import { dayOf } from '../journal/line.rules.ts';
import { digest, type Keyring } from '../sealing/keyring.ts';
import { insertSealed, wrappedKeys } from '../sealing/sealed.store.ts';
import { type KeyRow, keyFor } from '../sealing/sealed.ts';
import { insertAccounts } from './accounts.store.ts';
import { foldPerson, type PersonNow } from './folds.rules.ts';
import { newId } from './ids.ts';
import { LINES } from './lines.rules.ts';
import { type PersonRow, peopleFragment } from './people.store.ts';
import { prepared, START, type Writing, write } from './subject.store.ts';

/** A person to be entered. Without a password nobody can sign in as them until one is set. */
export type NewPerson = {
  readonly login: string;
  readonly name: string;
  readonly password?: string;
  /** True where somebody else knows the password: it must be changed at the first sign-in. */
  readonly initialPassword?: boolean;
  /** Given by the demonstration, so that it is the same every time. */
  readonly id?: string;
};

/** Where a sealed name belongs: it opens nowhere else. */
const nameAt = (district: string, person: string) => `identity.person/${district}/${person}/name`;

/**
 * Enters people with their logins, their names sealed under a key each. Logins must be free and well-formed (login.rules).
 * The same password among them is hashed once: a demonstration's hundreds share a few. Returns ids in the order given.
 */
export async function enterPeople(
  tx: Tx,
  keyring: Keyring,
  writing: Writing,
  people: readonly NewPerson[],
): Promise<string[]> {
  const { district, now } = writing;
  const hashes = new Map<string, string>();
  for (const password of new Set(people.flatMap((one) => one.password ?? []))) {
    hashes.set(password, await hashPassword(password));
  }
  const keys: KeyRow[] = [];
  const entries = people.map((one) => {
    const id = one.id ?? newId();
    const { key, row } = keyFor(keyring, { district, owner: id, purpose: 'identity', day: dayOf(now.toISOString()) });
    keys.push(row);
    const name = keyring.seal(key.secret, one.name, nameAt(district, id));
    const line = prepared(writing, {
      kind: LINES.entered,
      subject: id,
      body: {
        login: one.login,
        name: { key: key.id, digest: digest(name).toString('hex') },
        initialPassword: one.initialPassword ?? false,
      },
      territory: null,
      chain: START,
      id: newId(),
    });
    return { line, now: foldPerson(null, line.line), userId: randomUUID(), name };
  });
  await insertAccounts(
    tx,
    entries.map(({ userId }, at) => {
      const { login, password } = people[at] as NewPerson;
      return { userId, login, district, hash: password === undefined ? null : (hashes.get(password) ?? null) };
    }),
    now,
  );
  await insertSealed(tx, keys, []);
  await write(
    tx,
    writing,
    entries.map((one) => one.line),
    [peopleFragment(entries, district)],
  );
  return entries.map((one) => one.now.id);
}

/** Opens people's names, by id; '' where forgotten. Names of those who hold posts are known at work: no look is owed. */
export async function openNames(
  tx: Tx,
  keyring: Keyring,
  district: string,
  people: readonly PersonRow[],
): Promise<Map<string, string>> {
  const wrapped = await wrappedKeys(
    tx,
    district,
    people.map((one) => one.nameKey),
  );
  return new Map(
    people.map((one) => {
      const key = wrapped.get(one.nameKey);
      return [one.id, key ? keyring.open(keyring.unwrap(district, key), one.name, nameAt(district, one.id)) : ''];
    }),
  );
}

/** A person's fold as the row has it, to go on from. */
export const personNow = (row: PersonRow): PersonNow => ({
  id: row.id,
  login: row.login,
  nameKey: row.nameKey,
  nameDigest: digest(row.name).toString('hex'),
  state: row.state,
  initialPassword: row.initialPassword,
});
