import { dayOf, daysBetween } from '../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import { filesOf } from '../../platform/files/files.door.ts';
import { appointmentsById } from '../../platform/identity/appointments.store.ts';
import type { Caller } from '../../platform/identity/caller.ts';
import { openNames } from '../../platform/identity/enterPeople.ts';
import { peopleById } from '../../platform/identity/people.store.ts';
import type { Json } from '../../platform/journal/canonical.rules.ts';
import type { Line, LineKind } from '../../platform/journal/line.rules.ts';
import { linesOf } from '../../platform/journal/lines.store.ts';
import { openBeside } from '../../platform/sealing/beside.ts';
import { loadMatters } from '../matters/matters.door.ts';
import { proposedFor } from './deciding.ts';
import { bodyName, type Ground, worked } from './ground.ts';
import { identitiesOf } from './identities.ts';
import { lastDayFor } from './law/confirmation.rules.ts';
import { ITEMS, itemsPresent, mandatoryOf } from './law/dossier.rules.ts';
import { lawText } from './law/law.words.ts';
import { routesOf } from './law/protection.rules.ts';
import { forumName } from './law/triage.rules.ts';
import { LINES } from './lines.rules.ts';
import type { CaseLine, CaseOut } from './mediation.contract.ts';
import { abilities, isCo, partyActor, sightOf } from './mediation.rights.ts';
import { type Case, isProtected, nextDay, offerOpen, type Ref, type Session } from './mediation.rules.ts';
import type { Stored } from './mediation.store.ts';
import type { AgreementIn } from './move.contract.ts';
import { mediatorSigned, movesOpen } from './moves.rules.ts';
import { passportOf } from './passport.ts';
import { isToldTo, sidesOf } from './sessions.rules.ts';
import { factsOf, isRead, isTold, type Reader, spokenOf, staysBehind } from './showing.rules.ts';
import { waitsFor } from './waiting.rules.ts';

export const kindsOfLine: ReadonlyMap<string, LineKind> = new Map(Object.values(LINES).map((one) => [one.name, one]));

/** Names of the staff by id; null where a name was forgotten. */
export type Names = ReadonlyMap<string, string | null>;

export async function namesOf(
  tx: Tx,
  ground: Pick<Ground, 'keyring' | 'district'>,
  ids: readonly string[],
): Promise<Names> {
  const all = [...new Set(ids)];
  if (all.length === 0) return new Map();
  return openNames(tx, ground.keyring, ground.district, await peopleById(tx, ground.district, all));
}

/** A case as it stands in a list; what its reader is to it the caller knows. */
export function caseLine(ground: Ground, it: Case, names: Names): Omit<CaseLine, 'co'> {
  const { id, n, number, status, outcome, channel, nature, scale, track, territory, due, refusals, opened, updated } =
    it;
  return {
    id,
    n,
    number,
    status,
    outcome,
    channel,
    nature,
    scale,
    track,
    territory,
    due,
    refusals,
    opened,
    updated,
    territoryName: ground.places.pathOf(territory),
    body: bodyName(ground, it.body),
    offered: bodyName(ground, offerOpen(it)?.body ?? null),
    mediators: it.mediators.map((one) => names.get(one) ?? null),
    next: nextDay(it),
    waits: waitsFor(it),
  };
}

/** A case as a member of the staff sees it. */
export async function caseForStaff(
  tx: Tx,
  ground: Ground,
  caller: Caller,
  stored: Stored,
  now: Date,
): Promise<CaseOut> {
  const lines = await linesOf(tx, ground.district, [stored.state.id], kindsOfLine);
  const reader = { is: 'staff', sight: sightOf(caller, stored.state), stays: staysBehind(lines) } as const;
  const shown = await showCase(tx, ground, stored, lines, reader, now);
  return { ...shown, co: isCo(caller, stored.state), abilities: abilities(caller, stored.state, dayOf(now)) };
}

/**
 * A case as one of its parties sees it; of protection and alarms nothing, and of the others neither when they can come nor how they
 * rated it. Where violence was spoken of, what an applicant wrote and where it is are not told to whom it was written of.
 */
export async function caseForParty(tx: Tx, ground: Ground, party: string, stored: Stored, now: Date): Promise<CaseOut> {
  const { protection, parties, sessions } = stored.state;
  const alone = sessions.filter((one) => !isToldTo(one, party));
  const apart = new Set(alone.map(({ id }) => id));
  // What is next, and what the case waits for, would tell of a session with the other side: to a party there is none.
  const seen = { ...stored, state: { ...stored.state, sessions: sessions.filter((one) => !alone.includes(one)) } };
  const lines = await linesOf(tx, ground.district, [stored.state.id], kindsOfLine);
  const shown = await showCase(tx, ground, seen, lines, { is: 'party', party, apart }, now);
  const told = parties.find(({ id }) => id === party)?.side === 'applicant' || protection?.violence !== true;
  const safe = {
    ...{ co: false, protection: null, apart: false, protectionRoutes: [], alarmed: null, repeats: null },
    words: told ? shown.words : null,
    address: told ? shown.address : null,
    parties: shown.parties.map((one) => (one.id === party ? one : { ...one, rating: null, travels: false })),
    sessions: shown.sessions.map((one) => ({
      ...one,
      can: Object.fromEntries(Object.entries(one.can).filter(([id]) => id === party)),
    })),
  };
  return { ...shown, ...safe, abilities: movesOpen(seen.state, partyActor(party), dayOf(now)) };
}

async function showCase(
  tx: Tx,
  ground: Ground,
  { state: it }: Stored,
  lines: Lines,
  reader: Reader,
  now: Date,
): Promise<Omit<CaseOut, 'co' | 'abilities'>> {
  const { district, keyring } = ground;
  const today = dayOf(now);
  const people = reader.is === 'party' || reader.sight.people;
  const texts = await openBeside(tx, keyring, district, refsOf(lines, it, reader));
  const of = (ref: Ref | null | undefined): string | null => (ref == null ? null : (texts.get(ref.id) ?? null));
  const agreementText = (ref: Ref | null | undefined): AgreementIn | null => {
    const text = people ? of(ref) : null;
    return text === null ? null : (JSON.parse(text) as AgreementIn);
  };
  const identities = people ? await identitiesOf(tx, ground, it) : new Map<string, null>();
  const names = await namesOf(tx, ground, [...it.mediators, ...lines.flatMap(({ by }) => by ?? [])]);
  const first = lines[0]?.body as { words?: Ref | null; address?: Ref | null } | undefined;
  const agreement = agreementText(it.agreement?.text);
  const triage = it.track === null && reader.is === 'staff' ? proposedFor(ground, it, today) : null;
  const confirmBy = it.agreement === null ? '' : lastDayFor(it.agreement.effect, worked(ground));
  const places = placesOfSessions(lines);
  return {
    ...caseLine(ground, it, names),
    caseCode: passportOf(keyring, district, it.id),
    routes: [...it.routes],
    protection: it.protection,
    apart: isProtected(it),
    protectionRoutes: it.protection === null ? [] : routesOf(it.protection).map(({ rule }) => lawText(rule)),
    alarmed: it.alarmed,
    parties: it.parties.map(({ identity: _identity, ...one }) => ({
      ...one,
      name: identities.get(one.id)?.name ?? null,
    })),
    words: people ? of(first?.words) : null,
    address: people ? of(first?.address) : null,
    proposal:
      triage === null
        ? null
        : {
            track: triage.track,
            rule: triage.rule,
            why: lawText(triage.rule),
            forum: forumName(triage.forum),
            body: bodyName(ground, triage.body),
          },
    proposed: bodyName(ground, it.proposed),
    offers: it.offers.map((one) => ({ ...one, body: bodyName(ground, one.body), from: bodyName(ground, one.from) })),
    referrer: it.referrer === null ? null : { ...it.referrer, body: bodyName(ground, it.referrer.body) },
    matter: it.matter === null ? null : { id: it.matter, number: await matterNumber(tx, district, it.matter, reader) },
    round: it.round,
    repeats: it.repeats,
    mediatorIds: [...it.mediators],
    chosen: it.chosen,
    openly: it.openly,
    sessions: it.sessions.map((one) => ({
      ...one,
      among: one.among === undefined ? null : [...one.among],
      proposed: [...one.proposed],
      present: [...one.present],
      signed: [...one.signed],
      can: Object.fromEntries(Object.entries(one.can).map(([party, can]) => [party, [...can]])),
      place: people ? of(places.get(one.id)) : null,
      record: mayReadRecord(it, one, reader) ? of(one.record) : null,
    })),
    draft:
      it.draft === null
        ? null
        : {
            version: it.draft.version,
            agreement: agreementText(it.draft.text),
            signed: [...it.draft.signed],
            mediator: mediatorSigned(it),
          },
    nextDraft: (it.draft?.version ?? it.drafts) + 1,
    agreement:
      it.agreement === null
        ? null
        : {
            form: it.agreement.form,
            number: it.agreement.number,
            effect: it.agreement.effect,
            text: agreement,
            confirmBy,
            daysLeft: daysBetween(today, confirmBy),
          },
    promises: it.promises.map(({ settled, ...one }) => {
      const said = agreement?.promises.find(({ id }) => id === one.id);
      const late = one.state === 'owed' && one.due < today;
      return {
        ...one,
        what: said?.what ?? null,
        how: said?.how ?? null,
        late,
        // Said after it was found broken, it is said anew.
        claimed: one.claimed !== undefined && one.state !== 'performed' && (settled === null || one.claimed > settled),
      };
    }),
    confirmation:
      it.confirmation === null ? null : { ...it.confirmation, court: bodyName(ground, it.confirmation.court) },
    publicOrder: it.publicOrder,
    extended: it.extended,
    accepted: it.accepted,
    resolved: it.resolved,
    ended: it.ended,
    archived: it.archived,
    filing: filingOf(it, lines),
    history: await historyOf(tx, ground, it, lines, reader, { names, of: (id) => texts.get(id) ?? null }),
  };
}

/** The number of the matter behind a case, to whoever of the staff sees that as well. */
async function matterNumber(tx: Tx, district: string, id: string, reader: Reader): Promise<string | null> {
  if (reader.is === 'party') return null;
  const [matter] = await loadMatters(tx, district, [id]);
  return matter?.number ?? null;
}

/** The 13 items, which of them the file must have, and which are there. */
function filingOf(it: Case, lines: Lines): CaseOut['filing'] {
  const filed = lines.findLast(({ kind }) => kind === 'case.archived')?.body as { explained?: Ref | null } | undefined;
  const there = itemsPresent(it, filed?.explained != null);
  const must = mandatoryOf(it);
  return ITEMS.map(({ n, zh, en }) => ({ n, name: { zh, en }, mandatory: must.includes(n), there: there.includes(n) }));
}

type Lines = readonly Line<string, Json>[];

/**
 * A record is read by the parties who were there, and by the desks and bodies that read the case. What one side alone said is read by those who
 * mediate, as its own room is, and goes along with the case as that does.
 */
function mayReadRecord(it: Case, { id, present }: Session, reader: Reader): boolean {
  if (reader.is === 'party') return present.includes(reader.party);
  return sidesOf(it, present) > 1 ? reader.sight.people : reader.sight.alone && !reader.stays.has(id);
}

/** Where each session is to be, as it was sealed, by its id. */
export const placesOfSessions = (lines: Lines): ReadonlyMap<string, Ref | null> =>
  new Map(
    lines
      .filter(({ kind }) => kind === LINES.sessionProposed.name || kind === LINES.sessionMet.name)
      .map(({ body }) => {
        const { session, place } = body as unknown as { session: string; place: Ref | null };
        return [session, place];
      }),
  );

/** Every sealed text that this reader is shown something of: nothing else is opened. */
function refsOf(lines: Lines, it: Case, reader: Reader): (Ref | null)[] {
  const first = lines[0]?.body as { words?: Ref | null; address?: Ref | null } | undefined;
  const people = reader.is === 'party' || reader.sight.people;
  const spoken = lines.flatMap((line) => spokenOf(line, reader) ?? []);
  return [
    ...spoken.map((id) => ({ id, digest: '' })),
    ...(people
      ? [
          first?.words ?? null,
          first?.address ?? null,
          it.draft?.text ?? null,
          it.agreement?.text ?? null,
          ...placesOfSessions(lines).values(),
          ...it.sessions.map((one) => (mayReadRecord(it, one, reader) ? one.record : null)),
        ]
      : []),
  ];
}

/** The way that a case has gone, each line with its words and files as far as this reader may read. */
async function historyOf(
  tx: Tx,
  ground: Ground,
  it: Case,
  lines: Lines,
  reader: Reader,
  { names, of }: { readonly names: Names; readonly of: (id: string) => string | null },
): Promise<CaseOut['history']> {
  const files = new Map((await filesOf(tx, ground.district, [it.id])).map((one) => [one.id, one]));
  const posts = [...new Set(lines.flatMap(({ post }) => post ?? []))];
  const held = new Map(
    (posts.length === 0 ? [] : await appointmentsById(tx, ground.district, posts)).map((one) => [one.id, one]),
  );
  return lines
    .filter((line) => isTold(line, reader))
    .map((line) => {
      const body = line.body as { party?: unknown; body?: string; files?: readonly { id: string }[] };
      const spoken = spokenOf(line, reader);
      const post = line.post === null ? undefined : held.get(line.post);
      const named = isRead(line, reader) ? (body.files ?? []) : [];
      return {
        id: line.id,
        n: line.n,
        kind: line.kind,
        at: line.recorded,
        who:
          line.by === null
            ? null
            : {
                post: post?.post ?? null,
                name: reader.is === 'party' && !it.mediators.includes(line.by) ? null : (names.get(line.by) ?? null),
                body: bodyName(ground, post?.body ?? null),
              },
        to: body.body === undefined || body.body === post?.body ? null : bodyName(ground, body.body),
        party: typeof body.party === 'string' ? body.party : null,
        words: spoken === null ? null : of(spoken),
        files: named.flatMap(({ id }) => {
          const file = files.get(id);
          return file?.forgotten === false ? [{ id, type: file.type, size: file.size }] : [];
        }),
        facts: factsOf(line, reader),
      };
    });
}
