import { sql } from 'kysely';

/** Offence: the driver outside a store. */
export const always = sql;
