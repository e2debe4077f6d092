import { type As, type FigureVersion, neededBy } from './figure.rules.ts';

/** What stands after the slash of a measure for a choice of kinds: all, a group (`hazard`), or one kind (`hazard.fire`). */
export function kindPart(kind: string | null): string {
  return kind === null ? '' : kind.includes('.') ? kind : `${kind}.`;
}

/** A measure as figures are asked of it: of a choice of kinds, or of a base or a norm, which have none. */
export const measureOf = (name: string, as: As, kind: string | null): string =>
  as === 'base' || as === 'norm' ? `${name}/` : `${name}/${kindPart(kind)}`;

/** Every measure that versions of figures are made of, by how it is summed, each once. */
export function measuresOf(
  versions: readonly FigureVersion[],
  kind: string | null,
): Readonly<Record<As, readonly string[]>> {
  const needed = versions.flatMap(neededBy);
  const of = (as: As): string[] => [
    ...new Set(needed.filter((one) => one.as === as).map((one) => measureOf(one.measure, as, kind))),
  ];
  return { flow: of('flow'), stock: of('stock'), base: of('base'), months: of('months'), norm: of('norm') };
}
