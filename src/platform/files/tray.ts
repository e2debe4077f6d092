import { createSecretKey } from 'node:crypto';
import type { Day } from '../calendar/calendar.rules.ts';
import { addDays } from '../calendar/calendar.rules.ts';
import { Problem } from '../http/problem.ts';
import { textOf } from '../language/language.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { SealError } from '../sealing/keyring.ts';
import type { KeyRow } from '../sealing/sealed.ts';
import { filesWords } from './files.words.ts';
import type { Kind, Type } from './sniff.ts';

/** An upload that belongs to no subject yet. It is kept by whoever uploaded it, sealed in its token, not by the database. */
export type Upload = {
  readonly id: string;
  readonly key: string;
  readonly wrapped: Buffer;
  readonly kind: Kind;
  readonly type: Type;
  /** Bytes of the content as it will be opened. */
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  /** Where the sealed bytes lie, 64 hex digits; `thumb` is null for documents. */
  readonly address: string;
  readonly thumb: string | null;
  /** Blind index of the content. */
  readonly content: Buffer;
  readonly scanned: string;
  readonly day: Day;
};

/** A row of `files.file`, ready to be inserted. */
export type FileRow = {
  readonly district: string;
  readonly id: string;
  readonly subject: string;
  readonly territory: string;
  readonly kind: Kind;
  readonly type: Type;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly address: string;
  readonly thumb: string | null;
  readonly key: string;
  readonly mark: Buffer;
  readonly scanned: string;
  readonly made: Day;
};

/** Rows for what is claimed: its keys (now the subject's own) and its files, in the tokens' order, one for each content. */
export type Claimed = { readonly keys: readonly KeyRow[]; readonly files: readonly FileRow[] };

/** The last day on which a token of a day is good. */
export function lastDayOf(day: Day): Day {
  return addDays(day, 1);
}

/** The token of an upload: sealed and signed by this server, unreadable to its holder. */
export function tokenOf(keyring: Keyring, district: string, upload: Upload): string {
  const packed = JSON.stringify({
    ...upload,
    wrapped: upload.wrapped.toString('base64url'),
    content: upload.content.toString('base64url'),
  });
  return keyring.seal(tokenKey(keyring, district), packed, place(district)).toString('base64url');
}

/**
 * Turns tokens into rows for a subject; no I/O, so that a batch of reports claims in its own statement.
 * Throws Problem 422 for a token that is not ours, of another district, older than a day or from before another master key.
 * @param today the Shanghai day now.
 */
export function claimed(
  keyring: Keyring,
  one: {
    readonly district: string;
    readonly tokens: readonly string[];
    readonly subject: string;
    readonly territory: string;
    readonly today: Day;
  },
): Claimed {
  const { district, subject, territory } = one;
  const keys: KeyRow[] = [];
  const files = new Map<string, FileRow>();
  for (const token of one.tokens) {
    const upload = opened(keyring, district, token);
    if (lastDayOf(upload.day) < one.today) throw badToken();
    const { id, kind, type, size, width, height, address, thumb, key, scanned, day } = upload;
    const mark = keyring.blindIndex(district, `file/${subject}`, upload.content.toString('hex'));
    const seen = mark.toString('hex');
    if (files.has(seen)) continue;
    files.set(seen, {
      district,
      id,
      subject,
      territory,
      kind,
      type,
      size,
      width,
      height,
      address,
      thumb,
      key,
      mark,
      scanned,
      made: day,
    });
    keys.push({ district, id: key, owner: subject, purpose: 'file', wrapped: upload.wrapped, made: day });
  }
  return { keys, files: [...files.values()] };
}

function opened(keyring: Keyring, district: string, token: string): Upload {
  try {
    const packed = keyring.open(tokenKey(keyring, district), Buffer.from(token, 'base64url'), place(district));
    const upload = JSON.parse(packed) as Omit<Upload, 'wrapped' | 'content'> & { wrapped: string; content: string };
    const wrapped = Buffer.from(upload.wrapped, 'base64url');
    // Tokens outlast a change of the master key, which their own key does not follow from; the file's key in them does not.
    keyring.unwrap(district, wrapped);
    return {
      ...upload,
      wrapped,
      content: Buffer.from(upload.content, 'base64url'),
    };
  } catch (error) {
    if (error instanceof SealError) throw badToken();
    throw error;
  }
}

const badToken = () => new Problem(422, 'files.token', textOf(filesWords, 'token'));
const place = (district: string) => `tray/${district}`;
/** Derived from the master key like a blind index, and as secret. */
const tokenKey = (keyring: Keyring, district: string) =>
  createSecretKey(keyring.blindIndex(district, 'files/token', 'key'));
