import { createHash } from 'node:crypto';
import { dayOf } from '../calendar/calendar.rules.ts';
import type { Tx } from '../db/database.ts';
import type { Problem } from '../http/problem.ts';
import type { Caller } from '../identity/caller.ts';
import type { Keyring } from '../sealing/keyring.ts';
import type { Asked } from './append.store.ts';
import { canonical, type Json } from './canonical.rules.ts';
import { askedBefore } from './lines.store.ts';

/** Where something is asked and when, and under which keys. */
export type Asking = { readonly keyring: Keyring; readonly district: string; readonly now: Date };

/**
 * What was asked under an id made by the sender, with a keyed digest of what it was and by whom: nobody where the caller is none of the
 * staff. `sort` is the digest's purpose, of one folder alone. A phone may send again after an upgrade what it sent before it, so the
 * digest's text and purpose stay as they are for ever.
 */
export function askedBy(
  { caller, ...asking }: Asking & { readonly caller: Caller },
  sort: string,
  id: string,
  asked: unknown,
): Asked {
  const author = caller.is === 'staff' ? caller.person : null;
  return askedInForm(asking, sort, id, { author, asked });
}

/** The same where a folder's digests have a form of their own; it names the author as well. */
export function askedInForm(
  { keyring, district, now }: Asking,
  sort: string,
  id: string,
  form: Readonly<Record<string, unknown>>,
): Asked {
  const text = canonical(JSON.parse(JSON.stringify(form)) as Json);
  const digest = keyring.blindIndex(district, sort, createHash('sha256').update(text).digest('hex'));
  return { id, digest, day: dayOf(now) };
}

/**
 * A repeat is one only with the same: gives what `load` finds where the same was asked before, null where nothing was. Throws `taken` where
 * the id was used for something else, or what was asked is no more to be found.
 */
export async function repeatOf<Known>(
  tx: Tx,
  district: string,
  asked: Asked,
  load: () => Known | null | Promise<Known | null>,
  taken: () => Problem,
): Promise<Known | null> {
  const before = await askedBefore(tx, district, asked.id);
  if (before === null) return null;
  const known = before.equals(asked.digest) ? await load() : null;
  if (known === null) throw taken();
  return known;
}
