import type { Database } from '../../platform/db/database.ts';
import { held } from '../../platform/db/held.ts';
import { nothing } from '../../platform/db/scope.ts';
import { allBodies, type Body } from '../../platform/identity/bodies.store.ts';
import type { Text } from '../../platform/language/language.ts';
import { placesOf } from '../../platform/places/places.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import { kindsOf } from '../kinds/kinds.door.ts';
import { rulingsOf } from './clock/rulings.ts';
import { termsOf } from './clock/terms.ts';
import type { Ground } from './intake.ts';

/** A district's bodies by id, held in the process. */
export const bodiesOf = held(
  async (db, district): Promise<ReadonlyMap<string, Body>> =>
    new Map((await db.read(nothing(district), (tx) => allBodies(tx, district))).map((one) => [one.id, one])),
);

/** Forgets what is held of bodies, so that their change shows at once in this process. */
export const bodiesChanged = bodiesOf.forget;

/** What every step on a matter stands on: places, kinds, rulings, terms and bodies of its district, held in the process. */
export type Standing = Ground & { readonly bodies: ReadonlyMap<string, Body> };

export async function standing(db: Database, keyring: Keyring, district: string): Promise<Standing> {
  const [places, kinds, bodies, rulings, terms] = await Promise.all([
    placesOf(db, district),
    kindsOf(db, district),
    bodiesOf(db, district),
    rulingsOf(db, district),
    termsOf(db, district),
  ]);
  return { district, keyring, places, kinds, bodies, rulings, terms };
}

/** A body's name for people; its id where the table no longer has it. */
export function bodyName(ground: Standing, id: string | null): ({ id: string } & Text) | null {
  if (id === null) return null;
  const body = ground.bodies.get(id);
  return { id, zh: body?.nameZh ?? id, en: body?.nameEn ?? id };
}
