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
 * fragment `{ name, body: sql`…` }`, which nothing but the journal's append puts into a statement, together with the lines.
 */
export const journal: Law = {
  number: 6,
  name: 'every write to a subject leaves a line, and effects come after commit',
  rules: ['write-beside-the-journal', 'fragment-run-alone', 'migration-writes-subject', 'effect-before-commit'],
  find(tree) {
    const subjects = subjectTables(tree);
    const found: Finding[] = [];
    for (const file of tree.scripts()) {
      for (const { sql, node, above, how } of statementsOf(file)) {
        const table = subjectWritten(sql, subjects);
        if (table === undefined) continue;
        if (how === 'tag' && isFragmentBody(node, above)) continue;
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

/** A fragment's body that is executed, or compiled to be, without the journal. */
function runAlone(file: SourceFile): Finding[] {
  const found: Finding[] = [];
  walk(file.program, (node) => {
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
