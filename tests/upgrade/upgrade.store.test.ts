import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { restoreWhole } from '../../src/apps/restoring.ts';
import { subjects } from '../../src/apps/subjects.ts';
import { openDatabase } from '../../src/platform/db/database.ts';
import { migrations } from '../../src/platform/db/migrations.ts';
import { urlOf } from '../../src/platform/db/roles.ts';
import { audit } from '../../src/platform/journal/audit.ts';
import { sealedDigests } from '../../src/platform/journal/digests.ts';
import { databaseOf } from '../harness/cluster.ts';
import { asOwner, masterKey } from '../harness/database.ts';

/**
 * States of earlier commits, each made by `npm run backup` of a live district with some dozens of reports, under the tests' master key.
 * A release adds one and never changes those that are there.
 */
const STATES = readdirSync(import.meta.dirname).filter((one) => one.endsWith('.lianan'));
let folder: string;
const made: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianan-upgrade-'));
});
afterAll(async () => {
  for (const name of made)
    await asOwner(inject('ownerUrl'), (owner) => owner.query(`drop database if exists ${name} with (force)`));
  rmSync(folder, { recursive: true });
});

describe.each(STATES)('the state %s of an earlier commit', (state) => {
  it('is restored, moved on by every migration since, and the audit finds nothing', async () => {
    const name = `lianan_up_${made.length}_${process.pid}`;
    made.push(name);
    await asOwner(inject('ownerUrl'), (owner) => owner.query(`create database ${name}`));
    const ownerUrl = databaseOf(inject('ownerUrl'), name);
    const work = openDatabase({ serve: urlOf(ownerUrl, 'lianan_work', masterKey) }, { serve: 2, statementMs: 0 });
    try {
      const config = { dataDir: folder, filesUrl: null };
      await restoreWhole({ ownerUrl, key: masterKey, work, config }, join(import.meta.dirname, state), false);
      const { rows } = await work.pool.query<{ n: number }>('select count(*) as n from db.migration');
      expect(rows[0]?.n).toBe(migrations().length);
      const done = await audit({
        db: work,
        subjects,
        checkpointDir: join(folder, 'checkpoints'),
        digests: [sealedDigests],
      });
      expect(done.map(({ district, firstDifference }) => ({ district, firstDifference }))).toEqual([
        { district: '330702', firstDifference: null },
      ]);
      expect(done[0]?.lines).toBeGreaterThan(50);
    } finally {
      await work.end();
    }
  });
});
