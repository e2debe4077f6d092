import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect } from 'vitest';
import { type TestHouse, testHouse } from '../../../../../tests/harness/house.ts';
import { formOf, photo } from '../../../../../tests/walks/photo.ts';
import { subjects } from '../../../../apps/subjects.ts';
import { dayOf } from '../../../../platform/calendar/calendar.rules.ts';
import { whole } from '../../../../platform/db/scope.ts';
import { openFileStore } from '../../../../platform/files/files.door.ts';
import { audit } from '../../../../platform/journal/audit.ts';
import { fileDigests, sealedDigests } from '../../../../platform/journal/digests.ts';
import { putTerritories } from '../../../../platform/places/places.store.ts';
import { freshPlacesOf } from '../../../../platform/places/places.ts';
import type { RoundOut } from '../rounds.contract.ts';

export const TOWN = '330702101';
export const [A, B, C] = [`${TOWN}001`, `${TOWN}002`, `${TOWN}003`] as [string, string, string];
export const FAR = '330702102001';
export const ROUNDS = '/api/desk/mediation/rounds';
export const DAY = 86_400_000;
export const START = new Date('2026-11-02T02:00:00.000Z');

export let house: TestHouse;
export let cookies = new Map<string, string>();

export const at = (now: Date) => {
  house.time.now = now;
  cookies = new Map();
};
export async function as(login: string, method: 'GET' | 'POST', url: string, payload?: object) {
  const cookie = cookies.get(login) ?? (await house.signIn(login));
  cookies.set(login, cookie);
  const answer = await house.server.inject({
    method,
    url,
    headers: { cookie },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown>, text: answer.body };
}
export async function upload(login: string): Promise<string> {
  const { payload, type } = await formOf(await photo());
  const cookie = cookies.get(login) ?? (await house.signIn(login));
  const url = '/api/files';
  const answer = await house.server.inject({ method: 'POST', url, headers: { cookie, 'content-type': type }, payload });
  expect(answer.statusCode, answer.body).toBe(200);
  return String(answer.json().token);
}

export const day = (n = 0) => dayOf(new Date((house.time.now ?? START).getTime() + n * DAY));
export const plan = (login: string, over: object = {}) =>
  as(login, 'POST', ROUNDS, { id: randomUUID(), territories: [A, B, C], from: day(), to: day(6), ...over });
export async function planned(over: object = {}): Promise<RoundOut> {
  const answer = await plan('town', over);
  expect(answer.status, answer.text).toBe(200);
  return answer.body as unknown as RoundOut;
}
export const HERE = { lon: 119.651234, lat: 29.081234 };
export const visit = (login: string, round: string, over: object = {}) =>
  as(login, 'POST', `${ROUNDS}/${round}/visits`, { id: randomUUID(), territory: A, place: HERE, ...over });
export const move = (login: string, round: string, act: object, id = randomUUID()) =>
  as(login, 'POST', `${ROUNDS}/${round}/moves`, { id, act });
export const seen = async (login: string, round: string) =>
  (await as(login, 'GET', `${ROUNDS}/${round}`)).body as unknown as RoundOut;
export const dispute = (over: object = {}) => ({
  ...{ id: randomUUID(), violence: false, minors: false, nature: '0201', words: '两家为排水沟起争执' },
  parties: [
    { id: randomUUID(), side: 'applicant', name: '张甲' },
    { id: randomUUID(), side: 'respondent', name: '李乙', phone: '13800000001' },
  ],
  ...over,
});
export const code = (answer: { readonly status: number; readonly body: Record<string, unknown> }) => [
  answer.status,
  answer.body['code'],
];
/** Everything counted of rounds, by measure, day and territory. */
export const counted = async (): Promise<Record<string, number>> => {
  const { rows } = await house.work.read(whole('330702'), (tx) =>
    sql<{ key: string; n: number }>`select measure || ' ' || to_char(day, 'YYYY-MM-DD') || ' ' || territory as key,
      sum(n)::int as n from journal.count where measure like 'round%' group by 1 having sum(n) <> 0`.execute(tx),
  );
  return Object.fromEntries(rows.map(({ key, n }) => [key, n]));
};
export const sumOf = (counts: Record<string, number>, measure: string, territory = '') =>
  Object.entries(counts)
    .filter(([key]) => key.startsWith(`${measure}/screening.round `) && key.includes(` ${territory}`))
    .reduce((sum, [, n]) => sum + n, 0);

/** The figures of all rounds are what a recount of the rounds gives, and the audit finds nothing amiss. */
export async function recounted(): Promise<void> {
  const { rows } = await house.work.read(whole('330702'), (tx) =>
    sql<{
      content: { to: string; closed: unknown; territories: string[]; visits: Visits };
    }>`select content from mediation.round`.execute(tx),
  );
  type Visits = { territory: string; happened: string; corrected: unknown }[];
  const expected: Record<string, number> = {};
  const add = (measure: string, on: string, territory: string) => {
    const key = `${measure}/screening.round ${on} ${territory}`;
    expected[key] = (expected[key] ?? 0) + 1;
  };
  for (const { content } of rows) {
    for (const territory of content.territories) {
      const days = content.visits
        .filter((one) => one.corrected === null && one.territory === territory)
        .map((one) => dayOf(new Date(one.happened)))
        .sort();
      add('roundTerritories', content.to, territory);
      if (days[0] !== undefined) {
        add('roundVisited', days[0], territory);
        add('roundCovered', content.to, territory);
      } else if (content.closed !== null) add('roundBlank', content.to, territory);
    }
  }
  expect(Object.keys(expected).length).toBeGreaterThan(10);
  expect(await counted()).toEqual(expected);
  house.time.now = null;
  const digests = [sealedDigests, fileDigests(openFileStore({ dataDir: house.dataDir }))];
  const done = await audit({ db: house.work, subjects, checkpointDir: `${house.dataDir}/checkpoints`, digests });
  expect(done.map((one) => one.firstDifference)).toEqual([null]);
}

/** Two towns with their liaisons and desks: opened before the tests of a file, and closed after them. */
export function roundsHouse(): void {
  beforeAll(async () => {
    house = await testHouse();
    const named = (code: string, level: 'town' | 'village') => ({
      ...{ code, level, name: { zh: `地${code}`, en: `place ${code}` } },
      ...{ from: '1900-01-01', to: null, successors: [] },
    });
    await house.work.write(whole('330702'), (tx) =>
      putTerritories(tx, '330702', [
        ...[TOWN, FAR.slice(0, 9)].map((code) => named(code, 'town')),
        ...[A, B, C, FAR].map((code) => named(code, 'village')),
      ]),
    );
    await freshPlacesOf(house.db, '330702');
    const people = {
      duty: ['duty', '330702'],
      town: ['coordinator', TOWN],
      other: ['coordinator', FAR.slice(0, 9)],
      mayor: ['leader', TOWN],
      lian: ['liaison', A],
      liben: ['liaison', B],
      lone: ['liaison', FAR],
    } as const;
    for (const [login, [post, territory]] of Object.entries(people))
      await house.appoint(login, post, { territory, body: 'centre' });
    await house.appoint('handler', 'handler', { body: 'fire' });
    at(START);
  });
  afterAll(() => house?.close());
}
