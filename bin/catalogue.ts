import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { readCatalogue } from '../src/platform/db/catalogue.ts';
import { startEmbedded } from '../src/platform/db/embedded.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { Refusal } from '../src/platform/db/refusal.ts';
import { schemaText } from '../src/platform/db/schemaText.ts';
import { typesText } from '../src/platform/db/typesText.ts';

// Writes database/schema.sql and database/types.ts from a database that it makes with all migrations and throws away.
// With --check it writes nothing and fails where the committed files differ.
const DATABASE = join(import.meta.dirname, '../database');
const checks = process.argv.includes('--check');

try {
  const stale = Object.entries(await made()).filter(([name, text]) => readOr(join(DATABASE, name)) !== text);
  if (checks && stale.length > 0) {
    console.error(
      `${stale.map(([name]) => `database/${name}`).join(', ')}: not what the migrations make; run npm run catalogue`,
    );
    process.exitCode = 1;
  }
  if (!checks) for (const [name, text] of stale) writeFileSync(join(DATABASE, name), text);
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
}

async function made(): Promise<Record<'schema.sql' | 'types.ts', string>> {
  const folder = mkdtempSync(join(tmpdir(), 'lianan-catalogue-'));
  chmodSync(folder, 0o755);
  const embedded = await startEmbedded(join(folder, 'data'), () => {}, { fsync: 'off' });
  const client = new pg.Client({ connectionString: embedded.ownerUrl });
  try {
    await migrate(embedded.ownerUrl, Buffer.alloc(32));
    await client.connect();
    const catalogue = await readCatalogue(client);
    return { 'schema.sql': schemaText(catalogue), 'types.ts': typesText(catalogue) };
  } finally {
    await client.end();
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
