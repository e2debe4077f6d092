import { createHash } from 'node:crypto';
import { canonical, type Json } from './canonical.rules.ts';
import { type Line, upcast } from './line.rules.ts';
import type { KnownKind } from './subject.ts';

/** A row of `journal.line`, or of `journal.waiting` (then without seq). Times are instants; a day stands as its first one. */
export type StoredLine = {
  readonly seq: number | null;
  readonly id: string;
  readonly subject: string;
  readonly n: number;
  readonly kind: string;
  readonly version: number;
  readonly origin: string;
  /** Null where the row has no such column. */
  readonly happened: Date | null;
  readonly recorded: Date;
  readonly by: string | null;
  readonly post: string | null;
  readonly territory: string;
  readonly bytes: Buffer;
  readonly hash: Buffer;
};

/** What a line's bytes say. */
export type Said = Line<string, Json> & { readonly version: number; readonly prev: string | null };

/** Why a stored line is not what it should be. `column` names the first column that differs from the bytes. */
export type LineFault = { readonly fault: 'hash' | 'form' | 'column'; readonly column: string };

/** Checks one stored line by itself: its hash, that its bytes are canonical, and that every column says what they say. */
export function checkLine(district: string, row: StoredLine): { said: Said } | LineFault {
  if (!createHash('sha256').update(row.bytes).digest().equals(row.hash)) return { fault: 'hash', column: 'hash' };
  let said: Said;
  try {
    const text = row.bytes.toString('utf8');
    said = JSON.parse(text) as Said;
    if (canonical(said as unknown as Json) !== text) return { fault: 'form', column: 'bytes' };
  } catch {
    return { fault: 'form', column: 'bytes' };
  }
  for (const [column, stored, meant] of [
    ['district', district, said.district],
    ['id', row.id, said.id],
    ['subject', row.subject, said.subject],
    ['n', row.n, said.n],
    ['kind', row.kind, said.kind],
    ['version', row.version, said.version],
    ['origin', row.origin, said.origin],
    ['happened', row.happened?.getTime() ?? momentOf(said.happened), momentOf(said.happened)],
    ['recorded', row.recorded.getTime(), momentOf(said.recorded)],
    ['by', row.by, said.by],
    ['post', row.post, said.post],
    ['territory', row.territory, said.territory],
  ] as const) {
    if (stored !== meant) return { fault: 'column', column };
  }
  return { said };
}

/** The line as folds and figures see it, its body brought to the newest version. */
export function lineOf({ version, prev: _prev, ...line }: Said, { kind }: KnownKind): Line {
  return { ...line, body: upcast(kind, version, line.body) };
}

/** An instant or a day (its first moment in Asia/Shanghai) in milliseconds. */
export function momentOf(time: string): number {
  return Date.parse(time.length === 10 ? `${time}T00:00:00.000+08:00` : time);
}

/** Sealed texts and files that a body names by `{id, digest}`, wherever they stand in it. */
export function digestsIn(body: Json): { id: string; digest: string }[] {
  if (body === null || typeof body !== 'object') return [];
  if (Array.isArray(body)) return (body as readonly Json[]).flatMap(digestsIn);
  const { id, digest } = body as { readonly [key: string]: Json };
  const own = typeof id === 'string' && typeof digest === 'string' ? [{ id, digest }] : [];
  return [...own, ...Object.values(body as { readonly [key: string]: Json }).flatMap(digestsIn)];
}

/**
 * The first member in which a row's state differs from the folded one, or null. A day equals its first instant, since that is how
 * it stands in a column.
 */
export function differingMember(folded: unknown, row: unknown): string | null {
  const a = folded as Record<string, unknown>;
  const b = row as Record<string, unknown>;
  // Most rows are right, and that is seen without putting their members in order.
  if (isAlike(a, b)) return null;
  for (const member of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()) {
    if (!same(a[member] ?? null, b[member] ?? null)) return member;
  }
  return null;
}

function same(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string' && a.length !== b.length && (DAY.test(a) || DAY.test(b))) {
    return momentOf(a) === momentOf(b);
  }
  return canonical(jsonOf(a)) === canonical(jsonOf(b));
}

/** Whether two values of plain JSON are the same without any doubt; what is not alike may still be the same. */
function isAlike(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return (a ?? null) === (b ?? null);
  if (!isPlain(a) || !isPlain(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const [names, others] = [Object.keys(a), Object.keys(b)];
  const [values, theirs] = [Object.values(a) as unknown[], Object.values(b) as unknown[]];
  // Most often the members stand in the same order, and are compared without being looked up.
  if (names.length === others.length && names.every((name, at) => name === others[at]))
    return values.every((value, at) => isAlike(value, theirs[at]));
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return [...names, ...others].every((name) => isAlike(left[name], right[name]));
}
const isPlain = (value: object): boolean => {
  const made = Object.getPrototypeOf(value);
  return made === Object.prototype || made === Array.prototype || made === null;
};
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const jsonOf = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json;
