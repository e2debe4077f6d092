import { useCallback, useEffect, useRef, useState } from 'react';
import type { Photo } from '../kit/photos.tsx';
import type { Phone } from './phone.ts';

const store = () => import('./phone.ts').then((made) => made.phone());

/** A draft's own photos; somebody else's under the same name stay with them. */
const photosOf = (it: Phone, person: string, key: string) =>
  it.photos.where({ owner: key }).and((one) => one.person === person);

/** What a form keeps while it is open, by name; undefined where nothing is kept. */
export async function keptDraft<A>(person: string, key: string): Promise<A | undefined> {
  const row = await (await store()).drafts.get(key);
  return row?.person === person ? (row.data as A) : undefined;
}

export async function keepDraft(person: string, key: string, data: unknown): Promise<void> {
  await (await store()).drafts.put({ key, person, at: Date.now(), data });
}

/** One's own kept things whose names begin alike. */
export async function draftsUnder<A>(person: string, start: string): Promise<{ key: string; data: A }[]> {
  const rows = await (await store()).drafts.where('key').startsWith(start).toArray();
  return rows.filter((one) => one.person === person).map(({ key, data }) => ({ key, data: data as A }));
}

export type Draft<A> = {
  readonly data: A;
  readonly change: (some: Partial<A>) => void;
  readonly photos: readonly Photo[];
  /** Photos are on the disk before this page shows them. */
  readonly setPhotos: (photos: readonly Photo[]) => void;
  /** Forgets what was gathered and starts again. */
  readonly clear: (fresh: A) => void;
  /** Whether what was kept has been looked for. */
  readonly ready: boolean;
  /** The phone has no room for what was gathered last: it is lost with the page. */
  readonly unkept: boolean;
  /** Resolves when all that was gathered is on the disk. */
  readonly settled: () => Promise<void>;
};

/** A form's data and photos, kept on the phone at every change, so that a fall of the phone loses nothing; null keeps nothing. */
export function useDraft<A extends object>(person: string, key: string | null, initial: () => A): Draft<A> {
  const [data, setData] = useState(initial);
  const [photos, show] = useState<readonly Photo[]>([]);
  const [ready, setReady] = useState(key === null);
  const [unkept, setUnkept] = useState(false);
  const touched = useRef(false);
  const writing = useRef(Promise.resolve());
  const write = useCallback((task: () => Promise<unknown>) => {
    writing.current = writing.current
      .then(() => task())
      .then(
        () => setUnkept(false),
        // A full disk, or a browser that keeps nothing: the form lives as long as the page.
        () => setUnkept(true),
      );
    return writing.current;
  }, []);

  useEffect(() => {
    if (key === null) return;
    let gone = false;
    void (async () => {
      const it = await store();
      const kept = await keptDraft<A>(person, key);
      const own = await photosOf(it, person, key).sortBy('at');
      if (gone) return;
      if (kept !== undefined && !touched.current) setData((now) => ({ ...now, ...kept }));
      if (own.length > 0)
        show((now) => (now.length === 0 ? own.map(({ id, blob, name }) => ({ id, blob, name })) : now));
    })()
      .catch(() => undefined)
      .finally(() => gone || setReady(true));
    return () => {
      gone = true;
    };
  }, [person, key]);

  const change = (some: Partial<A>): void => {
    touched.current = true;
    setData((now) => {
      const next = { ...now, ...some };
      if (key !== null) void write(() => keepDraft(person, key, next));
      return next;
    });
  };
  const setPhotos = (next: readonly Photo[]): void => {
    if (key === null) {
      show(next);
      return;
    }
    const keepAll = async (): Promise<void> => {
      const it = await store();
      await it.transaction('rw', it.photos, async () => {
        await photosOf(it, person, key).delete();
        await it.photos.bulkPut(
          next.map(({ id, blob, name }, at) => ({ id, blob, name, at, person, owner: key, token: null })),
        );
      });
    };
    // With its photos the form itself, so that both are forgotten together.
    void write(() => keepDraft(person, key, data));
    void write(keepAll).then(() => show(next));
  };
  const clear = (fresh: A): void => {
    touched.current = true;
    setData(fresh);
    show([]);
    if (key === null) return;
    void write(async () => {
      const it = await store();
      await it.drafts.delete(key);
      await photosOf(it, person, key).delete();
    });
  };
  return { data, change, photos, setPhotos, clear, ready, unkept, settled: () => writing.current };
}
