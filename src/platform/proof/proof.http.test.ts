import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '../../../tests/harness/database.ts';
import { type TestHouse, testHouse } from '../../../tests/harness/house.ts';
import { subjects } from '../../apps/subjects.ts';
import { whole } from '../db/scope.ts';
import { audit } from '../journal/audit.ts';
import { forget, keyIdsOf } from '../sealing/sealed.store.ts';
import { watchTree } from './auditTree.ts';
import type { Bundle } from './bundle.ts';
import { grow } from './growing.ts';
import { Growing, isConsistent, leafHash } from './merkle.ts';
import { headOf, judged, type Note, noteOf, type Verifier, verifierOf } from './notes.ts';
import type { ProofStatus } from './proof.contract.ts';
import { checkBundle } from './proving.ts';

const D = '330702';
let house: TestHouse;
let folder: string;
let duty: string;
let stranger: string;
const { privateKey: secret } = generateKeyPairSync('ed25519');
const turn = () =>
  grow(
    { db: house.work, secret, folder, originOf: (one) => `test.example/transparency/${one}`, clock: () => new Date() },
    D,
  );
const get = async (url: string, cookie?: string) => {
  const answer = await house.server.inject({ url, headers: cookie ? { cookie } : {} });
  return { status: answer.statusCode, raw: answer.rawPayload, type: answer.headers['content-type'] };
};
const json = async <T>(url: string, cookie?: string): Promise<T> =>
  JSON.parse((await get(url, cookie)).raw.toString('utf8')) as T;
async function reported(kind = 'hazard.fire'): Promise<string> {
  const id = randomUUID();
  const answer = await house.server.inject({
    method: 'POST',
    url: '/api/matters',
    payload: { id, kind, place: { lon: 119.65, lat: 29.08 }, words: '配电间冒烟，找王秘密', phone: '13900000001' },
  });
  expect(answer.statusCode).toBe(200);
  return id;
}

beforeAll(async () => {
  house = await testHouse();
  folder = await mkdtemp(join(tmpdir(), 'lianan-heads-'));
  await house.appoint('duty1', 'duty', { body: 'centre', territory: D });
  await house.appoint('liaison9', 'liaison', { territory: `${D}199001` });
  duty = await house.signIn('duty1');
  stranger = await house.signIn('liaison9');
});
afterAll(() => house?.close());

describe('the tree over the journal', () => {
  it('is not there before it was signed, and says so', async () => {
    expect((await get('/api/proof')).status).toBe(404);
    expect((await get(`/transparency/${D}/checkpoint`)).status).toBe(404);
    expect((await get('/transparency/999999/checkpoint')).status).toBe(404);
  });

  it('can be rebuilt by an outsider from what is served, to the root that is signed, and holds nothing of anybody', async () => {
    for (let n = 0; n < 12; n++) await reported();
    expect(await turn()).toBeNull();
    const { raw, type } = await get(`/transparency/${D}/checkpoint`);
    expect(type).toBe('text/plain; charset=utf-8');
    const status = await json<ProofStatus>('/api/proof');
    const note = noteOf(raw.toString('utf8')) as Note;
    const head = headOf(note.text);
    expect(judged(note, verifierOf(status.key) as Verifier).is).toBe('signed');
    expect(head).toMatchObject({ origin: `test.example/transparency/${D}`, size: status.size });
    expect(status.waiting).toEqual({ lines: 0, since: null, late: false });

    const entries: Buffer[] = [];
    const bundle = (await get(`/transparency/${D}/tile/entries/000.p/${status.size}`)).raw;
    for (let at = 0; at < bundle.length; ) {
      const length = bundle.readUInt16BE(at);
      entries.push(bundle.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
    const growing = new Growing();
    for (const one of entries) growing.add(leafHash(one));
    expect(growing.root().toString('base64')).toBe(status.root);
    const tile = await get(`/transparency/${D}/tile/0/000.p/${status.size}`);
    expect(tile.raw).toEqual(Buffer.concat(entries.map((one) => leafHash(one))));
    for (const wrong of ['0/000', '1/000.p/1', `0/000.p/${status.size + 1}`, 'entries/001.p/1', '0/0'])
      expect((await get(`/transparency/${D}/tile/${wrong}`)).status).toBe(404);
    const served = Buffer.concat([raw, tile.raw, bundle]).toString('latin1');
    for (const secretWord of ['王秘密', '13900000001', '配电间'])
      expect(served).not.toContain(Buffer.from(secretWord).toString('latin1'));
  });

  it('of before is shown to be the beginning of what is now', async () => {
    const before = await json<ProofStatus>('/api/proof');
    await reported();
    await turn();
    const now = await json<ProofStatus>('/api/proof');
    const { path } = await json<{ path: string[] }>(`/api/proof/consistency?from=${before.size}`);
    const tree = (one: ProofStatus) => ({ size: one.size, root: Buffer.from(one.root, 'base64') });
    const hashes = path.map((one) => Buffer.from(one, 'base64'));
    expect(isConsistent(tree(before), tree(now), hashes)).toBe(true);
    expect((await get(`/api/proof/consistency?from=${now.size + 1}`)).status).toBe(404);
    expect((await get(`/api/proof/leaves/${now.size}`)).status).toBe(404);
  });
});

describe('the proof of a line', () => {
  it('is for whoever may see the line, and is checked with the public key alone', async () => {
    const id = await reported();
    await turn();
    const { history } = await json<{ history: { id: string }[] }>(`/api/desk/matters/${id}`, duty);
    const line = history[0]?.id ?? '';
    expect((await get(`/api/proof/lines/${line}`)).status).toBe(401);
    expect((await get(`/api/proof/lines/${line}`, stranger)).status).toBe(404);
    const bundle = await json<Bundle>(`/api/proof/lines/${line}`, duty);
    const key = verifierOf(bundle.key) as Verifier;
    expect(checkBundle(bundle, key)).toMatchObject({ is: 'proved', lines: [{ index: bundle.lines[0]?.index }] });
    const [one] = bundle.lines;
    if (!one) throw new Error('no line');
    const other = (over: Partial<Bundle['lines'][number]>) =>
      checkBundle({ ...bundle, lines: [{ ...one, ...over }] }, key).is;
    const changed = Buffer.from(one.line, 'base64').toString('utf8').replace('normal', 'urgent');
    expect(other({ line: Buffer.from(changed).toString('base64') })).toBe('path');
    expect(other({ index: one.index - 1 })).toBe('path');
    expect(checkBundle({ ...bundle, checkpoint: bundle.checkpoint.replace('\n1', '\n2') }, key).is).toBe('signature');
    expect(checkBundle({ ...bundle, checkpoint: 'nothing' }, key).is).toBe('note');
    expect(checkBundle(bundle, { ...key, name: 'another.example' }).is).toBe('signature');
  });

  it('comes with the others of its matter, each proved, in one file', async () => {
    const id = await reported();
    const answer = await house.server.inject({
      method: 'POST',
      url: `/api/desk/matters/${id}/moves`,
      headers: { cookie: duty },
      payload: { id: randomUUID(), n: 1, act: { move: 'assign', body: 'fire' } },
    });
    expect(answer.statusCode).toBe(200);
    await turn();
    const bundle = await json<Bundle>(`/api/proof/subjects/${id}`, duty);
    const found = checkBundle(bundle, verifierOf(bundle.key) as Verifier);
    expect(found.is === 'proved' && found.lines.map(({ text }) => JSON.parse(text).kind)).toEqual([
      'matter.reported',
      'matter.assigned',
    ]);
    expect((await get(`/api/proof/subjects/${id}`, stranger)).status).toBe(404);
    expect((await get(`/api/proof/subjects/${id}`)).status).toBe(401);
  });

  it('stands after its reporter was forgotten', async () => {
    const id = await reported();
    await turn();
    const { history } = await json<{ history: { id: string }[] }>(`/api/desk/matters/${id}`, duty);
    const before = await json<Bundle>(`/api/proof/lines/${history[0]?.id}`, duty);
    const forgotten = await house.work.write(whole(D), async (tx) => {
      const keys = [...(await keyIdsOf(tx, D, [id], 'identity')), ...(await keyIdsOf(tx, D, [id], 'text'))];
      return forget(tx, D, keys, new Date());
    });
    expect(forgotten.length).toBe(2);
    expect(checkBundle(before, verifierOf(before.key) as Verifier).is).toBe('proved');
    await turn();
    const after = await json<Bundle>(`/api/proof/lines/${history[0]?.id}`, duty);
    expect(checkBundle(after, verifierOf(after.key) as Verifier)).toMatchObject({ is: 'proved' });
    expect(after.lines[0]?.line).toBe(before.lines[0]?.line);
  });
});

it('a tile comes as it is, whatever its first bytes look like', async () => {
  const owner = (text: string, values: unknown[] = []) =>
    asOwner(house.ownerUrl, (client) => client.query(text, values));
  const { rows } = await owner(`select size, hashes from proof.log join proof.tile using (district)
    where district = '${D}' and level = 0 and index = 0`);
  const [was] = rows as { size: number; hashes: Buffer }[];
  const put = (size: number, hashes: Buffer) =>
    owner(
      `with log as (update proof.log set size = $1 where district = '${D}')
       update proof.tile set hashes = $2 where district = '${D}' and level = 0 and index = 0`,
      [size, hashes],
    );
  try {
    // The first bytes of zlib, of gzip, and of what is neither.
    for (const first of ['7801', '6805', '1f8b08', '0102']) {
      const tile = Buffer.concat([Buffer.from(first, 'hex'), randomBytes(8_192)]).subarray(0, 8_192);
      await put(256, tile);
      const url = `/transparency/${D}/tile/0/000`;
      const answer = await house.server.inject({ url, headers: { 'accept-encoding': 'gzip' } });
      expect([first, answer.headers['content-encoding'], answer.rawPayload.equals(tile)]).toEqual([
        first,
        undefined,
        true,
      ]);
    }
  } finally {
    await put(was?.size ?? 0, was?.hashes ?? Buffer.alloc(0));
  }
});

describe('whoever has all power over the database', () => {
  const found = async (): Promise<string | undefined> =>
    (
      await audit({
        db: house.work,
        subjects,
        checkpointDir: await mkdtemp(join(tmpdir(), 'lianan-checks-')),
        watch: (district) => watchTree(house.work, { folder, secret }, district),
      })
    )[0]?.firstDifference?.code;
  const owner = (text: string, values: unknown[] = []) =>
    asOwner(house.ownerUrl, (client) => client.query(text, values));

  it('does not change a line with its hash and all that hangs on it unseen', async () => {
    await turn();
    expect(await found()).toBeUndefined();
    const { rows } = await owner(
      `select seq, bytes, hash from journal.line where district = '${D}' and kind = 'matter.reported' order by seq desc limit 1`,
    );
    const [line] = rows as { seq: number; bytes: Buffer; hash: Buffer }[];
    if (!line) throw new Error('no line');
    const bytes = Buffer.from(line.bytes.toString('utf8').replace('"urgency":"normal"', '"urgency":"urgent"'));
    expect(bytes).not.toEqual(line.bytes);
    const put = `update journal.line set bytes = $1, hash = sha256($1) where district = '${D}' and seq = ${line.seq}`;
    await owner(put, [bytes]);
    expect(await found()).toBe('tree');
    await owner(put, [line.bytes]);
    expect(await found()).toBeUndefined();
  });

  it('does not take the last lines away, nor put another checkpoint in the place of the signed one', async () => {
    const { rows } = await owner(`select size, checkpoint from proof.log where district = '${D}'`);
    const [log] = rows as { size: number; checkpoint: string }[];
    await owner(`update proof.log set checkpoint = replace(checkpoint, $1, $2) where district = '${D}'`, [
      `\n${log?.size}\n`,
      `\n${Number(log?.size) - 1}\n`,
    ]);
    expect(await found()).toBe('unsigned');
    await owner(`update proof.log set checkpoint = $1 where district = '${D}'`, [log?.checkpoint]);
    await owner(`update proof.log set checkpoint = '' where district = '${D}'`);
    await owner(`update journal.line set district = '990001' where district = '${D}' and seq = ${log?.size}`);
    await owner(`update journal.head set seq = seq - 1 where district = '${D}'`);
    expect(await found()).toBe('rolledBack');
    await owner(`update journal.head set seq = seq + 1 where district = '${D}'`);
    await owner(`update journal.line set district = '${D}' where district = '990001'`);
    await owner(`update proof.log set checkpoint = $1 where district = '${D}'`, [log?.checkpoint]);
    expect(await found()).toBeUndefined();
  });
});

it('lines that wait too long for their place are told where readiness is asked for', async () => {
  await turn();
  expect(await json('/ready')).toEqual({ status: 'ready' });
  await reported();
  house.time.now = new Date(Date.now() + 6 * 60_000);
  const ready = await json<{ status: string; unproved?: string }>('/ready');
  expect([ready.status, Number.isNaN(Date.parse(ready.unproved ?? ''))]).toEqual(['ready', false]);
  expect((await json<ProofStatus>('/api/proof')).waiting).toMatchObject({ lines: 1, late: true });
  house.time.now = null;
  await turn();
  expect(await json('/ready')).toEqual({ status: 'ready' });
});
