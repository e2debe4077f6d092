import { randomUUID } from 'node:crypto';
import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import { keepInSight, type Tx } from '../../platform/db/database.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { filesToForget } from '../../platform/files/files.door.ts';
import { openPen } from '../../platform/files/pen.ts';
import { Problem } from '../../platform/http/problem.ts';
import { append, appendLater } from '../../platform/journal/append.store.ts';
import type { Json } from '../../platform/journal/canonical.rules.ts';
import type { Line } from '../../platform/journal/line.rules.ts';
import { type PreparedLine, prepareLine } from '../../platform/journal/line.ts';
import { askedBefore, linesOf } from '../../platform/journal/lines.store.ts';
import { textOf } from '../../platform/language/language.ts';
import { forget, keyIdsOf } from '../../platform/sealing/sealed.store.ts';
import { chainOf } from './chain.ts';
import { leewayOf } from './clock/redue.ts';
import { decide } from './deciding.ts';
import { owedToDesks } from './exchange/replies.ts';
import { fold } from './fold.rules.ts';
import type { Standing } from './ground.ts';
import { askDigest, idFrom, misfit } from './intake.ts';
import { BY_THE_CLOCK, LINES } from './lines.rules.ts';
import { partsToward } from './matters.rights.ts';
import { type Matter, type MatterLine, momentOf } from './matters.rules.ts';
import {
  childrenOf,
  forgetReporter,
  loadMatter,
  loadMatters,
  movedMatters,
  phoneOf,
  type Stored,
} from './matters.store.ts';
import { mattersWords } from './matters.words.ts';
import type { MoveIn } from './move.contract.ts';
import { hasEvidence, type Move, type Refusal, refusal } from './moves.rules.ts';
import { looksOf } from './sampling.ts';
import { openedTexts } from './showing.ts';
import { foundingOf } from './splitting.ts';
import { isUntimed, linesOfMove, type Mover } from './step.ts';
import { heirOf } from './transfer/heir.ts';

/** What was asked: the line's id made by the sender, the version they looked at, and the move. */
export type Asking = {
  readonly id: string;
  readonly n: number;
  readonly act: MoveIn;
  readonly waited?: number | undefined;
};

/** `seq` is null where no place in the order was taken yet: an anonymous reporter's line waits for its day's batch. */
export type Moved = {
  readonly stored: Stored;
  readonly forgotten: readonly string[];
  readonly repeated: boolean;
  readonly seq: number | null;
};

/** Moves that add to a matter without changing where it stands; they may cross with another's. */
const ADDING: readonly Move[] = ['note', 'answer', 'rate', 'instruct'];

/**
 * Makes one move: locks the matter through the caller's right, refuses or decides by the table, and writes rows, seals,
 * line and counts in one statement. Throws Problem 404, 403, 409 or 422. `forgotten` goes to the log after the commit.
 */
export async function makeMove(
  tx: Tx,
  scope: Scope,
  ground: Standing,
  mover: Mover,
  matterId: string,
  asking: Asking,
  now: Date,
): Promise<Moved> {
  const { district, keyring } = ground;
  const { act } = asking;
  const other = act.move === 'merge' ? act.into : act.move === 'gather' ? act.under : null;
  const ids = other === null || other === matterId ? [matterId] : [matterId, other];
  const loaded =
    ids.length === 1 ? [await loadMatter(tx, district, matterId, true)] : await loadMatters(tx, district, ids, true);
  const stored = loaded.find((one) => one?.matter.id === matterId);
  if (!stored) throw new Problem(404, 'matters.notFound', textOf(mattersWords, 'notFound'));
  const { matter } = stored;
  const person = mover.caller.is === 'staff' ? mover.caller.person : null;

  const untimed = isUntimed(mover, matter);
  const id = untimed ? idFrom(keyring, district, asking.id) : asking.id;
  const digest = askDigest(keyring, district, person, { matterId, id, act });
  const before = await askedBefore(tx, district, id);
  if (before?.equals(digest)) return { stored, forgotten: [], repeated: true, seq: null };
  if (before) throw new Problem(409, 'matters.taken', textOf(mattersWords, 'taken'));
  const hasContact = act.move === 'ask' ? (await phoneOf(tx, district, matterId)) !== null : true;
  const refused = refusal(act.move, matter, partsToward(mover.caller, matter, mover.isReporter), {
    now: now.toISOString(),
    hasContact,
    extensions: leewayOf(ground, matter).times,
  });
  if (refused) throw refusedMove(refused);
  if (asking.n !== matter.n && !ADDING.includes(act.move) && (await somebodyMoved(tx, scope, matter, asking.n))) {
    throw new Problem(409, 'matters.changed', textOf(mattersWords, 'changed'));
  }

  const pen = await openPen(tx, ground.keyring, matter, now);
  await wantEvidence(tx, ground, matter, act, person);
  const isFirst = matter.n === 1 && matter.splitFrom === null;
  const ownFind = act.move === 'fixOnSpot' && isFirst && (await foundBy(tx, matter)) === person;
  // Nothing lies two deep: what holds others is not gathered under another.
  if (act.move === 'gather' && (await childrenOf(tx, district, matterId)).length > 0)
    throw misfit('body.act.under', 'gatherHolds');
  const decided = await decide(ground, mover, stored, act, pen, {
    loaded,
    ownFind,
    id,
    address: async () => (await openedTexts(tx, ground, matterId)).bySlot['address'],
    lines: () => chainOf(tx, scope, matterId),
    looks: (of) => looksOf(tx, district, of, now),
    heir: async () => heirOf(tx, district, matter, await chainOf(tx, scope, matterId), dayOf(now)),
  });
  const { after, prepared, first } = linesOfMove(stored, mover, act.move, decided, {
    id,
    at: now,
    waited: asking.waited,
  });
  const at = prepared.line.recorded;
  const lines: PreparedLine[] = [...first, prepared];
  const rows = [{ matter: after, head: prepared.hash }];
  if (decided.absorbing) {
    const other = absorb(decided.absorbing, matterId, at, person);
    lines.push(other.prepared);
    rows.push({ matter: other.matter, head: other.prepared.hash });
  }
  const owed = await owedToDesks(tx, prepared.line);
  const founded = foundingOf(district, decided.founding);
  await keepInSight(tx, scope, [...ids, ...founded.subjects]);
  const batch = {
    district,
    asked: [{ id, digest, day: dayOf(now) }, ...founded.asked],
    lines: [...lines.map((one) => ({ prepared: one, ask: one === prepared ? id : null })), ...founded.lines],
    outgoing: [
      ...(decided.tell === undefined
        ? []
        : [{ id: randomUUID(), topic: decided.tell, subject: matterId, payload: {}, due: at }]),
      ...owed.outgoing,
    ],
    fragments: [movedMatters(rows), ...pen.fragments(), ...decided.fragments, ...owed.fragments, ...founded.fragments],
  };
  const appended = untimed ? await appendLater(tx, batch) : await append(tx, batch);
  if (decided.territory !== undefined && decided.territory !== matter.territory) await pen.follow(decided.territory);
  const forgotten = act.move === 'redirect' ? await emptyOut(tx, ground, matterId, now) : [];
  return {
    stored: { ...stored, matter: after, head: prepared.hash },
    forgotten,
    repeated: false,
    seq: appended.length === 0 ? null : Math.max(...appended.map((one) => one.seq)),
  };
}

/** Whether anybody did anything since a version was looked at; what the clock says of its own is in nobody's way. */
async function somebodyMoved(tx: Tx, scope: Scope, { id }: Matter, n: number): Promise<boolean> {
  const lines = await chainOf(tx, scope, id);
  return n < 1 || n > lines.length || lines.some((line) => line.n > n && !BY_THE_CLOCK.has(line.kind));
}

/** A move that may not be made now, as its sender hears it. */
export function refusedMove(refused: Refusal): Problem {
  const forbidden = refused === 'notYours' || refused === 'elsewhere';
  return new Problem(forbidden ? 403 : 409, `matters.${refused}`, textOf(mattersWords, refused));
}

/** Throws Problem 422 where a result wants a photo or document, and neither the move nor what was said since taking it on has one. */
async function wantEvidence(
  tx: Tx,
  { kinds, district }: Standing,
  matter: Matter,
  act: MoveIn,
  person: string | null,
): Promise<void> {
  if (act.move !== 'handOver' && act.move !== 'fixOnSpot') return;
  if (!kinds.get(matter.kind)?.evidence || act.photos.length > 0) return;
  const lines = await linesOf(tx, district, [matter.id], new Map());
  const shown = hasEvidence(
    lines.map(({ kind, n, by, body }) => ({
      kind,
      files: ((body as { files?: readonly unknown[] }).files ?? []).length,
      // What was reported shows what was found, unless whoever found it mends it in the same breath.
      byReporter: by === null || (n === 1 && by !== person),
    })),
  );
  if (!shown) throw misfit('body.act.photos', 'evidence');
}

/** Who reported a matter, where staff did. */
async function foundBy(tx: Tx, { district, id }: Matter): Promise<string | null> {
  const [first] = await linesOf(tx, district, [id], new Map());
  return first?.by ?? null;
}

/** The other matter's line when one is merged into it. */
function absorb({ matter, head }: Stored, from: string, at: string, by: string | null) {
  const recorded = new Date(Math.max(Date.parse(at), momentOf(matter.updated))).toISOString();
  const line: Line<string, Json> = {
    district: matter.district,
    id: randomUUID(),
    subject: matter.id,
    n: matter.n + 1,
    kind: LINES.absorbed.name,
    origin: matter.origin,
    happened: recorded,
    recorded,
    by,
    post: null,
    territory: matter.territory,
    body: { from },
  };
  const after = fold(matter, line as unknown as MatterLine);
  return { matter: after, prepared: prepareLine(LINES.absorbed, line, head, []) };
}

/** Sent to the right door: what was said is forgotten at once, and what led to its reporter. */
async function emptyOut(tx: Tx, { district }: Standing, subject: string, now: Date): Promise<string[]> {
  const keys = await keyIdsOf(tx, district, [subject]);
  await filesToForget(tx, district, [subject]);
  await forgetReporter(tx, district, [subject]);
  return forget(tx, district, keys, now);
}
