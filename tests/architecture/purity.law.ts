import { type Finding, finding, type Law } from './law.ts';
import { isTest, literalOf, type Node, type SourceFile, type Tree, walk } from './tree.ts';

/** Files that decide: no clock, no chance, no reaching out. */
export const isPure = (path: string): boolean =>
  !isTest(path) && (/\.(rules|rights|figures)\.ts$/.test(path) || /^src\/planning\/.*\.ts$/.test(path));

/** Packages that compute and do nothing else, and carry no Node or DOM types. */
const PURE_PACKAGES: ReadonlySet<string> = new Set([
  'zod',
  'gcoord',
  'chinese-days',
  'flatbush',
  'geojson',
  'mustache',
  'pinyin-pro',
  'polyclip-ts',
]);

/** Methods that answer differently on a machine in another zone or language. */
const MACHINE_DEPENDENT =
  /^(getFullYear|getMonth|getDate|getDay|getHours|getMinutes|getTimezoneOffset|setFullYear|setMonth|setDate|setHours|setMinutes|toLocale\w*String|toDateString|toTimeString)$/;

const OPEN_DOORS: ReadonlySet<string> = new Set(['globalThis', 'eval', 'Function', 'WeakRef', 'FinalizationRegistry']);

/** Law 1: what decides is pure, and so is everything that it leans on. */
export const purity: Law = {
  number: 1,
  name: 'rules, rights, figures and planning are pure',
  rules: ['clock', 'chance', 'machine', 'reach-out', 'leans-on-impure'],
  find(tree) {
    const found: Finding[] = [];
    for (const file of tree.scripts()) {
      if (!isPure(file.path)) continue;
      found.push(...offencesOf(file));
      found.push(...impureNeighbours(tree, file));
    }
    return found;
  },
};

/** Everything reached from a pure file, by value or as a type, that is itself impure. */
function impureNeighbours(tree: Tree, root: SourceFile): Finding[] {
  const found: Finding[] = [];
  for (const first of root.imports) {
    const seen = new Set<string>([root.path]);
    const next = [{ path: first.target, typeOnly: first.typeOnly }];
    for (let one = next.pop(); one; one = next.pop()) {
      if (one.path === null || seen.has(one.path)) continue;
      seen.add(one.path);
      const file = tree.files.get(one.path);
      if (!file?.isScript || isPure(file.path)) continue;
      const broken = offencesOf(file).find((offence) => offence.rule === 'reach-out' || !one.typeOnly);
      if (broken) {
        const why = `reaches ${file.path}:${broken.line}, where ${broken.why}`;
        found.push(finding('leans-on-impure', root, first.at, why));
        break;
      }
      for (const further of file.imports) {
        next.push({ path: further.target, typeOnly: one.typeOnly || further.typeOnly });
      }
    }
  }
  return found;
}

function offencesOf(file: SourceFile): Finding[] {
  const found: Finding[] = [];
  const add = (rule: string, node: { start: number }, why: string): void => {
    found.push(finding(rule, file, node.start, why));
  };
  for (const one of file.imports) {
    if (one.specifier === null) add('reach-out', { start: one.at }, 'an import is computed');
    else if (!one.specifier.startsWith('.') && !PURE_PACKAGES.has(packageOf(one.specifier))) {
      add('reach-out', { start: one.at }, `'${one.specifier}' is imported`);
    }
  }
  walk(file.program, (node, above) => {
    const parent = above.at(-1);
    if (node.type === 'MemberExpression') {
      const name = node.computed ? literalOf(node.property) : (node.property as Node).name;
      if (typeof name !== 'string') return;
      if (MACHINE_DEPENDENT.test(name)) add('machine', node, `.${name} depends on the machine's zone or language`);
      if (name === 'localeCompare' && (parent?.arguments as unknown[] | undefined)?.length === 1) {
        add('machine', node, "localeCompare without a language depends on the machine's");
      }
    }
    if (node.type === 'ImportExpression') add('reach-out', node, 'a module is loaded while running');
    if (node.type !== 'Identifier' || !isReference(node, parent)) return;
    if (OPEN_DOORS.has(node.name as string)) add('reach-out', node, `${node.name} opens the whole machine`);
    if (node.name === 'Date') {
      const why = clockOf(node, parent);
      if (why) add('clock', node, why);
    }
    if (node.name === 'Temporal' && memberName(node, parent) === 'Now')
      add('clock', node, 'Temporal.Now reads the clock');
    if (node.name === 'Math') {
      const name = memberName(node, parent);
      if (name === 'random') add('chance', node, 'Math.random is drawn');
      if (name === undefined) add('chance', node, 'Math is handed on whole, its random with it');
    }
  });
  return found;
}

function clockOf(node: Node, parent: Node | undefined): string | undefined {
  if (parent?.type === 'NewExpression' && parent.callee === node) {
    const given = parent.arguments as Node[];
    if (given.length === 0) return 'new Date() reads the clock';
    if (given.length > 1) return 'new Date(year, month, …) reads the zone of the machine';
    return undefined;
  }
  if (parent?.type === 'BinaryExpression' && parent.operator === 'instanceof') return undefined;
  const name = memberName(node, parent);
  if (name === 'parse' || name === 'UTC') return undefined;
  return name === 'now' ? 'Date.now reads the clock' : 'Date is called or handed on, its clock with it';
}

/** The member that is read off a name, undefined where it is used in another way. */
function memberName(node: Node, parent: Node | undefined): string | undefined {
  if (parent?.type !== 'MemberExpression' || parent.object !== node) return undefined;
  return parent.computed ? literalOf(parent.property) : ((parent.property as Node).name as string);
}

/** Whether an identifier is a value that is read, not a type, a key or a member's name. */
function isReference(node: Node, parent: Node | undefined): boolean {
  if (!parent) return false;
  if (parent.type === 'MemberExpression') return parent.object === node || parent.computed === true;
  if (parent.type === 'Property') return parent.value === node || parent.computed === true;
  if (/^(TSTypeReference|TSQualifiedName|TSPropertySignature|TSMethodSignature|TSTypeQuery)$/.test(parent.type))
    return false;
  return !/^(Import|Export)\w*Specifier$|^(Method|Property)Definition$|^TSInterfaceHeritage$/.test(parent.type);
}

const packageOf = (specifier: string): string => {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
};
