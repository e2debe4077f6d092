import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import { keepInSight, type Tx } from '../../platform/db/database.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { openPen } from '../../platform/files/pen.ts';
import type { Caller } from '../../platform/identity/caller.ts';
import { append } from '../../platform/journal/append.store.ts';
import { repeatOf } from '../../platform/journal/asking.ts';
import { linesOf } from '../../platform/journal/lines.store.ts';
import { step } from '../../platform/journal/step.ts';
import { heardOfMediation, type ToldMatters } from '../matters/matters.door.ts';
import { aroundOf } from './around.ts';
import { decide } from './deciding.ts';
import { type Ground, problem } from './ground.ts';
import { idsFrom } from './ids.ts';
import { LINES } from './lines.rules.ts';
import { actorOf, appointmentFor, partyActor } from './mediation.rights.ts';
import { type Case, type SpeaksAs, tidingOf } from './mediation.rules.ts';
import { loadCase, movedCases, type Stored } from './mediation.store.ts';
import { mediationSubject } from './mediation.subject.ts';
import { toParties } from './messages.rules.ts';
import type { MoveIn } from './move.contract.ts';
import { type Move, refusal } from './moves.rules.ts';
import { askedOfCase, taken } from './opening.ts';
import { fallen, putOff } from './sessions.rules.ts';

/** Who moves: a member of the staff, or a party of its own page, itself or by who speaks for it, which the route has proved. */
export type Mover = { readonly caller: Caller } | { readonly party: string; readonly as: SpeaksAs };

/** What was asked: the line's id made by the sender, the version that was looked at, and the move. */
export type Asking = { readonly id: string; readonly n: number; readonly act: MoveIn };

/** Moves that add to a case without changing where it stands; they may cross with another's. */
const ADDING: readonly Move[] = [
  'note',
  'seeEarlier',
  'seeIdentity',
  'letTravel',
  'answerSession',
  'signRecord',
  'sign',
  'rate',
  'alarm',
];

/**
 * Makes one move: locks the case through the mover's right, refuses or decides by the table, and writes rows, seals, line and counts
 * in one statement. Throws Problem 404, 403, 409 or 422. `seq` is null for what was sent before.
 */
export async function moveCase(
  tx: Tx,
  scope: Scope,
  ground: Ground,
  mover: Mover,
  subject: string,
  { id, n, act }: Asking,
  now: Date,
): Promise<{ readonly stored: Stored; readonly seq: number | null }> {
  const { district, keyring } = ground;
  const stored = await loadCase(tx, district, subject, true);
  if (!stored) throw problem(404, 'notFound');
  const it = stored.state;
  const by = 'caller' in mover && mover.caller.is === 'staff' ? mover.caller.person : null;
  const author = by ?? ('party' in mover ? mover.party : null);
  const asked = askedOfCase({ keyring, district, now }, author, id, { subject, id, act });
  if (await repeatOf(tx, district, asked, () => stored, taken)) return { stored, seq: null };

  const actor = 'party' in mover ? partyActor(mover.party) : actorOf(mover.caller, it);
  const refused = refusal(act.move, it, actor, dayOf(now));
  if (refused) throw problem(refused === 'notYours' ? 403 : 409, refused);
  if (n !== it.n && !ADDING.includes(act.move) && (await somebodyMoved(tx, it, n))) throw problem(409, 'changed');

  const pen = await openPen(tx, keyring, it, now);
  const doing = {
    around: aroundOf(tx, ground, it, now),
    ground,
    it,
    actor,
    pen,
    now,
    id: idsFrom(keyring, district, id),
  };
  const decided = await decide(doing, act);
  const post = 'caller' in mover ? (appointmentFor(mover.caller, it, act.move)?.id ?? null) : null;
  const { territory, origin } = it;
  const writing = { district, subject, territory, origin, by, post, now };
  const spoken = 'party' in mover && mover.as !== 'self' ? { as: mover.as } : {};
  const next = step(mediationSubject, stored, writing, {
    id,
    kind: decided.kind,
    body: { ...decided.body, ...spoken },
  });
  const told = await toldToMatter(tx, scope, it, next.state, doing.id, now);
  await keepInSight(tx, scope, [subject, ...told.subjects]);
  const lines = await append(tx, {
    district,
    asked: [asked],
    lines: [next.prepared, ...told.lines].map((prepared) => ({ prepared, ask: id })),
    outgoing: it.origin === 'live' ? toldOf(it, next.state, doing.id, now) : [],
    fragments: [movedCases([next]), ...pen.fragments(), ...(decided.fragments ?? []), ...told.fragments],
  });
  const seq = lines.length === 0 ? null : Math.max(...lines.map((one) => one.seq));
  return { stored: { state: next.state, head: next.head }, seq };
}

/** What is told to those who were asked to come, once, when sessions fall by a step, or are put off from a day of which they had heard. */
const toldOf = (before: Case, after: Case, id: (what: string) => string, now: Date) => [
  ...fallen(before, after, now.toISOString()).flatMap((session) =>
    toParties(after, session, 'off', now, (party) => id(`off/${session.id}/${party}`)),
  ),
  ...putOff(before, after).flatMap((session) =>
    toParties(after, session, 'soon', now, (party) => id(`moved/${session.id}/${party}`)),
  ),
];

/** What the matter from which a case was handed over hears of a step, in the step's own statement: that it was agreed, ended or filed. */
async function toldToMatter(
  tx: Tx,
  scope: Scope,
  before: Case,
  after: Case,
  id: (what: string) => string,
  now: Date,
): Promise<ToldMatters> {
  const stands = tidingOf(before, after);
  if (after.matter === null || stands === null) return { subjects: [], lines: [], fragments: [] };
  const tiding = { number: after.number, stands };
  return heardOfMediation(tx, scope, after.matter, tiding, (matter) => id(`matter/${matter}`), now);
}

/** Whether anybody did anything since a version was looked at; what the clock says of its own is in nobody's way. */
async function somebodyMoved(tx: Tx, { district, id }: Case, n: number): Promise<boolean> {
  const lines = await linesOf(tx, district, [id], new Map());
  return n < 1 || n > lines.length || lines.some((line) => line.n > n && line.kind !== LINES.reminded.name);
}
