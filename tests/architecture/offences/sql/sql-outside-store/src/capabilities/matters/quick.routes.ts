import type { Ask } from '../../platform/http/mount.ts';

/** Offence: a route that asks the database itself. */
export const quick = async (ask: Ask): Promise<unknown> => ask.db.pool.query('select count(*) from matters.matter');
