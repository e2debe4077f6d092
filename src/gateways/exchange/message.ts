import { z } from 'zod';
import type { FieldProblem } from '../../platform/http/problem.ts';
import { textOf } from '../../platform/language/language.ts';
import { DATUMS, isOnEarth, toWgs84 } from '../../platform/places/coordinates.rules.ts';
import { derivedId } from '../tabular/derived.ts';
import { exchangeWords } from './exchange.words.ts';

// NUL and lone surrogates can stand in JSON and in no database text.
const storable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');
const words = (limit: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(limit)
    .refine(storable, { params: { why: 'unreadable' } });
const Moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const Number_ = words(64).refine((text) => /^[\w./:-]+$/.test(text));

/** The desks that are known by name; another one gets a name of its own. */
export const Desk = z.string().regex(/^[a-z0-9][a-z0-9-]{1,30}$/);
export const WHATS = ['new', 'more', 'withdrawn'] as const;
export const URGENCIES = ['normal', 'urgent', 'emergency'] as const;

/** The body of a message as it is sent over the wire (JSON, UTF-8). */
export const MessageBody = z
  .strictObject({
    version: z.literal(1),
    desk: Desk,
    /** Theirs: the desk's own number of the case. */
    number: Number_,
    /** Ours, where they know it already. */
    ours: Number_.nullish(),
    /** `new` a case, `more` about one that was sent, or `withdrawn` by its reporter. */
    what: z.enum(WHATS).default('new'),
    category: z.strictObject({ code: words(40), name: words(100).nullish() }),
    happened: Moment.nullish(),
    /** When the desk took the call. */
    received: Moment,
    sent: Moment,
    place: z
      .strictObject({
        lon: z.number().min(-180).max(180).nullish(),
        lat: z.number().min(-90).max(90).nullish(),
        datum: z.enum(DATUMS).default('wgs84'),
        address: words(500).nullish(),
      })
      .refine(isWholePlace, { params: { why: 'noPlace' } })
      .nullish(),
    words: words(4000),
    /** Whom to reach about it: kept sealed, for relay only, never shown to the body that handles. */
    contact: z.strictObject({ name: words(100).nullish(), phone: words(40).nullish() }).nullish(),
    urgency: z.enum(URGENCIES).default('normal'),
    /** Until when the desk must have an answer. */
    answerBy: Moment.nullish(),
  })
  .refine(({ answerBy, received }) => !answerBy || !(received instanceof Date) || answerBy >= received, {
    path: ['answerBy'],
    params: { why: 'answerEarly' },
  });
type Body = z.output<typeof MessageBody>;

function isWholePlace(place: { lon?: number | null | undefined; lat?: number | null | undefined }): boolean {
  const { lon, lat } = place;
  if (lon === undefined || lon === null || lat === undefined || lat === null) return (lon ?? null) === (lat ?? null);
  return isOnEarth({ lon, lat });
}

/** What another desk tells: a case of theirs that is ours to handle. */
export type ExchangeMessage = {
  readonly fact: 'exchange.message';
  /** Derived from desk and number: the id of what the case becomes here, the same however often it is sent. */
  readonly subject: string;
  readonly desk: string;
  readonly number: string;
  readonly ours: string | null;
  readonly what: (typeof WHATS)[number];
  readonly category: { readonly code: string; readonly name: string | null };
  readonly happened: Date | null;
  readonly received: Date;
  readonly sent: Date;
  /** WGS-84 degrees. */
  readonly place: { readonly lon: number | null; readonly lat: number | null; readonly address: string | null };
  readonly words: string;
  readonly contact: { readonly name: string | null; readonly phone: string | null } | null;
  readonly urgency: (typeof URGENCIES)[number];
  readonly answerBy: Date | null;
};

export type Read<Fact> =
  | { readonly ok: true; readonly fact: Fact }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** The id of what a desk's case becomes here. */
export const subjectOf = (desk: string, number: string): string => derivedId('exchange', desk, number);

/** Reads a message's body. Every field that is wrong is named; nothing is thrown. */
export function messageOf(body: string | Uint8Array): Read<ExchangeMessage> {
  return factOf(body, MessageBody, fromBody);
}

/** The same for a value that is parsed already. */
export function messageFrom(value: unknown): Read<ExchangeMessage> {
  return parsed(value, MessageBody, fromBody);
}

export function factOf<S extends z.ZodType, Fact>(
  body: string | Uint8Array,
  schema: S,
  make: (value: z.output<S>) => Fact,
): Read<Fact> {
  let value: unknown;
  try {
    const text = typeof body === 'string' ? body : new TextDecoder('utf-8', { fatal: true }).decode(body);
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return { ok: false, problems: [{ path: '', message: textOf(exchangeWords, 'notJson') }] };
  }
  return parsed(value, schema, make);
}

function parsed<S extends z.ZodType, Fact>(value: unknown, schema: S, make: (value: z.output<S>) => Fact): Read<Fact> {
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, fact: make(result.data) };
  return { ok: false, problems: firstOfEach(result.error.issues.map(problemOf)).slice(0, 20) };
}

/** One reason a field is enough: an empty number is missing, and need not be of the wrong form as well. */
function firstOfEach(problems: readonly FieldProblem[]): FieldProblem[] {
  return problems.filter((one, at) => problems.findIndex((other) => other.path === one.path) === at);
}

function problemOf(issue: z.core.$ZodIssue): FieldProblem {
  const path = issue.path.join('.');
  const why = issue.code === 'custom' ? (issue.params?.['why'] as unknown) : undefined;
  if (why === 'unreadable' || why === 'noPlace' || why === 'answerEarly')
    return { path, message: textOf(exchangeWords, why) };
  if (issue.code === 'unrecognized_keys')
    return { path, message: textOf(exchangeWords, 'unknown', { names: issue.keys.join(', ').slice(0, 100) }) };
  if (issue.code === 'too_big') return { path, message: textOf(exchangeWords, 'tooLong') };
  if (issue.code === 'too_small') return { path, message: textOf(exchangeWords, 'missing') };
  if (issue.code !== 'invalid_type') return { path, message: textOf(exchangeWords, 'value') };
  return {
    path,
    message: textOf(
      exchangeWords,
      issue.input === undefined && issue.message.endsWith('undefined') ? 'missing' : 'type',
    ),
  };
}

function fromBody(body: Body): ExchangeMessage {
  const { lon, lat, datum, address } = body.place ?? { datum: 'wgs84' as const };
  const point = typeof lon === 'number' && typeof lat === 'number' ? toWgs84({ lon, lat }, datum) : null;
  const contact = body.contact ?? null;
  return {
    fact: 'exchange.message',
    subject: subjectOf(body.desk, body.number),
    desk: body.desk,
    number: body.number,
    ours: body.ours ?? null,
    what: body.what,
    category: { code: body.category.code, name: body.category.name ?? null },
    happened: body.happened ?? null,
    received: body.received,
    sent: body.sent,
    place: { lon: point?.lon ?? null, lat: point?.lat ?? null, address: address ?? null },
    words: body.words,
    contact: contact === null ? null : { name: contact.name ?? null, phone: contact.phone ?? null },
    urgency: body.urgency,
    answerBy: body.answerBy ?? null,
  };
}

/** A message as the JSON text that `messageOf` reads: what a desk's software would send. */
export function messageText(message: ExchangeMessage): string {
  const { fact: _, subject: __, place, ...rest } = message;
  return JSON.stringify({ version: 1, ...rest, place: { ...place, datum: 'wgs84' } });
}
