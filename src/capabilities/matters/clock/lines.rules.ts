import { z } from 'zod';
import { lineKind } from '../../../platform/journal/line.rules.ts';
import { GROUNDS, RUNGS, STAGES } from '../../clock/clock.rules.ts';
import { files, optional, sealed } from '../beside.rules.ts';
import { RETURN_GROUNDS } from '../sorts.rules.ts';

/** A co-handler's task, and whose it is. */
const task = { task: z.uuid(), body: z.string() };

/**
 * What the clock says of a stage: by when it is due, whose time it is, and how many of that deadline's reminders and escalations
 * have been said with this one; of several that fell due while nobody was there, the last alone is said.
 */
const speaks = { stage: z.enum(STAGES), due: z.string(), body: z.string().nullable(), said: z.int().min(1) };

/** What the clock says of a task; `said` as above. */
const taskSpeaks = { ...task, due: z.string(), said: z.int().min(1) };

/** What a matter's lines say of its time, and of the tasks for which other bodies are called in. */
export const CLOCK_LINES = {
  suspended: lineKind({
    name: 'matter.suspended',
    version: 1,
    body: z.strictObject({ ground: z.enum(GROUNDS), until: z.string(), due: z.string(), reason: sealed }),
  }),
  resumed: lineKind({
    name: 'matter.resumed',
    version: 1,
    body: z.strictObject({ due: z.string(), reason: optional }),
  }),
  extensionAsked: lineKind({
    name: 'matter.extension-asked',
    version: 1,
    /** Working days. */
    body: z.strictObject({ days: z.int().min(1), reason: sealed }),
  }),
  extended: lineKind({
    name: 'matter.extended',
    version: 1,
    body: z.strictObject({ days: z.int().min(1), due: z.string(), reason: optional }),
  }),
  extensionRefused: lineKind({
    name: 'matter.extension-refused',
    version: 1,
    body: z.strictObject({ reason: sealed }),
  }),
  /** The clock itself: so much time is left, or a deadline has passed and somebody above hears of it. */
  reminded: lineKind({
    name: 'matter.reminded',
    version: 1,
    body: z.strictObject(speaks),
  }),
  escalated: lineKind({
    name: 'matter.escalated',
    version: 1,
    body: z.strictObject({ ...speaks, to: z.enum(RUNGS) }),
  }),
  /** The same of a co-handler's task: to the body that was called in; at and after its deadline to that body's head and to the lead. */
  taskReminded: lineKind({ name: 'matter.task-reminded', version: 1, body: z.strictObject(taskSpeaks) }),
  taskEscalated: lineKind({
    name: 'matter.task-escalated',
    version: 1,
    body: z.strictObject({ ...taskSpeaks, lead: z.string().nullable() }),
  }),
  /** Another body is called in: the id of this line is the task's. */
  calledIn: lineKind({
    name: 'matter.called-in',
    version: 2,
    /** By the lead, by a desk, or by the rule of the kind, which needs no words. */
    body: z.strictObject({
      body: z.string(),
      until: z.string(),
      words: optional,
      by: z.enum(['lead', 'desk', 'rule']),
    }),
    upcast: { 1: (body) => body },
  }),
  taskAccepted: lineKind({ name: 'matter.task-accepted', version: 1, body: z.strictObject(task) }),
  taskReturned: lineKind({
    name: 'matter.task-returned',
    version: 1,
    body: z.strictObject({ ...task, ground: z.enum(RETURN_GROUNDS), cites: sealed, reason: sealed }),
  }),
  taskDone: lineKind({
    name: 'matter.task-done',
    version: 1,
    body: z.strictObject({ ...task, result: sealed, files }),
  }),
  taskCancelled: lineKind({
    name: 'matter.task-cancelled',
    version: 1,
    body: z.strictObject({ ...task, reason: sealed }),
  }),
} as const;
