import { randomUUID } from 'node:crypto';
import { nothing } from '../db/scope.ts';
import { insertAccounts } from './accounts.store.ts';
import { foldMachine } from './folds.rules.ts';
import { newId } from './ids.ts';
import { LINES } from './lines.rules.ts';
import type { MachineScope } from './machines.rules.ts';
import { newMachine } from './machines.store.ts';
import type { IdentityParts } from './parts.ts';
import { prepared, START, type Writing, write } from './subject.store.ts';

export type MachineDraft = {
  readonly name: string;
  readonly body: string | null;
  readonly scopes: readonly MachineScope[];
  readonly until: string;
};

/** Enters a machine and makes its key, which is returned once. The draft was checked (machines.rules.ts) and its body exists. */
export async function issueMachine(
  parts: IdentityParts,
  writing: Writing,
  draft: MachineDraft,
): Promise<{ id: string; key: string }> {
  const { db, auth } = parts;
  const { district, now } = writing;
  const id = newId();
  const userId = randomUUID();
  // better-auth makes the key on a connection of its own, so that the login it belongs to must be there first. Should we
  // fall between the two, what stays is a login that nobody can sign in with.
  const login = `machine-${id.slice(-12)}`;
  await db.write(nothing(district), (tx) => insertAccounts(tx, [{ userId, login, district, hash: null }], now));
  const lastMoment = Date.parse(`${draft.until}T23:59:59.999+08:00`);
  const made = await auth.api.createApiKey({
    body: { userId, name: draft.name, expiresIn: Math.max(86_401, Math.floor((lastMoment - Date.now()) / 1000)) },
  });
  await db.write(nothing(district), async (tx) => {
    const line = prepared(writing, {
      kind: LINES.issued,
      subject: id,
      body: { name: draft.name, body: draft.body, scopes: [...draft.scopes], until: draft.until },
      territory: null,
      chain: START,
      id: newId(),
    });
    await write(
      tx,
      writing,
      [line],
      [newMachine(line, foldMachine(null, line.line), { userId, keyId: made.id }, district)],
    );
  });
  return { id, key: made.key };
}
