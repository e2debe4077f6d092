import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Entry as AtomEntry, atom, urnOf } from '../../gateways/atom/feed.ts';
import { addDays, dayOf, startOf } from '../../platform/calendar/calendar.rules.ts';
import { nothing } from '../../platform/db/scope.ts';
import type { Server } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { type Language, languageOf, say, textOf } from '../../platform/language/language.ts';
import { bodyName, type Standing, type Status, standing, stateOf } from '../matters/matters.door.ts';
import { areaName } from './subscribing.ts';
import { MOST_METRES } from './subscriptions.rules.ts';
import { type Area, type Entry, entriesOf } from './subscriptions.store.ts';
import { subscriptionWords } from './subscriptions.words.ts';

const DAYS = 90;
const MOST = 50;
const MINUTES_FRESH = 5;

const kinds = z
  .string()
  .max(400)
  .transform((text) => text.split(',').filter(Boolean))
  .pipe(z.array(z.string().regex(/^[a-z]+(\.[a-z0-9-]+)?$/)).max(20))
  .default([]);
const common = {
  kinds,
  lang: z.enum(['zh', 'en']).optional(),
  district: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
};
const query = z.union([
  z.strictObject({ ...common, territory: z.string().regex(/^\d{6}(\d{3}){0,3}$/) }),
  z.strictObject({
    ...common,
    lon: z.coerce.number().min(-180).max(180),
    lat: z.coerce.number().min(-90).max(90),
    r: z.coerce.number().int().min(100).max(MOST_METRES),
  }),
]);

/**
 * What is around in an area, as an Atom feed for whoever keeps a reader: asked for by nobody in particular, redacted as the map.
 * Its own address says what it is about; nothing is kept of who reads it.
 */
export function feedRoutes(server: Server, { baseUrl }: { readonly baseUrl: string }): void {
  server.route({
    method: 'GET',
    url: '/feeds/area.atom',
    schema: { hide: true },
    // A reader's surroundings may be in the address.
    logLevel: 'silent',
    config: { unlogged: true, rateLimit: { max: 120, timeWindow: 60_000 } },
    handler: (request, reply) => answer(server, baseUrl, request, reply),
  });
}

async function answer(
  server: Server,
  baseUrl: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { db, keyring, clock, defaultDistrict, districts } = server.parts;
  const asked = query.safeParse(request.query);
  if (!asked.success) throw new Problem(400, 'subscriptions.feedArea', textOf(subscriptionWords, 'feedArea'));
  const { lang, kinds: wanted, district = defaultDistrict } = asked.data;
  if (!(await districts.has(district)))
    throw new Problem(404, 'subscriptions.feedArea', textOf(subscriptionWords, 'feedArea'));
  const area: Area =
    'territory' in asked.data
      ? { territory: asked.data.territory }
      : { lon: asked.data.lon, lat: asked.data.lat, metres: asked.data.r };
  const ground = await standing(db, keyring, district);
  const today = dayOf(clock());
  if ('territory' in area && !ground.places.has(area.territory, today) && area.territory !== district)
    throw new Problem(404, 'subscriptions.unknownTerritory', textOf(subscriptionWords, 'unknownTerritory'));
  const since = startOf(addDays(today, -DAYS));
  const entries = await db.read(nothing(district), (tx) => entriesOf(tx, district, area, wanted, since, MOST));

  const language = lang ?? languageOf(request.headers['accept-language']);
  const place = areaName(
    'territory' in area ? { territory: area.territory, metres: null } : { territory: null, metres: area.metres },
    (code) => ground.places.pathOf(code),
  )[language];
  const feed = atom({
    id: urnOf(`feed/${district}/${JSON.stringify(area)}/${wanted.toSorted().join()}`),
    language,
    title: say(subscriptionWords, language, 'feedTitle', { place: place || district }),
    subtitle: say(subscriptionWords, language, 'feedSubtitle'),
    author: ground.places.pathOf(district)[language] || district,
    self: `${baseUrl}${request.url}`,
    page: 'territory' in area ? `${baseUrl}/around?territory=${area.territory}` : `${baseUrl}/around`,
    // A feed without entries is as old as its span, so that it stays the same all day.
    since,
    entries: entries.map((one) => entryOf(ground, baseUrl, one, language)),
  });
  const etag = `"${createHash('sha256').update(feed).digest('base64url').slice(0, 27)}"`;
  reply
    .header('etag', etag)
    .header('cache-control', `public, max-age=${MINUTES_FRESH * 60}`)
    .header('vary', 'accept-language');
  if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
  return reply.header('content-type', 'application/atom+xml; charset=utf-8').send(feed);
}

/** Weak comparison, as for all conditional reads (RFC 9110, 13.1.2). */
const isKnown = (given: string | undefined, etag: string): boolean =>
  given?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*') ?? false;

function entryOf(ground: Standing, baseUrl: string, one: Entry, language: Language): AtomEntry {
  const word = (key: Parameters<typeof say<keyof typeof subscriptionWords.zh>>[2], values?: Record<string, string>) =>
    say(subscriptionWords, language, key, values);
  const kind = ground.kinds.get(one.kind)?.name[language] ?? one.kind;
  const state = stateOf(one.status as Status);
  // Reports are told by their day; steps of the bodies by their moment, so that a reader sees each.
  const published = startOf(dayOf(one.reported));
  return {
    id: urnOf(`matter/${ground.district}/${one.number}`),
    title: word('entryTitle', { kind, state: word(state === 'closed' ? 'closedState' : state) }),
    updated: one.stepped !== null && one.stepped > published ? one.stepped : published,
    published,
    link: `${baseUrl}/m/${one.number}`,
    category: one.kind,
    content: word('entryBody', {
      place: ground.places.pathOf(one.territory)[language] || one.territory,
      day: dayOf(one.reported),
      body: bodyName(ground, one.body)?.[language] ?? word('nobody'),
    }),
    point: one.lon === null || one.lat === null ? null : { lon: one.lon, lat: one.lat },
  };
}
