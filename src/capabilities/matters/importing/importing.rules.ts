/** What a column of a table may be for a matter. */
export const FIELDS = ['number', 'happened', 'kind', 'words', 'address', 'lon', 'lat'] as const;
export type Field = (typeof FIELDS)[number];

/** The column that answers a question of a kind. */
export type Asked = { readonly kind: string; readonly question: string; readonly column: string };

/** How somebody at the desk says that a table is to be read; the times in it are Asia/Shanghai. */
export type Plan = {
  /** The row that holds the columns' names, from 1; rows above it are no input. */
  readonly headerRow: number;
  /** The column of each field by its name; null for none. */
  readonly columns: Readonly<Record<Field, string | null>>;
  /** Which kind a value of the kind's column means. */
  readonly kinds: readonly { readonly value: string; readonly kind: string }[];
  /** The kind of what is not among them, or of every row where no column says one; null refuses such a row. */
  readonly otherwise: string | null;
  /** Which columns answer which questions of the kinds; a row answers those of its own kind. */
  readonly answers: readonly Asked[];
  readonly datum: 'wgs84' | 'gcj02' | 'bd09';
  /** What the ledger is called: rows of one name with one number are one matter. Empty: all tables of this heading are one ledger. */
  readonly ledger: string;
};

export const STATES = ['checking', 'checked', 'running', 'done', 'cancelled', 'failed'] as const;
export type State = (typeof STATES)[number];

/** What whoever brings a table may do, and from which states. */
const FROM: Readonly<Record<'plan' | 'start' | 'cancel', readonly State[]>> = {
  plan: ['checking', 'checked'],
  start: ['checked'],
  cancel: ['checking', 'checked', 'running'],
};
export type Act = keyof typeof FROM;

export const mayAct = (act: Act, state: State): boolean => FROM[act].includes(state);

/** Nothing will happen to it any more. */
export const hasEnded = (state: State): boolean => !mayAct('cancel', state);

/** What a plan still lacks before a row can be read; empty when it is whole. */
export function lacking({ columns, kinds, otherwise }: Plan): ('happened' | 'kind' | 'place')[] {
  const hasPoint = columns.lon !== null && columns.lat !== null;
  return [
    ...(columns.happened === null ? (['happened'] as const) : []),
    ...(otherwise === null && (columns.kind === null || kinds.length === 0) ? (['kind'] as const) : []),
    ...(columns.address === null && !hasPoint ? (['place'] as const) : []),
  ];
}

/** Names that a field's column bears in the tables of others, the most telling first. */
export type Names = Readonly<Record<Field, readonly string[]>>;

/** A name without what people write around it. */
export const plain = (name: string): string => name.replace(/[\s（）()：:*＊?？_-]/g, '').toLowerCase();

/** The columns that a heading seems to have: a name as it is before one that is only part of a heading. */
export function guessedColumns(header: readonly string[], names: Names): Record<Field, string | null> {
  const found: Record<Field, string | null> = {
    ...{ number: null, happened: null, kind: null, words: null },
    ...{ address: null, lon: null, lat: null },
  };
  const left = new Set(header.map((one) => one.trim()).filter((one) => one !== ''));
  const take = (field: Field, fits: (column: string, name: string) => boolean): void => {
    if (found[field] !== null) return;
    for (const name of names[field]) {
      const column = [...left].find((one) => fits(plain(one), plain(name)));
      if (column === undefined) continue;
      found[field] = column;
      left.delete(column);
      return;
    }
  };
  for (const field of FIELDS) take(field, (column, name) => column === name);
  for (const field of FIELDS) take(field, (column, name) => name.length > 1 && column.includes(name));
  return found;
}

/** The row that looks most like a heading: of the first ones, that in which most fields are found. */
export function guessedHeading(
  rows: readonly { readonly row: number; readonly values: readonly string[] }[],
  names: Names,
): number {
  let best = { row: rows[0]?.row ?? 1, found: 1 };
  for (const { row, values } of rows) {
    const found = Object.values(guessedColumns(values, names)).filter((one) => one !== null).length;
    if (found > best.found) best = { row, found };
  }
  return best.row;
}

/** A kind as far as its names go. */
export type Named = {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly keywords: readonly string[];
};

/** Which kinds values mean where they are a kind's code or name, or a keyword of one kind alone. */
export function guessedKinds(values: readonly string[], kinds: readonly Named[]): { value: string; kind: string }[] {
  return values.flatMap((value) => {
    const said = plain(value);
    const named = kinds.find(({ code, name }) => [code, name.zh, name.en].some((one) => plain(one) === said));
    const byWord = kinds.filter(({ keywords }) => keywords.some((one) => plain(one) === said));
    const found = named ?? (byWord.length === 1 ? byWord[0] : undefined);
    return found ? [{ value, kind: found.code }] : [];
  });
}
