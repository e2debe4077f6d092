import type { Tx } from '../../platform/db/database.ts';
import { nothing, type Scope } from '../../platform/db/scope.ts';
import type { Ask } from '../../platform/http/mount.ts';
import { provedPhone } from '../../platform/identity/residents.ts';
import { problem } from './ground.ts';
import { identitiesOf } from './identities.ts';
import type { SpeaksAs } from './mediation.rules.ts';
import { caseOfPassport, loadCase, partiesOfPhone } from './mediation.store.ts';
import { plainPhone } from './numbers.rules.ts';
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

/** The case and the party for which somebody acts, one of those that were left with the same telephone, and as what. */
export type Own = {
  readonly subject: string;
  readonly party: string;
  readonly parts: readonly string[];
  readonly as: SpeaksAs;
};

/**
 * The party whose telephone this resident has proved, or for which it speaks as guardian or representative, in the case that the passport
 * names; of several the one that is asked for. Who speaks for a party is read from what is sealed as it stands: nobody is found by such a
 * telephone, and whoever was withdrawn is none. Throws Problem 404 or 403.
 */
export async function partyBehind(
  ask: Ask,
  { code, party }: { readonly code: string; readonly party?: string | undefined },
): Promise<Own> {
  const subject = await subjectBehind(ask, code);
  const resident = ask.caller.is === 'resident' ? ask.caller.resident : null;
  const parts = await ask.db.read(proved(ask.district, subject), async (tx) => {
    const phone = resident === null ? null : await provedPhone(tx, ask.keyring, ask.district, resident);
    if (phone === null) return new Map<string, SpeaksAs>();
    const own = await partiesOfPhone(tx, ask.district, subject, partyPhone(ask.keyring, ask.district, phone.mobile));
    const found = new Map<string, SpeaksAs>(own.map((one) => [one, 'self']));
    // Where a parent left the own number for a child as well, it is the parent who speaks.
    for (const [one, as] of await spokenFor(tx, ask, subject, plainPhone(phone.mobile)))
      if (as === 'guardian' || !found.has(one)) found.set(one, as);
    return found;
  });
  const own = party ?? [...parts.keys()].toSorted()[0];
  const as = own === undefined ? undefined : parts.get(own);
  if (own === undefined || as === undefined) throw problem(403, 'notParty');
  return { subject, party: own, parts: [...parts.keys()].toSorted(), as };
}

/** The parties of a case for which whoever has a telephone speaks. */
async function spokenFor(tx: Tx, ask: Ask, subject: string, phone: string): Promise<[string, SpeaksAs][]> {
  const all = (await loadCase(tx, ask.district, subject))?.state.parties ?? [];
  const parties = all.filter(({ guardian, represented }) => guardian || represented);
  const is = (one: { readonly phone?: string | undefined } | undefined): boolean =>
    one?.phone !== undefined && plainPhone(one.phone) === phone;
  return [...(await identitiesOf(tx, ask, { parties }))].flatMap(([id, who]): [string, SpeaksAs][] =>
    is(who?.guardian) ? [[id, 'guardian']] : is(who?.representative) ? [[id, 'representative']] : [],
  );
}
