import { randomUUID } from 'node:crypto';
import type { Database, Tx } from '../../platform/db/database.ts';
import type { Scope } from '../../platform/db/scope.ts';
import type { Caller } from '../../platform/identity/caller.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import { standing } from './ground.ts';
import { OPEN } from './matters.rules.ts';
import { loadMatter } from './matters.store.ts';
import { makeMove } from './moving.ts';

/**
 * Says on an open matter of a group, that the caller may add to, what a neighbour does about it; its reporter reads it. False where the
 * caller sees no such matter. Throws Problem 403 where they may not add to it.
 * @param group the group of its kind, as `dispute`.
 */
export async function noteOn(
  tx: Tx,
  by: { readonly db: Database; readonly keyring: Keyring; readonly caller: Caller; readonly now: Date },
  scope: Scope,
  matter: { readonly id: string; readonly group: string; readonly note: string },
): Promise<boolean> {
  const { district } = scope;
  const stored = await loadMatter(tx, district, matter.id);
  const is = stored?.matter;
  if (is === undefined || !is.kind.startsWith(`${matter.group}.`) || !OPEN.includes(is.status)) return false;
  const ground = await standing(by.db, by.keyring, district);
  const act = { move: 'note' as const, note: matter.note, photos: [], forReporter: true };
  const mover = { caller: by.caller, isReporter: false };
  await makeMove(tx, scope, ground, mover, matter.id, { id: randomUUID(), n: is.n, act }, by.now);
  return true;
}
