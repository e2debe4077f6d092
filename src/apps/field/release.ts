import { useEffect, useState } from 'react';

/** A start is over when somebody may have begun to do something; until then a new release takes over unasked. */
const START_MS = 3_000;
const LOOK_MS = 3_600_000;

/**
 * Installs the worker that opens the shell without a line, and looks for new releases: hourly, and when the phone is taken out of
 * the pocket. `ready`: one is there and takes over when its reader agrees, at the latest at the next start.
 */
export function useRelease(): { readonly ready: boolean; readonly takeOver: () => void } {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return;
    const begun = performance.now();
    let asked = false;
    const take = (worker: ServiceWorker): void => {
      asked = true;
      worker.postMessage('take over');
    };
    const found = (worker: ServiceWorker | null): void => {
      // Without one that is in charge already this is the first visit: nothing is taken over.
      if (worker === null || navigator.serviceWorker.controller === null) return;
      if (performance.now() - begun < START_MS) take(worker);
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
        it.addEventListener('updatefound', () => {
          const fresh = it.installing;
          fresh?.addEventListener('statechange', () => fresh.state === 'installed' && found(fresh));
        });
        looking = setInterval(look, LOOK_MS);
        document.addEventListener('visibilitychange', look);
      })
      // A browser that keeps nothing, or an address that is not secure: the shell works with a line only.
      .catch(() => undefined);
    return () => {
      navigator.serviceWorker.removeEventListener('controllerchange', changed);
      document.removeEventListener('visibilitychange', look);
      clearInterval(looking);
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
