import { randomUUID } from 'node:crypto';
import type { Database, Tx } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { allMachines } from '../identity/machines.store.ts';
import { NOBODY } from '../identity/subject.store.ts';
import { headSeq, originOf } from '../journal/lines.store.ts';
import { liesWithin } from '../places/codes.rules.ts';
import type { Keyring } from '../sealing/keyring.ts';
import {
  dropExtra,
  dueHooks,
  extrasOf,
  heardAfter,
  heardAt,
  letGo,
  moveOn,
  noteDelivery,
  putOffHook,
  standsAt,
  takeHold,
} from './delivering.store.ts';
import { isKeyGood, moveHook, openSecrets } from './keeping.ts';
import { post, type Sent } from './sending.ts';
import { signed } from './signature.ts';
import { type Heard, type HookSource, kindsFor, lateKinds, type Told } from './source.ts';
import { type HookState, waitAfter } from './webhooks.rules.ts';
import { type HookRow, hookById } from './webhooks.store.ts';

export type DeliveringParts = {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: () => Date;
  readonly sources: readonly HookSource[];
  /** Addresses within a network of one's own may be told (HOOKS_INSIDE). */
  readonly inside: boolean;
  /** Hooks told at the same time, and milliseconds after which one that has more to hear makes room for others. */
  readonly limits?: { readonly atOnce: number; readonly turnMs: number };
};

/** Milliseconds that the other side has for its answer, and for which a hook is held at the most before it is asked for again. */
const PATIENCE_MS = 10_000;
const HOLD_MS = 30_000;
const AGENT = 'Lianan-Webhooks/1';
const LIMITS = { atOnce: 16, turnMs: 10_000 };
/** Lines looked at in one go. */
const PAGE = 20;
/** In which states a hook hears what happens, and tests and lines that were asked for again. */
const HEARING = ['standing'] as const;
const ASKING = ['standing', 'paused'] as const;

type Message = { readonly id: string; readonly seq: number | null; readonly event: string; readonly body: string };

/**
 * Tells hooks what happened: each by itself and in the order of the journal, so that a slow or dead one keeps nobody waiting.
 * A message is told again until the other side says yes (2xx), so that each arrives at least once; its id stays the same.
 */
export class HookDelivery {
  readonly #parts: DeliveringParts;
  readonly #running = new Map<string, Promise<void>>();
  readonly #holder = randomUUID();
  readonly #limits: typeof LIMITS;
  #stopped = false;

  constructor(parts: DeliveringParts) {
    this.#parts = parts;
    this.#limits = parts.limits ?? LIMITS;
  }

  /** Begins with what is due in a district and is not under way; waits for none of it. */
  async turn(district: string): Promise<void> {
    const { db, clock } = this.#parts;
    const now = clock();
    const due = await db.read(whole(district), async (tx) => {
      const good = (await allMachines(tx, district)).filter((one) => isKeyGood(one, now));
      const machines = good.map((one) => one.id);
      return machines.length === 0 ? [] : dueHooks(tx, district, { machines, head: await headSeq(tx, district), now });
    });
    for (const hook of due) {
      const name = `${district}/${hook}`;
      if (this.#stopped || this.#running.size >= this.#limits.atOnce || this.#running.has(name)) continue;
      const run = this.#tell(district, hook)
        .catch((fault: unknown) => console.error(`hooks: ${(fault as Error).name}`))
        .finally(() => this.#running.delete(name));
      this.#running.set(name, run);
    }
  }

  /** Waits until what is under way is done. */
  async settled(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.settled();
  }

  async #tell(district: string, id: string): Promise<void> {
    if (!(await this.#hold(district, id, ASKING))) return;
    const end = performance.now() + this.#limits.turnMs;
    try {
      await this.#tellExtras(district, id);
      // One that answers slowly and has much to hear goes on in a later turn, after those that wait longer.
      while (!this.#stopped && (await this.#tellPage(district, id, end)) && performance.now() < end);
    } finally {
      await this.#parts.db.write(whole(district), (tx) => letGo(tx, district, id, this.#holder));
    }
  }

  /** Holds a hook for the next message: as long as it is in one of these states, and its key is good. */
  #hold(district: string, id: string, states: readonly HookState[]): Promise<boolean> {
    const now = this.#parts.clock();
    const until = new Date(now.getTime() + HOLD_MS);
    return this.#parts.db.write(whole(district), async (tx) => {
      const machine = await takeHold(tx, district, id, this.#holder, { now, until, states });
      return (await allMachines(tx, district)).some((one) => one.id === machine && isKeyGood(one, now));
    });
  }

  /** Tells the next lines; true where there may be more and `end`, in milliseconds of this process, has not come. */
  async #tellPage(district: string, id: string, end: number): Promise<boolean> {
    const { db, clock, sources } = this.#parts;
    const found = await db.read(whole(district), async (tx) => {
      const hook = await hookById(tx, district, id);
      const at = await standsAt(tx, district, id, this.#holder);
      if (hook === null || at === null || at.due > clock()) return null;
      const look = { after: at.seq, kinds: kindsFor(sources, hook.events), late: lateKinds(sources), most: PAGE };
      const { lines, upTo } = await heardAfter(tx, district, { ...look, territory: hook.territory });
      return { hook, at, messages: await messagesAt(tx, sources, district, hook, lines), upTo };
    });
    if (found === null || found.upTo === found.at.seq) return false;
    const { hook, messages, upTo } = found;
    let from = found.at.seq;
    for (const [place, message] of messages.entries()) {
      // Each turn tells one at least.
      if (place > 0 && performance.now() >= end) return false;
      if (this.#stopped || !(await this.#hold(district, id, HEARING))) return false;
      const sent = await this.#send(district, hook, message);
      if (!isTaken(sent)) {
        await this.#failed(district, id, found.at.tries + 1, sent);
        return false;
      }
      found.at.tries = 0;
      const to = message.seq ?? from;
      // Of several that are told at one line, the last one moves the hook on.
      if (messages[place + 1]?.seq === to) continue;
      if (!(await this.#moveOn(district, id, from, to))) return false;
      from = to;
    }
    // Lines of which this hook hears nothing are passed over.
    return from === upTo || (await this.#moveOn(district, id, from, upTo));
  }

  #moveOn(district: string, id: string, from: number, to: number): Promise<boolean> {
    const step = { from, to, now: this.#parts.clock() };
    return this.#parts.db.write(whole(district), (tx) => moveOn(tx, district, id, this.#holder, step));
  }

  async #failed(district: string, id: string, failures: number, sent: Sent): Promise<void> {
    const { db, clock } = this.#parts;
    const now = clock();
    const wait = sent.status === 410 ? null : waitAfter(failures);
    await db.write(whole(district), async (tx) => {
      // It may have ended, or the security administrator may have stopped it, while the other side was silent: that stays.
      if ((await hookById(tx, district, id, true))?.state !== 'standing') return;
      const due = new Date(now.getTime() + (wait ?? 0) * 1000);
      await putOffHook(tx, district, id, this.#holder, { now, due });
      if (wait !== null) return;
      const writing = { district, now, origin: await originOf(tx, district), author: NOBODY };
      await moveHook(tx, writing, id, { to: 'paused', why: sent.status === 410 ? 'gone' : 'failing' });
    });
  }

  /** Tests, and lines that were asked for again: each once, out of turn. */
  async #tellExtras(district: string, id: string): Promise<void> {
    const { db, clock, sources } = this.#parts;
    const { hook, extras } = await db.read(whole(district), async (tx) => ({
      hook: await hookById(tx, district, id),
      extras: await extrasOf(tx, district, id),
    }));
    if (hook === null) return;
    for (const extra of extras) {
      if (this.#stopped || !(await this.#hold(district, id, ASKING))) return;
      const messages =
        extra.seq === null
          ? [testOf(district, extra.id, clock())]
          : await db.read(whole(district), async (tx) => {
              const line = await heardAt(tx, district, extra.seq ?? 0);
              return line === null ? [] : messagesAt(tx, sources, district, hook, [line]);
            });
      for (const message of messages) await this.#send(district, hook, message);
      await db.write(whole(district), (tx) => dropExtra(tx, district, extra.id));
    }
  }

  async #send(district: string, hook: HookRow, message: Message): Promise<Sent> {
    const { db, keyring, clock, inside } = this.#parts;
    const secrets = await db.read(whole(district), (tx) => openSecrets(tx, keyring, district, hook, clock()));
    const headers = { 'content-type': 'application/json', ...signed(message.id, message.body, secrets, clock()) };
    const sent = await post(hook.url, headers, message.body, { inside, patienceMs: PATIENCE_MS, agent: AGENT });
    const { seq, event, id: named } = message;
    await db.write(whole(district), (tx) =>
      noteDelivery(tx, district, hook.id, randomUUID(), { ...sent, at: clock(), seq, event, message: named }),
    );
    return sent;
  }
}

const isTaken = ({ status }: Sent): boolean => status !== null && status >= 200 && status < 300;

/** What a hook is told at these lines, in the order of the journal. */
async function messagesAt(
  tx: Tx,
  sources: readonly HookSource[],
  district: string,
  hook: HookRow,
  lines: readonly Heard[],
): Promise<Message[]> {
  const messages: Message[] = [];
  for (const source of sources) {
    const told = await source.told(tx, district, lines);
    messages.push(
      ...lines.flatMap((line) => (told.get(line.id) ?? []).flatMap((one) => messageOf(hook, line.seq, one))),
    );
  }
  return messages.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));

  function messageOf({ events, territory: range }: HookRow, seq: number, told: Told): Message[] {
    const { event, line, territory, happened, recorded, subject } = told;
    if (!events.includes(event) || !liesWithin(territory, range)) return [];
    const data = { district, seq, line, territory, happened, recorded, subject };
    return [{ id: line, seq, event, body: JSON.stringify({ type: event, timestamp: recorded, data }) }];
  }
}

const TEST = 'hook.test';
function testOf(district: string, id: string, now: Date): Message {
  return {
    id,
    seq: null,
    event: TEST,
    body: JSON.stringify({ type: TEST, timestamp: now.toISOString(), data: { district } }),
  };
}
