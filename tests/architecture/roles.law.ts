import { type Finding, finding, type Law, placeOf } from './law.ts';
import { statementsOf } from './sqlInTree.ts';
import { readSql, type Token, tokens } from './sqlText.ts';
import { isTest, type SourceFile, type Tree } from './tree.ts';

/** What the running app's roles may be given. */
const GIVEN: ReadonlySet<string> = new Set(['select', 'insert', 'update', 'delete', 'usage', 'execute']);

/** Who may hold the migrating role: the migration itself, and the processes that run it and exit. */
const MAY_MIGRATE = /^src\/platform\/db\/|^src\/apps\/[\w-]*(migrate|migrating)[\w-]*\.ts$|^(bin|tests|bench)\//;

/**
 * Law 7: the running app cannot alter tables. Held here by what migrations grant and by who may migrate, and on a real database by
 * the test that tries each role (src/platform/db/roles.store.test.ts).
 */
export const roles: Law = {
  number: 7,
  name: 'the running app cannot alter tables, nor see past its policies',
  rules: [
    'ddl-outside-migrations',
    'grants-too-much',
    'definers-rights',
    'view-past-policies',
    'table-without-policy',
    'server-migrates',
  ],
  find(tree) {
    return [
      ...tree.scripts().flatMap((file) => [...ofScript(file), ...ofImports(file)]),
      ...tree.migrations().flatMap((file) => ofMigration(file)),
      ...withoutPolicy(tree),
    ];
  },
};

const DDL = /^\s*(create|alter|drop|grant|revoke|truncate|comment\s+on|reassign|set\s+(local\s+|session\s+)?role)\b/i;

function ofScript(file: SourceFile): Finding[] {
  if (file.path.startsWith('src/platform/db/')) return [];
  return statementsOf(file)
    .filter(({ sql }) => DDL.test(sql) || /;\s*(create|alter|drop|grant|revoke|truncate)\s/i.test(sql))
    .map(({ node }) =>
      finding('ddl-outside-migrations', file, node.start, 'changes tables or rights outside a migration'),
    );
}

function ofImports(file: SourceFile): Finding[] {
  if (MAY_MIGRATE.test(file.path) || isTest(file.path)) return [];
  return file.imports
    .filter(({ target, typeOnly }) => target === 'src/platform/db/migrate.ts' && !typeOnly)
    .map(({ at }) => finding('server-migrates', file, at, 'a process that stays holds the migrating role'));
}

function ofMigration(file: SourceFile): Finding[] {
  const found: Finding[] = [];
  const all = tokens(file.text);
  const word = (at: number): string => all[at]?.text ?? '';
  const add = (rule: string, token: Token, why: string): void => {
    found.push(finding(rule, file, token.at, why));
  };
  all.forEach((token, at) => {
    if (token.text === 'grant' && [';', ''].includes(word(at - 1))) {
      const end = all.findIndex((one, where) => where > at && one.text === ';');
      const grant = all.slice(at + 1, end < 0 ? undefined : end).map((one) => one.text);
      const on = grant.indexOf('on');
      const rights = (on < 0 ? grant : grant.slice(0, on)).filter(
        (one, where, list) => depthAt(list, where) === 0 && /^[a-z_]+$/.test(one),
      );
      const tooMuch = on < 0 ? 'a role' : rights.find((one) => !GIVEN.has(one));
      if (tooMuch) add('grants-too-much', token, `grants ${tooMuch}`);
      if (grant.includes('option') && grant.includes('with')) add('grants-too-much', token, 'may be granted on');
      if (grant.slice(grant.lastIndexOf('to')).includes('public')) add('grants-too-much', token, 'grants to everybody');
    }
    if (token.text === 'owner' && word(at + 1) === 'to') add('grants-too-much', token, 'gives a table away');
    if (token.text === 'default' && word(at + 1) === 'privileges')
      add('grants-too-much', token, 'grants what is not there yet');
    if (token.text === 'security' && word(at + 1) === 'definer') {
      const why = definersFault(all, at);
      if (why) add('definers-rights', token, `runs as the migrating role, past every policy, ${why}`);
    }
    if (token.text === 'bypassrls' || (token.text === 'disable' && word(at + 1) === 'row')) {
      add('view-past-policies', token, 'sees past every policy');
    }
    if (token.text === 'view' && word(at - 1) !== 'drop' && word(at - 1) !== 'materialized') {
      const end = all.findIndex((one, where) => where > at && (one.text === ';' || one.text === 'select'));
      const head = all.slice(at, end < 0 ? undefined : end).map((one) => one.text);
      const name = `${word(at + 1)}.${word(at + 3)}`;
      if (['create', 'replace'].includes(word(at - 1)) && !head.includes('security_invoker') && !(name in REDACTED)) {
        add('view-past-policies', token, 'a view reads as its owner unless it is made with (security_invoker = true)');
      }
    }
    if (token.text === 'materialized' && word(at - 1) === 'create') {
      add('view-past-policies', token, 'a materialized view keeps rows past every policy');
    }
  });
  return found;
}

/** Views that read as their owner, because what they leave out is the right itself: what everybody may see. Each has its district in its own condition. */
const REDACTED: Readonly<Record<string, string>> = {
  'figures.contested': 'that a figure is contested and since when; of a line its place in the journal alone',
  'figures.corrected_line': 'which line a decision corrects: that line says how much of it is shown',
  'matters.public_line': 'how much of the line behind a figure is public',
  'matters.public_matter': 'a matter as exact, blurred or absent as its kind says',
  'matters.around': 'what the public map and list show: a matter as exact, blurred or absent as its kind says',
  'matters.around_step': 'when what is around moved, and nothing of what was said',
  'matters.public_step': 'when a public matter moved, and nothing of what was said',
};

/** Functions that may run as their owner, and why; each must be plain SQL with a search path that nobody can bend, and write only where it says so. */
const DEFINERS: Readonly<Record<string, { readonly because: string; readonly writes: boolean }>> = {
  'journal.districts': {
    because: 'a server that starts must know which districts live here before it can name one; it gives codes alone',
    writes: false,
  },
  'journal.lag': {
    because: 'metrics are read outside every scope; it gives a district code and two numbers',
    writes: false,
  },
  'matters.closed_together': {
    because:
      'what was entered as many is looked for among all matters of a place, whoever reads the number; which hands they passed through it does not say',
    writes: false,
  },
  'journal.hashes': {
    because:
      "anybody may rebuild the tree over the lines; it gives hashes of the scope's own district, which say nothing",
    writes: false,
  },
  'journal.behind': {
    because: 'readiness says since when lines wait for their proof, outside every scope; it gives a number and a time',
    writes: false,
  },
  'proof.standing': {
    because:
      'readiness says how far trees are signed, outside every scope; it gives a district code, numbers and times',
    writes: false,
  },
  'sealing.rewrite': {
    because:
      'the daily batch writes rows again unchanged, so that no transaction number tells when an anonymous report came',
    writes: true,
  },
};

function definersFault(all: readonly Token[], at: number): string | undefined {
  const start = all.findLastIndex((one, where) => where < at && one.text === 'function') + 1;
  const name = all
    .slice(start, start + 3)
    .map((one) => one.text)
    .join('');
  const end = all.findIndex((one, where) => where > at && one.text === ';');
  const words = all.slice(start, end < 0 ? undefined : end).map((one) => one.text);
  const known = DEFINERS[name];
  if (!known) return `and ${name} is not in the written list`;
  if (!known.writes && !words.includes('stable') && !words.includes('immutable')) return 'and may write';
  if (words[words.indexOf('language') + 1] !== 'sql') return 'and is more than plain SQL';
  return words.includes('search_path') ? undefined : "and its caller's search path decides what it reads";
}

function depthAt(list: readonly string[], end: number): number {
  let depth = 0;
  for (const one of list.slice(0, end + 1)) depth += one === '(' ? 1 : one === ')' ? -1 : 0;
  return depth;
}

/** Every table of ours has row-level security from the migration that makes it; bought parts' schemas and the list of migrations have none. */
function withoutPolicy(tree: Tree): Finding[] {
  const found: Finding[] = [];
  for (const file of tree.migrations()) {
    if (placeOf(file.path).folder === 'db') continue;
    const text = file.text.replace(/--.*$/gm, '');
    for (const one of readSql(file.text).defines) {
      const name = `${one.schema}.${one.name}`;
      if (one.what !== 'create table' || one.schema === 'auth') continue;
      const guarded = new RegExp(`db\\.(protect|district_only|pass)\\(\\s*'${name.replace('.', '\\.')}'`).test(text);
      if (!guarded && !new RegExp(`alter\\s+table\\s+${name.replace('.', '\\.')}\\s+force\\s+row`, 'i').test(text)) {
        found.push(finding('table-without-policy', file, one.at, `${name} has no policy: any district sees it`));
      }
    }
  }
  return found;
}
