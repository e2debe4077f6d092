import { randomInt } from 'node:crypto';
import { addDays, type Day } from '../calendar/calendar.rules.ts';
import type { Database, Tx } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { append } from './append.store.ts';
import type { Json } from './canonical.rules.ts';
import type { Line } from './line.rules.ts';
import type { PreparedLine } from './line.ts';
import { type AnySubject, kindsByName } from './subject.ts';
import { standings } from './tally.store.ts';
import { forgetAsked, rewriteAsked, takeWaiting, type WaitingLine } from './waiting.store.ts';

/** Days for which a phone may send the same request again and be told that it is the same. */
const ASKED_DAYS = 30;

/** What the worker's daily turn did in one district. */
export type Settled = { readonly district: string; readonly lines: number; readonly forgotten: number };

/**
 * The worker's daily turn, soon after midnight in Asia/Shanghai: the waiting lines of earlier days are appended in random
 * order, and what was asked more than 30 days ago is forgotten. Safe to run twice and by two workers at once.
 */
export async function settleDay(db: Database, subjects: readonly AnySubject[], today: Day): Promise<Settled[]> {
  const done: Settled[] = [];
  for (const { district } of await db.read(whole('000000'), (tx) => standings(tx))) {
    const lines = await db.write(whole(district), (tx) => appendWaiting(tx, subjects, district, today));
    const forgotten = await db.write(whole(district), (tx) => forgetAsked(tx, district, addDays(today, -ASKED_DAYS)));
    done.push({ district, lines, forgotten });
  }
  return done;
}

/**
 * Appends the waiting lines of the days before today, in an order drawn by lot, in the caller's one transaction, with the rows
 * of their subjects and requests written again in that order: afterwards nothing in the database tells in which order they
 * came (charter rule 6). Answers how many.
 */
export async function appendWaiting(
  tx: Tx,
  subjects: readonly AnySubject[],
  district: string,
  today: Day,
): Promise<number> {
  const lines = shuffled(await takeWaiting(tx, district, today));
  if (lines.length === 0) return 0;
  const kinds = kindsByName(subjects);
  for (const subject of subjects) {
    const own = lines.filter((one) => kinds.get(one.kind)?.subject === subject);
    const ids = [...new Set(own.map((one) => one.subject))];
    if (ids.length > 0) await subject.rows.rewrite?.(tx, district, ids);
  }
  await rewriteAsked(tx, district, [...new Set(lines.flatMap((one) => [one.subject, one.id]))]);
  await append(tx, {
    district,
    lines: lines.map((one) => ({ prepared: preparedFrom(one), ask: null })),
    asked: [],
    fragments: [],
  });
  return lines.length;
}

function preparedFrom({ version, bytes, hash, counts }: WaitingLine): PreparedLine {
  const text = bytes.toString('utf8');
  return { line: JSON.parse(text) as Line<string, Json>, version, text, hash, counts };
}

/** A fair order (Fisher and Yates), drawn from the system's source of chance. */
export function shuffled<T>(all: readonly T[]): T[] {
  const drawn = [...all];
  for (let at = drawn.length - 1; at > 0; at -= 1) {
    const other = randomInt(at + 1);
    [drawn[at], drawn[other]] = [drawn[other] as T, drawn[at] as T];
  }
  return drawn;
}
