import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect } from 'vitest';
import type { z } from 'zod';
import type { TestDatabase } from '../../../../tests/harness/database.ts';
import { masterKey, testDatabase } from '../../../../tests/harness/database.ts';
import type { Scope } from '../../db/scope.ts';
import { nothing } from '../../db/scope.ts';
import type { Server } from '../../http/mount.ts';
import { buildServer } from '../../http/server.ts';
import type { Caller } from '../../identity/caller.ts';
import { Keyring } from '../../sealing/keyring.ts';
import type { uploadFile } from '../files.contract.ts';
import { claim, openFileStore } from '../files.door.ts';
import { routes } from '../files.routes.ts';
import type { FileParts } from '../receive.ts';
import { noScanner } from '../scanner.ts';

export type Uploaded = z.output<(typeof uploadFile)['answer']>;

export const district = '330702';
export const keyring = new Keyring(masterKey);
export let base: TestDatabase;
export let folder = '';
export let parts: FileParts;
export let server: Server;
export const time = { now: new Date('2026-11-23T04:05:06.789Z') };
function callerOf(reach: unknown): Caller {
  if (typeof reach !== 'string') return { is: 'nobody' };
  return {
    is: 'staff',
    person: randomUUID(),
    appointments: [{ id: randomUUID(), post: 'duty', body: null, territory: reach, deputyOf: null }],
  };
}
function scopeOf(caller: Caller, of: string): Scope {
  const appointments = 'appointments' in caller ? caller.appointments : [];
  return { ...nothing(of), reach: appointments.flatMap((one) => one.territory ?? []) };
}

export const photo = (shade = Math.floor(Math.random() * 0xffffff)) =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: `#${shade.toString(16).padStart(6, '0')}` } })
    .withExif({ IFD0: { Artist: 'OWNER-ZHANGSAN' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '29/1 6/1 0/1' } })
    .jpeg()
    .toBuffer();
/** A page of text whose program wrote down who made it, when and with what. */
export async function pdf(metadata = true): Promise<Buffer> {
  const made = await PDFDocument.create();
  made.addPage([300, 200]).drawText(`result ${randomUUID()}`, { x: 20, y: 100, size: 12 });
  if (metadata) {
    made.setAuthor('OWNER-ZHANGSAN');
    made.setTitle('TITLE-ZHANGSAN');
    made.setProducer('PRODUCER-ZHANGSAN');
    const xmp = made.context.stream('<x:xmpmeta>XMP-ZHANGSAN</x:xmpmeta>', { Type: 'Metadata', Subtype: 'XML' });
    made.catalog.set(PDFName.of('Metadata'), made.context.register(xmp));
  }
  return Buffer.from(await made.save({ useObjectStreams: false }));
}

/** Posts files as a browser's form does. */
export async function send(files: readonly Buffer[], headers: Record<string, string> = {}, url = '/api/files') {
  const form = new FormData();
  form.append('note', 'ignored');
  for (const bytes of files) form.append('file', new Blob([new Uint8Array(bytes)]), '../../etc/passwd');
  const request = new Request('http://x/', { method: 'POST', body: form });
  return server.inject({
    method: 'POST',
    url,
    headers: { ...headers, 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  });
}
export async function upload(bytes: Buffer, headers: Record<string, string> = {}): Promise<Uploaded> {
  const answer = await send([bytes], headers);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}
export const claimFor = (subject: string, tokens: string[], territory = '330702001', today = '2026-11-23') =>
  base.db.write({ ...nothing(district), reach: [territory] }, (tx) =>
    claim(tx, keyring, { district, tokens, subject, territory, today }),
  );
export const get = (url: string, reach?: string) => server.inject({ url, headers: reach ? { 'x-reach': reach } : {} });

export async function claimedPhoto(territory = '330702001') {
  const subject = randomUUID();
  const { token } = await upload(await photo());
  const { added } = await claimFor(subject, [token], territory);
  return { subject, token, file: added[0] ?? expect.fail('nothing was added') };
}

/** A server of files alone: opened before the tests of a file, and closed after them. */
export function filesHouse(): void {
  beforeAll(async () => {
    base = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'lianan-http-'));
    parts = { keyring, store: openFileStore({ dataDir: folder }), scanner: noScanner };
    server = await buildServer(
      {
        db: base.db,
        keyring,
        clock: () => time.now,
        defaultDistrict: district,
        districts: new Set([district, '990001']),
        // The header names the caller's reach; without it nobody knocks.
        identify: async (request) => ({
          caller: callerOf(request.headers['x-reach']),
          district: null,
          needsTotp: false,
        }),
      },
      { logLevel: 'silent', ratePerMinute: 10_000, origins: [], trustProxy: false, tileOrigins: [] },
    );
    routes(server, parts, scopeOf);
    await server.ready();
  });
  afterAll(async () => {
    await server.close();
    await base.drop();
    await rm(folder, { recursive: true, force: true });
  });
}
