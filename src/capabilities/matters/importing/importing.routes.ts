import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import { tabularWords } from '../../../gateways/tabular/tabular.words.ts';
import { addDays, dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { nothing } from '../../../platform/db/scope.ts';
import { type FileParts, holdBytes, letGo, withUpload } from '../../../platform/files/files.door.ts';
import { type Ask, mount, type Server } from '../../../platform/http/mount.ts';
import { Problem } from '../../../platform/http/problem.ts';
import { say, textOf } from '../../../platform/language/language.ts';
import { standing } from '../ground.ts';
import { stillAsked } from './answers.rules.ts';
import {
  cancelImport,
  listImports,
  planImport,
  putImport,
  readImport,
  refusedRows,
  type Shown,
  startImport,
} from './importing.contract.ts';
import { importAppointment, maySeeRows } from './importing.rights.ts';
import { type Act, hasEnded, mayAct } from './importing.rules.ts';
import * as kept from './importing.store.ts';
import { KEPT_DAYS } from './importing.timers.ts';
import { importingWords } from './importing.words.ts';
import { importSeal } from './importSeal.ts';

/** Imports of a district that have not ended at the most, and ended ones that a list shows. */
const MOST_OPEN = 5;
const MOST_SHOWN = 20;
/** Days after the upload on which it can still be started; the tray of uploads is swept after them. */
const OPEN_DAYS = 2;
const LINE_BREAK = /[\r\n]/;

/** Tables of matters that are brought at the desk; the worker looks at them and brings them in (importing.timers.ts). */
export function importRoutes(server: Server, files: FileParts): void {
  mount(server, listImports, async (ask) => {
    begin(ask);
    const rows = await inDistrict(ask, (tx) => kept.newestImports(tx, ask.district, MOST_SHOWN));
    return { imports: rows.map((one) => courseOf(ask, one)) };
  });

  mount(server, putImport, async (ask, { params: { id } }) => {
    const author = begin(ask);
    const { district, keyring } = ask;
    return withUpload(ask, async ({ bytes, name }) => {
      const now = ask.clock();
      const day = dayOf(now);
      if (bytes.length === 0) throw refused(422, 'empty', textOf(tabularWords, 'empty'));
      const before = await inDistrict(ask, async (tx) => {
        const there = await kept.importById(tx, district, id);
        if (there === null && (await kept.openImports(tx, district)) >= MOST_OPEN)
          throw refused(409, 'tooMany', textOf(importingWords, 'tooMany', { most: MOST_OPEN }));
        return there;
      });
      if (before !== null) return sameAgain(ask, before);
      const held = await holdBytes(files, ask.db, { district, bytes, day });
      const said = importSeal(keyring, district).said(id, { ...NOTHING_YET, name: plainName(name) });
      const until = addDays(day, OPEN_DAYS);
      const added = await inDistrict(ask, (tx) =>
        kept.addImport(tx, district, { id, ...author, held, said, made: now, until }),
      );
      if (added) return { id };
      await letGo(files, district, held);
      return sameAgain(ask, await found(ask, id));
    });
  });

  mount(server, readImport, async (ask, { params }) => {
    begin(ask);
    const one = await found(ask, params.id);
    const shown = maySeeRows(ask.caller, one) ? importSeal(ask.keyring, ask.district).openSaid(one.id, one.said) : null;
    return { course: courseOf(ask, one), shown };
  });

  mount(server, planImport, async (ask, { params, body }) => {
    begin(ask);
    const { district } = ask;
    const { kinds } = await standing(ask.db, ask.keyring, district);
    const wanted = [...body.kinds.map((one) => one.kind), ...(body.otherwise === null ? [] : [body.otherwise])];
    if (!wanted.every((code) => kinds.get(code)?.active)) {
      const message = textOf(importingWords, 'unknownKind');
      throw new Problem(422, 'matters.unknownKind', message, [{ path: 'body.kinds', message }]);
    }
    if (stillAsked(body.answers, kinds).length < body.answers.length) {
      const message = textOf(importingWords, 'unknownQuestion');
      throw new Problem(422, 'matters.unknownQuestion', message, [{ path: 'body.answers', message }]);
    }
    return acted(ask, params.id, 'plan', async (tx, one, seal) => {
      const said = seal.openSaid(one.id, one.said);
      await kept.checkAgain(tx, district, one.id, seal.said(one.id, { ...said, plan: body, found: null }));
    });
  });

  mount(server, startImport, async (ask, { params }) => {
    begin(ask);
    return acted(ask, params.id, 'start', async (tx, one, seal) => {
      const { found: tried } = seal.openSaid(one.id, one.said);
      if (tried === null || tried.taken === 0) throw refused(409, 'notChecked', textOf(importingWords, 'notChecked'));
      await kept.startRun(tx, ask.district, one.id, addDays(dayOf(ask.clock()), KEPT_DAYS));
    });
  });

  mount(server, cancelImport, async (ask, { params }) => {
    begin(ask);
    return acted(ask, params.id, 'cancel', async (tx, one) => {
      const ended = ask.clock();
      const to = { state: 'cancelled', ended, until: addDays(dayOf(ended), KEPT_DAYS) } as const;
      await kept.endImport(tx, ask.district, one.id, to);
    });
  });

  mount(server, refusedRows, async (ask, { params, query: { format } }) => {
    begin(ask);
    const one = await found(ask, params.id);
    refuseOthers(ask, one);
    const lines = await refusedLines(ask, one);
    const name = `${say(importingWords, ask.language, 'fileName')}.${format}`;
    ask.reply
      .header(
        'content-disposition',
        `attachment; filename="refused.${format}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      )
      .header('cache-control', 'private, no-store');
    if (format === 'csv') {
      ask.reply.type('text/csv; charset=utf-8');
      // As it came, so that it can be brought again: no cell is changed.
      return `\ufeff${stringify(lines, { record_delimiter: '\r\n', quoted_match: LINE_BREAK })}`;
    }
    ask.reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    return (await writeXlsxFile(lines.map((line) => line.map((value) => ({ value, type: String }))))).toBuffer();
  });
}

const NOTHING_YET: Shown = {
  ...{ name: '', header: [], sample: [], values: [], remembered: false },
  ...{ plan: null, found: null, trouble: null },
};

/** The heading and the refused rows in the order of the file, with the reason behind the last column. */
async function refusedLines(ask: Ask, { id, said }: kept.ImportRow): Promise<string[][]> {
  const seal = importSeal(ask.keyring, ask.district);
  const { header } = seal.openSaid(id, said);
  const pieces = await inDistrict(ask, (tx) => kept.refusedOf(tx, ask.district, id));
  const refusals = pieces.flatMap(({ upto, cipher }) => seal.openRefused(id, upto, cipher));
  return [
    [...header, say(tabularWords, ask.language, 'reasonHeading')],
    ...refusals.map(({ values, reason }) => [
      ...header.map((_, at) => values[at] ?? ''),
      reason[ask.language],
      ...values.slice(header.length),
    ]),
  ];
}

/** Makes a move of its bringer (or a cancelling by anybody in the post), under lock. */
async function acted(
  ask: Ask,
  id: string,
  act: Act,
  make: (tx: Tx, one: kept.ImportRow, seal: ReturnType<typeof importSeal>) => Promise<void>,
) {
  const { district } = ask;
  const now = await inDistrict(ask, async (tx) => {
    const one = await kept.importById(tx, district, id, true);
    if (one === null) throw noImport();
    if (act !== 'cancel') refuseOthers(ask, one);
    if (!mayAct(act, one.state)) {
      // Said twice, it is done.
      if (act === 'start' && one.state === 'running') return one;
      throw refused(409, 'notNow', textOf(importingWords, 'notNow'));
    }
    await make(tx, one, importSeal(ask.keyring, district));
    return (await kept.importById(tx, district, id)) ?? one;
  });
  return courseOf(ask, now);
}

function courseOf(ask: Ask, one: kept.ImportRow) {
  const { id, state, rows, stored, known, refused: back } = one;
  return {
    ...{ id, state, rows, stored, known, refused: back },
    mine: maySeeRows(ask.caller, one),
    dealt: state === 'checking' ? one.upto : stored + known + back,
    made: one.made.toISOString(),
    ended: hasEnded(state) ? (one.ended?.toISOString() ?? null) : null,
    until: one.until,
  };
}

function begin(ask: Ask): { owner: string; post: string } {
  const held = importAppointment(ask.caller, ask.district);
  if (held === null || ask.caller.is !== 'staff') throw refused(403, 'notYours', textOf(importingWords, 'notYours'));
  return { owner: ask.caller.person, post: held.id };
}

const inDistrict = <T>(ask: Ask, fn: (tx: Tx) => Promise<T>): Promise<T> => ask.db.write(nothing(ask.district), fn);

async function found(ask: Ask, id: string): Promise<kept.ImportRow> {
  const one = await inDistrict(ask, (tx) => kept.importById(tx, ask.district, id));
  if (one === null) throw noImport();
  return one;
}

function sameAgain(ask: Ask, one: kept.ImportRow): { id: string } {
  if (!maySeeRows(ask.caller, one)) throw refused(409, 'notNow', textOf(importingWords, 'notNow'));
  return { id: one.id };
}

function refuseOthers(ask: Ask, one: kept.ImportRow): void {
  if (!maySeeRows(ask.caller, one)) throw refused(403, 'notYourRows', textOf(importingWords, 'notYourRows'));
}

/** A file's name as it can be kept and shown. */
const plainName = (name: string): string =>
  name
    .toWellFormed()
    .replace(/\p{Cc}/gu, '')
    .slice(0, 120);

const refused = (status: number, code: string, title: Problem['title']): Problem =>
  new Problem(status, `matters.${code}`, title);
const noImport = (): Problem => refused(404, 'noImport', textOf(importingWords, 'notFound'));
