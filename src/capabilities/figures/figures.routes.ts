import type { AnswerOf, InputOf } from '../../platform/http/contract.ts';
import { type Ask, mount, type Server } from '../../platform/http/mount.ts';
import { type Language, say } from '../../platform/language/language.ts';
import { csvOf, type Table, xlsxOf } from '../../platform/tables/tables.ts';
import { appealsRoutes } from './appeals/appeals.routes.ts';
import { ask as askContract, catalogue } from './asking.contract.ts';
import { readAsked } from './asking.ts';
import { bodies } from './bodies.contract.ts';
import { readBodies } from './bodies.read.ts';
import { FIGURES } from './catalogue.ts';
import { fairness, splits } from './fairness.contract.ts';
import { readFairness, readSplits } from './fairness.read.ts';
import { csv, figures, open, xlsx } from './figures.contract.ts';
import { openFigure } from './figures.opening.ts';
import { readFigures, withheldOf } from './figures.read.ts';
import { readsAll } from './figures.rights.ts';
import { figuresWords } from './figures.words.ts';
import { picture } from './picture.contract.ts';
import { pictureOf } from './picture.ts';
import { questionOf } from './question.read.ts';
import { tableOf } from './table.ts';

/** The figures, open to all: read them, ask for some, open one to its lines, take them along as a table. */
export function figuresRoutes(server: Server): void {
  mount(
    server,
    catalogue,
    async () => ({ figures: FIGURES.map((one) => one) }) as unknown as AnswerOf<typeof catalogue>,
  );

  appealsRoutes(server);

  mount(server, figures, async (ask, { query }) => readFigures(ask, await questionOf(ask, query)));

  mount(server, askContract, async (ask, { query }) => readAsked(ask, query));

  mount(server, open, async (ask, { query }) => openFigure(ask, query));

  mount(server, fairness, async (ask, { query }) => readFairness(ask, await questionOf(ask, query)));

  mount(server, bodies, async (ask, { query }) => readBodies(ask, await questionOf(ask, query)));

  mount(server, splits, async (ask, { query }) => readSplits(ask, await questionOf(ask, query)));

  mount(server, csv, async (ask, { query }) => {
    const { table, name } = await tableFor(ask, query);
    attach(ask, name, 'csv', 'text/csv; charset=utf-8');
    return csvOf(table);
  });

  mount(server, xlsx, async (ask, { query }) => {
    const { table, name } = await tableFor(ask, query);
    attach(ask, name, 'xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    await ask.reply.send(await xlsxOf(table, say(figuresWords, ask.language, 'csvName')));
  });

  mount(server, picture, async (ask, input) => {
    const drawn = await pictureOf(ask, input);
    // It is made to stand on other people's pages, which by themselves may take nothing from here. What is drawn for whoever reads all is
    // kept by nobody on the way.
    ask.reply
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('cache-control', readsAll(ask.caller) ? 'private, no-store' : 'public, max-age=60')
      .header('vary', 'accept-language');
    await ask.reply.type('image/svg+xml; charset=utf-8').send(drawn);
  });
}

/** The table of what is asked, with the hidden kinds' floored sum where the public asks for all; every figure where none is named. */
async function tableFor(ask: Ask, query: InputOf<typeof csv>['query']): Promise<{ table: Table; name: string }> {
  const codes = query.codes ?? FIGURES.map((one) => one.code).join(',');
  const asked = await readAsked(ask, { ...query, codes, below: 'true' });
  const { territory, kind, from, to } = asked;
  const question = await questionOf(ask, { territory: territory.code, ...(kind === null ? {} : { kind }), from, to });
  const withheld = query.codes === undefined ? await withheldOf(ask, question) : null;
  const note =
    withheld !== null && withheld.months.length > 0
      ? [['', say(figuresWords, ask.language, 'withheldRow', { floor: withheld.floor }), withheld.opened]]
      : [];
  const { language } = ask;
  return {
    table: tableOf(asked, language, [...contestedRows(asked, language), ...note]),
    name: `${asked.territory.code}-${asked.from}-${asked.to}`,
  };
}

/** What of a table is contested, one row each. */
const contestedRows = ({ territory, figures: all }: AnswerOf<typeof askContract>, language: Language) =>
  all.flatMap(({ code, contested, below }) => {
    const name = FIGURES.find((one) => one.code === code)?.name[language] ?? code;
    return [{ code: territory.code, contested }, ...below.filter((one) => !one.own)].flatMap((one) =>
      one.contested === 0 ? [] : [[one.code, say(figuresWords, language, 'contestedRow', { name }), one.contested]],
    );
  });

function attach({ reply, language }: Ask, name: string, ending: string, type: string): void {
  const full = encodeURIComponent(`${say(figuresWords, language, 'csvName')}-${name}.${ending}`);
  reply.type(type);
  reply.header('content-disposition', `attachment; filename="figures-${name}.${ending}"; filename*=UTF-8''${full}`);
}
