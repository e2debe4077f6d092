import { isNode, literalOf, type Node, type Tree, walk } from './tree.ts';

export const REGISTER = 'src/capabilities/register.ts';

/** One entry of the register: a capability and those on whose doors it may knock. */
export type Entry = { readonly name: string; readonly leansOn: readonly string[]; readonly at: number };

/**
 * Reads `export const register = [{ name: 'matters', leansOn: ['kinds'], … }, …]` as it is written, without running it:
 * the list of who leans on whom must be there to be read. Returns undefined where there is none, or where a name is computed.
 */
export function registerOf(tree: Tree): Entry[] | undefined {
  const file = tree.files.get(REGISTER);
  if (!file) return undefined;
  let list: Node | undefined;
  walk(file.program, (node, above) => {
    const isRegister = node.type === 'VariableDeclarator' && (node.id as Node).name === 'register';
    if (isRegister && above.some((one) => one.type === 'ExportNamedDeclaration')) list = bare(node.init);
  });
  if (list?.type !== 'ArrayExpression') return undefined;
  const entries = (list.elements as Node[]).map(entryOf);
  return entries.every((one) => one !== undefined) ? entries : undefined;
}

function entryOf(element: Node): Entry | undefined {
  const object = bare(element);
  if (object?.type !== 'ObjectExpression') return undefined;
  const value = (key: string): Node | undefined => {
    const property = (object.properties as Node[]).find((one) => (one.key as Node | undefined)?.name === key);
    return property && bare(property.value);
  };
  const name = literalOf(value('name'));
  const leans = value('leansOn');
  if (name === undefined || leans?.type !== 'ArrayExpression') return undefined;
  const leansOn = (leans.elements as Node[]).map(literalOf);
  if (!leansOn.every((one) => one !== undefined)) return undefined;
  return { name, leansOn, at: element.start };
}

/** An expression without `as const`, `satisfies X` and brackets around it. */
function bare(value: unknown): Node | undefined {
  if (!isNode(value)) return undefined;
  const wrapped = /^(TSAsExpression|TSSatisfiesExpression|ParenthesizedExpression)$/.test(value.type);
  return wrapped ? bare(value.expression) : value;
}

/** The names of the capabilities that the tree holds: folders with at least one script or migration. */
export function capabilitiesOf(tree: Tree): string[] {
  const names = [...tree.files.keys()].map((path) => /^src\/capabilities\/([^/]+)\//.exec(path)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}
