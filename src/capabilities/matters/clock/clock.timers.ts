import { randomUUID } from 'node:crypto';
import type { Database, Tx } from '../../../platform/db/database.ts';
import { whole } from '../../../platform/db/scope.ts';
import { append } from '../../../platform/journal/append.store.ts';
import type { Json } from '../../../platform/journal/canonical.rules.ts';
import type { Line, LineKind } from '../../../platform/journal/line.rules.ts';
import { type PreparedLine, prepareLine } from '../../../platform/journal/line.ts';
import { linesOf } from '../../../platform/journal/lines.store.ts';
import { waitingSubjects } from '../../../platform/journal/waiting.store.ts';
import type { Keyring } from '../../../platform/sealing/keyring.ts';
import { fold } from '../fold.rules.ts';
import { type Standing, standing } from '../ground.ts';
import { LINES } from '../lines.rules.ts';
import { type Matter, type MatterLine, momentOf } from '../matters.rules.ts';
import { loadMatters, movedMatters, type Stored } from '../matters.store.ts';
import { kindsOfLine } from '../showing.ts';
import { retime } from './retiming.ts';
import { type Running, runningOf, speaksNext, speaksNow } from './stages.rules.ts';
import { lookedTo, NO_TASK, nextTouched, replaceStages, ringing, type StageRow, staleAmong } from './stages.store.ts';
import { type RunningTask, tasksRunning } from './tasks.rules.ts';

/** Matters of which a clock speaks in one transaction. */
const BATCH = 200;

/**
 * The worker's turn at the clocks of a district: looks on in the journal, so that each open stage stands with its deadline, and says
 * what falls due. Each is said once in effect, however many workers there are and whenever one dies: what is said is a line,
 * written with the matter locked. Returns how many lines were said.
 */
export async function turnClocks(db: Database, keyring: Keyring, district: string, clock: () => Date): Promise<number> {
  const ground = await standing(db, keyring, district);
  await lookOn(db, ground);
  await retime(db, ground);
  let said = 0;
  for (;;) {
    const turn = await db.write(whole(district), (tx) => ring(tx, ground, clock()));
    said += turn.said;
    if (turn.taken < BATCH || turn.said === 0) return said;
    await lookOn(db, ground);
  }
}

/** Brings the stages up to the journal's head, and those of anonymous reports up to their rows. */
export async function lookOn(db: Database, ground: Standing): Promise<void> {
  const { district } = ground;
  for (;;) {
    const more = await db.write(whole(district), async (tx) => {
      const touched = await nextTouched(tx, district);
      if (touched === null) return false;
      await reckonStages(tx, ground, touched.matters);
      await lookedTo(tx, district, touched.to);
      return true;
    });
    if (!more) break;
  }
  // Lines of anonymous reporters wait for their day's batch and are in no order yet: their matters are looked at by themselves.
  await db.write(whole(district), async (tx) => {
    const waiting = await waitingSubjects(tx, district);
    if (waiting.length > 0) await reckonStages(tx, ground, await staleAmong(tx, district, waiting));
  });
}

/** Puts the stages of matters as their lines and the district's terms make them. */
export async function reckonStages(tx: Tx, ground: Standing, matters: readonly string[]): Promise<void> {
  if (matters.length === 0) return;
  const all = await linesByMatter(tx, ground.district, matters);
  const rows = [...all].flatMap(([id, lines]) => rowsOf(id, lines, ground));
  await replaceStages(tx, ground.district, matters, rows);
}

async function linesByMatter(tx: Tx, district: string, matters: readonly string[]): Promise<Map<string, MatterLine[]>> {
  const lines = (await linesOf(tx, district, matters, kindsOfLine)) as unknown as MatterLine[];
  return Map.groupBy(lines, (line) => line.subject);
}

const normsIn = (ground: Standing) => (kind: string) => ground.kinds.get(kind);

function rowsOf(id: string, lines: readonly MatterLine[], ground: Standing): StageRow[] {
  const { matter, running } = runningOf(lines, ground.terms, normsIn(ground));
  if (matter === null) return [];
  const { n, kind, territory } = matter;
  const of = { matter: id, at: n, kind, territory };
  // Of what was brought from elsewhere or told as an example nobody is reminded.
  const nextOf = (one: Parameters<typeof speaksNext>[0]): string | null => {
    const next = matter.origin === 'live' ? speaksNext(one) : null;
    return next === null ? null : isoOf(next);
  };
  const stages = running.map((one) => ({
    ...of,
    stage: one.stage,
    task: NO_TASK,
    n: one.round.n,
    body: one.round.body,
    since: isoOf(one.round.since),
    due: isoOf(one.reckoned.due),
    provisional: one.reckoned.provisional,
    round: one.round,
    next: nextOf(one),
    said: one.said,
  }));
  const tasks = tasksRunning(matter, lines).map((one) => ({
    ...of,
    stage: 'task' as const,
    task: one.task.id,
    n: lines.find((line) => line.id === one.task.id)?.n ?? n,
    body: one.task.body,
    since: one.task.since,
    due: one.task.until,
    provisional: false,
    round: null,
    next: nextOf(one),
    said: one.said,
  }));
  return [...stages, ...tasks];
}

/** Says what falls due, of at most so many stages: the lines, their matters and the stages in one transaction. */
async function ring(tx: Tx, ground: Standing, now: Date): Promise<{ readonly taken: number; readonly said: number }> {
  const { district } = ground;
  const due = await ringing(tx, district, now, BATCH);
  if (due.length === 0) return { taken: 0, said: 0 };
  const at = new Map(due.map((one) => [one.matter, one.at]));
  const stored = await loadMatters(tx, district, [...at.keys()], true);
  // What has moved on since its stages were reckoned is looked at again first.
  const still = stored.filter(({ matter }) => matter.n === at.get(matter.id));
  if (still.length === 0) return { taken: due.length, said: 0 };
  const all = await linesByMatter(
    tx,
    district,
    still.map(({ matter }) => matter.id),
  );
  const spoken = still.flatMap((one) => {
    const lines = all.get(one.matter.id) ?? [];
    const { running } = runningOf(lines, ground.terms, normsIn(ground));
    const said = speak(
      one,
      [...running.flatMap(saysOf(now)), ...tasksRunning(one.matter, lines).flatMap(asksOf(one.matter, now))],
      now,
    );
    return said.lines.length === 0 ? [] : [said];
  });
  if (spoken.length > 0) {
    await append(tx, {
      district,
      asked: [],
      lines: spoken.flatMap((one) => one.lines.map((prepared) => ({ prepared, ask: null }))),
      fragments: [movedMatters(spoken.map(({ matter, head }) => ({ matter, head })))],
    });
  }
  await reckonStages(tx, ground, [...at.keys()]);
  return { taken: due.length, said: spoken.reduce((sum, one) => sum + one.lines.length, 0) };
}

/** What a clock says now: the line's kind and body. */
type Speech = { readonly kind: LineKind; readonly body: Record<string, Json> };

const saysOf =
  (now: Date) =>
  (one: Running): Speech[] => {
    const speaks = speaksNow(one, now.getTime());
    if (speaks === null) return [];
    const { to } = speaks.bell;
    const body = { stage: one.stage, due: isoOf(one.reckoned.due), body: one.round.body, said: speaks.said };
    return [to === null ? { kind: LINES.reminded, body } : { kind: LINES.escalated, body: { ...body, to } }];
  };

const asksOf =
  (matter: Matter, now: Date) =>
  (one: RunningTask): Speech[] => {
    const speaks = speaksNow(one, now.getTime());
    if (speaks === null) return [];
    const { id, body: of, until } = one.task;
    const body = { task: id, body: of, due: until, said: speaks.said };
    return [
      speaks.bell.late
        ? { kind: LINES.taskEscalated, body: { ...body, lead: matter.body } }
        : { kind: LINES.taskReminded, body },
    ];
  };

/** The lines by which a matter's clocks speak now, each on the one before. */
function speak({ matter, head }: Stored, speeches: readonly Speech[], now: Date) {
  let state: Matter = matter;
  let last = head;
  const lines: PreparedLine[] = [];
  for (const { kind, body } of speeches) {
    const recorded = new Date(Math.max(now.getTime(), momentOf(state.updated))).toISOString();
    const line: Line<string, Json> = {
      district: state.district,
      id: randomUUID(),
      subject: state.id,
      n: state.n + 1,
      kind: kind.name,
      origin: state.origin,
      happened: recorded,
      recorded,
      by: null,
      post: null,
      territory: state.territory,
      body,
    };
    const prepared = prepareLine(kind, line, last, []);
    state = fold(state, line as unknown as MatterLine);
    last = prepared.hash;
    lines.push(prepared);
  }
  return { matter: state, head: last, lines };
}

const isoOf = (ms: number): string => new Date(ms).toISOString();
