import { alone } from '../db/alone.ts';
import type { Database, Tx } from '../db/database.ts';
import { openDatabase } from '../db/database.ts';
import { Refusal } from '../db/refusal.ts';
import { migrateUrlOf } from '../db/roles.ts';
import { nothing } from '../db/scope.ts';
import { Keyring, type Suite } from './keyring.ts';
import { OF_ALL, opens, proveKey, putRoot, rewrap, rootOf, type WrappedKey, wrappedAfter } from './root.store.ts';

export type RekeyAsk = {
  /** The owner's address. */
  readonly ownerUrl: string;
  /** The present master key, and the one to come, 32 bytes each. */
  readonly from: Buffer;
  readonly to: Buffer;
  readonly suite?: Suite;
  /** Keys in one transaction; 500 where absent. */
  readonly slice?: number;
  /** Told after each slice how many keys have been looked at. */
  readonly tell?: (keys: number) => void;
};

/** What was done: keys wrapped anew now, and those that an earlier attempt had done already. */
export type Rekeyed = { readonly wrapped: number; readonly before: number };

const SLICE = 500;
const FIRST = { district: '', id: '00000000-0000-0000-0000-000000000000' };

/**
 * Changes the master key of a database: every live data key is wrapped under the new one, in slices, the roles get the
 * passwords that follow from it, and the root of the blind indexes, which stays, is sealed under it. What is sealed under the
 * data keys, the journal and every digest stay as they are.
 *
 * The intent is written down first: from then on nothing opens this database but another run with the same two keys, which goes
 * on where one was stopped, at whatever moment. Throws `Refusal` where Lianan is at work on the database, where `from` is not its
 * key, where another change is under way, and for a key that does not open: before the intent is written, so that Lianan goes on
 * under the old one (altered, or wrapped under a key of another time; nothing is lost by it).
 */
export async function rekey(ask: RekeyAsk): Promise<Rekeyed> {
  const from = new Keyring(ask.from, ask.suite ? { suite: ask.suite } : {});
  const to = new Keyring(ask.to, ask.suite ? { suite: ask.suite } : {});
  if (from.mark === to.mark) throw new Refusal('rekeySame');
  return alone(ask.ownerUrl, async (it) => {
    const db = openDatabase({ serve: migrateUrlOf(ask.ownerUrl) }, { serve: 1, statementMs: 0 });
    try {
      const state = await begin(db, from, to, ask.slice ?? SLICE);
      // Whoever opened it in the moment between the first look and the intent is seen now; whoever comes later is refused.
      if (state === 'begun') await it.refuseOthers().catch((error: unknown) => giveUp(db, error));
      const done = state === 'done' ? { wrapped: 0, before: 0 } : await wrapAll(db, from, to, ask);
      if (state !== 'done') await finish(db);
      await it.giveRoles(ask.to);
      return done;
    } finally {
      await db.end();
    }
  });
}

/** Writes the intent down. `done`: the keys are wrapped already, and only what follows is left. */
async function begin(db: Database, from: Keyring, to: Keyring, slice: number): Promise<'begun' | 'resumed' | 'done'> {
  return db.write(nothing(OF_ALL), async (tx) => {
    const row = await rootOf(tx);
    if (row?.nextMark != null) {
      if (row.nextMark !== to.mark || row.mark !== from.mark) throw new Refusal('rekeyOther');
      return 'resumed';
    }
    if (row?.mark === to.mark) return 'done';
    if (row === null) await proveKey(tx, from);
    else if (row.mark !== from.mark) throw new Refusal('otherMasterKey');
    await proveAll(tx, from, slice);
    const present = row?.root == null ? from : from.withRoot(row.root);
    await putRoot(tx, {
      mark: from.mark,
      root: row?.root ?? null,
      nextMark: to.mark,
      nextRoot: present.rootUnder(to),
    });
    return 'begun';
  });
}

/** Refuses where a live key does not open: after the intent it would leave a database that nothing opens any more. */
async function proveAll(tx: Tx, from: Keyring, slice: number): Promise<void> {
  for (let after = FIRST; ; ) {
    const page = await wrappedAfter(tx, after, slice, 'read');
    for (const { district, id, wrapped } of page)
      if (!opens(from, district, wrapped)) throw new Refusal('rekeyBroken', { district, id });
    const last = page.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

/** Takes back an intent that nothing has followed yet. */
async function giveUp(db: Database, error: unknown): Promise<never> {
  await db.write(nothing(OF_ALL), async (tx) => {
    const row = await rootOf(tx);
    if (row !== null) await putRoot(tx, { ...row, nextMark: null, nextRoot: null });
  });
  throw error;
}

async function wrapAll(db: Database, from: Keyring, to: Keyring, ask: RekeyAsk): Promise<Rekeyed> {
  let [wrapped, before] = [0, 0];
  for (let after = FIRST; ; ) {
    const keys = await db.write(nothing(OF_ALL), async (tx) => {
      const page = await wrappedAfter(tx, after, ask.slice ?? SLICE, 'locked');
      const old = page.filter((one) => !opens(to, one.district, one.wrapped));
      await rewrap(
        tx,
        old.map((one) => ({ ...one, wrapped: anew(one, from, to) })),
      );
      wrapped += old.length;
      before += page.length - old.length;
      return page;
    });
    const last = keys.at(-1);
    if (last === undefined) return { wrapped, before };
    after = last;
    ask.tell?.(wrapped + before);
  }
}

function anew({ district, id, wrapped }: WrappedKey, from: Keyring, to: Keyring): Buffer {
  if (!opens(from, district, wrapped)) throw new Refusal('rekeyBroken', { district, id });
  return to.wrap(district, from.unwrap(district, wrapped));
}

/** The new key is the key from here on. */
async function finish(db: Database): Promise<void> {
  await db.write(nothing(OF_ALL), async (tx) => {
    const row = await rootOf(tx);
    if (row?.nextMark == null) throw new Error('sealing: the change of the master key is gone from the database');
    await putRoot(tx, { mark: row.nextMark, root: row.nextRoot, nextMark: null, nextRoot: null });
  });
}
