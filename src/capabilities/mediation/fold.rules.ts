import type { Line } from '../../platform/journal/line.rules.ts';
import { numberOf } from '../../platform/journal/number.rules.ts';
import { calledOff, end, keptApart, type NewParty, restand, type Said, withParty } from './folding.rules.ts';
import { type Case, type Offer, type Party, type Reminded, standsAt } from './mediation.rules.ts';
import { foldAgreement, foldTalk } from './talk.rules.ts';

/** The state after one more line. Pure. Throws on a line that a case cannot have. */
export function fold(before: Case | null, line: Line): Case {
  const b = line.body as Said;
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

const fresh = (one: NewParty): Party => ({
  ...one,
  told: null,
  consent: null,
  openly: null,
  travels: false,
  rating: null,
});

function opened(line: Line, b: Said): Case {
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

const withOffer = (it: Case, id: string, change: Partial<Offer>): Case => ({
  ...it,
  offers: it.offers.map((one) => (one.id === id ? { ...one, ...change } : one)),
});
/** From the application to a body that has it. */
function foldIntake(it: Case, line: Line, b: Said): Case | null {
  switch (line.kind) {
    case 'case.party-added':
      return keptApart(it, restand({ ...it, parties: [...it.parties, fresh(b.party)] }));
    case 'case.party-changed':
      return keptApart(it, withParty(it, b.party.id, b.party));
    case 'case.protection-asked':
      return keptApart(it, { ...it, protection: { violence: b.violence, minors: b.minors } });
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
        // Another body begins anew: its mediators are chosen again, everybody is asked again, and what was planned falls.
        ...(moved || it.accepted === null
          ? {
              mediators: [],
              chosen: null,
              sessions: calledOff(it.sessions),
              parties: it.parties.map(({ consented: _before, ...one }) => ({
                ...one,
                ...{ told: null, consent: null, openly: null },
              })),
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

/** The end, and what comes after it. */
function foldEnd(it: Case, line: Line, b: Said): Case | null {
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
