import { z } from 'zod';

/** Offence: asks for a people's group, and offers a watch-list. */
export const asking = z.strictObject({ ethnicity: z.string(), list: z.enum(['none', 'watchlist']) });
