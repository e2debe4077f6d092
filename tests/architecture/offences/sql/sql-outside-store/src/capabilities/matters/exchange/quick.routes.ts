import type { Ask } from '../../../platform/http/mount.ts';

/** Offence: a folder within a capability is no place for SQL outside a store either. */
export const quick = async (ask: Ask): Promise<unknown> => ask.db.pool.query('select count(*) from matters.exchanged');
