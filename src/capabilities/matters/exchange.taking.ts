import type { ExchangeMessage } from '../../gateways/exchange/message.ts';
import { derivedId } from '../../gateways/tabular/derived.ts';
import type { Database } from '../../platform/db/database.ts';
import { nothing } from '../../platform/db/scope.ts';
import { Problem } from '../../platform/http/problem.ts';
import { GroupCommit } from '../../platform/journal/groupCommit.ts';
import { linesOf } from '../../platform/journal/lines.store.ts';
import { type Text, textOf } from '../../platform/language/language.ts';
import { tellLive } from '../../platform/live/notifier.ts';
import {
  type Bringer,
  countRedirected,
  digestOfCase,
  filingOf,
  type Incoming,
  incoming,
  storeIncoming,
} from './exchange.intake.ts';
import type { Partner } from './exchange.rules.ts';
import { type Exchanged, exchangedBy } from './exchange.store.ts';
import { exchangeMatterWords } from './exchange.words.ts';
import type { Standing } from './ground.ts';
import type { Outcome } from './intake.store.ts';
import type { MoveIn } from './matters.contract.ts';
import type { Door, Matter, Status } from './matters.rules.ts';
import { loadMatter, type Stored } from './matters.store.ts';
import { makeMove } from './moving.ts';
import { numberOf } from './number.rules.ts';
import { doorWords } from './screens/doors.words.ts';
import { kindsOfLine } from './showing.ts';

/** What a desk is answered at once: our number and where the case stands, or the door that it belongs to. */
export type Taking = {
  readonly desk: string;
  readonly number: string;
  readonly what: 'accepted' | 'moved' | 'returned';
  /** Null for what is kept as a count alone. */
  readonly ours: string | null;
  readonly state: Status;
  readonly door: Door | null;
  readonly words: Text;
  /** The same was taken before: nothing was written. */
  readonly repeated: boolean;
};

type What = ExchangeMessage['what'];

/** Takes what other desks send. Cases that come together are written together. */
export class Exchange {
  readonly #db: Database;
  readonly #groups = new Map<string, GroupCommit<Incoming, Outcome>>();

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * Takes one message of a desk whose hand in it is proved. Throws Problem 404 (about a case that never came), 409 (another case
   * under a known number; not from where the matter stands) or 422 (a field that the intake refuses).
   */
  async take(
    ground: Standing,
    partner: Partner,
    message: ExchangeMessage,
    bringer: Bringer,
    now: Date,
  ): Promise<Taking> {
    const { district } = ground;
    const known = await this.#known(district, message);
    if (message.what !== 'new') return this.#add(ground, known, message, now);
    if (known !== null) return this.#again(ground, known, message);
    const filing = filingOf(ground, partner, message);
    if (filing.is === 'door') return this.#redirect(ground, partner, filing.door, message, now);
    const one = incoming(ground, filing.kind, message, bringer, now);
    if ((await this.#store(district, one)) === 'known') {
      const meanwhile = await this.#known(district, message);
      if (meanwhile === null) throw refused(409, 'differs');
      return this.#again(ground, meanwhile, message);
    }
    const { matter } = one.taken;
    return takingOf(message, 'accepted', matter, numberOf(district, matter.id, matter.reported), false);
  }

  #store(district: string, one: Incoming): Promise<Outcome> {
    let group = this.#groups.get(district);
    if (!group) {
      group = new GroupCommit((batch) => storeIncoming(this.#db, district, batch));
      this.#groups.set(district, group);
    }
    return group.add(one);
  }

  async #known(district: string, { desk, number }: ExchangeMessage): Promise<Exchanged | null> {
    const found = await this.#db.read(nothing(district), (tx) => exchangedBy(tx, district, desk, [number]));
    return found[0] ?? null;
  }

  async #loaded(district: string, subject: string): Promise<Stored> {
    const scope = { ...nothing(district), subjects: [subject] };
    const stored = await this.#db.read(scope, (tx) => loadMatter(tx, district, subject));
    if (!stored) throw refused(404, 'unknownCase');
    return stored;
  }

  async #again({ district, keyring }: Standing, known: Exchanged, message: ExchangeMessage): Promise<Taking> {
    if (!known.digest.equals(digestOfCase(keyring, district, message))) throw refused(409, 'differs');
    const { matter, number } = await this.#loaded(district, known.subject);
    return takingOf(message, 'accepted', matter, number, true);
  }

  /** More about a case, or its withdrawal: moves of its reporter, for whom the desk speaks. */
  async #add(ground: Standing, known: Exchanged | null, message: ExchangeMessage, now: Date): Promise<Taking> {
    const { district } = ground;
    const { desk, number, what, words } = message;
    if (known === null) throw refused(404, 'unknownCase');
    if (what === 'withdrawn' && known.subject !== message.subject) throw refused(409, 'mergedCase');
    const id = derivedId(`exchange.${what}`, desk, number, words);
    const scope = { ...nothing(district), subjects: [known.subject] };
    const moved = await this.#db.write(scope, async (tx) => {
      const stored = await loadMatter(tx, district, known.subject, true);
      if (!stored) throw refused(404, 'unknownCase');
      const lines = await linesOf(tx, district, [known.subject], kindsOfLine);
      if (lines.some((line) => line.id === id)) return { stored, repeated: true, seq: null };
      const asking = { id, n: stored.matter.n, act: actOf(what, words) };
      return makeMove(tx, scope, ground, { caller: { is: 'nobody' }, isReporter: true }, known.subject, asking, now);
    });
    if (moved.seq !== null) tellLive(this.#db, district, moved.seq);
    return takingOf(message, 'moved', moved.stored.matter, moved.stored.number, moved.repeated);
  }

  async #redirect(
    ground: Standing,
    partner: Partner,
    door: 'petition' | 'discipline',
    message: ExchangeMessage,
    now: Date,
  ): Promise<Taking> {
    const { kind } = filingOf(ground, partner, { ...message, category: { code: '', name: null } }) as { kind: string };
    const outcome = await countRedirected(this.#db, ground, { kind, door, message }, now);
    const words = textOf(exchangeMatterWords, 'redirected');
    const about = doorText(door);
    return {
      desk: message.desk,
      number: message.number,
      what: 'returned',
      ours: null,
      state: 'redirected',
      door,
      words: { zh: words.zh.replace('{door}', about.zh), en: words.en.replace('{door}', about.en) },
      repeated: outcome === 'known',
    };
  }
}

const actOf = (what: What, words: string): MoveIn =>
  what === 'withdrawn'
    ? { move: 'withdraw', reason: words }
    : { move: 'note', note: words, photos: [], forReporter: true };

/** What a door is called, what it takes and by which number it answers. */
export function doorText(door: Door): Text {
  const of = (language: 'zh' | 'en') => ({
    name: doorWords[language][door],
    text: doorWords[language][`${door}Text`],
    phone: doorWords[language][`${door}Phone`],
  });
  return {
    zh: textOf(exchangeMatterWords, 'door', of('zh')).zh,
    en: textOf(exchangeMatterWords, 'door', of('en')).en,
  };
}

function takingOf(
  { desk, number }: ExchangeMessage,
  what: Taking['what'],
  { status, door }: Matter,
  ours: string,
  repeated: boolean,
): Taking {
  return {
    desk,
    number,
    what,
    ours,
    state: status,
    door,
    words: textOf(exchangeMatterWords, 'new', { ours }),
    repeated,
  };
}

const refused = (status: number, key: 'differs' | 'unknownCase' | 'mergedCase'): Problem =>
  new Problem(status, `matters.${key}`, textOf(exchangeMatterWords, key), [
    { path: 'body.number', message: textOf(exchangeMatterWords, key) },
  ]);
