import { join } from 'node:path';
import { subjects } from '../src/apps/subjects.ts';
import { runTool, type Tool } from '../src/apps/tool.ts';
import { openFileStore } from '../src/platform/files/files.door.ts';
import { audit, type Progress } from '../src/platform/journal/audit.ts';
import { auditWords } from '../src/platform/journal/audit.words.ts';
import { fileDigests, sealedDigests } from '../src/platform/journal/digests.ts';
import { say, type Text, textOf } from '../src/platform/language/language.ts';
import { watchTree } from '../src/platform/proof/auditTree.ts';
import { headsIn } from '../src/platform/proof/heads.ts';

// npm run audit: proves every district from its lines, in slices, beside a running npm start or alone. Ends with exit code 1
// and one sentence for each district in which something does not agree.

/** Audits everything, says what it found, and answers the exit code. */
export async function auditAndTell({ work, config }: Tool): Promise<number> {
  const store = openFileStore({ filesUrl: config.filesUrl ?? undefined, dataDir: config.dataDir });
  const done = await audit({
    db: work,
    subjects,
    checkpointDir: join(config.dataDir, 'checkpoints'),
    digests: [sealedDigests, fileDigests(store)],
    watch: (district) => watchTree(work, headsIn(config.dataDir), district),
    tell: teller(),
  }).catch((error: unknown) => {
    if (isWithoutTables(error)) return [];
    throw error;
  });
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
