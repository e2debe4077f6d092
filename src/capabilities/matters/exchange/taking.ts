import type { ExchangeMessage } from '../../../gateways/exchange/message.ts';
import { derivedId } from '../../../gateways/tabular/derived.ts';
import type { Database } from '../../../platform/db/database.ts';
import { nothing } from '../../../platform/db/scope.ts';
import { Problem } from '../../../platform/http/problem.ts';
import { GroupCommit } from '../../../platform/journal/groupCommit.ts';
import { linesOf } from '../../../platform/journal/lines.store.ts';
import { numberOf } from '../../../platform/journal/number.rules.ts';
import { type Text, textOf } from '../../../platform/language/language.ts';
import { tellLive } from '../../../platform/live/notifier.ts';
import type { Standing } from '../ground.ts';
import type { Outcome } from '../intake.store.ts';
import type { Door, Matter, Status } from '../matters.rules.ts';
import { loadMatter, type Stored } from '../matters.store.ts';
import type { MoveIn } from '../move.contract.ts';
import { makeMove } from '../moving.ts';
import { kindsOfLine } from '../showing.ts';
import {
  type Bringer,
  countRedirected,
  digestOfCase,
  filingOf,
  type Incoming,
  incoming,
  storeIncoming,
} from './cases.ts';
import type { Partner } from './exchange.rules.ts';
import { type Exchanged, exchangedBy } from './exchange.store.ts';
import { exchangeMatterWords } from './exchange.words.ts';
import { doorText } from './replies.ts';

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
    const { known, shell } = await this.#known(district, message);
    if (message.what !== 'new') return this.#add(ground, known, message, now);
    if (known !== null) return this.#again(ground, known, message);
    if (shell !== null) return returned(message, shell, true);
    const filing = filingOf(ground, partner, message);
    if (filing.is === 'door') {
      const { kind } = filingOf(ground, partner, { ...message, category: { code: '', name: null } }) as {
        kind: string;
      };
      const outcome = await countRedirected(this.#db, ground, { kind, door: filing.door, message }, now);
      return returned(message, filing.door, outcome === 'known');
    }
    const one = incoming(ground, filing.kind, message, bringer, now);
    if ((await this.#store(district, one)) === 'known') {
      const meanwhile = await this.#known(district, message);
      if (meanwhile.known === null) throw refused(409, 'differs');
      return this.#again(ground, meanwhile.known, message);
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

  /** The case under this number; or, where it was redirected and its number forgotten, the door that it was sent to. */
  async #known(district: string, message: ExchangeMessage): Promise<{ known: Exchanged | null; shell: Door | null }> {
    const { desk, number, subject } = message;
    return this.#db.read({ ...nothing(district), subjects: [subject] }, async (tx) => {
      const [known] = await exchangedBy(tx, district, desk, [number]);
      if (known) return { known, shell: null };
      return { known: null, shell: (await loadMatter(tx, district, subject))?.matter.door ?? null };
    });
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
}

const actOf = (what: What, words: string): MoveIn =>
  what === 'withdrawn'
    ? { move: 'withdraw', reason: words }
    : { move: 'note', note: words, photos: [], forReporter: true };

/** Sent to the door that by law must take it: nothing is kept here beyond the count. */
function returned({ desk, number }: ExchangeMessage, door: Door, repeated: boolean): Taking {
  const [zh, en] = [doorText(door).zh, doorText(door).en];
  const words = {
    zh: textOf(exchangeMatterWords, 'redirected', { door: zh }).zh,
    en: textOf(exchangeMatterWords, 'redirected', { door: en }).en,
  };
  return { desk, number, what: 'returned', ours: null, state: 'redirected', door, words, repeated };
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
