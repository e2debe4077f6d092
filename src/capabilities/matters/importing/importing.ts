import { rm, stat } from 'node:fs/promises';
import type { MapFile } from '../../../gateways/tabular/map-file.ts';
import { mapped } from '../../../gateways/tabular/mapped.ts';
import { RefusedRows } from '../../../gateways/tabular/refused.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Keyring } from '../../../platform/sealing/keyring.ts';
import { bringingTo, broughtIn } from './bringing.ts';

export type ImportAsk = {
  readonly district: string;
  readonly file: string;
  readonly map: MapFile;
  /** Where refused rows go, whole, with row number and reason; made with the first one. */
  readonly refusedTo: string;
  /** The machine's own where absent. */
  readonly clock?: () => Date;
  /** Told now and then: the part of the file that is read, 0 to 1, and the counts so far. */
  readonly say?: (part: number, so: ImportCounts) => void;
};
/** Every row is in exactly one of these. */
export type ImportCounts = { stored: number; known: number; refused: number };

/**
 * Brings a table in as matters: every row becomes a routed matter or a named refusal. A row's id follows from its content, and
 * what is there already counts as known: so an import that was interrupted is gone on with by starting it again.
 * In a district founded for imports a row is recorded at the time it happened; elsewhere it is recorded now, and late.
 */
export async function importTable(work: Database, keyring: Keyring, ask: ImportAsk): Promise<ImportCounts> {
  const { district, clock = () => new Date() } = ask;
  const bringing = await bringingTo(work, keyring, district, { bringer: null, clock });
  const { size } = await stat(ask.file);
  const counts: ImportCounts = { stored: 0, known: 0, refused: 0 };
  // What an earlier turn refused is refused again, or has been mended.
  await rm(ask.refusedTo, { force: true });
  let refused: RefusedRows | null = null;
  let bytes = 0;
  const onBytes = (read: number): void => {
    bytes = read;
  };
  for await (const one of broughtIn(work, bringing, mapped(ask.file, ask.map, { onBytes }))) {
    counts.stored += one.stored;
    counts.known += one.known;
    counts.refused += one.refusals.length;
    refused ??= new RefusedRows(ask.refusedTo, one.header, 'zh');
    await refused.add(one.refusals);
    ask.say?.(size === 0 ? 1 : Math.min(bytes / size, 1), counts);
  }
  await refused?.end();
  return counts;
}
