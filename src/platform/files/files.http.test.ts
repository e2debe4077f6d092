import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { nothing, whole } from '../db/scope.ts';
import { forget, keysFragment } from '../sealing/sealed.store.ts';
import { claimed, filesFragment, filesOf, filesToForget, moveFiles, removeBytes, sweepTray } from './files.door.ts';
import { LARGEST } from './sniff.ts';
import {
  base,
  claimedPhoto,
  claimFor,
  district,
  filesHouse,
  folder,
  get,
  keyring,
  parts,
  pdf,
  photo,
  send,
  server,
  time,
  upload,
} from './tests/filesHouse.ts';

filesHouse();

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
    await forget(tx, district, keys, time.now);
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
  time.now = new Date('2026-12-01T04:00:00Z');
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
