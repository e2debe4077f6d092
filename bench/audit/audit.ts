import { openHouse } from '../house.ts';
import { answer, numbersAsked } from '../measure.ts';
import { fillLines } from './fill.ts';
import { type Run, runAudit } from './process.ts';
import { readBarely } from './reading.ts';
import { backedUp, type Tampering, tamperingsOf } from './tampering.ts';

// Lines a second of `npm run audit`, as a process of its own, over 1,000,000 lines that were told through the real rules; beside it what no
// audit can do without, reading each line once and hashing it. Then, in a small district, every sort of tampering that a superuser may do:
// each must be found and named. Exit code 1 where not.
const SMALL = 2_000;

const { lines: wanted } = numbersAsked({ lines: 1_000_000 });
const { run, lines, bare } = await ofMany();
const { named, of } = await ofTampered();
answer('audit', {
  lines_per_s: lines / run.seconds,
  lines,
  found: run.code === 0 ? 'none' : 'something',
  limit_ratio: bare / run.seconds,
  node_us: (run.nodeSeconds / lines) * 1e6,
  database_us: (run.databaseSeconds / lines) * 1e6,
  peak_mb: run.peakMb,
  tampered: `${named}/${of}`,
});
process.exitCode = run.code === 0 && named === of ? 0 : 1;

async function ofMany(): Promise<{ run: Run; lines: number; bare: number }> {
  const house = await openHouse();
  try {
    const begun = performance.now();
    const many = await fillLines(house, wanted, 'audit', (done) =>
      console.log(`${done} lines told, ${((performance.now() - begun) / 1000).toFixed(0)} s`),
    );
    const barely = await readBarely(house, many);
    const done = await runAudit(house);
    console.log(`${done.sentence}\n${done.seconds.toFixed(1)} s, bare reading ${barely.toFixed(1)} s`);
    return { run: done, lines: many, bare: barely };
  } finally {
    await house.close();
  }
}

async function ofTampered(): Promise<{ named: number; of: number }> {
  const house = await openHouse();
  const seen: boolean[] = [];
  const look = async (what: string, isNamed: (run: Run) => boolean): Promise<void> => {
    const found = await runAudit(house);
    const is = isNamed(found);
    seen.push(is);
    console.log(`${is ? 'named' : 'NOT NAMED'}  ${what}: ${found.sentence}`);
  };
  const says = (sentence: RegExp) => (found: Run) => found.code === 1 && sentence.test(found.sentence);
  try {
    await fillLines(house, SMALL, 'before');
    await look('nothing, before', isClean);
    const putBack = await backedUp(house);
    await fillLines(house, SMALL * 2, 'after');
    await look('nothing, later', isClean);
    for (const one of await tamperingsOf(house)) {
      await all(one.done);
      await look(one.what, says(one.says));
      await all(one.undone);
    }
    await look('nothing, all undone', isClean);
    await putBack();
    await look('an old backup over a newer checkpoint', says(/was put back to an older state/));
  } finally {
    await house.close();
  }
  return { named: seen.filter((one) => one).length, of: seen.length };

  async function all(statements: Tampering['done']): Promise<void> {
    for (const statement of statements) await house.owner(statement);
  }
}

function isClean(found: Run): boolean {
  return found.code === 0;
}
