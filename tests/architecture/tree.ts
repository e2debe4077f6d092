import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from 'vite';

/** A node of the ESTree that the parser makes of a source file, TypeScript's own nodes included. */
export type Node = {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
};

/** One import of a file: value or type, static, dynamic, `import('…')` in a type, or `new URL('…', import.meta.url)`. */
export type Import = {
  /** What stands in the quotes; null where it is computed. */
  readonly specifier: string | null;
  /** The file of the tree that it names; null for packages and for what is not in the tree. */
  readonly target: string | null;
  readonly typeOnly: boolean;
  readonly at: number;
};

/** One file of the tree; `program` and `imports` are read when first asked for, and are empty for what is no script. */
export class SourceFile {
  readonly path: string;
  readonly text: string;
  #program: Node | undefined;
  #imports: readonly Import[] | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  get isScript(): boolean {
    return /\.tsx?$/.test(this.path);
  }

  /** Throws where the file does not parse: a file that cannot be read obeys no law. */
  get program(): Node {
    if (this.#program === undefined) {
      const parsed = parseSync(this.path, this.text);
      if (parsed.errors.length > 0) throw new Error(`${this.path}: ${parsed.errors[0]?.message}`);
      this.#program = parsed.program as unknown as Node;
    }
    return this.#program;
  }

  get imports(): readonly Import[] {
    this.#imports ??= this.isScript ? importsOf(this) : [];
    return this.#imports;
  }

  /** The line of an offset, counted from 1. */
  lineAt(offset: number): number {
    return this.text.slice(0, offset).split('\n').length;
  }
}

/** The files that the laws look at, by path from the project's root with forward slashes. */
export class Tree {
  readonly files: ReadonlyMap<string, SourceFile>;

  constructor(files: Iterable<SourceFile>) {
    this.files = new Map([...files].map((file) => [file.path, file]));
  }

  /** Scripts below a folder, tests left out unless asked for. */
  scripts(under = 'src/', withTests = false): SourceFile[] {
    return [...this.files.values()].filter(
      (file) => file.isScript && file.path.startsWith(under) && (withTests || !isTest(file.path)),
    );
  }

  migrations(): SourceFile[] {
    return [...this.files.values()].filter((file) => /\/migrations\/[^/]+\.sql$/.test(file.path));
  }

  /** This tree with a planted offence laid over it: its files are added, or stand in for those of the same path. */
  with(offence: Tree): Tree {
    return new Tree([...this.files.values(), ...offence.files.values()]);
  }
}

const LOOKED_AT = /\.(ts|tsx|sql|json)$/;

/** Reads the folders named below a root. */
export function readTree(root: string, folders: readonly string[]): Tree {
  const files: SourceFile[] = [];
  const read = (path: string): void => {
    for (const name of readdirSync(join(root, path)).sort()) {
      const below = posix.join(path, name);
      if (statSync(join(root, below)).isDirectory()) read(below);
      else if (LOOKED_AT.test(name)) files.push(new SourceFile(below, readFileSync(join(root, below), 'utf8')));
    }
  };
  for (const folder of folders) if (exists(join(root, folder))) read(folder);
  return new Tree(files);
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** A test, or what a folder keeps beside its tests for them alone. */
export const isTest = (path: string): boolean => /\.test\.tsx?$|^src\/.*\/tests\//.test(path);

/** Visits every node below one, parents first; the visitor sees the ancestors, nearest last. */
export function walk(node: Node, visit: (node: Node, above: readonly Node[]) => void): void {
  const above: Node[] = [];
  const go = (one: Node): void => {
    visit(one, above);
    above.push(one);
    for (const value of Object.values(one)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) go(child);
    }
    above.pop();
  };
  go(node);
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/** The text of a string literal or of a template without gaps; undefined for anything else. */
export function literalOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral') {
    const quasis = node.quasis as { value: { cooked: string } }[];
    if (quasis.length === 1) return quasis[0]?.value.cooked;
  }
  return undefined;
}

/** The last name of a callee: `f` of `f()`, `a.f()` and `a?.b.f()`. */
export function nameOfCallee(callee: unknown): string | undefined {
  if (!isNode(callee)) return undefined;
  if (callee.type === 'Identifier') return callee.name as string;
  if (callee.type === 'ChainExpression') return nameOfCallee(callee.expression);
  if (callee.type === 'MemberExpression') {
    return callee.computed ? literalOf(callee.property) : ((callee.property as Node).name as string | undefined);
  }
  return undefined;
}

function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  const add = (source: unknown, typeOnly: boolean, at: number): void => {
    const specifier = literalOf(source) ?? null;
    found.push({ specifier, target: specifier === null ? null : resolve(file.path, specifier), typeOnly, at });
  };
  walk(file.program, (node) => {
    if (node.type === 'ImportDeclaration') {
      const names = node.specifiers as Node[];
      const allTypes = names.length > 0 && names.every((one) => one.importKind === 'type');
      add(node.source, node.importKind === 'type' || allTypes, node.start);
    } else if (node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source)) {
      add(node.source, node.exportKind === 'type', node.start);
    } else if (node.type === 'ImportExpression') {
      add(node.source, false, node.start);
    } else if (node.type === 'TSImportType') {
      add(isNode(node.source) ? node.source : node.argument, true, node.start);
    } else if (node.type === 'NewExpression' && nameOfCallee(node.callee) === 'URL') {
      const [path, base] = node.arguments as Node[];
      const specifier = literalOf(path);
      if (base?.type === 'MemberExpression' && specifier && /^\.{1,2}\/.*\.tsx?$/.test(specifier))
        add(path, false, node.start);
    }
  });
  return found;
}

function resolve(from: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  return posix.normalize(posix.join(posix.dirname(from), specifier.replace(/\?.*$/, '')));
}
