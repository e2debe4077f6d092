import type { AnswerOf } from '../../platform/http/contract.ts';
import { type Language, say, type Text } from '../../platform/language/language.ts';
import type { Cell, Table } from '../../platform/tables/tables.ts';
import type { ask } from './asking.contract.ts';
import { figureCoded } from './catalogue.ts';
import { figuresWords } from './figures.words.ts';
import { met } from './references/references.rules.ts';

type Asked = AnswerOf<typeof ask>;

/** From how many figures on a table gives values alone. */
const WIDE = 6;

/** The table of an answer: one row for the territory and each below, for few figures with what each is made of and its interval; beside what can have a target its target, or its norm, empty where none is set; rates 0 to 1, times in minutes, as the figures' units are. `notes` are further rows at the end. */
export function tableOf(asked: Asked, language: Language, notes: readonly (readonly Cell[])[] = []): Table {
  const word = (key: keyof typeof figuresWords.zh & string): string => say(figuresWords, language, key);
  const named = (code: string): Text => figureCoded(code)?.name ?? { zh: code, en: code };
  const wide = asked.figures.length > WIDE;
  const detail = ['tablePart', 'tableWhole', 'tableLow', 'tableHigh'] as const;
  const head = [
    word('territory'),
    word('territoryName'),
    ...asked.figures.flatMap(({ code }) => {
      const name = named(code)[language];
      const columns = [...(wide ? [] : detail), ...againstColumns(code, wide)];
      return [name, ...columns.map((key) => `${name}·${word(key)}`)];
    }),
  ];
  const cells = (code: string, { value, target }: Row): Cell[] => {
    const shown = value.few ? word('tableFew') : value.value;
    const made = wide ? [] : [value.part, value.whole, value.low, value.high];
    const { is, since, source, isMet } = againstOf(code, { value, target });
    const said: Partial<Record<Column, Cell>> = {
      tableTarget: is,
      tableNorm: is,
      tableSince: since,
      tableSource: source,
      tableMet: isMet === null ? null : word(isMet ? 'tableIsMet' : 'tableUnmet'),
    };
    return [shown, ...made, ...againstColumns(code, wide).map((key) => said[key] ?? null)];
  };
  const none = (code: string): Cell[] =>
    Array(1 + (wide ? 0 : detail.length) + againstColumns(code, wide).length).fill(null);
  const below = asked.figures
    .flatMap((one) => one.below)
    .filter((one, at, all) => all.findIndex((other) => other.code === one.code && other.own === one.own) === at)
    .toSorted((a, b) => (a.own === b.own ? (a.code < b.code ? -1 : 1) : a.own ? 1 : -1));
  const rows: Cell[][] = [
    [
      asked.territory.code,
      asked.territory.name[language],
      ...asked.figures.flatMap(({ code, total, target }) => cells(code, { value: total, target })),
    ],
    ...below.map((row) => [
      row.code,
      row.own ? `${row.name[language]}${word('own')}` : row.name[language],
      ...asked.figures.flatMap((figure) => {
        const found = figure.below.find((one) => one.code === row.code && one.own === row.own);
        return found === undefined ? none(figure.code) : cells(figure.code, found);
      }),
    ]),
    ...notes.map((note) => [...note, ...Array(Math.max(0, head.length - note.length)).fill(null)]),
  ];
  return { head, rows };
}

type Figure = Asked['figures'][number];
type Row = Pick<Figure['below'][number], 'value' | 'target'>;
type Column = 'tableTarget' | 'tableNorm' | 'tableSince' | 'tableSource' | 'tableMet';

/** The columns beside a figure that say what it is held against: none where it says how much there was and has neither target nor norm. */
function againstColumns(code: string, wide: boolean): readonly Column[] {
  const figure = figureCoded(code);
  if (figure?.unit === 'norm') return wide ? ['tableNorm'] : ['tableNorm', 'tableMet'];
  if (figure?.better == null) return [];
  return wide ? ['tableTarget'] : ['tableTarget', 'tableSince', 'tableSource', 'tableMet'];
}

/** What a value is held against, where that is said, and whether it was met; nulls where nothing is set, or where the value is not told. */
function againstOf(code: string, { value, target }: Row) {
  const figure = figureCoded(code);
  if (figure?.unit === 'norm') {
    const is = value.whole !== null && value.whole > 0 ? value.whole : null;
    return { is, since: null, source: null, isMet: value.value === null ? null : value.value >= 1 };
  }
  const isMet = met(figure?.better ?? null, value.value, target?.value ?? null);
  return { is: target?.value ?? null, since: target?.from ?? null, source: target?.source ?? null, isMet };
}
