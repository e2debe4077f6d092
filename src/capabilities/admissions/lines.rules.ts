import { z } from 'zod';
import { POSTS } from '../../platform/identity/caller.ts';
import { lineKind } from '../../platform/journal/line.rules.ts';
import { task } from './task.rules.ts';

/** A sealed text that stands beside the line: its id, and the digest of its sealed bytes in hex. */
const sealed = z.strictObject({ id: z.uuid(), digest: z.string().regex(/^[0-9a-f]{64}$/) });
/** The post and the body in which it was done; the appointment itself is the line's own `post`. */
const signed = { as: z.enum(POSTS), of: z.string().nullable() };
const asked = { ...signed, of: z.string(), task, villages: z.int().min(1) };

/**
 * Every kind of line of an admission, for ever. What is asked of villages is published and nobody's secret: it stands in the line. What
 * people say about it is sealed beside it.
 */
export const LINES = {
  asked: lineKind({
    name: 'admission.asked',
    version: 1,
    body: z.strictObject({ ...asked, again: z.uuid().nullable() }),
  }),
  amended: lineKind({ name: 'admission.amended', version: 1, body: z.strictObject(asked) }),
  admitted: lineKind({
    name: 'admission.admitted',
    version: 1,
    body: z.strictObject({ ...signed, until: z.iso.date() }),
  }),
  refused: lineKind({
    name: 'admission.refused',
    version: 1,
    body: z.strictObject({ ...signed, reason: sealed }),
  }),
  sentBack: lineKind({
    name: 'admission.sent-back',
    version: 1,
    body: z.strictObject({ ...signed, reason: sealed }),
  }),
  withdrawn: lineKind({ name: 'admission.withdrawn', version: 1, body: z.strictObject(signed) }),
  objected: lineKind({
    name: 'admission.objected',
    version: 1,
    body: z.strictObject({ ...signed, territory: z.string(), text: sealed }),
  }),
  ended: lineKind({ name: 'admission.ended', version: 1, body: z.strictObject({ ...signed, reason: sealed }) }),
} as const;
