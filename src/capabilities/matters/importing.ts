import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Imported } from '../../gateways/tabular/compile.ts';
import type { MapFile } from '../../gateways/tabular/map-file.ts';
import { mapped } from '../../gateways/tabular/mapped.ts';
import { RefusedRows } from '../../gateways/tabular/refused.ts';
import type { Database } from '../../platform/db/database.ts';
import { whole } from '../../platform/db/scope.ts';
import { Problem } from '../../platform/http/problem.ts';
import { GroupCommit } from '../../platform/journal/groupCommit.ts';
import { originOf } from '../../platform/journal/lines.store.ts';
import { type Text, textOf } from '../../platform/language/language.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import { standing } from './ground.ts';
import { type Outcome, storeTaken } from './intake.store.ts';
import { take, type Taken } from './intake.ts';
import { mattersWords } from './matters.words.ts';

export type ImportAsk = {
  readonly district: string;
  readonly file: string;
  readonly map: MapFile;
  /** Where refused rows go; made with the first one. */
  readonly refusedTo: string;
  /** Where the import notes how far it came, so that it can go on; removed at its end. */
  readonly progressTo: string;
  /** Told now and then: bytes read of all, and the counts so far. */
  readonly say?: (part: number, so: ImportCounts) => void;
};
export type ImportCounts = { stored: number; known: number; refused: number };

/** Rows of one statement, and statements under way. */
const BATCH = { most: 1_000, lingerMs: 0, inFlight: 2, backlog: 100_000 };

/**
 * Brings a table in as matters: every row becomes a routed matter or a named refusal; what was there already counts as known.
 * In a district founded for imports a row is recorded at the time it happened; elsewhere it is recorded now, and late.
 */
export async function importTable(work: Database, keyring: Keyring, ask: ImportAsk): Promise<ImportCounts> {
  const { district } = ask;
  const ground = await standing(work, keyring, district);
  const past = (await work.read(whole(district), (tx) => originOf(tx, district))) === 'import';
  const group = new GroupCommit<Taken, Outcome>((batch) => storeTaken(work, district, batch), BATCH);
  const size = (await stat(ask.file)).size;
  const counts: ImportCounts = { stored: 0, known: 0, refused: 0 };
  const after = await progressOf(ask.progressTo, district);
  let refused: RefusedRows | null = null;
  let bytes = 0;
  const reading = { after, onBytes: (read: number) => { bytes = read; } };
  for await (const batch of mapped(ask.file, ask.map, reading)) {
    const refusals = [...batch.refusals];
    const storing = batch.facts.map(async (fact) => {
      try {
        const at = past ? fact.happened : new Date();
        const outcome = await group.add(take(ground, reportOf(fact), at));
        counts[outcome === 'kept' ? 'stored' : 'known'] += 1;
      } catch (error) {
        if (!(error instanceof Problem) || error.status >= 500) throw error;
        refusals.push({ is: 'refusal', row: fact.row, line: null, column: null, reason: reasonOf(error), values: [] });
      }
    });
    await Promise.all(storing);
    refused ??= new RefusedRows(ask.refusedTo, batch.header, 'zh');
    await refused.add(refusals);
    counts.refused += refusals.length;
    await note(ask.progressTo, district, batch.row);
    ask.say?.(size === 0 ? 1 : Math.min(bytes / size, 1), counts);
  }
  await refused?.end();
  await rm(ask.progressTo, { force: true });
  return counts;
}

function reportOf(fact: Imported) {
  return {
    id: fact.id,
    kind: fact.kind,
    place: {
      datum: 'wgs84' as const,
      address: fact.address ?? undefined,
      ...(fact.lon === null || fact.lat === null ? {} : { lon: fact.lon, lat: fact.lat }),
    },
    words: fact.words ?? '',
    answers: fact.attributes,
    photos: [],
    channel: 'import' as const,
    urgency: 'normal' as const,
    happened: fact.happened.toISOString(),
    by: null,
    post: null,
    origin: 'import' as const,
  };
}

const reasonOf = (error: Problem): Text => error.fields[0]?.message ?? error.title ?? textOf(mattersWords, 'notFound');

type Noted = { readonly district: string; readonly row: number };

async function progressOf(path: string, district: string): Promise<number> {
  try {
    const noted = JSON.parse(await readFile(path, 'utf8')) as Noted;
    return noted.district === district ? noted.row : 0;
  } catch {
    return 0;
  }
}

async function note(path: string, district: string, row: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, JSON.stringify({ district, row } satisfies Noted));
  await rename(`${path}.new`, path);
}
