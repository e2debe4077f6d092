import writeXlsxFile from 'write-excel-file/node';
import type { Tx } from '../../platform/db/database.ts';
import { nothing } from '../../platform/db/scope.ts';
import { type Ask, mount, type Server } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { say, textOf } from '../../platform/language/language.ts';
import { mattersOf } from './each.ts';
import { exportView, extracts, putExtract, removeExtract } from './extract.contract.ts';
import { csvOf } from './extract.csv.ts';
import { mayFitExtracts } from './extract.rights.ts';
import { rowReader } from './extract.rows.ts';
import { cellsOf, type Extract, extractRefusals, FIELDS } from './extract.rules.ts';
import { extractsOf, putExtract as putRow, removeExtract as removeRow } from './extract.store.ts';
import { extractWords } from './extract.words.ts';
import { standing } from './ground.ts';
import { hasMoreThan } from './queue.store.ts';
import { filtersOf, readingScope } from './reading.ts';

/** Extracts in a district at the most. */
const MOST_EXTRACTS = 50;
/** A workbook is made in memory; a stream of CSV is not. */
const MOST_ROWS = { csv: 500_000, xlsx: 20_000 } as const;

/** Extracts, and views of the queue as files. */
export function extractRoutes(server: Server): void {
  mount(server, extracts, async (ask) => ({
    extracts: await ask.db.read(nothing(ask.district), (tx) => extractsOf(tx, ask.district)),
  }));

  mount(server, putExtract, async (ask, { params, body }) => {
    refuseOthers(ask);
    const [refused] = extractRefusals(body);
    if (refused) {
      throw new Problem(422, 'extracts.charter', refused.why, [{ path: `body.${refused.path}`, message: refused.why }]);
    }
    const one = { ...body, id: params.id };
    const put = await ask.db.write(nothing(ask.district), (tx) => putRow(tx, ask.district, one, MOST_EXTRACTS));
    if (!put) throw new Problem(409, 'extracts.tooMany', textOf(extractWords, 'tooMany', { most: MOST_EXTRACTS }));
    return one;
  });

  mount(server, removeExtract, async (ask, { params }) => {
    refuseOthers(ask);
    const removed = await ask.db.write(nothing(ask.district), (tx) => removeRow(tx, ask.district, params.id));
    if (!removed) throw new Problem(404, 'extracts.noExtract', textOf(extractWords, 'noExtract'));
    return {};
  });

  mount(server, exportView, async (ask, { query }) => {
    const { extract: id, format, sort, ...view } = query;
    const scope = readingScope(ask);
    const wanted = await extractFor(ask, id);
    const ground = await standing(ask.db, ask.keyring, ask.district);
    const row = rowReader(ground, ask.language);
    const pages = mattersOf(ask.db, scope, filtersOf(ask, view), sort, ask.clock(), MOST_ROWS[format] + 1);
    const name = `${wanted.name}-${ask.clock().toISOString().slice(0, 10)}.${format}`;
    ask.reply.header(
      'content-disposition',
      `attachment; filename="matters.${format}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    );
    ask.reply.header('cache-control', 'private, no-store');
    const head = wanted.columns.map((one) => one.heading);
    if (format === 'csv') {
      ask.reply.type('text/csv; charset=utf-8');
      // What would not fit is refused before the answer begins: nothing tells in a table that it ended early.
      const isLonger = (tx: Tx) => hasMoreThan(tx, scope, filtersOf(ask, view), MOST_ROWS.csv, ask.clock());
      if (await ask.db.read(scope, isLonger)) throw tooLong('csv');
      return csvOf(head, pages, (one) => cellsOf(row(one), wanted));
    }
    const rows: (string | number | null)[][] = [];
    for await (const page of pages) rows.push(...page.map((one) => cellsOf(row(one), wanted)));
    if (rows.length > MOST_ROWS.xlsx) throw tooLong('xlsx');
    ask.reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    const book = [
      head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
      ...rows.map((one) =>
        one.map((value) => (typeof value === 'number' ? { value, type: Number } : { value, type: String })),
      ),
    ];
    return (await writeXlsxFile(book as never)).toBuffer();
  });
}

const tooLong = (format: keyof typeof MOST_ROWS): Problem =>
  new Problem(
    422,
    'extracts.tooLong',
    textOf(extractWords, format === 'csv' ? 'tooLongCsv' : 'tooLong', { most: MOST_ROWS[format] }),
  );

/** The extract that was asked for, or all fields under their own names. */
async function extractFor(ask: Ask, id: string | undefined): Promise<Extract> {
  if (id === undefined) {
    return {
      name: say(extractWords, ask.language, 'fileName'),
      columns: FIELDS.map((field) => ({ field, heading: say(extractWords, ask.language, `f_${field}`), values: [] })),
    };
  }
  const all = await ask.db.read(nothing(ask.district), (tx) => extractsOf(tx, ask.district));
  const found = all.find((one) => one.id === id);
  if (found) return found;
  const noExtract = textOf(extractWords, 'noExtract');
  throw new Problem(422, 'extracts.noExtract', noExtract, [{ path: 'query.extract', message: noExtract }]);
}

function refuseOthers(ask: Ask): void {
  if (!mayFitExtracts(ask.caller)) throw new Problem(403, 'extracts.notYours', textOf(extractWords, 'notYours'));
}
