import { z } from 'zod';
import { lineKind } from '../journal/line.rules.ts';
import { END_REASONS, REFUSAL_REASONS } from './appointments.rules.ts';
import { POSTS } from './caller.ts';
import { LOOK_REASONS } from './looks.rules.ts';
import { SCOPES } from './machines.rules.ts';

const day = z.iso.date();
const nothing = z.strictObject({});
const appointment = z.strictObject({
  person: z.uuid(),
  post: z.enum(POSTS),
  body: z.string().nullable(),
  territory: z.string().nullable(),
  from: day,
  to: day.nullable(),
  deputyOf: z.uuid().nullable(),
});
/** A sealed name: the key that opens it, and the digest of the sealed bytes in hex. */
const sealedName = z.strictObject({ key: z.uuid(), digest: z.string().regex(/^[0-9a-f]{64}$/) });

/** Every kind of line of the people, posts and machines of a district, for ever. */
export const LINES = {
  entered: lineKind({
    name: 'person.entered',
    version: 1,
    body: z.strictObject({ login: z.string(), name: sealedName, initialPassword: z.boolean() }),
  }),
  passwordReset: lineKind({ name: 'person.password-reset', version: 1, body: nothing }),
  passwordChanged: lineKind({ name: 'person.password-changed', version: 1, body: nothing }),
  recoveryRenewed: lineKind({ name: 'person.recovery-renewed', version: 1, body: nothing }),
  codeReset: lineKind({ name: 'person.code-reset', version: 1, body: nothing }),
  personClosed: lineKind({ name: 'person.closed', version: 1, body: nothing }),

  proposed: lineKind({ name: 'appointment.proposed', version: 1, body: appointment }),
  /** Without a proposal: the founders of a district, and a demonstration. */
  founded: lineKind({ name: 'appointment.founded', version: 1, body: appointment }),
  approved: lineKind({ name: 'appointment.approved', version: 1, body: nothing }),
  refused: lineKind({
    name: 'appointment.refused',
    version: 1,
    body: z.strictObject({ reason: z.enum(REFUSAL_REASONS) }),
  }),
  withdrawn: lineKind({ name: 'appointment.withdrawn', version: 1, body: nothing }),
  ended: lineKind({ name: 'appointment.ended', version: 1, body: z.strictObject({ reason: z.enum(END_REASONS) }) }),
  left: lineKind({ name: 'appointment.left', version: 1, body: nothing }),
  returned: lineKind({ name: 'appointment.returned', version: 1, body: nothing }),

  issued: lineKind({
    name: 'machine.issued',
    version: 1,
    body: z.strictObject({
      name: z.string(),
      body: z.string().nullable(),
      scopes: z.array(z.enum(SCOPES)),
      until: day,
    }),
  }),
  revoked: lineKind({ name: 'machine.revoked', version: 1, body: nothing }),

  looked: lineKind({
    name: 'look.made',
    version: 1,
    body: z.object({
      concerned: z.uuid(),
      reason: z.enum(LOOK_REASONS),
      post: z.string(),
      body: z.string().nullable(),
      /** The subject in which it was looked, where that is not the one concerned itself. */
      about: z.uuid().nullable().default(null),
    }),
  }),
} as const;

export type LineName = keyof typeof LINES;
