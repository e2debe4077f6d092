import { addDays, dayOf, startOf } from '../../platform/calendar/calendar.rules.ts';
import type { TextPen } from '../../platform/files/pen.ts';
import { bodyStands } from '../../platform/identity/bodyDays.rules.ts';
import { sharesFragment, unshareFragment } from '../../platform/journal/share.store.ts';
import { liesWithin } from '../../platform/places/codes.rules.ts';
import type { Standing } from './ground.ts';
import { idFrom, misfit } from './intake.ts';
import { LINES } from './lines.rules.ts';
import { isAt } from './matters.rights.ts';
import { type Matter, type MatterLine, type Task, tasksOwed } from './matters.rules.ts';
import type { MoveIn } from './move.contract.ts';
import type { Decided, Mover, Said } from './step.ts';

type TaskMove = Extract<MoveIn, { move: 'callIn' | 'taskAccept' | 'taskReturn' | 'taskDone' | 'taskCancel' }>;

/**
 * What a step in joint handling writes. Whoever was called in sees the matter until they give the task back or it is taken from them.
 * Throws Problem 422 naming the field that does not fit.
 */
export async function decideTask(
  { bodies, district }: Standing,
  mover: Mover,
  matter: Matter,
  act: TaskMove,
  pen: TextPen,
): Promise<Decided> {
  if (act.move === 'callIn') {
    if (!bodies.has(act.body)) throw misfit('body.act.body', 'unknownBody');
    if (act.body === matter.body) throw misfit('body.act.body', 'callsItself');
    if (tasksOwed(matter).some((one) => one.body === act.body)) throw misfit('body.act.body', 'calledAlready');
    const end = startOf(addDays(act.until, 1));
    const lead = new Date(matter.due);
    if (end <= pen.now) throw misfit('body.act.until', 'untilPast');
    if (startOf(act.until) >= lead) throw misfit('body.act.until', 'untilAfterLead');
    // On the lead's own last day the task ends with the lead's time.
    const until = end > lead ? lead : end;
    return {
      kind: LINES.calledIn,
      body: {
        body: act.body,
        until: until.toISOString(),
        words: pen.seal('words-of-task', act.words),
        by: isAt(mover.caller, matter.body) ? 'lead' : 'desk',
      },
      fragments: [sharesFragment(district, [{ body: act.body, subject: matter.id }])],
    };
  }
  const task = taskOf(matter, mover, act);
  const of = { task: task.id, body: task.body };
  const leave = [unshareFragment(district, task.body, matter.id)];
  switch (act.move) {
    case 'taskAccept':
      if (task.status !== 'called') throw misfit('body.act.task', 'taskTaken');
      return { kind: LINES.taskAccepted, body: of, fragments: [] };
    case 'taskReturn':
      return {
        kind: LINES.taskReturned,
        body: {
          ...of,
          ground: act.ground,
          cites: pen.seal('cites', act.cites),
          reason: pen.seal('reason', act.reason),
        },
        fragments: leave,
      };
    case 'taskDone':
      return {
        kind: LINES.taskDone,
        body: { ...of, result: pen.seal('result', act.result), files: await pen.claim(act.photos) },
        fragments: [],
      };
    case 'taskCancel':
      return {
        kind: LINES.taskCancelled,
        body: { ...of, reason: pen.seal('reason', act.reason) },
        fragments: leave,
      };
  }
}

/**
 * Whom the kind's rule calls in as a matter is given to its first lead, until the lead's own deadline; `missing` are those that do not
 * stand today or not for that place. The lead itself and whoever owes a task already are not called.
 */
export async function calledByRule(
  { kinds, bodies, district, keyring }: Standing,
  matter: Matter,
  lead: string,
  now: Date,
  around: { readonly id: string; readonly lines: () => Promise<readonly MatterLine[]> },
): Promise<{
  readonly bodies: readonly string[];
  readonly missing: readonly string[];
  readonly lines: readonly Called[];
}> {
  const named = (kinds.get(matter.kind)?.with ?? []).filter(
    (body) => body !== lead && !tasksOwed(matter).some((one) => one.body === body),
  );
  const isFirst = named.length > 0 && !(await around.lines()).some(({ kind }) => kind === LINES.assigned.name);
  if (!isFirst) return { bodies: [], missing: [], lines: [] };
  const [here, missing] = [true, false].map((wanted) =>
    named.filter((id) => {
      const body = bodies.get(id);
      return (bodyStands(body, dayOf(now)) && liesWithin(matter.territory, body?.territory ?? '')) === wanted;
    }),
  ) as [string[], string[]];
  const lines = here.map((body) => ({
    id: idFrom(keyring, district, `${around.id}/with/${body}`),
    kind: LINES.calledIn,
    body: { body, until: matter.due, words: null, by: 'rule' },
  }));
  return { bodies: here, missing, lines };
}
type Called = Said & { readonly id: string };

/** The task that is meant: one that is owed, and of the mover's own body where it is theirs to do. */
function taskOf(matter: Matter, mover: Mover, act: Exclude<TaskMove, { move: 'callIn' }>): Task {
  const task = tasksOwed(matter).find((one) => one.id === act.task);
  if (task === undefined) throw misfit('body.act.task', 'noTask');
  if (act.move !== 'taskCancel' && !isAt(mover.caller, task.body)) throw misfit('body.act.task', 'notYourTask');
  return task;
}
