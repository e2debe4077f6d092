import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { TestDatabase } from '../../../../tests/harness/database.ts';
import { asOwner, testDatabase } from '../../../../tests/harness/database.ts';
import {
  buildLamps,
  type Happening,
  happen,
  type Lamp,
  lamps,
  tellAnonymously,
} from '../../../../tests/harness/lamps.ts';
import { type Audited, audit } from '../audit.ts';
import type { DigestSource } from '../auditLines.ts';
import type { SubjectOf } from '../subject.ts';
import { foldTallies } from '../tally.ts';
import { settleDay } from '../waiting.ts';

export let house: TestDatabase;
export let folder: string;
export const D = '330702';
export const at = (day: string) => new Date(`${day}T04:00:00Z`);
export const [A, B, C, ANON] = [1, 2, 3, 4].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
];
export const WORDS = { id: randomUUID(), digest: createHash('sha256').update('sealed').digest('hex') };
let keptWords: Map<string, string>;

export async function audited(
  subjects: SubjectOf<Lamp> = lamps,
  more: Partial<Parameters<typeof audit>[0]> = {},
): Promise<Audited> {
  const [one] = await audit({
    db: house.work,
    subjects: [subjects],
    checkpointDir: folder,
    slice: 3,
    clock: () => new Date('2026-04-03T00:00:00Z'),
    digests: [keptDigests],
    ...more,
  });
  if (!one) throw new Error('no district was audited');
  return one;
}

export const keptDigests: DigestSource = async (_tx, _district, ids) =>
  new Map([...keptWords].filter(([id]) => ids.includes(id)));

/** Does damage, audits, mends it, and answers the sentence that names it. */
export async function foundAfter(damage: string, mend: string, values: unknown[] = []): Promise<string | undefined> {
  const run = (statement: string) =>
    asOwner(house.ownerUrl, (owner: pg.Client) => owner.query(statement, statement.includes('$1') ? values : []));
  await run(damage);
  try {
    return (await audited()).firstDifference?.text.en;
  } finally {
    await run(mend);
  }
}

/** What was sealed beside lines is from now on this. */
export function keepWords(...words: readonly (readonly [id: string, digest: string])[]): void {
  keptWords = new Map(words);
}
/** Audits from now on know of none before them. */
export async function forgetAudits(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'lianan-checkpoints-'));
}

/** A district of lamps that were found, mended and moved: opened before the tests of a file, and closed after them. */
export function auditHouse(): void {
  beforeAll(async () => {
    house = await testDatabase();
    await buildLamps(house, [D]);
    const one = (lamp: string, move: Happening['move'], day: string, more: Partial<Happening> = {}) =>
      happen(house.db, [{ district: D, lamp, move, at: at(day), ...more }]);
    await one(A, 'found', '2026-03-01', { territory: '330702001002', due: '2026-03-08', words: WORDS });
    await one(B, 'found', '2026-03-01', { territory: '330702101', happened: '2026-02-20T04:00:00.000Z' });
    await tellAnonymously(house.db, { district: D, lamp: ANON, at: at('2026-03-01') });
    await one(A, 'mended', '2026-03-02');
    await one(ANON, 'moved', '2026-03-02', { territory: '330702001' });
    await settleDay(house.work, [lamps], '2026-03-02');
    await one(A, 'darkAgain', '2026-03-03');
    await foldTallies(house.work);
    await one(C, 'found', '2026-04-01', { territory: '330702001002003' });
    await tellAnonymously(house.db, { district: D, lamp: randomUUID(), at: at('2026-04-02') });
  });
  afterAll(() => house.drop());
  beforeEach(async () => {
    await forgetAudits();
    keepWords([WORDS.id, WORDS.digest]);
  });
}
