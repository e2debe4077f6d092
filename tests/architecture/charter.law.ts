import { type Candidate, charterRefusals, type Rule } from '../../src/platform/charter/charter.rules.ts';
import { type Finding, finding, type Law, placeOf } from './law.ts';
import { publishedIn } from './published.ts';
import { columnsOf, tokens } from './sqlText.ts';
import { isNode, literalOf, type Node, nameOfCallee, type SourceFile, type Tree, walk } from './tree.ts';

/**
 * Where a written law asks for what the charter otherwise refuses, and which: path of the file, path of the word, rule, law.
 * There is nothing here that no law asks for.
 */
const LAWFUL: readonly {
  readonly file: RegExp;
  readonly word: RegExp;
  readonly rule: Rule;
  readonly because: string;
}[] = [
  {
    file: /^src\/platform\/identity\/migrations\//,
    word: /^auth\.session\.(ipAddress|userAgent)$/,
    rule: 6,
    because:
      'better-auth makes the columns; the first is held to null by a constraint, the second names an official’s own device to that official',
  },
  {
    file: /^src\/capabilities\/(devices|alarms)\//,
    word: /(^|\.)ip(_?address)?$/i,
    rule: 6,
    because: 'the address of a camera or a panel, which is no person’s',
  },
  {
    file: /^src\/capabilities\/residence\//,
    word: /./,
    rule: 5,
    because:
      'registration of residence asks for the number of a document (Provisional Regulations on Residence Permits, art. 9)',
  },
];

/** Law 8: the charter, in columns, fields, exports and the categories that the program brings along. */
export const charter: Law = {
  number: 8,
  name: 'the charter holds in columns, fields, exports and categories, and nothing joins by person',
  rules: ['column', 'field', 'export', 'category', 'joins-by-person', 'shared-index'],
  find(tree) {
    const found: Finding[] = [];
    for (const file of tree.migrations()) found.push(...refused('column', file, columns(file)));
    for (const file of tree.scripts()) {
      if (/\.contract\.ts$|lines\.rules\.ts$/.test(file.path)) found.push(...refused('field', file, fields(file)));
      if (file.imports.some(({ specifier }) => /^(csv-stringify|write-excel-file)/.test(specifier ?? ''))) {
        found.push(...refused('export', file, headings(file)));
      }
      if (!/^src\/platform\/charter\/|\.words\.ts$/.test(file.path))
        found.push(...refused('category', file, categories(file)));
    }
    for (const file of tree.files.values()) {
      if (file.path.endsWith('.json') && file.path.startsWith('src/'))
        found.push(...refused('category', file, ofJson(file)));
    }
    return [...found, ...joins(tree), ...sharedIndexes(tree)];
  },
};

type Word = Candidate & { readonly at: number };

function refused(rule: string, file: SourceFile, words: readonly Word[]): Finding[] {
  return words.flatMap((word) => {
    const full = [word.path, word.code].filter(Boolean).join('.');
    const permits = LAWFUL.filter((one) => one.file.test(file.path) && one.word.test(full)).map((one) => one.rule);
    return charterRefusals([{ ...word, permits }]).map(({ why }) => finding(rule, file, word.at, `${full}: ${why.en}`));
  });
}

const columns = (file: SourceFile): Word[] =>
  columnsOf(file.text).map(({ table, name, at }) => ({ path: table, code: name, at: Math.max(at, 0) }));

/** The keys of every object in a contract, and the values of its enumerations. */
function fields(file: SourceFile): Word[] {
  const found: Word[] = [];
  walk(file.program, (node, above) => {
    if (node.type === 'Property') {
      const code = (node.key as Node).type === 'Identifier' ? ((node.key as Node).name as string) : literalOf(node.key);
      const call = above.at(-2);
      if (call?.type === 'CallExpression' && nameOfCallee(call.callee) === 'contract') return;
      const owner = above.findLast((one) => one.type === 'VariableDeclarator' || one.type === 'Property');
      const name =
        owner?.type === 'VariableDeclarator' ? (owner.id as Node).name : (owner?.key as Node | undefined)?.name;
      if (code !== undefined) found.push({ path: String(name ?? ''), code, at: node.start });
    }
    if (node.type === 'CallExpression' && ['enum', 'literal'].includes(nameOfCallee(node.callee) ?? '')) {
      walk(node, (inner) => {
        const code = literalOf(inner);
        if (code !== undefined) found.push({ path: 'enum', code, at: inner.start });
      });
    }
  });
  return found;
}

/** Short texts of a file that writes tables for people to take away: they are its headings. */
function headings(file: SourceFile): Word[] {
  const found: Word[] = [];
  walk(file.program, (node, above) => {
    const text = literalOf(node);
    if (text === undefined || text.length > 40 || !/\p{L}{2}/u.test(text) || above.at(-1)?.type === 'ImportDeclaration')
      return;
    found.push({
      path: 'export',
      ...(/^[\w.-]+$/.test(text) ? { code: text } : { zh: text, en: text }),
      at: node.start,
    });
  });
  return found;
}

/** Texts in two languages that stand in code: kinds, questions and options that a district begins with. Contracts' summaries are none. */
function categories(file: SourceFile): Word[] {
  const found: Word[] = [];
  walk(file.program, (node, above) => {
    if (node.type !== 'ObjectExpression') return;
    const value = (key: string): string | undefined =>
      literalOf((node.properties as Node[]).find((one) => (one.key as Node | undefined)?.name === key)?.value);
    const owner = (above.at(-1)?.key as Node | undefined)?.name;
    const [zh, en, code] = [value('zh'), value('en'), value('code') ?? value('id')];
    if (zh !== undefined && en !== undefined && zh + en !== '' && owner !== 'summary')
      found.push({ path: String(owner ?? 'text'), zh, en, at: node.start });
    if (code !== undefined && /^[\w.-]+$/.test(code)) found.push({ path: 'code', code, at: node.start });
    const standard = value('gbt31000');
    if (standard !== undefined) found.push({ path: `${code ?? ''}.gbt31000`, code: standard, at: node.start });
  });
  return found;
}

function ofJson(file: SourceFile): Word[] {
  const found: Word[] = [];
  const go = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const [at, one] of value.entries()) go(one, `${path}.${at}`);
    // What another office calls its things, where we send it there and keep nothing, is none of our categories.
    else if (typeof value === 'object' && value !== null && !('door' in value)) {
      const { zh, en, code, gbt31000 } = value as Record<string, unknown>;
      if (typeof zh === 'string' && typeof en === 'string') found.push({ path, zh, en, at: 0 });
      if (typeof code === 'string') found.push({ path, code, at: 0 });
      if (typeof gbt31000 === 'string') found.push({ path: `${String(code)}.gbt31000`, code: gbt31000, at: 0 });
      for (const [key, one] of Object.entries(value)) go(one, path === '' ? key : `${path}.${key}`);
    }
  };
  go(JSON.parse(file.text), '');
  return found;
}

/** What leads from a person to their matters. An official's own name for what they did is no such key. */
const PERSON_KEY =
  /^(resident|residentId|reporter|reporterId|phone|phoneIndex|phoneDigest|mobile|citizen|citizenId|tenant|tenantId|guest|guestId|party|partyId|idNumber|idIndex|identity|blindIndex|personIndex)s?$/;
const PERSON_COLUMN =
  /^(resident|resident_id|reporter|phone|phone_index|mobile|tenant|tenant_id|guest|guest_id|party|id_number|id_index|identity|person_index)$/;

/**
 * Neighbours meet at doors and published views and nowhere else (laws 2 and 3), so what cannot be asked there by person cannot be joined:
 * no function of a door takes a key to a person, and no published view has a column with one.
 */
function joins(tree: Tree): Finding[] {
  const found: Finding[] = [];
  for (const file of tree.scripts('src/capabilities/')) {
    if (!file.path.endsWith('.door.ts')) continue;
    walk(file.program, (node) => {
      if (!/^(FunctionDeclaration|ArrowFunctionExpression|FunctionExpression|TSDeclareFunction)$/.test(node.type))
        return;
      for (const one of node.params as Node[]) {
        const key = parameterNames(one).find((name) => PERSON_KEY.test(name));
        if (key) found.push(finding('joins-by-person', file, one.start, `a neighbour could ask here by ${key}`));
      }
    });
  }
  for (const { name, file } of publishedIn(tree).values()) {
    if (placeOf(file.path).wing !== 'capabilities') continue;
    const all = tokens(file.text);
    const start = all.findIndex(
      (one, at) => one.text === name.split('.')[1] && all[at - 1]?.text === '.' && madeAs(all.slice(0, at)),
    );
    const end = all.findIndex((one, at) => at > start && one.text === ';');
    for (const token of start < 0 ? [] : all.slice(start + 1, end < 0 ? undefined : end)) {
      if (PERSON_COLUMN.test(token.text))
        found.push(finding('joins-by-person', file, token.at, `${name} gives ${token.text} to its readers`));
    }
  }
  return found;
}

const madeAs = (before: readonly { text: string }[]): boolean =>
  ['view', 'function'].includes(before.at(-3)?.text ?? '');

function parameterNames(node: Node): string[] {
  if (node.type === 'Identifier') {
    const members: string[] = [];
    if (isNode(node.typeAnnotation)) {
      walk(node.typeAnnotation, (inner) => {
        if (inner.type === 'TSPropertySignature') members.push(String((inner.key as Node).name ?? ''));
      });
    }
    return [node.name as string, ...members];
  }
  if (node.type === 'ObjectPattern') {
    return (node.properties as Node[]).map((one) => String((one.key as Node | undefined)?.name ?? ''));
  }
  return isNode(node.left) ? parameterNames(node.left) : [];
}

/** What makes a blind index of the purpose that is its second argument: the keyring, and the journal for what was asked. */
const INDEXING: ReadonlySet<string> = new Set(['blindIndex', 'askedBy', 'askedInForm']);

/** Blind indexes of one purpose are alike wherever the same person stands: two capabilities that share a purpose can be joined. */
function sharedIndexes(tree: Tree): Finding[] {
  const found: Finding[] = [];
  const owners = new Map<string, string>();
  for (const file of tree.scripts('src/capabilities/')) {
    walk(file.program, (node) => {
      if (node.type !== 'CallExpression' || !INDEXING.has(nameOfCallee(node.callee) ?? '')) return;
      const given = (node.arguments as Node[])[1];
      const purpose =
        literalOf(given) ??
        (given?.type === 'TemplateLiteral' ? (given.quasis as { value: { cooked: string } }[])[0]?.value.cooked : '');
      const { folder } = placeOf(file.path);
      if (!purpose) found.push(finding('shared-index', file, node.start, 'the purpose of a blind index is computed'));
      else if ((owners.get(purpose) ?? folder) !== folder) {
        found.push(
          finding(
            'shared-index',
            file,
            node.start,
            `'${purpose}' is the purpose of ${owners.get(purpose)}'s index: people could be joined`,
          ),
        );
      } else owners.set(purpose, folder);
    });
  }
  return found;
}
