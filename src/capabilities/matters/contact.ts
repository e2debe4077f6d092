import { randomUUID } from 'node:crypto';
import type { Database, Tx } from '../../platform/db/database.ts';
import { nothing } from '../../platform/db/scope.ts';
import type { Ask } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { foldLook } from '../../platform/identity/folds.rules.ts';
import { LINES } from '../../platform/identity/lines.rules.ts';
import type { LookReason } from '../../platform/identity/looks.rules.ts';
import { newLooks } from '../../platform/identity/looks.store.ts';
import { prepared, START, type Writing, write } from '../../platform/identity/subject.store.ts';
import { textOf } from '../../platform/language/language.ts';
import { forget, keyIdsOf, sealedOf } from '../../platform/sealing/sealed.store.ts';
import { openRows } from '../../platform/sealing/sealed.ts';
import { phoneNumber } from './intake.ts';
import { appointmentFor } from './matters.rights.ts';
import { forgetReporter, loadMatters, phoneOf, type Stored, subjectsOfPhone } from './matters.store.ts';
import { mattersWords } from './matters.words.ts';

/** Opens a reporter's contact and leaves the look that they can read; nobody sees one without the other. */
export async function contactOf(
  tx: Tx,
  ask: Ask,
  { matter }: Stored,
  reason: LookReason,
): Promise<{ phone: string | null; name: string | null }> {
  const rows = openRows(ask.keyring, await sealedOf(tx, ask.district, [matter.id], ['contact']));
  const text = rows[0]?.text;
  if (text === null || text === undefined)
    throw new Problem(409, 'matters.noContact', textOf(mattersWords, 'noContact'));
  await look(tx, ask, matter, reason);
  return JSON.parse(text) as { phone: string | null; name: string | null };
}

/** Earlier matters of the same phone: found now, shown to this caller as far as their reach goes, kept nowhere. */
export async function earlierOf(tx: Tx, ask: Ask, { matter }: Stored): Promise<Stored[]> {
  const phone = await phoneOf(tx, ask.district, matter.id);
  if (!phone) throw new Problem(409, 'matters.noContact', textOf(mattersWords, 'noContact'));
  const subjects = (await subjectsOfPhone(tx, ask.district, phone)).filter((one) => one !== matter.id);
  await look(tx, ask, matter, 'contact');
  const seen = await loadMatters(tx, ask.district, subjects);
  return seen.toSorted((a, b) => (a.matter.reported < b.matter.reported ? 1 : -1)).slice(0, 20);
}

/** The matters of a caller's number, for the clerk who is on the line; a look is left on each one that is shown. */
export async function earlierOfCaller(tx: Tx, ask: Ask, number: string): Promise<Stored[]> {
  const phone = ask.keyring.blindIndex(ask.district, 'phone', phoneNumber(number));
  const seen = await loadMatters(tx, ask.district, await subjectsOfPhone(tx, ask.district, phone));
  const shown = seen
    .filter(({ matter }) => appointmentFor(ask.caller, matter, 'seeEarlier') !== null)
    .toSorted((a, b) => (a.matter.reported < b.matter.reported ? 1 : -1))
    .slice(0, 10);
  for (const { matter } of shown) await look(tx, ask, matter, 'contact');
  return shown;
}

async function look(tx: Tx, ask: Ask, matter: Stored['matter'], reason: LookReason): Promise<void> {
  const post = appointmentFor(ask.caller, matter, 'seeContact');
  if (ask.caller.is !== 'staff' || !post) throw new Problem(403, 'matters.notYours', textOf(mattersWords, 'notYours'));
  const writing: Writing = {
    district: ask.district,
    now: ask.clock(),
    origin: matter.origin,
    author: { by: ask.caller.person, post: post.id },
  };
  const line = prepared(writing, {
    kind: LINES.looked,
    subject: randomUUID(),
    body: { concerned: matter.id, reason, post: post.post, body: post.body, about: matter.id },
    territory: matter.territory,
    chain: START,
    id: randomUUID(),
  });
  await write(tx, writing, [line], [newLooks([{ line, now: foldLook(null, line.line) }], ask.district)]);
}

/** The matters that a telephone's owner reported, by its blind index: where others may have looked at their data. */
export async function concernedBy(db: Database, district: string, phone: Buffer): Promise<string[]> {
  return db.read(nothing(district), (tx) => subjectsOfPhone(tx, district, phone));
}

/**
 * Forgets who reported: the contacts' keys and what leads from the telephone to its matters. What was reported stays, for
 * the hazard is still there. Returns the keys that are gone.
 */
export async function forgetReporterOf(db: Database, district: string, phone: Buffer, now: Date): Promise<string[]> {
  return db.write(nothing(district), async (tx) => {
    const subjects = await subjectsOfPhone(tx, district, phone);
    const keys = await keyIdsOf(tx, district, subjects, 'identity');
    await forgetReporter(tx, district, subjects);
    return forget(tx, district, keys, now);
  });
}
