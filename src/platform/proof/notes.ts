import { createPublicKey, hash as digest, type KeyObject, sign, verify } from 'node:crypto';

/** Signature types of C2SP signed-note: a log's own, and a witness's with a time (tlog-cosignature). */
export const ED25519 = 0x01;
export const COSIGNATURE = 0x04;

/** A key that notes are checked against: its name, and its 32 bytes of Ed25519 (RFC 8032). */
export type Verifier = { readonly name: string; readonly type: number; readonly key: Uint8Array };
/** A key that signs. */
export type Signer = Verifier & { readonly secret: KeyObject };

/** A text and the signatures below it; nothing is true of it before a signature was checked. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };
export type NoteSignature = { readonly name: string; readonly id: number; readonly bytes: Buffer };

const MOST_SIGNATURES = 64;
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

const isName = (name: string): boolean => name !== '' && !/[\s+\p{Cc}]/u.test(name);

/** Which key signed, in four bytes: SHA-256(name, newline, type, key) cut short. */
export const keyIdOf = ({ name, type, key }: Verifier): number =>
  digest('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(type), key]), 'buffer').readUInt32BE();

const idText = (id: number): string => id.toString(16).padStart(8, '0');

/** A key as people hand it on: name+id+key (signed-note, verifier keys). */
export const verifierText = (one: Verifier): string =>
  `${one.name}+${idText(keyIdOf(one))}+${Buffer.concat([Buffer.of(one.type), one.key]).toString('base64')}`;

/** The key that such a text means; null where it means none, or its id is another's. */
export function verifierOf(text: string): Verifier | null {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text.trim()) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (!isName(name) || bytes.length !== 33) return null;
  const verifier = { name, type: bytes[0] as number, key: bytes.subarray(1) };
  return idText(keyIdOf(verifier)) === id ? verifier : null;
}

/** Reads a note; null where it is none. */
export function noteOf(written: string): Note | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  if (!written.isWellFormed() || /[\u0000-\u0009\u000b-\u001f]/.test(written)) return null;
  const end = written.lastIndexOf('\n\n');
  if (end < 0 || !written.endsWith('\n')) return null;
  const lines = written.slice(end + 2, -1).split('\n');
  const signatures = lines.map(signatureOf);
  if (lines.length > MOST_SIGNATURES || signatures.some((one) => one === null)) return null;
  return { text: written.slice(0, end + 1), signatures: signatures as NoteSignature[] };
}

/** One line of a signature; null where it is none. */
export function signatureOf(line: string): NoteSignature | null {
  const [, name = '', encoded = ''] = /^\u2014 (\S+) ([A-Za-z0-9+/]+=*)$/u.exec(line) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (!isName(name) || bytes.length <= 4) return null;
  return { name, id: bytes.readUInt32BE(), bytes: bytes.subarray(4) };
}

const lineOf = (of: Verifier, bytes: Uint8Array): string => {
  const id = Buffer.alloc(4);
  id.writeUInt32BE(keyIdOf(of));
  return `\u2014 ${of.name} ${Buffer.concat([id, bytes]).toString('base64')}\n`;
};

/** A text, which ends in a newline, signed by its log. */
export const signed = (text: string, by: Signer): string =>
  `${text}\n${lineOf(by, sign(null, Buffer.from(text), by.secret))}`;

/** What a witness signs: that at this second the tree of the text is the largest that it has seen (tlog-cosignature). */
const cosigned = (text: string, seconds: number): Buffer => Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);

/** A witness's line below a text; `seconds` since 1970. */
export function cosignature(text: string, by: Signer, seconds: number): string {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(seconds));
  return lineOf(by, Buffer.concat([time, sign(null, cosigned(text, seconds), by.secret)]));
}

/** How a note stands to a key: signed by it (a witness says when), not signed by it, or signed falsely. */
export type Judged = { readonly is: 'signed'; readonly seconds: number | null } | { readonly is: 'unsigned' | 'false' };

export function judged(note: Note, by: Verifier): Judged {
  const found = note.signatures.find((one) => one.name === by.name && one.id === keyIdOf(by));
  if (found === undefined) return { is: 'unsigned' };
  const key = createPublicKey({ key: Buffer.concat([SPKI, by.key]), format: 'der', type: 'spki' });
  const holds = (message: Uint8Array, signature: Uint8Array) =>
    signature.length === 64 && verify(null, message, key, signature);
  if (by.type === ED25519)
    return holds(Buffer.from(note.text), found.bytes) ? { is: 'signed', seconds: null } : { is: 'false' };
  if (by.type !== COSIGNATURE || found.bytes.length !== 72) return { is: 'false' };
  const seconds = Number(found.bytes.readBigUInt64BE());
  return holds(cosigned(note.text, seconds), found.bytes.subarray(8)) ? { is: 'signed', seconds } : { is: 'false' };
}

/** What a tree was at a size (C2SP tlog-checkpoint). */
export type TreeHead = { readonly origin: string; readonly size: number; readonly root: Buffer };

export const headText = ({ origin, size, root }: TreeHead): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`;

/** The tree that a checkpoint's text tells of; null where it tells of none. Lines behind the third are somebody's own. */
export function headOf(text: string): TreeHead | null {
  const [origin = '', size = '', root = '', ...rest] = text.split('\n');
  const bytes = Buffer.from(root, 'base64');
  if (origin === '' || !/^(0|[1-9]\d{0,15})$/.test(size) || bytes.length !== 32 || bytes.toString('base64') !== root)
    return null;
  if (rest.at(-1) !== '' || rest.slice(0, -1).some((one) => one === '')) return null;
  return { origin, size: Number(size), root: bytes };
}
