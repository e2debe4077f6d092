/** A word, number or sign of SQL; comments and strings' contents are gone, bodies in dollar quotes are read as SQL. */
export type Token = { readonly text: string; readonly at: number };

/** A table, view or function as it is named in a statement. */
export type Named = { readonly schema: string | null; readonly name: string; readonly at: number };

/** What a text of SQL does: which relations it reads and writes, what it calls, which it makes or changes. */
export type Reading = {
  readonly reads: readonly Named[];
  readonly writes: readonly Named[];
  readonly calls: readonly Named[];
  readonly defines: readonly (Named & { readonly what: string })[];
  readonly references: readonly Named[];
  /** Names of common table expressions, which a piece of the same statement may read elsewhere. */
  readonly ctes: ReadonlySet<string>;
};

const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?\*\/|\$[a-zA-Z_]*\$|[eE]?'(?:[^']|'')*'|"(?:[^"]|"")*"|[a-zA-Z_\u0080-\uffff][\w\u0080-\uffff$]*|\d[\w.]*|::|[<>=!|&+\-*/%^~@#?:]+|[(),;.[\]]|\$\d+/g;

/** Words that mean something here; a column of that name keeps its quotes. */
const LEADS_TO_A_NAME: ReadonlySet<string> = new Set(
  'from to join into update using truncate references create alter drop copy set where on as with grant only table view execute'.split(
    ' ',
  ),
);

/** Splits SQL into tokens, words in lower case, quoted names without their quotes, strings as `''`. */
export function tokens(sql: string): Token[] {
  const found: Token[] = [];
  for (const { 0: raw, index: at } of sql.matchAll(TOKEN)) {
    if (raw.startsWith('--') || raw.startsWith('/*') || /^\$[a-zA-Z_]*\$$/.test(raw)) continue;
    if (/^[eE]?'/.test(raw)) found.push({ text: "''", at });
    else if (raw.startsWith('"'))
      found.push({ text: LEADS_TO_A_NAME.has(raw.slice(1, -1)) ? raw : raw.slice(1, -1), at });
    else found.push({ text: raw.toLowerCase(), at });
  }
  return found;
}

const isWord = (text: string | undefined): text is string => text !== undefined && /^[a-z_"\u0080-\uffff]/i.test(text);
/** `extract(x from y)` and its kin: a `from` that names no table. */
const FROM_INSIDE: ReadonlySet<string> = new Set(['extract', 'trim', 'substring', 'overlay', 'position']);
const NOT_AN_ALIAS: ReadonlySet<string> = new Set(
  `where on using join inner left right full cross natural group order limit offset union except intersect returning set values
   for having window select default when fetch tablesample with ordinality do as`.split(/\s+/),
);
/** After these a name with brackets is a relation with its columns, no call. */
const NOT_CALLED: ReadonlySet<string> = new Set([
  'into',
  'table',
  'references',
  'on',
  'function',
  'procedure',
  'view',
  'exists',
]);
const MADE: ReadonlySet<string> = new Set(['table', 'view', 'function', 'procedure', 'sequence', 'type', 'domain']);

/**
 * Reads a text of SQL well enough to say which relations it touches. It is no parser: it follows the words after which
 * PostgreSQL's grammar puts a relation (from, join, into, update, table, references, on).
 * Names of common table expressions and functions in a from-clause are left out.
 */
export function readSql(sql: string): Reading {
  const known = readings.get(sql) ?? readingOf(sql);
  readings.set(sql, known);
  return known;
}

const readings = new Map<string, Reading>();

function readingOf(sql: string): Reading {
  const all = tokens(sql);
  const word = (at: number): string | undefined => all[at]?.text;
  const ctes = new Set<string>();
  const opened: string[] = [];
  let verb = '';
  const reads: Named[] = [];
  const writes: Named[] = [];
  const calls: Named[] = [];
  const defines: (Named & { what: string })[] = [];
  const references: Named[] = [];

  for (let at = 0; at < all.length; at += 1) {
    if (isWord(word(at)) && (word(at + 1) === 'as' || word(at + 1) === '(')) {
      const after = word(at + 1) === '(' ? closing(all, at + 1) + 1 : at + 1;
      const body = word(after + 1) === 'materialized' ? after + 2 : word(after + 1) === 'not' ? after + 3 : after + 1;
      if (word(after) === 'as' && word(body) === '(' && ['with', ',', 'recursive', '?'].includes(word(at - 1) ?? '?')) {
        ctes.add(word(at) as string);
      }
    }
  }
  const nameAt = (at: number): { named: Named; next: number } | undefined => {
    const first = all[at];
    if (!first || !isWord(first.text)) return undefined;
    if (word(at + 1) === '.' && isWord(word(at + 2))) {
      return { named: { schema: first.text, name: word(at + 2) as string, at: first.at }, next: at + 3 };
    }
    return { named: { schema: null, name: first.text, at: first.at }, next: at + 1 };
  };
  const keep = (list: Named[], found: { named: Named; next: number } | undefined): void => {
    if (found && !(found.named.schema === null && ctes.has(found.named.name))) list.push(found.named);
  };
  const relations = (list: Named[], start: number): void => {
    for (let at = start; ; at += 1) {
      while (word(at) === 'only' || word(at) === 'lateral') at += 1;
      let next: number;
      if (word(at) === '(') next = closing(all, at) + 1;
      else {
        const found = nameAt(at);
        if (!found) return;
        const isCall = word(found.next) === '(';
        if (!isCall) keep(list, found);
        next = isCall ? closing(all, found.next) + 1 : found.next;
      }
      if (word(next) === 'as') next += 1;
      if (isWord(word(next)) && !NOT_AN_ALIAS.has(word(next) as string)) next += 1;
      if (word(next) === '(') next = closing(all, next) + 1;
      if (word(next) !== ',') return;
      at = next;
    }
  };
  const skip = (at: number, ...words: string[]): number =>
    words.includes(word(at) ?? '') ? skip(at + 1, ...words) : at;

  for (let at = 0; at < all.length; at += 1) {
    const text = word(at) as string;
    const before = word(at - 1) ?? ';';
    if (before === ';' || before === '(' || ['delete', 'merge', 'insert', 'select'].includes(text)) verb = text;
    if (text === '(') opened.push(before);
    else if (text === ')') opened.pop();
    else if (text === 'from' && before === 'delete') relations(writes, at + 1);
    else if (text === 'from' && namesRelations(before, opened.at(-1), verb)) relations(reads, at + 1);
    else if (text === 'join') relations(reads, at + 1);
    else if (text === 'using' && ['delete', 'merge'].includes(verb)) relations(reads, at + 1);
    else if (text === 'copy' && verb === 'copy') keep(writes, nameAt(at + 1));
    else if (text === 'into' && (before === 'insert' || before === 'merge')) keep(writes, nameAt(at + 1));
    else if (text === 'update' && startsStatement(before) && isWord(word(at + 1)))
      keep(writes, nameAt(skip(at + 1, 'only')));
    else if (text === 'truncate') relations(writes, skip(at + 1, 'table'));
    else if (text === 'references') keep(references, nameAt(at + 1));
    else if (['create', 'alter', 'drop'].includes(text)) {
      let what = skip(at + 1, 'or', 'replace', 'temp', 'temporary', 'unlogged', 'materialized', 'unique');
      if (
        word(what) === 'index' ||
        word(what) === 'trigger' ||
        word(what) === 'policy' ||
        word(what) === 'constraint'
      ) {
        const on = all.findIndex((one, where) => where > what && (one.text === 'on' || one.text === ';'));
        if (word(on) === 'on') keep(references, nameAt(skip(on + 1, 'only')));
      } else if (word(what) === 'schema') {
        const name = word(skip(what + 1, 'if', 'not', 'exists'));
        if (isWord(name)) defines.push({ what: `${text} schema`, schema: name, name, at: all[at]?.at ?? 0 });
      } else if (MADE.has(word(what) ?? '')) {
        const kind = `${text} ${word(what)}`;
        what = skip(what + 1, 'if', 'not', 'exists', 'only');
        const found = nameAt(what);
        if (found) defines.push({ what: kind, ...found.named });
      }
    }
    if (
      isWord(text) &&
      word(at + 1) === '.' &&
      isWord(word(at + 2)) &&
      word(at + 3) === '(' &&
      before !== '.' &&
      !NOT_CALLED.has(before)
    ) {
      calls.push({ schema: text, name: word(at + 2) as string, at: all[at]?.at ?? 0 });
    }
  }
  return { reads, writes, calls, defines, references, ctes };
}

/** `is distinct from`, `extract(… from …)`, `revoke … from`, `copy … from` name no table to read. */
function namesRelations(before: string, caller: string | undefined, verb: string): boolean {
  return before !== 'distinct' && !FROM_INSIDE.has(caller ?? '') && !['revoke', 'copy', 'fetch'].includes(verb);
}

function startsStatement(before: string): boolean {
  return [';', '(', ')', 'begin', 'then', 'else', 'loop', '?', 'explain', 'analyze'].includes(before);
}

/** The index of the bracket that closes the one at an index; the end where none does. */
function closing(all: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < all.length; at += 1) {
    if (all[at]?.text === '(') depth += 1;
    if (all[at]?.text === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return all.length;
}

/** One table's column as a migration makes it. */
export type Column = { readonly table: string; readonly name: string; readonly at: number };

const NOT_A_COLUMN: ReadonlySet<string> = new Set([
  'primary',
  'unique',
  'constraint',
  'foreign',
  'check',
  'exclude',
  'like',
]);

/** The columns that `create table`, `alter table … add` and `create view` make, tables as `schema.name`. */
export function columnsOf(sql: string): Column[] {
  const all = tokens(sql);
  const found: Column[] = [];
  for (let at = 0; at < all.length; at += 1) {
    if (all[at]?.text !== 'table' || !['create', 'alter', 'unlogged'].includes(all[at - 1]?.text ?? '')) continue;
    let name = at + 1;
    while (['if', 'not', 'exists', 'only'].includes(all[name]?.text ?? '')) name += 1;
    const qualified = all[name + 1]?.text === '.';
    const table = qualified ? `${all[name]?.text}.${all[name + 2]?.text}` : (all[name]?.text ?? '');
    const body = qualified ? name + 3 : name + 1;
    if (all[body]?.text === '(') {
      const end = closing(all, body);
      let depth = 0;
      for (let inner = body; inner < end; inner += 1) {
        const { text } = all[inner] as Token;
        if ((inner === body || (text === ',' && depth === 1)) && isWord(all[inner + 1]?.text)) {
          const column = all[inner + 1] as Token;
          if (!NOT_A_COLUMN.has(column.text)) found.push({ table, name: column.text, at: column.at });
        }
        if (text === '(') depth += 1;
        if (text === ')') depth -= 1;
      }
    } else {
      for (let inner = body; inner < all.length && all[inner]?.text !== ';'; inner += 1) {
        if (all[inner]?.text !== 'add') continue;
        let column = inner + 1;
        while (['column', 'if', 'not', 'exists'].includes(all[column]?.text ?? '')) column += 1;
        const token = all[column];
        if (token && isWord(token.text) && !NOT_A_COLUMN.has(token.text)) {
          found.push({ table, name: token.text, at: token.at });
        }
      }
    }
  }
  return found;
}
