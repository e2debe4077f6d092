import { migrate } from '../platform/db/migrate.ts';

/** Offence: the server keeps the key to the tables in its own process. */
export const start = migrate;
