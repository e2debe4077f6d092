import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asOwner, type TestDatabase, testDatabase } from '../../../tests/harness/database.ts';
import { type TestHouse, testHouse } from '../../../tests/harness/house.ts';
import { whole } from '../db/scope.ts';
import { createDistrict } from '../journal/lines.store.ts';
import { cosign, sendToWitness } from './cosigning.ts';
import { grow } from './growing.ts';
import { COSIGNATURE, ED25519, headText, judged, type Note, noteOf, signed } from './notes.ts';
import { logOf } from './proof.store.ts';
import { signerOf } from './proofKey.ts';
import { consistencyProof } from './proving.ts';
import { witnessesOf } from './witness.store.ts';
import { submissionOf, submissionText } from './witnessing.ts';

const D = '990778';
const ORIGIN = `log.example/transparency/${D}`;
const { privateKey: secret } = generateKeyPairSync('ed25519');
const witness = signerOf(generateKeyPairSync('ed25519').privateKey, 'witness.example/w', COSIGNATURE);
let log: TestDatabase;
let other: TestHouse;
let url: string;
let folder: string;

beforeAll(async () => {
  log = await testDatabase();
  await log.work.write(whole(D), (tx) =>
    createDistrict(tx, { district: D, name: { zh: '测', en: 'Test' }, origin: 'demo' }),
  );
  other = await testHouse({
    witness: { logs: [signerOf(secret, ORIGIN, ED25519)], signer: witness, district: '330702' },
  });
  url = `${await other.server.listen({ host: '127.0.0.1', port: 0 })}/transparency/witness`;
  folder = await mkdtemp(join(tmpdir(), 'lianan-heads-'));
});
afterAll(async () => {
  await other?.close();
  await log?.drop();
});
beforeEach(() => asOwner(other.ownerUrl, (owner) => owner.query('delete from proof.seen')));

const written = (n: number) =>
  asOwner(log.ownerUrl, (owner) =>
    owner.query(`with more as (update journal.head set seq = seq + ${n} where district = '${D}' returning seq)
      insert into journal.line (district, seq, id, subject, n, kind, version, origin, happened, recorded, territory, bytes, hash)
      select '${D}', seq - ${n} + g, gen_random_uuid(), gen_random_uuid(), 1, 'x', 1, 'demo', now(), now(), '${D}', '\\x00',
        sha256(gen_random_uuid()::text::bytea) from more, generate_series(1, ${n}) g`),
  );
async function grown(n: number): Promise<{ size: number; checkpoint: string }> {
  await written(n);
  const originOf = () => ORIGIN;
  expect(await grow({ db: log.work, secret, folder, originOf, clock: () => new Date() }, D)).toBeNull();
  return logged();
}
const logged = async () => {
  const one = await log.work.read(whole(D), (tx) => logOf(tx, D));
  if (one === null) throw new Error('no log');
  return one;
};
const proofFrom = (from: number, size: number) => log.work.read(whole(D), (tx) => consistencyProof(tx, D, from, size));
const send = (body: string) => sendToWitness(`${url}/add-checkpoint`, body);
const turn = (to = url) =>
  cosign({ db: log.work, witnesses: [{ url: to, key: witness }], clock: () => new Date(), send: sendToWitness }, D);
const state = () => log.work.read(whole(D), (tx) => witnessesOf(tx, D));

describe('a witness', () => {
  it('says that it saw a tree that grows out of what it saw before, and nothing of any other', async () => {
    const first = await grown(5);
    const answer = await send(submissionText(0, [], first.checkpoint));
    expect(answer.status).toBe(200);
    const note = noteOf(first.checkpoint + answer.text) as Note;
    expect(judged(note, witness)).toEqual({ is: 'signed', seconds: expect.any(Number) });
    const second = await grown(9);
    const proof = await proofFrom(5, 14);
    expect(await send(submissionText(0, [], second.checkpoint))).toEqual({ status: 409, text: '5\n' });
    expect((await send(submissionText(5, proof.slice(1), second.checkpoint))).status).toBe(422);
    expect((await send(submissionText(5, proof, second.checkpoint))).status).toBe(200);
    // The same again is said again.
    expect((await send(submissionText(14, [], second.checkpoint))).status).toBe(200);
    // Back to before, which the log signed once, it does not go.
    expect(await send(submissionText(5, [], first.checkpoint))).toEqual({ status: 409, text: '14\n' });
  });

  it('sees that a log signs two trees of one size', async () => {
    const one = await grown(3);
    expect((await send(submissionText(0, [], one.checkpoint))).status).toBe(200);
    const forked = signed(
      headText({ origin: ORIGIN, size: one.size, root: Buffer.alloc(32, 5) }),
      signerOf(secret, ORIGIN, ED25519),
    );
    expect(await send(submissionText(one.size, [], forked))).toEqual({ status: 409, text: `${one.size}\n` });
  });

  it('of two requests at once answers one, and is not put back by the other', async () => {
    const one = await grown(2);
    const two = await grown(2);
    const answers = await Promise.all([
      send(submissionText(0, [], two.checkpoint)),
      send(submissionText(0, [], one.checkpoint)),
      send(submissionText(0, [], two.checkpoint)),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
  });

  it('takes nothing that is malformed, of a tree it does not know, or not signed by its key', async () => {
    const one = await grown(1);
    const stranger = signerOf(generateKeyPairSync('ed25519').privateKey, ORIGIN, ED25519);
    const text = headText({ origin: ORIGIN, size: one.size, root: Buffer.alloc(32) });
    const status = async (body: string) => (await send(body)).status;
    expect(await status(submissionText(one.size + 1, [], one.checkpoint))).toBe(400);
    expect(await status(submissionText(0, [], signed(text, stranger)))).toBe(403);
    expect(await status(submissionText(0, [], signed(text.replace('log.', 'lag.'), stranger)))).toBe(404);
    for (const body of [
      '',
      'old 0\n',
      'old 00\n\n' + one.checkpoint,
      'old 0\nAAAA\n\n' + one.checkpoint,
      'x'.repeat(40_000),
    ])
      expect(await status(body)).toBe(400);
    expect(submissionOf(submissionText(0, Array(64).fill(Buffer.alloc(32)), one.checkpoint))).toBeNull();
  });
});

describe('a log', () => {
  it('has each new head witnessed, and the line stands below its checkpoint for whoever reads it', async () => {
    for (const n of [1, 4]) {
      await grown(n);
      await turn();
      const { checkpoint, size } = await logged();
      expect(judged(noteOf(checkpoint) as Note, witness).is).toBe('signed');
      expect(await state()).toMatchObject([{ name: witness.name, size, refused: null }]);
    }
    // Nothing new, nothing asked.
    await turn('http://127.0.0.1:1');
    expect(await state()).toMatchObject([{ refused: null }]);
  });

  it('finds its place again with a witness that saw more than was noted', async () => {
    const { size, checkpoint } = await grown(2);
    expect((await send(submissionText(0, [], checkpoint))).status).toBe(200);
    const now = await grown(2);
    await turn();
    expect(await state()).toMatchObject([{ size: now.size, refused: null }]);
    expect(now.size).toBe(size + 2);
  });

  it('says why it is not witnessed: away, another tree, a larger one, a line that does not hold', async () => {
    const { size } = await grown(1);
    await turn('http://127.0.0.1:1');
    expect(await state()).toMatchObject([{ refused: 'away' }]);
    await asOwner(other.ownerUrl, (owner) =>
      owner.query(`insert into proof.seen values ('330702', '${ORIGIN}', ${size}, '\\x${'07'.repeat(32)}', now())`),
    );
    await turn();
    expect(await state()).toMatchObject([{ refused: 'inconsistent' }]);
    await asOwner(other.ownerUrl, (owner) => owner.query(`update proof.seen set size = ${size + 50}`));
    await turn();
    expect(await state()).toMatchObject([{ refused: 'ahead' }]);
    const liar = Fastify();
    liar.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    liar.post('/add-checkpoint', async () => '\u2014 witness.example/w AAAAAAAAAAAA\n');
    await turn(await liar.listen({ host: '127.0.0.1', port: 0 }));
    expect(await state()).toMatchObject([{ refused: 'unsigned' }]);
    await liar.close();
  });
});
