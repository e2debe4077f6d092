import { PgBoss } from 'pg-boss';
import { readConfig } from '../platform/config/config.ts';
import { refuseClockOff } from '../platform/db/clock.ts';
import { openDatabase } from '../platform/db/database.ts';
import { JOBS_SCHEMA } from '../platform/db/jobs.ts';
import { masterKey } from '../platform/sealing/masterKey.ts';
import { openKeyring } from '../platform/sealing/root.store.ts';
import { handed, runProcess } from './process.ts';
import { startWork } from './work.ts';

await runProcess(async () => {
  const config = readConfig();
  const url = handed('LIANAN_WORK_URL');
  const db = openDatabase({ serve: url }, { serve: 6, statementMs: 0 });
  await refuseClockOff(db.pool);
  const keyring = await openKeyring(db, await masterKey({ key: config.key ?? undefined, dataDir: config.dataDir }), {
    suite: config.suite,
  });
  // Its tables are made by the migrating role; the worker may not, and need not.
  const boss = new PgBoss({
    connectionString: url,
    schema: JOBS_SCHEMA,
    migrate: false,
    createSchema: false,
    max: 3,
    application_name: 'lianan jobs',
  });
  boss.on('error', (error) => console.error(`pg-boss: ${error.message}`));
  await boss.start();
  const work = await startWork({ db, boss, keyring, config, clock: () => new Date() });
  return {
    stop: async () => {
      await work.stop();
      await boss.stop({ graceful: true, timeout: 10_000 });
      await db.end();
    },
  };
});
