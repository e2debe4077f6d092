import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blur } from '../../../platform/places/coordinates.rules.ts';
import { FAR, HOME, type Subscribers, subscribersHouse, TOWN, VILLAGE } from './subscribers.ts';

let house: Subscribers;
beforeAll(async () => {
  house = await subscribersHouse();
});
afterAll(() => house?.close());

const get = (url: string, headers: Record<string, string> = {}) => house.server.inject({ method: 'GET', url, headers });
type Entry = {
  id: string;
  title: string;
  updated: string;
  published: string;
  content: { '#text': string };
  category: { '@term': string };
  link: { '@href': string };
  'georss:point'?: string;
};
type Feed = {
  id: string;
  title: string;
  updated: string;
  author: { name: string };
  link: { '@rel': string; '@href': string }[];
  entry?: Entry[];
};
/** Reads a feed as RFC 4287 wants it; fails where something that must be there is not. */
function read(text: string): Feed {
  expect(XMLValidator.validate(text)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    isArray: (name) => name === 'entry' || name === 'link',
  });
  const { feed } = parser.parse(text) as { feed: Feed & { '@xmlns': string } };
  expect(feed['@xmlns']).toBe('http://www.w3.org/2005/Atom');
  for (const one of [feed, ...(feed.entry ?? [])]) {
    expect(one.id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(one.title).not.toBe('');
    expect(one.updated).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  }
  expect(feed.author.name).not.toBe('');
  expect(feed.link.map((one) => one['@rel'])).toEqual(['self', 'alternate']);
  const ids = (feed.entry ?? []).map((one) => one.id);
  expect(new Set(ids).size).toBe(ids.length);
  return { ...feed, entry: (feed.entry ?? []).map((one) => ({ ...one, link: [one.link].flat()[0] as Entry['link'] })) };
}

test('the feed of a territory has what the map shows of it, with ids that stay and nothing of anybody', async () => {
  const url = `/feeds/area.atom?territory=${TOWN}`;
  expect(read((await get(url)).body).entry).toEqual([]);
  const exact = await house.reported('hazard.fire', { territory: VILLAGE });
  const blurred = await house.reported('help.aid', { territory: VILLAGE });
  const far = await house.reported('hazard.fire', { territory: FAR });
  const hidden = await house.reported('dispute.family', { territory: VILLAGE });
  const first = await get(url);
  expect(first.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
  const { entry = [], updated } = read(first.body);
  expect(entry.map((one) => one.link['@href'])).toEqual(
    [blurred, exact].map((one) => `http://localhost/m/${one.number}`),
  );
  expect(first.body).not.toMatch(/纸箱|1380/);
  for (const one of [hidden, far]) expect(first.body).not.toContain(one.number);
  for (const one of [exact, blurred]) expect(first.body).not.toContain(one.id);
  // Of the blurred one the village is not told.
  expect(entry[0]?.content['#text']).not.toContain('旌孝街');
  expect(entry[1]?.content['#text']).toContain('旌孝街');
  // Reports are told by their day.
  for (const one of entry) expect(one.updated).toMatch(/T16:00:00\.000Z$/);

  await house.closed(exact);
  const after = read((await get(url)).body);
  const same = after.entry?.find((one) => one.link['@href'].endsWith(exact.number));
  expect(same?.id).toBe(entry[1]?.id);
  expect(same?.title).toContain('已办结');
  expect(Date.parse(same?.updated ?? '')).toBeGreaterThan(Date.parse(entry[1]?.updated ?? ''));
  expect(Date.parse(after.updated)).toBeGreaterThan(Date.parse(updated));
});

test('a reader that has the newest is told so without the feed, and gets it when something happens', async () => {
  const url = `/feeds/area.atom?territory=${TOWN}`;
  const { headers, body } = await get(url);
  const etag = String(headers['etag']);
  const again = await get(url, { 'if-none-match': etag });
  expect([again.statusCode, again.body, again.headers['etag']]).toEqual([304, '', etag]);
  expect((await get(url, { 'if-none-match': `"other", W/${etag}` })).statusCode).toBe(304);
  expect((await get(url)).body).toBe(body);
  await house.reported('hazard.fire', { territory: TOWN });
  const newer = await get(url, { 'if-none-match': etag });
  expect(newer.statusCode).toBe(200);
  expect(newer.headers['etag']).not.toBe(etag);
});

test('the feed of a circle has what is shown within it; a blurred place is the centre of its cell there too', async () => {
  const near = await house.reported('hazard.fire', HOME);
  const blurred = await house.reported('help.aid', HOME);
  const far = await house.reported('hazard.fire', { lon: HOME.lon + 0.05, lat: HOME.lat });
  const url = `/feeds/area.atom?lon=${HOME.lon}&lat=${HOME.lat}&r=1000`;
  const { body } = await get(url);
  const points = new Map(read(body).entry?.map((one) => [one.link['@href'].split('/').at(-1), one['georss:point']]));
  const cell = blur(HOME);
  expect(points.get(near.number)).toBe(`${HOME.lat} ${HOME.lon}`);
  expect(points.get(blurred.number)).toBe(`${cell.lat} ${cell.lon}`);
  expect(points.has(far.number)).toBe(false);
  const only = read((await get(`${url}&kinds=help`)).body);
  expect(only.entry?.every((one) => one.category['@term'] === 'help.aid')).toBe(true);
  expect(read((await get(`${url}&lang=en`)).body).title).toContain('1000 m around');
});

test('an address that names no area is refused in words', async () => {
  for (const url of [
    '/feeds/area.atom',
    '/feeds/area.atom?lon=119&lat=29',
    '/feeds/area.atom?lon=119&lat=29&r=5000',
    '/feeds/area.atom?territory=x',
  ]) {
    const answer = await get(url);
    expect(answer.statusCode, url).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'subscriptions.feedArea' });
  }
  expect((await get('/feeds/area.atom?territory=330702999')).statusCode).toBe(404);
});
