/**
 * The public shell's service worker: after a first visit the shell opens without a line, and a new release is there with the
 * next page that is opened with one. It lays by the release's own files and the list of kinds, which is the same for
 * everybody. It keeps no other answer, nothing that was sent, and no address that was opened.
 * Why of our own: docs/decisions/0018-the-public-shell-without-a-line.md
 */
declare const LIANAN_RELEASE: { readonly name: string; readonly files: readonly string[] };
declare const self: ServiceWorkerGlobalScope;

const OURS = 'lianan-public-';
const CACHE = OURS + LIANAN_RELEASE.name;
const PAGE = '/';
/** What the report form cannot do without. Named one by one: nothing that is anybody's own may ever be kept. */
const OPEN_LISTS: readonly string[] = ['/api/kinds'];
/** First parts of addresses that other shells and the server's own pages have. */
const NOT_OURS = /^\/(desk|field|api|open311|health|ready|metrics|assets|icons)(\/|$)/;
/** A page that does not come in this time is opened from the phone; milliseconds. */
const PATIENCE_MS = 4_000;

self.addEventListener('install', (event) => {
  event.waitUntil(layBy());
});
self.addEventListener('activate', (event) => {
  event.waitUntil(tidy().then(() => self.clients.claim()));
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (!NOT_OURS.test(pathname)) event.respondWith(page(request));
  } else if (pathname.startsWith('/assets/')) event.respondWith(file(request));
  else if (search === '' && OPEN_LISTS.includes(pathname)) event.respondWith(list(request));
});

/** Files whose name carries their hash are taken from the release before where they are the same. */
async function layBy(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.add(new Request(PAGE, { cache: 'no-cache' }));
  for (const path of LIANAN_RELEASE.files) {
    const known = await caches.match(path);
    if (known) await cache.put(path, known);
    else await cache.add(path);
  }
  // The page that brought the worker asked for its lists before the worker was there.
  for (const path of OPEN_LISTS) {
    const answer = await fetch(path);
    if (answer.status === 200) await cache.put(keyOf(path, null), answer);
  }
  await self.skipWaiting();
}

/** Keeps this release and the one before it: pages that are open still may ask for a file of that one. */
async function tidy(): Promise<void> {
  const releases = (await caches.keys()).filter((name) => name.startsWith(OURS));
  for (const name of releases.filter((one) => one !== CACHE).slice(0, -1)) await caches.delete(name);
}

/** The page from the server, so that a new release shows at once; from the phone where the server does not answer in time. */
async function page(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(PAGE);
  const fresh = fetch(request).then((answer) => (answer.status >= 500 ? (kept?.clone() ?? answer) : answer));
  if (kept === undefined) return fresh;
  const late = new Promise<Response>((done) => setTimeout(() => done(kept), PATIENCE_MS));
  return Promise.race([fresh.catch(() => kept), late]);
}

async function file(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

const keyOf = (path: string, district: string | null): string => `${path}?district=${district ?? ''}`;

/** An open list: the newest where the server answers in time, else the one that came last. Districts are kept apart. */
async function list(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const key = keyOf(new URL(request.url).pathname, request.headers.get('x-lianan-district'));
  const kept = await cache.match(key, { ignoreVary: true });
  const fresh = fetch(request).then(async (answer) => {
    if (answer.status === 200) await cache.put(key, answer.clone());
    return answer;
  });
  if (kept === undefined) return fresh;
  const late = new Promise<Response>((done) => setTimeout(() => done(kept), PATIENCE_MS));
  return Promise.race([fresh.catch(() => kept), late]);
}

export type {};
