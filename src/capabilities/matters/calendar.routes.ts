import { TZDate } from '@date-fns/tz';
import ical, { ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { type FeedOf, type FeedSort, feedOf } from '../../platform/feeds/feeds.ts';
import { feedWords } from '../../platform/feeds/feeds.words.ts';
import type { Server } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { WORKING_POSTS } from '../../platform/identity/appointments.rules.ts';
import { scopeOf } from '../../platform/identity/reach.rules.ts';
import { say, textOf } from '../../platform/language/language.ts';
import { type Deadline, deadlinesOf } from './calendar.store.ts';
import { calendarWords } from './calendar.words.ts';
import { type Standing, standing } from './ground.ts';

/** The calendar of one's deadlines, for all who work on matters. */
export const DEADLINES: FeedSort = { sort: 'deadlines', path: '/calendar', posts: WORKING_POSTS };

/** Deadlines in one calendar at the most, and calls a minute from one address. */
const MOST = 500;
const PER_MINUTE = 60;
const ZONE = 'Asia/Shanghai';
/** China keeps no summer time, so that its zone is one line (RFC 5545, 3.6.5). */
const ZONE_BLOCK = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19920101T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');

/**
 * One's own deadlines as a calendar (RFC 5545) that telephones subscribe to. Its address is the proof: it is logged nowhere, and
 * ends with the post.
 */
export function calendarRoutes(server: Server, baseUrl: string): void {
  const { parts } = server;
  server.get(`${DEADLINES.path}/:name`, {
    schema: { hide: true },
    logLevel: 'silent',
    config: { unlogged: true, rateLimit: { max: PER_MINUTE, timeWindow: 60_000 } },
    handler: async (request, reply) => {
      const { name } = request.params as { name: string };
      const now = parts.clock();
      const feed = await feedOf(parts.db, parts.districts, DEADLINES, name.replace(/\.ics$/, ''), now);
      if (feed === null) throw new Problem(404, 'feeds.noFeed', textOf(feedWords, 'noFeed'));
      const ground = await standing(parts.db, parts.keyring, feed.district);
      const deadlines = await parts.db.read(scopeOf(feed.caller, feed.district), (tx) =>
        deadlinesOf(tx, feed.district, whoseOf(feed), MOST),
      );
      return reply
        .headers({ 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, no-store' })
        .send(calendarOf(ground, feed, deadlines, baseUrl, now));
    },
  });
}

/** What I handle; and, where I coordinate, what lies with my body. */
const whoseOf = ({ caller }: FeedOf) => ({
  person: caller.person,
  bodies: caller.appointments.flatMap((one) => (one.post === 'coordinator' && one.body !== null ? [one.body] : [])),
});

function calendarOf(
  ground: Standing,
  { language, district }: FeedOf,
  deadlines: readonly Deadline[],
  baseUrl: string,
  now: Date,
): string {
  const calendar = ical({
    name: say(calendarWords, language, 'name'),
    prodId: { company: 'Lianan', product: 'deadlines', language: language === 'zh' ? 'ZH' : 'EN' },
    ttl: 3_600,
    // The zone is that of the deadlines: stamps are in UTC, as the standard asks.
    timezone: { name: null, generator: () => ZONE_BLOCK },
  });
  for (const { id, number, kind, due, supervised, n, updated } of deadlines) {
    const isSupervised = supervised !== null && supervised < due;
    calendar.createEvent({
      id: `${id}@${district}.lianan`,
      sequence: n,
      stamp: now,
      lastModified: updated,
      timezone: ZONE,
      start: new TZDate(isSupervised ? supervised : due, ZONE),
      summary: say(calendarWords, language, isSupervised ? 'supervised' : 'due', {
        kind: ground.kinds.get(kind)?.name[language] ?? kind,
        number,
      }),
      url: `${baseUrl}/desk/matters/${id}`,
      status: ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}
