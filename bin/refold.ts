import { Sentence } from '../src/apps/start/tell.ts';
import { subjects } from '../src/apps/subjects.ts';
import { runTool } from '../src/apps/tool.ts';
import { Differs } from '../src/platform/journal/audit.ts';
import { auditWords } from '../src/platform/journal/audit.words.ts';
import { refold } from '../src/platform/journal/refold.ts';
import { textOf } from '../src/platform/language/language.ts';
import { auditAndTell } from './audit.ts';

// npm run refold [-- --tallies]: moves rows and counts that an older release made to the newest fold and figures, beside the
// running server, then audits. --tallies also folds every tally anew, for tallies that an audit found wrong.

await runTool(async (tool) => {
  try {
    const done = await refold({ db: tool.work, subjects, tallies: process.argv.includes('--tallies') });
    const moved = done.filter((one) => one.rows > 0 || one.lines > 0);
    const told =
      moved.length > 0
        ? moved.map((one) => textOf(auditWords, 'refolded', one))
        : [textOf(auditWords, 'nothingToRefold')];
    for (const { zh, en } of told) console.log(`${zh}\n${en}`);
  } catch (error) {
    if (error instanceof Differs) throw new Sentence(`${error.difference.text.zh}\n${error.difference.text.en}`);
    throw error;
  }
  return auditAndTell(tool);
});
