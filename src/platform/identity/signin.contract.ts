import { z } from 'zod';
import { contract, nothingIn } from '../http/contract.ts';
import { textOf } from '../language/language.ts';
import { POSTS } from './caller.ts';
import { identityWords } from './identity.words.ts';

const text = z.object({ zh: z.string(), en: z.string() });
/** What a session owes before it has any right: `password` to be changed, `enrol` a one-time code, show the `code`. */
const needs = z.enum(['password', 'enrol', 'code']).nullable();

export const heldAppointment = z.object({
  id: z.uuid(),
  post: z.enum(POSTS),
  body: z.string().nullable(),
  bodyName: text.nullable(),
  territory: z.string().nullable(),
  territoryName: text.nullable(),
  deputyOf: z.uuid().nullable(),
});

/** Who I am. `appointments` are those in force now; `away` lists my own that I marked away, to come back from. */
export const me = contract({
  name: 'identity.me',
  method: 'GET',
  path: '/api/me',
  summary: textOf(identityWords, 'me'),
  access: ['open'],
  beforeTotp: true,
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    is: z.enum(['nobody', 'staff', 'resident', 'machine']),
    person: z.uuid().nullable(),
    login: z.string().nullable(),
    name: z.string().nullable(),
    district: z.string(),
    appointments: z.array(heldAppointment),
    away: z.array(heldAppointment),
    posts: z.array(z.enum(POSTS)),
    language: z.enum(['zh', 'en']).nullable(),
    needs,
    needsTotp: z.boolean(),
    enrolled: z.boolean(),
    /** Whether an outside provider can be signed in with. */
    outside: z.boolean(),
  }),
});

export const signIn = contract({
  name: 'identity.signIn',
  method: 'POST',
  path: '/api/signin',
  summary: textOf(identityWords, 'signIn'),
  access: ['open'],
  beforeTotp: true,
  perMinute: 60,
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ login: z.string().min(1).max(64), password: z.string().min(1).max(256) }),
  /** `next: code`: the password was right, and a one-time code is wanted by `signInCode`. */
  answer: z.object({ next: z.enum(['code']).nullable(), needs }),
});

export const signInCode = contract({
  name: 'identity.signInCode',
  method: 'POST',
  path: '/api/signin/code',
  summary: textOf(identityWords, 'signInCode'),
  access: ['open'],
  beforeTotp: true,
  perMinute: 60,
  params: nothingIn,
  query: nothingIn,
  /** Six digits from the authenticator, or one of the recovery codes. */
  body: z.strictObject({ code: z.string().trim().min(6).max(32), recovery: z.boolean().default(false) }),
  answer: z.object({ needs }),
});

export const signOut = contract({
  name: 'identity.signOut',
  method: 'POST',
  path: '/api/signout',
  summary: textOf(identityWords, 'signOut'),
  access: ['open'],
  beforeTotp: true,
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({}),
});

export const enrolCode = contract({
  name: 'identity.enrolCode',
  method: 'POST',
  path: '/api/me/code/enrol',
  summary: textOf(identityWords, 'enrol'),
  access: ['staff'],
  beforeTotp: true,
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ password: z.string().min(1).max(256) }),
  /** `uri` goes into a QR; the recovery codes are shown once. */
  answer: z.object({ uri: z.string(), secret: z.string(), recoveryCodes: z.array(z.string()) }),
});

/** Ends an enrolment, or shows the code in a session that owes it. */
export const confirmCode = contract({
  name: 'identity.confirmCode',
  method: 'POST',
  path: '/api/me/code',
  summary: textOf(identityWords, 'confirm'),
  access: ['staff'],
  beforeTotp: true,
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({
    code: z
      .string()
      .trim()
      .regex(/^[0-9]{6}$/),
  }),
  answer: z.object({ needs }),
});

/** New recovery codes in place of all old ones, for whoever has a one-time code; asks for the password, as enrolling does. */
export const renewRecovery = contract({
  name: 'identity.renewRecovery',
  method: 'POST',
  path: '/api/me/code/recovery',
  summary: textOf(identityWords, 'renewRecovery'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ password: z.string().min(1).max(256) }),
  /** Shown this once; the old ones no longer open anything. */
  answer: z.object({ recoveryCodes: z.array(z.string()) }),
});

export const changePassword = contract({
  name: 'identity.changePassword',
  method: 'POST',
  path: '/api/me/password',
  summary: textOf(identityWords, 'changePassword'),
  access: ['staff'],
  beforeTotp: true,
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ old: z.string().min(1).max(256), new: z.string().min(1).max(256) }),
  answer: z.object({ needs }),
});

export const chooseLanguage = contract({
  name: 'identity.chooseLanguage',
  method: 'PUT',
  path: '/api/me/language',
  summary: textOf(identityWords, 'language'),
  access: ['staff'],
  beforeTotp: true,
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ language: z.enum(['zh', 'en']) }),
  answer: z.object({}),
});
