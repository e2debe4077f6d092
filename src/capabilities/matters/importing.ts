import { rm, stat } from 'node:fs/promises';
import type { Imported, Refusal } from '../../gateways/tabular/compile.ts';
import type { MapFile } from '../../gateways/tabular/map-file.ts';
import { mapped } from '../../gateways/tabular/mapped.ts';
import { RefusedRows } from '../../gateways/tabular/refused.ts';
import type { Row } from '../../gateways/tabular/rows.ts';
import type { Database } from '../../platform/db/database.ts';
import { whole } from '../../platform/db/scope.ts';
import { Problem } from '../../platform/http/problem.ts';
import { GroupCommit } from '../../platform/journal/groupCommit.ts';
import { originOf } from '../../platform/journal/lines.store.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import { standing } from './ground.ts';
import { importedBefore } from './importing.store.ts';
import { type Outcome, storeTaken } from './intake.store.ts';
import { type Report, type Taken, take } from './intake.ts';

export type ImportAsk = {
  readonly district: string;
  readonly file: string;
  readonly map: MapFile;
  /** Where refused rows go, whole, with row number and reason; made with the first one. */
  readonly refusedTo: string;
  /** Told now and then: the part of the file that is read, 0 to 1, and the counts so far. */
  readonly say?: (part: number, so: ImportCounts) => void;
};
/** Every row is in exactly one of these. */
export type ImportCounts = { stored: number; known: number; refused: number };

/** Rows of one statement, and statements under way. */
const BATCH = { most: 1_000, lingerMs: 0, inFlight: 2, backlog: 100_000 };

/**
 * Brings a table in as matters: every row becomes a routed matter or a named refusal. A row's id follows from its content, and
 * what is there already counts as known: so an import that was interrupted is gone on with by starting it again.
 * In a district founded for imports a row is recorded at the time it happened; elsewhere it is recorded now, and late.
 */
export async function importTable(work: Database, keyring: Keyring, ask: ImportAsk): Promise<ImportCounts> {
  const { district } = ask;
  const ground = await standing(work, keyring, district);
  const isPast = (await work.read(whole(district), (tx) => originOf(tx, district))) === 'import';
  const group = new GroupCommit<Taken, Outcome>((batch) => storeTaken(work, district, batch), BATCH);
  const { size } = await stat(ask.file);
  const counts: ImportCounts = { stored: 0, known: 0, refused: 0 };
  // What an earlier turn refused is refused again, or has been mended.
  await rm(ask.refusedTo, { force: true });
  let refused: RefusedRows | null = null;
  let bytes = 0;
  const onBytes = (read: number): void => {
    bytes = read;
  };
  for await (const batch of mapped(ask.file, ask.map, { onBytes })) {
    const ids = batch.facts.map((fact) => fact.id);
    const there = await work.read(whole(district), (tx) => importedBefore(tx, district, ids));
    const refusals = [...batch.refusals];
    const done = await Promise.allSettled(
      batch.facts.map(async (fact) => {
        try {
          const taken = there.has(fact.id) ? null : take(ground, reportOf(fact), isPast ? fact.happened : new Date());
          const outcome = taken === null ? 'known' : await group.add(taken);
          counts[outcome === 'kept' ? 'stored' : 'known'] += 1;
        } catch (error) {
          if (!(error instanceof Problem) || error.status >= 500) throw error;
          refusals.push(refusalOf(fact, batch.rows, error));
        }
      }),
    );
    // All are waited for before a fault is passed on: nothing of this import is still under way then.
    for (const one of done) if (one.status === 'rejected') throw one.reason;
    refused ??= new RefusedRows(ask.refusedTo, batch.header, 'zh');
    await refused.add(refusals.sort((a, b) => a.row - b.row));
    counts.refused += refusals.length;
    ask.say?.(size === 0 ? 1 : Math.min(bytes / size, 1), counts);
  }
  await refused?.end();
  return counts;
}

function reportOf(fact: Imported): Report {
  return {
    id: fact.id,
    kind: fact.kind,
    place: {
      datum: 'wgs84',
      address: fact.address ?? undefined,
      ...(fact.lon === null || fact.lat === null ? {} : { lon: fact.lon, lat: fact.lat }),
    },
    words: fact.words ?? '',
    answers: fact.attributes,
    photos: [],
    channel: 'import',
    urgency: 'normal',
    happened: fact.happened.toISOString(),
    by: null,
    post: null,
    origin: 'import',
  };
}

/** A row that the map could read and the district cannot take, as it stood in the file. */
function refusalOf({ row }: Imported, rows: readonly Row[], { fields, title }: Problem): Refusal {
  const found = rows.find((one) => one.row === row);
  const reason = fields[0]?.message ?? title;
  return { is: 'refusal', row, line: found?.line ?? null, column: null, reason, values: found?.values ?? [] };
}
