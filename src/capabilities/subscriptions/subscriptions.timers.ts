import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Database, Tx } from '../../platform/db/database.ts';
import { whole } from '../../platform/db/scope.ts';
import type { SmsProvider } from '../../platform/identity/sms.ts';
import { type Language, say } from '../../platform/language/language.ts';
import type { Push } from '../../platform/push/push.ts';
import { logForgotten } from '../../platform/sealing/forgotten.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import { type Standing, standing } from '../matters/matters.door.ts';
import { areaName, codeOf, endSubscription, targetOf } from './subscribing.ts';
import { CHANNELS, isQuiet, MOST_TRIES, restMinutes } from './subscriptions.rules.ts';
import { subscriptionWords } from './subscriptions.words.ts';
import {
  claimWish,
  type Due,
  dueNow,
  type Moment,
  noteTurns,
  putOff,
  settled,
  TURNS,
  type Turn,
  turnsFor,
} from './telling.store.ts';

export type TellingParts = {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly sms: SmsProvider;
  /** Null where pushes are switched off: what waits for browsers waits until they are on. */
  readonly push: Push | null;
  readonly baseUrl: string;
  readonly dataDir: string;
  readonly clock: () => Date;
};

/** How many are told in one turn, the next turn goes on; and how many of a district at the same time. */
const MOST_A_TURN = 200;
const AT_ONCE = 8;
/** Milliseconds for which a subscription is held while it is told; the other side has ten seconds. */
const HOLD_MS = 60_000;

/**
 * Tells those who wish to hear what turned in their area, except at night: several at the same time and each district by itself, so
 * that an endpoint that does not answer keeps few waiting and no transaction open. At least once: a message may come twice where
 * the worker dies between sending and noting it.
 */
export class Telling {
  readonly #parts: TellingParts;
  readonly #running = new Map<string, Promise<void>>();
  #stopped = false;
  /** Messages that went out so far. */
  sent = 0;

  constructor(parts: TellingParts) {
    this.#parts = parts;
  }

  /** Looks on in the journal and begins to tell a district's subscribers, where that is not under way; waits for none of it. */
  async turn(district: string): Promise<void> {
    const { db } = this.#parts;
    while (await db.write(whole(district), (tx) => noteTurns(tx, district)));
    if (this.#stopped || this.#running.has(district)) return;
    const moment = this.#moment();
    if (moment === null) return;
    const due = await db.read(whole(district), (tx) => dueNow(tx, district, moment, MOST_A_TURN));
    if (due.length === 0) return;
    const ground = await standing(db, this.#parts.keyring, district);
    const run = Promise.all(Array.from({ length: AT_ONCE }, () => this.#tellAll(ground, due)))
      .then(() => {})
      .finally(() => this.#running.delete(district));
    this.#running.set(district, run);
  }

  /** Waits until what is under way is done. */
  async settled(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.settled();
  }

  /** This moment, as it is for the next one who is told; null at night. */
  #moment(): Moment | null {
    const now = this.#parts.clock();
    if (isQuiet(now.getTime())) return null;
    return { now, today: dayOf(now), channels: this.#parts.push === null ? ['sms'] : CHANNELS };
  }

  /** Tells one after another of those that nobody has begun with. */
  async #tellAll(ground: Standing, due: string[]): Promise<void> {
    for (let subject = due.shift(); subject !== undefined && !this.#stopped; subject = due.shift()) {
      const moment = this.#moment();
      if (moment === null) return;
      await this.#tell(ground, subject, moment).catch((fault: unknown) =>
        // Messages of drivers quote the values that failed.
        console.error(`subscriptions: ${(fault as Error).name}`),
      );
    }
  }

  async #tell(ground: Standing, subject: string, moment: Moment): Promise<void> {
    const { db } = this.#parts;
    const { district } = ground;
    const { now, today } = moment;
    const write = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => db.write(whole(district), fn);
    const until = new Date(now.getTime() + HOLD_MS);
    const wish = await write((tx) => claimWish(tx, district, subject, moment, until));
    if (wish === null) return;
    const outcome = await this.#send(ground, wish, now).catch(() => FAILED);
    if (outcome.is === 'sent' || outcome.is === 'nothing') {
      const isSent = outcome.is === 'sent';
      if (isSent) this.sent += 1;
      return write((tx) => settled(tx, district, subject, outcome.seqs, isSent ? today : null));
    }
    const tries = wish.tries + 1;
    if (outcome.is === 'gone' || (wish.channel === 'push' && tries >= MOST_TRIES))
      return this.#end(district, subject, now);
    await write((tx) => putOff(tx, district, subject, new Date(now.getTime() + restMinutes(tries) * 60_000)));
  }

  async #send(ground: Standing, wish: Due, now: Date): Promise<Outcome> {
    const { db, keyring, sms, push, baseUrl } = this.#parts;
    const { district } = ground;
    const { subject } = wish;
    const { seqs, turns, target } = await db.read(whole(district), async (tx) => ({
      ...(await turnsFor(tx, district, subject)),
      target: await targetOf(tx, keyring, district, subject),
    }));
    if (turns.length === 0 || target === null) return { is: 'nothing', seqs };
    const url = `${baseUrl}/areas#${codeOf(keyring, district, subject)}`;
    // What the other side says of a failure may repeat the number or the endpoint: nobody looks at it.
    if (target.channel === 'sms') {
      await sms.send({ district, phone: target.mobile, words: digest(ground, wish, turns, url), at: now });
    } else if (push === null) {
      return FAILED;
    } else {
      const said = await push(target.push, JSON.stringify(notice(ground, baseUrl, wish, turns, url)));
      if (said === 'gone') return { is: 'gone' };
    }
    return { is: 'sent', seqs };
  }

  async #end(district: string, subject: string, now: Date): Promise<void> {
    const { db, dataDir } = this.#parts;
    const gone = await db.write(whole(district), (tx) => endSubscription(tx, district, subject, 'gone', now));
    await logForgotten(
      dataDir,
      gone.map((key) => ({ district, key })),
    );
  }
}

/** What came of telling one; `seqs` are the places in the order that are done with. */
type Outcome =
  | { readonly is: 'sent' | 'nothing'; readonly seqs: readonly number[] }
  | { readonly is: 'gone' | 'failed' };
const FAILED: Outcome = { is: 'failed' };

const TITLE = { opened: 'pushOpened', reopened: 'pushReopened', closed: 'pushClosed' } as const;

/** How many opened and closed, in words. One that opened and closed is both. */
function what(turns: readonly Turn[], language: Language): string {
  const count = (turn: Turn['turn']) => new Set(turns.filter((one) => one.turn === turn).map((one) => one.number)).size;
  return TURNS.filter((one) => count(one) > 0)
    .map((one) => say(subscriptionWords, language, one, { n: count(one) }))
    .join(say(subscriptionWords, language, 'and'));
}

const placeOf = (ground: Standing, wish: Due): string =>
  areaName(wish, (code) => ground.places.pathOf(code))[wish.language] || (wish.territory ?? '');

const digest = (ground: Standing, wish: Due, turns: readonly Turn[], url: string): string =>
  say(subscriptionWords, wish.language, 'sms', { place: placeOf(ground, wish), what: what(turns, wish.language), url });

/** What a push says: one thing by its kind and place, with the way to its page; several by their number. */
function notice(ground: Standing, baseUrl: string, wish: Due, turns: readonly Turn[], url: string) {
  const { language } = wish;
  const [only] = turns;
  if (turns.length === 1 && only !== undefined) {
    const kind = ground.kinds.get(only.kind)?.name[language] ?? only.kind;
    return {
      title: say(subscriptionWords, language, TITLE[only.turn], { kind }),
      body: [ground.places.pathOf(only.territory)[language], only.number].filter(Boolean).join(' · '),
      url: `${baseUrl}/m/${only.number}`,
      tag: only.number,
      language,
    };
  }
  return {
    title: say(subscriptionWords, language, 'pushTitle', { place: placeOf(ground, wish), what: what(turns, language) }),
    body: '',
    url,
    tag: 'lianan-areas',
    language,
  };
}
