import { randomUUID } from 'node:crypto';
import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import { whole } from '../../../platform/db/scope.ts';
import { append, type Fragment } from '../../../platform/journal/append.store.ts';
import type { Json } from '../../../platform/journal/canonical.rules.ts';
import type { Line } from '../../../platform/journal/line.rules.ts';
import { prepareLine } from '../../../platform/journal/line.ts';
import { sharesFragment, unsharesFragment } from '../../../platform/journal/share.store.ts';
import { coversWhole } from '../../../platform/places/changes/transfer.rules.ts';
import { rulingsOf } from '../clock/rulings.ts';
import { fold } from '../fold.rules.ts';
import { LINES } from '../lines.rules.ts';
import { type Matter, type MatterLine, momentOf, OPEN, tasksOwed } from '../matters.rules.ts';
import { loadMatters, movedMatters, type Stored } from '../matters.store.ts';
import { type Approved, passedFragment, passing, rulingsPass, transferDone, transfersDue } from './transfer.store.ts';

/** Matters of one transaction: nobody waits longer for one of them than such a one takes. */
const CHUNK = 200;

/**
 * The worker's turn at what passes from one body to another: of each transfer whose day has come, everything open moves by a line of its
 * own, in chunks. A matter is moved with its row locked and only while it is the one body's, so that it is moved once in effect
 * whichever worker does it and whenever one dies. Returns how many lines were written.
 */
export async function carryTransfers(
  db: Database,
  district: string,
  clock: () => Date,
  chunk = CHUNK,
): Promise<number> {
  const due = await db.read(whole(district), (tx) => transfersDue(tx, district, dayOf(clock())));
  let moved = 0;
  for (const one of due) {
    for (;;) {
      const turn = await db.write(whole(district), (tx) => carry(tx, district, one, clock(), chunk));
      moved += turn.moved;
      if (turn.isDone) break;
    }
    rulingsOf.forget(db, district);
  }
  return moved;
}

async function carry(tx: Tx, district: string, one: Approved, now: Date, chunk: number) {
  const ids = await passing(tx, district, one, chunk);
  if (ids.length === 0) {
    await rulingsPass(tx, district, one);
    await transferDone(tx, district, one.change, now);
    return { moved: 0, isDone: true };
  }
  const steps = (await loadMatters(tx, district, ids, true))
    .filter(({ matter }) => isTouched(matter, one))
    .map((stored) => stepOf(stored, one, now));
  if (steps.length === 0) return { moved: 0, isDone: false };
  await append(tx, {
    district,
    asked: [],
    lines: steps.map(({ prepared }) => ({ prepared, ask: null })),
    fragments: [
      movedMatters(steps.map(({ after, prepared }) => ({ matter: after, head: prepared.hash }))),
      passedFragment(
        district,
        one.change,
        steps.map(({ after, said }) => ({
          matter: after.id,
          territory: after.territory,
          lead: said.lead,
          tasks: said.tasks,
        })),
      ),
      ...sharesPass(
        district,
        one,
        steps.filter(({ said }) => said.lead || said.tasks > 0).map(({ after }) => after.id),
      ),
    ],
  });
  return { moved: steps.length, isDone: false };
}

/** Whoever takes over sees it, and whoever gave it up does so no more by their having had it. */
const sharesPass = (district: string, { id, to }: Approved, matters: readonly string[]): Fragment[] => [
  sharesFragment(
    district,
    matters.map((subject) => ({ body: to, subject })),
  ),
  unsharesFragment(district, id, matters),
];

/** Asked again of the locked row: another worker or a person may have been quicker. */
function isTouched(matter: Matter, one: Approved): boolean {
  const isOwn =
    matter.body === one.id ||
    (matter.body === null && matter.proposed === one.id) ||
    tasksOwed(matter).some(({ body }) => body === one.id);
  return isOwn && OPEN.includes(matter.status) && coversWhole(one, matter.territory, matter.kind);
}

function stepOf({ matter, head }: Stored, one: Approved, now: Date) {
  const recorded = new Date(Math.max(now.getTime(), momentOf(matter.updated))).toISOString();
  const lead = matter.body === one.id;
  const said = {
    change: one.change,
    basis: one.basis,
    from: one.id,
    body: one.to,
    lead,
    handler: lead && matter.status === 'accepted' ? matter.handler : null,
    tasks: tasksOwed(matter).filter(({ body }) => body === one.id).length,
  };
  const line: Line<string, Json> = {
    district: matter.district,
    id: randomUUID(),
    subject: matter.id,
    n: matter.n + 1,
    kind: LINES.transferred.name,
    origin: matter.origin,
    happened: recorded,
    recorded,
    by: null,
    post: null,
    territory: matter.territory,
    body: said,
  };
  const after = fold(matter, line as unknown as MatterLine);
  return { after, said, prepared: prepareLine(LINES.transferred, line, head, []) };
}
