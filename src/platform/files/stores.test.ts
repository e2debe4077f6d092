import { createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Server as SocketServer } from 'node:net';
import { createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileStore } from './fileStore.ts';
import { addressOf } from './fileStore.ts';
import { openFileStore } from './openFileStore.ts';
import { noScanner, openScanner } from './scanner.ts';

const district = '330702';
const KEY = 'AKIALIANAN';
const SECRET = 'se/cret+with%signs';

/** A small imitation of S3: keeps objects, answers 403 unless the request carries a right AWS signature, version 4. */
class SmallS3 {
  readonly objects = new Map<string, Buffer>();
  readonly server: Server;
  refused = 0;
  writes = 0;
  failNext = 0;

  constructor() {
    this.server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = Buffer.concat(parts);
        const path = request.url ?? '';
        if (this.failNext > 0) {
          this.failNext -= 1;
          response.writeHead(503).end();
        } else if (!signed(request, body)) {
          this.refused += 1;
          response.writeHead(403).end();
        } else if (request.method === 'PUT') {
          this.writes += 1;
          this.objects.set(path, body);
          response.writeHead(200).end();
        } else if (request.method === 'DELETE') {
          this.objects.delete(path);
          response.writeHead(204).end();
        } else {
          const found = this.objects.get(path);
          response.writeHead(found ? 200 : 404);
          response.end(request.method === 'HEAD' ? undefined : found);
        }
      });
    });
  }
}

/** Works the signature out anew from the request (AWS Signature Version 4, as its documentation tells). */
function signed(request: IncomingMessage, body: Buffer): boolean {
  const given =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    );
  if (!given) return false;
  const [, key, date = '', region = '', names = '', signature] = given;
  const hash = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
  if (key !== KEY || region !== 'cn-east-1' || request.headers['x-amz-content-sha256'] !== hash(body)) return false;
  const url = new URL(request.url ?? '', `http://${request.headers.host}`);
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`);
  const asked = [request.method, url.pathname, '', headers.join(''), names, hash(body)].join('\n');
  const toSign = [
    'AWS4-HMAC-SHA256',
    request.headers['x-amz-date'],
    `${date}/${region}/s3/aws4_request`,
    hash(asked),
  ].join('\n');
  const hmac = (by: string | Buffer, data: string) => createHmac('sha256', by).update(data).digest();
  const by = [region, 's3', 'aws4_request'].reduce<Buffer>(
    (from, part) => hmac(from, part),
    hmac(`AWS4${SECRET}`, date),
  );
  return hmac(by, toSign).toString('hex') === signature;
}

let folder = '';
const s3 = new SmallS3();
let s3Url = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianan-files-'));
  await new Promise<void>((done) => s3.server.listen(0, '127.0.0.1', done));
  const { port } = s3.server.address() as AddressInfo;
  s3Url = `s3+http://${KEY}:${encodeURIComponent(SECRET)}@127.0.0.1:${port}/bucket/lianan?region=cn-east-1`;
});
afterAll(async () => {
  s3.server.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each<[string, () => FileStore]>([
  ['a folder', () => openFileStore({ dataDir: folder })],
  ['an S3 store', () => openFileStore({ filesUrl: s3Url, dataDir: folder })],
])('%s', (_what, open) => {
  test('keeps bytes under the hash of themselves, for each district, until they are removed', async () => {
    const store = open();
    const bytes = randomBytes(70_000);
    const address = addressOf(bytes);
    expect(await store.get(district, address)).toBeNull();
    await store.put(district, address, bytes);
    await store.put(district, address, bytes);
    expect((await store.get(district, address))?.equals(bytes)).toBe(true);
    expect(await store.get('990001', address)).toBeNull();
    await store.remove(district, address);
    await store.remove(district, address);
    expect(await store.get(district, address)).toBeNull();
  });
});

describe('a folder', () => {
  test('shows neither a half-written file nor when one was written', async () => {
    const store = openFileStore({ dataDir: folder });
    const bytes = randomBytes(100);
    const address = addressOf(bytes);
    await store.put(district, address, bytes);
    const place = join(folder, 'files', district, address.slice(0, 2));
    expect(await readdir(place)).toEqual([address]);
    expect((await stat(join(place, address))).mtime.toISOString()).toBe('2000-01-01T00:00:00.000Z');
    expect((await stat(place)).mtime.toISOString()).toBe('2000-01-01T00:00:00.000Z');
    const before = (await stat(join(place, address))).ino;
    await store.put(district, address, bytes, { anew: true });
    expect((await stat(join(place, address))).ino).not.toBe(before);
    expect((await readFile(join(place, address))).equals(bytes)).toBe(true);
  });

  test('does not hand out bytes that a disk or a hand has changed', async () => {
    const store = openFileStore({ dataDir: folder });
    const bytes = randomBytes(100);
    const address = addressOf(bytes);
    await store.put(district, address, bytes);
    await writeFile(join(folder, 'files', district, address.slice(0, 2), address), 'changed');
    await expect(store.get(district, address)).rejects.toThrow(/altered/);
  });

  test('is never left by an address that is not one', async () => {
    const store = openFileStore({ dataDir: folder });
    await expect(store.get(district, '../../secrets/master.key')).rejects.toThrow(RangeError);
    await expect(store.get('../..', addressOf(Buffer.of(1)))).rejects.toThrow(RangeError);
  });
});

describe('an S3 store', () => {
  test('is asked path-style under its prefix, with a signature that the store can check', async () => {
    const bytes = randomBytes(100);
    const address = addressOf(bytes);
    await openFileStore({ filesUrl: s3Url, dataDir: folder }).put(district, address, bytes);
    expect([...s3.objects.keys()]).toContain(`/bucket/lianan/${district}/${address.slice(0, 2)}/${address}`);
    expect(s3.refused).toBe(0);
  });

  test('is written again only when asked to', async () => {
    const store = openFileStore({ filesUrl: s3Url, dataDir: folder });
    const bytes = randomBytes(100);
    const before = s3.writes;
    for (const options of [{}, {}, { anew: true }]) await store.put(district, addressOf(bytes), bytes, options);
    expect(s3.writes - before).toBe(2);
  });

  test('that stumbles once is asked again; one that is gone or refuses us is a 503', async () => {
    const store = openFileStore({ filesUrl: s3Url, dataDir: folder });
    const bytes = randomBytes(100);
    s3.failNext = 1;
    await store.put(district, addressOf(bytes), bytes);
    const wrongKey = openFileStore({ filesUrl: s3Url.replace(KEY, 'OTHER'), dataDir: folder });
    await expect(wrongKey.put(district, addressOf(bytes), bytes, { anew: true })).rejects.toMatchObject({
      status: 503,
    });
    const gone = openFileStore({ filesUrl: s3Url.replace(/:\d+\/bucket/, ':9/bucket'), dataDir: folder });
    await expect(gone.get(district, addressOf(bytes))).rejects.toMatchObject({ status: 503, code: 'files.away' });
  });

  test.each([
    ['https://host/bucket', /FILES_URL.*s3:\/\//],
    ['s3://key:secret@host', /bucket/],
    ['s3://host/bucket', /access keys/],
    ['nonsense', /s3:\/\//],
  ])('named as %s stops the start with a sentence', (filesUrl, sentence) => {
    expect(() => openFileStore({ filesUrl, dataDir: folder })).toThrow(sentence);
  });
});

describe('a scanner', () => {
  let daemon: SocketServer;
  let received = 0;
  let url = '';
  beforeAll(async () => {
    daemon = createSocket((socket) => {
      let all = Buffer.alloc(0);
      socket.on('error', () => {});
      socket.on('data', (part: Buffer) => {
        all = Buffer.concat([all, part]);
        const command = 'zINSTREAM\0';
        const content: Buffer[] = [];
        for (let at = command.length; at + 4 <= all.length; ) {
          const length = all.readUInt32BE(at);
          if (length === 0) {
            const sent = Buffer.concat(content);
            received = sent.length;
            const answer = sent.includes('EICAR')
              ? 'Eicar-Test-Signature FOUND'
              : sent.includes('ODD')
                ? 'size limit exceeded. ERROR'
                : 'OK';
            socket.end(`stream: ${answer}\0`);
            return;
          }
          if (at + 4 + length > all.length) return;
          content.push(all.subarray(at + 4, at + 4 + length));
          at += 4 + length;
        }
      });
    });
    await new Promise<void>((done) => daemon.listen(0, '127.0.0.1', done));
    url = `clamd://127.0.0.1:${(daemon.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    daemon.close();
  });

  test('that nobody set up says that nobody looked', async () => {
    expect(openScanner(undefined)).toBe(noScanner);
    expect(noScanner.name).toBe('none');
    await noScanner.check(Buffer.from('EICAR'));
  });

  test('passes what is clean, whole, and refuses what is not', async () => {
    const scanner = openScanner(url);
    expect(scanner.name).toBe('clamd');
    await scanner.check(randomBytes(300_000).fill(1));
    expect(received).toBe(300_000);
    await expect(scanner.check(Buffer.from('x EICAR x'))).rejects.toMatchObject({
      status: 422,
      code: 'files.infected',
    });
  });

  test('that cannot look lets nothing through', async () => {
    await expect(openScanner(url).check(Buffer.from('ODD'))).rejects.toMatchObject({ status: 503 });
    await expect(openScanner('clamd://127.0.0.1:9').check(Buffer.from('x'))).rejects.toMatchObject({ status: 503 });
    await expect(openScanner('clamd:///nowhere/clamd.ctl').check(Buffer.from('x'))).rejects.toMatchObject({
      status: 503,
    });
  });

  test('with an address that is none stops the start', () => {
    expect(() => openScanner('http://scanner')).toThrow(/SCAN_URL/);
  });
});
