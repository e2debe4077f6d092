/** The worker for pushes has a scope of its own, so that it neither takes nor loses pages to another one. */
const WORKER = '/push-worker.js';
const SCOPE = '/push/';

/** Whether this browser takes pushes at all; only secure addresses and localhost do. */
export const canPush = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

export type Target = { readonly endpoint: string; readonly keys: { readonly p256dh: string; readonly auth: string } };

/** Asks the person, then the browser's own push service, for an address; null where either says no. */
export async function targetHere(serverKey: string): Promise<Target | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null;
  const registration = await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
  await active(registration);
  const options = { userVisibleOnly: true, applicationServerKey: bytesOf(serverKey) };
  const subscription = await registration.pushManager
    .subscribe(options)
    // An address for keys that are no longer the server's is given up for a new one.
    .catch(async () => {
      await (await registration.pushManager.getSubscription())?.unsubscribe();
      return registration.pushManager.subscribe(options);
    })
    .catch(() => null);
  const keys = subscription?.toJSON().keys;
  if (!subscription || keys?.['p256dh'] === undefined || keys['auth'] === undefined) return null;
  return { endpoint: subscription.endpoint, keys: { p256dh: keys['p256dh'], auth: keys['auth'] } };
}

async function active({ installing, waiting, active: there }: ServiceWorkerRegistration): Promise<void> {
  const coming = installing ?? waiting;
  if (there || !coming) return;
  await new Promise<void>((done) => {
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated') done();
    });
  });
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
