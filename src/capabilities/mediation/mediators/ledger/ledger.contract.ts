import { z } from 'zod';
import { contract, nothingIn } from '../../../../platform/http/contract.ts';
import { textOf } from '../../../../platform/language/language.ts';
import { bodySlug, day, words, writing } from '../../../matters/matters.contract.ts';
import { ledgerWords } from './ledger.words.ts';
import { MOVE_NAMES } from './subsidy.rights.ts';
import { DIFFICULTIES, FORMS, OUTCOMES, STATES } from './subsidy.rules.ts';

const name = z.object({ zh: z.string(), en: z.string() });
const body = z.object({ id: z.string(), ...name.shape });
const yuan = z.int();

const claim = z.object({
  id: z.uuid(),
  n: z.int(),
  state: z.enum(STATES),
  case: z.uuid(),
  number: z.string(),
  body,
  mediator: z.string().nullable(),
  territoryName: name,
  difficulty: z.enum(DIFFICULTIES),
  form: z.enum(FORMS),
  yuan,
  /** Why it was as hard as was said; null to whoever does not judge it, and where it was forgotten. */
  reason: z.string().nullable(),
  claimed: z.string(),
  reviewed: z
    .object({ at: z.string(), outcome: z.enum(OUTCOMES), name: z.string().nullable(), reason: z.string().nullable() })
    .nullable(),
  paid: z.object({ day: z.string(), batch: z.string() }).nullable(),
  abilities: z.array(z.enum(MOVE_NAMES)),
});
export type ClaimOut = z.output<typeof claim>;

/** Days on which was claimed, both included; this year where nothing is said. */
const asked = z.object({
  from: day.optional(),
  to: day.optional(),
  body: bodySlug.optional(),
  state: z.enum(STATES).optional(),
});

export const ledger = contract({
  name: 'mediation.subsidies',
  method: 'GET',
  path: '/api/desk/mediation/subsidies',
  summary: textOf(ledgerWords, 'list'),
  access: ['staff'],
  params: nothingIn,
  query: asked,
  body: nothingIn,
  answer: z.object({
    from: z.string(),
    to: z.string(),
    /** The newest of them; sums are of all. */
    items: z.array(claim),
    more: z.boolean(),
    sums: z.array(z.object({ body, month: z.string(), state: z.enum(STATES), n: z.int(), yuan })),
    bodies: z.array(body),
    /** Filed cases of one's own for which nothing was claimed, with what each would bring. */
    open: z.array(
      z.object({
        case: z.uuid(),
        number: z.string(),
        archived: z.string(),
        form: z.enum(FORMS),
        amounts: z.array(z.object({ difficulty: z.enum(DIFFICULTIES), yuan })),
      }),
    ),
    mayPay: z.boolean(),
  }),
});

export const ledgerTable = contract({
  name: 'mediation.subsidiesTable',
  method: 'GET',
  path: '/api/desk/mediation/subsidies/table',
  summary: textOf(ledgerWords, 'table'),
  access: ['staff'],
  params: nothingIn,
  query: asked.extend({ as: z.enum(['csv', 'xlsx']) }),
  body: nothingIn,
  answer: z.string(),
  perMinute: 30,
});

export const claimSubsidy = contract({
  name: 'mediation.claimSubsidy',
  method: 'POST',
  path: '/api/desk/mediation/subsidies',
  summary: textOf(ledgerWords, 'claim'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({
    /** Made by the sender; sending the same twice claims once. */
    id: z.uuid(),
    case: z.uuid(),
    difficulty: z.enum(DIFFICULTIES),
    reason: words(500),
  }),
  answer: claim,
});

export const reviewSubsidy = contract({
  name: 'mediation.reviewSubsidy',
  method: 'POST',
  path: '/api/desk/mediation/subsidies/:id/review',
  summary: textOf(ledgerWords, 'review'),
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: z.strictObject({
    id: z.uuid(),
    n: z.int().min(1),
    outcome: z.enum(OUTCOMES),
    /** Of a change: how hard it was instead. */
    difficulty: z.enum(DIFFICULTIES).optional(),
    reason: writing(500).optional(),
  }),
  answer: claim,
});

export const paySubsidies = contract({
  name: 'mediation.paySubsidies',
  method: 'POST',
  path: '/api/desk/mediation/subsidies/pay',
  summary: textOf(ledgerWords, 'pay'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({
    id: z.uuid(),
    subsidies: z.array(z.uuid()).min(1).max(200),
    day,
    batch: z.string().regex(/^[\p{L}\p{N}()（）〔〕\-/]{1,40}$/u),
  }),
  answer: z.object({ paid: z.int(), yuan }),
});
