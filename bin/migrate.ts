import { say } from '../src/platform/language/language.ts';
import { ConfigFault, readConfig } from '../src/platform/config/config.ts';
import { dbWords } from '../src/platform/db/db.words.ts';
import { isGone, poolOf } from '../src/platform/db/database.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { Refusal } from '../src/platform/db/refusal.ts';
import { migrateUrlOf } from '../src/platform/db/roles.ts';
import { districtsOf } from '../src/platform/journal/lines.store.ts';
import { masterKey } from '../src/platform/sealing/masterKey.ts';
import { both } from '../src/apps/start/tell.ts';

// Brings the database of DATABASE_URL to the state of this program and exits. npm start runs it as a child.
try {
  const config = readConfig();
  if (config.databaseUrl === null) throw new Error(both('alone', { name: 'DATABASE_URL' }));
  const begun = Date.now();
  const applied = await migrate(config.databaseUrl, await masterKey({ key: config.key ?? undefined, dataDir: config.dataDir }));
  const pool = poolOf(migrateUrlOf(config.databaseUrl), 1);
  const empty = (await districtsOf(pool)).length === 0;
  await pool.end();
  const parameters = { count: applied, ms: Date.now() - begun };
  if (applied > 0) console.log(`${say(dbWords, 'zh', 'migrated', parameters)}\n${say(dbWords, 'en', 'migrated', parameters)}`);
  process.send?.({ applied, empty });
  if (process.connected) process.disconnect();
} catch (error) {
  if (isGone(error) || isRefusedLogin(error)) console.error(both('noDatabase', { reason: (error as Error).message || String((error as { code?: string }).code) }));
  else if (error instanceof Refusal || error instanceof ConfigFault) console.error(error.message);
  else console.error(error);
  process.exit(1);
}

/** Wrong password, unknown role or database. */
function isRefusedLogin(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['28P01', '28000', '3D000'].includes(String(error.code));
}
