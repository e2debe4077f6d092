import { z } from 'zod';
import { lineKind } from '../../../../platform/journal/line.rules.ts';
import { MOST_YUAN } from '../../settings/terms.rules.ts';
import { DIFFICULTIES, FORMS, OUTCOMES } from './subsidy.rules.ts';

const sealed = z.strictObject({ id: z.uuid(), digest: z.string().regex(/^[0-9a-f]{64}$/) });
const yuan = z
  .int()
  .min(0)
  .max(2 * MOST_YUAN);

/** Every kind of line of a subsidy, for ever. Why a case was as hard as is said, and why a claim was changed or refused, is sealed. */
export const LINES = {
  claimed: lineKind({
    name: 'mediation-subsidy.claimed',
    version: 1,
    body: z.strictObject({
      case: z.uuid(),
      number: z.string(),
      body: z.string(),
      difficulty: z.enum(DIFFICULTIES),
      form: z.enum(FORMS),
      /** How often the terms had been changed when the case was filed: by those it is reckoned. */
      terms: z.int().min(0),
      yuan,
      reason: sealed,
    }),
  }),
  reviewed: lineKind({
    name: 'mediation-subsidy.reviewed',
    version: 1,
    body: z.strictObject({
      outcome: z.enum(OUTCOMES),
      difficulty: z.enum(DIFFICULTIES),
      yuan,
      reason: sealed.nullable(),
    }),
  }),
  paid: lineKind({
    name: 'mediation-subsidy.paid',
    version: 1,
    body: z.strictObject({ day: z.iso.date(), batch: z.string() }),
  }),
} as const;
