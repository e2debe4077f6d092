import type { Mapped } from '../../../gateways/tabular/mapped.ts';
import { withoutOwn } from '../../../gateways/tabular/own.ts';
import { batches, type Row } from '../../../gateways/tabular/rows.ts';
import { tabularWords } from '../../../gateways/tabular/tabular.words.ts';
import { Unreadable } from '../../../gateways/tabular/unreadable.ts';
import { type Text, textOf } from '../../../platform/language/language.ts';
import type { Kind } from '../../kinds/kinds.door.ts';
import { guessedAnswers } from './answers.rules.ts';
import type { Examined } from './bringing.ts';
import type { Shown } from './importing.contract.ts';
import { guessedColumns, guessedHeading, guessedKinds, type Plan } from './importing.rules.ts';
import { importingWords } from './importing.words.ts';
import { NAMES } from './mapping.ts';

/** Rows of one table at the desk at the most; what is larger is the command's. */
export const MOST_ROWS = 50_000;
/** Rows of a batch: few enough that the progress moves and a cancelling is soon heard. */
const BATCH = 500;
/** Rows above a heading at the most. */
const HEAD_ROWS = 10;
const MOST_VALUES = 300;
const MOST_REASONS = 30;
const MOST_SHOWN = 50;
const SAMPLE = 5;
const MOST_CELL = 300;

/** All rows of a table. Throws `Unreadable`. */
export async function rowsOf(bytes: Uint8Array): Promise<readonly Row[]> {
  const all: Row[] = [];
  for await (const batch of batches(bytes)) {
    all.push(...batch);
    if (all.length > MOST_ROWS + HEAD_ROWS) {
      throw new Unreadable(textOf(importingWords, 'tooManyRows', { limit: MOST_ROWS }));
    }
  }
  return all;
}

export function* slices(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += BATCH) yield rows.slice(from, from + BATCH);
}

/** A table under its heading, our own columns of an earlier refusal taken off. */
export type Table = { readonly headerRow: number; readonly header: readonly string[]; readonly rows: readonly Row[] };

/** Throws `Unreadable` where the row of the heading holds no names. */
export function tableOf(all: readonly Row[], headerRow: number | null): Table {
  const at = headerRow ?? guessedHeading(all.slice(0, HEAD_ROWS), NAMES);
  const heading = all.find((one) => one.row >= at);
  if (all.length === 0) throw new Unreadable(textOf(tabularWords, 'empty'));
  // NUL and U+FFFD are what other files than tables read as.
  if (heading === undefined || heading.broken !== null || heading.values.some((one) => /[\0\ufffd]/.test(one)))
    throw new Unreadable(textOf(importingWords, 'noColumns'));
  const rows = all.filter((one) => one.row > heading.row);
  const strip = withoutOwn(heading.values);
  return {
    headerRow: heading.row,
    header: strip === null ? heading.values : strip(heading).values,
    rows: strip === null ? rows : rows.map(strip),
  };
}

/** The values of a column, the most frequent first. */
export function valuesOf({ header, rows }: Table, column: string | null): { value: string; count: number }[] {
  const at = column === null ? -1 : header.findIndex((one) => one.trim() === column);
  if (at < 0) return [];
  return mostOf(
    // What is longer is no name of a kind.
    rows.map((one) => (one.values[at] ?? '').trim()).filter((one) => one !== '' && one.length <= 200),
    (one) => one,
    MOST_VALUES,
  ).map(({ item, count }) => ({ value: item, count }));
}

/** A plan for a table that was given none, by the names of its columns and the names of the district's kinds. */
export function guessedPlan(table: Table, kinds: readonly Kind[]): Plan {
  const named = table.header.filter((one) => one.trim().length <= 200);
  const columns = guessedColumns(named, NAMES);
  return {
    headerRow: table.headerRow,
    columns,
    kinds: knownKinds(table, columns.kind, kinds),
    otherwise: null,
    answers: guessedAnswers(
      leftOf(named, columns),
      kinds.filter((one) => one.active),
    ),
    datum: 'wgs84',
    ledger: '',
  };
}

export const knownKinds = (table: Table, column: string | null, kinds: readonly Kind[]): Plan['kinds'] =>
  guessedKinds(
    valuesOf(table, column).map((one) => one.value),
    kinds.filter((one) => one.active),
  );

/** Columns that are no field of a matter. */
const leftOf = (named: readonly string[], columns: Plan['columns']): string[] =>
  named.map((one) => one.trim()).filter((one) => !Object.values(columns).includes(one));

/** Whether every column of a plan is in a table. */
export const fits = ({ columns, answers }: Plan, { header }: Table): boolean => {
  const there = new Set(header.map((one) => one.trim()));
  const named = [...Object.values(columns), ...answers.map(({ column }) => column)];
  return named.every((one) => one === null || there.has(one));
};

/** The first rows as they stand. */
export const sampleOf = ({ header, rows }: Table): string[][] =>
  rows.slice(0, SAMPLE).map((one) => header.map((_, at) => cell(one.values[at] ?? '')));

/** Adds up what examined batches would become. */
export class Findings {
  #taken = 0;
  #known = 0;
  readonly #refusals: { row: number; reason: Text; cells: string[] }[] = [];

  add(batch: Mapped, { fresh, known, refusals }: Examined): void {
    this.#taken += fresh.length;
    this.#known += known;
    for (const { row, reason, values } of refusals) {
      const isShown = this.#refusals.length < MOST_SHOWN;
      this.#refusals.push({ row, reason, cells: isShown ? batch.header.map((_, at) => cell(values[at] ?? '')) : [] });
    }
  }

  found(past: boolean): NonNullable<Shown['found']> {
    const refusals = this.#refusals;
    const reasons = mostOf(refusals, (one) => one.reason.zh, MOST_REASONS);
    return {
      taken: this.#taken,
      known: this.#known,
      refused: refusals.length,
      reasons: reasons.map(({ item, count }) => ({ reason: item.reason, count })),
      rows: refusals.slice(0, MOST_SHOWN).sort((a, b) => a.row - b.row),
      past,
    };
  }
}

function mostOf<T>(all: readonly T[], by: (one: T) => string, most: number): { item: T; count: number }[] {
  const counted = new Map<string, { item: T; count: number }>();
  for (const item of all) {
    const known = counted.get(by(item));
    if (known) known.count += 1;
    else counted.set(by(item), { item, count: 1 });
  }
  return [...counted.values()].sort((a, b) => b.count - a.count).slice(0, most);
}

const cell = (value: string): string => (value.length > MOST_CELL ? `${value.slice(0, MOST_CELL)}…` : value);
