import { appendFile, chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgottenOnLog, logForgotten, missingFromLog } from './forgotten.ts';
import { masterKey } from './masterKey.ts';

let dataDir = '';
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lianan-key-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('the first start makes a master key for its owner alone, and every later start reads the same', async () => {
  const first = await masterKey({ dataDir });
  expect(first).toHaveLength(32);
  expect((await stat(join(dataDir, 'secrets', 'master.key'))).mode & 0o777).toBe(0o600);
  expect((await masterKey({ dataDir })).equals(first)).toBe(true);
  expect(await readdir(join(dataDir, 'secrets'))).toEqual(['master.key']);
});

test('ten processes that start at once agree on one key', async () => {
  const keys = await Promise.all(Array.from({ length: 10 }, () => masterKey({ dataDir })));
  expect(new Set(keys.map((one) => one.toString('hex'))).size).toBe(1);
});

test('a key file that others could read is closed to them', async () => {
  await masterKey({ dataDir });
  const path = join(dataDir, 'secrets', 'master.key');
  await chmod(path, 0o644);
  await masterKey({ dataDir });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('LIANAN_KEY goes before the file, and leaves none', async () => {
  expect((await masterKey({ key: 'ab'.repeat(32), dataDir })).toString('hex')).toBe('ab'.repeat(32));
  expect(await readdir(dataDir)).toEqual([]);
});

test('a key that is not one stops with a sentence that names where it stands', async () => {
  await expect(masterKey({ key: 'secret', dataDir })).rejects.toThrow(/LIANAN_KEY/);
  await masterKey({ dataDir });
  await writeFile(join(dataDir, 'secrets', 'master.key'), 'short\n');
  await expect(masterKey({ dataDir })).rejects.toThrow(/master\.key.*64/);
});

test('forgettings are remembered outside the database, each once, past a half-written line', async () => {
  const key = (last: string) => `0b54f7cc-0000-4000-8000-00000000000${last}`;
  expect((await forgottenOnLog(dataDir)).size).toBe(0);
  await logForgotten(dataDir, [{ district: '330702', key: key('1') }]);
  await appendFile(join(dataDir, 'forgotten.log'), '330702 0b54f7');
  await logForgotten(dataDir, [
    { district: '330702', key: key('1') },
    { district: '330702', key: key('2') },
    { district: '990001', key: key('3') },
  ]);
  const all = await forgottenOnLog(dataDir);
  expect(all.get('330702')).toEqual([key('1'), key('2')]);
  expect(all.get('990001')).toEqual([key('3')]);
  expect(await missingFromLog(dataDir, '330702', [key('2'), key('3')])).toEqual([
    { district: '330702', key: key('3') },
  ]);
});
