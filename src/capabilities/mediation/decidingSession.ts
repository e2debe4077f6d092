import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Decided, Deciding } from './decided.ts';
import { problem } from './ground.ts';
import { LINES } from './lines.rules.ts';
import type { Case, Session } from './mediation.rules.ts';
import type { MoveIn } from './move.contract.ts';
import { mayMeet } from './moves.rules.ts';
import { partyHere } from './partyHere.ts';
import { heldFrom, inTheWay, sidesOf } from './sessions.rules.ts';

type Act<M extends MoveIn['move']> = Extract<MoveIn, { move: M }>;

/** Sessions, planned or not, and their records; null for every other move. */
export function decideSession(doing: Deciding, act: MoveIn): Decided | null {
  const { it, pen, actor, now } = doing;
  switch (act.move) {
    case 'proposeSession':
      return proposed(doing, act);
    case 'answerSession': {
      const session = sessionOf(it, act.session, 'proposed');
      if (session.with !== null && session.with !== actor.party) throw problem(409, 'noSession', 'body.act.session');
      if (act.can.some((one) => !session.proposed.includes(iso(one))))
        throw problem(422, 'notProposed', 'body.act.can');
      return { kind: LINES.sessionAnswered, body: { session: act.session, party: actor.party, can: act.can.map(iso) } };
    }
    case 'setSession': {
      const session = sessionOf(it, act.session, 'proposed', 'set');
      const at = iso(act.at);
      if (Date.parse(at) < now.getTime()) throw problem(422, 'pastTime', 'body.act.at');
      if (it.due !== null && dayOf(new Date(at)) > it.due) throw problem(422, 'overTime', 'body.act.at');
      return { kind: LINES.sessionSet, body: { session: act.session, at, postponed: session.state === 'set' } };
    }
    case 'cancelSession':
      sessionOf(it, act.session, 'proposed', 'set');
      return { kind: LINES.sessionCancelled, body: { session: act.session, reason: pen.seal('reason', act.reason) } };
    case 'holdSession': {
      const session = sessionOf(it, act.session, 'set');
      const { at, present } = wasHeld(doing, act);
      if (session.with !== null && present.some((one) => one !== session.with))
        throw problem(422, 'apart', 'body.act.present');
      if (sidesOf(it, present) > 1 && !session.joint && !mayMeet(it)) throw problem(422, 'apart', 'body.act.present');
      const record = pen.seal('record', act.record);
      return { kind: LINES.sessionHeld, body: { session: act.session, at, present, record } };
    }
    case 'recordSession':
      return recorded(doing, act);
    case 'signRecord': {
      const session = sessionOf(it, act.session, 'held');
      partyHere(doing, act.party);
      if (!session.present.includes(act.party) || session.signed.includes(act.party))
        throw problem(409, 'noRecord', 'body.act.party');
      const signed = actor.party === null ? 'screen' : 'code';
      return { kind: LINES.recordSigned, body: { session: act.session, party: act.party, how: signed } };
    }
    default:
      return null;
  }
}

const iso = (instant: string): string => new Date(instant).toISOString();
/** A moment as both languages write it: `2026-11-28 14:30`, in the district's time. */
const momentOf = (instant: string): string =>
  new Date(Date.parse(instant) + 28_800_000).toISOString().slice(0, 16).replace('T', ' ');

function sessionOf(it: Case, id: string, ...states: Session['state'][]): Session {
  const session = it.sessions.find((one) => one.id === id);
  if (!session || !states.includes(session.state)) throw problem(409, 'noSession', 'body.act.session');
  return session;
}

/** When a session was, and who was there: over by now, and not before they can have come together. Throws Problem 422. */
function wasHeld(doing: Deciding, act: { readonly at: string; readonly present: readonly string[] }) {
  const { it, now } = doing;
  const at = iso(act.at);
  if (Date.parse(at) > now.getTime()) throw problem(422, 'futureTime', 'body.act.at');
  if (it.due !== null && dayOf(new Date(at)) > it.due) throw problem(422, 'overTime', 'body.act.at');
  const present = [...new Set(act.present)];
  for (const one of present) partyHere(doing, one, 'body.act.present');
  const day = heldFrom(it, present);
  if (dayOf(new Date(at)) < day) throw problem(422, 'tooEarly', 'body.act.at', { day });
  return { at, present };
}

function proposed({ it, pen, now }: Deciding, act: Act<'proposeSession'>): Decided {
  const { session, mode, joint, minutes, interpreter } = act;
  const alone = act.with ?? null;
  if (it.sessions.some(({ id }) => id === session)) throw problem(409, 'taken', 'body.act.session');
  const times = [...new Set(act.proposed.map(iso))].toSorted();
  if (times.some((one) => Date.parse(one) < now.getTime())) throw problem(422, 'pastTime', 'body.act.proposed');
  if (it.due !== null && times.every((one) => dayOf(new Date(one)) > (it.due as string)))
    throw problem(422, 'overTime', 'body.act.proposed');
  if (joint && !mayMeet(it) && (act.reason ?? '') === '') throw problem(422, 'apart', 'body.act.reason');
  if (alone !== null && !it.parties.some(({ id }) => id === alone)) throw problem(422, 'noParty', 'body.act.with');
  // Where parties are kept apart, neither hears when and where the other comes.
  if (!joint && !mayMeet(it) && alone === null) throw problem(422, 'withWhom', 'body.act.with');
  if (joint && alone !== null) throw problem(422, 'withWhom', 'body.act.with');
  const place = pen.seal('place', act.place);
  const reason = pen.seal('reason', act.reason);
  return {
    kind: LINES.sessionProposed,
    body: { session, mode, joint, with: alone, proposed: times, minutes, interpreter, place, reason },
  };
}

/**
 * A session that nobody had planned: people who met on the spot, a call that became the mediation. It is held to all that a planned one is, and
 * of one with one side alone the other is told nothing.
 */
function recorded(doing: Deciding, act: Act<'recordSession'>): Decided {
  const { it, pen } = doing;
  const { session, mode, joint, minutes, interpreter } = act;
  if (it.sessions.some(({ id }) => id === session)) throw problem(409, 'taken', 'body.act.session');
  const { at, present } = wasHeld(doing, act);
  const sides = sidesOf(it, present);
  if (joint && sides < 2) throw problem(422, 'oneSide', 'body.act.joint');
  if (joint && !mayMeet(it) && (act.reason ?? '') === '') throw problem(422, 'apart', 'body.act.reason');
  // Who is kept apart was met one at a time: each such talk is written down by itself, for its own party to read.
  if (!joint && !mayMeet(it) && present.length > 1) throw problem(422, 'withWhom', 'body.act.present');
  const other = inTheWay(it, { at, minutes, present });
  if (other !== null)
    throw problem(409, other.state === 'set' ? 'plannedThen' : 'heldThen', 'body.act.at', {
      time: momentOf(other.at ?? at),
    });
  const among = sides > 1 ? null : present;
  const [place, reason, record] = [
    pen.seal('place', act.place),
    pen.seal('reason', act.reason),
    pen.seal('record', act.record),
  ];
  return {
    kind: LINES.sessionMet,
    body: { session, mode, joint, at, minutes, interpreter, place, present, among, reason, record },
  };
}
