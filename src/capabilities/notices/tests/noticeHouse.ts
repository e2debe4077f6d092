import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { TEST_KINDS } from '../../../../tests/harness/district.ts';
import { keyring, type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { whole } from '../../../platform/db/scope.ts';
import type { Post } from '../../../platform/identity/caller.ts';
import { putTerritories } from '../../../platform/places/places.store.ts';
import { pushBy } from '../../../platform/push/push.ts';
import { vapidKeys } from '../../../platform/push/vapid.ts';
import { turnClocks } from '../../matters/clock/clock.timers.ts';
import { type As, staffOf } from '../../matters/tests/staff.ts';
import { type NoticeParts, NoticeTelling, noteNotices } from '../notices.timers.ts';

export const D = '330702';
const TOWN = '330702001';
const FAR = '330702101';
const VILLAGE = '330702001002';
/** The end of a task's last day, the 24th. */
export const UNTIL = '2026-03-03T16:00:00.000Z';

export type NoticeHouse = TestHouse & {
  readonly as: As;
  at(time: string, plusMs?: number): void;
  reported(over?: object): Promise<{ id: string; number: string }>;
  move(login: string, id: string, act: object): Promise<void>;
  taskOf(id: string): Promise<string>;
  /** The worker's turn: the clock, then the notices. */
  turn(): Promise<void>;
  /** What somebody's page of notices lists: number, sort, whether it is unseen. */
  heard(login: string): Promise<[string, string, boolean][]>;
  /** A worker that tells devices. */
  telling(over?: Partial<NoticeParts>): Promise<NoticeTelling>;
};

/** A server with two towns, a body that leads and one that is called in, with their heads, and desks of the town and the district. */
export async function noticeHouse(): Promise<NoticeHouse> {
  const push = { baseUrl: 'http://localhost', anywhere: true };
  const house = await testHouse({ push, kinds: TEST_KINDS });
  house.time.now = new Date('2026-03-02T02:00:00.000Z');
  await house.work.write(whole(D), (tx) =>
    putTerritories(
      tx,
      D,
      (
        [
          [D, 'district', '婺城区'],
          [TOWN, 'town', '城东街道'],
          [FAR, 'town', '汤溪镇'],
          [VILLAGE, 'village', '旌孝街社区'],
        ] as const
      ).map(([code, level, zh]) => ({
        ...{ code, level, name: { zh, en: `place ${code}` } },
        ...{ from: '2020-01-01', to: null, successors: [] },
      })),
    ),
  );
  const staff = await staffOf(house, {
    lead: 'handler',
    second: 'handler',
    duty: 'duty',
    leader: 'leader',
    sys: 'sysadmin',
  });
  const cookies = new Map<string, string>();
  const posts: readonly (readonly [string, Post, { body?: string; territory?: string }])[] = [
    ['helper', 'handler', { body: 'centre' }],
    ['chief', 'leader', { body: 'centre', territory: FAR }],
    ['firehead', 'leader', { body: 'fire', territory: FAR }],
    ['town', 'coordinator', { territory: TOWN, body: 'town' }],
    ['farduty', 'duty', { territory: FAR }],
  ];
  for (const [login, post, where] of posts) {
    await house.appoint(login, post, where);
    cookies.set(login, await house.signIn(login));
  }
  const as: As = async (login, method, url, payload) => {
    const cookie = login === null ? undefined : cookies.get(login);
    if (cookie === undefined) return staff(login, method, url, payload);
    const answer = await house.server.inject({ method, url, headers: { cookie }, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.json(), raw: answer.rawPayload };
  };
  const clock = () => house.time.now as Date;
  await noteNotices(house.work, D);
  return {
    ...house,
    as,
    at: (time, plusMs = 0) => {
      house.time.now = new Date(Date.parse(time) + plusMs);
    },
    reported: async (over = {}) => {
      const asked = { id: randomUUID(), kind: 'hazard.fire', place: { territory: VILLAGE }, words: '楼道堆满杂物' };
      const answer = await as(null, 'POST', '/api/matters', { ...asked, ...over });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      return answer.body as { id: string; number: string };
    },
    move: async (login, id, act) => {
      // What somebody acts upon is what stands: the duty officer sees all.
      const page = (await as('duty', 'GET', `/api/desk/matters/${id}`)).body as { matter: { n: number } };
      const answer = await as(login, 'POST', `/api/desk/matters/${id}/moves`, {
        id: randomUUID(),
        n: page.matter.n,
        act,
      });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      await noteNotices(house.work, D);
    },
    taskOf: async (id) => {
      const page = (await as('duty', 'GET', `/api/desk/matters/${id}`)).body as { matter: { tasks: { id: string }[] } };
      return page.matter.tasks[0]?.id ?? '';
    },
    turn: async () => {
      await turnClocks(house.work, keyring, D, clock);
      await noteNotices(house.work, D);
    },
    heard: async (login) => {
      const answer = await as(login, 'GET', '/api/me/notices');
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      const { items } = answer.body as { items: { number: string; sort: string; unseen: boolean }[] };
      return items.map((one) => [one.number, one.sort, one.unseen]);
    },
    telling: async (over = {}) =>
      new NoticeTelling({
        ...{ db: house.work, keyring, baseUrl: 'http://localhost', dataDir: house.dataDir, clock },
        ...{ push: pushBy(await vapidKeys(house.dataDir), push) },
        ...over,
      }),
  };
}
