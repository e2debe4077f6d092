import { z } from 'zod';
import { atom, urnOf } from '../../../gateways/atom/feed.ts';
import { startOf } from '../../../platform/calendar/calendar.rules.ts';
import { nothing } from '../../../platform/db/scope.ts';
import type { Server } from '../../../platform/http/mount.ts';
import { languageOf, say } from '../../../platform/language/language.ts';
import { placesOf } from '../../../platform/places/places.ts';
import { refused } from './asking.ts';
import { periodText } from './periods.rules.ts';
import type { Statement } from './statements.rules.ts';
import { newestStatements } from './statements.store.ts';
import { statementsWords } from './statements.words.ts';

const MOST = 40;
const MINUTES_FRESH = 5;
/** A feed without entries is as old as the format. */
const SINCE = '2026-01-01';

const query = z.strictObject({
  lang: z.enum(['zh', 'en']).optional(),
  district: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
});

/** Statements as an Atom feed, for whoever wishes to hear of each new one. */
export function statementFeedRoutes(server: Server, baseUrl: string): void {
  server.route({
    method: 'GET',
    url: '/feeds/statements.atom',
    schema: { hide: true },
    config: { rateLimit: { max: 120, timeWindow: 60_000 } },
    handler: async (request, reply) => {
      const { db, defaultDistrict, districts } = server.parts;
      const asked = query.safeParse(request.query);
      const { lang, district = defaultDistrict } = asked.success ? asked.data : {};
      if (!asked.success || !(await districts.has(district))) throw refused(404, 'notFound');
      const language = lang ?? languageOf(request.headers['accept-language']);
      const places = await placesOf(db, district);
      const all = await db.read(nothing(district), (tx) => newestStatements(tx, district, MOST));
      const name = places.pathOf(district)[language] || district;
      const feed = atom({
        id: urnOf(`statements/${district}`),
        language,
        title: say(statementsWords, language, 'feedTitle', { district: name }),
        subtitle: say(statementsWords, language, 'feedSubtitle'),
        author: name,
        self: `${baseUrl}${request.url}`,
        page: `${baseUrl}/figures/statements`,
        since: startOf(SINCE),
        entries: all.flatMap((one) => entryOf(one)),
      });
      return reply
        .header('cache-control', `public, max-age=${MINUTES_FRESH * 60}`)
        .header('vary', 'accept-language')
        .header('content-type', 'application/atom+xml; charset=utf-8')
        .send(feed);

      function entryOf({ id, period, issued }: Statement): Parameters<typeof atom>[0]['entries'][number][] {
        if (issued === null) return [];
        const { from, to, seq, at, replaces } = issued;
        const body = say(statementsWords, language, 'entryBody', { from, to, seq, json: issued.editions.public.json });
        return [
          {
            id: `urn:uuid:${id}`,
            title: say(statementsWords, language, 'entryTitle', { period: periodText(period, language) }),
            updated: new Date(at),
            published: new Date(at),
            link: `${baseUrl}/figures/statements?year=${to.slice(0, 4)}`,
            category: 'statement',
            content: replaces === null ? body : say(statementsWords, language, 'entryAgain', { body }),
            point: null,
          },
        ];
      }
    },
  });
}
