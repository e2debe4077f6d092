import { createHash } from 'node:crypto';
import { z } from 'zod';
import { headOf, judged, type Note, noteOf, type Signer, signed, type Verifier, verifierOf } from './notes.ts';

/**
 * A signed statement: files whose digests a signed note names, with the tree that they rest on. The note's first line is no tree's
 * name and its second no size, so that it is never taken for a checkpoint, under the same key. The note's form is the first still.
 */
const STATEMENT = 'lianan-statement-1';

/** The forms of the machine-readable file, oldest first; the second has targets and norms beside the values. Each is read for ever. */
const FILES = ['lianan-statement-1', 'lianan-statement-2'] as const;
/** The form in which it is written. */
export const STATEMENT_FILE = FILES[1];

/** What the note of a statement says: of which files, resting on how many lines, in which tree. Digests are SHA-256 in hex. */
export type Stated = {
  readonly district: string;
  readonly period: string;
  readonly edition: string;
  /** The newest line that is counted. */
  readonly seq: number;
  readonly tree: { readonly origin: string; readonly size: number; readonly root: string };
  readonly files: { readonly json: string; readonly pdf: string };
  /** The certificate under which the paper is signed. */
  readonly certificate: string;
  /** The key that signs, as people hand it on. */
  readonly key: string;
};

export const hexOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The note of a statement, signed. */
export const statedNote = (one: Stated, by: Signer): string =>
  signed(
    [
      STATEMENT,
      `${one.district} ${one.period} ${one.edition}`,
      `lines ${one.seq}`,
      `tree ${one.tree.origin} ${one.tree.size} ${one.tree.root}`,
      `json ${one.files.json}`,
      `pdf ${one.files.pdf}`,
      `certificate ${one.certificate}`,
      `key ${one.key}`,
      '',
    ].join('\n'),
    by,
  );

const DIGEST = '[0-9a-f]{64}';
const TEXT = new RegExp(
  [
    `^${STATEMENT}`,
    '(?<district>\\d{6}) (?<period>\\S+) (?<edition>[a-z]+)',
    'lines (?<seq>\\d{1,15})',
    'tree (?<origin>\\S+) (?<size>\\d{1,15}) (?<root>[A-Za-z0-9+/=]+)',
    `json (?<json>${DIGEST})`,
    `pdf (?<pdf>${DIGEST})`,
    `certificate (?<certificate>${DIGEST})`,
    'key (?<key>\\S+)\n$',
  ].join('\n'),
);

/** What a note states; null where it is none of a statement. Nothing of it is true before the signature was checked. */
export function statedOf(note: Note): Stated | null {
  const said = TEXT.exec(note.text)?.groups as Record<string, string> | undefined;
  if (said === undefined) return null;
  const { district = '', period = '', edition = '', origin = '', root = '', json = '', pdf = '' } = said;
  const { certificate = '', key = '' } = said;
  const tree = { origin, size: Number(said['size']), root };
  return { district, period, edition, seq: Number(said['seq']), tree, files: { json, pdf }, certificate, key };
}

/** What is read of the machine-readable file when it is checked. */
const file = z.object({
  format: z.enum(FILES),
  edition: z.string(),
  district: z.object({ code: z.string() }),
  period: z.object({ name: z.string() }),
  asOf: z.object({ seq: z.int() }),
  checkpoint: z.string(),
});

/** What a check of a statement found: what holds, or the first thing that does not. */
export type CheckedStatement =
  | { readonly is: 'stated'; readonly stated: Stated; readonly which: 'json' | 'pdf' }
  | { readonly is: 'note' | 'signature' | 'digest' | 'contents' | 'checkpoint' | 'tree' };

/** Checks a file of a statement, the machine-readable one or the paper, by its note and a public key alone. */
export function checkStatement(bytes: Uint8Array, written: string, by: Verifier): CheckedStatement {
  const note = noteOf(written);
  const stated = note === null ? null : statedOf(note);
  if (note === null || stated === null) return { is: 'note' };
  if (judged(note, by).is !== 'signed') return { is: 'signature' };
  const digest = hexOf(bytes);
  const which = digest === stated.files.json ? 'json' : digest === stated.files.pdf ? 'pdf' : null;
  if (which === null) return { is: 'digest' };
  if (stated.tree.origin !== by.name || stated.tree.size < stated.seq) return { is: 'tree' };
  if (which === 'pdf') return { is: 'stated', stated, which };
  const read = file.safeParse(parsed(bytes));
  if (!read.success) return { is: 'contents' };
  const { edition, district, period, asOf, checkpoint } = read.data;
  const told = { edition, district: district.code, period: period.name, seq: asOf.seq };
  if (Object.entries(told).some(([name, value]) => stated[name as keyof typeof told] !== value))
    return { is: 'contents' };
  const tree = noteOf(checkpoint);
  if (tree === null || judged(tree, by).is !== 'signed') return { is: 'checkpoint' };
  const head = headOf(tree.text);
  const same =
    head?.origin === stated.tree.origin &&
    head.size === stated.tree.size &&
    head.root.toString('base64') === stated.tree.root;
  return same ? { is: 'stated', stated, which } : { is: 'tree' };
}

/** The key that a note brings along; null where it brings none. It proves no more than that things fit together. */
export function keyIn(written: string): Verifier | null {
  const note = noteOf(written);
  return verifierOf((note === null ? null : statedOf(note))?.key ?? '');
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}
