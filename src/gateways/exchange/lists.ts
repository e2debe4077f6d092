import type { FieldProblem } from '../../platform/http/problem.ts';
import { say, textOf } from '../../platform/language/language.ts';
import type { Reading, Source } from '../tabular/rows.ts';
import { exchangeWords } from './exchange.words.ts';
import type { Cells, ReadList, RowOutcome, Writing } from './list.ts';
import { listBytes, listTime, readList, timeCell, wordCell } from './list.ts';
import type { ExchangeMessage } from './message.ts';
import { messageFrom, URGENCIES, WHATS } from './message.ts';
import type { ExchangeReply } from './reply.ts';
import { REPLY_WHATS, replyTo } from './reply.ts';

const MESSAGE_COLUMNS = [
  'number',
  'ours',
  'what',
  'category',
  'categoryName',
  'happened',
  'received',
  'sent',
  'address',
  'lon',
  'lat',
  'datum',
  'words',
  'contactName',
  'contactPhone',
  'urgency',
  'answerBy',
] as const;
const REPLY_COLUMNS = ['number', 'ours', 'what', 'state', 'words', 'at'] as const;

/**
 * Reads a day's list of a desk's cases. A case that stands twice is refused the second time, with the row where it stood. `sent` is the
 * time of the delivery for rows that name none. Throws `Unreadable` for a file that is no such list.
 */
export async function readMessages(
  source: Source,
  desk: string,
  sent: Date,
  reading: Reading = {},
): Promise<ReadList<ExchangeMessage>> {
  const seen = new Map<string, number>();
  const columns = { all: MESSAGE_COLUMNS, needed: ['number', 'category', 'received', 'words'] as const };
  return readList(
    source,
    columns,
    (cells, row) => {
      const outcome = messageFrom(bodyOf(cells, desk, sent));
      if (!outcome.ok) return outcome;
      const { number, what } = outcome.fact;
      const before = seen.get(`${number} ${what}`);
      if (before !== undefined && what === 'new') {
        return {
          ok: false,
          problems: [{ path: 'number', message: textOf(exchangeWords, 'doubled', { value: number, row: before }) }],
        };
      }
      seen.set(`${number} ${what}`, row);
      return outcome;
    },
    reading,
  );
}

const orNothing = (text: string): string | undefined => (text === '' ? undefined : text);

function bodyOf(cells: Cells, desk: string, sent: Date): unknown {
  const degrees = (text: string): number | string | undefined =>
    text === '' ? undefined : /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  const [name, phone] = [orNothing(cells('contactName')), orNothing(cells('contactPhone'))];
  return {
    version: 1,
    desk,
    number: orNothing(cells('number')),
    ours: orNothing(cells('ours')),
    what: wordCell(cells('what'), WHATS),
    category: { code: orNothing(cells('category')), name: orNothing(cells('categoryName')) },
    happened: timeCell(cells('happened')),
    received: timeCell(cells('received')),
    sent: timeCell(cells('sent')) ?? sent.toISOString(),
    place: {
      lon: degrees(cells('lon')),
      lat: degrees(cells('lat')),
      datum: orNothing(cells('datum').toLowerCase().replace('-', '')),
      address: orNothing(cells('address')),
    },
    words: orNothing(cells('words')),
    contact: name === undefined && phone === undefined ? undefined : { name, phone },
    urgency: wordCell(cells('urgency'), URGENCIES),
    answerBy: timeCell(cells('answerBy')),
  };
}

/** Writes cases as the list that `readMessages` reads. */
export function messagesBytes(messages: readonly ExchangeMessage[], writing: Writing): Buffer {
  const lines = messages.map((one) => [
    one.number,
    one.ours ?? '',
    say(exchangeWords, writing.language, one.what),
    one.category.code,
    one.category.name ?? '',
    listTime(one.happened),
    listTime(one.received),
    listTime(one.sent),
    one.place.address ?? '',
    one.place.lon === null ? '' : String(one.place.lon),
    one.place.lat === null ? '' : String(one.place.lat),
    one.place.lon === null ? '' : 'wgs84',
    one.words,
    one.contact?.name ?? '',
    one.contact?.phone ?? '',
    say(exchangeWords, writing.language, one.urgency),
    listTime(one.answerBy),
  ]);
  return listBytes(MESSAGE_COLUMNS, lines, writing);
}

/** Writes answers as a list, for a desk that takes no web hook. */
export function repliesBytes(replies: readonly ExchangeReply[], writing: Writing): Buffer {
  const lines = replies.map((one) => [
    one.number,
    one.ours,
    say(exchangeWords, writing.language, one.what),
    one.state,
    one.words ?? '',
    listTime(new Date(one.at)),
  ]);
  return listBytes(REPLY_COLUMNS, lines, writing);
}

/** Reads a list of answers (a desk's own, or ours back), to the whole second. */
export async function readReplies(
  source: Source,
  desk: string,
  reading: Reading = {},
): Promise<ReadList<ExchangeReply>> {
  const columns = { all: REPLY_COLUMNS, needed: ['number', 'ours', 'what', 'state', 'at'] as const };
  return readList(source, columns, (cells) => replyFrom(cells, desk), reading);
}

function replyFrom(cells: Cells, desk: string): RowOutcome<ExchangeReply> {
  const problems: FieldProblem[] = [];
  const wrong = (path: string, key: 'missing' | 'value'): void => {
    problems.push({ path, message: textOf(exchangeWords, key) });
  };
  const what = wordCell(cells('what'), REPLY_WHATS);
  const known = REPLY_WHATS.find((one) => one === what);
  if (known === undefined) wrong('what', what === undefined ? 'missing' : 'value');
  for (const key of ['number', 'ours'] as const)
    if (cells(key) === '' || cells(key).length > 64) wrong(key, cells(key) === '' ? 'missing' : 'value');
  if (!/^[a-z][a-z.-]{0,39}$/.test(cells('state'))) wrong('state', cells('state') === '' ? 'missing' : 'value');
  const at = timeCell(cells('at'));
  if (at === undefined) wrong('at', 'missing');
  else if (Number.isNaN(Date.parse(at)) || at === cells('at')) {
    problems.push({ path: 'at', message: textOf(exchangeWords, 'time', { value: at.slice(0, 40) }) });
  }
  if (problems.length > 0 || known === undefined || at === undefined) return { ok: false, problems };
  const words = orNothing(cells('words')) ?? null;
  return {
    ok: true,
    fact: replyTo(
      { desk, number: cells('number') },
      { what: known, ours: cells('ours'), state: cells('state'), words, at: new Date(at) },
    ),
  };
}
