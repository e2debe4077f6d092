import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { masterKey, type TestDatabase, testDatabase } from '../../../../tests/harness/database.ts';
import { testDistrict } from '../../../../tests/harness/district.ts';
import { whole } from '../../../platform/db/scope.ts';
import type { Server } from '../../../platform/http/mount.ts';
import { buildServer } from '../../../platform/http/server.ts';
import { type Caller, POSTS } from '../../../platform/identity/caller.ts';
import { putTerritories } from '../../../platform/places/places.store.ts';
import { Keyring } from '../../../platform/sealing/keyring.ts';
import type { RuleOut } from '../clock.contract.ts';
import { type DeadlineSeed, loadDeadlines } from '../clock.door.ts';
import { clockRoutes } from '../clock.routes.ts';
import type { DeadlineDraft } from '../drafts.rules.ts';

export const district = '330702';
export const why = { zh: '按年度复核意见调整', en: 'After the yearly review' };

/** A rule that fits; the clock of the tests stands at 2026-11-27. */
export const draft = (code: string, more: Partial<DeadlineDraft> = {}): DeadlineDraft => ({
  code,
  stage: 'accept',
  kind: null,
  urgency: null,
  territory: null,
  term: { n: 2, unit: 'workingDays' },
  name: { zh: '接收或退回', en: 'Accept or return' },
  basis: null,
  from: '2026-12-01',
  until: null,
  extension: null,
  grounds: [],
  remind: [],
  escalate: [],
  active: true,
  ...more,
});

/** Two people a post over the district (`duty1`, `duty2`, …), and a duty officer of one street. */
export const PEOPLE: ReadonlyMap<string, Caller & { readonly is: 'staff' }> = new Map(
  [
    ...POSTS.flatMap((post) => [1, 2].map((n) => [`${post}${n}`, post, district] as const)),
    ['streetduty', 'duty', `${district}001`] as const,
  ].map(([name, post, territory]) => [
    name,
    {
      is: 'staff',
      person: randomUUID(),
      appointments: [{ id: randomUUID(), post, body: 'centre', territory, deputyOf: null }],
    },
  ]),
);

type Answer = Awaited<ReturnType<Server['inject']>>;

/** A district with kinds, a street and the rules given, and a server to which a header says who knocks. */
export type ClockServer = {
  readonly base: TestDatabase;
  readonly server: Server;
  readonly time: { now: Date };
  get(url: string, who?: string): Promise<Answer>;
  proposeAs(who: string, rule: unknown, base?: number | null, id?: string): Promise<Answer>;
  moveAs(who: string, code: string, act: unknown, id?: string): Promise<Answer>;
  /** Proposes and expects it to be taken. */
  proposed(who: string, rule: DeadlineDraft, base?: number | null): Promise<RuleOut>;
  /** Decides on what waits. */
  decided(who: string, code: string, move?: 'approve' | 'withdraw'): Promise<RuleOut>;
  ruleNow(code: string, day?: string): Promise<RuleOut | undefined>;
  close(): Promise<void>;
};

export async function clockServer(seeds: readonly DeadlineSeed[]): Promise<ClockServer> {
  const base = await testDatabase();
  const time = { now: new Date('2026-11-27T01:00:00.000Z') };
  await testDistrict(base.work, district);
  await base.work.write(whole(district), async (tx) => {
    const days = { from: '2020-01-01', to: null, successors: [] };
    await putTerritories(tx, district, [
      { code: district, level: 'district', name: { zh: '婺城区', en: 'Wucheng' }, ...days },
      { code: `${district}001`, level: 'town', name: { zh: '城东街道', en: 'Chengdong' }, ...days },
    ]);
    await loadDeadlines(tx, { district, origin: 'live', since: '2026-01-01', now: new Date('2026-01-01') }, seeds);
  });
  const server = await buildServer(
    {
      db: base.db,
      keyring: new Keyring(masterKey),
      clock: () => time.now,
      defaultDistrict: district,
      districts: new Set([district]),
      identify: async (request) => ({
        caller: PEOPLE.get(String(request.headers['x-as'])) ?? { is: 'nobody' },
        district: null,
        needsTotp: false,
      }),
    },
    { logLevel: 'silent', ratePerMinute: 100_000, origins: [], trustProxy: false, tileOrigins: [] },
  );
  clockRoutes(server);
  await server.ready();

  const get: ClockServer['get'] = (url, who = '') => server.inject({ url, headers: { 'x-as': who } });
  const post = (url: string, who: string, body: unknown) =>
    server.inject({
      method: 'POST',
      url,
      headers: { 'x-as': who, 'content-type': 'application/json' },
      payload: JSON.stringify(body),
    });
  const proposeAs: ClockServer['proposeAs'] = (who, rule, over = null, id = randomUUID()) =>
    post('/api/deadlines', who, { id, base: over, rule, why });
  const moveAs: ClockServer['moveAs'] = (who, code, act, id = randomUUID()) =>
    post(`/api/deadlines/${code}/moves`, who, { id, act });
  const taken = (answer: Answer): RuleOut => {
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json();
  };
  const ruleNow: ClockServer['ruleNow'] = async (code, day) => {
    const all: RuleOut[] = (await get(`/api/deadlines${day ? `?day=${day}` : ''}`)).json().rules;
    return all.find((one) => one.code === code);
  };
  return {
    base,
    server,
    time,
    get,
    proposeAs,
    moveAs,
    ruleNow,
    proposed: async (who, rule, over = null) => taken(await proposeAs(who, rule, over)),
    decided: async (who, code, move = 'approve') => {
      const proposed = (await ruleNow(code))?.waiting?.proposed.at;
      return taken(await moveAs(who, code, { move, proposed }));
    },
    close: async () => {
      await server.close();
      await base.drop();
    },
  };
}

/** Expects a refusal with its status and code, and where given the place that it names. */
export function refusedWith(answer: Answer, status: number, code: string, path?: string): void {
  expect([answer.statusCode, answer.json().code], answer.body).toEqual([status, code]);
  if (path !== undefined) expect(answer.json().fields.map((one: { path: string }) => one.path)).toContain(path);
}
