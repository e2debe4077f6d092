import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { dayOf } from '../calendar/calendar.rules.ts';
import type { Ask, Server } from '../http/mount.ts';
import { mount } from '../http/mount.ts';
import { Problem } from '../http/problem.ts';
import { textOf } from '../language/language.ts';
import { type BaseMap, OWN_MAPS } from './baseMap.ts';
import { liesWithin, parentOf } from './codes.rules.ts';
import { isOnEarth, toWgs84 } from './coordinates.rules.ts';
import { baseMap, boundaries, find, locate, territories, zones } from './places.contract.ts';
import { placesOf } from './places.ts';
import { placesWords } from './places.words.ts';

/** Open to anybody: names and borders of places are nobody's secret. */
export async function routes(server: Server, base: BaseMap, dataDir: string): Promise<void> {
  mount(server, baseMap, async (ask) => {
    keep(ask);
    return base;
  });
  // Byte ranges of an archive, as its reader asks for them; a copy of ours would grow with each look.
  const folder = join(dataDir, OWN_MAPS);
  if (base.kind === 'pmtiles' && existsSync(folder))
    await server.register(fastifyStatic, { root: folder, prefix: `/${OWN_MAPS}/`, decorateReply: false, index: false });

  mount(server, territories, async (ask, { query }) => {
    const places = await placesOf(ask.db, ask.district);
    keep(ask);
    return {
      district: ask.district,
      map: places.map,
      bounds: places.bounds,
      territories: places.territories(query.day ?? dayOf(ask.clock())).map(({ code, level, name }) => ({
        code,
        level,
        name,
        parent: parentOf(code),
        middle: places.middleOf(code),
      })),
    };
  });

  mount(server, boundaries, async (ask, { query: { level, within } }) => {
    const places = await placesOf(ask.db, ask.district);
    keep(ask);
    return {
      type: 'FeatureCollection' as const,
      map: places.map,
      features: places
        .drawn(level)
        .filter(({ code }) => within === undefined || liesWithin(code, within))
        .map(({ code, shape, approximate }) => ({
          type: 'Feature' as const,
          id: code,
          properties: { code, name: places.nameOf(code) ?? { zh: code, en: code }, approximate },
          geometry: shape,
        })),
    };
  });

  mount(server, zones, async (ask, { query }) => {
    const places = await placesOf(ask.db, ask.district);
    keep(ask);
    return {
      zones: places
        .zones(query.day ?? dayOf(ask.clock()))
        .map(({ id, kind, name, territories, shape, approximate, from, to }) => ({
          id,
          kind,
          name,
          territories: [...territories],
          geometry: shape,
          approximate,
          from,
          to,
        })),
    };
  });

  mount(server, find, async (ask, { query: { words, limit } }) => {
    const places = await placesOf(ask.db, ask.district);
    return {
      places: places
        .find(words, dayOf(ask.clock()), limit)
        .map(({ what, id, territory, name, path, point }) => ({ what, id, territory, name, path, point })),
    };
  });

  mount(server, locate, async (ask, { query: { lon, lat, datum } }) => {
    if (!isOnEarth({ lon, lat })) {
      throw new Problem(422, 'places.nowhere', textOf(placesWords, 'nowhere'), [
        { path: 'query.lat', message: textOf(placesWords, 'nowhere') },
      ]);
    }
    const places = await placesOf(ask.db, ask.district);
    const point = toWgs84({ lon, lat }, datum);
    const { code, outside, map } = places.locate(point);
    return {
      point,
      territory: code,
      path: places.pathOf(code),
      outside,
      map,
      zones: places.zonesAt(code, point, dayOf(ask.clock())).map(({ id, kind, name }) => ({ id, kind, name })),
    };
  });
}

/** A browser may keep the answer for a minute; private, since the district may come from the session. */
function keep(ask: Ask): void {
  ask.reply.header('cache-control', 'private, max-age=60').header('vary', 'x-lianan-district');
}
