import { textOf } from '../../language/language.ts';
import { CallProblem, problemFrom, send } from '../call.ts';
import { newId } from '../ids.ts';
import type { Photo } from '../kit/photos.tsx';
import { sendFile, within } from '../upload.ts';
import { webWords } from '../web.words.ts';
import {
  afterReply,
  atOnce,
  bodyOf,
  type Item,
  isOver,
  letGo,
  nextToSend,
  replyOf,
  type Shown,
  sentAnyway,
  untilNext,
  verdict,
} from './outbox.rules.ts';
import { phone } from './phone.ts';

/** How long an answer is waited for, in milliseconds: a report, and a photo over a slow line. */
const PATIENCE = { send: 45_000, photo: 180_000 };
/** What nobody went on writing for eight weeks goes from the phone. */
const DRAFT_STAYS_MS = 56 * 86_400_000;
/** One page of a phone sends at a time. */
const LOCK = 'lianan.outbox';

/** What a form hands over to be sent. */
export type Kept = Omit<
  Item,
  'order' | 'made' | 'state' | 'tries' | 'next' | 'unsure' | 'arrived' | 'problem' | 'answer'
>;

/** Sends what waits, in order, and tells whoever looks. One for each page. */
export class Engine {
  #person: string | null = null;
  #draining: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shown: Shown = { items: [], stopped: false, sending: null };
  readonly #tell: (shown: Shown) => void;
  readonly #onSent: () => void;
  readonly #onSignedOut: () => void;
  readonly #others = new BroadcastChannel(LOCK);

  constructor(tell: (shown: Shown) => void, onSent: () => void, onSignedOut: () => void) {
    this.#tell = tell;
    this.#onSent = onSent;
    this.#onSignedOut = onSignedOut;
    this.#others.onmessage = () => void this.#read();
    window.addEventListener('online', () => void this.now());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void this.now();
    });
  }

  /** Somebody is signed in: their items are shown and sent, nobody else's. */
  async signedIn(person: string): Promise<void> {
    this.#person = person;
    this.#show({ stopped: false });
    await forgetDrafts();
    await this.#read();
    await this.now();
  }

  /** Keeps something done, with its photos, and what it was drafted in goes. On the disk when it resolves. */
  async keep(kept: Kept, photos: readonly Photo[], draft: string | null): Promise<void> {
    const it = phone();
    await it.transaction('rw', it.items, it.photos, it.drafts, async () => {
      await it.items.add({
        ...kept,
        made: Date.now(),
        state: 'waiting',
        tries: 0,
        next: 0,
        unsure: false,
        arrived: null,
        problem: null,
        answer: null,
      } as Item);
      await it.photos.bulkPut(
        photos.map(({ id, blob, name }, at) => ({
          id,
          blob,
          name,
          at,
          person: kept.person,
          owner: kept.id,
          token: null,
        })),
      );
      if (draft !== null) {
        await it.drafts.delete(draft);
        await it.photos.where({ owner: draft }).delete();
      }
    });
    // It is kept: what goes wrong from here on must not say otherwise.
    await this.#read().catch(() => undefined);
    void this.#drain();
  }

  /** Tries at once what waits for time. */
  async now(): Promise<void> {
    await this.#change((items) => atOnce(items));
    await this.#drain();
  }

  /** Its owner sends it all the same, against the version that they have seen (null where the call asks for none). */
  async anyway(id: string, n: number | null): Promise<void> {
    await this.#change((items) => {
      const one = items.find((it) => it.id === id);
      return one ? sentAnyway(items, one, n ?? one.n ?? 0) : [...items];
    });
    void this.#drain();
  }

  /** Its owner writes it otherwise; what was refused was never taken, and the new words get an id of their own. */
  async rewrite(id: string, body: Readonly<Record<string, unknown>>, n: number | null): Promise<void> {
    const fresh = newId();
    const it = phone();
    await it.transaction('rw', it.items, it.photos, async () => {
      const one = await it.items.get({ id });
      if (one === undefined) return;
      const makesSubject = one.id === one.subject;
      const next = makesSubject ? id : fresh;
      await it.items.put({ ...one, id: next, body: { ...body, id: next }, unsure: false });
      await it.photos.where({ owner: id }).modify({ owner: next });
    });
    const now = await it.items.where('id').anyOf(id, fresh).first();
    if (now) await this.anyway(now.id, n);
  }

  /** Its owner lets it go, photos and all. */
  async drop(id: string): Promise<void> {
    await this.#change((items) => {
      const one = items.find((it) => it.id === id);
      return one ? letGo(items, one) : [...items];
    });
    void this.#drain();
  }

  /** Applies a rule to all items and writes what it changed. */
  async #change(rule: (items: readonly Item[]) => Item[]): Promise<void> {
    const it = phone();
    await it.transaction('rw', it.items, it.photos, async () => {
      const before = await it.items.toArray();
      const after = new Map(rule(before).map((one) => [one.order, one]));
      for (const one of before) {
        const now = after.get(one.order);
        if (now === undefined) {
          await it.items.delete(one.order);
          await it.photos.where({ owner: one.id }).delete();
        } else if (now !== one) await it.items.put(now);
      }
    });
    await this.#read();
    this.#others.postMessage('changed');
  }

  async #read(): Promise<void> {
    const all = await phone().items.toArray();
    const old = all.filter((one) => isOver(one, Date.now()));
    if (old.length > 0) await phone().items.bulkDelete(old.map((one) => one.order));
    this.#show({ items: all.filter((one) => one.person === this.#person && !old.includes(one)) });
  }

  #show(some: Partial<Shown>): void {
    this.#shown = { ...this.#shown, ...some };
    this.#tell(this.#shown);
  }

  /** Sends until nothing is due; called again meanwhile, it looks again afterwards. */
  async #drain(): Promise<void> {
    if (this.#draining !== null) {
      await this.#draining;
      if (this.#draining !== null) return;
    }
    this.#draining = (async () => {
      clearTimeout(this.#timer);
      const turn = () => this.#turns();
      // Without a secure address there are no locks; then one page may well be all.
      await (navigator.locks ? navigator.locks.request(LOCK, turn) : turn());
    })();
    try {
      await this.#draining;
    } finally {
      this.#draining = null;
    }
    this.#schedule();
  }

  async #turns(): Promise<void> {
    for (;;) {
      if (this.#person === null || this.#shown.stopped) return;
      const one = nextToSend(await phone().items.toArray(), this.#person, Date.now());
      if (one === null) return;
      this.#show({ sending: one.id });
      try {
        await this.#sendOne(one);
      } finally {
        this.#show({ sending: null });
        await this.#read();
      }
    }
  }

  #schedule(): void {
    if (this.#person === null || this.#shown.stopped) return;
    const wait = untilNext(this.#shown.items, this.#person, Date.now());
    clearTimeout(this.#timer);
    if (wait !== null) this.#timer = setTimeout(() => void this.#drain(), Math.max(wait, 50));
  }

  async #sendOne(one: Item): Promise<void> {
    const it = phone();
    let problem: CallProblem | null = null;
    let answer: Record<string, unknown> | null = null;
    try {
      const tokens = await this.#upload(one);
      // Written before it is sent: after a fall of the phone nobody knows whether it arrived.
      await it.items.update(one.order, { unsure: true });
      const body = bodyOf(one, tokens, Date.now());
      // The cookie decides who is asked, and another page may have changed it: the server does it for its owner or not at all.
      answer = heard(await send('POST', one.address, body, within(PATIENCE.send), one.person));
    } catch (thrown) {
      problem = thrown instanceof CallProblem ? thrown : new CallProblem(0, 'web.offline', problemFrom(thrown).title);
    }
    const reply = problem === null ? { status: 200, code: '' } : replyOf(problem);
    const title = problem?.title ?? textOf(webWords, 'failed', { status: reply.status });
    const means = verdict({ unsure: true }, reply);
    await it.transaction('rw', it.items, it.photos, async () => {
      const now = await it.items.get(one.order);
      // Let go meanwhile by its owner.
      if (now === undefined) return;
      const after = afterReply({ ...now, unsure: true }, reply, { title, answer }, Date.now(), Math.random());
      // What has arrived stays as a receipt; its words are on the phone no longer than needed.
      await it.items.put(means === 'done' ? { ...after, body: {} } : after);
      if (means === 'done') await it.photos.where({ owner: one.id }).delete();
      if (means === 'photos') await it.photos.where({ owner: one.id }).modify({ token: null });
    });
    this.#others.postMessage('changed');
    if (means === 'done') this.#onSent();
    if (means === 'stop') {
      this.#show({ stopped: true });
      this.#onSignedOut();
    }
  }

  /** The tokens of an item's photos in their order; what has its token already is not sent again. */
  async #upload(one: Item): Promise<string[]> {
    const photos = await phone().photos.where({ owner: one.id }).sortBy('at');
    const tokens: string[] = [];
    for (const photo of photos) {
      if (photo.token !== null) {
        tokens.push(photo.token);
        continue;
      }
      const token = await sendFile(photo, within(PATIENCE.photo));
      await phone().photos.update(photo.id, { token });
      tokens.push(token);
    }
    return tokens;
  }
}

async function forgetDrafts(): Promise<void> {
  const it = phone();
  await it.transaction('rw', it.drafts, it.photos, async () => {
    const old = (await it.drafts.toArray()).filter((one) => one.at < Date.now() - DRAFT_STAYS_MS);
    for (const { key } of old) {
      await it.drafts.delete(key);
      await it.photos.where({ owner: key }).delete();
    }
  });
}

/** An answer of our server names what it answers about. A hotel's page that answers for it does not, and nothing has arrived. */
function heard(answer: unknown): Record<string, unknown> {
  if (typeof answer === 'object' && answer !== null && 'id' in answer) return answer as Record<string, unknown>;
  throw new CallProblem(0, 'web.answer', textOf(webWords, 'strangeAnswer'));
}
