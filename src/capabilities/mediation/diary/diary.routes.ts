import ical, { ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { Tx } from '../../../platform/db/database.ts';
import { type FeedOf, type FeedSort, feedOf } from '../../../platform/feeds/feeds.ts';
import { feedWords } from '../../../platform/feeds/feeds.words.ts';
import type { Server } from '../../../platform/http/mount.ts';
import { Problem } from '../../../platform/http/problem.ts';
import { scopeOf } from '../../../platform/identity/reach.rules.ts';
import { linesOf } from '../../../platform/journal/lines.store.ts';
import { say, textOf } from '../../../platform/language/language.ts';
import { openBeside } from '../../../platform/sealing/beside.ts';
import type { Keyring } from '../../../platform/sealing/keyring.ts';
import type { Case } from '../mediation.rules.ts';
import { kindsOfLine, placesOfSessions } from '../showing.ts';
import { KEPT_DAYS, sittingsOf } from './diary.rules.ts';
import { mediatedBy } from './diary.store.ts';
import { diaryWords } from './diary.words.ts';

/** The calendar of one's sessions, for whoever may be named as mediator. */
export const SESSIONS: FeedSort = { sort: 'sessions', path: '/calendar/sessions', posts: ['mediator', 'handler'] };

/** Cases in one calendar at the most, and calls a minute from one address. */
const MOST = 500;
const PER_MINUTE = 60;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * A mediator's own sessions as a calendar (RFC 5545) that telephones subscribe to. Its address is the proof: it is logged nowhere, and
 * ends with the post.
 */
export function diaryRoutes(server: Server, baseUrl: string): void {
  const { parts } = server;
  server.get(`${SESSIONS.path}/:name`, {
    schema: { hide: true },
    logLevel: 'silent',
    config: { unlogged: true, rateLimit: { max: PER_MINUTE, timeWindow: MINUTE_MS } },
    handler: async (request, reply) => {
      const { name } = request.params as { name: string };
      const now = parts.clock();
      const feed = await feedOf(parts.db, parts.districts, SESSIONS, name.replace(/\.ics$/, ''), now);
      if (feed === null) throw new Problem(404, 'feeds.noFeed', textOf(feedWords, 'noFeed'));
      const since = new Date(now.getTime() - KEPT_DAYS * DAY_MS).toISOString();
      const { person, appointments } = feed.caller;
      const bodies = appointments.flatMap((one) => (SESSIONS.posts.includes(one.post) ? (one.body ?? []) : []));
      const { cases, rooms } = await parts.db.read(scopeOf(feed.caller, feed.district), async (tx) => {
        const found = await mediatedBy(tx, feed.district, { person, bodies, since }, MOST);
        return { cases: found, rooms: await roomsOf(tx, parts.keyring, feed.district, found, since) };
      });
      return reply
        .headers({ 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, no-store' })
        .send(calendarOf(feed, cases, rooms, { baseUrl, since, now }));
    },
  });
}

/** Where sessions in person are. What was written down for a telephone or a link may lead to a party, and is not told to calendars. */
async function roomsOf(
  tx: Tx,
  keyring: Keyring,
  district: string,
  cases: readonly Case[],
  since: string,
): Promise<ReadonlyMap<string, string>> {
  const asked = cases.flatMap((it) => sittingsOf(it, since).flatMap(({ id, mode }) => (mode === 'inPerson' ? id : [])));
  if (asked.length === 0) return new Map();
  const ids = cases.map(({ id }) => id);
  const places = placesOfSessions(await linesOf(tx, district, ids, kindsOfLine));
  const texts = await openBeside(
    tx,
    keyring,
    district,
    asked.map((id) => places.get(id) ?? null),
  );
  return new Map(
    asked.flatMap((id) => {
      const text = texts.get(places.get(id)?.id ?? '');
      return text == null ? [] : [[id, text]];
    }),
  );
}

function calendarOf(
  { language, district }: FeedOf,
  cases: readonly Case[],
  rooms: ReadonlyMap<string, string>,
  { baseUrl, since, now }: { readonly baseUrl: string; readonly since: string; readonly now: Date },
): string {
  const calendar = ical({
    name: say(diaryWords, language, 'name'),
    prodId: { company: 'Lianan', product: 'sessions', language: language === 'zh' ? 'ZH' : 'EN' },
    ttl: 3_600,
  });
  for (const it of cases)
    for (const { id, mode, at, minutes, fallen, sequence } of sittingsOf(it, since)) {
      const start = new Date(at);
      calendar.createEvent({
        id: `${it.id}-${id}@${district}.lianan`,
        sequence,
        stamp: now,
        start,
        end: new Date(start.getTime() + minutes * MINUTE_MS),
        summary: say(diaryWords, language, fallen ? 'fallen' : 'sitting', { number: it.number }),
        description: say(diaryWords, language, `how_${mode}`),
        location: rooms.get(id) ?? null,
        url: `${baseUrl}/desk/mediation/${it.id}`,
        status: fallen ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
        transparency: fallen ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
      });
    }
  return calendar.toString();
}
