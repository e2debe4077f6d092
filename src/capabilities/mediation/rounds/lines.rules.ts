import { z } from 'zod';
import { POSTS } from '../../../platform/identity/caller.ts';
import { lineKind } from '../../../platform/journal/line.rules.ts';
import { THEMES } from './rounds.rules.ts';

/** A sealed text that stands beside the line: its id, and the digest of its sealed bytes in hex. */
const sealed = z.strictObject({ id: z.uuid(), digest: z.string().regex(/^[0-9a-f]{64}$/) });
/** The post in which it was done; the appointment itself is the line's own `post`. */
const as = z.enum(POSTS);
const territories = z.array(z.string()).min(1);

const kind = <Body extends z.ZodType>(name: string, body: Body) =>
  lineKind({ name: `round.${name}`, version: 1, body });

/** Every kind of line of a screening round, for ever. */
export const LINES = {
  planned: kind(
    'planned',
    z.strictObject({
      as,
      from: z.string(),
      to: z.string(),
      theme: z.enum(THEMES),
      words: sealed.nullable(),
      territories,
    }),
  ),
  territoryAdded: kind('territory-added', z.strictObject({ as, territories })),
  /** The line's territory is the one that was visited, its id the visit's. */
  visited: kind(
    'visited',
    z.strictObject({
      as,
      found: z.int().min(0),
      cases: z.array(z.uuid()),
      files: z.array(z.strictObject({ id: z.uuid(), digest: z.string() })),
      place: z.strictObject({ lon: z.number(), lat: z.number() }).nullable(),
      words: sealed.nullable(),
    }),
  ),
  visitCorrected: kind('visit-corrected', z.strictObject({ as, visit: z.uuid(), reason: sealed.nullable() })),
  /** Whoever walks the line's territory is reminded of it: by a desk, or by itself with no post. */
  reminded: kind('reminded', z.strictObject({ as: as.nullable() })),
  /** By hand, with a reason; by itself after the last day, with neither. */
  closed: kind('closed', z.strictObject({ as: as.nullable(), reason: sealed.nullable() })),
} as const;
