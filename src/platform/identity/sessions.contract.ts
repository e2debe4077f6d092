import { z } from 'zod';
import { contract, nothingIn } from '../http/contract.ts';
import { textOf } from '../language/language.ts';
import { ACCESS_EVENTS } from './access.rules.ts';
import { identityWords } from './identity.words.ts';

const session = z.object({
  id: z.string(),
  person: z.uuid(),
  login: z.string(),
  made: z.iso.datetime(),
  used: z.iso.datetime(),
  expires: z.iso.datetime(),
  /** Browser and system in two words. */
  device: z.string(),
  proof: z.enum(['password', 'totp', 'passkey', 'oidc']),
  /** The one that asks. */
  mine: z.boolean(),
});
const one = z.strictObject({ id: z.string().min(1).max(64) });

export const listSessions = contract({
  name: 'identity.listSessions',
  method: 'GET',
  path: '/api/me/sessions',
  summary: textOf(identityWords, 'sessions'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({ sessions: z.array(session) }),
});

export const revokeSession = contract({
  name: 'identity.revokeSession',
  method: 'DELETE',
  path: '/api/me/sessions/:id',
  summary: textOf(identityWords, 'revokeSession'),
  access: ['staff'],
  params: one,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({}),
});

export const listAllSessions = contract({
  name: 'identity.listAllSessions',
  method: 'GET',
  path: '/api/sessions',
  summary: textOf(identityWords, 'allSessions'),
  access: ['staff'],
  params: nothingIn,
  query: z.strictObject({ person: z.uuid().optional() }),
  body: nothingIn,
  answer: z.object({ sessions: z.array(session) }),
});

export const revokeAnySession = contract({
  name: 'identity.revokeAnySession',
  method: 'DELETE',
  path: '/api/sessions/:id',
  summary: textOf(identityWords, 'revokeAny'),
  access: ['staff'],
  params: one,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({}),
});

/** The record of sign-ins, a page at a time, for security administrators and auditors. */
export const listAccess = contract({
  name: 'identity.listAccess',
  method: 'GET',
  path: '/api/access',
  summary: textOf(identityWords, 'accessRecord'),
  access: ['staff'],
  params: nothingIn,
  query: z.strictObject({ person: z.uuid().optional(), before: z.iso.datetime().optional() }),
  body: nothingIn,
  answer: z.object({
    entries: z.array(
      z.object({
        id: z.uuid(),
        at: z.iso.datetime(),
        person: z.uuid().nullable(),
        what: z.enum(ACCESS_EVENTS),
        by: z.uuid().nullable(),
      }),
    ),
    more: z.boolean(),
  }),
});
