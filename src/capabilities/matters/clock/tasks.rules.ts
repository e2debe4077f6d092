import { type Matter, type MatterLine, type Task, tasksOwed } from '../matters.rules.ts';
import { MOVES } from '../moves.rules.ts';

/** What the clock says of a task: before its deadline to the body that was called in, at and after it to its head and the lead. */
export type TaskBell = { readonly at: number; readonly late: boolean };

/** A task whose clock runs: what it says when, in milliseconds, and how much of that it has said. */
export type RunningTask = { readonly task: Task; readonly bells: readonly TaskBell[]; readonly said: number };

const DAY_MS = 86_400_000;

/**
 * The tasks of a matter whose clocks run: those that are owed, while the matter is with its lead, who alone can be helped. Their last
 * day was named when they were given; a suspension or extension of the lead's time moves it not. Pure.
 */
export function tasksRunning(matter: Matter, lines: readonly MatterLine[]): RunningTask[] {
  if (!MOVES.taskDone.from.includes(matter.status)) return [];
  return tasksOwed(matter).map((task) => {
    const due = Date.parse(task.until);
    const bells = [
      { at: due - DAY_MS, late: false },
      { at: due, late: true },
      { at: due + DAY_MS, late: true },
      // What would have been said before it was given is not said at all.
    ].filter(({ at }) => at > Date.parse(task.since));
    return { task, bells, said: saidOf(lines, task) };
  });
}

function saidOf(lines: readonly MatterLine[], { id }: Task): number {
  let said = 0;
  for (const { kind, body } of lines)
    if ((kind === 'matter.task-reminded' || kind === 'matter.task-escalated') && body['task'] === id)
      said = Math.max(said, body['said'] as number);
  return said;
}
