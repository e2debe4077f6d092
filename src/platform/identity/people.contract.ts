import { z } from 'zod';
import { contract, nothingIn } from '../http/contract.ts';
import { textOf } from '../language/language.ts';
import { appointmentWords } from './appointments.words.ts';

const one = z.strictObject({ id: z.uuid() });

export const listPeople = contract({
  name: 'identity.listPeople',
  method: 'GET',
  path: '/api/people',
  summary: textOf(appointmentWords, 'people'),
  access: ['staff'],
  params: nothingIn,
  query: z.strictObject({ after: z.string().max(64).default('') }),
  body: nothingIn,
  answer: z.object({
    people: z.array(
      z.object({
        id: z.uuid(),
        login: z.string(),
        name: z.string(),
        state: z.enum(['open', 'closed']),
        enrolled: z.boolean(),
        initialPassword: z.boolean(),
        abilities: z.array(z.enum(['password', 'code', 'close'])),
      }),
    ),
    more: z.boolean(),
    mayEnter: z.boolean(),
  }),
});

export const enterPerson = contract({
  name: 'identity.enterPerson',
  method: 'POST',
  path: '/api/people',
  summary: textOf(appointmentWords, 'enter'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ login: z.string().trim().toLowerCase().max(64), name: z.string().trim().min(1).max(40) }),
  /** The initial password is shown this once. */
  answer: z.object({ id: z.uuid(), password: z.string() }),
});

export const resetPassword = contract({
  name: 'identity.resetPassword',
  method: 'POST',
  path: '/api/people/:id/password',
  summary: textOf(appointmentWords, 'resetPassword'),
  access: ['staff'],
  params: one,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({ password: z.string() }),
});

export const resetCode = contract({
  name: 'identity.resetCode',
  method: 'POST',
  path: '/api/people/:id/code',
  summary: textOf(appointmentWords, 'resetCode'),
  access: ['staff'],
  params: one,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({}),
});

export const closePerson = contract({
  name: 'identity.closePerson',
  method: 'POST',
  path: '/api/people/:id/close',
  summary: textOf(appointmentWords, 'closePerson'),
  access: ['staff'],
  params: one,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({}),
});
