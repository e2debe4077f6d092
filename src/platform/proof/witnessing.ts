import type { Database } from '../db/database.ts';
import { nothing } from '../db/scope.ts';
import { EMPTY_ROOT, HASH_BYTES, type Hash, isConsistent } from './merkle.ts';
import { cosignature, headOf, judged, type Note, noteOf, type Signer, type Verifier } from './notes.ts';
import { keepSeen, seenOf } from './witness.store.ts';

/** A request of `add-checkpoint` (C2SP tlog-witness). */
export type Submission = { readonly old: number; readonly proof: readonly Hash[]; readonly note: Note };

const MOST_PROOF = 63;

/** Reads a request: the old size, the proof, an empty line, the checkpoint. Null where it is none. */
export function submissionOf(body: string): Submission | null {
  const end = body.indexOf('\n\n');
  if (end < 0) return null;
  const [first = '', ...lines] = body.slice(0, end).split('\n');
  const [, old = ''] = /^old (0|[1-9]\d{0,15})$/.exec(first) ?? [];
  const note = noteOf(body.slice(end + 2));
  const proof = lines.map((one) => Buffer.from(one, 'base64'));
  const isWritten = lines.every((one, at) => proof[at]?.length === HASH_BYTES && proof[at]?.toString('base64') === one);
  if (old === '' || note === null || !isWritten || lines.length > MOST_PROOF) return null;
  return { old: Number(old), proof, note };
}

/** A request as one writes it. */
export const submissionText = (old: number, proof: readonly Hash[], checkpoint: string): string =>
  [`old ${old}`, ...proof.map((one) => one.toString('base64')), '', checkpoint].join('\n');

/** What a witness answers: its line, the size that it saw last, or nothing but why not. */
export type Answer =
  | { readonly status: 200; readonly line: string }
  | { readonly status: 409; readonly size: number }
  | { readonly status: 400 | 403 | 404 | 422 };

export type WitnessGiven = {
  readonly db: Database;
  /** The server's own district, under which it keeps what it saw. */
  readonly district: string;
  readonly signer: Signer;
  /** The trees that are witnessed, by the keys that sign them. */
  readonly logs: readonly Verifier[];
  readonly clock: () => Date;
};

/**
 * Says that a tree was seen, where it grows out of what was seen of it before. Looking and noting are one transaction: of two
 * requests one waits, and neither can put the size back.
 */
export async function witness(given: WitnessGiven, body: string): Promise<Answer> {
  const asked = submissionOf(body);
  const head = asked === null ? null : headOf(asked.note.text);
  if (asked === null || head === null) return { status: 400 };
  const keys = given.logs.filter((one) => one.name === head.origin);
  if (keys.length === 0) return { status: 404 };
  const said = keys.map((one) => judged(asked.note, one).is);
  if (said.includes('false') || !said.includes('signed')) return { status: 403 };
  if (asked.old > head.size) return { status: 400 };
  return given.db.write(nothing(given.district), async (tx): Promise<Answer> => {
    const seen = (await seenOf(tx, given.district, head.origin)) ?? { size: 0, root: EMPTY_ROOT };
    if (seen.size !== asked.old) return { status: 409, size: seen.size };
    // Two trees of one size: whoever signed both has forked its log.
    if (seen.size === head.size && !seen.root.equals(head.root)) return { status: 409, size: seen.size };
    if (!isConsistent(seen, head, asked.proof)) return { status: 422 };
    const at = given.clock();
    await keepSeen(tx, given.district, { origin: head.origin, size: head.size, root: head.root, at });
    return { status: 200, line: cosignature(asked.note.text, given.signer, Math.floor(at.getTime() / 1000)) };
  });
}
