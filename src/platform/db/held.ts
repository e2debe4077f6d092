import type { Database } from './database.ts';

const FRESH_MS = 5_000;

/** Something of a district that is held in the process and read at most every five seconds. */
export type Held<Value> = {
  (db: Database, district: string): Promise<Value>;
  /** Forgets it, so that a change shows at once in this process. */
  forget(db: Database, district: string): void;
};

/** Holds what `read` brings, by database and district; a reading that fails is not held. */
export function held<Value>(read: (db: Database, district: string) => Promise<Value>): Held<Value> {
  const all = new WeakMap<Database, Map<string, { readonly at: number; readonly value: Promise<Value> }>>();
  const get = (db: Database, district: string): Promise<Value> => {
    const byDistrict = all.get(db) ?? new Map<string, { readonly at: number; readonly value: Promise<Value> }>();
    all.set(db, byDistrict);
    const known = byDistrict.get(district);
    if (known && performance.now() - known.at < FRESH_MS) return known.value;
    const value = read(db, district);
    value.catch(() => byDistrict.delete(district));
    byDistrict.set(district, { at: performance.now(), value });
    return value;
  };
  return Object.assign(get, {
    forget: (db: Database, district: string): void => {
      all.get(db)?.delete(district);
    },
  });
}
