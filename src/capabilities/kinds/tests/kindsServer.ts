import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { masterKey, type TestDatabase, testDatabase } from '../../../../tests/harness/database.ts';
import { whole } from '../../../platform/db/scope.ts';
import type { Server } from '../../../platform/http/mount.ts';
import { buildServer } from '../../../platform/http/server.ts';
import { putBodies } from '../../../platform/identity/bodies.store.ts';
import { type Caller, POSTS } from '../../../platform/identity/caller.ts';
import { createDistrict } from '../../../platform/journal/lines.store.ts';
import type { StoredLine } from '../../../platform/journal/stored.ts';
import { putAuthority, putTerritories } from '../../../platform/places/places.store.ts';
import { Keyring } from '../../../platform/sealing/keyring.ts';
import type { ChangeOut, KindOut } from '../kinds.contract.ts';
import { loadKinds } from '../kinds.door.ts';
import { routes } from '../kinds.routes.ts';
import { type KindSeed, kindSeed } from '../kinds.rules.ts';

export const district = '330702';
export const other = '990001';
export const why = { zh: '按年度复核意见调整', en: 'After the yearly review' };

/** A kind that fits, under a code. */
export const seed = (code: string, more: Partial<KindSeed> = {}): KindSeed =>
  kindSeed.parse({
    code,
    group: code.split('.')[0],
    name: { zh: '消防隐患', en: 'Fire hazard' },
    describe: { zh: '通道堵塞', en: 'Blocked ways out' },
    icon: 'fire',
    visibility: 'exact',
    firstActionMinutes: 60,
    handleWorkingDays: 3,
    gbt31000: null,
    open311: true,
    keywords: ['消防'],
    questions: [
      { id: 'people', text: { zh: '里面有人住吗？', en: 'Does anybody live inside?' }, type: 'yesno', required: false },
    ],
    ...more,
  });
export const freshKind = (): KindSeed => seed(`hazard.k${randomUUID().slice(0, 8)}`);
export const draftOf = ({ version: _version, active: _active, ...rest }: KindOut): KindSeed => rest;

/** Two people a post with appointments over the district (`duty1`, `duty2`, …), and a leader of one township. */
export const PEOPLE: ReadonlyMap<string, Caller & { readonly is: 'staff' }> = new Map(
  [
    ...POSTS.flatMap((post) => [1, 2].map((n) => [`${post}${n}`, post, district] as const)),
    ['townleader', 'leader', `${district}101`] as const,
  ].map(([name, post, territory]) => [
    name,
    {
      is: 'staff',
      person: randomUUID(),
      appointments: [{ id: randomUUID(), post, body: 'wc-centre', territory, deputyOf: null }],
    },
  ]),
);

type Answer = Awaited<ReturnType<Server['inject']>>;

/** Two districts with kinds, places, bodies and who answers, and a server to which a header says who knocks. */
export type KindsServer = {
  readonly base: TestDatabase;
  readonly server: Server;
  /** The server's clock; move it by assigning `now`. */
  readonly time: { now: Date };
  get(url: string, headers?: Record<string, string>): Promise<Answer>;
  proposeAs(who: string, change: unknown, id?: string): Promise<Answer>;
  moveAs(who: string, id: string, act: unknown, line?: string): Promise<Answer>;
  /** Proposes and expects it to be taken. */
  proposed(who: string, change: unknown): Promise<ChangeOut>;
  moved(who: string, id: string, act: unknown): Promise<ChangeOut>;
  kindNow(code: string): Promise<KindOut | undefined>;
  linesOf(id: string): Promise<StoredLine[]>;
  close(): Promise<void>;
};

export async function kindsServer(): Promise<KindsServer> {
  const base = await testDatabase();
  const time = { now: new Date('2026-11-23T04:05:06.789Z') };
  for (const one of [district, other]) await makeDistrict(base, one, time.now);
  const server = await buildServer(
    {
      db: base.db,
      keyring: new Keyring(masterKey),
      clock: () => time.now,
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
  routes(server);
  await server.ready();

  const get: KindsServer['get'] = (url, headers = {}) => server.inject({ url, headers });
  const post = (url: string, who: string, body: unknown) =>
    server.inject({
      method: 'POST',
      url,
      headers: { 'x-as': who, 'content-type': 'application/json' },
      payload: JSON.stringify(body),
    });
  const proposeAs: KindsServer['proposeAs'] = (who, change, id = randomUUID()) =>
    post('/api/kinds/changes', who, { id, change });
  const moveAs: KindsServer['moveAs'] = (who, id, act, line = randomUUID()) =>
    post(`/api/kinds/changes/${id}/moves`, who, { id: line, act });
  const taken = (answer: Answer): ChangeOut => {
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json();
  };
  return {
    base,
    server,
    time,
    get,
    proposeAs,
    moveAs,
    proposed: async (who, change) => taken(await proposeAs(who, change)),
    moved: async (who, id, act) => taken(await moveAs(who, id, act)),
    kindNow: async (code) => {
      const all: KindOut[] = (await get('/api/kinds?retired=true')).json().kinds;
      return all.find((one) => one.code === code);
    },
    linesOf: (id) =>
      base.work.read(whole(district), async (tx) => {
        const { rows } = await sql<StoredLine>`
          select * from journal.line where district = ${district} and subject = ${id} order by n`.execute(tx);
        return rows;
      }),
    close: async () => {
      await server.close();
      await base.drop();
    },
  };
}

async function makeDistrict({ work }: TestDatabase, code: string, since: Date): Promise<void> {
  const days = { from: '2020-01-01', to: null, successors: [] };
  const body = (id: string, nameZh: string) => ({
    id,
    nameZh,
    nameEn: id,
    territory: code,
    parent: null,
    address: null,
    phone: null,
    relays: false,
  });
  await work.write(whole(code), async (tx) => {
    await createDistrict(tx, { district: code, name: { zh: '区', en: 'District' }, origin: 'live' });
    await loadKinds(tx, code, [seed('hazard.fire'), seed('hazard.gas', { icon: 'gas' })], since);
    await putTerritories(tx, code, [
      { code, level: 'district', name: { zh: '婺城区', en: 'Wucheng' }, ...days },
      { code: `${code}101`, level: 'town', name: { zh: '汤溪镇', en: 'Tangxi' }, ...days },
    ]);
    await putBodies(tx, code, [
      body('wc-centre', '综治中心'),
      body('wc-fire', '消防大队'),
      body('wc-t101', '汤溪镇政府'),
    ]);
    const basis = { zh: '三定方案', en: 'Charter of posts' };
    await putAuthority(tx, code, [
      { territory: code, kind: 'hazard', body: 'wc-centre', from: '2024-01-01', to: null, why: basis },
    ]);
  });
}

/** Expects a refusal with its status and code, and where given the place that it names. */
export function refusedWith(answer: Answer, status: number, code: string, path?: string): void {
  expect([answer.statusCode, answer.json().code], answer.body).toEqual([status, code]);
  if (path !== undefined) expect(answer.json().fields.map((one: { path: string }) => one.path)).toContain(path);
}
