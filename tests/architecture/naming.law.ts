import { type Finding, finding, type Law, placeOf } from './law.ts';
import { capabilitiesOf } from './register.ts';
import { statementsOf } from './sqlInTree.ts';
import { tokens } from './sqlText.ts';
import { type Node, type SourceFile, walk } from './tree.ts';

/** The wings that must not know what the community does with them. */
const GENERAL = /^src\/(platform|planning|gateways)\//;

/**
 * Capabilities whose names are also the spine's own nouns: a line has a kind, and counts toward figures (DESIGN: the journal);
 * the time is read from a clock that is handed in; a notice stands on a page, and the State Council and other desks give theirs.
 * As schema, path or import they are still refused.
 */
const SPINE_NOUNS: ReadonlySet<string> = new Set(['kinds', 'kind', 'figures', 'figure', 'clock', 'notices', 'notice']);

/** Law 5: platform, planning and gateways name no capability. */
export const naming: Law = {
  number: 5,
  name: 'platform, planning and gateways name no capability',
  rules: ['imports-capability', 'names-capability', 'sql-names-capability', 'text-names-capability'],
  find(tree) {
    const capabilities = capabilitiesOf(tree);
    const names = new Set(capabilities.flatMap((one) => [one, singular(one)]).filter((one) => !SPINE_NOUNS.has(one)));
    const schemas = new Set(capabilities);
    const found: Finding[] = [];
    for (const file of tree.scripts()) {
      if (GENERAL.test(file.path)) found.push(...ofScript(file, names, schemas));
    }
    for (const file of tree.migrations()) {
      if (GENERAL.test(file.path)) found.push(...ofSql(file, file.text, 0, names, schemas));
    }
    return found;
  },
};

function ofScript(file: SourceFile, names: ReadonlySet<string>, schemas: ReadonlySet<string>): Finding[] {
  const found: Finding[] = [];
  for (const { target, at } of file.imports) {
    if (target !== null && placeOf(target).wing === 'capabilities') {
      found.push(finding('imports-capability', file, at, `imports ${target}`));
    }
  }
  for (const { sql, node } of statementsOf(file)) found.push(...ofSql(file, sql, node.start, names, schemas));
  walk(file.program, (node) => {
    if (node.type === 'Identifier' || node.type === 'JSXIdentifier' || node.type === 'PrivateIdentifier') {
      const name = wordsOf(node.name as string).find((word) => names.has(word));
      if (name) found.push(finding('names-capability', file, node.start, `${node.name} names ${name}`));
    } else if (node.type === 'Literal' && typeof node.value === 'string') {
      found.push(...ofText(file, node, node.value, names, schemas));
    } else if (node.type === 'TemplateElement') {
      found.push(...ofText(file, node, (node.value as { cooked: string }).cooked, names, schemas));
    }
  });
  return found;
}

/** A code, a path or a key (no sentence) that names a capability: `matters.taken`, `/api/matters`, `matter`. */
function ofText(
  file: SourceFile,
  node: Node,
  text: string,
  names: ReadonlySet<string>,
  schemas: ReadonlySet<string>,
): Finding[] {
  if (/\s/.test(text.trim()) || /^\.{1,2}\//.test(text)) return [];
  const parts = text.toLowerCase().split(/[^a-z]+/);
  const isPath = /[./]/.test(text);
  const name = parts.find(
    (part) => names.has(part) || (isPath && schemas.has(part) && new RegExp(`(^|/)${part}([./]|$)`).test(text)),
  );
  return name ? [finding('text-names-capability', file, node.start, `'${text}' names ${name}`)] : [];
}

function ofSql(
  file: SourceFile,
  sql: string,
  offset: number,
  names: ReadonlySet<string>,
  schemas: ReadonlySet<string>,
): Finding[] {
  const all = tokens(sql);
  return all.flatMap((token, at) => {
    const isSchema = schemas.has(token.text) && all[at + 1]?.text === '.';
    const word = token.text.split('_').find((part) => names.has(part));
    if (!isSchema && word === undefined) return [];
    const where = file.path.endsWith('.sql') ? token.at : offset;
    return [finding('sql-names-capability', file, where, `${token.text} names ${word ?? token.text}`)];
  });
}

const singular = (name: string): string => name.replace(/ies$/, 'y').replace(/s$/, '');

/** `openMatters`, `MATTER_URL`, `matter_id`: their words in lower case. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z]+/);
}
