import { placeOf } from './law.ts';
import { readSql } from './sqlText.ts';
import type { SourceFile, Tree } from './tree.ts';

/** Something that a folder lets others read: `-- published: kinds.offered` in one of its migrations. */
export type Published = {
  readonly name: string;
  readonly owner: string;
  readonly file: SourceFile;
  readonly at: number;
};

/** Schemas that a folder keeps beside the one of its own name: those of bought parts. */
const MORE_SCHEMAS: Readonly<Record<string, readonly string[]>> = { identity: ['auth'], db: ['jobs'] };

/** Which folder owns a schema; undefined for PostgreSQL's own and for words that are no schema. */
export function schemaOwners(tree: Tree): Map<string, string> {
  const owners = new Map<string, string>();
  for (const path of tree.files.keys()) {
    const { wing, folder } = placeOf(path);
    if (folder !== '' && ['platform', 'capabilities', 'gateways'].includes(wing)) owners.set(folder, folder);
  }
  for (const [folder, schemas] of Object.entries(MORE_SCHEMAS)) {
    for (const schema of schemas) owners.set(schema, folder);
  }
  return owners;
}

/** Everything that is published, by `schema.name`. */
export function publishedIn(tree: Tree): Map<string, Published> {
  const found = new Map<string, Published>();
  for (const file of tree.migrations()) {
    for (const line of file.text.matchAll(/^-- published: (.+)$/gm)) {
      for (const name of (line[1] ?? '').split(',').map((one) => one.trim())) {
        found.set(name, { name, owner: placeOf(file.path).folder, file, at: line.index });
      }
    }
  }
  return found;
}

/** What a folder's migrations make: `schema.name` to `table`, `view` or `function`. */
export function madeBy(tree: Tree, folder: string): Map<string, string> {
  const made = new Map<string, string>();
  for (const file of tree.migrations()) {
    if (placeOf(file.path).folder !== folder) continue;
    for (const one of readSql(file.text).defines) {
      if (one.what.startsWith('create ')) made.set(`${one.schema}.${one.name}`, one.what.slice('create '.length));
    }
  }
  return made;
}
