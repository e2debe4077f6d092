import { dayOf } from '../calendar/calendar.rules.ts';
import type { Database } from '../db/database.ts';
import { nothing } from '../db/scope.ts';
import type { Text } from '../language/language.ts';
import { areasOn } from './areas.rules.ts';
import { type AuthorityRow, inForce, responsible } from './authority.rules.ts';
import type { Level } from './codes.rules.ts';
import { ancestorsOf, liesWithin } from './codes.rules.ts';
import type { Bounds, Point } from './coordinates.rules.ts';
import type { Shape } from './geometry.rules.ts';
import { middleOf } from './geometry.rules.ts';
import { placesOfDistrict, revisionOf } from './places.store.ts';
import { PlaceIndex } from './polygons.rules.ts';
import type { Entry } from './search.rules.ts';
import { found, soundsOf } from './search.rules.ts';
import { simplified } from './simplify.rules.ts';
import type { MapVersion, PlacesRows, Territory, Zone } from './territories.rules.ts';
import { pathOf } from './territories.rules.ts';

/** Where a point lies; `outside`: in no polygon, so that it is kept under the district's own code in the "outside" tray. */
export type Located = { readonly code: string; readonly outside: boolean; readonly map: number | null };
/** A boundary for drawing. */
export type Drawn = { readonly code: string; readonly shape: Shape; readonly approximate: boolean };

/** How far a drawn border may lie off the true one, in degrees of latitude: 33 m, 22 m and 5 m. */
const TOLERANCE: Readonly<Record<Level, number>> = { district: 0.0003, town: 0.0002, village: 0.00005, grid: 0.00002 };

/** Rows of who answers, under the territory that each names. */
export type AuthorityByTerritory = ReadonlyMap<string, readonly AuthorityRow[]>;
const NO_MORE: AuthorityByTerritory = new Map();

/** A district's places at one revision and on one day, held in the process and never changed. */
export class Places {
  readonly district: string;
  readonly revision: number;
  readonly map: MapVersion | null;
  readonly #rows: PlacesRows;
  readonly #index: PlaceIndex;
  readonly #authority: ReadonlyMap<string, readonly AuthorityRow[]>;
  readonly #byCode: ReadonlyMap<string, readonly Territory[]>;
  readonly #middles: ReadonlyMap<string, Point>;
  readonly #zoneIndexes: ReadonlyMap<Zone, PlaceIndex>;
  readonly #drawn = new Map<Level, Drawn[]>();
  /** The Shanghai day of which names and boundaries are told where nobody names another. */
  readonly today: string;
  readonly #areas: PlacesRows['areas'];
  #entries: Entry[] | undefined;

  constructor(district: string, rows: PlacesRows, today: string) {
    this.today = today;
    this.district = district;
    this.revision = rows.revision;
    this.map = rows.map;
    this.#rows = rows;
    this.#authority = Map.groupBy(rows.authority, (one) => one.territory);
    this.#byCode = Map.groupBy(rows.territories, (one) => one.code);
    this.#areas = areasOn(rows.areas, this.#byCode, today);
    this.#index = new PlaceIndex(this.#areas);
    this.#middles = new Map(this.#areas.map(({ code, shape }) => [code, middleOf(shape)]));
    this.#zoneIndexes = new Map(
      rows.zones.map((zone) => [
        zone,
        new PlaceIndex(zone.shape === null ? [] : [{ code: zone.id, shape: zone.shape }]),
      ]),
    );
  }

  /** The territory of a WGS-84 point, with the map that says so. A district without a map takes every point, at its own code. */
  locate({ lon, lat }: Point): Located {
    const map = this.map?.version ?? null;
    const code = this.#index.find(lon, lat);
    return code === null ? { code: this.district, outside: map !== null, map } : { code, outside: false, map };
  }

  /** The box around every boundary, or null where there is no map. */
  get bounds(): Bounds | null {
    return this.#index.bounds;
  }

  /** The territory of a code on a day, today where none is named, or on its last day when it ended before; null for a code that was never used. */
  territory(code: string, day = this.today): Territory | null {
    const known = this.#byCode.get(code) ?? [];
    return known.find((one) => inForce(one, day)) ?? known.findLast((one) => one.from <= day) ?? known.at(-1) ?? null;
  }

  /** True when a code is in force on a day. */
  has(code: string, day: string): boolean {
    return (this.#byCode.get(code) ?? []).some((one) => inForce(one, day));
  }

  nameOf(code: string): Text | null {
    return this.territory(code)?.name ?? null;
  }

  /** The name with those above it, for people to read. */
  pathOf(code: string): Text {
    return pathOf(code, (one) => this.nameOf(one));
  }

  /** The middle of a territory's boundary, or null where the map does not have it. */
  middleOf(code: string): Point | null {
    return this.#middles.get(code) ?? null;
  }

  /** Territories in force on a day, in the order of their codes. */
  territories(day: string): Territory[] {
    return this.#rows.territories.filter((one) => inForce(one, day));
  }

  /** Zones in force on a day. */
  zones(day: string): Zone[] {
    return this.#rows.zones.filter((one) => inForce(one, day));
  }

  /** Zones that hold a territory, or the point in it, on a day. */
  zonesAt(code: string, point: Point | null, day: string): Zone[] {
    return this.zones(day).filter(
      (zone) =>
        zone.territories.some((one) => liesWithin(code, one)) ||
        (point !== null && this.#zoneIndexes.get(zone)?.find(point.lon, point.lat) === zone.id),
    );
  }

  /**
   * Which body answers for a kind of matter at a code on a day; null when nobody is named. `also` are further rows by territory, which
   * go before or behind those of the table by the same rule.
   */
  responsible(code: string, kind: string, day: string, also: AuthorityByTerritory = NO_MORE): AuthorityRow | null {
    const rows = ancestorsOf(code).flatMap((one) => [...(this.#authority.get(one) ?? []), ...(also.get(one) ?? [])]);
    return responsible(rows, code, kind, day);
  }

  /** Every row of who answers, for those who keep the table. */
  get authority(): readonly AuthorityRow[] {
    return this.#rows.authority;
  }

  /** Boundaries of one level, simplified for drawing; neighbours keep a common border. */
  drawn(level: Level): readonly Drawn[] {
    const known = this.#drawn.get(level);
    if (known !== undefined) return known;
    const areas = this.#areas.filter(({ code }) => this.territory(code)?.level === level);
    const shapes = simplified(
      areas.map(({ shape }) => shape),
      TOLERANCE[level],
    );
    const drawn = areas.map(({ code, approximate }, at) => ({ code, approximate, shape: shapes[at] as Shape }));
    this.#drawn.set(level, drawn);
    return drawn;
  }

  /** Type-ahead over territories in force and known places. */
  find(typed: string, day: string, most: number): Entry[] {
    this.#entries ??= this.#entriesNow();
    return found(
      this.#entries.filter((one) => one.what === 'known' || this.has(one.id, day)),
      typed,
      most,
    );
  }

  #entriesNow(): Entry[] {
    const territories = [...this.#byCode.keys()].map((code): Entry => {
      const name = this.nameOf(code) ?? { zh: code, en: code };
      return {
        what: 'territory',
        id: code,
        territory: code,
        name,
        path: this.pathOf(code),
        ...soundsOf(name.zh),
        point: this.middleOf(code),
      };
    });
    const known = this.#rows.known.map(
      ({ id, name, initials, lon, lat, territory }): Entry => ({
        what: 'known',
        id,
        territory,
        name,
        path: this.pathOf(territory),
        initials,
        sounds: soundsOf(name.zh).sounds,
        point: { lon, lat },
      }),
    );
    return [...territories, ...known];
  }
}

const clocks = new WeakMap<Database, () => Date>();

/** Tells by which clock the places of a database have their day; the machine's where nobody tells. */
export function placesByClock(db: Database, clock: () => Date): void {
  clocks.set(db, clock);
}

const todayFor = (db: Database): string => dayOf((clocks.get(db) ?? (() => new Date()))());

/** How long a process may go on with its index before it asks for the revision again. */
const CHECK_MS = 2_000;

type Held = { places: Promise<Places>; checked: number; checking: Promise<void> | null };
const held = new WeakMap<Database, Map<string, Held>>();

/**
 * A district's places, from memory. The first call loads them; later ones ask for the revision every two seconds at most, beside the
 * caller, so that nobody waits for a new index. A failed load is tried again by the next call; a failed check keeps the old index.
 */
export function placesOf(db: Database, district: string): Promise<Places> {
  const districts = held.get(db) ?? new Map<string, Held>();
  held.set(db, districts);
  const one = districts.get(district);
  if (one === undefined) {
    const places = load(db, district);
    districts.set(district, { places, checked: performance.now(), checking: null });
    places.catch(() => districts.delete(district));
    return places;
  }
  if (one.checking === null && performance.now() - one.checked > CHECK_MS) {
    one.checking = refresh(db, district, one)
      .catch(() => {})
      .finally(() => {
        one.checked = performance.now();
        one.checking = null;
      });
  }
  return one.places;
}

/** As `placesOf`, after a change that the caller must see at once. */
export async function freshPlacesOf(db: Database, district: string): Promise<Places> {
  held.get(db)?.delete(district);
  return placesOf(db, district);
}

async function load(db: Database, district: string): Promise<Places> {
  return new Places(district, await db.read(nothing(district), (tx) => placesOfDistrict(tx, district)), todayFor(db));
}

async function refresh(db: Database, district: string, one: Held): Promise<void> {
  const now = await db.read(nothing(district), (tx) => revisionOf(tx, district));
  const known = await one.places;
  if (now === known.revision && known.today === todayFor(db)) return;
  const places = await load(db, district);
  one.places = Promise.resolve(places);
}
