import { z } from 'zod';
import { POSTS } from '../../../platform/identity/caller.ts';
import { lineKind } from '../../../platform/journal/line.rules.ts';
import { isWhat, MOST_SOURCE } from './references.rules.ts';

/** The post in which it was done; the appointment itself is the line's own `post`. */
const signed = { as: z.enum(POSTS) };

/**
 * Every kind of line of a reference, for ever. The source names a published document and nobody: it stands in the open, since whoever
 * reads a rate must be able to look up what it is reckoned to.
 */
export const LINES = {
  set: lineKind({
    name: 'reference.set',
    version: 1,
    body: z.strictObject({
      ...signed,
      what: z.string().refine(isWhat),
      value: z.number(),
      /** From this day on. */
      from: z.iso.date(),
      source: z.string().min(1).max(MOST_SOURCE),
    }),
  }),
  ended: lineKind({
    name: 'reference.ended',
    version: 1,
    /** The last day on which it is in force. */
    body: z.strictObject({ ...signed, to: z.iso.date() }),
  }),
} as const;
