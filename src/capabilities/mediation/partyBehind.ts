import { nothing, type Scope } from '../../platform/db/scope.ts';
import type { Ask } from '../../platform/http/mount.ts';
import { provedPhone } from '../../platform/identity/residents.ts';
import { problem } from './ground.ts';
import { caseOfPassport, partiesOfPhone } from './mediation.store.ts';
import { partyPhone, passportDigest } from './passport.ts';

/** A right to one case that was proved otherwise than by a post. */
export const proved = (district: string, subject: string): Scope => ({ ...nothing(district), subjects: [subject] });

/** The case behind a passport. Throws Problem 404. */
export async function subjectBehind(ask: Ask, code: string): Promise<string> {
  const digest = passportDigest(ask.keyring, ask.district, code);
  const subject = await ask.db.read(nothing(ask.district), (tx) => caseOfPassport(tx, ask.district, digest));
  if (subject === null) throw problem(404, 'wrongPassport', 'body.code');
  return subject;
}

/** The case and the party as which somebody acts, one of those that were left with the same telephone. */
export type Own = { readonly subject: string; readonly party: string; readonly parts: readonly string[] };

/**
 * The party whose telephone this resident has proved, in the case that the passport names; of several with one telephone the one that is
 * asked for. Throws Problem 404 or 403.
 */
export async function partyBehind(
  ask: Ask,
  { code, party }: { readonly code: string; readonly party?: string | undefined },
): Promise<Own> {
  const subject = await subjectBehind(ask, code);
  const resident = ask.caller.is === 'resident' ? ask.caller.resident : null;
  const parts = await ask.db.read(nothing(ask.district), async (tx) => {
    const phone = resident === null ? null : await provedPhone(tx, ask.keyring, ask.district, resident);
    if (phone === null) return [];
    return partiesOfPhone(tx, ask.district, subject, partyPhone(ask.keyring, ask.district, phone.mobile));
  });
  const own = party === undefined ? parts[0] : parts.find((one) => one === party);
  if (own === undefined) throw problem(403, 'notParty');
  return { subject, party: own, parts };
}
