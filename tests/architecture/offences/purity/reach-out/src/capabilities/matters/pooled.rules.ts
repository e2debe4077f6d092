import type pg from 'pg';

/** Offence: a rule that knows the database's driver, if only by its type. */
export const isOpen = (pool: pg.Pool): boolean => pool.totalCount > 0;
