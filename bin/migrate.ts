import { both } from '../src/apps/start/tell.ts';
import { ConfigFault, readConfig } from '../src/platform/config/config.ts';
import { isGone, openDatabase } from '../src/platform/db/database.ts';
import { dbWords } from '../src/platform/db/db.words.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { Refusal } from '../src/platform/db/refusal.ts';
import { migrateUrlOf } from '../src/platform/db/roles.ts';
import { whole } from '../src/platform/db/scope.ts';
import { districtsOf, originOf } from '../src/platform/journal/lines.store.ts';
import { say } from '../src/platform/language/language.ts';
import { masterKey } from '../src/platform/sealing/masterKey.ts';
import { claimDatabase } from '../src/platform/sealing/root.store.ts';

// Brings the database of DATABASE_URL to the state of this program and exits. npm start runs it as a child.
try {
  const config = readConfig();
  if (config.databaseUrl === null) throw new Error(both('alone', { name: 'DATABASE_URL' }));
  const begun = Date.now();
  const key = await masterKey({ key: config.key ?? undefined, dataDir: config.dataDir });
  const applied = await migrate(config.databaseUrl, key);
  const found = await districtsIn(config.databaseUrl, key);
  const parameters = { count: applied, ms: Date.now() - begun };
  if (applied > 0)
    console.log(`${say(dbWords, 'zh', 'migrated', parameters)}\n${say(dbWords, 'en', 'migrated', parameters)}`);
  process.send?.({ applied, ...found });
  if (process.connected) process.disconnect();
} catch (error) {
  if (isGone(error) || isRefusedLogin(error))
    console.error(
      both('noDatabase', { reason: (error as Error).message || String((error as { code?: string }).code) }),
    );
  else if (error instanceof Refusal || error instanceof ConfigFault) console.error(error.message);
  else console.error(error);
  process.exit(1);
}

/** What the start wants to know before it opens the house, once it is sure that the master key is this database's. */
async function districtsIn(ownerUrl: string, key: Buffer): Promise<{ empty: boolean; demonstration: boolean }> {
  const db = openDatabase({ serve: migrateUrlOf(ownerUrl) }, { serve: 1 });
  try {
    await claimDatabase(db, key);
    const districts = await districtsOf(db.pool);
    const origins = await Promise.all(districts.map((one) => db.read(whole(one), (tx) => originOf(tx, one))));
    return { empty: districts.length === 0, demonstration: origins.includes('demo') };
  } finally {
    await db.end();
  }
}

/** Wrong password, unknown role or database. */
function isRefusedLogin(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['28P01', '28000', '3D000'].includes(String(error.code));
}
