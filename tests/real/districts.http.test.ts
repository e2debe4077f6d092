import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importTable } from '../../src/capabilities/matters/matters.door.ts';
import { mapped } from '../../src/gateways/tabular/mapped.ts';
import { whole } from '../../src/platform/db/scope.ts';
import { appointAll } from '../../src/platform/identity/appoint.ts';
import { enterPeople } from '../../src/platform/identity/enterPeople.ts';
import { issueMachine } from '../../src/platform/identity/issueMachine.ts';
import { identityParts } from '../../src/platform/identity/parts.ts';
import { NOBODY } from '../../src/platform/identity/subject.store.ts';
import { keyring, PASSWORD, type TestHouse, testHouse } from '../harness/house.ts';
import { foundSanFrancisco, INCIDENTS, incidentMap, isThere } from './sanFrancisco.ts';

const SF = '990001';
const HOME = '330702';
const SAMPLE = 300;
const LONG = 120_000;

type Routed = { kind: string; territory: string; outside: boolean; proposed: string };
const sameFirst = (a: Routed, b: Routed) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

describe.runIf(isThere)(
  `two districts in one database${isThere ? '' : ' (left out: ../shared/data/sf is absent)'}`,
  () => {
    let house: TestHouse;
    let folder: string;
    let key: string;
    let duty: string;
    let away: string;
    const routed = async (where: string, ...parameters: unknown[]) => {
      const { rows } = await house.work.pool.query<Routed & { id: string; number: string }>(
        `select id, number, kind, territory, outside, proposed from matters.matter where district = $1 and ${where}`,
        [SF, ...parameters],
      );
      return rows;
    };
    const plain = ({ kind, territory, outside, proposed }: Routed): Routed => ({ kind, territory, outside, proposed });
    const get = async (url: string, cookie?: string) => {
      const answer = await house.server.inject({ method: 'GET', url, ...(cookie ? { headers: { cookie } } : {}) });
      return { status: answer.statusCode, body: answer.json() as Record<string, unknown> };
    };

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'lianan-districts-'));
      house = await testHouse();
      await foundSanFrancisco(house.work, SF);
      const lines = gunzipSync(readFileSync(INCIDENTS)).toString('utf8').trimEnd().split('\n');
      const file = join(folder, 'sample.csv');
      const every = Math.floor((lines.length - 1) / SAMPLE);
      const sample = Array.from({ length: SAMPLE }, (_, at) => lines[1 + at * every] ?? '');
      await writeFile(file, [lines[0], ...sample].join('\n'));
      const ask = { district: SF, file, map: incidentMap, refusedTo: join(folder, 'refused.csv') };
      expect(await importTable(house.work, keyring, ask)).toEqual({ stored: SAMPLE, known: 0, refused: 0 });
      key = await applicationIn(house, SF);
      const sent = { id: '00000000-0000-4000-8000-000000000001', kind: 'hazard.fire', words: '楼道堆物' };
      const payload = { ...sent, place: { lon: 119.65, lat: 29.08 } };
      expect((await house.server.inject({ method: 'POST', url: '/api/matters', payload })).statusCode).toBe(200);
      await house.appoint('home1', 'duty', { territory: HOME, body: 'centre' });
      await appointIn(house, SF, 'away1');
      duty = await house.signIn('home1');
      away = await house.signIn('away1');
      // A running server looks for new districts every five seconds.
      while ((await get(`/api/places/territories?district=${SF}`)).status !== 200)
        await new Promise((resolve) => setTimeout(resolve, 250));
    }, LONG);
    afterAll(async () => {
      await house?.close();
      await rm(folder, { recursive: true, force: true });
    });

    it(
      'route a row that an application posts as they route it in an import: same kind, territory and body',
      async () => {
        const definitions = new Map<string, string[][]>();
        const pairs: { imported: string; number: string | null }[] = [];
        for await (const batch of mapped(join(folder, 'sample.csv'), incidentMap)) {
          for (const { id, kind, lon, lat } of batch.facts) {
            if (!definitions.has(kind)) definitions.set(kind, await firstAnswers(kind));
            const form = new URLSearchParams([
              ...[
                ['api_key', key],
                ['jurisdiction_id', SF],
                ['service_code', kind],
              ],
              ...[
                ['lat', String(lat)],
                ['long', String(lon)],
              ],
              ...(definitions.get(kind) ?? []),
            ]);
            const answer = await house.server.inject({
              method: 'POST',
              url: '/open311/v2/requests.json',
              headers: { 'content-type': 'application/x-www-form-urlencoded' },
              payload: form.toString(),
            });
            expect(answer.statusCode, answer.body).toBe(200);
            const [receipt] = answer.json() as { service_request_id?: string }[];
            pairs.push({ imported: id, number: receipt?.service_request_id ?? null });
          }
        }
        expect(pairs).toHaveLength(SAMPLE);
        const imported = new Map((await routed(`channel = 'import'`)).map((one) => [one.id, one]));
        const posted = await routed(`channel = 'open311'`);
        const byNumber = new Map(posted.map((one) => [one.number, one]));
        for (const { imported: id, number } of pairs) {
          if (number !== null) expect(plain(byNumber.get(number) as Routed)).toEqual(plain(imported.get(id) as Routed));
        }
        // Kinds that are not public give no number back: all together they are still the same.
        expect(pairs.some(({ number }) => number === null)).toBe(true);
        expect(posted.map(plain).sort(sameFirst)).toEqual([...imported.values()].map(plain).sort(sameFirst));
        expect(new Set(posted.map((one) => one.proposed)).size).toBeGreaterThan(2);
      },
      LONG,
    );

    /** Answers to the questions that a kind requires, as an application finds them in its definition. */
    async function firstAnswers(kind: string): Promise<string[][]> {
      const { body } = await get(`/open311/v2/services/${kind}.json?jurisdiction_id=${SF}`);
      const { attributes } = body as { attributes: { code: string; required: boolean; values?: { key: string }[] }[] };
      return attributes.flatMap(({ code, required, values }) =>
        required ? [[`attribute[${code}]`, values?.[0]?.key ?? '1']] : [],
      );
    }

    it('show the staff of one nothing of the other: not in the queue, on the map, by id, in the counts or the figures', async () => {
      const own = (await get('/api/desk/matters?limit=200', duty)).body['items'] as { id: string; territory: string }[];
      expect(own.map((one) => one.territory)).toEqual([HOME]);
      const theirs = (await get('/api/desk/matters?limit=200', away)).body['items'] as {
        id: string;
        territory: string;
      }[];
      expect(theirs).toHaveLength(200);
      expect(theirs.every((one) => one.territory.startsWith(SF))).toBe(true);
      expect((await get(`/api/desk/matters/${theirs[0]?.id}`, duty)).status).toBe(404);
      expect((await get(`/api/desk/matters/${own[0]?.id}`, away)).status).toBe(404);
      expect((await get(`/api/desk/matters/${own[0]?.id}`, duty)).status).toBe(200);
      const box = 'west=-123&south=37&east=-122&north=38.5';
      const total = async (cookie: string) => (await get(`/api/desk/map?${box}`, cookie)).body['total'];
      expect([await total(duty), await total(away)]).toEqual([0, SAMPLE * 2]);
      expect((await get('/api/desk/counts', duty)).body).toMatchObject({ unassigned: 1 });
      // Another district named in the address changes nothing for somebody who is signed in to theirs.
      const named = await get(`/api/desk/matters?limit=200&territory=${SF}`, duty);
      expect(named.body['items']).toEqual([]);
      const header = await house.server.inject({
        method: 'GET',
        url: '/api/desk/matters?limit=200',
        headers: { cookie: duty, 'x-lianan-district': SF },
      });
      expect((header.json() as { items: unknown[] }).items).toHaveLength(1);
    });

    it('show everybody only what is of the district asked for', async () => {
      const span = 'start_date=2012-04-01&end_date=2012-06-29';
      const requests = async (query: string) =>
        (await get(`/open311/v2/requests.json?${query}`)).body as unknown as unknown[];
      expect(await requests(span)).toEqual([]);
      expect((await requests(`${span}&jurisdiction_id=${SF}`)).length).toBeGreaterThan(0);
      expect(await requests('')).toHaveLength(1);
      const opened = async (query: string) =>
        ((await get(`/api/figures?from=2012-01-01&to=2012-12-31&${query}`)).body as { total?: { opened: number } })
          .total?.opened;
      const { rows } = await house.work.pool.query<{ n: number }>(
        `select count(*)::int as n from matters.matter where district = $1 and visibility <> 'hidden'
          and reported < '2013-01-01'`,
        [SF],
      );
      // The public's figures are of open kinds alone.
      expect(rows[0]?.n).toBeGreaterThan(SAMPLE / 2);
      expect([await opened(''), await opened(`district=${SF}`)]).toEqual([0, rows[0]?.n]);
      const near = async (query: string) =>
        (await get(`/api/public/near?lon=-122.4075&lat=37.7841&${query}`)).body['items'] as unknown[];
      expect(await near('')).toEqual([]);
      expect((await near(`district=${SF}`)).length).toBeGreaterThan(0);
      const territories = async (query: string) => JSON.stringify((await get(`/api/places/territories?${query}`)).body);
      expect(await territories('')).not.toContain(SF);
      expect(await territories(`district=${SF}`)).toContain(`${SF}037`);
      expect(await territories(`district=${SF}`)).not.toContain(HOME);
    });
  },
);

/** A duty officer of a district, by login. */
async function appointIn(house: TestHouse, district: string, login: string): Promise<void> {
  await house.work.write(whole(district), async (tx) => {
    const writing = { district, now: new Date(), origin: 'live' as const, author: NOBODY };
    const [person = ''] = await enterPeople(tx, keyring, writing, [{ login, name: login, password: PASSWORD }]);
    const draft = {
      person,
      post: 'duty' as const,
      body: 'centre',
      territory: district,
      from: '2020-01-01',
      to: null,
      deputyOf: null,
    };
    expect((await appointAll(tx, writing, [draft], 'founded')).refused).toEqual([]);
  });
}

/** The key of an application that reports to a district. */
async function applicationIn(house: TestHouse, district: string): Promise<string> {
  const { db, dataDir } = house;
  const settings = {
    baseUrl: 'http://localhost',
    defaultDistrict: HOME,
    idleMinutes: 60,
    dataDir,
    sms: { kind: 'outbox' } as const,
    oidc: null,
  };
  const parts = identityParts({ db, keyring, clock: () => new Date(), settings, originOf: async () => 'live' });
  const writing = { district, now: new Date(), origin: 'live' as const, author: NOBODY };
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  return (await issueMachine(parts, writing, { name: 'street app', body: null, scopes: ['open311'], until })).key;
}
