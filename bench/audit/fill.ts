import { join } from 'node:path';
import { tellFurther } from '../../src/demonstration/load.ts';
import { foldDistrict } from '../../src/platform/journal/tally.ts';
import { grow } from '../../src/platform/proof/growing.ts';
import { headsIn } from '../../src/platform/proof/heads.ts';
import { proofKey } from '../../src/platform/proof/proofKey.ts';
import type { BenchHouse } from '../house.ts';

export const DISTRICT = '330702';
/** Matters of one transaction: about thirty thousand lines, in which two years of a district's days are mixed. */
const BATCH = 5_000;
/** Lines that are folded into the tallies at once; the more meet in one tally, the sooner it is done. */
const FOLD = 100_000;

/**
 * Tells matters of the demonstration district until it has so many lines, by the rules and the statement that live ones go through; then
 * tallies are folded and the tree is signed as the worker does it. About seven thousand lines a second on an idle machine.
 */
export async function fillLines(
  house: BenchHouse,
  lines: number,
  seed: string,
  say: (lines: number) => void = () => {},
): Promise<number> {
  const now = new Date();
  let told = await headOf(house);
  let perMatter = 7;
  for (let batch = 1; told < lines; batch++) {
    const count = Math.max(1, Math.min(BATCH, Math.round((lines - told) / perMatter)));
    const done = await tellFurther(house.work, house.keyring, { seed: `${seed} ${batch}`, now, count });
    perMatter = done.lines / done.matters;
    told = await headOf(house);
    say(told);
  }
  await foldDistrict(house.work, DISTRICT, FOLD);
  await sign(house);
  // What autovacuum would have done by the time that so many lines have come.
  for (const table of [
    'journal.line',
    'journal.count',
    'journal.tally',
    'matters.matter',
    'sealing.sealed',
    'sealing.key',
  ])
    await house.owner(`vacuum analyze ${table}`);
  return told;
}

async function headOf(house: BenchHouse): Promise<number> {
  const [head] = await house.owner<{ seq: number }>('select seq from journal.head where district = $1', [DISTRICT]);
  return head?.seq ?? 0;
}

async function sign({ work, dataDir }: BenchHouse): Promise<void> {
  const fault = await grow(
    {
      db: work,
      secret: await proofKey(dataDir),
      folder: headsIn(dataDir),
      originOf: (district) => join('bench.example', 'transparency', district),
      clock: () => new Date(),
    },
    DISTRICT,
  );
  if (fault !== null) throw new Error(`the tree does not grow: ${fault}`);
}
