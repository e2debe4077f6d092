import { type AuthorityRow, inForce, namesKind, responsible } from '../authority.rules.ts';
import { liesWithin } from '../codes.rules.ts';

/** What of a body's passes to another one: below which territories, of which kinds ('' is every kind), from which day on. */
export type Transfer = {
  readonly id: string;
  readonly to: string;
  readonly territories: readonly string[];
  readonly kinds: readonly string[];
  readonly from: string;
};

/** Whether something at a code and of a kind (or a row of who answers for it) lies within a transfer. */
export function coversWhole(
  { territories, kinds }: Pick<Transfer, 'territories' | 'kinds'>,
  code: string,
  kind: string,
): boolean {
  return territories.some((one) => liesWithin(code, one)) && kinds.some((one) => namesKind(one, kind));
}

/**
 * The rows that must be written so that from the first day of a transfer on the other body answers wherever the one did within it, and
 * whoever answered elsewhere, earlier or beside it answers as before. Of one place and kind the rows go from the widest to the
 * narrowest: a row is written where what stands by then would answer otherwise than it should. Pure.
 */
export function transferWrites(
  rows: readonly AuthorityRow[],
  transfer: Transfer,
  why: AuthorityRow['why'],
): AuthorityRow[] {
  const { id, to, from } = transfer;
  const written = new Map<string, AuthorityRow>();
  const put = (row: AuthorityRow): unknown => written.set(`${keyOf(row)} ${row.from}`, row);
  const cells = cellsOf(rows, transfer);
  // Between two of these days nothing changes of who answers.
  const days = [...new Set([from, ...rows.flatMap((one) => [one.from, ...(one.to === null ? [] : [one.to])])])]
    .filter((day) => day >= from)
    .sort();
  for (const [at, day] of days.entries()) {
    const until = days[at + 1] ?? null;
    const before = rows.filter((one) => inForce(one, day));
    let after = before;
    for (const { territory, kind } of cells) {
      const wanted = responsible(before, territory, kind, day);
      if (wanted === null) continue;
      const passes = wanted.body === id;
      const body = passes ? to : wanted.body;
      if (responsible(after, territory, kind, day)?.body === body) continue;
      const own = before.find((one) => one.territory === territory && one.kind === kind);
      // What stood before the day ends on it; what a later day of it says begins a row of its own.
      if (own !== undefined && own.from < from && day === from) put({ ...own, to: from });
      const next = { territory, kind, body, from: day, to: until, why: passes ? why : wanted.why };
      after = [...after.filter((one) => one !== own), next];
      put(next);
    }
  }
  return unbroken(rows, [...written.values()]);
}

/** Every place and kind within a transfer of which some row speaks, from the widest to the narrowest. */
function cellsOf(rows: readonly AuthorityRow[], transfer: Transfer) {
  const inside = (code: string) => transfer.territories.some((one) => liesWithin(code, one));
  const named = (kind: string) => transfer.kinds.some((one) => namesKind(one, kind));
  const territories = [...new Set([...transfer.territories, ...rows.map((one) => one.territory)])].filter(inside);
  const kinds = [...new Set([...transfer.kinds, ...rows.map((one) => one.kind)])].filter(named);
  return territories
    .flatMap((territory) => kinds.map((kind) => ({ territory, kind })))
    .sort((a, b) => a.territory.length - b.territory.length || a.kind.length - b.kind.length);
}

/**
 * A row that ran over a later day of which another row is written now is cut there, and goes on as a row of its own behind it; rows that
 * follow one another and say the same are one.
 */
function unbroken(rows: readonly AuthorityRow[], writes: readonly AuthorityRow[]): AuthorityRow[] {
  const days = new Map<string, AuthorityRow>();
  const touched = new Set(writes.map(keyOf));
  for (const row of rows) if (touched.has(keyOf(row))) days.set(`${keyOf(row)} ${row.from}`, row);
  const known = new Set(days.keys());
  for (const row of writes) days.set(`${keyOf(row)} ${row.from}`, row);
  const result: AuthorityRow[] = [];
  for (const one of Map.groupBy(days.values(), keyOf).values()) {
    const sorted = one.toSorted((a, b) => (a.from < b.from ? -1 : 1));
    let last: AuthorityRow | undefined;
    for (const [at, row] of sorted.entries()) {
      const next = sorted[at + 1];
      const cut = next !== undefined && (row.to === null || next.from < row.to) ? { ...row, to: next.from } : row;
      const isNew = !known.has(`${keyOf(cut)} ${cut.from}`);
      if (last !== undefined && isNew && last.to === cut.from && says(last) === says(cut)) {
        last = {
          territory: last.territory,
          kind: last.kind,
          body: last.body,
          from: last.from,
          to: cut.to,
          why: last.why,
        };
        result[result.length - 1] = last;
      } else {
        last = cut;
        result.push(cut);
      }
    }
  }
  return result.filter(
    (row) =>
      !rows.some(
        (one) => keyOf(one) === keyOf(row) && one.from === row.from && one.to === row.to && says(one) === says(row),
      ),
  );
}

const keyOf = ({ territory, kind }: Pick<AuthorityRow, 'territory' | 'kind'>): string => `${territory} ${kind}`;
const says = ({ body, why }: AuthorityRow): string => `${body} ${why.zh} ${why.en}`;

export type TransferFault = {
  readonly why: 'past' | 'noBody' | 'ownHeir' | 'noHeir' | 'noTerritory' | 'nothingPasses';
  readonly path: string;
  readonly about?: string;
};

/** Why a transfer cannot be, or null. `stands`: whether a body stands on a day; `has`: whether a territory does. Pure. */
export function transferFault(
  rows: readonly AuthorityRow[],
  given: Transfer,
  known: {
    readonly stands: (body: string, day: string) => boolean;
    readonly has: (code: string, day: string) => boolean;
    readonly today: string;
    /** Whether anything is open in its hands there. */
    readonly isOpen: boolean;
  },
): TransferFault | null {
  if (given.from < known.today) return { why: 'past', path: 'from' };
  if (!known.stands(given.id, known.today)) return { why: 'noBody', path: 'id' };
  if (given.to === given.id) return { why: 'ownHeir', path: 'to' };
  if (!known.stands(given.to, given.from)) return { why: 'noHeir', path: 'to' };
  const lacking = given.territories.findIndex((one) => !known.has(one, given.from));
  if (lacking >= 0)
    return { why: 'noTerritory', path: `territories.${lacking}`, about: given.territories[lacking] ?? '' };
  const passes = transferWrites(rows, given, { zh: '', en: '' }).length > 0 || known.isOpen;
  return passes ? null : { why: 'nothingPasses', path: 'kinds' };
}
