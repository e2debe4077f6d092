import { z } from 'zod';
import { lineKind } from '../../../platform/journal/line.rules.ts';

/** A sealed secret: its id and the digest of the sealed bytes. */
const sealed = z.strictObject({ id: z.uuid(), digest: z.string().regex(/^[0-9a-f]{64}$/) });

/** Every kind of line of a desk with which cases are exchanged, for ever. What it is called is published and nobody's secret. */
export const PARTNER_LINES = {
  set: lineKind({
    name: 'partner.set',
    version: 1,
    body: z.strictObject({
      desk: z.string(),
      name: z.strictObject({ zh: z.string(), en: z.string() }),
      categories: z.string(),
      url: z.string().nullable(),
      /** A new secret; null where the one before stays. */
      secret: sealed.nullable(),
      /** Until when the secret before the new one is still good. */
      formerUntil: z.string().nullable(),
    }),
  }),
  stopped: lineKind({ name: 'partner.stopped', version: 1, body: z.strictObject({}) }),
} as const;
