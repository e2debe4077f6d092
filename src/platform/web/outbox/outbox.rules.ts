import type { Text } from '../../language/language.ts';

/** What a server or the lack of one said to something that was sent. `status` 0: no answer came. */
export type Reply = {
  readonly status: number;
  readonly code: string;
};

/**
 * waiting: to be sent; conflict: the subject changed meanwhile, its owner decides; refused: the server said no, its owner
 * decides; sent: it is there.
 */
export type State = 'waiting' | 'conflict' | 'refused' | 'sent';

/** One thing that somebody did on this phone and that the server is to learn. */
export type Item = {
  /** Made on the phone; sending twice changes nothing. */
  readonly id: string;
  /** Whose it is: nobody else's session sends it, and nobody else sees it. */
  readonly person: string;
  /** The phone's own count: what was done earlier has the smaller one. */
  readonly order: number;
  /** What it is about. An item whose id is its subject makes that subject. */
  readonly subject: string;
  /** Which form made it, and what its owner calls it. */
  readonly form: string;
  readonly title: Text;
  readonly address: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The member of the body that takes the photos' tokens, with dots; null where there are none. */
  readonly photosAt: string | null;
  /** The version of the subject that was looked at; null where the call asks for none. */
  readonly n: number | null;
  /** By how many lines it moves its subject on. */
  readonly lines: number;
  /** The phone's clock, in milliseconds; only differences of it are ever told. */
  readonly made: number;
  readonly state: State;
  readonly tries: number;
  /** Not before this by the phone's clock; 0 is at once. */
  readonly next: number;
  /** It was sent at least once without an answer, so that it may be there already. */
  readonly unsure: boolean;
  /** When the phone learned that it is there, by the phone's clock; what was kept by an older release may lack it. */
  readonly arrived?: number | null;
  readonly problem: { readonly status: number; readonly code: string; readonly title: Text } | null;
  /** What the server answered, for its owner's eyes. */
  readonly answer: Readonly<Record<string, unknown>> | null;
};

/** What an owner sees of the outbox. */
export type Shown = {
  readonly items: readonly Item[];
  /** The session is over: nothing is sent until somebody signs in. */
  readonly stopped: boolean;
  readonly sending: string | null;
};

/** What becomes of an item after an answer. `stop`: nothing more is sent until somebody signs in. */
export type Verdict = 'done' | 'again' | 'photos' | 'ask' | 'refused' | 'stop';

const SHORTEST_MS = 2_000;
const LONGEST_MS = 300_000;
/** The longest wait that is told: thirty days. */
const LONGEST_S = 2_592_000;

/**
 * What an attempt came to that failed. An answer that is none of our server's (a hotel's page, a gateway that speaks for it)
 * names no reason of ours: whatever its status, nothing was said about what was sent. Too large is too large, whoever says so.
 */
export function replyOf({ status, code }: Reply): Reply {
  const ours = !/^(http\.\d+|web\..*)$/.test(code);
  return ours || status === 413 ? { status, code } : { status: 0, code };
}

/** What an answer means for the item that was sent. */
export function verdict(item: Pick<Item, 'unsure'>, { status, code }: Reply): Verdict {
  if (status >= 200 && status < 300) return 'done';
  if (status === 401 || code === 'http.needsTotp') return 'stop';
  if (status === 0 || status === 408 || status === 425 || status === 429 || status >= 500) return 'again';
  // Tokens of photos live a day or two; the photos themselves are still here.
  if (code === 'files.token') return 'photos';
  if (status === 409 && code.endsWith('.changed')) return 'ask';
  // The id is this phone's own: what it is taken by is what was sent before without an answer.
  if (status === 409 && code.endsWith('.taken') && item.unsure) return 'done';
  return 'refused';
}

/** The item after an answer. `chance` in [0, 1) spreads many phones that lost the same mast. */
export function afterReply(
  item: Item,
  reply: Reply,
  told: { readonly title: Text; readonly answer: Item['answer'] },
  now: number,
  chance: number,
): Item {
  const problem = { status: reply.status, code: reply.code, title: told.title };
  switch (verdict(item, reply)) {
    case 'done':
      return { ...item, state: 'sent', arrived: now, problem: null, answer: told.answer, next: 0 };
    case 'stop':
      return { ...item, problem };
    case 'photos':
      return { ...item, tries: item.tries + 1, next: now + pause(item.tries, chance), problem: null };
    case 'ask':
      return { ...item, state: 'conflict', problem };
    case 'refused':
      return { ...item, state: 'refused', problem };
    case 'again': {
      const unsure = item.unsure || reply.status === 0 || reply.status >= 500;
      return { ...item, unsure, tries: item.tries + 1, next: now + pause(item.tries, chance), problem };
    }
  }
}

/** Milliseconds to the next try: doubled each time from two seconds to five minutes, shortened by up to half by chance. */
export function pause(tries: number, chance: number): number {
  const whole = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** Math.min(tries, 20));
  return Math.round(whole * (1 - chance / 2));
}

/** How long what was sent stays in sight with its answer: a day. */
const SENT_STAYS_MS = 86_400_000;
/** Whether what was sent has been in sight for long enough, counted from its arrival, however long it had waited. */
export const isOver = (item: Item, now: number): boolean =>
  item.state === 'sent' && (item.arrived ?? item.made) < now - SENT_STAYS_MS;

/** One person's own items in their order. */
export const ownItems = (items: readonly Item[], person: string): Item[] =>
  items.filter((one) => one.person === person).sort((a, b) => a.order - b.order);

/** The first unsent item of a subject: the others of it wait for their turn. */
const firstOf = (own: readonly Item[], subject: string): Item | undefined =>
  own.find((one) => one.subject === subject && one.state !== 'sent');

/**
 * What is to be sent next, or null: the oldest that waits, whose time has come and before which nothing of the same subject is
 * unsent. What waits for its owner's decision holds back its own subject and no other.
 */
export function nextToSend(items: readonly Item[], person: string, now: number): Item | null {
  const own = ownItems(items, person);
  return (
    own.find((one) => one.state === 'waiting' && one.next <= now && firstOf(own, one.subject)?.id === one.id) ?? null
  );
}

/** Milliseconds until something may be sent; null where nothing waits for time alone. */
export function untilNext(items: readonly Item[], person: string, now: number): number | null {
  const own = ownItems(items, person);
  const times = own
    .filter((one) => one.state === 'waiting' && firstOf(own, one.subject)?.id === one.id)
    .map((one) => Math.max(0, one.next - now));
  return times.length === 0 ? null : Math.min(...times);
}

/** What came back to the network or the foreground is tried at once. */
export const atOnce = (items: readonly Item[]): Item[] =>
  items.map((one) => (one.state === 'waiting' && one.next > 0 ? { ...one, next: 0 } : one));

/**
 * The version that somebody sees who has done all this on the phone: the server's, moved on by what waits or was just sent. What
 * they do next is done looking at this version, so that it fits when nobody else comes between and is asked about when somebody does.
 */
export function versionSeen(items: readonly Item[], person: string, subject: string, n: number): number {
  return ownItems(items, person)
    .filter((one) => one.subject === subject && one.state !== 'refused')
    .reduce((seen, one) => (one.n === null ? Math.max(seen, one.lines) : Math.max(seen, one.n + one.lines)), n);
}

/** What its owner did to the same subject after it, a line more or less. */
const moveLater = (items: readonly Item[], item: Item, by: number): Item[] =>
  items.map((one) =>
    one.person === item.person && one.subject === item.subject && one.order > item.order && one.n !== null
      ? { ...one, n: Math.max(1, one.n + by) }
      : one,
  );

/** Its owner sends it all the same, against the version that they have now seen; what they did after it stands on that too. */
export function sentAnyway(items: readonly Item[], item: Item, n: number): Item[] {
  const by = item.n === null ? 0 : n - item.n;
  return moveLater(items, item, by).map((one) =>
    one.id === item.id
      ? { ...one, n: one.n === null ? null : n, state: 'waiting' as const, problem: null, tries: 0, next: 0 }
      : one,
  );
}

/** What is left when its owner lets an item go. With one that would have made its subject goes what was to be done to it. */
export function letGo(items: readonly Item[], item: Item): Item[] {
  const gone = (one: Item): boolean =>
    item.id === item.subject ? one.person === item.person && one.subject === item.subject : one.id === item.id;
  const left = items.filter((one) => !gone(one));
  return item.state === 'sent' ? left : moveLater(left, item, -item.lines);
}

/** Why an item is not there yet, in one word for its owner. */
export type Why = 'sending' | 'offline' | 'later' | 'turn' | 'signIn' | 'conflict' | 'refused' | 'sent';

export function whyWaiting(
  items: readonly Item[],
  item: Item,
  around: { readonly online: boolean; readonly stopped: boolean; readonly sending: string | null },
): Why {
  if (item.state !== 'waiting') return item.state;
  if (firstOf(ownItems(items, item.person), item.subject)?.id !== item.id) return 'turn';
  if (around.stopped) return 'signIn';
  if (around.sending === item.id) return 'sending';
  if (!around.online || item.problem?.status === 0) return 'offline';
  return item.tries > 0 ? 'later' : 'sending';
}

/**
 * Whole seconds for which the phone kept something: a difference of its own clock, which is right however wrong the clock is, as
 * long as nobody sets it meanwhile; then it is bounded.
 */
export const waitedSeconds = (made: number, now: number): number =>
  Math.min(LONGEST_S, Math.max(0, Math.floor((now - made) / 1000)));

/** The body as it is sent: the version, the tokens where they belong, and how long it waited. */
export function bodyOf(item: Item, tokens: readonly string[], now: number): Record<string, unknown> {
  const body: Record<string, unknown> = {
    ...item.body,
    ...(item.n === null ? {} : { n: item.n }),
    waited: waitedSeconds(item.made, now),
  };
  if (item.photosAt === null || tokens.length === 0) return body;
  const [first = '', second] = item.photosAt.split('.');
  if (second === undefined) return { ...body, [first]: tokens };
  return { ...body, [first]: { ...(item.body[first] as Record<string, unknown>), [second]: tokens } };
}
