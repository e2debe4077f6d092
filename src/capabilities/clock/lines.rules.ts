import { z } from 'zod';
import { POSTS } from '../../platform/identity/caller.ts';
import { lineKind } from '../../platform/journal/line.rules.ts';
import { deadlineRule, reason } from './drafts.rules.ts';
import { REFUSAL_REASONS } from './proposals.rules.ts';

/** The post in which it was done; the appointment itself is the line's own `post`. */
const as = z.enum(POSTS);

/** Every kind of line of a rule, for ever. Rules are promises to everybody, so that all of it stands in the line. */
export const LINES = {
  /** With which a district begins; signed by nobody. */
  began: lineKind({
    name: 'deadline-rule.began',
    version: 1,
    body: z.strictObject({ rule: deadlineRule, why: reason }),
  }),
  proposed: lineKind({
    name: 'deadline-rule.proposed',
    version: 1,
    body: z.strictObject({ rule: deadlineRule, why: reason, as }),
  }),
  approved: lineKind({ name: 'deadline-rule.approved', version: 1, body: z.strictObject({ as }) }),
  refused: lineKind({
    name: 'deadline-rule.refused',
    version: 1,
    body: z.strictObject({ as, reason: z.enum(REFUSAL_REASONS) }),
  }),
  withdrawn: lineKind({ name: 'deadline-rule.withdrawn', version: 1, body: z.strictObject({}) }),
} as const;
