import { isNode, literalOf, type Node, nameOfCallee, type SourceFile, walk } from './tree.ts';

/** A piece of SQL in a script: a `sql` template, a string that reads as a statement, or a query builder's relation. */
export type Statement = {
  readonly sql: string;
  readonly node: Node;
  readonly above: readonly Node[];
  /** Kinds of speech: tagged template, bare string, or builder call. */
  readonly how: 'tag' | 'string' | 'builder';
  /** Names handed in whose text is computed (`sql.ref(name)`, `sql.raw(text)`). */
  readonly computed: readonly Node[];
};

const READS_AS_SQL =
  /^\s*(select\s[\s\S]*\sfrom\s|select\s+\w+\.?\w*\s*\(|insert\s+into\s|update\s+[\w."]+\s[\s\S]*\bset\s|delete\s+from\s|with\s+[\w"]+\s*(\([^)]*\)\s*)?as\s|merge\s+into\s|truncate\s|create\s+(or\s+replace\s+)?(table|schema|view|index|unique|function|role|policy|trigger|extension|database)\s|alter\s+(table|role|schema|view|function|database|system)\s|drop\s+(table|schema|view|index|function|role|policy|trigger|database)\s|(grant|revoke)\s+(all|select|insert|update|delete|truncate|usage|execute|create|connect|lianan_\w+)\b[\s\S]*\s(on|to|from)\s|set\s+(local|session|role)\s|copy\s+[\s\S]+\s(from|to)\s+std(in|out)|lock\s+table\s|notify\s+\w+|listen\s+\w+$)/i;

/** Methods of kysely's builder that take a relation, and the statement that each stands for. */
const BUILDER: ReadonlyMap<string, string> = new Map(
  Object.entries({
    selectFrom: 'select from',
    innerJoin: 'select from',
    leftJoin: 'select from',
    rightJoin: 'select from',
    fullJoin: 'select from',
    crossJoin: 'select from',
    insertInto: 'insert into',
    replaceInto: 'insert into',
    updateTable: 'update',
    deleteFrom: 'delete from',
    mergeInto: 'merge into',
  }),
);

const read = new WeakMap<SourceFile, readonly Statement[]>();

/** Every piece of SQL that a script speaks. */
export function statementsOf(file: SourceFile): readonly Statement[] {
  const known = read.get(file) ?? statementsIn(file);
  read.set(file, known);
  return known;
}

function statementsIn(file: SourceFile): Statement[] {
  const found: Statement[] = [];
  const constants = constantsOf(file);
  walk(file.program, (node, above) => {
    if (node.type === 'TaggedTemplateExpression' && isSqlTag(node.tag as Node)) {
      const { sql, computed } = filled(node.quasi as Node, constants);
      found.push({ sql, node, above: [...above], how: 'tag', computed });
    } else if (node.type === 'TemplateLiteral' && above.at(-1)?.type !== 'TaggedTemplateExpression') {
      const { sql, computed } = filled(node, constants);
      if (READS_AS_SQL.test(sql) || isQueried(node, above))
        found.push({ sql, node, above: [...above], how: 'string', computed });
    } else if (
      node.type === 'Literal' &&
      typeof node.value === 'string' &&
      (READS_AS_SQL.test(node.value) || isQueried(node, above))
    ) {
      found.push({ sql: node.value, node, above: [...above], how: 'string', computed: [] });
    } else if (node.type === 'CallExpression') {
      const verb = BUILDER.get(nameOfCallee(node.callee) ?? '');
      if (verb === undefined || (node.callee as Node).type === 'Identifier') return;
      const [first] = node.arguments as Node[];
      const named = first?.type === 'ArrayExpression' ? (first.elements as Node[]) : first ? [first] : [];
      for (const one of named) {
        const text = literalOf(one);
        const computed = text === undefined && one.type === 'Identifier' ? [one] : [];
        const relation = (text ?? '').replace(/\s+as\s+\w+$/, '');
        found.push({ sql: `${verb} ${relation}`, node, above: [...above], how: 'builder', computed });
      }
    }
  });
  return found;
}

/** The first argument of `x.query(…)`: SQL, whatever it says. */
function isQueried(node: Node, above: readonly Node[]): boolean {
  const call = above.at(-1);
  if (call?.type !== 'CallExpression' || (call.arguments as Node[])[0] !== node) return false;
  return (call.callee as Node).type === 'MemberExpression' && nameOfCallee(call.callee) === 'query';
}

/** `sql`, also with type arguments. */
function isSqlTag(tag: Node): boolean {
  return tag.type === 'Identifier' && tag.name === 'sql';
}

/** A template's text; a gap reads as `?`, or as the text that `sql.ref('a.b')` and `sql.raw('…')` put there. */
function filled(template: Node, constants: ReadonlyMap<string, Node>): { sql: string; computed: Node[] } {
  const quasis = template.quasis as { value: { cooked: string } }[];
  const computed: Node[] = [];
  let sql = '';
  quasis.forEach((quasi, at) => {
    sql += quasi.value.cooked;
    const gap = (template.expressions as Node[])[at];
    if (!gap) return;
    const handed = handedIn(gap);
    const text = handed === undefined ? '?' : written(handed, constants);
    if (text === undefined) computed.push(gap);
    sql += ` ${text ?? '?'} `;
  });
  return { sql, computed };
}

/** What stands in the brackets of `sql.ref(…)` and its kin; undefined for any other gap. */
function handedIn(gap: Node): Node | undefined {
  if (gap.type !== 'CallExpression') return undefined;
  const callee = gap.callee as Node;
  if (callee.type !== 'MemberExpression' || (callee.object as Node).name !== 'sql') return undefined;
  const names = ['ref', 'table', 'id', 'raw'].includes((callee.property as Node).name as string);
  return names ? (gap.arguments as Node[])[0] : undefined;
}

/** The text of an expression that is written out in this file: literals, their sums, and constants that hold such. */
function written(node: unknown, constants: ReadonlyMap<string, Node>): string | undefined {
  const literal = literalOf(node);
  if (literal !== undefined || !isNode(node)) return literal;
  if (node.type === 'BinaryExpression' && node.operator === '+') {
    const [left, right] = [written(node.left, constants), written(node.right, constants)];
    return left === undefined || right === undefined ? undefined : left + right;
  }
  const named = node.type === 'Identifier' ? constants.get(node.name as string) : undefined;
  return named && named !== node ? written(named, constants) : undefined;
}

/** What the constants at the top of a file are set to. */
function constantsOf(file: SourceFile): Map<string, Node> {
  const found = new Map<string, Node>();
  for (const one of file.program.body as Node[]) {
    const declaration = (one.type === 'ExportNamedDeclaration' ? one.declaration : one) as Node | null;
    if (declaration?.type !== 'VariableDeclaration' || declaration.kind !== 'const') continue;
    for (const { id, init } of declaration.declarations as { id: Node; init: unknown }[]) {
      if (id.type === 'Identifier' && isNode(init)) found.set(id.name as string, init);
    }
  }
  return found;
}
