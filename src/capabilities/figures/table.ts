import type { AnswerOf } from '../../platform/http/contract.ts';
import { type Language, say, type Text } from '../../platform/language/language.ts';
import type { Cell, Table } from '../../platform/tables/tables.ts';
import type { ask } from './asking.contract.ts';
import { figureCoded } from './catalogue.ts';
import { figuresWords } from './figures.words.ts';

type Asked = AnswerOf<typeof ask>;

/** From how many figures on a table gives values alone. */
const WIDE = 6;

/** The table of an answer: one row for the territory and each below, for few figures with what each is made of and its interval; rates 0 to 1, times in minutes, as the figures' units are. `notes` are further rows at the end. */
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
      return wide ? [name] : [name, ...detail.map((key) => `${name}·${word(key)}`)];
    }),
  ];
  const cells = (value: Asked['figures'][number]['total']): Cell[] => {
    const shown = value.few ? word('tableFew') : value.value;
    return wide ? [shown] : [shown, value.part, value.whole, value.low, value.high];
  };
  const none: Cell[] = Array(wide ? 1 : 1 + detail.length).fill(null);
  const below = asked.figures
    .flatMap((one) => one.below)
    .filter((one, at, all) => all.findIndex((other) => other.code === one.code && other.own === one.own) === at)
    .toSorted((a, b) => (a.own === b.own ? (a.code < b.code ? -1 : 1) : a.own ? 1 : -1));
  const rows: Cell[][] = [
    [asked.territory.code, asked.territory.name[language], ...asked.figures.flatMap(({ total }) => cells(total))],
    ...below.map((row) => [
      row.code,
      row.own ? `${row.name[language]}${word('own')}` : row.name[language],
      ...asked.figures.flatMap((figure) => {
        const found = figure.below.find((one) => one.code === row.code && one.own === row.own);
        return found === undefined ? none : cells(found.value);
      }),
    ]),
    ...notes.map((note) => [...note, ...Array(Math.max(0, head.length - note.length)).fill(null)]),
  ];
  return { head, rows };
}
