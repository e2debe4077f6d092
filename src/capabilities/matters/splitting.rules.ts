/** So near to each other that it may well be one finding: the width of a building and its yard. Metres. */
export const NEAR_METRES = 50;
/**
 * So many of one kind on one day by the same hands at one spot are shown as a group: two blocked stairways in a house are two
 * findings, three and more are worth a look at whether they were one.
 */
export const SPLIT_FROM = 3;

/** A matter that was closed, as far as splitting looks at it. `hands` is alike for those of the same hands, kind and day, and says no more. */
export type ClosedTogether = {
  readonly id: string;
  readonly kind: string;
  readonly territory: string;
  /** WGS-84 degrees, or null where only a territory is known. */
  readonly lon: number | null;
  readonly lat: number | null;
  /** The Shanghai day of the report. */
  readonly day: string;
  readonly body: string | null;
  readonly hands: number;
};

/** Matters that may have been one finding: each but the first is one closing more. */
export type Split = Pick<ClosedTogether, 'kind' | 'territory' | 'day' | 'body'> & {
  readonly matters: readonly string[];
};

/**
 * Groups of `SPLIT_FROM` and more of the same hands, kind and day that hang together by steps of at most `NEAR_METRES`; those without a
 * point hang together in their territory. In the order in which their first matters came.
 */
export function splitsIn(closed: readonly ClosedTogether[]): Split[] {
  const groups = [...Map.groupBy(closed, (one) => one.hands).values()].flatMap(togetherIn);
  return groups
    .filter((group) => group.length >= SPLIT_FROM)
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { kind, territory, day, body } = first;
      return [{ kind, territory, day, body, matters: group.map(({ id }) => id) }];
    });
}

/** How many closings such groups have above one each. */
export const beyondOne = (splits: readonly Split[]): number =>
  splits.reduce((sum, { matters }) => sum + matters.length - 1, 0);

function togetherIn(all: readonly ClosedTogether[]): ClosedTogether[][] {
  const groups: ClosedTogether[][] = [];
  for (const one of all) {
    const near = groups.filter((group) => group.some((other) => hangTogether(one, other)));
    for (const group of near) groups.splice(groups.indexOf(group), 1);
    groups.push([...near.flat(), one]);
  }
  return groups;
}

function hangTogether(a: ClosedTogether, b: ClosedTogether): boolean {
  if (a.lon === null || a.lat === null || b.lon === null || b.lat === null)
    return a.lon === null && b.lon === null && a.territory === b.territory;
  return metres(a.lon, a.lat, b.lon, b.lat) <= NEAR_METRES;
}

/** Metres between two points a few streets apart: a degree of latitude is 111,195 m (mean radius 6,371,008.8 m, IUGG). */
function metres(lonA: number, latA: number, lonB: number, latB: number): number {
  const degree = 111_195.08;
  const across = (lonA - lonB) * Math.cos((((latA + latB) / 2) * Math.PI) / 180);
  return Math.hypot(across, latA - latB) * degree;
}
