import type { Database } from '../../platform/db/database.ts';
import { whole } from '../../platform/db/scope.ts';
import { allBodies, putBodies } from '../../platform/identity/bodies.store.ts';
import { textOf } from '../../platform/language/language.ts';
import { putAuthority } from '../../platform/places/places.store.ts';
import { freshPlacesOf, placesOf } from '../../platform/places/places.ts';
import { type KindSeed, kindsChanged, kindsOf, loadKinds } from '../kinds/kinds.door.ts';
import { mattersWords } from './matters.words.ts';

/**
 * Gives a district that has only a map what matters need: kinds to begin with, a centre, and the centre as the body that
 * answers for everything until a table says otherwise. What is there already stays. Answers whether anything was added.
 */
export async function foundMatters(
  work: Database,
  district: string,
  kinds: readonly KindSeed[],
  now: Date,
): Promise<boolean> {
  const known = await kindsOf(work, district);
  const { authority } = await placesOf(work, district);
  if (known.size > 0 && authority.length > 0) return false;
  await work.write(whole(district), async (tx) => {
    if (known.size === 0) await loadKinds(tx, district, kinds, now);
    if (authority.length > 0) return;
    const centre = 'centre';
    if (!(await allBodies(tx, district)).some((one) => one.id === centre)) {
      const name = textOf(mattersWords, 'centre');
      await putBodies(tx, district, [
        {
          id: centre,
          nameZh: name.zh,
          nameEn: name.en,
          territory: district,
          parent: null,
          address: null,
          phone: null,
          relays: true,
        },
      ]);
    }
    const why = textOf(mattersWords, 'centreWhy');
    await putAuthority(tx, district, [
      { territory: district, kind: '', body: centre, from: '1949-10-01', to: null, why },
    ]);
  });
  kindsChanged(work, district);
  await freshPlacesOf(work, district);
  return true;
}
