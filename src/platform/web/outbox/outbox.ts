import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { Photo } from '../kit/photos.tsx';
import type { Engine, Kept } from './engine.ts';
import { type Shown, versionSeen } from './outbox.rules.ts';

let shown: Shown = { items: [], stopped: false, sending: null };
const listeners = new Set<() => void>();
const listen = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};
const read = (): Shown => shown;

let engine: Promise<Engine> | undefined;
let onSent: () => void = () => undefined;
let onSignedOut: () => void = () => undefined;
/** Fetched when first needed: the page stands before its store does. */
const running = (): Promise<Engine> => {
  engine ??= import('./engine.ts').then(
    (made) =>
      new made.Engine(
        (now) => {
          shown = now;
          for (const tell of listeners) tell();
        },
        () => onSent(),
        () => onSignedOut(),
      ),
  );
  return engine;
};

/** The outbox as it stands, for components. */
export const useOutbox = (): Shown => useSyncExternalStore(listen, read, read);

/** Runs the outbox for whoever is signed in; what has arrived makes the page's answers stale. */
export function useOutboxOf(person: string | null): void {
  const answers = useQueryClient();
  useEffect(() => {
    if (person === null) return;
    onSent = () => void answers.invalidateQueries();
    onSignedOut = () => void answers.invalidateQueries({ queryKey: ['identity'] });
    void running().then((it) => it.signedIn(person));
  }, [answers, person]);
}

/** Keeps something done on the phone, photos and all; on the disk when it resolves, and sent as soon as there is a line. */
export const keep = async (kept: Kept, photos: readonly Photo[] = [], draft: string | null = null): Promise<void> =>
  (await running()).keep(kept, photos, draft);

/** The version of a subject as its reader sees it: the server's, moved on by what they did since. */
export const seenVersion = (person: string, subject: string, n: number): number =>
  versionSeen(shown.items, person, subject, n);

/** An owner's decisions about what waits. */
export const decide = {
  now: async (): Promise<void> => (await running()).now(),
  anyway: async (id: string, n: number | null): Promise<void> => (await running()).anyway(id, n),
  rewrite: async (id: string, body: Readonly<Record<string, unknown>>, n: number | null): Promise<void> =>
    (await running()).rewrite(id, body, n),
  drop: async (id: string): Promise<void> => (await running()).drop(id),
};
