import { z } from 'zod';
import { contract, nothingIn } from '../http/contract.ts';
import { textOf } from '../language/language.ts';
import { END_REASONS, REFUSAL_REASONS, STATES } from './appointments.rules.ts';
import { appointmentWords } from './appointments.words.ts';
import { POSTS } from './caller.ts';

const text = z.object({ zh: z.string(), en: z.string() });
const moves = z.enum(['approve', 'refuse', 'withdraw', 'end', 'leave', 'return']);

export const appointment = z.object({
  id: z.uuid(),
  person: z.uuid(),
  login: z.string(),
  name: z.string(),
  post: z.enum(POSTS),
  body: z.string().nullable(),
  bodyName: text.nullable(),
  territory: z.string().nullable(),
  territoryName: text.nullable(),
  from: z.iso.date(),
  to: z.iso.date().nullable(),
  deputyOf: z.uuid().nullable(),
  state: z.enum(STATES),
  away: z.boolean(),
  proposedBy: z.uuid().nullable(),
  decidedBy: z.uuid().nullable(),
  abilities: z.array(moves),
});

export const listAppointments = contract({
  name: 'identity.listAppointments',
  method: 'GET',
  path: '/api/appointments',
  summary: textOf(appointmentWords, 'list'),
  access: ['staff'],
  params: nothingIn,
  query: z.strictObject({
    state: z.enum(STATES).optional(),
    person: z.uuid().optional(),
    before: z.uuid().optional(),
  }),
  body: nothingIn,
  answer: z.object({ appointments: z.array(appointment), more: z.boolean(), mayPropose: z.boolean() }),
});

export const proposeAppointment = contract({
  name: 'identity.proposeAppointment',
  method: 'POST',
  path: '/api/appointments',
  summary: textOf(appointmentWords, 'propose'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({
    person: z.uuid(),
    post: z.enum(POSTS),
    body: z.string().max(63).nullable().default(null),
    territory: z
      .string()
      .regex(/^[1-9][0-9]{5,14}$/)
      .nullable()
      .default(null),
    from: z.iso.date(),
    to: z.iso.date().nullable().default(null),
    deputyOf: z.uuid().nullable().default(null),
  }),
  answer: z.object({ id: z.uuid() }),
});

export const moveAppointment = contract({
  name: 'identity.moveAppointment',
  method: 'POST',
  path: '/api/appointments/:id/moves',
  summary: textOf(appointmentWords, 'move'),
  access: ['staff'],
  params: z.strictObject({ id: z.uuid() }),
  query: nothingIn,
  body: z.discriminatedUnion('move', [
    z.strictObject({ move: z.literal('approve') }),
    z.strictObject({ move: z.literal('refuse'), reason: z.enum(REFUSAL_REASONS) }),
    z.strictObject({ move: z.literal('withdraw') }),
    z.strictObject({ move: z.literal('end'), reason: z.enum(END_REASONS) }),
    z.strictObject({ move: z.literal('leave') }),
    z.strictObject({ move: z.literal('return') }),
  ]),
  answer: z.object({ state: z.enum(STATES), away: z.boolean() }),
});

/** A sheet travels as base64; 2,000 rows are far below the limit. */
const sheet = z.base64().max(2_800_000);

export const previewRoster = contract({
  name: 'identity.previewRoster',
  method: 'POST',
  path: '/api/appointments/roster/preview',
  summary: textOf(appointmentWords, 'preview'),
  access: ['staff'],
  bodyLimit: 3_000_000,
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ sheet }),
  answer: z.object({
    /** To be sent along with the commit: it names exactly what was previewed. */
    digest: z.string(),
    rows: z.array(
      z.object({
        /** As the sheet counts, the heading being row 1. */
        row: z.int(),
        login: z.string(),
        name: z.string(),
        post: z.string(),
        body: z.string(),
        territory: z.string(),
        from: z.string(),
        to: z.string(),
        deputyOf: z.string(),
        /** Whether a person will be entered for this login. */
        fresh: z.boolean(),
        refusals: z.array(text),
      }),
    ),
    good: z.int(),
    refused: z.int(),
  }),
});

export const commitRoster = contract({
  name: 'identity.commitRoster',
  method: 'POST',
  path: '/api/appointments/roster',
  summary: textOf(appointmentWords, 'commit'),
  access: ['staff'],
  bodyLimit: 3_000_000,
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ sheet, digest: z.string().regex(/^[0-9a-f]{64}$/) }),
  answer: z.object({
    /** Proposals waiting for a second person; standing at once only in a demonstration. */
    state: z.enum(['proposed', 'standing']),
    appointments: z.int(),
    /** Initial passwords of the people entered, shown this once. */
    entered: z.array(z.object({ login: z.string(), password: z.string() })),
  }),
});
