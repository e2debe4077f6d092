import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './refusal.ts';

/** One file `<folder>/migrations/NNNN_name.sql`; `hash` is SHA-256 of its text in hex. */
export type Migration = { readonly folder: string; readonly name: string; readonly sql: string; readonly hash: string };

/** The platform's folders come first, in this order. Others (capabilities, gateways) follow by name, or after the folders that a line `-- after: kinds, matters` of theirs names. */
const FIRST = ['db', 'journal', 'sealing', 'identity', 'places', 'files'];
const HOUSES = ['platform', 'capabilities', 'gateways'];
const SOURCE = join(import.meta.dirname, '..', '..');

/** Every migration of the program in the order in which they are applied. */
export function migrations(source: string = SOURCE): Migration[] {
  return ordered(HOUSES.flatMap((house) => foldersOf(join(source, house)))).flatMap((one) => one.files);
}

type Folder = { readonly name: string; readonly files: readonly Migration[]; readonly after: readonly string[] };

function foldersOf(house: string): Folder[] {
  return entries(house)
    .map((name) => {
      const at = join(house, name, 'migrations');
      const files = entries(at)
        .filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file))
        .map((file) => read(name, join(at, file), file.slice(0, -'.sql'.length)));
      return { name, files, after: files.flatMap((file) => afterOf(file.sql)) };
    })
    .filter((folder) => folder.files.length > 0);
}

function read(folder: string, path: string, name: string): Migration {
  const sql = readFileSync(path, 'utf8');
  return { folder, name, sql, hash: createHash('sha256').update(sql).digest('hex') };
}

function afterOf(sql: string): string[] {
  return [...sql.matchAll(/^-- after: (.+)$/gm)].flatMap((line) =>
    (line[1] ?? '').split(',').map((name) => name.trim()),
  );
}

function ordered(folders: readonly Folder[]): Folder[] {
  const rank = (folder: Folder): number => (FIRST.includes(folder.name) ? FIRST.indexOf(folder.name) : FIRST.length);
  const waiting = [...folders].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
  const placed: Folder[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex((folder) => folder.after.every((name) => placed.some((one) => one.name === name)));
    const [folder] = waiting.splice(Math.max(next, 0), 1);
    if (folder === undefined) break;
    if (next < 0)
      throw new Refusal('order', {
        folder: folder.name,
        name: folder.files[0]?.name ?? '',
        after: folder.after.join(', '),
      });
    placed.push(folder);
  }
  return placed;
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
