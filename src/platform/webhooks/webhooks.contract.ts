import { z } from 'zod';
import { contract, nothingIn } from '../http/contract.ts';
import { textOf } from '../language/language.ts';
import { WHYS } from './lines.rules.ts';
import { TROUBLES } from './sending.rules.ts';
import { HOOK_MOVES, HOOK_STATES } from './webhooks.rules.ts';
import { hookWords } from './webhooks.words.ts';

const text = z.object({ zh: z.string(), en: z.string() });
const one = z.strictObject({ id: z.uuid() });

export const listHooks = contract({
  name: 'webhooks.list',
  method: 'GET',
  path: '/api/hooks',
  summary: textOf(hookWords, 'list'),
  access: ['staff', 'machine'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    /** A machine is shown its own. */
    hooks: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        url: z.string(),
        events: z.array(z.string()),
        territory: z.string(),
        body: z.string(),
        machine: z.object({ id: z.uuid(), name: z.string(), isKeyGood: z.boolean() }),
        state: z.enum(HOOK_STATES),
        why: z.enum(WHYS).nullable(),
        /** The last line that it was told, and how many lines there are after that one. */
        seq: z.int().nullable(),
        behind: z.int().nullable(),
        failures: z.int(),
        failingSince: z.iso.datetime().nullable(),
        nextTry: z.iso.datetime().nullable(),
        moves: z.array(z.enum(HOOK_MOVES)),
      }),
    ),
    events: z.array(z.object({ name: z.string(), text })),
    /** Other systems for which a hook may be proposed; empty for who may not. */
    machines: z.array(z.object({ id: z.uuid(), name: z.string(), body: z.string(), territory: z.string() })),
    mayPropose: z.boolean(),
    /** May replay, test and renew the secret. */
    mayKeep: z.boolean(),
  }),
});

export const proposeHook = contract({
  name: 'webhooks.propose',
  method: 'POST',
  path: '/api/hooks',
  summary: textOf(hookWords, 'propose'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({
    machine: z.uuid(),
    /** It stands in the journal, so that it names no person. */
    name: z
      .string()
      .trim()
      .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{1,31}$/u),
    url: z.string().max(300),
    events: z.array(z.string().max(64)).min(1).max(40),
    territory: z.string().regex(/^\d{6}(\d{3}){0,3}$/),
  }),
  /** The secret is shown this once. */
  answer: z.object({ id: z.uuid(), secret: z.string() }),
});

export const moveHook = contract({
  name: 'webhooks.move',
  method: 'POST',
  path: '/api/hooks/:id/moves',
  summary: textOf(hookWords, 'move'),
  access: ['staff'],
  params: one,
  query: nothingIn,
  body: z.strictObject({ move: z.enum(HOOK_MOVES) }),
  answer: z.object({ state: z.enum(HOOK_STATES) }),
});

export const renewHookSecret = contract({
  name: 'webhooks.renewSecret',
  method: 'POST',
  path: '/api/hooks/:id/secret',
  summary: textOf(hookWords, 'renew'),
  access: ['staff'],
  params: one,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({ secret: z.string() }),
});

export const replayHook = contract({
  name: 'webhooks.replay',
  method: 'POST',
  path: '/api/hooks/:id/replay',
  summary: textOf(hookWords, 'replay'),
  access: ['staff', 'machine'],
  params: one,
  query: nothingIn,
  /** Everything after a line again, one line again, or a test message. */
  body: z.union([
    z.strictObject({ after: z.int().min(0) }),
    z.strictObject({ only: z.int().min(1) }),
    z.strictObject({ test: z.literal(true) }),
  ]),
  answer: z.object({}),
});

export const hookDeliveries = contract({
  name: 'webhooks.deliveries',
  method: 'GET',
  path: '/api/hooks/:id/deliveries',
  summary: textOf(hookWords, 'deliveries'),
  access: ['staff', 'machine'],
  params: one,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    deliveries: z.array(
      z.object({
        at: z.iso.datetime(),
        seq: z.int().nullable(),
        event: z.string(),
        message: z.string(),
        status: z.int().nullable(),
        trouble: z.enum(TROUBLES).nullable(),
        ms: z.int(),
      }),
    ),
  }),
});
