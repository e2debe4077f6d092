import type { Database } from '../db/database.ts';
import { nothing } from '../db/scope.ts';
import type { Calendar } from './calendar.rules.ts';
import { entriesOf, versionOf } from './calendar.store.ts';
import { type Entry, EVERY_BODY, givenBy } from './entries.rules.ts';
import { chineseCalendar } from './holidays.ts';
import { type Hours, type Timetable, timetableOf, USUAL_HOURS } from './hours.rules.ts';

/** A district's calendar with the hours of its bodies, at one version: held in the process and never changed. */
export class DistrictCalendar {
  /** Grows with every change of the district's days, years or hours. */
  readonly version: number;
  readonly calendar: Calendar;
  readonly entries: readonly Entry[];
  readonly #hours: ReadonlyMap<string, Hours>;
  readonly #timetables = new Map<string, Timetable>();
  readonly #bodies = new Map<string | null, Timetable>();

  constructor({ version, entries }: { readonly version: number; readonly entries: readonly Entry[] }) {
    this.version = version;
    this.entries = entries;
    this.calendar = chineseCalendar(givenBy(entries));
    this.#hours = new Map(
      entries.flatMap((one) => (one.what === 'hours' && one.value !== null ? [[one.key, one.value] as const] : [])),
    );
  }

  /** When a body works; the district's usual hours where it has none of its own, or for no body. */
  hoursOf(body: string | null): Hours {
    return this.#hours.get(body ?? EVERY_BODY) ?? this.#hours.get(EVERY_BODY) ?? USUAL_HOURS;
  }

  /** A body's hours over the calendar, for `addTerm` and `elapsed`; bodies with the same hours share one. */
  timetableOf(body: string | null): Timetable {
    const ofBody = this.#bodies.get(body);
    if (ofBody !== undefined) return ofBody;
    const hours = this.hoursOf(body);
    const key = JSON.stringify(hours);
    const made = this.#timetables.get(key) ?? timetableOf(this.calendar, hours);
    this.#timetables.set(key, made);
    this.#bodies.set(body, made);
    return made;
  }
}

/** How long a process may go on with its calendar before it asks for the version again. */
const CHECK_MS = 2_000;

type Held = { readonly calendar: Promise<DistrictCalendar>; readonly until: number };
const held = new WeakMap<Database, Map<string, Held>>();

/** A district's calendar, from memory; a change made elsewhere is seen two seconds later at most. A failed load is tried again by the next call. */
export function calendarOf(db: Database, district: string): Promise<DistrictCalendar> {
  const districts = held.get(db) ?? new Map<string, Held>();
  held.set(db, districts);
  const known = districts.get(district);
  if (known !== undefined && performance.now() < known.until) return known.calendar;
  const calendar = db.read(nothing(district), async (tx) => {
    const before = await known?.calendar.catch(() => null);
    if (before && before.version === (await versionOf(tx, district))) return before;
    return new DistrictCalendar(await entriesOf(tx, district));
  });
  const one = { calendar, until: performance.now() + CHECK_MS };
  districts.set(district, one);
  calendar.catch(() => {
    if (districts.get(district) === one) districts.delete(district);
  });
  return calendar;
}

/** As `calendarOf`, after a change that the caller must see at once. */
export async function freshCalendarOf(db: Database, district: string): Promise<DistrictCalendar> {
  held.get(db)?.delete(district);
  return calendarOf(db, district);
}
