import { handed } from '../src/apps/process.ts';
import { loadDemonstration } from '../src/demonstration/load.ts';
import { readConfig } from '../src/platform/config/config.ts';
import { openDatabase } from '../src/platform/db/database.ts';
import { masterKey } from '../src/platform/sealing/masterKey.ts';
import { openKeyring } from '../src/platform/sealing/root.store.ts';

// Fills an empty database with the demonstration district and exits. npm start runs it as a child with the working role's address.
const MATTERS = 6_000;

// One transaction: whoever started this being gone, it ends with nothing done, and the next start does it.
process.on('disconnect', () => process.exit(1));
const config = readConfig();
const db = openDatabase({ serve: handed('LIANAN_WORK_URL') }, { serve: 2, statementMs: 0 });
const keyring = await openKeyring(db, await masterKey({ key: config.key ?? undefined, dataDir: config.dataDir }), {
  suite: config.suite,
});
await loadDemonstration(db, keyring, { now: new Date(), count: MATTERS, cases: 'whole' });
await db.end();
// The end that we make ourselves is no loss of whoever started this.
process.removeAllListeners('disconnect');
if (process.connected) process.disconnect();
