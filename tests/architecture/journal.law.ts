import { type Finding, finding, type Law } from './law.ts';
import { statementsOf } from './sqlInTree.ts';
import { columnsOf, readSql, tokens } from './sqlText.ts';
import { literalOf, type Node, nameOfCallee, type SourceFile, type Tree, walk } from './tree.ts';

/** Columns of a subject's row that are nobody's state: changing them alone is no write to the subject. */
const BESIDE_THE_FOLD: Readonly<Record<string, readonly string[]>> = {
  // The language in which a person likes to read; a preference as a saved view is one.
  'identity.person': ['language'],
};

/**
 * Law 6: every write to a subject leaves a line in its own transaction, and the outside world hears of it after commit.
 * A subject's table is known by its columns n, head and fold. A statement that writes it may stand in one place only, the body of a
 * fragment `{ name, body: sql`…` }`, which nothing but the journal's append puts into a statement, together with the lines; or in what
 * a subject's file gives the journal to write folds anew.
 */
export const journal: Law = {
  number: 6,
  name: 'every write to a subject leaves a line, and effects come after commit',
  rules: [
    'write-beside-the-journal',
    'fragment-run-alone',
    'rewrites-elsewhere',
    'migration-writes-subject',
    'effect-before-commit',
  ],
  find(tree) {
    const subjects = subjectTables(tree);
    const rewriters = rewritersOf(tree);
    const found: Finding[] = [...rewritesElsewhere(tree, rewriters)];
    for (const file of tree.scripts()) {
      for (const { sql, node, above, how } of statementsOf(file)) {
        const table = subjectWritten(sql, subjects);
        if (table === undefined) continue;
        if (how === 'tag' && isFragmentBody(node, above)) continue;
        if (rewriters.has(`${file.path}#${nameOfFunction(above)}`) || isRowsWriter(file, above)) continue;
        found.push(finding('write-beside-the-journal', file, node.start, `writes ${table} without a line`));
      }
      found.push(...runAlone(file), ...effects(file));
    }
    for (const file of tree.migrations()) {
      const table = readSql(file.text).writes.find((one) => subjects.has(`${one.schema}.${one.name}`));
      if (table) {
        const why = `writes ${table.schema}.${table.name} without a line; a new fold is npm run refold`;
        found.push(finding('migration-writes-subject', file, table.at, why));
      }
    }
    return found;
  },
};

/** Files that tell the journal of a sort of subject. */
const SUBJECT = /[./]subject(\.store)?\.ts$/;

/** Inside `rows: { write, rewrite }` of a subject. */
function isRowsWriter(file: SourceFile, above: readonly Node[]): boolean {
  const keys = above.filter((one) => one.type === 'Property').map((one) => String((one.key as Node).name));
  const rows = keys.indexOf('rows');
  return SUBJECT.test(file.path) && rows >= 0 && /^(write|rewrite)$/.test(keys[rows + 1] ?? '');
}

/** The function at the top of a file in which a node stands. */
function nameOfFunction(above: readonly Node[]): string {
  const top = above.find((one) => one.type === 'FunctionDeclaration' || one.type === 'VariableDeclarator');
  return String((top?.id as Node | undefined)?.name ?? '');
}

type Imported = { readonly name: string; readonly local: string; readonly target: string; readonly at: number };

/** What a file imports by name from other files of the tree. */
function importedBy(file: SourceFile): Imported[] {
  return file.imports.flatMap(({ target, at }) => {
    const declaration = (file.program.body as Node[]).find(
      (one) => one.start === at && one.type === 'ImportDeclaration',
    );
    const names = (declaration?.specifiers ?? []) as { imported?: Node; local: Node }[];
    return names.map(({ imported, local }) => ({
      name: String(imported?.name ?? '*'),
      local: String(local.name),
      target: target ?? '',
      at,
    }));
  });
}

/**
 * Functions that write states anew from lines that are there: what a subject's file gives as `rows: { write, rewrite }`, for refold and
 * for the shuffling of anonymous lines. As `path#name`.
 */
function rewritersOf(tree: Tree): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of tree.scripts()) {
    if (!SUBJECT.test(file.path)) continue;
    const imported = importedBy(file);
    walk(file.program, (node, above) => {
      const isRows = (above.at(-2)?.key as Node | undefined)?.name === 'rows';
      if (node.type !== 'Property' || !isRows || !/^(write|rewrite)$/.test(String((node.key as Node).name))) return;
      const one = imported.find(({ local }) => local === (node.value as Node).name);
      if (one) found.set(`${one.target}#${one.name}`, file.path);
    });
  }
  return found;
}

/** Nobody but the subject's own file may have such a function, and nobody but the journal may call it there. */
function rewritesElsewhere(tree: Tree, rewriters: ReadonlyMap<string, string>): Finding[] {
  const found: Finding[] = [];
  for (const file of tree.scripts()) {
    for (const { name, target, at } of importedBy(file)) {
      const owner = rewriters.get(`${target}#${name}`);
      if (owner !== undefined && owner !== file.path) {
        found.push(
          finding(
            'rewrites-elsewhere',
            file,
            at,
            `${name} writes states without lines; only refold may, through ${owner}`,
          ),
        );
      }
    }
    if (file.path.startsWith('src/platform/journal/')) continue;
    walk(file.program, (node) => {
      if (node.type !== 'MemberExpression' || !/^(write|rewrite)$/.test(String((node.property as Node).name))) return;
      const of = node.object as Node;
      if (of.type === 'MemberExpression' && (of.property as Node).name === 'rows') {
        found.push(finding('rewrites-elsewhere', file, node.start, 'writes states without lines; only refold may'));
      }
    });
  }
  return found;
}

/** Tables that hold the fold of a subject's lines. */
export function subjectTables(tree: Tree): Set<string> {
  const columns = new Map<string, Set<string>>();
  for (const file of tree.migrations()) {
    for (const { table, name } of columnsOf(file.text)) {
      columns.set(table, (columns.get(table) ?? new Set()).add(name));
    }
  }
  return new Set(
    [...columns].filter(([, names]) => ['n', 'head', 'fold'].every((one) => names.has(one))).map(([table]) => table),
  );
}

function subjectWritten(sql: string, subjects: ReadonlySet<string>): string | undefined {
  for (const { schema, name } of readSql(sql).writes) {
    const table = `${schema}.${name}`;
    if (subjects.has(table) && !setsOnly(sql, BESIDE_THE_FOLD[table] ?? [])) return table;
  }
  return undefined;
}

/** Whether a statement is a single update that sets these columns and no other. */
function setsOnly(sql: string, columns: readonly string[]): boolean {
  const all = tokens(sql);
  const start = all.findIndex((one) => one.text === 'set');
  if (all[0]?.text !== 'update' || start < 0) return false;
  let depth = 0;
  const set: string[] = [];
  for (let at = start; at < all.length && all[at]?.text !== 'where'; at += 1) {
    const text = all[at]?.text;
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    if (depth === 0 && (text === 'set' || text === ',')) set.push(all[at + 1]?.text ?? '');
  }
  return set.length > 0 && set.every((one) => columns.includes(one));
}

/** The value of `body` in an object that also has a `name`. */
function isFragmentBody(node: Node, above: readonly Node[]): boolean {
  const property = above.at(-1);
  const members = (above.at(-2)?.properties ?? []) as Node[];
  if (property?.type !== 'Property' || property.value !== node || (property.key as Node).name !== 'body') return false;
  return members.some((one) => (one.key as Node | undefined)?.name === 'name');
}

/** A fragment's body that is executed, compiled to be, or put into another statement, without the journal. */
function runAlone(file: SourceFile): Finding[] {
  const found: Finding[] = [];
  if (file.path.startsWith('src/platform/journal/')) return found;
  walk(file.program, (node, above) => {
    if (node.type === 'TemplateLiteral' && putsFragment(node) && !isRowsWriter(file, above)) {
      found.push(
        finding('fragment-run-alone', file, node.start, 'puts a fragment into a statement without the journal'),
      );
    }
    if (
      node.type !== 'CallExpression' ||
      !['execute', 'compile', 'toOperationNode'].includes(nameOfCallee(node.callee) ?? '')
    )
      return;
    const of = (node.callee as Node).object as Node | undefined;
    if (of?.type === 'MemberExpression' && (of.property as Node).name === 'body') {
      found.push(finding('fragment-run-alone', file, node.start, 'runs a fragment without the journal'));
    }
  });
  return found;
}

/** `with x as (${fragment.body})`. */
function putsFragment(template: Node): boolean {
  const quasis = template.quasis as { value: { cooked: string } }[];
  return (template.expressions as Node[]).some((gap, at) => {
    const isBody = gap.type === 'MemberExpression' && (gap.property as Node).name === 'body';
    return isBody && /\bas\s*((not\s+)?materialized\s*)?\(\s*$/i.test(quasis[at]?.value.cooked ?? '');
  });
}

const TALKS_OUT = /^(node:)?(https?|http2|net|tls|dgram|smtp)$|^(undici|nodemailer|axios|got|aws4fetch)$/;

/** Routes, stores and doors run inside a transaction or before its end: what they send could not be taken back. */
function effects(file: SourceFile): Finding[] {
  if (!/^src\/capabilities\/.*\.(routes|store|door)\.ts$/.test(file.path)) return [];
  const found = file.imports
    .filter(({ specifier, typeOnly }) => !typeOnly && specifier !== null && TALKS_OUT.test(specifier))
    .map(({ specifier, at }) =>
      finding('effect-before-commit', file, at, `'${specifier}' talks to the outside; the outbox does, after commit`),
    );
  walk(file.program, (node) => {
    if (node.type !== 'CallExpression') return;
    const callee = node.callee as Node;
    const isFetch =
      callee.name === 'fetch' ||
      (nameOfCallee(callee) === 'fetch' && (callee.object as Node | undefined)?.name === 'globalThis');
    const notifies =
      nameOfCallee(callee) === 'query' &&
      /^\s*notify\b|pg_notify/i.test(literalOf((node.arguments as Node[])[0]) ?? '');
    if (isFetch || notifies) {
      found.push(
        finding(
          'effect-before-commit',
          file,
          node.start,
          'tells the outside world before the commit; the outbox does, after it',
        ),
      );
    }
  });
  return found;
}
