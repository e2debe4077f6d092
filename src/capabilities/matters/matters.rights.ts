import type { Appointment, Caller } from '../../platform/identity/caller.ts';
import { type Matter, tasksOwed } from './matters.rules.ts';
import { type Actor, type Circumstance, MOVES, type Move, movesOpen, PARTS, type Part } from './moves.rules.ts';

/** What a caller is to a matter. Reporters are known by a receipt code or a proved phone, which the route has checked. */
export function partsToward(caller: Caller, matter: Matter, isReporter: boolean): Actor {
  return {
    parts: new Set(partsWith(caller, matter, isReporter).keys()),
    elsewhere: partsElsewhere(caller),
    person: caller.is === 'staff' ? caller.person : null,
  };
}

/** Whether somebody holds a post at a body. */
export const isAt = (caller: Caller, body: string | null): boolean =>
  caller.is === 'staff' && caller.appointments.some((one) => one.body !== null && one.body === body);

/** The appointment in which a caller makes a move: the first that gives a part which may; null for a reporter. */
export function appointmentFor(caller: Caller, matter: Matter, move: Move): Appointment | null {
  const parts = partsWith(caller, matter, false);
  for (const part of MOVES[move].by) {
    const held = parts.get(part);
    if (held) return held;
  }
  return null;
}

/** What a caller's posts give them toward matters of their own place or body. */
function partsElsewhere(caller: Caller): ReadonlySet<Part> {
  const posts = caller.is === 'staff' ? caller.appointments.map((one) => one.post) : [];
  const handles = posts.some((post) => post === 'handler' || post === 'coordinator' || post === 'liaison');
  return new Set(PARTS.filter((part) => (part === 'handler' ? handles : (posts as readonly string[]).includes(part))));
}

function partsWith(caller: Caller, matter: Matter, isReporter: boolean): Map<Part, Appointment | null> {
  const parts = new Map<Part, Appointment | null>();
  if (isReporter) parts.set('reporter', null);
  if (caller.is === 'staff') {
    for (const one of caller.appointments) {
      const reaches = one.territory !== null && matter.territory.startsWith(one.territory);
      const atBody = one.body !== null && one.body === matter.body;
      const add = (part: Part) => parts.has(part) || parts.set(part, one);
      if (one.post === 'duty' && reaches) add('duty');
      if (one.post === 'coordinator' && reaches) add('coordinator');
      if (one.post === 'coordinator' && atBody) add('handler');
      if (one.post === 'handler' && atBody) add('handler');
      const owes = one.body !== null && tasksOwed(matter).some(({ body }) => body === one.body);
      if (owes && ['handler', 'coordinator', 'liaison'].includes(one.post)) add('cohandler');
      // By reach alone: at the body that has the matter a clerk is one of that body, which sees no reporter (charter rule 5).
      if (one.post === 'clerk' && reaches) add('clerk');
      if (one.post === 'liaison' && reaches) add('liaison');
      if (one.post === 'liaison' && atBody) add('handler');
      if (one.post === 'verifier' && reaches) add('verifier');
      if (one.post === 'leader' && reaches) add('leader');
    }
  }
  return parts;
}

/** What a caller may do to a matter now; sent with every matter, so that screens draw only buttons that work. */
export function abilities(caller: Caller, matter: Matter, isReporter: boolean, now: Circumstance): Move[] {
  return movesOpen(matter, partsToward(caller, matter, isReporter), now);
}

/** Posts that read matters of their reach at all; administrators do not (GB/T 22239 separation of administrators). */
export function mayReadMatters(caller: Caller): boolean {
  return caller.is === 'staff' && caller.appointments.some((one) => one.post !== 'sysadmin' && one.post !== 'secadmin');
}

/** Posts that see the words of a matter; an auditor sees the lines without them. */
export function mayReadWords(caller: Caller): boolean {
  return (
    caller.is === 'staff' && caller.appointments.some((one) => !['sysadmin', 'secadmin', 'auditor'].includes(one.post))
  );
}

/** Posts that may take a report for somebody else. */
export function mayReportForOthers(caller: Caller): boolean {
  return (
    caller.is === 'staff' &&
    caller.appointments.some((one) => ['clerk', 'duty', 'coordinator', 'liaison'].includes(one.post))
  );
}

/** Posts that talk with callers and may see what the same telephone reported before. */
export function mayTakeCalls(caller: Caller): boolean {
  return caller.is === 'staff' && caller.appointments.some((one) => one.post === 'clerk' || one.post === 'duty');
}
