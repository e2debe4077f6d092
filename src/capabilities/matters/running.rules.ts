import {
  type Clock,
  type Matter,
  type MatterLine,
  momentOf,
  promiseOf,
  type TaskStatus,
  UNTOUCHED,
} from './matters.rules.ts';

// What runs on while a matter is handled: its clock, the tasks of others, and whose they are.

/** Another deadline; the first promise stays. */
export const moved = (before: Matter, due: string): Partial<Matter> =>
  due === before.due ? {} : { due, promised: promiseOf(before) };

export const clocked = (before: Matter, some: Partial<Clock>): Partial<Matter> => {
  const { suspended, asked, extensions, ruled } = { ...(before.clock ?? UNTOUCHED), ...some };
  const isUntouched = suspended === null && asked === null && extensions === 0 && ruled === null;
  return { clock: isUntouched ? null : { suspended, asked, extensions, ruled } };
};

export const tasked = (before: Matter, line: MatterLine, status: TaskStatus): Partial<Matter> => ({
  tasks: before.tasks.map((one) => (one.id === line.body['task'] ? { ...one, status } : one)),
});

/**
 * Everything of one body's is another's: the matter and its time run on, and whoever takes it over accepts it by name. What was handed
 * over stays so, with who did it; so does what was suspended, asked for or ruled.
 */
export function passed(before: Matter, from: string, to: string): Partial<Matter> {
  const lead = before.body === from;
  const anew = lead && before.status === 'accepted';
  return {
    body: lead ? to : before.body,
    status: anew ? 'assigned' : before.status,
    handler: anew ? null : before.handler,
    // Nobody has taken it on any more; a result that was handed over stays theirs who did it.
    work: anew ? null : before.work,
    proposed: before.proposed === from ? to : before.proposed,
    tasks: before.tasks.map((one) =>
      one.body === from && (one.status === 'called' || one.status === 'accepted')
        ? { ...one, body: to, status: 'called' }
        : one,
    ),
    ...(before.clock?.ruled === from ? clocked(before, { ruled: to }) : {}),
  };
}

/** The suspension ends now, before its time. */
export function resumed(before: Matter, line: MatterLine): Partial<Matter> {
  const suspended = before.clock?.suspended;
  if (!suspended) return {};
  const until = new Date(Math.max(momentOf(line.recorded), Date.parse(suspended.from))).toISOString();
  return {
    ...moved(before, line.body['due'] as string),
    ...clocked(before, { suspended: { ...suspended, until } }),
  };
}
