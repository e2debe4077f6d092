import { z } from 'zod';
import { derivedId } from '../tabular/derived.ts';
import type { ExchangeMessage, Read } from './message.ts';
import { Desk, factOf } from './message.ts';
import { SIGNATURE_HEADER, signed } from './signature.ts';

export const REPLY_WHATS = ['accepted', 'moved', 'result', 'returned'] as const;

/** The body of an answer to a desk (JSON, UTF-8). */
export const ReplyBody = z.strictObject({
  version: z.literal(1),
  /** The same for the same answer however often it is delivered. */
  id: z.uuid(),
  desk: Desk,
  /** Their number, then ours. */
  number: z.string().min(1).max(64),
  ours: z.string().min(1).max(64),
  /** `accepted` with our number, `moved` to another state, `result` when it ended, `returned` because it is not ours to handle. */
  what: z.enum(REPLY_WHATS),
  /** The state's code, stable for machines. */
  state: z.string().regex(/^[a-z][a-z.-]{0,39}$/),
  /** What the desk may tell the person who called: never a name, number or address of anybody. */
  words: z.string().max(4000).nullable(),
  at: z.iso.datetime({ offset: true }),
});
export type ExchangeReply = z.output<typeof ReplyBody>;

/** What happened to a desk's case here. */
export type Happening = {
  readonly what: (typeof REPLY_WHATS)[number];
  readonly ours: string;
  readonly state: string;
  readonly words: string | null;
  readonly at: Date;
};

/** The answer that tells a desk what happened to its case. */
export function replyTo(message: Pick<ExchangeMessage, 'desk' | 'number'>, happening: Happening): ExchangeReply {
  const at = shanghai(happening.at);
  const { what, ours, state, words } = happening;
  const id = derivedId('exchange.reply', message.desk, message.number, what, state, happening.at.toISOString());
  return { version: 1, id, desk: message.desk, number: message.number, ours, what, state, words, at };
}

/** The request that delivers an answer: its body, and the headers with the signature made at `at`. A later attempt is signed anew. */
export function delivery(
  reply: ExchangeReply,
  secret: string,
  at: Date,
): { body: string; headers: Record<string, string> } {
  const body = JSON.stringify(reply);
  return {
    body,
    headers: { 'content-type': 'application/json; charset=utf-8', [SIGNATURE_HEADER]: signed(body, secret, at) },
  };
}

/** Reads an answer's body, as a desk's software would. */
export function replyOf(body: string | Uint8Array): Read<ExchangeReply> {
  return factOf(body, ReplyBody, (reply) => reply);
}

const SHANGHAI_MS = 8 * 3_600_000;

function shanghai(moment: Date): string {
  return `${new Date(moment.getTime() + SHANGHAI_MS).toISOString().slice(0, 23)}+08:00`;
}
