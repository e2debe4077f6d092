import { type Finding, finding, type Law, placeOf } from './law.ts';
import { madeBy, publishedIn, schemaOwners } from './published.ts';
import { registerOf } from './register.ts';
import { statementsOf } from './sqlInTree.ts';
import { type Named, type Reading, readSql, tokens } from './sqlText.ts';
import type { SourceFile, Tree } from './tree.ts';

/** Scripts that may speak SQL: stores, and the folder that opens, migrates and saves the database itself. */
const speaksSql = (path: string): boolean => path.endsWith('.store.ts') || path.startsWith('src/platform/db/');

/** The requests that were not there before: the journal's append puts this name before every fragment. */
const FRESH = 'fresh';

/** Files that hand a connection on to a bought part and say no word of SQL themselves. */
const HANDS_ON: ReadonlySet<string> = new Set([
  'src/platform/identity/authOptions.ts',
  'src/platform/identity/auth.ts',
]);

const DRIVERS = /^(kysely|pg|pg\/.*|pg-(cursor|copy-streams|query-stream|format|native|protocol))$/;

/** Law 2: only stores and migrations speak SQL, each to its own tables, or to what another folder publishes. */
export const sqlInStores: Law = {
  number: 2,
  name: 'only stores and migrations speak SQL, each to its own schema',
  rules: [
    'sql-outside-store',
    'driver-outside-store',
    'foreign-table',
    'foreign-write',
    'not-leaned-on',
    'unqualified-table',
    'computed-table',
    'foreign-migration',
    'hidden-sql',
    'published-what',
  ],
  find(tree) {
    const walls = wallsOf(tree);
    return [
      ...tree.scripts().flatMap((file) => (speaksSql(file.path) ? ofStore(file, walls) : ofSilent(file))),
      ...tree.migrations().flatMap((file) => ofMigration(file, walls)),
      ...ofPublished(tree),
    ];
  },
};

type Walls = {
  readonly owners: ReadonlyMap<string, string>;
  readonly published: ReadonlySet<string>;
  readonly leansOn: ReadonlyMap<string, readonly string[]>;
};

function wallsOf(tree: Tree): Walls {
  return {
    owners: schemaOwners(tree),
    published: new Set(publishedIn(tree).keys()),
    leansOn: new Map((registerOf(tree) ?? []).map((one) => [one.name, one.leansOn])),
  };
}

function ofSilent(file: SourceFile): Finding[] {
  const found: Finding[] = [];
  for (const one of file.imports) {
    if (one.specifier !== null && DRIVERS.test(one.specifier) && !HANDS_ON.has(file.path)) {
      found.push(finding('driver-outside-store', file, one.at, `'${one.specifier}' is for stores`));
    }
  }
  for (const { sql, node } of statementsOf(file)) {
    // Asks the database whether it is there, and nothing of it.
    if (/^select 1$/i.test(sql.trim())) continue;
    found.push(finding('sql-outside-store', file, node.start, `speaks SQL: ${shortened(sql)}`));
  }
  return found;
}

function ofStore(file: SourceFile, walls: Walls): Finding[] {
  const found: Finding[] = [];
  const statements = statementsOf(file).map((one) => ({ ...one, reading: readSql(one.sql) }));
  const ctes = new Set([FRESH, ...statements.flatMap((one) => [...one.reading.ctes])]);
  for (const { sql, node, computed, reading } of statements) {
    if (placeOf(file.path).wing !== 'platform') {
      for (const gap of computed) found.push(finding('computed-table', file, gap.start, 'a name in SQL is computed'));
    }
    const at = (): number => node.start;
    found.push(...foreign(file, reading, walls, at));
    for (const one of [...reading.reads, ...reading.writes]) {
      if (one.schema !== null || file.path.startsWith('src/platform/db/')) continue;
      if (/^pg_/.test(one.name) || ctes.has(one.name)) continue;
      found.push(
        finding('unqualified-table', file, at(), `${one.name} is named without its schema: ${shortened(sql)}`),
      );
    }
  }
  return found;
}

/** What a statement touches beyond its folder's walls. */
function foreign(file: SourceFile, reading: Reading, walls: Walls, at: (one: Named) => number): Finding[] {
  const { folder } = placeOf(file.path);
  if (folder === 'db') return [];
  const found: Finding[] = [];
  const ownerOf = (one: Named): string | undefined => (one.schema === null ? undefined : walls.owners.get(one.schema));
  for (const one of reading.writes) {
    const owner = ownerOf(one);
    if (owner !== undefined && owner !== folder) {
      found.push(finding('foreign-write', file, at(one), `writes ${one.schema}.${one.name}, which is ${owner}'s`));
    }
  }
  for (const one of [...reading.reads, ...reading.calls]) {
    const owner = ownerOf(one);
    if (owner === undefined || owner === folder) continue;
    const name = `${one.schema}.${one.name}`;
    if (!walls.published.has(name)) {
      found.push(finding('foreign-table', file, at(one), `reads ${name}, which ${owner} does not publish`));
    } else if (walls.leansOn.has(owner) && !walls.leansOn.get(folder)?.includes(owner)) {
      found.push(finding('not-leaned-on', file, at(one), `reads ${name}, but ${folder} does not lean on ${owner}`));
    }
  }
  return found;
}

function ofMigration(file: SourceFile, walls: Walls): Finding[] {
  const { folder } = placeOf(file.path);
  if (folder === 'db') return [];
  const reading = readSql(file.text);
  // A table's policies are made by the database's own functions; every folder may call them.
  const calls = reading.calls.filter((one) => one.schema !== 'db');
  const found = foreign(file, { ...reading, calls }, walls, (one) => one.at);
  for (const one of [...reading.defines, ...reading.references]) {
    if (one.schema !== null && walls.owners.get(one.schema) === folder) continue;
    const name = one.schema === null ? one.name : `${one.schema}.${one.name}`;
    found.push(finding('foreign-migration', file, one.at, `${name} is not in the schema of ${folder}`));
  }
  const all = tokens(file.text);
  all.forEach((token, at) => {
    const next = all[at + 1]?.text ?? '';
    if (token.text === 'execute' && !['on', 'function', 'procedure'].includes(next)) {
      found.push(finding('hidden-sql', file, token.at, 'execute runs SQL that nobody can read here'));
    }
  });
  return found;
}

/** What is published is a view or a function; of the platform also a table, since all stand on it. */
function ofPublished(tree: Tree): Finding[] {
  const found: Finding[] = [];
  for (const { name, owner, file, at } of publishedIn(tree).values()) {
    const what = madeBy(tree, owner).get(name);
    const isPlatform = placeOf(file.path).wing === 'platform';
    if (what === 'view' || what === 'function' || (what === 'table' && isPlatform)) continue;
    found.push(finding('published-what', file, at, `${name} is published, but is ${what ?? 'nothing'} of ${owner}`));
  }
  return found;
}

const shortened = (sql: string): string => {
  const line = sql.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
};
