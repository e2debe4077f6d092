import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../platform/db/database.ts';
import { auditPart, type PartAsk } from '../platform/journal/auditParts.ts';
import { Differs } from '../platform/journal/difference.ts';
import { openKeyring } from '../platform/sealing/root.store.ts';
import { auditGround, type Said, type ThreadData } from './auditing.ts';

// A thread of `npm run audit`: audits the parts of districts that it is asked for, one after the other, and ends on null.

const { url, key, config, withLots } = workerData as ThreadData;
const work = openDatabase({ serve: url }, { serve: 4, statementMs: 0 });
const keyring = withLots ? await openKeyring(work, Buffer.from(key), { suite: config.suite }) : null;
const ground = auditGround(work, config, keyring);
const say = (said: Said): void => parentPort?.postMessage(said);

parentPort?.on('message', async (ask: PartAsk | null) => {
  if (ask === null) {
    await work.end();
    parentPort?.close();
    return;
  }
  try {
    say({ done: await auditPart(ground, ask, (subjects) => say({ subjects })) });
  } catch (error) {
    if (error instanceof Differs) say({ differs: error.difference });
    else say({ failed: error instanceof Error ? error : new Error(String(error)) });
  }
});
