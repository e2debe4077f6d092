import { randomUUID } from 'node:crypto';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TEST_KINDS } from '../../../../tests/harness/district.ts';
import { type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { whole } from '../../../platform/db/scope.ts';
import { blur } from '../../../platform/places/coordinates.rules.ts';
import type { Shape } from '../../../platform/places/geometry.rules.ts';
import { addMap, putTerritories, putZones } from '../../../platform/places/places.store.ts';

const DISTRICT = '330702';

/** The answers as OGC 17-069r4 has them, written from its schemas and not from ours. */
const link = z.strictObject({
  href: z.url(),
  rel: z.string().min(1),
  type: z.string().regex(/^[\w.+-]+\/[\w.+-]+(;.*)?$/),
  hreflang: z.string().optional(),
  title: z.string().optional(),
});
const links = z.array(link).min(1);
const landingShape = z.strictObject({ title: z.string(), description: z.string(), links });
const conformanceShape = z.strictObject({ conformsTo: z.array(z.url()).min(1) });
const degree = (most: number) => z.number().min(-most).max(most);
const collectionShape = z.strictObject({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  links,
  extent: z.strictObject({
    spatial: z
      .strictObject({
        bbox: z.array(z.tuple([degree(180), degree(90), degree(180), degree(90)])).min(1),
        crs: z.literal('http://www.opengis.net/def/crs/OGC/1.3/CRS84'),
      })
      .optional(),
    temporal: z.strictObject({
      interval: z.array(z.tuple([z.iso.datetime().nullable(), z.iso.datetime().nullable()])).min(1),
      trs: z.string(),
    }),
  }),
  itemType: z.literal('feature'),
  crs: z.array(z.string()).min(1),
});
const collectionsShape = z.strictObject({ links, collections: z.array(collectionShape) });
const position = z.tuple([degree(180), degree(90)]);
const ring = z.array(position).min(4);
const geometry = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Point'), coordinates: position }),
  z.strictObject({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
]);
const feature = z.strictObject({
  type: z.literal('Feature'),
  id: z.string().min(1),
  geometry: geometry.nullable(),
  // Flat: what a GIS shows as a table.
  properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
const itemsShape = z.strictObject({
  type: z.literal('FeatureCollection'),
  timeStamp: z.iso.datetime(),
  numberMatched: z.int().min(0).optional(),
  numberReturned: z.int().min(0),
  features: z.array(feature),
  links,
});
const exceptionShape = z.strictObject({ code: z.string(), description: z.string().min(1) });

const square = (west: number): Shape => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 29],
      [west + 0.1, 29],
      [west + 0.1, 29.1],
      [west, 29.1],
      [west, 29],
    ],
  ],
});

let house: TestHouse;
/** Follows an address as it stands in a link. */
const follow = async (href: string, over: Record<string, string> = {}) => {
  const { pathname, search } = new URL(href);
  const answer = await house.server.inject({ url: pathname + search, headers: over });
  return { status: answer.statusCode, type: String(answer.headers['content-type']), body: answer.json() as unknown };
};
const ogc = (path: string, over: Record<string, string> = {}) => follow(`http://localhost/ogc${path}`, over);
const to = (all: z.output<typeof links>, rel: string) => {
  const found = all.find((one) => one.rel === rel);
  if (found === undefined) throw new Error(`no link ${rel}`);
  return found;
};
const itemsOf = async (path: string) => {
  const answer = await ogc(path);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return itemsShape.parse(answer.body);
};

const [exact, hidden] = TEST_KINDS;
const COUNT = { exact: 23, blurred: 9, hidden: 4 };
const SPOT = { lon: 119.6543, lat: 29.0432 };
beforeAll(async () => {
  if (exact === undefined || hidden === undefined) throw new Error('no kinds');
  const blurred = { ...exact, code: 'help.home', visibility: 'blurred' as const };
  house = await testHouse({ kinds: [exact, hidden, blurred] });
  await house.work.write(whole(DISTRICT), async (tx) => {
    const named = (code: string, level: 'district' | 'town', zh: string) => ({
      ...{ code, level, name: { zh, en: `${code} en` }, from: '2001-01-01', to: null, successors: [] },
    });
    await putTerritories(tx, DISTRICT, [
      named(DISTRICT, 'district', '婺城区'),
      named(`${DISTRICT}001`, 'town', '城东街道'),
      named(`${DISTRICT}106`, 'town', '汤溪镇'),
    ]);
    const map = { hash: 'a'.repeat(64), source: 'drawn for a test', approximate: true, loaded: new Date() };
    await addMap(tx, DISTRICT, map, [
      { code: `${DISTRICT}001`, text: JSON.stringify(square(119.6)), approximate: true },
      { code: `${DISTRICT}106`, text: JSON.stringify(square(119.4)), approximate: true },
    ]);
    await putZones(tx, DISTRICT, [
      {
        ...{ id: 'dev', kind: 'development', name: { zh: '开发区', en: 'Zone' }, territories: [`${DISTRICT}001`] },
        ...{ shape: square(119.62), approximate: true, from: '2001-01-01', to: null },
      },
    ]);
  });
  const sent = async (kind: string, count: number, place: object, path = '/api/matters') => {
    for (let at = 0; at < count; at += 1) {
      const payload = { id: randomUUID(), kind, place, words: '不可示人的话', phone: '13800000009' };
      const { phone: _, ...nameless } = payload;
      const answer = await house.server.inject({
        ...{ method: 'POST', url: path, payload: path.endsWith('anonymous') ? nameless : payload },
      });
      expect(answer.statusCode, answer.body).toBe(200);
    }
  };
  await sent(exact.code, COUNT.exact - 3, SPOT);
  await sent(exact.code, 3, { lon: 119.45, lat: 29.05 }, '/api/matters/anonymous');
  // Nameless ones are seen when their day is over.
  await house.work.pool.query(
    "update matters.matter set reported = reported - interval '1 day' where channel = 'anonymous'",
  );
  await sent(blurred.code, COUNT.blurred, SPOT);
  await sent(hidden.code, COUNT.hidden, SPOT);
});
afterAll(() => house?.close());

describe('A GIS that is given one address', () => {
  it('finds everything from there, page after page, exactly once', async () => {
    const landing = await ogc('');
    expect([landing.status, landing.type]).toEqual([200, 'application/json']);
    const home = landingShape.parse(landing.body);
    const conforms = await follow(to(home.links, 'conformance').href);
    const { conformsTo } = conformanceShape.parse(conforms.body);
    for (const one of ['core', 'geojson', 'oas30'])
      expect(conformsTo).toContain(`http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${one}`);
    const data = collectionsShape.parse((await follow(to(home.links, 'data').href)).body);
    expect(data.collections.map((one) => one.id)).toEqual(['matters', 'territories', 'zones']);
    const counts = new Map<string, number>();
    const totals: [string, number][] = [];
    for (const one of data.collections) {
      const alone = await follow(to(one.links, 'self').href);
      expect(collectionShape.parse(alone.body)).toEqual(one);
      const seen: string[] = [];
      let next: string | undefined = `${to(one.links, 'items').href}?limit=5`;
      while (next !== undefined) {
        const answer = await follow(next);
        expect([answer.status, answer.type]).toEqual([200, 'application/geo+json']);
        const page: z.output<typeof itemsShape> = itemsShape.parse(answer.body);
        expect(page.numberReturned).toBe(page.features.length);
        expect(to(page.links, 'self').href).toBe(next);
        seen.push(...page.features.map((each) => each.id));
        next = page.links.find((each) => each.rel === 'next')?.href;
        // Where a number of all is said, it is that.
        if (page.numberMatched !== undefined) totals.push([one.id, page.numberMatched]);
      }
      expect([one.id, new Set(seen).size]).toEqual([one.id, seen.length]);
      counts.set(one.id, seen.length);
    }
    expect(totals.length).toBeGreaterThan(0);
    for (const [id, total] of totals) expect([id, total]).toEqual([id, counts.get(id)]);
    // Counted by another way: what the whole table says of kinds that are not hidden.
    const { rows } = await house.work.pool.query(
      "select count(*)::int as n from matters.matter where visibility <> 'hidden'",
    );
    expect(counts.get('matters')).toBe(rows[0].n);
    expect(Object.fromEntries(counts)).toEqual({ matters: COUNT.exact + COUNT.blurred, territories: 3, zones: 1 });
  });

  it('is told in OpenAPI 3.0 what there is, which is valid', async () => {
    const { links: all } = landingShape.parse((await ogc('')).body);
    const desc = to(all, 'service-desc');
    const answer = await follow(desc.href);
    expect([answer.type, desc.type]).toEqual([desc.type, 'application/vnd.oai.openapi+json;version=3.0']);
    const found = await new Validator().validate(structuredClone(answer.body) as never);
    expect(found.errors ?? []).toEqual([]);
    const { paths } = answer.body as { paths: Record<string, unknown> };
    expect(Object.keys(paths)).toContain('/collections/matters/items/{featureId}');
  });
});

describe('What is told of a matter', () => {
  it('is what everybody may see: exact, blurred to its cell, or nothing, and never words or persons', async () => {
    const page = await itemsOf('/collections/matters/items?limit=1000');
    expect(JSON.stringify(page)).not.toMatch(/不可示人|13800000009|dispute\.family/);
    const point = (kind: string, lon: number) =>
      page.features
        .filter((one) => one.properties['kind'] === kind)
        .map((one) => (one.geometry?.type === 'Point' ? one.geometry.coordinates : null))
        .find((at) => at !== null && Math.abs(at[0] - lon) < 0.05);
    expect(point('hazard.fire', SPOT.lon)).toEqual([SPOT.lon, SPOT.lat]);
    const { lon, lat } = blur(SPOT);
    const shown = point('help.home', SPOT.lon);
    expect(shown?.[0]).toBeCloseTo(lon, 5);
    expect(shown?.[1]).toBeCloseTo(lat, 5);
    const nameless = page.features.filter(
      (one) => one.geometry?.type === 'Point' && one.geometry.coordinates[0] === 119.45,
    );
    expect(nameless.length).toBe(3);
  });

  it('is days and no minutes, whoever reported it, in what is told, in where pages go on and in what a span finds', async () => {
    const { features, links: all } = await itemsOf('/collections/matters/items?limit=20');
    for (const { properties: one } of features)
      for (const name of ['reported', 'due', 'updated']) expect(one[name]).toMatch(/^\d{4}-\d\d-\d\d$/);
    const after = new URL(all.find((one) => one.rel === 'next')?.href ?? '').searchParams.get('after');
    expect(after).toBe(features.at(-1)?.id);
    const { extent } = collectionShape.parse((await ogc('/collections/matters')).body);
    expect(extent.temporal.interval[0]?.[0]).toMatch(/T16:00:00\.000Z$/);
    // Whoever halves a span again and again comes no nearer than its day.
    const day = String(features[0]?.properties['reported']);
    const told = features.filter((one) => one.properties['reported'] === day).length;
    for (const span of [`${day}T00:00:00%2B08:00/${day}T00:00:01%2B08:00`, `${day}T23:59:58%2B08:00/${day}`])
      expect((await itemsOf(`/collections/matters/items?limit=20&datetime=${span}`)).features.length).toBe(told);
  });

  it('can be asked for one by one, in both languages', async () => {
    const [first] = (await itemsOf('/collections/matters/items?limit=1')).features;
    for (const language of ['zh', 'en']) {
      const answer = await ogc(`/collections/matters/items/${first?.id}`, { 'accept-language': language });
      expect([answer.status, answer.type]).toEqual([200, 'application/geo+json']);
      const { links: all, ...one } = feature.extend({ links }).parse(answer.body);
      expect(one.id).toBe(first?.id);
      expect(to(all, 'collection').href).toBe('http://localhost/ogc/collections/matters');
    }
  });
});

describe('A question about a part', () => {
  it.each([
    ['matters', 'bbox=119.4,29,119.5,29.1', 3],
    ['matters', 'bbox=119.4,29,0,119.5,29.1,100', 3],
    ['matters', 'bbox=-10,-10,10,10', 0],
    ['matters', 'bbox=170,-90,119.5,90', 3],
    ['matters', 'datetime=../2001-01-01T00:00:00Z', 0],
    ['matters', 'datetime=2001-01-01T00:00:00Z/..', 32],
    ['matters', 'datetime=2001-01-01T00:00:00%2B08:00/2001-01-02', 0],
    ['territories', 'bbox=119.41,29.01,119.42,29.02', 1],
    ['territories', 'datetime=1999-01-01T00:00:00Z', 0],
    ['territories', 'datetime=2020-05-05', 3],
    ['zones', 'bbox=119.71,29.05,119.75,29.06', 1],
  ])('%s?%s finds %i', async (id, query, count) => {
    const page = await itemsOf(`/collections/${id}/items?limit=1000&${query}`);
    expect([page.numberMatched, page.features.length]).toEqual([count, count]);
  });

  it('that asks for too many gets the most that are given at once, and no refusal', async () => {
    expect((await itemsOf('/collections/matters/items?limit=100000')).numberReturned).toBe(32);
  });

  it.each([
    ['/collections/matters/items?colour=red', 400],
    ['/collections/matters/items?bbox=1,2,3', 400],
    ['/collections/matters/items?bbox=a,b,c,d', 400],
    ['/collections/matters/items?bbox=1,50,2,40', 400],
    ['/collections/matters/items?bbox=1,2,3,95', 400],
    ['/collections/matters/items?bbox=1,2,3,4&bbox=1,2,3,4', 400],
    ['/collections/matters/items?datetime=yesterday', 400],
    ['/collections/matters/items?datetime=2026-02-30T00:00:00Z', 400],
    ['/collections/matters/items?datetime=../..', 400],
    ['/collections/matters/items?datetime=2027-01-01/2026-01-01', 400],
    ['/collections/matters/items?limit=0', 400],
    ['/collections/matters/items?limit=ten', 400],
    ['/collections/matters/items?after=x', 400],
    ['/collections/matters/items?f=html', 400],
    ['/collections?limit=5', 400],
    ['/conformance?x=1', 400],
    ['/collections/people', 404],
    ['/collections/people/items', 404],
    ['/collections/matters/items/NONE', 404],
    ['/collections/matters/items/%27%3B--', 404],
    ['/collections/territories/items/999', 404],
    ['/nowhere', 404],
  ])('%s is refused with %i, in words of both languages', async (path, status) => {
    const [zh, en] = [await ogc(path, { 'accept-language': 'zh' }), await ogc(path, { 'accept-language': 'en' })];
    expect([zh.status, en.status, zh.type]).toEqual([status, status, 'application/json']);
    expect(exceptionShape.parse(zh.body).description).toMatch(/\p{Script=Han}/u);
    expect(exceptionShape.parse(en.body).description).not.toMatch(/\p{Script=Han}/u);
  });
});
