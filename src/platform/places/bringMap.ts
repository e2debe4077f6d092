import { createHash } from 'node:crypto';
import type { Database } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { createDistrict, districtsOf } from '../journal/lines.store.ts';
import type { Text } from '../language/language.ts';
import { say, textOf } from '../language/language.ts';
import type { FeatureFault, Reading } from './import.rules.ts';
import { canonicalMap, featuresOf, geometryText, readMap } from './import.rules.ts';
import { addMap, placesOfDistrict, putTerritories } from './places.store.ts';
import { placesWords, SHAPE_WORDS } from './places.words.ts';
import type { Territory } from './territories.rules.ts';

/** A file that is not taken, with every reason (at most twenty are spelt out); nothing was written. */
export class MapRefused extends Error {
  readonly reasons: readonly Text[];

  constructor(reasons: readonly Text[]) {
    super(reasons.map(({ zh, en }) => `${zh}\n${en}`).join('\n'));
    this.reasons = reasons;
  }
}

export type Wish = Omit<Reading, 'from'> & {
  /** First day of territories not known before; `EVER` where absent, since reports of past years are brought in as well. */
  readonly from?: string | undefined;
  /** Found the district as one of imports when it is not there. */
  readonly create: boolean;
  readonly districtName?: string | undefined;
  /** Where the boundaries come from; the file's name where absent. */
  readonly source?: string | undefined;
  readonly approximate: boolean;
};

export type Brought = {
  readonly version: number;
  readonly areas: number;
  readonly hash: string;
  readonly isNew: boolean;
};

const EVER = '1900-01-01';
const SPELT_OUT = 20;

/**
 * Brings a GeoJSON FeatureCollection into a district as its next map: territories, boundaries and the map's version, in one
 * transaction of the working role. The same content again makes no new version. Throws `MapRefused`.
 */
export async function bringMap(
  work: Database,
  file: { readonly name: string; readonly text: string },
  wish: Wish,
  now: Date,
  tell: (sentence: Text) => void,
): Promise<Brought> {
  const { district } = wish;
  const features = featuresOf(parsed(file));
  if (features === null) throw new MapRefused([textOf(placesWords, 'notCollection', { file: file.name })]);
  const isThere = (await districtsOf(work.pool)).includes(district);
  if (!isThere && !wish.create) throw new MapRefused([textOf(placesWords, 'noDistrict', { district })]);

  return work.write(whole(district), async (tx) => {
    const { territories: known, map } = await placesOfDistrict(tx, district);
    const { areas, territories, faults, vertices } = readMap(features, { ...wish, from: wish.from ?? EVER }, known);
    if (faults.length > 0) throw new MapRefused(reasonsOf(faults, district));
    tell(textOf(placesWords, 'reading', { file: file.name, n: areas.length, vertices }));

    const name = nameOf(wish);
    if (!isThere) {
      await createDistrict(tx, { district, name, origin: 'import' });
      tell(textOf(placesWords, 'created', { district, name: name.zh }));
    }
    const root: Territory = {
      code: district,
      level: 'district',
      name,
      from: wish.from ?? EVER,
      to: null,
      successors: [],
    };
    const hasRoot = [...known, ...territories].some(({ code }) => code === district);
    await putTerritories(tx, district, hasRoot ? territories : [root, ...territories]);

    const hash = createHash('sha256').update(canonicalMap(areas)).digest('hex');
    if (map?.hash === hash) {
      tell(textOf(placesWords, 'same', { district, version: map.version }));
      return { version: map.version, areas: areas.length, hash, isNew: false };
    }
    const { approximate } = wish;
    const version = await addMap(
      tx,
      district,
      { hash, source: wish.source ?? file.name, approximate, loaded: now },
      areas.map(({ code, shape }) => ({ code, text: geometryText(shape), approximate })),
      (done) => tell(textOf(placesWords, 'writing', { done, n: areas.length })),
    );
    tell(textOf(placesWords, 'done', { district, version, n: areas.length, hash: hash.slice(0, 16) }));
    return { version, areas: areas.length, hash, isNew: true };
  });
}

function nameOf({ district, districtName }: Wish): Text {
  return districtName === undefined
    ? textOf(placesWords, 'unnamed', { district })
    : { zh: districtName, en: districtName };
}

function parsed(file: { readonly name: string; readonly text: string }): unknown {
  try {
    return JSON.parse(file.text);
  } catch (error) {
    throw new MapRefused([
      textOf(placesWords, 'unreadable', { file: file.name, reason: error instanceof Error ? error.message : '' }),
    ]);
  }
}

function reasonsOf(faults: readonly FeatureFault[], district: string): Text[] {
  const spelt = faults.slice(0, SPELT_OUT).map((fault): Text => {
    const zh = say(placesWords, 'zh', 'feature', {
      at: fault.at,
      label: fault.label,
      reason: reasonOf(fault, district).zh,
    });
    const en = say(placesWords, 'en', 'feature', {
      at: fault.at,
      label: fault.label,
      reason: reasonOf(fault, district).en,
    });
    return { zh, en };
  });
  const more = faults.length > SPELT_OUT ? [textOf(placesWords, 'more', { n: faults.length - SPELT_OUT })] : [];
  return [...spelt, ...more, textOf(placesWords, 'refused', { n: faults.length })];
}

function reasonOf({ why, about }: FeatureFault, district: string): Text {
  switch (why) {
    case 'noCode':
    case 'noName':
      return textOf(placesWords, why, { property: about });
    case 'badCode':
    case 'foreignCode':
    case 'orphan':
      return textOf(placesWords, why, { code: about, district });
    case 'twice': {
      const [code = '', other = ''] = about.split(' ');
      return textOf(placesWords, why, { code, other });
    }
    default:
      return textOf(placesWords, SHAPE_WORDS[why], { at: about });
  }
}
