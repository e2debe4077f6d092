import type { Database } from '../../src/platform/db/database.ts';

/** The same database to a worker that dies now and then: of every three writes the first before it commits, the second right after. */
export function mortal(db: Database): Database {
  let turn = 0;
  return Object.create(db, {
    write: {
      value: async (...[scope, fn]: Parameters<Database['write']>) => {
        turn += 1;
        const dies = turn % 3;
        const done = await db.write(scope, async (tx) => {
          const result = await fn(tx);
          if (dies === 1) throw new Error('killed before the commit');
          return result;
        });
        if (dies === 2) throw new Error('killed after the commit');
        return done;
      },
    },
  }) as Database;
}
