import type { Database } from '../../platform/db/database.ts';
import { nothing } from '../../platform/db/scope.ts';
import { allBodies, type Body } from '../../platform/identity/bodies.store.ts';
import type { Text } from '../../platform/language/language.ts';
import { placesOf } from '../../platform/places/places.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import { kindsOf } from '../kinds/kinds.door.ts';
import type { Ground } from './intake.ts';

const FRESH_MS = 5_000;
const held = new WeakMap<Database, Map<string, { at: number; bodies: Promise<ReadonlyMap<string, Body>> }>>();

/** A district's bodies by id, read at most every five seconds. */
export function bodiesOf(db: Database, district: string): Promise<ReadonlyMap<string, Body>> {
  const byDistrict = held.get(db) ?? new Map();
  held.set(db, byDistrict);
  const known = byDistrict.get(district);
  if (known && performance.now() - known.at < FRESH_MS) return known.bodies;
  const bodies = db
    .read(nothing(district), (tx) => allBodies(tx, district))
    .then((all): ReadonlyMap<string, Body> => new Map(all.map((one) => [one.id, one])));
  bodies.catch(() => byDistrict.delete(district));
  byDistrict.set(district, { at: performance.now(), bodies });
  return bodies;
}

/** Forgets what is held, so that a change of bodies shows at once in this process. */
export function bodiesChanged(db: Database, district: string): void {
  held.get(db)?.delete(district);
}

/** What every step on a matter stands on: places, kinds and bodies of its district, held in the process. */
export type Standing = Ground & { readonly bodies: ReadonlyMap<string, Body> };

export async function standing(db: Database, keyring: Keyring, district: string): Promise<Standing> {
  const [places, kinds, bodies] = await Promise.all([
    placesOf(db, district),
    kindsOf(db, district),
    bodiesOf(db, district),
  ]);
  return { district, keyring, places, kinds, bodies };
}

/** A body's name for people; its id where the table no longer has it. */
export function bodyName(ground: Standing, id: string | null): ({ id: string } & Text) | null {
  if (id === null) return null;
  const body = ground.bodies.get(id);
  return { id, zh: body?.nameZh ?? id, en: body?.nameEn ?? id };
}
