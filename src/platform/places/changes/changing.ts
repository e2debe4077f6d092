import { dayOf } from '../../calendar/calendar.rules.ts';
import type { Tx } from '../../db/database.ts';
import { Problem } from '../../http/problem.ts';
import type { Caller } from '../../identity/caller.ts';
import { append } from '../../journal/append.store.ts';
import { askedBy, repeatOf } from '../../journal/asking.ts';
import type { Json } from '../../journal/canonical.rules.ts';
import type { Line, LineKind, Origin } from '../../journal/line.rules.ts';
import { prepareLine } from '../../journal/line.ts';
import { textOf } from '../../language/language.ts';
import { applyChange } from './applying.ts';
import type { ActIn, ChangeIn } from './changes.contract.ts';
import { appointmentFor, type Move, refusal } from './changes.rights.ts';
import { type Change, fold, type Proposal, territoryOf } from './changes.rules.ts';
import { keepDrawing, loadChange, lockPlaces, movedChange, newChange, type StoredChange } from './changes.store.ts';
import { changesWords } from './changes.words.ts';
import { draftOf, type Ground, groundOf, heldAgainst } from './holding.ts';
import { LINES } from './lines.rules.ts';
import type { Standing } from './standing.ts';

/** Who does it, when, and where it comes from. */
export type Doing = { readonly caller: Caller; readonly now: Date; readonly origin: Origin };

/** `applied`: it came into force with this step. */
export type Changed = { readonly change: Change; readonly applied: boolean };

/**
 * Proposes a change under an id made by the sender. Throws Problem 403 to those who may not, 409 where the id is taken or
 * something hangs on what is to end, 422 where it does not fit what stands.
 */
export async function proposeChange(
  tx: Tx,
  standing: Standing,
  doing: Doing,
  ask: { readonly id: string; readonly change: ChangeIn; readonly basis: string },
): Promise<Changed> {
  const { district } = standing;
  refuse('propose', null, doing.caller);
  const asked = askedBy({ ...standing, ...doing }, 'places-ask', ask.id, ask);
  const known = await repeatOf(tx, district, asked, () => loadChange(tx, district, ask.id), taken);
  if (known) return { change: known.change, applied: false };
  if (await loadChange(tx, district, ask.id)) throw taken();

  await lockPlaces(tx, district);
  const ground = await groundOf(tx, district, dayOf(doing.now));
  const { proposal, text } = proposed(ground, ask.change);
  await heldAgainst(tx, standing, ground, proposal, text);
  if (proposal.what === 'territory-boundary' && text !== null) await keepDrawing(tx, district, proposal.digest, text);
  const bodyTerritory = 'id' in proposal ? (ground.bodies.get(proposal.id)?.territory ?? null) : null;
  const territory = territoryOf(proposal, bodyTerritory, district);
  const at = { district, subject: ask.id, territory, before: null };
  const { change, prepared } = step(doing, at, ask.id, 'propose', LINES.proposed, { proposal, basis: ask.basis });
  await append(tx, {
    district,
    asked: [asked],
    lines: [{ prepared, ask: ask.id }],
    fragments: [newChange({ change, head: prepared.hash }, ask.id)],
  });
  return { change, applied: false };
}

/**
 * Approves, refuses or withdraws a change, which it locks. The approval brings it into force in the same transaction, where it
 * still fits what stands. Throws Problem 404, 403, 409 or 422.
 */
export async function moveChange(
  tx: Tx,
  standing: Standing,
  doing: Doing,
  changeId: string,
  ask: { readonly id: string; readonly act: ActIn },
): Promise<Changed> {
  const { district } = standing;
  const { act } = ask;
  refuse(act.move, null, doing.caller);
  await lockPlaces(tx, district);
  const stored = await loadChange(tx, district, changeId, true);
  if (!stored) throw new Problem(404, 'places.notFound', textOf(changesWords, 'notFound'));
  const asked = askedBy({ ...standing, ...doing }, 'places-ask', ask.id, { changeId, ...ask });
  const known = await repeatOf(tx, district, asked, () => loadChange(tx, district, changeId), taken);
  if (known) return { change: known.change, applied: false };
  refuse(act.move, stored.change, doing.caller);

  const kind = { approve: LINES.approved, refuse: LINES.refused, withdraw: LINES.withdrawn }[act.move];
  const at = { district, subject: changeId, territory: stored.change.territory, before: stored };
  const body = act.move === 'refuse' ? { reason: act.reason } : {};
  const { change, prepared } = step(doing, at, ask.id, act.move, kind, body);
  if (act.move === 'approve') await applyChange(tx, standing, change, doing.now);
  await append(tx, {
    district,
    asked: [asked],
    lines: [{ prepared, ask: ask.id }],
    fragments: [movedChange({ change, head: prepared.hash })],
  });
  return { change, applied: act.move === 'approve' };
}

const taken = (): Problem => new Problem(409, 'places.taken', textOf(changesWords, 'taken'));

function refuse(move: Move, change: Change | null, caller: Caller): void {
  const refused = refusal(move, change, caller);
  if (refused) throw new Problem(refused === 'notNow' ? 409 : 403, `places.${refused}`, textOf(changesWords, refused));
}

/** What was sent as a proposal: with what stands now, and a boundary's text by its digest. */
function proposed(ground: Ground, given: ChangeIn): { readonly proposal: Proposal; readonly text: string | null } {
  switch (given.what) {
    case 'territory-rename': {
      const before = ground.nameOn(given.code, given.from) ?? given.name;
      return { proposal: { ...given, before }, text: null };
    }
    case 'territory-boundary':
      return ground.drawn(given);
    case 'body-change': {
      const now = ground.bodies.get(given.id);
      return { proposal: { ...given, before: now === undefined ? given.after : draftOf(now) }, text: null };
    }
    default:
      return { proposal: given, text: null };
  }
}

/** One line of a change, and the state after it. */
function step(
  doing: Doing,
  at: {
    readonly district: string;
    readonly subject: string;
    readonly territory: string;
    readonly before: StoredChange | null;
  },
  id: string,
  move: Move,
  kind: LineKind,
  body: Readonly<Record<string, unknown>>,
) {
  const before = at.before?.change ?? null;
  const held = appointmentFor(doing.caller, move);
  const earliest = before === null ? 0 : Date.parse(before.updated);
  const recorded = new Date(Math.max(doing.now.getTime(), earliest)).toISOString();
  const line: Line<string, Json> = {
    district: at.district,
    id,
    subject: at.subject,
    n: (before?.n ?? 0) + 1,
    kind: kind.name,
    origin: doing.origin,
    happened: recorded,
    recorded,
    by: doing.caller.is === 'staff' ? doing.caller.person : null,
    post: held?.id ?? null,
    territory: at.territory,
    body: { ...body, as: held?.post } as Json,
  };
  const prepared = prepareLine(kind, line, at.before?.head ?? null, []);
  return { prepared, change: fold(before, prepared.line) };
}
