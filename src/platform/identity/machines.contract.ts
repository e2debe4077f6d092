import { z } from 'zod';
import { contract, nothingIn } from '../http/contract.ts';
import { textOf } from '../language/language.ts';
import { SCOPES } from './machines.rules.ts';
import { machineWords } from './machines.words.ts';

export const listMachines = contract({
  name: 'identity.listMachines',
  method: 'GET',
  path: '/api/machines',
  summary: textOf(machineWords, 'list'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    machines: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        body: z.string().nullable(),
        scopes: z.array(z.enum(SCOPES)),
        state: z.enum(['standing', 'revoked']),
        until: z.iso.date(),
        /** The key's first characters, to tell it from others. */
        start: z.string().nullable(),
        /** The day of its last use. */
        used: z.iso.date().nullable(),
      }),
    ),
    mayIssue: z.boolean(),
  }),
});

export const issueMachine = contract({
  name: 'identity.issueMachine',
  method: 'POST',
  path: '/api/machines',
  summary: textOf(machineWords, 'issue'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({
    /** What the machine is: it stands in the journal, so that it names no person. */
    name: z
      .string()
      .trim()
      .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{1,31}$/u),
    body: z.string().max(63).nullable().default(null),
    scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
    until: z.iso.date(),
  }),
  /** The key is shown this once; only its hash is kept. */
  answer: z.object({ id: z.uuid(), key: z.string() }),
});

export const revokeMachine = contract({
  name: 'identity.revokeMachine',
  method: 'DELETE',
  path: '/api/machines/:id',
  summary: textOf(machineWords, 'revoke'),
  access: ['staff'],
  params: z.strictObject({ id: z.uuid() }),
  query: nothingIn,
  body: nothingIn,
  answer: z.object({}),
});
