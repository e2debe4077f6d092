/**
 * The field shell's service worker: the shell opens without a line once it was opened with one. Calls of the server go past it
 * untouched; what somebody did without a line waits in the page's own outbox, and never here.
 */
type Extendable = Event & { waitUntil(work: Promise<unknown>): void };
type Fetching = Extendable & { readonly request: Request; respondWith(answer: Promise<Response>): void };
type Scope = {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
};
const scope = self as unknown as Scope;

/** Written in when it is built: this release's name, and every file that the shell may need without a line. */
declare const RELEASE: string;
declare const FILES: readonly string[];

const PAGE = '/field/';
const OURS = 'lianan-field-';
const NOW = `${OURS}${RELEASE}`;

scope.addEventListener('install', (event) => {
  // The page is asked of the server itself: an older copy would name files that are no more.
  const page = new Request(PAGE, { cache: 'reload' });
  event.waitUntil(caches.open(NOW).then((cache) => cache.addAll([page, ...FILES])));
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      // The one before stays: a window that is open still may ask for a file of it, which the server has no more.
      const before = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== NOW);
      for (const name of before.slice(0, -1)) await caches.delete(name);
      await scope.clients.claim();
    })(),
  );
});

// A new release takes over when the page says so: at a start, or when its reader agrees; never under somebody's hands.
scope.addEventListener('message', (event) => {
  if (event.data === 'take over') void scope.skipWaiting();
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (pathname.startsWith('/assets/') || pathname.startsWith('/icons/')) event.respondWith(file(request));
});

async function page(request: Request): Promise<Response> {
  const kept = await (await caches.open(NOW)).match(PAGE);
  return kept ?? fetch(request);
}

/** Files have their content in their name: what is kept is right. The map is kept when it was first looked at. */
async function file(request: Request): Promise<Response> {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(NOW)).put(request, answer.clone());
  return answer;
}
