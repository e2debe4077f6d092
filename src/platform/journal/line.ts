import { hash as hashBytes } from 'node:crypto';
import { canonical, type Json } from './canonical.rules.ts';
import type { Count, Line, LineKind } from './line.rules.ts';

/** A line ready to be appended: its canonical text, and the hash over that text's UTF-8 bytes. */
export type PreparedLine = {
  readonly line: Line<string, Json>;
  readonly version: number;
  readonly text: string;
  readonly hash: Buffer;
  readonly counts: readonly Count[];
};

/**
 * Checks a line's body against its kind and fixes its bytes. `prev` is the hash of the subject's line before it
 * (null for the first), so that a subject's lines are a chain. The seq is not in the bytes: it is given at append,
 * and the order is proved by the tree over all lines, not by the line.
 */
export function prepareLine(
  kind: LineKind,
  line: Line<string, Json>,
  prev: Buffer | null,
  counts: readonly Count[],
): PreparedLine {
  const body = kind.body.parse(line.body) as Json;
  const text = canonical({
    body,
    by: line.by,
    district: line.district,
    happened: line.happened,
    id: line.id,
    kind: kind.name,
    n: line.n,
    origin: line.origin,
    post: line.post,
    prev: prev === null ? null : prev.toString('hex'),
    recorded: line.recorded,
    subject: line.subject,
    territory: line.territory,
    version: kind.version,
  });
  return { line: { ...line, body }, version: kind.version, text, hash: hashOf(text), counts };
}

/** SHA-256 over the UTF-8 bytes of a canonical text. */
export function hashOf(text: string): Buffer {
  return hashBytes('sha256', text, 'buffer');
}
