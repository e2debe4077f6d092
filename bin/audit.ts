import { join } from 'node:path';
import { auditHelpers } from '../src/apps/auditHelpers.ts';
import { auditGround } from '../src/apps/auditing.ts';
import { runTool, type Tool } from '../src/apps/tool.ts';
import { Refusal } from '../src/platform/db/refusal.ts';
import { urlOf } from '../src/platform/db/roles.ts';
import { audit, type Progress } from '../src/platform/journal/audit.ts';
import { auditWords } from '../src/platform/journal/audit.words.ts';
import { say, type Text, textOf } from '../src/platform/language/language.ts';
import { watchTree } from '../src/platform/proof/auditTree.ts';
import { headsIn } from '../src/platform/proof/heads.ts';
import { keptProofKey } from '../src/platform/proof/proofKey.ts';
import type { Keyring } from '../src/platform/sealing/keyring.ts';

// npm run audit: proves every district from its lines, in slices, beside a running npm start or alone. Ends with exit code 1
// and one sentence for each district in which something does not agree.

/** Audits everything, says what it found, and answers the exit code. */
export async function auditAndTell({ work, config, keyring, key, ownerUrl }: Tool): Promise<number> {
  const drawing = await keyringForLots(keyring);
  const url = urlOf(ownerUrl, 'lianan_work', key);
  const { filesUrl, dataDir, suite } = config;
  const tree = { folder: headsIn(dataDir), secret: await keptProofKey(dataDir) };
  const threads = auditHelpers({ url, key, config: { filesUrl, dataDir, suite }, withLots: drawing !== null });
  const auditing = async () =>
    audit({
      ...auditGround(work, config, drawing),
      helpers: threads.helpers,
      checkpointDir: join(dataDir, 'checkpoints'),
      watch: (district) => watchTree(work, tree, district),
      tell: teller(),
    });
  const done = await auditing()
    .catch((error: unknown) => {
      if (isWithoutTables(error)) return [];
      throw error;
    })
    .finally(threads.end);
  if (done.length === 0) {
    complain(textOf(auditWords, 'noDistrict'));
    return 1;
  }
  for (const { firstDifference, ...so } of done) {
    if (firstDifference) complain(firstDifference.text);
    else print(textOf(auditWords, 'clean', so));
    if (!firstDifference && so.behind > 0) print(textOf(auditWords, 'behind', so));
  }
  return done.some((one) => one.firstDifference !== null) ? 1 : 0;
}

/** The keyring by which lots are drawn again; none while the master key is being changed, since an audit must not wait for that. */
async function keyringForLots(keyring: Tool['keyring']): Promise<Keyring | null> {
  try {
    return await keyring();
  } catch (error) {
    if (isWithoutTables(error)) return null;
    if (!(error instanceof Refusal && error.key === 'rekeyUnderWay')) throw error;
    complain(textOf(auditWords, 'noLots'));
    return null;
  }
}

/** Says how far it is, once a second. */
function teller(): (progress: Progress) => void {
  let last = 0;
  return ({ district, step, done, of }) => {
    const now = performance.now();
    if (now - last < 1_000) return;
    last = now;
    const sentence = (language: 'zh' | 'en') =>
      say(auditWords, language, of === null ? 'telling' : 'tellingOf', {
        district,
        step: say(auditWords, language, step),
        done,
        of: of ?? 0,
      });
    console.error(`${sentence('zh')} · ${sentence('en')}`);
  };
}

/** What the first start makes is not there yet. */
const isWithoutTables = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['28P01', '3F000', '42P01'].includes(String(error.code));

const print = ({ zh, en }: Text): void => console.log(`${zh}\n${en}`);
const complain = ({ zh, en }: Text): void => console.error(`${zh}\n${en}`);

if (import.meta.main) await runTool(auditAndTell);
