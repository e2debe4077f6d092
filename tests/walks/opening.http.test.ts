import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FIGURES } from '../../src/capabilities/figures/catalogue.ts';
import { figuresRoutes } from '../../src/capabilities/figures/figures.routes.ts';
import { loadDemonstration } from '../../src/demonstration/load.ts';
import { WUCHENG } from '../../src/demonstration/wucheng.towns.ts';
import { nothing } from '../../src/platform/db/scope.ts';
import { buildServer } from '../../src/platform/http/server.ts';
import { type Caller, POSTS } from '../../src/platform/identity/caller.ts';
import { foldDistrict } from '../../src/platform/journal/tally.ts';
import { Keyring } from '../../src/platform/sealing/keyring.ts';
import { masterKey, type TestDatabase, testDatabase } from '../harness/database.ts';

const NOW = new Date('2026-11-20T04:00:00Z');
const TOWN = `${WUCHENG}001`;
const CODES = FIGURES.map((one) => one.code).join(',');
/** Everybody who reads: each post in a town, at a body and over the district, and the public. */
const READERS = ['public', ...POSTS.flatMap((post) => [`${post} town`, `${post} district`]), 'handler body'] as const;

let database: TestDatabase;
let server: FastifyInstance;
let territories: string[];
let asked = 0;
beforeAll(async () => {
  database = await testDatabase();
  const keyring = new Keyring(masterKey);
  await loadDemonstration(database.work, keyring, { now: NOW, count: 160, cases: 'sample' });
  await foldDistrict(database.work, WUCHENG);
  const { rows } = await database.db.read(nothing(WUCHENG), (tx) =>
    sql<{ code: string }>`select distinct left(territory, l) as code from journal.count, unnest(array[6, 9, 12]) as l(l)
      where district = ${WUCHENG} and l <= length(territory) order by 1`.execute(tx),
  );
  territories = rows.map((one) => one.code);
  server = await buildServer(
    {
      db: database.db,
      keyring,
      clock: () => NOW,
      defaultDistrict: WUCHENG,
      districts: new Set([WUCHENG]),
      identify: async ({ headers }) => {
        const [post = 'public', where] = String(headers['x-reader']).split(' ');
        const territory = where === 'town' ? TOWN : where === 'district' ? WUCHENG : null;
        const held = {
          id: randomUUID(),
          post: post as (typeof POSTS)[number],
          body: 'wc-t001',
          territory,
          deputyOf: null,
        };
        const caller: Caller =
          post === 'public' ? { is: 'nobody' } : { is: 'staff', person: randomUUID(), appointments: [held] };
        return { caller, district: WUCHENG, needsTotp: false };
      },
    },
    { logLevel: 'silent', ratePerMinute: 1_000_000, origins: [], trustProxy: false, tileOrigins: [] },
  );
  figuresRoutes(server);
  await server.ready();
}, 480_000);
afterAll(async () => {
  await server?.close();
  await database?.drop();
});

// biome-ignore lint/suspicious/noExplicitAny: an answer is looked at member by member.
type Json = any;
async function get(reader: string, path: string, query: Record<string, string>): Promise<Json> {
  asked += 1;
  // One address may ask so often a minute and no more.
  const remoteAddress = `10.0.${Math.floor(asked / 200)}.1`;
  const url = `${path}?${new URLSearchParams(query)}`;
  const answer = await server.inject({ url, remoteAddress, headers: { 'x-reader': reader } });
  if (answer.statusCode !== 200) throw new Error(`${reader} ${path} ${JSON.stringify(query)}: ${answer.body}`);
  return answer.json();
}

/** Opens every measure of every figure of a territory, to the end, and compares what opens with what the figure says. */
async function openAll(reader: string, territory: string, opened: Set<string>, zeros: boolean): Promise<void> {
  const span = { territory, from: '2025-06-01', to: '2026-11-20' };
  const { figures } = await get(reader, '/api/figures/ask', { ...span, codes: CODES });
  const seen = new Set<string>();
  for (const { code, terms } of figures)
    for (const { measure, n, from, to } of terms) {
      const key = `${measure} ${from} ${to}`;
      if (seen.has(key) || (n === 0 && !zeros)) continue;
      seen.add(key);
      const period = { ...span, from, to };
      let sum = 0;
      let value: number | null = null;
      for (let after: string | null = ''; after !== null; ) {
        const page: Json = await get(reader, '/api/figures/open', {
          ...period,
          measure,
          limit: '200',
          ...(after === '' ? {} : { after }),
        });
        value ??= page.value;
        sum += page.items.reduce((all: number, one: { n: number }) => all + one.n, 0);
        after = page.after;
      }
      expect([reader, territory, code, measure, value, sum]).toEqual([reader, territory, code, measure, n, n]);
      if (n !== 0) opened.add(measure);
    }
}

it('every figure opens, for every post and for the public, to lines and blanks that add up to it', {
  timeout: 480_000,
}, async () => {
  const opened = new Set<string>();
  // What was never counted opens to nothing for all alike; it is asked by one of each sort.
  for (const [at, reader] of READERS.entries())
    await openAll(reader, reader.endsWith('town') ? TOWN : WUCHENG, opened, at < 3);
  expect(opened).toContain('monthlyVisits/');
  // Most of what there is to count has been counted by somebody, or this would prove little.
  expect(opened.size).toBeGreaterThan(50);
});

it('and in every territory, whatever was counted there', { timeout: 480_000 }, async () => {
  expect(territories.length).toBeGreaterThan(60);
  for (const [at, territory] of territories.entries())
    await openAll(READERS[at % READERS.length] as string, territory, new Set(), false);
});

const BY_BODY = ['medFound', 'medAccepted', 'medResolved', 'medReferred', 'medRefused', 'medLate'];
const YEARS = { from: '2025-01-01', to: '2026-11-20' };

/** Opens a number to its end: what it is said to be, and what its lines and blanks add up to. */
async function sumBehind(reader: string, query: Record<string, string>): Promise<{ value: number; sum: number }> {
  let sum = 0;
  let value = 0;
  for (let after: string | null = ''; after !== null; ) {
    const page: Json = await get(reader, '/api/figures/open', { ...query, limit: '200', ...(after ? { after } : {}) });
    value = page.value;
    sum += page.items.reduce((all: number, one: { n: number }) => all + one.n, 0);
    after = page.after;
  }
  return { value, sum };
}

it('mediation by body adds up to each figure of the territory, for every post, and each number opens to lines and blanks', {
  timeout: 480_000,
}, async () => {
  const opened = new Set<string>();
  const village = territories.find((one) => one.length === 12 && one.startsWith(TOWN)) as string;
  const places: Record<string, string>[] = [
    { territory: WUCHENG },
    { territory: TOWN, kind: 'mediation.n02' },
    { territory: village },
  ];
  for (const reader of READERS.filter((one) => one !== 'public'))
    for (const asked of places) {
      const table = await get(reader, '/api/figures/bodies', { ...YEARS, ...asked });
      const { figures } = await get(reader, '/api/figures/ask', { ...YEARS, ...asked, codes: BY_BODY.join(',') });
      expect(table).toMatchObject({ columns: BY_BODY, isOfKind: true, floor: null });
      for (const [at, code] of BY_BODY.entries()) {
        const figure = figures[at].total.value;
        const sum = table.rows.reduce((all: number, one: Json) => all + one.counts[code], 0);
        expect([reader, asked, code, table.total[code], sum]).toEqual([reader, asked, code, figure, figure]);
      }
      // The same numbers for all: every number is opened by one reader of each place, and by the one who sees least.
      if (!['leader district', 'coordinator town', 'handler body'].includes(reader)) continue;
      for (const { id, counts } of table.rows)
        for (const code of BY_BODY.filter((one) => counts[one] !== 0)) {
          const measure = `${code}:${id}/${asked['kind'] ?? ''}`;
          const n = counts[code];
          const territory = asked['territory'] ?? '';
          expect([reader, measure, await sumBehind(reader, { ...YEARS, territory, measure })]).toEqual([
            reader,
            measure,
            { value: n, sum: n },
          ]);
          opened.add(`${code}:${id}`);
        }
    }
  expect(opened.size).toBeGreaterThan(20);
  expect(opened).toContain('medFound:none');
  // What was accepted since stands in no line of what none accepted: each that opens is one more.
  const none = await get('leader district', '/api/figures/open', { ...YEARS, measure: 'medFound:none/', limit: '200' });
  expect(none.items.map((one: { n: number }) => one.n)).toEqual(Array(none.value).fill(1));
  // In the order of their sorts, what no body has accepted at the end.
  const { rows } = await get('leader district', '/api/figures/bodies', YEARS);
  const groups = [...new Set(rows.map((one: Json) => one.group?.id ?? 'none'))];
  expect(groups).toEqual(['people', 'administrative', 'judicial', 'none'].filter((one) => groups.includes(one)));
  expect(groups).toContain('people');
});

it('the public reads mediation by body of the whole district and all natures alone, and no number below five', async () => {
  const table = await get('public', '/api/figures/bodies', YEARS);
  expect(table.told).toEqual({ from: '2025-01-01', to: '2026-10-31' });
  const exact = await get('leader district', '/api/figures/bodies', { ...YEARS, to: '2026-10-31' });
  expect(table.total['medFound']).toBe(exact.total['medFound']);
  let [told, few] = [0, 0];
  for (const row of exact.rows)
    for (const code of BY_BODY) {
      const n = row.counts[code];
      const shown = table.rows.find(({ id }: Json) => id === row.id)?.counts[code] ?? null;
      expect([row.id, code, shown]).toEqual([row.id, code, n >= 5 ? n : null]);
      const asked = { ...YEARS, measure: `${code}:${row.id}/` };
      if (n >= 5) {
        told += 1;
        expect(await sumBehind('public', asked)).toEqual({ value: n, sum: n });
      } else {
        few += 1;
        await expect(get('public', '/api/figures/open', asked)).rejects.toThrow('figures.withheld');
      }
    }
  expect([told > 0, few > 0]).toEqual([true, true]);
  const untold: Record<string, string>[] = [{ territory: TOWN }, { kind: 'mediation.n02' }, { from: '2026-11-01' }];
  for (const asked of untold) {
    const none = await get('public', '/api/figures/bodies', { ...YEARS, ...asked });
    expect([asked, none.rows, none.told]).toEqual([asked, [], null]);
  }
  const [most] = exact.rows.toSorted((a: Json, b: Json) => b.counts['medAccepted'] - a.counts['medAccepted']);
  for (const territory of [TOWN, `${TOWN}001`])
    await expect(
      get('public', '/api/figures/open', { ...YEARS, territory, measure: `medAccepted:${most.id}/` }),
    ).rejects.toThrow('figures.withheld');
  await expect(
    get('public', '/api/figures/open', { ...YEARS, measure: `medAccepted:${most.id}/mediation.n02` }),
  ).rejects.toThrow('figures.withheld');
});
