import { rm, stat } from 'node:fs/promises';
import type { Imported, Refusal } from '../../gateways/tabular/compile.ts';
import type { MapFile } from '../../gateways/tabular/map-file.ts';
import { type Mapped, mapped } from '../../gateways/tabular/mapped.ts';
import { RefusedRows } from '../../gateways/tabular/refused.ts';
import type { Row } from '../../gateways/tabular/rows.ts';
import type { Database } from '../../platform/db/database.ts';
import { whole } from '../../platform/db/scope.ts';
import { Problem } from '../../platform/http/problem.ts';
import { settleBatch } from '../../platform/journal/groupCommit.ts';
import { originOf } from '../../platform/journal/lines.store.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import { type Standing, standing } from './ground.ts';
import { importedBefore } from './importing.store.ts';
import { storeTaken } from './intake.store.ts';
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

/** Batches that are on their way into the database while the next one is read; more than two only wait for each other. */
const UNDER_WAY = 2;

/**
 * Brings a table in as matters: every row becomes a routed matter or a named refusal. A row's id follows from its content, and
 * what is there already counts as known: so an import that was interrupted is gone on with by starting it again.
 * In a district founded for imports a row is recorded at the time it happened; elsewhere it is recorded now, and late.
 */
export async function importTable(work: Database, keyring: Keyring, ask: ImportAsk): Promise<ImportCounts> {
  const { district } = ask;
  const ground = await standing(work, keyring, district);
  const isPast = (await work.read(whole(district), (tx) => originOf(tx, district))) === 'import';
  const { size } = await stat(ask.file);
  const counts: ImportCounts = { stored: 0, known: 0, refused: 0 };
  // What an earlier turn refused is refused again, or has been mended.
  await rm(ask.refusedTo, { force: true });
  let refused: RefusedRows | null = null;
  let bytes = 0;
  const onBytes = (read: number): void => {
    bytes = read;
  };
  const finish = async ({ header, stored, known, refusals }: Brought): Promise<void> => {
    counts.stored += stored;
    counts.known += known;
    counts.refused += refusals.length;
    refused ??= new RefusedRows(ask.refusedTo, header, 'zh');
    await refused.add(refusals);
    ask.say?.(size === 0 ? 1 : Math.min(bytes / size, 1), counts);
  };
  const underWay: Promise<Brought>[] = [];
  try {
    for await (const batch of mapped(ask.file, ask.map, { onBytes })) {
      const one = bringIn(work, ground, batch, isPast);
      // It may fail while an earlier one is waited for; its fault is heard when its turn comes.
      one.catch(() => {});
      underWay.push(one);
      if (underWay.length > UNDER_WAY) await finish(await (underWay.shift() as Promise<Brought>));
    }
    for (const one of underWay) await finish(await one);
  } finally {
    // A fault is passed on when nothing of this import is still under way.
    await Promise.allSettled(underWay);
  }
  await (refused as RefusedRows | null)?.end();
  return counts;
}

/** What became of a batch's rows. */
type Brought = {
  readonly header: readonly string[];
  readonly stored: number;
  readonly known: number;
  readonly refusals: readonly Refusal[];
};

/** Brings one batch in, in one statement. Rejects when the database is away; rows that it cannot take are refusals. */
async function bringIn(work: Database, ground: Standing, batch: Mapped, isPast: boolean): Promise<Brought> {
  const { district } = ground;
  const refusals = [...batch.refusals];
  const refuse = (fact: Imported, error: unknown): void => {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    refusals.push(refusalOf(fact, batch.rows, error));
  };
  const ids = batch.facts.map((fact) => fact.id);
  const there = await work.read(whole(district), (tx) => importedBefore(tx, district, ids));
  const fresh: { fact: Imported; taken: Taken }[] = [];
  for (const fact of batch.facts) {
    if (there.has(fact.id)) continue;
    try {
      fresh.push({ fact, taken: take(ground, reportOf(fact), isPast ? fact.happened : new Date()) });
    } catch (error) {
      refuse(fact, error);
    }
  }
  let stored = 0;
  let known = there.size;
  const outcomes = await settleBatch(
    fresh.map(({ taken }) => taken),
    (rows) => storeTaken(work, district, rows),
  );
  for (const [at, one] of outcomes.entries()) {
    if (one.status === 'rejected') refuse(fresh[at]?.fact as Imported, one.reason);
    else if (one.value === 'kept') stored += 1;
    else known += 1;
  }
  return { header: batch.header, stored, known, refusals: refusals.sort((a, b) => a.row - b.row) };
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
