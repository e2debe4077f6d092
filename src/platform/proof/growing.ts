import type { KeyObject } from 'node:crypto';
import type { Database, Tx } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { headSeq } from '../journal/lines.store.ts';
import { readHead, writeHead } from './heads.ts';
import { HASH_BYTES, type Hash, leafHash, rangeHash } from './merkle.ts';
import {
  ED25519,
  headOf,
  headText,
  judged,
  noteOf,
  signed,
  type TreeHead,
  type Verifier,
  verifierText,
} from './notes.ts';
import {
  beginLog,
  type Fault,
  hashesAfter,
  keepHead,
  keepTiles,
  type Log,
  logOf,
  lookedAt,
  type Tile,
  tileOf,
} from './proof.store.ts';
import { signerOf } from './proofKey.ts';
import { completeFrom, TILE, type TileReader, topOf } from './tiles.ts';

/** Lines of one transaction: a hundred full tiles. */
const MOST = 100 * TILE;

export type Growth = {
  readonly db: Database;
  readonly secret: KeyObject;
  /** Where the newest checkpoints lie outside the database. */
  readonly folder: string;
  /** What a district's tree is called, where it is not called anything yet. */
  readonly originOf: (district: string) => string;
  readonly clock: () => Date;
};

/**
 * Lets a district's tree take in the lines that came since, and signs its new head. What was signed before is its beginning, or
 * nothing is signed: a tree that was put back or rewritten stays as it is, with the fault beside it, for people to look at. One
 * worker at a time; cut off at any place, the next turn goes on. Returns the fault, or null.
 */
export async function grow(growth: Growth, district: string): Promise<Fault | null> {
  const { db, folder, secret, clock } = growth;
  for (;;) {
    const written = await readHead(folder, district);
    const turn = await db.write(whole(district), async (tx): Promise<Turn> => {
      const name = growth.originOf(district);
      await beginLog(tx, district, { origin: name, key: verifierText(signerOf(secret, name, ED25519)) });
      const log = await logOf(tx, district, true);
      if (log === null) throw new Error('a log was begun and is gone');
      const signer = signerOf(secret, log.origin, ED25519);
      const fault =
        log.key === verifierText(signer)
          ? await standing(tx, district, log, knownHead(written, signer), signer)
          : 'otherKey';
      if (fault !== null) {
        await lookedAt(tx, district, clock(), fault);
        return { fault };
      }
      const head = await headSeq(tx, district);
      const tree = await grown(tx, district, log.size, Math.min(MOST, head - log.size));
      if (tree === null) {
        await lookedAt(tx, district, clock(), null);
        return { note: log.checkpoint, more: false };
      }
      const note = signed(headText({ origin: log.origin, ...tree }), signer);
      await keepHead(tx, district, { size: tree.size, note, at: clock() });
      return { note, more: tree.size < head };
    });
    if ('fault' in turn) return turn.fault;
    // After the commit: a file that is ahead of the database would look like a database that was put back.
    if (turn.note !== '') await writeHead(folder, district, turn.note);
    if (!turn.more) return null;
  }
}

type Turn = { readonly fault: Fault } | { readonly note: string; readonly more: boolean };

/**
 * What a kept checkpoint says; null where none was kept. Throws where the file says nothing that this key has signed for its tree: it may have
 * been meddled with.
 */
export function knownHead(written: string | null, by: Verifier): TreeHead | null {
  if (written === null) return null;
  const head = signedHead(written, by);
  if (head === null) throw new NotAHead();
  return head;
}

/** The tree of a note that a key has signed for the tree of its own name; null for all else. */
export function signedHead(written: string, by: Verifier): TreeHead | null {
  const note = noteOf(written);
  const head = note === null ? null : headOf(note.text);
  return note !== null && head?.origin === by.name && judged(note, by).is === 'signed' ? head : null;
}

/**
 * What is wrong with a tree before it grows. What the database calls the newest checkpoint is held to be one only where we signed it, of this
 * very size: it is written down outside when nothing has come since, and would else put itself in the place of what was signed.
 */
async function standing(
  tx: Tx,
  district: string,
  log: Log,
  known: TreeHead | null,
  by: Verifier,
): Promise<Fault | null> {
  const fault = await faultOf(tx, district, log.size, known);
  if (fault !== null) return fault;
  if (log.checkpoint === '') return log.size === 0 && known === null ? null : 'rewritten';
  const own = signedHead(log.checkpoint, by);
  if (own === null || own.size !== log.size) return 'rewritten';
  return known?.size === own.size ? null : faultOf(tx, district, log.size, own);
}

/** The file of the newest checkpoint does not say what a checkpoint says. */
export class NotAHead extends Error {}

/** Whether a tree of a size still begins with what was signed. */
export async function faultOf(tx: Tx, district: string, size: number, known: TreeHead | null): Promise<Fault | null> {
  if (known === null) return null;
  if (known.size > size) return 'rewound';
  const root = await rootAt(tx, district, known.size).catch(() => null);
  return root?.equals(known.root) ? null : 'rewritten';
}

/** The root of a district's tree at a size that it has reached. Rejects where its tiles are too short for it. */
export const rootAt = (tx: Tx, district: string, size: number): Promise<Hash> =>
  rangeHash({ start: 0, end: size }, completeFrom(reader(tx, district)));

/** The tiles of a district as far as they have grown. */
export const reader =
  (tx: Tx, district: string): TileReader =>
  (level, index) =>
    tileOf(tx, district, level, index);

/** Takes so many lines into the tiles; null where there are none. */
async function grown(
  tx: Tx,
  district: string,
  size: number,
  most: number,
): Promise<{ size: number; root: Hash } | null> {
  if (most <= 0) return null;
  const lines = await hashesAfter(tx, district, size, most);
  // The order has no gaps; a missing line is the audit's to name, and no tree is built over it.
  if (lines.some((one, at) => one.seq !== size + at + 1)) throw new Error('a line is missing');
  const fresh = await filled(
    size,
    lines.map(({ hash }) => leafHash(hash)),
    reader(tx, district),
  );
  await keepTiles(tx, district, fresh);
  const byName = new Map(fresh.map((one) => [`${one.level}/${one.index}`, one.hashes]));
  const read: TileReader = async (level, index) =>
    byName.get(`${level}/${index}`) ?? (await tileOf(tx, district, level, index));
  const end = size + lines.length;
  return { size: end, root: await rangeHash({ start: 0, end }, completeFrom(read)) };
}

/** The tiles that change when leaves are added to a tree of a size, as they are then. */
export async function filled(size: number, leaves: readonly Hash[], read: TileReader): Promise<Tile[]> {
  const tiles: Tile[] = [];
  let level = 0;
  let next = leaves;
  while (next.length > 0) {
    const above: Hash[] = [];
    let at = Math.floor(size / TILE ** level);
    let taken = 0;
    while (taken < next.length) {
      const index = Math.floor(at / TILE);
      const width = at % TILE;
      const begun = width === 0 ? Buffer.alloc(0) : (await read(level, index)).subarray(0, width * HASH_BYTES);
      const part = next.slice(taken, taken + TILE - width);
      const hashes = Buffer.concat([begun, ...part]);
      tiles.push({ level, index, hashes });
      if (width + part.length === TILE) above.push(topOf(hashes));
      taken += part.length;
      at += part.length;
    }
    next = above;
    level += 1;
  }
  return tiles;
}
