import type { Line } from '../../platform/journal/line.rules.ts';
import { numberOf } from '../../platform/journal/number.rules.ts';
import {
  type Agreement,
  type Case,
  type Channel,
  type Confirmation,
  type DeclineGround,
  type Draft,
  type Mode,
  type Offer,
  type Outcome,
  type Party,
  type Promised,
  type Ref,
  type Referrer,
  type Reminded,
  type Route,
  type Scale,
  type Session,
  standsAt,
  type Track,
} from './mediation.rules.ts';

/** What lines say, by the names of their members (lines.rules.ts); each line has its own few. */
type Body = Readonly<{
  channel: Channel;
  nature: string;
  scale: Scale;
  parties: readonly NewParty[];
  referrer: Omit<Referrer, 'answered'> | null;
  matter: string | null;
  round: string | null;
  publicOrder: boolean;
  violence: boolean;
  minors: boolean;
  track: Track;
  body: string;
  offer: string;
  due: string;
  ground: DeclineGround;
  mediators: readonly string[];
  mediator: string;
  chosen: 'parties' | 'committee';
  /** A party's id; of `party-added` and `party-changed` the party itself. */
  party: string & NewParty;
  openly: boolean;
  may: boolean;
  routes: readonly Route[];
  sort: 'note' | 'inquiry' | 'evidence';
  of: string;
  session: string;
  mode: Mode;
  joint: boolean;
  with: string | null;
  proposed: readonly string[];
  minutes: number;
  interpreter: boolean;
  can: readonly string[];
  at: string;
  postponed: boolean;
  present: readonly string[];
  record: Ref;
  days: number;
  version: number;
  text: Ref;
  promises: Draft['promises'];
  number: string;
  effect: string;
  promise: string;
  court: string;
  day: string;
  outcome: Outcome & NonNullable<Confirmation['outcome']>;
  stars: number;
}>;

/** The state after one more line. Pure. Throws on a line that a case cannot have. */
export function fold(before: Case | null, line: Line): Case {
  const b = line.body as Body;
  if (line.kind === 'case.opened') return opened(line, b);
  if (before === null) throw new Error(`${line.kind} on a case that was never opened`);
  if (line.kind === 'case.reminded') return reminded(before, line);
  const { acted: _acted, ...rest } = before;
  const after = { ...rest, n: line.n, updated: line.recorded };
  return (
    foldIntake(after, line, b) ??
    foldTalk(after, line, b) ??
    foldAgreement(after, line, b) ??
    foldEnd(after, line, b) ??
    unknown(line)
  );
}

/** A case that its own clock speaks of: of each thing the last that was said is kept. */
function reminded(before: Case, line: Line): Case {
  const { what, of, due, said } = line.body as Reminded;
  const others = (before.reminded ?? []).filter((one) => one.what !== what || one.of !== of);
  return {
    ...before,
    n: line.n,
    acted: before.acted ?? before.updated,
    updated: line.recorded,
    reminded: [...others, { what, of, due, said }],
  };
}

function unknown(line: Line): never {
  throw new Error(`a case has no line ${line.kind}`);
}

const EMPTY = {
  outcome: null,
  routes: [],
  track: null,
  proposed: null,
  body: null,
  protection: null,
  alarmed: null,
  offers: [],
  refusals: 0,
  repeats: null,
  mediators: [],
  chosen: null,
  openly: false,
  sessions: [],
  notes: 0,
  evidence: 0,
  inquiries: 0,
  draft: null,
  drafts: 0,
  agreement: null,
  promises: [],
  confirmation: null,
  visits: 0,
  accepted: null,
  due: null,
  extended: 0,
  resolved: null,
  ended: null,
  archived: null,
} as const;

type NewParty = Omit<Party, 'told' | 'consent' | 'openly' | 'travels' | 'rating'>;
const fresh = (one: NewParty): Party => ({
  ...one,
  told: null,
  consent: null,
  openly: null,
  travels: false,
  rating: null,
});

function opened(line: Line, b: Body): Case {
  const { referrer } = b;
  return {
    ...EMPTY,
    district: line.district,
    id: line.subject,
    n: line.n,
    number: numberOf(line.district, line.subject, line.recorded),
    origin: line.origin,
    status: 'applied',
    territory: line.territory,
    channel: b.channel,
    nature: b.nature,
    scale: b.scale,
    parties: b.parties.map(fresh),
    referrer:
      referrer === null
        ? null
        : { body: referrer.body, sort: referrer.sort, answerBy: referrer.answerBy, answered: null },
    matter: b.matter,
    round: b.round,
    screened: b.channel === 'round',
    publicOrder: b.publicOrder,
    opened: line.recorded,
    updated: line.recorded,
  };
}

const withParty = (it: Case, id: string, change: Partial<Party>): Case => ({
  ...it,
  parties: it.parties.map((one) => (one.id === id ? { ...one, ...change } : one)),
});
const withOffer = (it: Case, id: string, change: Partial<Offer>): Case => ({
  ...it,
  offers: it.offers.map((one) => (one.id === id ? { ...one, ...change } : one)),
});
const withSession = (it: Case, id: string, change: (one: Session) => Partial<Session>): Case => ({
  ...it,
  sessions: it.sessions.map((one) => (one.id === id ? { ...one, ...change(one) } : one)),
});

/** From the application to a body that has it. */
function foldIntake(it: Case, line: Line, b: Body): Case | null {
  switch (line.kind) {
    case 'case.party-added':
      return restand({ ...it, parties: [...it.parties, fresh(b.party)] });
    case 'case.party-changed':
      return withParty(it, b.party.id, b.party);
    case 'case.protection-asked':
      return { ...it, protection: { violence: b.violence, minors: b.minors } };
    case 'case.alarmed':
      return { ...it, alarmed: line.recorded };
    case 'case.triaged':
      return { ...it, nature: b.nature, scale: b.scale, track: b.track, proposed: b.body };
    case 'case.refused':
      return end(it, line, 'refused', []);
    case 'case.offered':
      return {
        ...it,
        status: 'offered',
        offers: [
          ...it.offers,
          {
            id: b.offer,
            body: b.body,
            track: b.track,
            from: it.body,
            at: line.recorded,
            due: b.due,
            state: 'offered',
            ground: null,
            answered: null,
          },
        ],
      };
    case 'case.accepted': {
      const offer = it.offers.find(({ id }) => id === b.offer);
      const moved = it.body !== null && it.body !== b.body;
      return {
        ...withOffer(it, b.offer, { state: 'accepted', answered: line.recorded }),
        status: 'accepted',
        track: offer?.track ?? it.track,
        body: b.body,
        due: b.due,
        accepted: it.accepted ?? line.recorded,
        // Another body begins anew: its mediators are chosen again, and everybody is asked again.
        ...(moved || it.accepted === null
          ? {
              mediators: [],
              chosen: null,
              parties: it.parties.map((one) => ({ ...one, told: null, consent: null, openly: null })),
            }
          : {}),
      };
    }
    case 'case.offer-refused': {
      const refused = withOffer(it, b.offer, { state: 'refused', ground: b.ground, answered: line.recorded });
      return { ...refused, status: standsAt(it), refusals: it.refusals + 1 };
    }
    case 'case.offer-taken-back':
      return {
        ...withOffer(it, b.offer, { state: 'takenBack', answered: line.recorded }),
        status: standsAt(it),
      };
    case 'case.mediators-named':
      return { ...it, mediators: b.mediators, chosen: b.chosen };
    case 'case.mediator-recused':
      return { ...it, mediators: it.mediators.filter((one) => one !== b.mediator) };
    default:
      return null;
  }
}

/** A case that was accepted becomes one in mediation when the last party says yes, and back when one comes in that has not. */
const restand = (it: Case): Case =>
  it.status === 'accepted' || it.status === 'mediating' ? { ...it, status: standsAt(it) } : it;

/** Consent, rooms and sessions. */
function foldTalk(it: Case, line: Line, b: Body): Case | null {
  switch (line.kind) {
    case 'case.rights-told':
      return withParty(it, b.party, { told: line.recorded });
    case 'case.consented': {
      const said = withParty(it, b.party, { consent: true, openly: b.openly });
      return restand({ ...said, openly: said.parties.every(({ openly }) => openly === true) });
    }
    case 'case.declined':
      return end(withParty(it, b.party, { consent: false }), line, 'declined', b.routes);
    case 'case.room-travels':
      return withParty(it, b.party, { travels: b.may });
    case 'case.noted':
      return {
        ...it,
        notes: it.notes + 1,
        evidence: it.evidence + (b.sort === 'evidence' ? 1 : 0),
        inquiries: it.inquiries + (b.sort === 'inquiry' ? 1 : 0),
      };
    case 'case.earlier-looked':
    case 'case.identity-looked':
      return it;
    case 'case.repeats':
      return { ...it, repeats: b.of };
    case 'case.session-proposed':
      return {
        ...it,
        sessions: [
          ...it.sessions,
          {
            id: b.session,
            state: 'proposed',
            mode: b.mode,
            joint: b.joint,
            with: b.with,
            proposed: b.proposed,
            at: null,
            minutes: b.minutes,
            postponed: 0,
            present: [],
            interpreter: b.interpreter,
            record: null,
            signed: [],
            can: {},
          },
        ],
      };
    case 'case.session-answered':
      return withSession(it, b.session, ({ can }) => ({ can: { ...can, [b.party]: b.can } }));
    case 'case.session-set':
      return withSession(it, b.session, ({ postponed }) => ({
        state: 'set',
        at: b.at,
        postponed: postponed + (b.postponed ? 1 : 0),
      }));
    case 'case.session-cancelled':
      return withSession(it, b.session, () => ({ state: 'cancelled' }));
    case 'case.session-held':
      return withSession(it, b.session, () => ({
        state: 'held',
        at: b.at,
        present: b.present,
        record: b.record,
      }));
    case 'case.record-signed':
      return withSession(it, b.session, ({ signed }) => ({ signed: [...signed, b.party] }));
    case 'case.extended':
      return { ...it, due: b.due, extended: it.extended + b.days };
    default:
      return null;
  }
}

const owedNow = (promises: readonly Pick<Promised, 'id' | 'by' | 'to' | 'due'>[]): Promised[] =>
  promises.map((one) => ({ ...one, state: 'owed', settled: null }));

/** Draft, signatures, effect, and what was promised. */
function foldAgreement(it: Case, line: Line, b: Body): Case | null {
  switch (line.kind) {
    case 'case.agreement-drafted':
      return {
        ...it,
        drafts: b.version,
        draft: {
          version: b.version,
          text: b.text,
          promises: b.promises,
          signed: [],
          mediator: null,
        },
      };
    case 'case.draft-dropped':
      return { ...it, draft: null };
    case 'case.agreement-signed': {
      const draft = it.draft as Draft;
      const party: string | null = b.party;
      return {
        ...it,
        draft: party === null ? { ...draft, mediator: line.by } : { ...draft, signed: [...draft.signed, party] },
      };
    }
    case 'case.agreement-sealed': {
      const draft = it.draft as Draft;
      const { number, effect } = b;
      return agreed(it, line, { form: 'written', number, effect, text: draft.text }, draft.promises);
    }
    case 'case.agreed-orally':
      return agreed(it, line, { form: 'oral', number: null, effect: b.effect, text: b.text }, b.promises);
    case 'case.promise-performed': {
      const kept = settled(it, b.promise, 'performed', line.recorded);
      return kept.promises.every(({ state }) => state === 'performed') ? end(kept, line, 'performed', []) : kept;
    }
    case 'case.performance-claimed':
      return {
        ...it,
        promises: it.promises.map((one) => (one.id === b.promise ? { ...one, claimed: line.recorded } : one)),
      };
    case 'case.promise-breached':
      return settled(it, b.promise, 'breached', line.recorded);
    case 'case.confirmation-applied':
      return { ...it, confirmation: { court: b.court, applied: b.day, outcome: null, decided: null } };
    case 'case.confirmation-decided':
      return it.confirmation === null
        ? it
        : { ...it, confirmation: { ...it.confirmation, outcome: b.outcome, decided: b.day } };
    default:
      return null;
  }
}

const settled = (it: Case, id: string, state: 'performed' | 'breached', at: string): Case => ({
  ...it,
  promises: it.promises.map((one) => (one.id === id ? { ...one, state, settled: at } : one)),
});

const agreed = (it: Case, line: Line, agreement: Agreement, promises: Draft['promises']): Case => ({
  ...it,
  status: 'agreed',
  agreement,
  draft: null,
  promises: owedNow(promises),
  resolved: line.recorded,
});

/** The end, and what comes after it. */
function foldEnd(it: Case, line: Line, b: Body): Case | null {
  switch (line.kind) {
    case 'case.failed':
      return end(it, line, 'failed', b.routes);
    case 'case.withdrawn':
      return end(it, line, 'withdrawn', []);
    case 'case.settled':
      return end(it, line, b.outcome, b.routes);
    case 'case.referrer-answered':
      return it.referrer === null ? it : { ...it, referrer: { ...it.referrer, answered: line.recorded } };
    case 'case.return-visit':
      return { ...it, visits: it.visits + 1 };
    case 'case.rated':
      return withParty(it, b.party, { rating: b.stars });
    case 'case.archived':
      return { ...it, status: 'archived', archived: line.recorded };
    default:
      return null;
  }
}

/** Ends a case: whatever was offered, set or drafted is no more. */
const end = (it: Case, line: Line, outcome: Outcome, routes: readonly Route[]): Case => ({
  ...it,
  status: 'ended',
  outcome,
  routes,
  draft: null,
  ended: line.recorded,
  offers: it.offers.map((one) =>
    one.state === 'offered' ? { ...one, state: 'takenBack', answered: line.recorded } : one,
  ),
  sessions: it.sessions.map((one) =>
    one.state === 'proposed' || one.state === 'set' ? { ...one, state: 'cancelled' } : one,
  ),
});
