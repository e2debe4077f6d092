import type { SourceFile, Tree } from './tree.ts';

/** One place where a law is broken. */
export type Finding = { readonly rule: string; readonly path: string; readonly line: number; readonly why: string };

/**
 * One of the eight laws of the house (ARCHITECTURE.md). Every rule named here has a planted offence in
 * `offences/<law>/<rule>/` which it must catch; a rule without one, or one that catches nothing, fails the tests.
 */
export type Law = {
  readonly number: number;
  readonly name: string;
  readonly rules: readonly string[];
  readonly find: (tree: Tree) => Finding[];
};

/** A finding at an offset of a file. */
export function finding(rule: string, file: SourceFile, at: number, why: string): Finding {
  return { rule, path: file.path, line: file.lineAt(at), why };
}

/** Where a path lies in the house: `src/capabilities/matters/…` is folder `matters` in wing `capabilities`. */
export function placeOf(path: string): { wing: string; folder: string } {
  const [, wing = '', folder = ''] = /^src\/([^/]+)\/([^/]+)/.exec(path) ?? [];
  return { wing, folder: folder.includes('.') ? '' : folder };
}
