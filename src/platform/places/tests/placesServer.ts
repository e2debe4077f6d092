import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { masterKey, type TestDatabase, testDatabase } from '../../../../tests/harness/database.ts';
import { whole } from '../../db/scope.ts';
import type { Server } from '../../http/mount.ts';
import { buildServer } from '../../http/server.ts';
import { appointAll } from '../../identity/appoint.ts';
import { bodiesRoutes } from '../../identity/bodies.routes.ts';
import { putBodies } from '../../identity/bodies.store.ts';
import { type Caller, POSTS } from '../../identity/caller.ts';
import { enterPeople } from '../../identity/enterPeople.ts';
import type { IdentityParts } from '../../identity/parts.ts';
import { NOBODY } from '../../identity/subject.store.ts';
import { createDistrict } from '../../journal/lines.store.ts';
import type { StoredLine } from '../../journal/stored.ts';
import { Keyring } from '../../sealing/keyring.ts';
import { NO_BASE_MAP } from '../baseMap.ts';
import type { ChangeOut } from '../changes/changes.contract.ts';
import { placesChangesRoutes } from '../changes/changes.routes.ts';
import type { Shape } from '../geometry.rules.ts';
import { routes } from '../places.routes.ts';
import { addMap, putAuthority, putTerritories } from '../places.store.ts';
import { placesByClock } from '../places.ts';

export const district = '330702';
export const other = '990001';

/** Two people a post. */
const PEOPLE: ReadonlyMap<string, Caller> = new Map(
  POSTS.flatMap((post) => [1, 2].map((n) => [`${post}${n}`, post] as const)).map(([name, post]) => [
    name,
    {
      is: 'staff',
      person: randomUUID(),
      appointments: [{ id: randomUUID(), post, body: 'centre', territory: district, deputyOf: null }],
    },
  ]),
);

/** A box in degrees from a corner of the district. */
export const box = (west: number, south: number, east: number, north: number): Shape => ({
  type: 'Polygon',
  coordinates: [
    [
      [119 + west, 29 + south],
      [119 + east, 29 + south],
      [119 + east, 29 + north],
      [119 + west, 29 + north],
      [119 + west, 29 + south],
    ],
  ],
});

type Answer = Awaited<ReturnType<Server['inject']>>;

/** A district of two towns with villages and three bodies, and a server to which a header says who knocks. */
export type PlacesServer = {
  readonly base: TestDatabase;
  readonly time: { now: Date };
  /** How much is open, as whoever keeps it would say. */
  readonly open: { territories: Record<string, number>; bodies: Record<string, number> };
  get(url: string, who?: string): Promise<Answer>;
  post(url: string, who: string, body: unknown): Promise<Answer>;
  proposeAs(who: string, change: unknown, id?: string): Promise<Answer>;
  moveAs(who: string, id: string, act: unknown, line?: string): Promise<Answer>;
  /** Proposed by the system administrator and approved by the security administrator, both as expected. */
  brought(change: unknown): Promise<ChangeOut>;
  linesOf(id: string): Promise<StoredLine[]>;
  /** Appoints somebody at a body. */
  appointAt(body: string): Promise<void>;
  close(): Promise<void>;
};

export async function placesServer(): Promise<PlacesServer> {
  const base = await testDatabase();
  const time = { now: new Date('2026-11-24T04:00:00Z') };
  const open = { territories: {}, bodies: {} } as PlacesServer['open'];
  const keyring = new Keyring(masterKey);
  for (const one of [district, other]) await makeDistrict(base, one);
  const clock = () => time.now;
  const server = await buildServer(
    {
      db: base.db,
      keyring,
      clock,
      defaultDistrict: district,
      districts: new Set([district, other]),
      identify: async (request) => ({
        caller: PEOPLE.get(String(request.headers['x-as'])) ?? { is: 'nobody' },
        district: null,
        needsTotp: false,
      }),
    },
    { logLevel: 'silent', ratePerMinute: 100_000, origins: [], trustProxy: false, tileOrigins: [] },
  );
  placesByClock(base.db, clock);
  await routes(server, NO_BASE_MAP, '/nowhere');
  bodiesRoutes(server, { db: base.db, clock } as IdentityParts);
  placesChangesRoutes(server, {
    counts: {
      atBody: async (_tx, _district, body) => open.bodies[body] ?? 0,
      byPlace: async () => open,
      within: async (_tx, _district, body) => ({ lead: open.bodies[body] ?? 0, waiting: 0, tasks: 0 }),
      passed: async () => new Map(),
    },
    changed: () => {},
    kindNames: async () => (prefix) => ({ zh: prefix || '各类', en: prefix || 'every kind' }),
  });
  await server.ready();

  const post: PlacesServer['post'] = (url, who, body) => {
    time.now = new Date(time.now.getTime() + 1_000);
    return server.inject({
      method: 'POST',
      url,
      headers: { 'x-as': who, 'content-type': 'application/json' },
      payload: JSON.stringify(body),
    });
  };
  const proposeAs: PlacesServer['proposeAs'] = (who, change, id = randomUUID()) =>
    post('/api/places/changes', who, { id, change, basis: '浙民批〔2026〕12号' });
  const moveAs: PlacesServer['moveAs'] = (who, id, act, line = randomUUID()) =>
    post(`/api/places/changes/${id}/moves`, who, { id: line, act });
  const taken = (answer: Answer): ChangeOut => {
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json();
  };
  return {
    base,
    time,
    open,
    get: (url, who) => server.inject({ url, ...(who === undefined ? {} : { headers: { 'x-as': who } }) }),
    post,
    proposeAs,
    moveAs,
    brought: async (change) => {
      const { id } = taken(await proposeAs('sysadmin1', change));
      return taken(await moveAs('secadmin1', id, { move: 'approve' }));
    },
    linesOf: (id) =>
      base.work.read(whole(district), async (tx) => {
        const { rows } = await sql<StoredLine>`
          select * from journal.line where district = ${district} and subject = ${id} order by n`.execute(tx);
        return rows;
      }),
    appointAt: (body) =>
      base.work.write(whole(district), async (tx) => {
        const writing = { district, now: time.now, origin: 'live' as const, author: NOBODY };
        const [person = ''] = await enterPeople(tx, keyring, writing, [
          { login: `h${randomUUID().slice(0, 8)}`, name: '张三', password: 'correct-horse-2026' },
        ]);
        const days = { from: '2020-01-01', to: null };
        const draft = { person, post: 'handler' as const, body, territory: null, ...days, deputyOf: null };
        const { refused } = await appointAll(tx, writing, [draft], 'founded');
        expect(refused).toEqual([]);
      }),
    close: async () => {
      await server.close();
      await base.drop();
    },
  };
}

async function makeDistrict({ work }: TestDatabase, code: string): Promise<void> {
  const days = { from: '2001-01-01', to: null, successors: [] };
  const named = (text: string) => ({ zh: text, en: text });
  await work.write(whole(code), async (tx) => {
    await createDistrict(tx, { district: code, name: named('试验区'), origin: 'live' });
    await putTerritories(tx, code, [
      { code, level: 'district', name: named('试验区'), ...days },
      { code: `${code}001`, level: 'town', name: named('东镇'), ...days },
      { code: `${code}002`, level: 'town', name: named('西镇'), ...days },
      { code: `${code}001001`, level: 'village', name: named('甲村'), ...days },
      { code: `${code}001002`, level: 'village', name: named('乙村'), ...days },
    ]);
    const areas: [string, Shape][] = [
      [code, box(0, 0, 0.2, 0.1)],
      [`${code}001`, box(0.1, 0, 0.2, 0.1)],
      [`${code}001001`, box(0.1, 0, 0.15, 0.1)],
      [`${code}001002`, box(0.15, 0, 0.2, 0.1)],
      [`${code}002`, box(0, 0, 0.1, 0.1)],
    ];
    await addMap(
      tx,
      code,
      { hash: 'a'.repeat(64), source: '测绘', approximate: false, loaded: new Date('2026-01-01T00:00:00Z') },
      areas.map(([one, shape]) => ({ code: one, text: JSON.stringify(shape), approximate: false })),
    );
    const body = (id: string, parent: string | null) => ({ id, nameZh: id, nameEn: id, territory: code, parent });
    const office = { address: null, phone: null, relays: false };
    await putBodies(tx, code, [
      { ...body('centre', null), ...office },
      { ...body('fire', 'centre'), ...office },
      { ...body('idle', 'centre'), ...office },
    ]);
    const why = { zh: '三定方案', en: 'Charter of posts' };
    await putAuthority(tx, code, [{ territory: code, kind: '', body: 'centre', from: '2024-01-01', to: null, why }]);
  });
}

/** Expects a refusal with its status and code, and where given the place that it names. */
export function refusedWith(answer: Answer, status: number, code: string, path?: string): void {
  expect([answer.statusCode, answer.json().code], answer.body).toEqual([status, code]);
  if (path !== undefined) expect(answer.json().fields.map((one: { path: string }) => one.path)).toContain(path);
}
