import type { Database } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { judged, noteOf, signatureOf, type Verifier } from './notes.ts';
import { type Log, logOf } from './proof.store.ts';
import { consistencyProof } from './proving.ts';
import type { Refused } from './witness.rules.ts';
import { addCosignature, keepWitnessed, witnessesOf } from './witness.store.ts';
import { submissionText } from './witnessing.ts';

/** A witness that is asked: where, and the key under which it says what it saw. */
export type Witness = { readonly url: string; readonly key: Verifier };

export type Cosigning = {
  readonly db: Database;
  readonly witnesses: readonly Witness[];
  readonly clock: () => Date;
  /** Sends a request; `fetch` but in tests. */
  readonly send: (url: string, body: string) => Promise<{ readonly status: number; readonly text: string }>;
};

const PATIENCE_MS = 10_000;
const MOST_ANSWER = 16_384;

/** Sends a request as witnesses take it; what it answers is read no further than it may be long. Rejects where nobody answers. */
export async function sendToWitness(url: string, body: string): Promise<{ status: number; text: string }> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'text/plain' },
    redirect: 'error',
    signal,
  });
  let text = '';
  for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    if (text.length > MOST_ANSWER) break;
  }
  return { status: answer.status, text };
}

/** Asks each witness that has not seen the newest signed tree of a district. One that is away is asked again in the next turn. */
export async function cosign(cosigning: Cosigning, district: string): Promise<void> {
  const { db, witnesses } = cosigning;
  if (witnesses.length === 0) return;
  const { log, seen } = await db.read(whole(district), async (tx) => ({
    log: await logOf(tx, district),
    seen: await witnessesOf(tx, district),
  }));
  if (log === null || log.checkpoint === '') return;
  for (const one of witnesses) {
    const before = seen.find(({ name }) => name === one.key.name);
    if (before?.size === log.size && before.refused === null) continue;
    await askOne(cosigning, district, log, one, before?.size ?? 0);
  }
}

async function askOne(
  { db, clock, send }: Cosigning,
  district: string,
  log: Log,
  { url, key }: Witness,
  from: number,
): Promise<void> {
  const { name } = key;
  const note = (size: number, refused: Refused | null, line: string | null = null) =>
    db.write(whole(district), async (tx) => {
      await keepWitnessed(tx, district, { name, size, at: clock(), refused });
      if (line !== null) await addCosignature(tx, district, log.size, line);
    });
  // What it saw may be more than we noted, once: a witness says its size where ours is another.
  let old = Math.min(from, log.size);
  for (const _try of [1, 2]) {
    const proof = await db.read(whole(district), (tx) => consistencyProof(tx, district, old, log.size));
    const answer = await send(`${url}/add-checkpoint`, submissionText(old, proof, log.checkpoint)).catch(() => null);
    if (answer === null || answer.status >= 500 || answer.status === 429) return note(from, 'away');
    if (answer.status === 200) {
      const line = lineOf(log.checkpoint, answer.text, key);
      return line === null ? note(from, 'unsigned') : note(log.size, null, line);
    }
    const size = /^\d{1,15}\n?$/.test(answer.text) ? Number(answer.text) : null;
    if (answer.status !== 409 || size === null) return note(from, answer.status === 422 ? 'inconsistent' : 'unknown');
    // It saw a larger tree under our name, or another one of this size: somebody put ours back, or signs a second one.
    if (size > log.size) return note(from, 'ahead');
    if (size === old) return note(from, 'inconsistent');
    old = size;
  }
  return note(from, 'away');
}

/** The witness's own line out of an answer, where it holds for the checkpoint. */
function lineOf(checkpoint: string, answer: string, key: Verifier): string | null {
  for (const line of answer.split('\n')) {
    const signature = signatureOf(line);
    const note = noteOf(checkpoint);
    if (signature === null || note === null) continue;
    if (judged({ text: note.text, signatures: [signature] }, key).is === 'signed') return `${line}\n`;
  }
  return null;
}
