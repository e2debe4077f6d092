import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { unzipSync, zipSync } from 'fflate';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { TestDatabase } from '../../../tests/harness/database.ts';
import { masterKey, testDatabase } from '../../../tests/harness/database.ts';
import type { Scope } from '../db/scope.ts';
import { nothing, whole } from '../db/scope.ts';
import type { Server } from '../http/mount.ts';
import { buildServer } from '../http/server.ts';
import type { Caller } from '../identity/caller.ts';
import { Keyring } from '../sealing/keyring.ts';
import { forget, keysFragment } from '../sealing/sealed.store.ts';
import type { uploadFile } from './files.contract.ts';
import {
  claim,
  claimed,
  filesFragment,
  filesOf,
  filesToForget,
  moveFiles,
  openFileStore,
  removeBytes,
  sweepTray,
} from './files.door.ts';
import { routes } from './files.routes.ts';
import type { FileParts } from './receive.ts';
import { noScanner } from './scanner.ts';
import { LARGEST } from './sniff.ts';

type Uploaded = z.output<(typeof uploadFile)['answer']>;

const district = '330702';
const keyring = new Keyring(masterKey);
let base: TestDatabase;
let folder = '';
let parts: FileParts;
let server: Server;
let now = new Date('2026-11-23T04:05:06.789Z');
beforeAll(async () => {
  base = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'lianan-http-'));
  parts = { keyring, store: openFileStore({ dataDir: folder }), scanner: noScanner };
  server = await buildServer(
    {
      db: base.db,
      keyring,
      clock: () => now,
      defaultDistrict: district,
      districts: new Set([district, '990001']),
      // The header names the caller's reach; without it nobody knocks.
      identify: async (request) => ({ caller: callerOf(request.headers['x-reach']), district: null, needsTotp: false }),
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

const photo = (shade = Math.floor(Math.random() * 0xffffff)) =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: `#${shade.toString(16).padStart(6, '0')}` } })
    .withExif({ IFD0: { Artist: 'OWNER-ZHANGSAN' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '29/1 6/1 0/1' } })
    .jpeg()
    .toBuffer();
/** A page of text whose program wrote down who made it, when and with what. */
async function pdf(metadata = true): Promise<Buffer> {
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
async function send(files: readonly Buffer[], headers: Record<string, string> = {}, url = '/api/files') {
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
async function upload(bytes: Buffer, headers: Record<string, string> = {}): Promise<Uploaded> {
  const answer = await send([bytes], headers);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}
const claimFor = (subject: string, tokens: string[], territory = '330702001', today = '2026-11-23') =>
  base.db.write({ ...nothing(district), reach: [territory] }, (tx) =>
    claim(tx, keyring, { district, tokens, subject, territory, today }),
  );
const get = (url: string, reach?: string) => server.inject({ url, headers: reach ? { 'x-reach': reach } : {} });

async function claimedPhoto(territory = '330702001') {
  const subject = randomUUID();
  const { token } = await upload(await photo());
  const { added } = await claimFor(subject, [token], territory);
  return { subject, token, file: added[0] ?? expect.fail('nothing was added') };
}

describe('a resident without an account', () => {
  test('uploads a photo, names it in the report, and the desk sees it', async () => {
    const sent = await upload(await photo());
    expect(sent).toMatchObject({
      kind: 'photo',
      type: 'image/jpeg',
      width: 640,
      height: 480,
      until: '2026-11-24',
      notes: [],
    });
    const subject = randomUUID();
    const { added } = await claimFor(subject, [sent.token]);
    const file = added[0];
    const whole = await get(`/api/files/${file?.id}`, '330702001');
    expect(whole.statusCode).toBe(200);
    const opened = await sharp(whole.rawPayload).metadata();
    expect([opened.format, opened.width, opened.exif]).toEqual(['jpeg', 640, undefined]);
    const thumb = await get(`/api/files/${file?.id}/thumb`, '330702001');
    expect(await sharp(thumb.rawPayload).metadata()).toMatchObject({ format: 'webp', width: 320 });
    const shown = await base.db.read({ ...nothing(district), subjects: [subject] }, (tx) =>
      filesOf(tx, district, [subject]),
    );
    expect(shown).toMatchObject([
      { id: file?.id, kind: 'photo', scanned: 'none', made: '2026-11-23', forgotten: false },
    ]);
  });

  test('is told what can be sent when it is something else', async () => {
    for (const bytes of [await pdf(), Buffer.from('GIF89a'), Buffer.from('words')]) {
      const answer = await send([bytes]);
      expect(answer.statusCode).toBe(415);
      expect(answer.json()).toMatchObject({ code: 'files.type', titles: { en: expect.stringMatching(/JPEG/) } });
    }
  });

  test('leaves no name, place, minute or file name in the database or on the disk', async () => {
    await claimedPhoto();
    const rows = await base.work.read(whole(district), (tx) =>
      sql<{ row: string }>`select f::text as row from files.file f union all select t::text from files.tray t`.execute(
        tx,
      ),
    );
    for (const { row } of rows.rows) expect(row).not.toMatch(/OWNER|passwd|\d\d:\d\d/);
    for (const name of await readdir(folder, { recursive: true })) {
      const bytes = await readFile(join(folder, name)).catch(() => Buffer.of());
      expect(bytes.toString('latin1')).not.toMatch(/OWNER|JFIF|Exif/);
    }
  });
});

describe('an upload is refused with a sentence', () => {
  const form = (boundary: string, payload: string) =>
    server.inject({
      method: 'POST',
      url: '/api/files',
      headers: { 'content-type': `multipart/form-data${boundary}` },
      payload,
    });
  const cases: [string, () => Promise<{ statusCode: number; body: string }>, number, string][] = [
    ['over 10 MB', () => send([Buffer.alloc(LARGEST + 1)]), 413, 'files.tooLarge'],
    ['two at once', async () => send([await photo(), await photo()]), 400, 'files.oneOnly'],
    ['none at all', () => send([]), 400, 'files.missing'],
    ['empty', () => send([Buffer.alloc(0)]), 400, 'files.empty'],
    [
      'as JSON',
      async () => server.inject({ method: 'POST', url: '/api/files', payload: { file: 'x' } }),
      415,
      'files.form',
    ],
    [
      'a form cut short',
      () => form('; boundary=x', '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc'),
      400,
      'files.form',
    ],
    ['a form without a boundary', () => form('', 'abc'), 400, 'files.form'],
  ];
  test.each(cases)('%s', async (_what, ask, status, code) => {
    const answer = await ask();
    expect(answer.statusCode, answer.body).toBe(status);
    expect(JSON.parse(answer.body).code).toBe(code);
  });
});

describe('a document', () => {
  const staff = { 'x-reach': '330702001' };
  const sendDocument = (bytes: Buffer, headers: Record<string, string> = staff) =>
    send([bytes], headers, '/api/files/documents');
  const saved = async (bytes: Buffer) => {
    const sent = await sendDocument(bytes);
    expect(sent.statusCode, sent.body).toBe(200);
    const { token } = sent.json() as Uploaded;
    const { added } = await claimFor(randomUUID(), [token]);
    const answer = await get(`/api/files/${added[0]?.id}`, '330702001');
    expect(answer.statusCode).toBe(200);
    return { sent: sent.json() as Uploaded, id: added[0]?.id, answer };
  };

  test('may be sent by staff, who are told what was taken out of it', async () => {
    const { sent } = await saved(await pdf());
    expect(sent).toMatchObject({ kind: 'document', type: 'application/pdf', width: null });
    expect(sent.notes[0]?.en).toMatch(/properties/);
    expect((await sendDocument(await pdf(), {})).statusCode).toBe(401);
    // Where everybody is nobody, nobody sends documents.
    expect((await send([await pdf()], staff)).json()).toMatchObject({ status: 415, code: 'files.type' });
  });

  test('is only ever saved, never shown by the browser, and has no thumbnail', async () => {
    const { id, answer } = await saved(await pdf());
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${id}.pdf"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    expect((await get(`/api/files/${id}/thumb`, '330702001')).statusCode).toBe(404);
  });

  test('that is a PDF keeps its pages and loses who made it', async () => {
    const bytes = await pdf();
    for (const name of ['XMP', 'ZHANGSAN'])
      expect(bytes.includes(name) || bytes.includes(Buffer.from(name).toString('hex').toUpperCase())).toBe(true);
    const { answer } = await saved(bytes);
    const read = await PDFDocument.load(answer.rawPayload, { updateMetadata: false });
    expect(read.getPageCount()).toBe(1);
    expect([read.getAuthor(), read.getTitle(), read.getProducer(), read.getCreator(), read.getCreationDate()]).toEqual(
      Array(5).fill(undefined),
    );
    const plain = Buffer.from(await read.save({ useObjectStreams: false })).toString('latin1');
    expect(plain).not.toMatch(/XMP|Metadata/);
  });

  test.each(['docx', 'xlsx'] as const)('that is a %s keeps its text and loses who made it', async (ending) => {
    const main = ending === 'docx' ? 'word/document.xml' : 'xl/workbook.xml';
    const sort = ending === 'docx' ? 'wordprocessingml.document' : 'spreadsheetml.sheet';
    const bytes = Buffer.from(
      zipSync({
        '[Content_Types].xml': Buffer.from(
          `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${sort}.main+xml"/></Types>`,
        ),
        '_rels/.rels': Buffer.from(
          `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="${main}"/><Relationship Id="r2" Type="x/thumbnail" Target="docProps/thumbnail.jpeg"/></Relationships>`,
        ),
        [main]: Buffer.from('<text>已清理完毕</text>'),
        'docProps/core.xml': Buffer.from('<dc:creator>OWNER-ZHANGSAN</dc:creator>'),
        'docProps/app.xml': Buffer.from('<Company>COMPANY-ZHANGSAN</Company>'),
        'docProps/thumbnail.jpeg': Buffer.from('PICTURE-ZHANGSAN'),
      }),
    );
    const { sent, answer } = await saved(bytes);
    expect(sent.type).toBe(`application/vnd.openxmlformats-officedocument.${sort}`);
    const parts = unzipSync(answer.rawPayload);
    const text = Object.values(parts)
      .map((part) => Buffer.from(part).toString('utf8'))
      .join('\n');
    expect(text).toContain('已清理完毕');
    expect(text).not.toMatch(/ZHANGSAN|thumbnail/);
    expect(Object.keys(parts)).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      main,
      'docProps/core.xml',
      'docProps/app.xml',
    ]);
  });

  test('that cannot be read, is locked or unfolds to too much is refused with the reason', async () => {
    const broken = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(500)]);
    expect((await sendDocument(broken)).json()).toMatchObject({ status: 415, code: 'files.unreadable' });
    const locked = await PDFDocument.load(await pdf(false));
    locked.encrypt({ userPassword: 'secret', ownerPassword: 'secret', permissions: {} });
    expect((await sendDocument(Buffer.from(await locked.save({ useObjectStreams: false })))).json()).toMatchObject({
      status: 415,
      code: 'files.unreadable',
    });
    const bomb = zipSync({
      '[Content_Types].xml': Buffer.from(
        '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      ),
      'word/document.xml': Buffer.alloc(201 * 1024 * 1024),
    });
    expect((await sendDocument(Buffer.from(bomb))).json()).toMatchObject({ status: 413, code: 'files.unfolds' });
  });
});

describe('a file is seen', () => {
  test('by those whose reach holds its subject, and for others does not exist', async () => {
    const { file } = await claimedPhoto('330702001');
    expect((await get(`/api/files/${file.id}`, '330702001')).headers['content-disposition']).toMatch(/^inline/);
    for (const variant of ['', '/thumb']) {
      expect((await get(`/api/files/${file.id}${variant}`, '330702002')).statusCode).toBe(404);
      expect((await get(`/api/files/${file.id}${variant}`)).statusCode).toBe(401);
      expect((await get(`/api/files/${randomUUID()}${variant}`, '330702')).statusCode).toBe(404);
    }
    expect((await get('/api/files/not-an-id', '330702')).statusCode).toBe(400);
  });

  test('from the place where its subject was moved to', async () => {
    const { file, subject } = await claimedPhoto('330702001');
    await base.work.write(whole(district), (tx) => moveFiles(tx, district, [subject], '330702002'));
    expect((await get(`/api/files/${file.id}`, '330702001')).statusCode).toBe(404);
    expect((await get(`/api/files/${file.id}`, '330702002')).statusCode).toBe(200);
  });
});

describe('a token', () => {
  test('is good until the end of the next day', async () => {
    const { token } = await upload(await photo());
    await expect(claimFor(randomUUID(), [token], '330702001', '2026-11-25')).rejects.toMatchObject({
      code: 'files.token',
    });
    expect((await claimFor(randomUUID(), [token], '330702001', '2026-11-24')).added).toHaveLength(1);
  });

  test('serves one subject: a repeat changes nothing, another subject is refused', async () => {
    const { subject, token } = await claimedPhoto();
    expect(await claimFor(subject, [token])).toMatchObject({ added: [], there: [expect.any(String)] });
    await expect(claimFor(randomUUID(), [token])).rejects.toMatchObject({ status: 409, code: 'files.claimed' });
  });

  test('cannot be made up, altered or carried to another district', async () => {
    const { token } = await upload(await photo());
    const altered = `${token.slice(0, -4)}AAAA`;
    for (const bad of ['', 'x', altered, randomBytes(300).toString('base64url')]) {
      await expect(claimFor(randomUUID(), [bad])).rejects.toMatchObject({ status: 422, code: 'files.token' });
    }
    const one = {
      district: '990001',
      tokens: [token],
      subject: randomUUID(),
      territory: '990001',
      today: '2026-11-23',
    };
    expect(() => claimed(keyring, one)).toThrow(expect.objectContaining({ code: 'files.token' }));
  });

  test('tells its holder nothing of where the bytes lie', async () => {
    const { file, token } = await claimedPhoto();
    expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain(file.address);
  });
});

test('the same photo twice is one photo of its subject, in one claim or in two', async () => {
  const bytes = await photo();
  const tokens = [(await upload(bytes)).token, (await upload(bytes)).token, (await upload(bytes)).token];
  const subject = randomUUID();
  const first = await claimFor(subject, tokens.slice(0, 2));
  expect(first.added).toHaveLength(1);
  const second = await claimFor(subject, tokens.slice(2));
  expect(second).toEqual({ added: [], there: [first.added[0]?.id] });
});

test('reports in a batch claim their photos through intake, which reads none', async () => {
  const subject = randomUUID();
  const { token } = await upload(await photo());
  const rows = claimed(keyring, { district, tokens: [token], subject, territory: '330702001', today: '2026-11-23' });
  const client = await base.db.intake.connect();
  try {
    for (const fragment of [keysFragment(rows.keys), filesFragment(rows.files), filesFragment(rows.files)]) {
      const compiled = await base.db.read(nothing(district), async (tx) => fragment.compile(tx));
      await client.query(compiled.sql, [...compiled.parameters]);
    }
    await expect(client.query('select id from files.file')).rejects.toThrow(/permission denied/);
  } finally {
    client.release();
  }
  expect((await get(`/api/files/${rows.files[0]?.id}`, '330702001')).statusCode).toBe(200);
});

test('forgetting a subject destroys its photos: the key, the blind index and the bytes; the row stays', async () => {
  const { subject, file } = await claimedPhoto();
  const gone = await base.db.write({ ...nothing(district), reach: ['330702001'] }, async (tx) => {
    const { keys, addresses } = await filesToForget(tx, district, [subject]);
    await forget(tx, district, keys, now);
    return addresses;
  });
  expect((await get(`/api/files/${file.id}`, '330702001')).json()).toMatchObject({
    status: 410,
    code: 'files.forgotten',
  });
  await removeBytes(parts.store, district, gone);
  expect(await parts.store.get(district, file.address)).toBeNull();
  const left = await base.work.read(whole(district), async (tx) => ({
    files: await filesOf(tx, district, [subject]),
    marks: (await sql`select 1 from files.file where subject = ${subject} and mark is not null`.execute(tx)).rows,
  }));
  expect(left.files).toMatchObject([{ id: file.id, forgotten: true }]);
  expect(left.marks).toEqual([]);
});

test('by night, what nobody claimed is removed when its time is over, and what was claimed leaves the tray', async () => {
  now = new Date('2026-12-01T04:00:00Z');
  const kept = await upload(await photo());
  const lost = await upload(await photo());
  const subject = randomUUID();
  const { added } = await claimFor(subject, [kept.token], '330702001', '2026-12-01');
  const tray = () =>
    base.work.read(whole(district), (tx) =>
      sql<{
        address: string;
      }>`select encode(address, 'hex') as address from files.tray where day = '2026-12-01'`.execute(tx),
    );
  const lostAddress =
    (await tray()).rows.map((row) => row.address).find((address) => address !== added[0]?.address) ?? '';

  const place = join(folder, 'files', district, added[0]?.address.slice(0, 2) ?? '', added[0]?.address ?? '');
  const before = (await stat(place)).ino;
  await sweepTray(base.work, parts.store, district, '2026-12-02');
  expect((await stat(place)).ino).not.toBe(before);
  expect((await tray()).rows).toEqual([{ address: lostAddress }]);
  expect(await parts.store.get(district, lostAddress)).not.toBeNull();
  expect(await sweepTray(base.work, parts.store, district, '2026-12-04')).toEqual({ removed: 1, settled: 0 });
  expect(await parts.store.get(district, lostAddress)).toBeNull();
  expect((await get(`/api/files/${added[0]?.id}`, '330702001')).statusCode).toBe(200);
  expect(lost.until).toBe('2026-12-02');
  expect(await sweepTray(base.work, parts.store, district, '2026-12-04')).toEqual({ removed: 0, settled: 0 });
});
