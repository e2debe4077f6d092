import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '../../../../tests/harness/database.ts';
import { TEST_KINDS } from '../../../../tests/harness/district.ts';
import { keyring, type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { subjects } from '../../../apps/subjects.ts';
import { nothing, whole } from '../../../platform/db/scope.ts';
import { audit } from '../../../platform/journal/audit.ts';
import { linesOf } from '../../../platform/journal/lines.store.ts';
import { refold } from '../../../platform/journal/refold.ts';
import { Keyring } from '../../../platform/sealing/keyring.ts';
import { isDrawn, OF, shareOf } from '../sampling.rules.ts';
import { type Draw, drawnAgain, drawnFor, looksOf } from '../sampling.ts';
import { kindsOfLine } from '../showing.ts';

const D = '330702';
const TOWN = '330702001';
let house: TestHouse;
const cookies: Record<string, string> = {};
beforeAll(async () => {
  const [kind] = TEST_KINDS as [(typeof TEST_KINDS)[0]];
  house = await testHouse({ kinds: [{ ...kind, evidence: false, sampleEvery: 3 }] });
  await asOwner(house.ownerUrl, (owner) =>
    owner.query(`insert into places.territory (district, code, valid_from, level, name_zh, name_en) values
      ('${D}', '${D}', '2020-01-01', 'district', '婺城区', 'Wucheng'), ('${D}', '${TOWN}', '2020-01-01', 'town', '城东街道', 'Chengdong');
      insert into places.revision values ('${D}', 1)`),
  );
  await house.appoint('liaison1', 'liaison', { territory: TOWN });
  await house.appoint('firemen', 'liaison', { territory: TOWN, body: 'fire' });
  await house.appoint('verifier1', 'verifier', { territory: D });
  for (const login of ['liaison1', 'firemen', 'verifier1']) cookies[login] = await house.signIn(login);
});
afterAll(() => house?.close());

// biome-ignore lint/suspicious/noExplicitAny: an answer is looked at member by member.
type Json = any;
const post = async (login: string, url: string, payload: object): Promise<Json> => {
  const answer = await house.server.inject({ method: 'POST', url, payload, headers: { cookie: cookies[login] } });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json();
};
/** A liaison finds something and mends it in one step. */
const mended = (login: string, id = randomUUID()): Promise<Json> =>
  post(login, '/api/desk/matters', {
    id,
    kind: 'hazard.fire',
    place: { territory: TOWN },
    words: '消防通道堆物',
    channel: 'field',
    fixed: '当场搬走',
  });
const look = (id: string, move: 'verify' | 'sendBack') =>
  post('verifier1', `/api/desk/matters/${id}/moves`, {
    id: randomUUID(),
    n: 2,
    act: move === 'verify' ? { move } : { move, reason: '还在' },
  });
const linesIn = (id: string) =>
  house.work.read(whole(D), async (tx) => {
    const lines = await linesOf(tx, D, [id], kindsOfLine);
    const { rows } = await house.work.pool.query<{ hash: Buffer }>(
      'select hash from journal.line where subject = $1 order by n',
      [id],
    );
    const said = lines.at(1)?.body as unknown as { draw: Draw; sampled: boolean };
    return { said, hashes: rows.map((one) => one.hash) };
  });
const drawIn = async (id: string): Promise<Draw> => {
  const { said } = await linesIn(id);
  return said.draw;
};
const audited = (lots = [drawnAgain(keyring)]) =>
  audit({ db: house.work, subjects, checkpointDir: `${house.dataDir}/checkpoints`, lots });

describe('a fix on the spot is looked at by lot', () => {
  it('drawn from the hash of the line before and a key: the line says the share and the draw, and who has the key draws the same', async () => {
    const seen: boolean[] = [];
    for (let i = 0; i < 24; i += 1) {
      const { id, status } = await mended('liaison1');
      const { said, hashes } = await linesIn(id);
      const { draw, sampled } = said;
      expect(draw).toMatchObject({ body: null, record: { verified: 0, sentBack: 0 }, every: 3, share: 3334 });
      expect(draw.value).toBe(drawnFor(keyring, D, id, hashes[0] as Buffer));
      expect(sampled).toBe(isDrawn(draw));
      expect(status).toBe(sampled ? 'handled' : 'closed');
      seen.push(sampled);
    }
    // One chance in 17,000 of each of the two, were it a fair lot of one in three.
    expect(new Set(seen).size).toBe(2);
  });

  it('so that neither the number that a phone gives its report decides, nor one without the key can tell', async () => {
    const id = randomUUID();
    const heads = Array.from({ length: 300 }, (_, i) => Buffer.alloc(32, i));
    const values = new Set(heads.map((head) => drawnFor(keyring, D, id, head)));
    expect(values.size).toBeGreaterThan(200);
    const other = new Keyring(Buffer.alloc(32, 7));
    const agree = heads.filter((head) => drawnFor(other, D, id, head) === drawnFor(keyring, D, id, head));
    expect(agree.length).toBeLessThan(3);
  });

  it('and sending it again draws nothing anew', async () => {
    const id = randomUUID();
    const first = await mended('liaison1', id);
    const draw = await drawIn(first.id);
    const again = await mended('liaison1', id);
    expect([again.id, again.status]).toEqual([first.id, first.status]);
    expect(await drawIn(first.id)).toEqual(draw);
  });
});

describe('the share grows with the record of the body', () => {
  it('whose fixes were found not done: it comes to all of them, while others keep the kind’s share', async () => {
    // What a second look finds is told by those that are drawn.
    let found = 0;
    for (let i = 0; i < 200 && found < 12; i += 1) {
      const { id, status } = await mended('firemen');
      if (status !== 'handled') continue;
      found += 1;
      await look(id, 'sendBack');
    }
    const record = await house.db.read(nothing(D), (tx) =>
      looksOf(tx, D, { body: 'fire', territory: TOWN }, house.time.now ?? new Date()),
    );
    expect(record).toEqual({ verified: 0, sentBack: 12 });
    const draw = await drawIn((await mended('firemen')).id);
    expect(draw).toMatchObject({ body: 'fire', record, every: 3, share: shareOf(3, record) });
    expect(draw.share).toBe(OF);

    const { id } = await mended('liaison1');
    const of = await drawIn(id);
    expect(of.body).toBeNull();
    // The place's own record is that of what chance had drawn there.
    expect(of.record).toEqual({ verified: 0, sentBack: 12 });
  }, 60_000);

  it('and after ninety days without fault it is the kind’s again', async () => {
    const later = (days: number) => new Date(Date.now() + days * 86_400_000);
    const record = (days: number) =>
      house.db.read(nothing(D), (tx) => looksOf(tx, D, { body: 'fire', territory: TOWN }, later(days)));
    expect((await record(89)).sentBack).toBe(12);
    expect(await record(91)).toEqual({ verified: 0, sentBack: 0 });
  });
});

describe('the audit', () => {
  it('draws every lot again, and finds one that was turned', async () => {
    expect((await audited())[0]?.firstDifference).toBeNull();
    const other = drawnAgain(new Keyring(Buffer.alloc(32, 7)));
    expect((await audited([other]))[0]?.firstDifference?.code).toBe('lot');
  });

  it('says of what was counted before there was a second version that it waits, and a refold counts it anew', async () => {
    const figures = () =>
      house.work.pool
        .query(`select measure, sum(n)::int as n from journal.count where n <> 0 group by 1 order by 1`)
        .then(({ rows }) => rows);
    const before = await figures();
    expect(before.some((one) => one.measure === 'sentBack:fire/hazard.fire')).toBe(true);
    // As an older release left it: its counts, and none of the new ones.
    await asOwner(house.ownerUrl, (owner) =>
      owner.query(`delete from journal.count where measure ~ '^(returned|suspended|extended|verified|sentBack|closedSoon|reopenedSoon|assigned:|closed:)';
        update journal.count set figure = 1; update matters.matter set fold = 4, work = null`),
    );
    const [old] = await audited();
    expect(old?.firstDifference).toBeNull();
    expect(old?.behind).toBeGreaterThan(50);
    await refold({ db: house.work, subjects });
    const [fresh] = await audited();
    expect(fresh).toMatchObject({ firstDifference: null, behind: 0 });
    expect(await figures()).toEqual(before);
  }, 60_000);
});
