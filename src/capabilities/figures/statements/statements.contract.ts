import { z } from 'zod';
import { contract, nothingIn } from '../../../platform/http/contract.ts';
import { textOf } from '../../../platform/language/language.ts';
import { asked as where } from '../figures.contract.ts';
import { EDITIONS, SORTS } from './statements.rules.ts';
import { statementsWords } from './statements.words.ts';

/** A month, a quarter or a year. */
const period = z.string().regex(/^\d{4}(-(Q[1-4]|0[1-9]|1[0-2]))?$/);
const digests = z.object({ json: z.string(), pdf: z.string(), note: z.string() });

const statement = z.object({
  id: z.uuid(),
  period: z.string(),
  from: z.string(),
  to: z.string(),
  at: z.string(),
  /** The newest line that is counted, and the signed tree that holds it. */
  seq: z.int(),
  tree: z.object({ origin: z.string(), size: z.int(), root: z.string() }),
  /** What the caller may take along, with digests (SHA-256). */
  editions: z.array(z.object({ edition: z.enum(EDITIONS), digests })),
  certificate: z.string(),
  figures: z.int(),
  replaces: z.uuid().nullable(),
  replacedBy: z.uuid().nullable(),
});
export type StatementOut = z.output<typeof statement>;

/** The statements of the periods that ended in a year, those that ended last first. */
export const statements = contract({
  name: 'figures.statements',
  method: 'GET',
  path: '/api/figures/statements',
  summary: textOf(statementsWords, 'list'),
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({
    district: where.district,
    /** Absent: the newest of which there are any. */
    year: z.coerce.number().int().min(1990).max(2200).optional(),
  }),
  body: nothingIn,
  answer: z.object({
    years: z.array(z.int()),
    year: z.int().nullable(),
    items: z.array(statement),
    /** For whoever may ask for statements: the periods that may be stated, newest first, and what was asked for and is on its way. */
    issuing: z
      .object({ periods: z.array(z.string()), asked: z.array(z.object({ period: z.string(), at: z.string() })) })
      .nullable(),
  }),
  perMinute: 240,
});

/** Asks for a statement of a period now; where there is one, the new one stands in its place. The worker issues it. */
export const askStatement = contract({
  name: 'figures.askStatement',
  method: 'POST',
  path: '/api/figures/statements',
  summary: textOf(statementsWords, 'ask'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({
    /** Made by the sender; sending the same twice changes nothing. */
    id: z.uuid(),
    period,
  }),
  answer: z.object({ id: z.uuid() }),
  perMinute: 20,
});

/** A file of a statement, as it was signed. */
export const statementFile = contract({
  name: 'figures.statementFile',
  method: 'GET',
  path: '/api/figures/statements/:id/:edition/:sort',
  summary: textOf(statementsWords, 'file'),
  access: ['open'],
  params: z.object({ id: z.uuid(), edition: z.enum(EDITIONS), sort: z.enum(SORTS) }),
  query: z.strictObject({ district: where.district }),
  body: nothingIn,
  answer: z.string(),
  perMinute: 120,
});
