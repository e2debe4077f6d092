import { z } from 'zod';
import { STAGES } from '../../clock/clock.rules.ts';

const body = z.object({ id: z.string(), zh: z.string(), en: z.string() }).nullable();

/** The clock of a matter: instants in ISO 8601. */
export const clockOut = z.object({
  /** Stages whose time runs, each with the sentence that says why it is due then. */
  stages: z.array(
    z.object({
      stage: z.enum(STAGES),
      since: z.string(),
      due: z.string(),
      /** Holidays of a year on the way are not announced yet. */
      provisional: z.boolean(),
      body,
      why: z.string(),
    }),
  ),
  /** Whose time it took, in order, without a gap; `body` null while nobody had it. */
  spent: z.array(
    z.object({
      body,
      from: z.string(),
      until: z.string().nullable(),
      end: z.enum(['returned', 'moved', 'handled', 'ended']).nullable(),
    }),
  ),
});
