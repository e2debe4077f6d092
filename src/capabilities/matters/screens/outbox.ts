import { useSyncExternalStore } from 'react';
import { type CallProblem, call, problemFrom } from '../../../platform/web/call.ts';
import { choices } from '../../../platform/web/choices.ts';
import type { Photo } from '../../../platform/web/kit/photos.tsx';
import { dropFromPhone, keepOnPhone, keptOnPhone, namesOnPhone } from '../../../platform/web/phoneStore.ts';
import { Uploads } from '../../../platform/web/upload.ts';
import { tellWaits } from '../../../platform/web/waits.ts';
import { report, reportAnonymously } from '../report.contract.ts';
import { type Draft, placeOf, type Receipt } from './draft.ts';
import { type KeptPhoto, packed, unpacked } from './keptPhotos.ts';

/** A report on its way. Its id was made with the draft and its photos' tokens are kept with it: sent twice, it is the same report. */
type Entry = {
  readonly draft: Draft;
  readonly photos: readonly KeptPhoto[];
  /** What the server gave for each photo that has arrived, by the photo's id. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly district: string | null;
};

export type Waiting = {
  readonly draft: Draft;
  readonly photos: readonly KeptPhoto[];
  /** Why the server will not have it as it is; null while it only waits for a line. */
  readonly refused: CallProblem | null;
  /** False where this browser keeps nothing and the page must stay open. */
  readonly kept: boolean;
};
export type Arrived = {
  readonly receipt: Receipt;
  readonly anonymous: boolean;
  /** The id that this phone gave it; an anonymous report is given another one by the server. */
  readonly sent: string;
};
export type Outbox = {
  readonly waiting: readonly Waiting[];
  readonly arrived: readonly Arrived[];
  readonly busy: boolean;
  /** The one that a page shows by itself, so that no bar need say it twice. */
  readonly shownElsewhere: string | null;
};
export type Sent =
  | { readonly is: 'sent'; readonly receipt: Receipt }
  | { readonly is: 'waits' }
  | { readonly is: 'refused'; readonly problem: CallProblem };

const WAITING = 'waiting/';
const ARRIVED = 'arrived/';
const AGAIN_MS = 15_000;
/** Names the turn that only one page of this browser has at a time. */
const TURN = 'lianan-outbox';

let now: Outbox = { waiting: [], arrived: [], busy: false, shownElsewhere: null };
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

function change(some: Partial<Outbox>): void {
  now = { ...now, ...some };
  const { waiting, arrived } = now;
  tellWaits(
    waiting.length + arrived.length > 0,
    waiting.some((one) => one.kept) || arrived.some((one) => !one.anonymous),
  );
  for (const tell of listeners) tell();
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** What waits on this phone, and what has arrived since. */
export const useOutbox = (): Outbox =>
  useSyncExternalStore(
    listen,
    () => now,
    () => now,
  );

/** A page shows this one by itself, or none any more. */
export const showElsewhere = (id: string | null): void => change({ shownElsewhere: id });

/** Sends a report now; where no line carries it, it waits on the phone and goes by itself. Nothing written is lost by either. */
export async function sendOrKeep(draft: Draft, photos: readonly Photo[], onPhoto: (n: number) => void): Promise<Sent> {
  const entry: Entry = { draft, photos: await packed(photos), tokens: {}, district: choices().district ?? null };
  const kept = await keepOnPhone(WAITING + draft.id, entry);
  const done = await inTurn(() => attempt(entry, onPhoto));
  if (done.is === 'waits') {
    change({ waiting: [...others(draft.id), { draft, photos: entry.photos, refused: null, kept }] });
    again();
  } else await dropFromPhone(WAITING + draft.id);
  return done;
}

/** Reads what this phone kept from earlier openings and sends what can be sent; safe at any time, in any number of pages. */
export async function openOutbox(): Promise<void> {
  const arrived = await Promise.all((await namesOnPhone(ARRIVED)).map((name) => keptOnPhone<Receipt>(name)));
  const told = arrived.flatMap((receipt) => (receipt ? [{ receipt, anonymous: false, sent: receipt.id }] : []));
  change({ arrived: [...now.arrived.filter((one) => one.anonymous), ...told] });
  await sendWaiting();
}

/** Tries everything that waits once more. */
export async function sendWaiting(): Promise<void> {
  if (now.busy) return;
  change({ busy: true });
  await inTurn(async () => {
    const left: Waiting[] = [];
    for (const name of await namesOnPhone(WAITING)) {
      // Read within the turn: another page of this browser may have sent it meanwhile.
      const entry = await keptOnPhone<Entry>(name);
      if (entry === undefined) continue;
      const before = now.waiting.find((one) => one.draft.id === entry.draft.id);
      const { draft, photos } = entry;
      const state: Waiting = { draft, photos, refused: before?.refused ?? null, kept: before?.kept ?? true };
      if (state.refused !== null || entry.district !== (choices().district ?? null)) {
        left.push(state);
        continue;
      }
      const done = await attempt(entry, () => undefined);
      if (done.is === 'sent') await arrive(name, entry, done.receipt);
      else left.push({ ...state, refused: done.is === 'refused' ? done.problem : null });
    }
    change({ waiting: left });
  }).finally(() => change({ busy: false }));
  if (now.waiting.some((one) => one.refused === null)) again();
}

/** Takes a report out of the outbox: to be written anew, or thrown away. */
export async function takeBack(id: string): Promise<void> {
  await dropFromPhone(WAITING + id);
  change({ waiting: others(id) });
}

/** The reader has noted the code; nothing of it stays on the phone. */
export async function noted(id: string): Promise<void> {
  await dropFromPhone(ARRIVED + id);
  change({ arrived: now.arrived.filter((one) => one.receipt.id !== id) });
}

const others = (id: string): Waiting[] => now.waiting.filter((one) => one.draft.id !== id);

/** An anonymous report that has arrived leaves nothing on the phone: its code is shown and not kept. */
async function arrive(name: string, { draft }: Entry, receipt: Receipt): Promise<void> {
  const anonymous = draft.contact === 'anonymous';
  if (!anonymous) await keepOnPhone(ARRIVED + receipt.id, receipt);
  await dropFromPhone(name);
  change({ arrived: [...now.arrived, { receipt, anonymous, sent: draft.id }] });
}

async function attempt(entry: Entry, onPhoto: (n: number) => void): Promise<Sent> {
  let current = entry;
  for (let again = 0; ; again += 1) {
    try {
      const tokens = await upload(current, onPhoto);
      return { is: 'sent', receipt: await post(current.draft, tokens) };
    } catch (thrown) {
      const problem = problemFrom(thrown);
      if (isPassing(problem)) return { is: 'waits' };
      // Uploads keep a day or two; a report that waited longer brings its photos once more.
      if (problem.code !== 'files.token' || again > 0) return { is: 'refused', problem };
      current = { ...current, tokens: {} };
      await keepOnPhone(WAITING + current.draft.id, current);
    }
  }
}

/**
 * No answer, one that only a newer page can read, too many at once, or a server in trouble: another time may go better, and
 * what has arrived already is known again by its id.
 */
const isPassing = ({ status, code }: CallProblem): boolean =>
  code === 'web.offline' || code === 'web.answer' || status === 429 || status >= 500;

async function upload(entry: Entry, onPhoto: (n: number) => void): Promise<string[]> {
  const photos = unpacked(entry.photos);
  const uploads = new Uploads(entry.tokens);
  let { tokens } = entry;
  for (const [at, photo] of photos.entries()) {
    onPhoto(at + 1);
    const [token = ''] = await uploads.send([photo]);
    if (tokens[photo.id] === token) continue;
    tokens = { ...tokens, [photo.id]: token };
    await keepOnPhone(WAITING + entry.draft.id, { ...entry, tokens });
  }
  return photos.map(({ id }) => tokens[id] ?? '');
}

async function post(draft: Draft, photos: string[]): Promise<Receipt> {
  const body = {
    id: draft.id,
    kind: draft.kind ?? '',
    place: placeOf(draft.place ?? {}),
    words: draft.words,
    answers: { ...draft.answers },
    photos,
  };
  if (draft.contact === 'anonymous') return call(reportAnonymously, { body });
  const phone = draft.contact === 'phone' ? draft.phone.replaceAll(' ', '') : '';
  const name = draft.name.trim();
  return call(report, { body: { ...body, ...(phone ? { phone } : {}), ...(phone && name ? { name } : {}) } });
}

function again(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void sendWaiting(), AGAIN_MS);
}

/** One page at a time, where the browser knows turns; without them the report's own id keeps twice from being two. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? (navigator.locks.request(TURN, work) as Promise<T>) : work();
}

if (typeof window !== 'undefined') {
  window.addEventListener('online', () => void sendWaiting());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && now.waiting.length > 0) void sendWaiting();
  });
}
