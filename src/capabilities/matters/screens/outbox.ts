import { useSyncExternalStore } from 'react';
import { type CallProblem, call, problemFrom } from '../../../platform/web/call.ts';
import { choices } from '../../../platform/web/choices.ts';
import type { Photo } from '../../../platform/web/kit/photos.tsx';
import { dropFromPhone, keepOnPhone, keptOnPhone, namesOnPhone } from '../../../platform/web/phoneStore.ts';
import { sendFile, within } from '../../../platform/web/upload.ts';
import { tellWaits } from '../../../platform/web/waits.ts';
import { report, reportAnonymously } from '../report.contract.ts';
import { type Draft, keepDraft, placeOf, type Receipt } from './draft.ts';
import { type KeptPhoto, keepPhotos, packed, unpacked } from './keptPhotos.ts';

/** A report on its way. Its id was made with the draft and its photos' tokens are kept with it: sent twice, it is the same report. */
type Entry = {
  readonly draft: Draft;
  readonly photos: readonly KeptPhoto[];
  /** What the server gave for each photo that has arrived, by the photo's id. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly district: string | null;
  /** As it was sent before it was taken back and changed: one of these may have arrived without its answer. */
  readonly before?: readonly Version[];
};
type Version = { readonly draft: Draft; readonly photos: readonly string[] };
/** What is remembered of a report that is in its form again. */
type TakenBack = Required<Pick<Entry, 'tokens' | 'before'>>;

/** What a reporter is left with; `newer`: the words that were written after what has arrived, and are not in it. */
export type Left = Receipt & { readonly newer?: string };

export type Waiting = {
  readonly draft: Draft;
  readonly photos: readonly KeptPhoto[];
  /** Why the server will not have it as it is; null while it only waits for a line. */
  readonly refused: CallProblem | null;
  /** False where this browser keeps nothing and the page must stay open. */
  readonly kept: boolean;
};
export type Arrived = {
  readonly receipt: Left;
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
  | { readonly is: 'sent'; readonly receipt: Left }
  | { readonly is: 'waits' }
  | { readonly is: 'refused'; readonly problem: CallProblem };

const WAITING = 'waiting/';
const ARRIVED = 'arrived/';
const TAKEN_BACK = 'taken-back/';
const AGAIN_MS = 15_000;
/** How long an answer is waited for, in milliseconds: to a report, and to a photo over a slow line. */
const PATIENCE = { report: 45_000, photo: 180_000 };
/** Names the turn that only one page of this browser has at a time. */
const TURN = 'lianan-outbox';

let now: Outbox = { waiting: [], arrived: [], busy: false, shownElsewhere: null };
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
/** Reports that lie on the phone while their form sends them; the form shows them, not the bar. */
const underway = new Set<string>();

function change(some: Partial<Outbox>): void {
  now = { ...now, ...some };
  const { waiting, arrived } = now;
  tellWaits(
    waiting.length + arrived.length > 0,
    waiting.some((one) => one.kept) || arrived.some((one) => !one.anonymous) || underway.size > 0,
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

let looking: Promise<void> | undefined;
/** Learns what this phone keeps before anything is said of it: an outbox that was not read yet is not an empty one. */
const look = (): Promise<void> => {
  looking ??= readAll();
  return looking;
};

async function readAll(): Promise<void> {
  const receipts = await Promise.all((await namesOnPhone(ARRIVED)).map((name) => keptOnPhone<Left>(name)));
  const told = receipts.flatMap((receipt) => (receipt ? [{ receipt, anonymous: false, sent: receipt.id }] : []));
  const entries = await Promise.all((await namesOnPhone(WAITING)).map((name) => keptOnPhone<Entry>(name)));
  const waiting = entries.flatMap((one) => (one && !underway.has(one.draft.id) ? [stateOf(one)] : []));
  change({ arrived: [...now.arrived.filter((one) => one.anonymous), ...told], waiting });
}

/** An entry as its owner sees it, with what is known of it since this page was opened. */
function stateOf({ draft, photos }: Entry): Waiting {
  const before = now.waiting.find((one) => one.draft.id === draft.id);
  return { draft, photos, refused: before?.refused ?? null, kept: before?.kept ?? true };
}

/**
 * Sends a report now; where no line carries it, it waits on the phone and goes by itself. Nothing written is lost by either, nor
 * by a page that is closed meanwhile: from the first moment it lies in the outbox, and the form's own copy goes.
 */
export async function sendOrKeep(draft: Draft, photos: readonly Photo[], onPhoto: (n: number) => void): Promise<Sent> {
  await look();
  const taken = await keptOnPhone<TakenBack>(TAKEN_BACK + draft.id);
  const entry: Entry = {
    draft,
    photos: await packed(photos),
    tokens: taken?.tokens ?? {},
    district: choices().district ?? null,
    before: taken?.before ?? [],
  };
  const name = WAITING + draft.id;
  underway.add(draft.id);
  const kept = await keepOnPhone(name, entry);
  if (kept) {
    change({});
    keepDraft(null);
    await keepPhotos(draft.id, []);
  }
  try {
    return await inTurn(async () => {
      const done = await attempt(entry, onPhoto);
      if (done.is === 'waits') {
        change({ waiting: [...others(draft.id), { draft, photos: entry.photos, refused: null, kept }] });
        again();
        return done;
      }
      if (done.is === 'refused') {
        keepDraft(draft);
        await keepPhotos(draft.id, photos);
      } else await dropFromPhone(TAKEN_BACK + draft.id);
      await dropFromPhone(name);
      return done;
    });
  } finally {
    underway.delete(draft.id);
    change({});
  }
}

/** Reads what this phone kept from earlier openings and sends what can be sent; safe at any time, in any number of pages. */
export async function openOutbox(): Promise<void> {
  looking = readAll();
  await looking;
  await sendWaiting();
}

/** Tries everything that waits once more. */
export async function sendWaiting(): Promise<void> {
  await look();
  if (now.busy) return;
  change({ busy: true });
  await inTurn(async () => {
    const left: Waiting[] = [];
    for (const name of await namesOnPhone(WAITING)) {
      // Read within the turn: another page of this browser may have sent it meanwhile.
      const entry = await keptOnPhone<Entry>(name);
      if (entry === undefined || underway.has(entry.draft.id)) continue;
      const state = stateOf(entry);
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

/**
 * Takes a report out of the outbox to be written anew: `put` lays it into the form before it goes here. What it was sent as is
 * remembered, for it may have arrived without its answer. False where it has gone meanwhile, from another page.
 */
export async function takeBack(
  id: string,
  put: (draft: Draft, photos: readonly Photo[]) => Promise<unknown>,
): Promise<boolean> {
  return inTurn(async () => {
    const entry = await keptOnPhone<Entry>(WAITING + id);
    if (entry === undefined) return false;
    await put(entry.draft, unpacked(entry.photos));
    const { tokens, before = [] } = entry;
    const sent = entry.photos.flatMap((one) => tokens[one.id] ?? []);
    // Without the tokens of all its photos it was never sent.
    const versions = sent.length === entry.photos.length ? [...before, { draft: entry.draft, photos: sent }] : before;
    await keepOnPhone(TAKEN_BACK + id, { tokens, before: versions } satisfies TakenBack);
    await dropFromPhone(WAITING + id);
    change({ waiting: others(id) });
    return true;
  });
}

/** Forgets a report, wherever in the outbox it lies. */
export async function throwAway(id: string): Promise<void> {
  await look();
  await dropFromPhone(WAITING + id);
  await dropFromPhone(TAKEN_BACK + id);
  change({ waiting: others(id) });
}

/** The reader has noted the code; nothing of it stays on the phone. */
export async function noted(id: string): Promise<void> {
  await dropFromPhone(ARRIVED + id);
  change({ arrived: now.arrived.filter((one) => one.receipt.id !== id) });
}

const others = (id: string): Waiting[] => now.waiting.filter((one) => one.draft.id !== id);

/** An anonymous report that has arrived leaves nothing on the phone: its code is shown and not kept. */
async function arrive(name: string, { draft }: Entry, receipt: Left): Promise<void> {
  const anonymous = draft.contact === 'anonymous';
  if (!anonymous) await keepOnPhone(ARRIVED + receipt.id, receipt);
  await dropFromPhone(name);
  await dropFromPhone(TAKEN_BACK + draft.id);
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
      if (problem.code === 'matters.taken') return asBefore(current, problem);
      // Uploads keep a day or two; a report that waited longer brings its photos once more.
      if (problem.code !== 'files.token' || again > 0) return { is: 'refused', problem };
      current = { ...current, tokens: {} };
      await keepOnPhone(WAITING + current.draft.id, current);
    }
  }
}

/** Its id is taken by what was sent before it was changed: that is asked for once more, word for word, for its code. */
async function asBefore({ draft, before = [] }: Entry, problem: CallProblem): Promise<Sent> {
  for (const version of [...before].reverse()) {
    try {
      const receipt = await post(version.draft, version.photos);
      return { is: 'sent', receipt: { ...receipt, ...(draft.words.trim() ? { newer: draft.words } : {}) } };
    } catch (thrown) {
      if (isPassing(problemFrom(thrown))) return { is: 'waits' };
    }
  }
  return { is: 'refused', problem };
}

/**
 * No answer, one that only a newer page can read, too many at once, or a server in trouble: another time may go better, and
 * what has arrived already is known again by its id.
 */
const isPassing = ({ status, code }: CallProblem): boolean =>
  code === 'web.offline' || code === 'web.answer' || status === 429 || status >= 500;

async function upload(entry: Entry, onPhoto: (n: number) => void): Promise<string[]> {
  const photos = unpacked(entry.photos);
  let { tokens } = entry;
  for (const [at, photo] of photos.entries()) {
    onPhoto(at + 1);
    if (tokens[photo.id] !== undefined) continue;
    tokens = { ...tokens, [photo.id]: await sendFile(photo, within(PATIENCE.photo)) };
    await keepOnPhone(WAITING + entry.draft.id, { ...entry, tokens });
  }
  return photos.map(({ id }) => tokens[id] ?? '');
}

async function post(draft: Draft, photos: readonly string[]): Promise<Receipt> {
  const body = {
    id: draft.id,
    kind: draft.kind ?? '',
    place: placeOf(draft.place ?? {}),
    words: draft.words,
    answers: { ...draft.answers },
    photos: [...photos],
  };
  const patience = within(PATIENCE.report);
  if (draft.contact === 'anonymous') return call(reportAnonymously, { body }, patience);
  const phone = draft.contact === 'phone' ? draft.phone.replaceAll(' ', '') : '';
  const name = draft.name.trim();
  const told = { ...body, ...(phone ? { phone } : {}), ...(phone && name ? { name } : {}) };
  return call(report, { body: told }, patience);
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
