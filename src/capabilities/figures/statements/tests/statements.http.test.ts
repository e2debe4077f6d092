import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '../../../../../tests/harness/database.ts';
import { type TestHouse, testHouse } from '../../../../../tests/harness/house.ts';
import { noteAll } from '../../../../apps/hearing.ts';
import { whole } from '../../../../platform/db/scope.ts';
import { type Figure, plus } from '../../../../platform/figures/figure.rules.ts';
import { type Growth, grow } from '../../../../platform/proof/growing.ts';
import { verifierOf } from '../../../../platform/proof/notes.ts';
import { checkStatement, hexOf } from '../../../../platform/proof/stating.ts';
import { FIGURES } from '../../catalogue.ts';
import { statementsHeard } from '../hooks.ts';
import { type IssueParts, issue } from '../issuing.ts';
import { openStamp, type Stamp } from '../stamp.ts';
import { askedStatements, loadStatement } from '../statements.store.ts';
import { Stating } from '../statements.timers.ts';

const D = '330702';
const TOWN = `${D}001`;
const VILLAGE = `${D}001002`;
let now = new Date('2026-11-27T10:00:00+08:00');
const { privateKey: secret } = generateKeyPairSync('ed25519');
const run = promisify(execFile);

let house: TestHouse;
let folder: string;
let stamp: Promise<Stamp>;
let leader: string;
let colleague: string;
let townLeader: string;

// biome-ignore lint/suspicious/noExplicitAny: an answer is looked at member by member.
type Json = any;
const get = async (url: string, cookie?: string) => {
  const answer = await house.server.inject({ url, headers: cookie ? { cookie } : {} });
  return {
    status: answer.statusCode,
    bytes: answer.rawPayload,
    json: (): Json => answer.json(),
    headers: answer.headers,
  };
};
const post = async (payload: object, cookie?: string) => {
  const answer = await house.server.inject({
    ...{ method: 'POST', url: '/api/figures/statements', payload, headers: cookie ? { cookie } : {} },
  });
  return { status: answer.statusCode, json: (): Json => answer.json() };
};
const growth = (): Growth => ({
  ...{ db: house.work, secret, folder, clock: () => now },
  originOf: (district) => `test.example/transparency/${district}`,
});
const parts = (figures: readonly Figure[] = FIGURES): IssueParts => ({
  ...{
    db: house.work,
    growth: growth(),
    stamp: () => stamp,
    baseUrl: 'https://test.example',
    clock: () => now,
    figures,
  },
});
const list = async (cookie?: string): Promise<Json> => (await get('/api/figures/statements', cookie)).json();
const fileOf = (id: string, edition: string, sort: string, cookie?: string) =>
  get(`/api/figures/statements/${id}/${edition}/${sort}`, cookie);
const counted = (rows: readonly (readonly [string, string, string, number])[]) =>
  asOwner(house.ownerUrl, (owner) =>
    owner.query(
      `insert into journal.count (district, seq, measure, day, territory, n, recorded)
       select '${D}', 1, x.measure, x.day, x.territory, x.n, x.day
       from json_to_recordset($1::json) as x(measure text, day date, territory text, n bigint)
       on conflict (district, seq, measure, day, territory) do update set n = journal.count.n + excluded.n`,
      [JSON.stringify(rows.map(([measure, day, territory, n]) => ({ measure, day, territory, n })))],
    ),
  );

beforeAll(async () => {
  house = await testHouse();
  house.time.now = now;
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

const CODES = FIGURES.map((one) => one.code).join(',');
/** What is asked now of October, by code and territory, in the form of the file. */
async function askedNow(cookie?: string): Promise<Map<string, Json>> {
  const found = new Map<string, Json>();
  for (const territory of [D, TOWN, VILLAGE]) {
    const query = new URLSearchParams({ codes: CODES, territory, period: '2026-10' });
    const answer = (await get(`/api/figures/ask?${query}`, cookie)).json();
    for (const { code, version, total } of answer.figures) found.set(`${code} ${territory}`, { version, ...total });
  }
  return found;
}
function inFile(bytes: Buffer): Map<string, Json> {
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

describe('a statement of figures', () => {
  let october: string;

  it('is made by the worker of every month that has settled, once, however many workers there are, and of nothing before the first report', {
    timeout: 240_000,
  }, async () => {
    expect((await list()).items).toEqual([]);
    await noteAll(house.work, D);
    const both = [new Stating(parts()), new Stating(parts())];
    expect((await Promise.all(both.map((one) => one.due(D)))).toSorted()).toEqual([false, true]);
    expect(await Promise.all(both.map((each) => each.due(D)))).toEqual([false, false]);
    const { items, year, years } = await list();
    expect({ year, years }).toEqual({ year: 2026, years: [2026] });
    expect(items.map((one: Json) => one.period)).toEqual(['2026-10']);
    october = items[0].id;
    // The district's leaders hear that it is there, and it is no news once seen.
    await noteAll(house.work, D);
    const notices = async (cookie: string) => (await get('/api/me/notices', cookie)).json();
    const heard = await notices(leader);
    expect(heard.items.map((one: Json) => [one.sort, one.number, one.to])).toEqual([
      ['news', '2026-10', '/figures/statements'],
    ]);
    expect((await notices(townLeader)).items).toEqual([]);
    await house.server.inject({
      ...{ method: 'POST', url: '/api/me/notices/seen', payload: { upTo: heard.upTo }, headers: { cookie: leader } },
    });
    expect((await notices(leader)).items).toEqual([]);
    // November is not over, and so is the fourth quarter.
    expect(items.some((one: Json) => one.period.startsWith('2026-11') || one.period === '2026-Q4')).toBe(false);
  });

  it('says what is asked at that moment, to everybody and to staff alike, and keeps it when more is counted later', async () => {
    const before = { all: await askedNow(), staff: await askedNow(leader) };
    const [open, full] = [await fileOf(october, 'public', 'json'), await fileOf(october, 'whole', 'json', leader)];
    expect([open.status, full.status]).toEqual([200, 200]);
    expect(inFile(open.bytes)).toEqual(before.all);
    expect(inFile(full.bytes)).toEqual(before.staff);
    expect(before.staff.get(`opened ${D}`).value).toBe(41);
    expect(before.all.get(`opened ${D}`).value).toBe(34);
    await counted([['opened/hazard.fire', '2026-10-20', VILLAGE, 1]]);
    expect((await askedNow(leader)).get(`opened ${D}`).value).toBe(42);
    expect((await fileOf(october, 'whole', 'json', leader)).bytes).toEqual(full.bytes);
    const { items } = await list();
    expect(items[0].editions).toEqual([
      { edition: 'public', digests: expect.objectContaining({ json: hexOf(open.bytes) }) },
    ]);
  });

  it('tells the public nothing of hidden kinds nor of too few, and hands the whole edition to staff alone', async () => {
    const text = (await fileOf(october, 'public', 'json')).bytes.toString('utf8');
    const { leftOut } = JSON.parse(text);
    expect(leftOut).toEqual({ kinds: 1, floor: 5 });
    // The names of figures speak of disputes; no kind of matters is named.
    expect(text).not.toMatch(/dispute\.[a-z]/);
    const values = inFile(Buffer.from(text));
    expect(values.get(`closingRate ${VILLAGE}`)).toMatchObject({ part: 17, whole: 20, few: false });
    // Of the town 23 are due; what it has beside the village is 3, which no value says by itself.
    expect(values.get(`closingRate ${TOWN}`)).toMatchObject({ part: 20, whole: 23 });
    for (const sort of ['json', 'pdf', 'note']) {
      expect((await fileOf(october, 'whole', sort)).status).toBe(403);
      expect((await fileOf(october, 'whole', sort, colleague)).status).toBe(200);
    }
    expect((await fileOf(randomUUID(), 'public', 'json')).status).toBe(404);
  });

  it('is signed so that anybody finds with the public key what holds, and every change of a byte', async () => {
    const [json, pdf, note] = (await Promise.all(
      ['json', 'pdf', 'note'].map(async (sort) => (await fileOf(october, 'public', sort)).bytes),
    )) as [Buffer, Buffer, Buffer];
    const text = note.toString('utf8');
    const key = JSON.parse(json.toString('utf8')).key as string;
    const by = verifierOf(key);
    if (by === null) throw new Error('no key');
    expect(checkStatement(json, text, by)).toMatchObject({
      is: 'stated',
      which: 'json',
      stated: { period: '2026-10' },
    });
    expect(checkStatement(pdf, text, by)).toMatchObject({ is: 'stated', which: 'pdf' });
    for (const bytes of [json, pdf]) {
      const other = Buffer.from(bytes);
      other[Math.floor(other.length / 2)] = (other[Math.floor(other.length / 2)] ?? 0) ^ 1;
      expect(checkStatement(other, text, by)).toEqual({ is: 'digest' });
    }
    expect(checkStatement(json, text.replace('2026-10 public', '2026-10 whole'), by)).toEqual({ is: 'signature' });
    expect(checkStatement(json, JSON.parse(json.toString('utf8')).checkpoint, by)).toEqual({ is: 'note' });
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
    expect(checkStatement(json, text, { ...by, key: other })).toEqual({ is: 'signature' });

    // As whoever downloaded it does it.
    const at = await mkdtemp(join(tmpdir(), 'lianan-statement-'));
    await writeFile(join(at, 's.json'), json);
    await writeFile(join(at, 's.pdf'), pdf);
    await writeFile(join(at, 's.note'), note);
    const verify = (file: string, ...more: string[]) =>
      run(process.execPath, ['bin/verify.ts', join(at, file), ...more]);
    const { stdout } = await verify('s.json', '--key', key);
    expect(stdout).toContain('核验通过');
    expect(stdout).toContain(hexOf(json));
    expect((await verify('s.pdf', '--key', key)).stdout).toContain('It holds');
    await writeFile(join(at, 's.json'), Buffer.from(json.toString('utf8').replace('"value":34', '"value":35')));
    await expect(verify('s.json', '--key', key)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('不是签名时的那个文件'),
    });
    await rm(at, { recursive: true });
  });

  it('is a paper whose signature holds for OpenSSL too, and no longer when a byte is changed', async () => {
    const pdf = (await fileOf(october, 'public', 'pdf')).bytes;
    const paper = await PDFDocument.load(pdf, { updateMetadata: false });
    expect(paper.getPageCount()).toBeGreaterThan(2);
    expect(paper.getTitle()).toBe('婺城区数据公报 2026-10');
    const range =
      /\/ByteRange \[\s*(\d+) (\d+) (\d+) (\d+)\s*\]/.exec(pdf.toString('latin1'))?.slice(1).map(Number) ?? [];
    const [a = 0, b = 0, c = 0, d = 0] = range;
    expect([a, c + d]).toEqual([0, pdf.length]);
    const content = Buffer.concat([pdf.subarray(a, a + b), pdf.subarray(c, c + d)]);
    const room = Buffer.from(pdf.subarray(b + 1, c - 1).toString('latin1'), 'hex');
    // DER says how long it is; what is left of the room is noughts.
    const signature = room.subarray(0, 4 + room.readUInt16BE(2));
    const at = (name: string) => join(folder, name);
    await writeFile(at('signature.der'), signature);
    const holds = async (bytes: Buffer): Promise<boolean> => {
      await writeFile(at('content.bin'), bytes);
      return run('openssl', [
        ...['cms', '-verify', '-noverify', '-binary', '-inform', 'DER', '-in', at('signature.der')],
        ...['-content', at('content.bin'), '-out', '/dev/null'],
      ]).then(
        () => true,
        () => false,
      );
    };
    expect(await holds(content)).toBe(true);
    const other = Buffer.from(content);
    other[2000] = (other[2000] ?? 0) ^ 1;
    expect(await holds(other)).toBe(false);
    expect((await readFile(join(house.dataDir, 'secrets', 'statements.p12'), 'utf8')).length).toBeGreaterThan(1000);
  });

  it('keeps its versions when a formula changes, and a correction stands in its place without touching it', {
    timeout: 240_000,
  }, async () => {
    const later: readonly Figure[] = FIGURES.map((one) =>
      one.code === 'opened'
        ? {
            ...one,
            versions: [
              ...one.versions,
              {
                version: 2,
                from: '2026-10-01',
                formula: { is: 'sum', of: plus('opened', 'due') },
                counts: 'flow',
                leavesOut: [],
              },
            ],
          }
        : one,
    );
    const kept = (await fileOf(october, 'public', 'json')).bytes;
    const id = randomUUID();
    expect((await post({ id, period: '2026-10' }, leader)).status).toBe(200);
    // Once more by the same hand is once; while it is on its way nobody asks again.
    expect((await post({ id, period: '2026-10' }, leader)).status).toBe(200);
    expect((await post({ id: randomUUID(), period: '2026-10' }, colleague)).status).toBe(409);
    expect((await list(leader)).issuing.asked).toMatchObject([{ period: '2026-10' }]);
    now = new Date(now.getTime() + 60_000);
    expect(await new Stating(parts(later)).asked(D)).toBe(true);
    const { items } = await list();
    const [newer, older] = items.filter((one: Json) => one.period === '2026-10');
    expect(newer).toMatchObject({ id, replaces: october, replacedBy: null });
    expect(older).toMatchObject({ id: october, replaces: null, replacedBy: id });
    expect((await fileOf(october, 'public', 'json')).bytes).toEqual(kept);
    expect(inFile(kept).get(`opened ${D}`)).toMatchObject({ version: 1, value: 34 });
    const file = (await fileOf(id, 'public', 'json')).bytes;
    expect(inFile(file).get(`opened ${D}`)).toMatchObject({ version: 2, value: 58 });
    expect(JSON.parse(file.toString('utf8')).replaces).toEqual({ id: october, json: hexOf(kept) });
    const stored = await house.work.read(whole(D), (tx) => loadStatement(tx, D, october));
    expect(stored?.statement.issued?.figures.find((one) => one.code === 'opened')).toEqual({
      code: 'opened',
      version: 1,
    });
  });

  it('is asked for by those who answer for the district alone, of a period that has settled and holds something', async () => {
    const of = (period: string) => ({ id: randomUUID(), period });
    expect((await post(of('2026-09'))).status).toBe(401);
    expect((await post(of('2026-09'), townLeader)).status).toBe(403);
    for (const [period, code] of [
      ['2026-11', 'figures.unsettled'],
      ['2026', 'figures.unsettled'],
      ['2020-03', 'figures.nothing'],
    ] as const) {
      const { status, json } = await post(of(period), colleague);
      expect([status, json().code]).toEqual([422, code]);
    }
    expect((await post(of('2026-W48'), colleague)).status).toBe(400);
    expect((await list(townLeader)).issuing).toBeNull();
    expect((await list(colleague)).issuing.periods).toEqual(['2026-10']);
    expect(await house.work.read(whole(D), (tx) => askedStatements(tx, D))).toEqual([]);
  });

  it('waits while the tree is not signed, for nothing rests on what is not signed', async () => {
    const otherKey = { ...parts(), growth: { ...growth(), secret: generateKeyPairSync('ed25519').privateKey } };
    expect(await issue(otherKey, D, { period: '2026-09', subject: null })).toBe('unsigned');
    await grow(growth(), D);
  });

  it('is told to feeds and hooks, with digests of the public files alone', async () => {
    const { status, bytes, headers } = await get('/feeds/statements.atom?lang=zh');
    expect([status, headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8']);
    const feed = bytes.toString('utf8');
    expect(feed.match(/<entry>/g)).toHaveLength(2);
    expect(feed).toContain('2026 年 10 月');
    const { rows } = await asOwner(house.ownerUrl, (owner) =>
      owner.query(`select seq::int, id, subject, kind from journal.line where kind = 'statement.issued' order by seq`),
    );
    const told = await house.work.read(whole(D), (tx) => statementsHeard.told(tx, D, rows));
    const periods = [...told.values()].flat().map((one) => one.subject['period']);
    expect(periods).toEqual(['2026-10', '2026-10']);
    const wholes = (await list(leader)).items.map((one: Json) => one.editions[1].digests.json);
    expect(wholes).toHaveLength(2);
    for (const one of wholes) expect(JSON.stringify([...told.values()]) + feed).not.toContain(one);
  });

  it('is not handed out when the file that is kept is another one', async () => {
    await asOwner(house.ownerUrl, (owner) =>
      owner.query(
        `update figures.statement_file set bytes = (select bytes from figures.statement_file where statement = $1 and edition = 'public' and sort = 'note')
        where statement = $1 and edition = 'public' and sort = 'json'`,
        [october],
      ),
    );
    expect((await fileOf(october, 'public', 'json')).status).toBe(500);
    await expect(
      house.work.write(whole(D), async (tx) => {
        const { sql } = await import('kysely');
        await sql`update figures.statement_file set sort = 'json'`.execute(tx);
      }),
    ).rejects.toThrow(/permission denied/);
  });
});
