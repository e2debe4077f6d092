import { z } from 'zod';
import { contract, nothingIn } from '../../../platform/http/contract.ts';
import { textOf } from '../../../platform/language/language.ts';
import { bodySlug, day } from '../../matters/matters.contract.ts';
import { mediatorsWords } from './mediators.words.ts';
import { LEAVINGS, POSTS, TOPICS } from './register.rules.ts';

const name = z.object({ zh: z.string(), en: z.string() });
const body = z.object({ id: z.string(), ...name.shape });
const FAULTS = ['tooFew', 'tooMany', 'noStatement', 'noWoman', 'termOver', 'memberTermOver'] as const;

const mediator = z.object({
  id: z.uuid(),
  n: z.int(),
  person: z.uuid(),
  name: z.string().nullable(),
  state: z.enum(['serving', 'left']),
  sort: z.enum(POSTS),
  from: z.string(),
  until: z.string(),
  left: z.object({ day: z.string(), reason: z.enum(LEAVINGS) }).nullable(),
  /** Of this year. */
  hours: z.number(),
  trained: z.array(z.object({ day: z.string(), hours: z.number(), topic: z.enum(TOPICS), organiser: body })),
});
const committee = z.object({
  body,
  territoryName: name,
  stated: z.object({ n: z.int(), from: z.string(), until: z.string(), woman: z.boolean(), at: z.string() }).nullable(),
  members: z.int(),
  guests: z.int(),
  faults: z.array(z.enum(FAULTS)),
  mediators: z.array(mediator),
  /** Open cases and such as were given in the last 90 days, by mediator, in the order of names; null to whoever does not read it. */
  load: z
    .object({
      openMedian: z.number(),
      givenMedian: z.number(),
      rows: z.array(z.object({ name: z.string().nullable(), open: z.int(), given: z.int() })),
    })
    .nullable(),
  mayKeep: z.boolean(),
  /** Staff appointed as mediators of the committee who are not in its register; empty to whoever does not keep it. */
  missing: z.array(z.object({ person: z.uuid(), name: z.string().nullable() })),
});
export type CommitteeOut = z.output<typeof committee>;

export const register = contract({
  name: 'mediation.mediators',
  method: 'GET',
  path: '/api/desk/mediation/mediators',
  summary: textOf(mediatorsWords, 'list'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({ committees: z.array(committee), organisers: z.array(body), mayReport: z.boolean() }),
});

export const registerTable = contract({
  name: 'mediation.mediatorsTable',
  method: 'GET',
  path: '/api/desk/mediation/mediators/table',
  summary: textOf(mediatorsWords, 'table'),
  access: ['staff'],
  params: nothingIn,
  query: z.object({ as: z.enum(['csv', 'xlsx']) }),
  body: nothingIn,
  answer: z.string(),
  perMinute: 30,
});

/** Each act with its whole new value; `n` is how many lines of the mediator (of the committee) the sender saw. */
const act = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('enter'), person: z.uuid(), sort: z.enum(POSTS), from: day, until: day.optional() }),
  z.strictObject({ act: z.literal('change'), person: z.uuid(), sort: z.enum(POSTS), until: day }),
  z.strictObject({
    act: z.literal('train'),
    person: z.uuid(),
    day,
    hours: z.number().min(0.5).max(200).multipleOf(0.5),
    topic: z.enum(TOPICS),
    organiser: bodySlug,
  }),
  z.strictObject({ act: z.literal('leave'), person: z.uuid(), day, reason: z.enum(LEAVINGS) }),
  z.strictObject({ act: z.literal('state'), from: day, until: day.optional(), woman: z.boolean() }),
]);
export type RegisterAct = z.output<typeof act>;

export const keepRegister = contract({
  name: 'mediation.keepRegister',
  method: 'POST',
  path: '/api/desk/mediation/mediators/:body',
  summary: textOf(mediatorsWords, 'keep'),
  access: ['staff'],
  params: z.object({ body: bodySlug }),
  query: nothingIn,
  /** `id` is made by the sender; sending the same twice changes nothing. */
  body: z.strictObject({ id: z.uuid(), n: z.int().min(0), act }),
  answer: committee,
});
