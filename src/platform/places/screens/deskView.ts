import type { AnswerOf } from '../../http/contract.ts';
import type { Text } from '../../language/language.ts';
import type { BodyRow, desk, TerritoryRow } from '../changes/changes.contract.ts';

export type Desk = AnswerOf<typeof desk>;

/** A territory as the tree shows it: its newest row that has begun, else the one that comes. */
export type TreeNode = {
  readonly row: TerritoryRow;
  readonly ended: boolean;
  /** What is open below it and at it. */
  readonly open: number;
  readonly below: readonly TreeNode[];
};

const endedBy = (to: string | null, today: string): boolean => to !== null && to <= today;

/** One row a code: the one of today, else the last before, else the first to come. */
export function rowsNow(rows: readonly TerritoryRow[], today: string): TerritoryRow[] {
  return [...Map.groupBy(rows, (one) => one.code).values()].flatMap((own) => {
    const now = own.find((one) => one.from <= today && !endedBy(one.to, today));
    return now ?? own.findLast((one) => one.from <= today) ?? own[0] ?? [];
  });
}

/** The tree of a district, in the order of the codes. */
export function treeOf({ territories, open, today }: Pick<Desk, 'territories' | 'open' | 'today'>): TreeNode[] {
  const rows = rowsNow(territories, today);
  const byParent = Map.groupBy(rows, (one) => one.code.slice(0, -3));
  const node = (row: TerritoryRow): TreeNode => {
    const below = (byParent.get(row.code) ?? []).map(node);
    const own = open.territories[row.code] ?? 0;
    return {
      row,
      ended: endedBy(row.to, today),
      below,
      open: below.reduce((sum, one) => sum + one.open, own),
    };
  };
  return rows.filter((one) => one.level === 'district').map(node);
}

const holds = (name: Text, code: string, wanted: string): boolean =>
  [name.zh, name.en, code].some((one) => one.toLowerCase().includes(wanted));

/** The tree narrowed to what holds a text, with everything above it; ended ones only where they are wanted. */
export function narrowed(nodes: readonly TreeNode[], text: string, withEnded: boolean): TreeNode[] {
  const wanted = text.trim().toLowerCase();
  return nodes.flatMap((one) => {
    if (one.ended && !withEnded) return [];
    const below = narrowed(one.below, text, withEnded);
    const isFound = holds(one.row.name, one.row.code, wanted);
    // Below what was found all is kept, so that it can be unfolded.
    const kept = isFound && wanted !== '' ? narrowed(one.below, '', withEnded) : below;
    return isFound || below.length > 0 ? [{ ...one, below: kept }] : [];
  });
}

export const sizeOf = (nodes: readonly TreeNode[]): number =>
  nodes.reduce((sum, one) => sum + 1 + sizeOf(one.below), 0);

/** Bodies under those above them, with their depth; what holds a text, and ended ones only where they are wanted. */
export function bodiesIn(
  { bodies, today }: Pick<Desk, 'bodies' | 'today'>,
  text: string,
  withEnded: boolean,
): { readonly body: BodyRow; readonly depth: number; readonly ended: boolean }[] {
  const wanted = text.trim().toLowerCase();
  const known = new Set(bodies.map((one) => one.id));
  const byParent = Map.groupBy(bodies, (one) => (one.parent !== null && known.has(one.parent) ? one.parent : ''));
  const below = (parent: string, depth: number): ReturnType<typeof bodiesIn> =>
    (byParent.get(parent) ?? []).flatMap((body) => [
      { body, depth, ended: endedBy(body.to, today) },
      ...below(body.id, depth + 1),
    ]);
  return below('', 0).filter(
    (one) => (withEnded || !one.ended) && (wanted === '' || holds(one.body.name, one.body.id, wanted)),
  );
}

/** Square kilometres for people: more digits than that an approximate boundary does not bear. */
export const rounded = (n: number): string => (n >= 10 ? n.toFixed(0) : n.toFixed(2));
