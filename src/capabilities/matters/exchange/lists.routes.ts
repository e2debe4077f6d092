import { createHash } from 'node:crypto';
import type { RefusedRow } from '../../../gateways/exchange/list.ts';
import { readMessages, repliesBytes } from '../../../gateways/exchange/lists.ts';
import type { ExchangeMessage } from '../../../gateways/exchange/message.ts';
import { Unreadable } from '../../../gateways/tabular/unreadable.ts';
import { addDays, daysBetween, startOf } from '../../../platform/calendar/calendar.rules.ts';
import { nothing } from '../../../platform/db/scope.ts';
import { type Ask, mount, type Server } from '../../../platform/http/mount.ts';
import { Problem } from '../../../platform/http/problem.ts';
import { scopeOf } from '../../../platform/identity/reach.rules.ts';
import { textOf } from '../../../platform/language/language.ts';
import { type Standing, standing } from '../ground.ts';
import { loadMatters } from '../matters.store.ts';
import { fetchedBy, heardFrom } from './answers.store.ts';
import { type Bringer, filingOf, incoming } from './cases.ts';
import { downloadReplies, findCases, previewCases, takeCases } from './exchange.contract.ts';
import { exchangeAppointment } from './exchange.rights.ts';
import type { Partner } from './exchange.rules.ts';
import { exchangedBy, exchangedWithin, partnerOf } from './exchange.store.ts';
import { exchangeMatterWords } from './exchange.words.ts';
import { noPartner } from './partners.ts';
import { repliesFor } from './replies.ts';
import type { Exchange, Taking } from './taking.ts';

const MOST_ROWS = 5_000;
const MOST_DAYS = 92;
const MOST_CASES = 20_000;
/** Cases under way at a time while a list is taken: the intake writes them in groups. */
const AT_ONCE = 64;

/** Lists both ways, for desks without a webhook: the duty officer of the district's centre brings theirs and takes ours. */
export function listRoutes(server: Server, exchange: Exchange): void {
  mount(server, previewCases, async (ask, { params, body }) => {
    const { partner, ground, bringer } = await begin(ask, params.desk);
    const { digest, facts, rows, values, heading, refused } = await readCases(ask, partner, body.sheet);
    const { district } = ask;
    const numbers = facts.map((one) => one.number);
    const known = await ask.db.read(nothing(district), (tx) => exchangedBy(tx, district, partner.desk, numbers));
    const before = new Set(known.map((one) => one.theirs));
    const taken: Previewed[] = [];
    const against = refused.map(refusedOut);
    for (const [at, one] of facts.entries()) {
      try {
        taken.push(previewed(ground, partner, one, bringer, ask.clock(), before.has(one.number)));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        const reasons = [{ path: error.fields[0]?.path ?? '', message: whyOf(error) }];
        against.push({ row: rows[at] ?? 0, reasons, cells: [...(values[at] ?? [])] });
      }
    }
    const readable = facts.length - taken.length;
    return { digest, readable, heading: [...heading], rows: taken, refused: against.sort((a, b) => a.row - b.row) };
  });

  mount(server, takeCases, async (ask, { params, body }) => {
    const { partner, ground, bringer } = await begin(ask, params.desk);
    const { digest, facts, rows, values, refused } = await readCases(ask, partner, body.sheet);
    if (digest !== body.digest)
      throw new Problem(409, 'matters.changedList', textOf(exchangeMatterWords, 'changedList'));
    const take = async (message: ExchangeMessage): Promise<Taking | Problem> => {
      try {
        return await exchange.take(ground, partner, message, bringer, ask.clock());
      } catch (error) {
        if (!(error instanceof Problem) || error.status >= 500) throw error;
        return error;
      }
    };
    const taken: Taking[] = [];
    const failed: { number: string; reason: Problem['title']; row: number; cells: string[] }[] = [];
    // What is said about a case follows the case itself, whatever the order of the rows, and one thing after the other.
    const placed = facts.map((message, at) => ({ message, row: rows[at] ?? 0, cells: [...(values[at] ?? [])] }));
    const isNew = ({ message }: (typeof placed)[number]): boolean => message.what === 'new';
    const ordered = [...placed.filter(isNew), ...placed.filter((one) => !isNew(one))];
    const { from, count } = body.part ?? { from: 0, count: ordered.length };
    const part = ordered.slice(from, from + count);
    const rest = part.filter((one) => !isNew(one));
    for (const some of [...slices(part.filter(isNew), AT_ONCE), ...slices(rest, 1)]) {
      for (const [at, one] of (await Promise.all(some.map(({ message }) => take(message)))).entries()) {
        if (one instanceof Problem) {
          const { message, row, cells } = some[at] as (typeof placed)[number];
          failed.push({ number: message.number, reason: whyOf(one), row, cells });
        } else taken.push(one);
      }
    }
    await ask.db.write(nothing(ask.district), (tx) => heardFrom(tx, ask.district, partner.desk, ask.clock()));
    return { taken, total: facts.length, refused: refused.map(refusedOut), failed };
  });

  mount(server, findCases, async (ask, { params, query }) => {
    const { district } = ask;
    if (exchangeAppointment(ask.caller, district) === null) throw notYours();
    const numbers = query.number.split(/[,，\s]+/).slice(0, 100);
    return ask.db.read(scopeOf(ask.caller, district), async (tx) => {
      const found = await exchangedBy(tx, district, params.desk, numbers);
      const subjects = [...new Set(found.map((one) => one.subject))];
      const matters = new Map((await loadMatters(tx, district, subjects)).map((one) => [one.matter.id, one]));
      const cases = found.flatMap(({ theirs, subject, received, answerBy }) => {
        const stored = matters.get(subject);
        if (!stored) return [];
        const times = { received: received.toISOString(), answerBy: answerBy?.toISOString() ?? null };
        return [{ number: theirs, id: subject, ours: stored.number, state: stored.matter.status, ...times }];
      });
      return { cases };
    });
  });

  mount(server, downloadReplies, async (ask, { params, query }) => {
    const { partner, ground } = await begin(ask, params.desk);
    const { district, language } = ask;
    const { from, to, encoding } = query;
    const days = daysBetween(from, to);
    if (days < 0 || days >= MOST_DAYS) throw misfit('query.to', 'span', { days: MOST_DAYS });
    const span = { from: startOf(from), to: startOf(addDays(to, 1)), limit: MOST_CASES + 1 };
    const replies = await ask.db.read(scopeOf(ask.caller, district), async (tx) => {
      const cases = await exchangedWithin(tx, district, partner.desk, span);
      if (cases.length > MOST_CASES) throw misfit('query.to', 'tooManyCases', { limit: MOST_CASES });
      const told = cases.map((one) => ({ ...one, of: one.subject }));
      const [begin, end] = [span.from.toISOString(), span.to.toISOString()];
      return repliesFor(tx, ground, told, ({ recorded }) => recorded >= begin && recorded < end);
    });
    await ask.db.write(nothing(district), (tx) => fetchedBy(tx, district, partner.desk, ask.clock()));
    const name = `replies-${partner.desk}-${from}-${to}.csv`;
    await ask.reply
      .type(encoding === 'gb18030' ? 'text/csv; charset=gb18030' : 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'no-store')
      .send(repliesBytes(replies, { language, encoding }));
  });
}

async function begin(ask: Ask, desk: string): Promise<{ partner: Partner; ground: Standing; bringer: Bringer }> {
  const { caller, district, db, keyring } = ask;
  const held = exchangeAppointment(caller, district);
  if (held === null || caller.is !== 'staff') throw notYours();
  const partner = (await db.read(nothing(district), (tx) => partnerOf(tx, district, desk)))?.partner;
  if (partner?.state !== 'standing') throw noPartner();
  const ground = await standing(db, keyring, district);
  return { partner, ground, bringer: { by: caller.person, post: held.id } };
}

async function readCases(ask: Ask, partner: Partner, sheet: string) {
  const bytes = Buffer.from(sheet, 'base64');
  try {
    const list = await readMessages(bytes, partner.desk, ask.clock());
    const rows = list.facts.length + list.refused.length;
    if (rows > MOST_ROWS) throw misfit('body.sheet', 'tooManyRows', { limit: MOST_ROWS });
    return { ...list, digest: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const message = {
      zh: textOf(exchangeMatterWords, 'badList', { why: error.reason.zh }).zh,
      en: textOf(exchangeMatterWords, 'badList', { why: error.reason.en }).en,
    };
    throw new Problem(422, 'matters.badList', message, [{ path: 'body.sheet', message }]);
  }
}

type Previewed = {
  number: string;
  what: ExchangeMessage['what'];
  kind: string | null;
  territory: string | null;
  outside: boolean;
  door: Taking['door'];
  known: boolean;
};

/** What a case would become; nothing is written. Throws Problem 422. */
function previewed(
  ground: Standing,
  partner: Partner,
  message: ExchangeMessage,
  bringer: Bringer,
  now: Date,
  known: boolean,
): Previewed {
  const { number, what } = message;
  const plain: Previewed = { number, what, kind: null, territory: null, outside: false, door: null, known };
  if (what !== 'new') return plain;
  const filing = filingOf(ground, partner, message);
  if (filing.is === 'door') return { ...plain, door: filing.door };
  const { matter } = incoming(ground, filing.kind, message, bringer, now).taken;
  return { ...plain, kind: matter.kind, territory: matter.territory, outside: matter.outside };
}

const slices = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

const whyOf = (error: Problem): Problem['title'] => error.fields[0]?.message ?? error.title;

const refusedOut = ({ row, problems, values }: RefusedRow) => ({
  row,
  reasons: problems.map((one) => ({ ...one })),
  cells: [...values],
});

const notYours = (): Problem => new Problem(403, 'matters.notYours', textOf(exchangeMatterWords, 'notYours'));

function misfit(
  path: string,
  key: 'span' | 'tooManyRows' | 'tooManyCases',
  parameters: Record<string, number>,
): Problem {
  const message = textOf(exchangeMatterWords, key, parameters);
  return new Problem(422, `matters.${key}`, message, [{ path, message }]);
}
