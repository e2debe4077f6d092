import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { asOwner } from '../../../../../tests/harness/database.ts';
import { type TestHouse, testHouse } from '../../../../../tests/harness/house.ts';
import type { Figure } from '../../../../platform/figures/figure.rules.ts';
import type { Growth } from '../../../../platform/proof/growing.ts';
import { FIGURES } from '../../catalogue.ts';
import type { IssueParts } from '../issuing.ts';
import { openStamp, type Stamp } from '../stamp.ts';

export const D = '330702';
export const TOWN = `${D}001`;
export const VILLAGE = `${D}001002`;
const BEGUN = new Date('2026-11-27T10:00:00+08:00');
export const time = { now: BEGUN };
const { privateKey: secret } = generateKeyPairSync('ed25519');

export let house: TestHouse;
export let folder: string;
let stamp: Promise<Stamp>;
export let leader: string;
export let colleague: string;
export let townLeader: string;

// biome-ignore lint/suspicious/noExplicitAny: an answer is looked at member by member.
export type Json = any;
export const get = async (url: string, cookie?: string) => {
  const answer = await house.server.inject({ url, headers: cookie ? { cookie } : {} });
  return {
    status: answer.statusCode,
    bytes: answer.rawPayload,
    json: (): Json => answer.json(),
    headers: answer.headers,
  };
};
export const post = async (payload: object, cookie?: string) => {
  const answer = await house.server.inject({
    ...{ method: 'POST', url: '/api/figures/statements', payload, headers: cookie ? { cookie } : {} },
  });
  return { status: answer.statusCode, json: (): Json => answer.json() };
};
export const growth = (): Growth => ({
  ...{ db: house.work, secret, folder, clock: () => time.now },
  originOf: (district) => `test.example/transparency/${district}`,
});
export const parts = (figures: readonly Figure[] = FIGURES): IssueParts => ({
  ...{
    db: house.work,
    growth: growth(),
    stamp: () => stamp,
    baseUrl: 'https://test.example',
    clock: () => time.now,
    figures,
  },
});
export const list = async (cookie?: string): Promise<Json> => (await get('/api/figures/statements', cookie)).json();
export const fileOf = (id: string, edition: string, sort: string, cookie?: string) =>
  get(`/api/figures/statements/${id}/${edition}/${sort}`, cookie);
export const counted = (rows: readonly (readonly [string, string, string, number])[]) =>
  asOwner(house.ownerUrl, (owner) =>
    owner.query(
      `insert into journal.count (district, seq, measure, day, territory, n, recorded)
       select '${D}', 1, x.measure, x.day, x.territory, x.n, x.day
       from json_to_recordset($1::json) as x(measure text, day date, territory text, n bigint)
       on conflict (district, seq, measure, day, territory) do update set n = journal.count.n + excluded.n`,
      [JSON.stringify(rows.map(([measure, day, territory, n]) => ({ measure, day, territory, n })))],
    ),
  );

const CODES = FIGURES.map((one) => one.code).join(',');
/** What is asked now of October, by code and territory, in the form of the file. */
export async function askedNow(cookie?: string): Promise<Map<string, Json>> {
  const found = new Map<string, Json>();
  for (const territory of [D, TOWN, VILLAGE]) {
    const query = new URLSearchParams({ codes: CODES, territory, period: '2026-10' });
    const answer = (await get(`/api/figures/ask?${query}`, cookie)).json();
    for (const { code, version, total } of answer.figures) found.set(`${code} ${territory}`, { version, ...total });
  }
  return found;
}
export function inFile(bytes: Buffer): Map<string, Json> {
  const file = JSON.parse(bytes.toString('utf8'));
  const none = { low: null, high: null, part: null, whole: null, bucket: null, few: false };
  return new Map(
    file.figures.flatMap((figure: Json) =>
      figure.values.map(({ territory, ...value }: Json) => [
        `${figure.code} ${territory}`,
        { version: figure.version.version, ...none, ...value },
      ]),
    ),
  );
}

/** A district with an October behind it: opened before the tests of a file, and closed after them. */
export function statementsHouse(): void {
  beforeAll(async () => {
    house = await testHouse();
    time.now = BEGUN;
    house.time.now = BEGUN;
    folder = await mkdtemp(join(tmpdir(), 'lianan-heads-'));
    stamp = openStamp(house.dataDir, null, '联安 test.example');
    await asOwner(house.ownerUrl, (owner) =>
      owner.query(`insert into places.territory (district, code, valid_from, level, name_zh, name_en) values
      ('${D}', '${D}', '2020-01-01', 'district', '婺城区', 'Wucheng'), ('${D}', '${TOWN}', '2020-01-01', 'town', '城东街道', 'Chengdong'),
      ('${D}', '${VILLAGE}', '2020-01-01', 'village', '塍埭村', 'Chengdai');
      insert into places.revision values ('${D}', 1)`),
    );
    await house.appoint('leader1', 'leader', { territory: D });
    await house.appoint('leader3', 'leader', { territory: D });
    await house.appoint('leader2', 'leader', { territory: TOWN });
    [leader, colleague, townLeader] = [
      await house.signIn('leader1'),
      await house.signIn('leader3'),
      await house.signIn('leader2'),
    ];
    await counted([
      ['opened/hazard.fire', '2026-10-03', VILLAGE, 30],
      ['opened/hazard.fire', '2026-10-09', TOWN, 4],
      ['due/hazard.fire', '2026-10-12', VILLAGE, 20],
      ['dueClosed/hazard.fire', '2026-10-12', VILLAGE, 17],
      ['due/hazard.fire', '2026-10-13', TOWN, 3],
      ['dueClosed/hazard.fire', '2026-10-13', TOWN, 3],
      ['opened/dispute.family', '2026-10-05', VILLAGE, 7],
      ['due/dispute.family', '2026-10-15', VILLAGE, 7],
      ['dueClosed/dispute.family', '2026-10-15', VILLAGE, 2],
    ]);
  });
  afterAll(async () => {
    await house?.close();
    await rm(folder, { recursive: true, force: true });
  });
}
