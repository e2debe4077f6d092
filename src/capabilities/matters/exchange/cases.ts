import { createHash, randomUUID } from 'node:crypto';
import { type Filing, filer } from '../../../gateways/exchange/categories.ts';
import type { ExchangeMessage } from '../../../gateways/exchange/message.ts';
import { categoryTable, TABLES, type TableName } from '../../../gateways/exchange/tables.ts';
import { derivedId } from '../../../gateways/tabular/derived.ts';
import type { Database } from '../../../platform/db/database.ts';
import { appendStatement, runAlone } from '../../../platform/journal/append.store.ts';
import { canonical, type Json } from '../../../platform/journal/canonical.rules.ts';
import type { Line } from '../../../platform/journal/line.rules.ts';
import { prepareLine } from '../../../platform/journal/line.ts';
import { tellLive } from '../../../platform/live/notifier.ts';
import type { Keyring } from '../../../platform/sealing/keyring.ts';
import { fold } from '../fold.rules.ts';
import { intakeBatch, type Outcome } from '../intake.store.ts';
import { askDigest, type Ground, type Report, type Taken, take } from '../intake.ts';
import { LINES } from '../lines.rules.ts';
import { countsOf } from '../matters.figures.ts';
import type { Door, MatterLine } from '../matters.rules.ts';
import { newMatters } from '../matters.store.ts';
import type { Partner } from './exchange.rules.ts';
import { type Exchanged, newExchanged } from './exchange.store.ts';

/** Who brought a case: nobody but the desk itself, or the duty officer who uploaded its list. */
export type Bringer = { readonly by: string | null; readonly post: string | null };

/** A case on its way in: the matter that it becomes, and the note of their number. */
export type Incoming = { readonly taken: Taken; readonly exchanged: Exchanged };

const URGENCY = { normal: 'normal', urgent: 'urgent', emergency: 'critical' } as const;

/** Where a desk's table files a case. A kind that the district does not ask (any more) gives way to the table's kind for the rest. */
export function filingOf(ground: Ground, partner: Partner, message: ExchangeMessage): Filing {
  const name = TABLES.find((one): one is TableName => one === partner.categories) ?? TABLES[0];
  const table = categoryTable(name);
  const filing = filer(table)(message.category.code);
  if (filing.is === 'door' || ground.kinds.get(filing.kind)?.active === true) return filing;
  return { is: 'kind', kind: table.otherwise, known: false };
}

/** What a case says, as a keyed digest: the same for the same case however often and by whatever way it is sent. */
export function digestOfCase(keyring: Keyring, district: string, message: ExchangeMessage): Buffer {
  const { category, happened, received, place, words, contact, urgency, answerBy } = message;
  const said = { code: category.code, happened, received, place, words, contact, urgency, answerBy };
  const text = canonical(JSON.parse(JSON.stringify(said)) as Json);
  return keyring.blindIndex(district, 'exchange', createHash('sha256').update(text).digest('hex'));
}

/** Turns a case into rows, by the same intake as every report. No I/O. Throws Problem 422 naming the field that does not fit. */
export function incoming(
  ground: Ground,
  kind: string,
  message: ExchangeMessage,
  bringer: Bringer,
  now: Date,
): Incoming {
  const { desk, number, received, answerBy } = message;
  const { lon, lat, address } = message.place;
  const report: Report = {
    id: message.subject,
    kind,
    place: { datum: 'wgs84', address: address ?? undefined, ...(lon === null || lat === null ? {} : { lon, lat }) },
    words: message.words,
    answers: {},
    photos: [],
    channel: 'exchange',
    urgency: URGENCY[message.urgency],
    ...contactOf(message),
    ...(answerBy === null ? {} : { answerBy: { desk, at: answerBy.toISOString() } }),
    happened: (message.happened ?? message.received).toISOString(),
    ...bringer,
    origin: 'live',
  };
  const digest = digestOfCase(ground.keyring, ground.district, message);
  return {
    taken: take(ground, report, now),
    exchanged: { partner: desk, theirs: number, subject: message.subject, digest, received, answerBy, taken: now },
  };
}

/** A number that can be rung in China; another one stays with the desk, which relays. */
function contactOf({ contact }: ExchangeMessage): { phone?: string; name?: string } {
  const phone = contact?.phone?.replace(/[\s()-]/g, '').replace(/^(\+|00)?86(?=1|0)/, '') ?? '';
  if (!/^(1[3-9]\d{9}|0\d{9,11})$/.test(phone)) return {};
  return contact?.name ? { phone, name: contact.name } : { phone };
}

/** Writes cases durably: matters, seals, lines, counts and the notes of their numbers in one statement, each where it is fresh. */
export async function storeIncoming(db: Database, district: string, batch: readonly Incoming[]): Promise<Outcome[]> {
  const { fragments, ...intake } = intakeBatch(
    district,
    batch.map((one) => one.taken),
  );
  const notes = batch.map(({ taken, exchanged }) => ({ ...exchanged, ask: taken.asked.id }));
  const rows = await runAlone(
    db.intake,
    appendStatement({ ...intake, fragments: [...fragments, newExchanged(district, notes)] }),
  );
  const kept = new Set(rows.map((one) => one.id));
  if (rows.length > 0) tellLive(db, district, Math.max(...rows.map((one) => one.seq)));
  return batch.map(({ taken }) => (kept.has(taken.asked.id) ? 'kept' : 'known'));
}

/**
 * A case that by law belongs to another body: the same two lines as a report that the desk redirects, with nothing in the first
 * but the kind and the day's count: no words, place, contact or number, under a random id that nothing leads to. Only the
 * request is known by their number, for as long as requests are, so that sending twice counts once.
 */
export async function countRedirected(
  db: Database,
  ground: Ground,
  { kind, door, message }: { readonly kind: string; readonly door: Door; readonly message: ExchangeMessage },
  now: Date,
): Promise<Outcome> {
  const { district, keyring } = ground;
  const bare = { place: { datum: 'wgs84' }, words: '', answers: {}, photos: [], by: null, post: null } as const;
  const report: Report = { id: randomUUID(), kind, ...bare, channel: 'exchange', urgency: 'normal', origin: 'live' };
  const taken = take(ground, report, now);
  const line: Line<string, Json> = {
    ...taken.line.line,
    id: randomUUID(),
    n: 2,
    kind: LINES.redirected.name,
    body: { door },
  };
  const after = fold(taken.matter, line as unknown as MatterLine);
  const counts = countsOf(taken.matter, line as unknown as MatterLine, after);
  const prepared = prepareLine(LINES.redirected, line, taken.line.hash, counts);
  const ask = derivedId('exchange.door', message.desk, message.number);
  const rows = await runAlone(
    db.intake,
    appendStatement({
      district,
      asked: [{ id: ask, digest: askDigest(keyring, district, null, { ask, door }), day: taken.asked.day }],
      lines: [taken.line, prepared].map((one) => ({ prepared: one, ask })),
      fragments: [newMatters([{ matter: after, head: prepared.hash, ask }])],
    }),
  );
  return rows.length > 0 ? 'kept' : 'known';
}
