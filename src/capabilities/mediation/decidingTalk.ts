import { dayOf, daysBetween } from '../../platform/calendar/calendar.rules.ts';
import type { Decided, Deciding } from './decided.ts';
import { decideSession } from './decidingSession.ts';
import { problem } from './ground.ts';
import { lawText } from './law/law.words.ts';
import { isExtensionRefused } from './law/time.rules.ts';
import { LINES } from './lines.rules.ts';
import { ROUTES } from './mediation.rules.ts';
import type { MoveIn } from './move.contract.ts';
import { partyHere } from './partyHere.ts';

type Act<M extends MoveIn['move']> = Extract<MoveIn, { move: M }>;

/** The version of the notice of rights and duties that is told now (人民调解法 art. 23, 24). */
export const NOTICE = 1;

/** Mediators, consent, rooms and sessions; null for every other move. */
export async function decideTalk(doing: Deciding, act: MoveIn): Promise<Decided | null> {
  const { it, pen } = doing;
  switch (act.move) {
    case 'nameMediators':
      return mediatorsNamed(doing, act);
    case 'recuse':
      if (!it.mediators.includes(act.mediator)) throw problem(422, 'noMediatorHere', 'body.act.mediator');
      return { kind: LINES.recused, body: { mediator: act.mediator, reason: pen.seal('reason', act.reason) } };
    case 'tellRights':
      partyHere(doing, act.party);
      return { kind: LINES.rightsTold, body: { party: act.party, notice: NOTICE } };
    case 'consent': {
      const party = partyHere(doing, act.party);
      if (party.told === null) throw problem(409, 'notTold', 'body.act.party');
      if (party.minor && !party.guardian) throw problem(422, 'noGuardian', 'body.act.party');
      return { kind: LINES.consented, body: { party: act.party, openly: act.openly, how: how(doing) } };
    }
    case 'decline':
      partyHere(doing, act.party);
      return { kind: LINES.declined, body: { party: act.party, routes: ROUTES, how: how(doing) } };
    case 'letTravel':
      partyHere(doing, act.party);
      return { kind: LINES.travels, body: { party: act.party, may: act.may, how: how(doing) } };
    case 'note':
      return noted(doing, act);
    case 'seeEarlier':
      return { kind: LINES.looked, body: { found: (await doing.around.alike()).length } };
    case 'seeIdentity':
      partyHere(doing, act.party);
      return { kind: LINES.identityLooked, body: { party: act.party, reason: pen.seal('reason', act.reason) } };
    case 'markRepeat':
      if (!(await doing.around.alike()).includes(act.of)) throw problem(422, 'noEarlier', 'body.act.of');
      return { kind: LINES.repeats, body: { of: act.of } };
    case 'extend':
      return extended(doing, act);
    default:
      return decideSession(doing, act);
  }
}

const how = ({ actor }: Deciding): 'staff' | 'page' => (actor.party === null ? 'staff' : 'page');

/** Those who are named stand at the body, and none has a party's name: an interest that anybody would see (人民调解法 art. 15). */
async function mediatorsNamed({ around, it }: Deciding, act: Act<'nameMediators'>): Promise<Decided> {
  const stand = await around.standing(it.body ?? '');
  const mediators = [...new Set(act.mediators)];
  if (mediators.some((one) => !stand.includes(one))) throw problem(422, 'noMediatorHere', 'body.act.mediators');
  const told = new Set((await around.parties()).map(({ name }) => name));
  if ((await around.namesOf(mediators)).some((name) => name !== null && told.has(name)))
    throw problem(422, 'interested', 'body.act.mediators');
  return { kind: LINES.mediators, body: { mediators, chosen: act.chosen, noInterest: act.noInterest } };
}

async function noted(doing: Deciding, act: Act<'note'>): Promise<Decided> {
  const { actor, pen } = doing;
  if (act.text === '' && act.files.length === 0) throw problem(422, 'emptyNote', 'body.act.text');
  if (act.room !== 'shared' && act.room !== 'mediators') partyHere(doing, act.room);
  if (act.room === 'mediators' && actor.party !== null) throw problem(403, 'onlyStaff', 'body.act.room');
  if (act.sort === 'inquiry' && actor.party !== null) throw problem(403, 'onlyStaff', 'body.act.sort');
  // The slot says to which room a text belongs, so that a room is opened alone.
  const text = pen.seal(`room.${act.room}`, act.text);
  const files = await pen.claim(act.files);
  return { kind: LINES.noted, body: { room: act.room, party: actor.party, sort: act.sort, text, files } };
}

/** Longer than the term only as all parties say so (《深圳》 and 《宁波》 rules; the most is a setting). */
function extended({ it, ground, now }: Deciding, act: Act<'extend'>): Decided {
  const all = it.parties.map(({ id }) => id);
  // The most is as long again as the term itself.
  const refused = isExtensionRefused(act.by, all, act.days, ground.terms.days, it.extended);
  if (refused !== null)
    throw refused === 'extend_long'
      ? problem(422, 'tooLong', 'body.act.days', { n: String(Math.max(0, ground.terms.days - it.extended)) })
      : problem(422, 'notAll', [{ path: 'body.act.by', message: lawText(refused) }]);
  const due = dayOf(new Date(Date.parse(`${it.due}T00:00:00+08:00`) + act.days * 86_400_000));
  // Of time that is over, so few days more would be over as well, and would be used up for nothing.
  if (due < dayOf(now))
    throw problem(422, 'tooShort', 'body.act.days', {
      n: String(daysBetween(it.due ?? due, dayOf(now))),
    });
  return { kind: LINES.extended, body: { days: act.days, due, by: all } };
}
