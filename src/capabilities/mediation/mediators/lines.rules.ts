import { z } from 'zod';
import { lineKind } from '../../../platform/journal/line.rules.ts';
import { LEAVINGS, POSTS, TOPICS } from './register.rules.ts';

const day = z.iso.date();

/** Every kind of line of the register of mediators, for ever. Of a person the id alone stands in them. */
export const LINES = {
  entered: lineKind({
    name: 'mediation-mediator.entered',
    version: 1,
    body: z.strictObject({ person: z.uuid(), body: z.string(), sort: z.enum(POSTS), from: day, until: day }),
  }),
  changed: lineKind({
    name: 'mediation-mediator.changed',
    version: 1,
    body: z.strictObject({ sort: z.enum(POSTS), until: day }),
  }),
  trained: lineKind({
    name: 'mediation-mediator.trained',
    version: 1,
    body: z.strictObject({
      day,
      hours: z.number().min(0.5).max(200),
      topic: z.enum(TOPICS),
      /** The body that held it. */
      organiser: z.string(),
    }),
  }),
  left: lineKind({
    name: 'mediation-mediator.left',
    version: 1,
    body: z.strictObject({ day, reason: z.enum(LEAVINGS) }),
  }),
} as const;

/** Every kind of line of a committee, for ever. */
export const COMMITTEE_LINES = {
  stated: lineKind({
    name: 'mediation-committee.stated',
    version: 1,
    body: z.strictObject({ body: z.string(), from: day, until: day, woman: z.boolean() }),
  }),
} as const;
