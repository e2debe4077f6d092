import type { Database } from '../../platform/db/database.ts';
import { nothing } from '../../platform/db/scope.ts';
import type { Text } from '../../platform/language/language.ts';
import { kindPrefixName } from './differences.rules.ts';
import type { Kind } from './kinds.rules.ts';
import { newestKinds } from './kinds.store.ts';

export { kindPrefixName } from './differences.rules.ts';
export { type AnswerRefusal, answerRefusals, GROUPS, type Kind, type KindSeed, type Question } from './kinds.rules.ts';
export { addKinds, openCodes } from './kinds.store.ts';
export { changeSubject } from './kinds.subject.ts';
export { loadKinds } from './loading.ts';

const FRESH_MS = 5_000;
const held = new WeakMap<Database, Map<string, { at: number; kinds: Promise<ReadonlyMap<string, Kind>> }>>();

/** A district's kinds by code, newest versions, read at most every five seconds. */
export function kindsOf(db: Database, district: string): Promise<ReadonlyMap<string, Kind>> {
  const byDistrict = held.get(db) ?? new Map();
  held.set(db, byDistrict);
  const known = byDistrict.get(district);
  if (known && performance.now() - known.at < FRESH_MS) return known.kinds;
  const kinds = db
    .read(nothing(district), (tx) => newestKinds(tx, district))
    .then((all): ReadonlyMap<string, Kind> => new Map(all.map((one) => [one.code, one])));
  kinds.catch(() => byDistrict.delete(district));
  byDistrict.set(district, { at: performance.now(), kinds });
  return kinds;
}

/** How what a row of who answers names is called: every kind (''), a group, or one kind. */
export async function kindNamesOf(db: Database, district: string): Promise<(prefix: string) => Text> {
  const kinds = await kindsOf(db, district);
  return (prefix) => kindPrefixName(prefix, { kind: (code) => kinds.get(code)?.name ?? null });
}

/** Forgets what is held, so that a change shows at once in this process. */
export function kindsChanged(db: Database, district: string): void {
  held.get(db)?.delete(district);
}
