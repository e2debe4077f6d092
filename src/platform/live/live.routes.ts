import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../db/database.ts';
import { nothing, type Scope, whole } from '../db/scope.ts';
import { type Ask, mount, type Server } from '../http/mount.ts';
import { Problem } from '../http/problem.ts';
import type { AuthDoor } from '../identity/auth.ts';
import { scopeOf } from '../identity/reach.rules.ts';
import { dayOf } from '../journal/line.rules.ts';
import { standingOf } from '../journal/tally.store.ts';
import { textOf } from '../language/language.ts';
import { listenerOf } from './listener.ts';
import { live } from './live.contract.ts';
import { hasKinds, linesBetween } from './live.store.ts';
import { liveWords } from './live.words.ts';
import { type News, Stream } from './stream.ts';

const BEAT_MS = 20_000;
/** A browser opens six connections to one server at most over HTTP/1.1. */
const MOST_STREAMS = 6;
/** Seqs that one read covers. */
const STRETCH = 2_000;
/** More visible lines than this in one stretch are told as one number. */
const MANY = 200;
/** After a change of posts the identity of this process may be believed for three seconds more. */
const SETTLE_MS = 4_000;

export type LiveSettings = {
  /** Whether the session behind a request still lives, asked without moving its end: a stream that is open is no sign of a person. */
  readonly stillSignedIn: (request: FastifyRequest) => Promise<boolean>;
  readonly beatMs?: number;
  readonly settleMs?: number;
};

/** Asks better-auth for a request's session without moving its end on. */
export function peekingAt(auth: Pick<AuthDoor, 'api'>): LiveSettings['stillSignedIn'] {
  return async ({ headers }) => {
    const { cookie } = headers;
    if (cookie === undefined) return false;
    return (await auth.api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } })) !== null;
  };
}

/** GET /api/live: see `live.contract.ts`. */
export function liveRoutes(server: Server, settings: LiveSettings): void {
  const { db, clock } = server.parts;
  const streams = new Set<Following>();
  const news = newsReader(db);

  server.addHook('preClose', async () => {
    for (const one of streams) one.stop('closing');
  });

  mount(server, live, async (ask, { query }) => {
    const { caller, district, request, reply } = ask;
    const person = 'person' in caller ? caller.person : '';
    if (!(request.headers.accept ?? '').includes('text/event-stream'))
      throw new Problem(406, 'live.notAStream', textOf(liveWords, 'notAStream'));
    if ([...streams].filter((one) => one.person === person).length >= MOST_STREAMS)
      throw new Problem(429, 'live.tooMany', textOf(liveWords, 'tooMany'));
    const head = (await db.read(nothing(district), (tx) => standingOf(tx, district)))?.head ?? 0;
    const said = Number(request.headers['last-event-id'] ?? Number.NaN);
    const since = Math.max(query.since ?? -1, Number.isSafeInteger(said) ? said : -1);
    // A seq beyond the head comes from before a restore: what was seen then is not what stands there now.
    const one = new Following(ask, person, openStream(reply), since < 0 || since > head ? head : since, news);
    streams.add(one);
    one.follow(
      head,
      settings,
      () => dayOf(clock().toISOString()),
      () => streams.delete(one),
    );
    return '';
  });
}

function openStream(reply: FastifyReply): FastifyReply['raw'] {
  reply.hijack();
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'keep-alive',
    // Proxies gather what they pass on unless they are told not to.
    'x-accel-buffering': 'no',
  });
  return reply.raw;
}

/** A stream with what must happen to it: tidings, heartbeats, a change of posts, the end of the session. */
class Following {
  readonly person: string;
  readonly #ask: Ask;
  readonly #stream: Stream;
  readonly #endings: (() => void)[] = [];

  constructor(ask: Ask, person: string, raw: FastifyReply['raw'], since: number, news: ReturnType<typeof newsReader>) {
    this.person = person;
    this.#ask = ask;
    this.#stream = new Stream(raw, scopeOf(ask.caller, ask.district), since, news);
  }

  follow(head: number, settings: LiveSettings, today: () => string, onEnd: () => void): void {
    const { db, district, reply, request } = this.#ask;
    let seen = head;
    let day = today();
    const stopListening = listenerOf(db).follow(district, (tidings) => {
      if ('hint' in tidings) return this.#stream.hint(tidings.hint);
      this.#stream.wake(tidings.seq);
      const from = seen;
      seen = Math.max(seen, tidings.seq);
      void this.#minding(from, tidings.seq, settings);
    });
    const beat = setInterval(() => {
      this.#stream.beat();
      void settings.stillSignedIn(request).then(
        (lives) => !lives && this.stop('signed-out'),
        // The database is away: nobody is signed out for that.
        () => {},
      );
      // Posts begin and end with days.
      if (today() !== day) {
        day = today();
        void this.#lookAgain();
      }
    }, settings.beatMs ?? BEAT_MS);
    this.#endings.push(stopListening, () => clearInterval(beat), onEnd);
    reply.raw.on('close', () => this.stop());
    reply.raw.on('error', () => this.stop());
    this.#stream.wake(head);
  }

  stop(reason?: 'signed-out' | 'closing'): void {
    this.#stream.end(reason);
    for (const end of this.#endings.splice(0)) end();
  }

  /** A line about a post or a person may change what this caller reaches. */
  async #minding(after: number, upTo: number, settings: LiveSettings): Promise<void> {
    const { db, district } = this.#ask;
    try {
      const changed = await minded(db, district, after, upTo);
      if (changed) setTimeout(() => void this.#lookAgain(), settings.settleMs ?? SETTLE_MS).unref();
    } catch {
      // The database is away: the heartbeat of the day looks again.
    }
  }

  async #lookAgain(): Promise<void> {
    const { request, district, caller } = this.#ask;
    try {
      const known = await request.server.parts.identify(request);
      const same = known.caller.is === caller.is && 'person' in known.caller && known.caller.person === this.person;
      if (!same || (known.district ?? district) !== district) return this.stop('signed-out');
      this.#stream.scope = scopeOf(known.caller, district);
    } catch {
      // As above.
    }
  }
}

/** Whether lines of a stretch change who may see what; asked once for all streams of a process. */
function minded(db: Database, district: string, after: number, upTo: number): Promise<boolean> {
  return once(db, `minded ${district} ${after} ${upTo}`, () =>
    db.read(whole(district), (tx) => hasKinds(tx, district, after, upTo, ['appointment', 'person'])),
  );
}

/** Reads what is new for a scope; desks with one scope that stand at one place share one read. */
function newsReader(db: Database): (scope: Scope, since: number, head: number) => Promise<News> {
  return (scope, since, head) => {
    const upTo = Math.min(head, since + STRETCH);
    return once(db, `news ${JSON.stringify(scope)} ${since} ${upTo}`, async () => {
      const lines = await db.read(scope, (tx) => linesBetween(tx, scope.district, since, upTo));
      const last = lines.at(-1);
      return { upTo, tidings: last && lines.length > MANY ? [{ seq: last.seq, n: lines.length }] : lines };
    });
  };
}

const underWay = new WeakMap<Database, Map<string, Promise<unknown>>>();

/** Lets those who ask the same at the same time share one answer. */
function once<T>(db: Database, key: string, ask: () => Promise<T>): Promise<T> {
  const asked = underWay.get(db) ?? new Map<string, Promise<unknown>>();
  underWay.set(db, asked);
  const known = asked.get(key) as Promise<T> | undefined;
  if (known) return known;
  const answer = ask().finally(() => asked.delete(key));
  asked.set(key, answer);
  return answer;
}
