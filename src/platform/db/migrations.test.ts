import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pending } from './migrate.ts';
import type { Migration } from './migrations.ts';
import { migrations } from './migrations.ts';

let source: string;
beforeEach(() => {
  source = mkdtempSync(join(tmpdir(), 'lianan-migrations-'));
});
afterEach(() => rmSync(source, { recursive: true }));

function put(path: string, sql = ''): void {
  mkdirSync(dirname(join(source, path)), { recursive: true });
  writeFileSync(join(source, path), sql);
}
const order = (): string[] => migrations(source).map((one) => `${one.folder}/${one.name}`);

test('the ground comes first, then the platform, then what stands on it, each by number', () => {
  put('capabilities/matters/migrations/0002_more.sql');
  put('capabilities/matters/migrations/0001_matters.sql');
  put('platform/journal/migrations/0001_journal.sql');
  put('platform/db/migrations/0001_ground.sql');
  put('gateways/desks/migrations/0001_desks.sql');
  expect(order()).toEqual([
    'db/0001_ground',
    'journal/0001_journal',
    'desks/0001_desks',
    'matters/0001_matters',
    'matters/0002_more',
  ]);
});

test('a folder that says after whom it comes, comes after them', () => {
  put('capabilities/alarms/migrations/0001_alarms.sql', '-- after: devices, matters\n');
  put('capabilities/devices/migrations/0001_devices.sql', '-- after: matters\n');
  put('capabilities/matters/migrations/0001_matters.sql');
  expect(order()).toEqual(['matters/0001_matters', 'devices/0001_devices', 'alarms/0001_alarms']);
});

test('folders that wait for each other are refused', () => {
  put('capabilities/a/migrations/0001_a.sql', '-- after: b\n');
  put('capabilities/b/migrations/0001_b.sql', '-- after: a\n');
  expect(order).toThrow(/wait for each other/);
});

test('a folder without migrations, and a file that is none, do no harm', () => {
  mkdirSync(join(source, 'capabilities/tips/migrations'), { recursive: true });
  put('capabilities/matters/migrations/notes.txt', 'x');
  expect(order()).toEqual([]);
});

const made = (folder: string, name: string, hash: string): Migration => ({ folder, name, hash, sql: '' });

test('only what is new is applied', () => {
  const all = [made('db', '0001_a', 'x'), made('db', '0002_b', 'y')];
  expect(pending(all, [{ folder: 'db', name: '0001_a', hash: 'x' }])).toEqual([all[1]]);
});

test('a changed migration stops the start', () => {
  expect(() => pending([made('db', '0001_a', 'new')], [{ folder: 'db', name: '0001_a', hash: 'old' }])).toThrow(
    /was changed after/,
  );
});

test('a program older than its database stops the start', () => {
  expect(() => pending([], [{ folder: 'matters', name: '0009_later', hash: 'x' }])).toThrow(/newer than this program/);
});
