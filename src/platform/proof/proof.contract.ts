import { z } from 'zod';
import { contract, nothingIn } from '../http/contract.ts';
import { textOf } from '../language/language.ts';
import { bundle } from './bundle.ts';
import { proofWords as w } from './proof.words.ts';
import { REFUSED } from './witness.rules.ts';

const base64 = z.base64();
const size = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const district = z
  .string()
  .regex(/^\d{6}$/)
  .optional();

const status = z.object({
  /** What the tree is called in its checkpoints. */
  origin: z.string(),
  /** The key that signs it (C2SP signed-note, verifier key), and its SHA-256 as people compare it. */
  key: z.string(),
  digest: z.string(),
  size: z.int(),
  root: base64,
  /** When the newest checkpoint was signed; null before the first. */
  made: z.string().nullable(),
  /** The signed note itself. */
  checkpoint: z.string(),
  /** Lines that are in no signed tree yet, and since when the oldest of them waits; `late` past five minutes. */
  waiting: z.object({ lines: z.int(), since: z.string().nullable(), late: z.boolean() }),
  /** Why nothing is signed any more: the database was put back, was rewritten, or the key is another one. */
  fault: z.enum(['rewound', 'rewritten', 'otherKey']).nullable(),
  /** Who outside has seen the tree, up to which size, and why the last time not. */
  witnesses: z.array(
    z.object({ name: z.string(), size: z.int(), at: z.string().nullable(), refused: z.enum(REFUSED).nullable() }),
  ),
  /** The key under which this server says that it saw trees of others; null where it witnesses none. */
  witness: z.string().nullable(),
});
export type ProofStatus = z.output<typeof status>;

export const proofStatus = contract({
  name: 'proof.status',
  method: 'GET',
  path: '/api/proof',
  summary: textOf(w, 'status'),
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({ district }),
  body: nothingIn,
  answer: status,
  perMinute: 300,
});

export const proofOfLine = contract({
  name: 'proof.line',
  method: 'GET',
  path: '/api/proof/lines/:id',
  summary: textOf(w, 'line'),
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: nothingIn,
  answer: bundle,
});

export const proofOfSubject = contract({
  name: 'proof.subject',
  method: 'GET',
  path: '/api/proof/subjects/:id',
  summary: textOf(w, 'subject'),
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: nothingIn,
  answer: bundle,
});

export const proofOfLeaf = contract({
  name: 'proof.leaf',
  method: 'GET',
  path: '/api/proof/leaves/:index',
  summary: textOf(w, 'leaf'),
  access: ['open'],
  params: z.object({ index: size }),
  /** The size of the tree; the newest signed one where absent. */
  query: z.strictObject({ district, size: size.optional() }),
  body: nothingIn,
  answer: z.object({ index: z.int(), size: z.int(), path: z.array(base64) }),
  perMinute: 300,
});

export const proofOfGrowth = contract({
  name: 'proof.consistency',
  method: 'GET',
  path: '/api/proof/consistency',
  summary: textOf(w, 'consistency'),
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({ district, from: size, to: size.optional() }),
  body: nothingIn,
  answer: z.object({ from: z.int(), to: z.int(), path: z.array(base64) }),
  perMinute: 300,
});
