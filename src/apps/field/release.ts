import { useEffect, useState } from 'react';

/** What shows that somebody has begun to do something; until then a new release takes over unasked. */
const BEGINNINGS = ['pointerdown', 'keydown', 'input'] as const;
const LOOK_MS = 3_600_000;

/**
 * Installs the worker that opens the shell without a line, and looks for new releases: hourly, and when the phone is taken out of
 * the pocket. `ready`: one is there and takes over when its reader agrees, at the latest at the next start.
 */
export function useRelease(): { readonly ready: boolean; readonly takeOver: () => void } {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return;
    let begun = false;
    const begin = (): void => {
      begun = true;
    };
    for (const one of BEGINNINGS) window.addEventListener(one, begin, { once: true, capture: true });
    let asked = false;
    const take = (worker: ServiceWorker): void => {
      asked = true;
      worker.postMessage('take over');
    };
    const found = (worker: ServiceWorker | null): void => {
      // Without one that is in charge already this is the first visit: nothing is taken over.
      if (worker === null || navigator.serviceWorker.controller === null) return;
      if (!begun) take(worker);
      else setWaiting(worker);
    };
    const changed = (): void => {
      if (asked || window.sessionStorage.getItem(AGREED) === 'yes') {
        window.sessionStorage.removeItem(AGREED);
        window.location.reload();
      }
    };
    navigator.serviceWorker.addEventListener('controllerchange', changed);
    let looking: ReturnType<typeof setInterval> | undefined;
    let registered: ServiceWorkerRegistration | undefined;
    const look = (): void => {
      if (document.visibilityState === 'visible') void registered?.update().catch(() => undefined);
    };
    void navigator.serviceWorker
      .register('/field/sw.js', { scope: '/field/', updateViaCache: 'none' })
      .then((it) => {
        registered = it;
        found(it.waiting);
        const coming = (): void => {
          const fresh = it.installing;
          fresh?.addEventListener('statechange', () => fresh.state === 'installed' && found(fresh));
        };
        // One may be on its way already: the browser looks for itself at every start.
        coming();
        it.addEventListener('updatefound', coming);
        look();
        looking = setInterval(look, LOOK_MS);
        document.addEventListener('visibilitychange', look);
      })
      // A browser that keeps nothing, or an address that is not secure: the shell works with a line only.
      .catch(() => undefined);
    return () => {
      navigator.serviceWorker.removeEventListener('controllerchange', changed);
      document.removeEventListener('visibilitychange', look);
      clearInterval(looking);
      for (const one of BEGINNINGS) window.removeEventListener(one, begin, { capture: true });
    };
  }, []);
  return {
    ready: waiting !== null,
    takeOver: () => {
      window.sessionStorage.setItem(AGREED, 'yes');
      waiting?.postMessage('take over');
    },
  };
}
const AGREED = 'lianan.field.agreed';
