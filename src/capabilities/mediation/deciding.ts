import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Fragment } from '../../platform/journal/append.store.ts';
import { sharesFragment, unshareFragment } from '../../platform/journal/share.store.ts';
import type { Around } from './around.ts';
import type { Decided, Deciding } from './decided.ts';
import { decideAgreement } from './decidingAgreement.ts';
import { decideTalk } from './decidingTalk.ts';
import { forumBody, type Ground, mustBe, offerDue, problem } from './ground.ts';
import { isNature } from './law/natures.rules.ts';
import { QUESTIONS } from './law/refusable.rules.ts';
import { type Forum, type Sender, triageOf } from './law/triage.rules.ts';
import { LINES } from './lines.rules.ts';
import { type Case, offerOpen } from './mediation.rules.ts';
import { tracesFragment } from './mediation.store.ts';
import type { MoveIn, PartyIn } from './move.contract.ts';
import { isOneNumber } from './numbers.rules.ts';
import { partyOf } from './opening.ts';
import { tracesOf } from './passport.ts';

type Act<M extends MoveIn['move']> = Extract<MoveIn, { move: M }>;

/** Decides a move that the table allows: the line that it leaves. Throws Problem 409 or 422 in words. */
export async function decide(doing: Deciding, act: MoveIn): Promise<Decided> {
  const { it, pen } = doing;
  switch (act.move) {
    case 'askProtection': {
      const { violence, minors } = act;
      return { kind: LINES.protectionAsked, body: { violence, minors, note: pen.seal('note', act.note) } };
    }
    case 'addParty':
      return partyAdded(doing, act.party);
    case 'changeParty':
      return partyChanged(doing, act.party);
    case 'alarm':
      mustBe(doing.ground, act.body);
      return {
        kind: LINES.alarmed,
        body: { why: act.why, body: act.body, words: pen.seal('alarm', act.words) },
        fragments: [sharesFragment(it.district, [{ body: act.body, subject: it.id }])],
      };
    case 'triage':
      return triaged(doing, act);
    case 'refuse': {
      const rule = QUESTIONS.find((one) => one.rule === act.rule);
      if (rule === undefined) throw problem(422, 'notMediable', 'body.act.rule');
      return {
        kind: LINES.refused,
        body: { rule: act.rule, door: rule.door, reason: pen.seal('reason', act.reason) },
      };
    }
    case 'offer':
      return offered(doing, act);
    case 'accept': {
      const offer = offerOpen(it);
      if (offer === null) throw problem(409, 'notNow');
      const due = it.due ?? dayOf(new Date(doing.now.getTime() + doing.ground.terms.days * 86_400_000));
      return {
        kind: LINES.accepted,
        body: { offer: offer.id, body: offer.body, due },
        // Whoever had it before and was not its entruster reads on no longer.
        ...(it.body !== null && it.body !== offer.body && it.body !== it.referrer?.body
          ? { fragments: [unshareFragment(it.district, it.body, it.id)] }
          : {}),
      };
    }
    case 'refuseOffer': {
      const offer = offerOpen(it);
      if (offer === null) throw problem(409, 'notNow');
      const body = { offer: offer.id, body: offer.body, ground: act.ground, reason: pen.seal('reason', act.reason) };
      return { kind: LINES.offerRefused, body, fragments: letGo(it, offer.body) };
    }
    case 'takeBack': {
      const offer = offerOpen(it);
      if (offer === null) throw problem(409, 'notNow');
      return {
        kind: LINES.offerTakenBack,
        body: { offer: offer.id, reason: pen.seal('reason', act.reason) },
        fragments: letGo(it, offer.body),
      };
    }
    default:
      return (await decideTalk(doing, act)) ?? decideAgreement(doing, act);
  }
}

/** A body that is not asked any more does not see the case, unless it has it or entrusted it. */
const letGo = (it: Case, body: string): Fragment[] =>
  body === it.body || body === it.referrer?.body ? [] : [unshareFragment(it.district, body, it.id)];

/** Throws Problem 422 where a party would have a telephone that the other side has left. */
async function mustBeApart(around: Around, one: PartyIn): Promise<void> {
  const others = (await around.parties()).filter(({ id }) => id !== one.id);
  if (isOneNumber([...others, one])) throw problem(422, 'oneNumber', 'body.act.party.phone');
}

async function partyAdded({ around, it, ground, pen }: Deciding, one: PartyIn): Promise<Decided> {
  if (it.parties.some(({ id }) => id === one.id)) throw problem(409, 'taken', 'body.act.party.id');
  await mustBeApart(around, one);
  const traces = tracesOf(ground.keyring, it.district, it.id, one).map((trace) => ({ ...trace, ask: null }));
  return {
    kind: LINES.partyAdded,
    body: { party: partyOf(pen, one) },
    fragments: traces.length > 0 ? [tracesFragment(it.district, traces)] : [],
  };
}

async function partyChanged({ around, it, ground, pen }: Deciding, one: PartyIn): Promise<Decided> {
  if (!it.parties.some(({ id }) => id === one.id)) throw problem(422, 'noParty', 'body.act.party.id');
  await mustBeApart(around, one);
  const traces = tracesOf(ground.keyring, it.district, it.id, one).map((trace) => ({ ...trace, ask: null }));
  await around.dropTraces(one.id);
  return {
    kind: LINES.partyChanged,
    body: { party: partyOf(pen, one) },
    fragments: traces.length > 0 ? [tracesFragment(it.district, traces)] : [],
  };
}

/** The forums by which bodies that send cases are known in the table of authority. */
const SENT_BY: readonly (readonly [sender: Sender, forum: Forum])[] = [
  ['court', 'court'],
  ['police', 'police'],
  ['labour', 'labourBureau'],
  ['safety', 'safety'],
  ['transport', 'transport'],
];

/** What sort of body entrusted or transferred a case: its rules are not the same, and it does not get back what it sent. */
function senderOf(
  ground: Ground,
  { referrer, territory }: Pick<Case, 'referrer' | 'territory'>,
  today: string,
): Sender | null {
  if (referrer === null) return null;
  const found = SENT_BY.find(([, forum]) => forumBody(ground, territory, forum, today) === referrer.body);
  return found?.[0] ?? null;
}

/** What the law's table and the district's say of a case: the rule, the track, and the body that stands for the forum at its place. */
export function proposedFor(
  ground: Ground,
  it: Pick<Case, 'nature' | 'scale' | 'parties' | 'referrer' | 'publicOrder' | 'territory'>,
  today: string,
) {
  const by = triageOf({
    nature: it.nature,
    scale: it.scale,
    parties: it.parties,
    entrustedBy: senderOf(ground, it, today),
    publicOrder: it.publicOrder,
  });
  return { ...by, body: forumBody(ground, it.territory, by.forum, today) };
}

function triaged({ ground, it, pen, now }: Deciding, act: Act<'triage'>): Decided {
  const nature = act.nature ?? it.nature;
  if (!isNature(nature)) throw problem(422, 'badNature', 'body.act.nature');
  const scale = act.scale ?? it.scale;
  const by = proposedFor(ground, { ...it, nature, scale }, dayOf(now));
  const track = act.track ?? by.track;
  const body = act.body ?? by.body;
  if (body === null) throw problem(422, 'noForum', 'body.act.body');
  mustBe(ground, body);
  const other = track !== by.track || (by.body !== null && body !== by.body);
  if (other && (act.reason ?? '') === '') throw problem(422, 'needsReason', 'body.act.reason');
  return {
    kind: LINES.triaged,
    body: { nature, scale, track, body, rule: by.rule, choice: pen.seal('reason', act.reason) },
  };
}

function offered({ ground, it, pen, now, id }: Deciding, act: Act<'offer'>): Decided {
  const body = act.body ?? it.proposed;
  if (body === null) throw problem(422, 'noForum', 'body.act.body');
  mustBe(ground, body);
  if (body === it.body) throw problem(422, 'sameBody', 'body.act.body');
  for (const room of act.rooms) {
    const party = it.parties.find((one) => one.id === room);
    if (!party) throw problem(422, 'noParty', 'body.act.rooms');
    if (!party.travels) throw problem(422, 'roomStays', 'body.act.rooms');
  }
  return {
    kind: LINES.offered,
    body: {
      offer: id('offer'),
      body,
      track: act.track ?? it.track ?? 'people',
      due: offerDue(ground, dayOf(now)),
      shared: it.notes,
      rooms: act.rooms,
      note: pen.seal('note', act.note),
    },
    fragments: [sharesFragment(it.district, [{ body, subject: it.id }])],
  };
}
