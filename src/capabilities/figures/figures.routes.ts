import { stringify } from 'csv-stringify/sync';
import { mount, type Server } from '../../platform/http/mount.ts';
import { say } from '../../platform/language/language.ts';
import { fairness, splits } from './fairness.contract.ts';
import { readFairness, readSplits } from './fairness.read.ts';
import { csv, figures, open } from './figures.contract.ts';
import { openFigure } from './figures.opening.ts';
import { questionOf, readFigures } from './figures.read.ts';
import { type FigureSet, SUMS } from './figures.rules.ts';
import { figuresWords } from './figures.words.ts';

/** The figures, open to all: read them, open one to its lines, take them along as CSV. */
export function figuresRoutes(server: Server): void {
  mount(server, figures, async (ask, { query }) => readFigures(ask, await questionOf(ask, query)));

  mount(server, open, async (ask, { query }) => openFigure(ask, query));

  mount(server, fairness, async (ask, { query }) => readFairness(ask, await questionOf(ask, query)));

  mount(server, splits, async (ask, { query }) => readSplits(ask, await questionOf(ask, query)));

  mount(server, csv, async (ask, { query }) => {
    const { territory, total, children, from, to, withheld } = await readFigures(ask, await questionOf(ask, query));
    const word = (key: keyof (typeof figuresWords)['zh']) => say(figuresWords, ask.language, key);
    const row = (code: string, name: string, set: FigureSet) => [
      code,
      name,
      ...SUMS.map((sum) => set[sum]),
      set.satisfaction,
      set.onTimeRate,
      set.closingRate,
      set.onTimeClosingRate,
      set.firstAction?.minutes ?? null,
      set.handling?.minutes ?? null,
    ];
    const head = [
      word('territory'),
      word('territoryName'),
      ...SUMS.map((sum) => word(sum)),
      word('satisfaction'),
      word('onTimeRate'),
      word('closingRate'),
      word('onTimeClosingRate'),
      word('firstAction'),
      word('handling'),
    ];
    const rows = [
      row(territory.code, territory.name[ask.language], total),
      ...children.map((one) =>
        row(one.code, one.own ? `${one.name[ask.language]}${word('own')}` : one.name[ask.language], one.figures),
      ),
      ...(withheld && withheld.months.length > 0
        ? [['', say(figuresWords, ask.language, 'withheldRow', { floor: withheld.floor }), withheld.opened]]
        : []),
    ];
    const width = head.length;
    ask.reply.type('text/csv; charset=utf-8');
    ask.reply.header(
      'content-disposition',
      `attachment; filename="figures-${territory.code}-${from}-${to}.csv"; filename*=UTF-8''${encodeURIComponent(`${word('csvName')}-${territory.code}-${from}-${to}.csv`)}`,
    );
    // The mark of byte order tells spreadsheets that it is UTF-8; a name that begins like a formula stays a text.
    return stringify([head, ...rows.map((one) => [...one, ...Array(width - one.length).fill(null)])], {
      bom: true,
      escape_formulas: true,
      record_delimiter: 'windows',
    });
  });
}
