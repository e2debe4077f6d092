import type { Database, Tx } from '../../../platform/db/database.ts';
import { whole } from '../../../platform/db/scope.ts';
import type { Standing } from '../ground.ts';
import { speaksNext, timed } from './stages.rules.ts';
import { calendarLooked, lookedBy, type Retimed, retimed, stagesAfter } from './stages.store.ts';

/** Stages of one transaction; nobody waits longer for a stage than such a one takes. */
const CHUNK = 5_000;

/**
 * Reckons every running stage again where the district's days or hours have changed since the last time. Nothing is locked but the
 * stages of a chunk that have another deadline: reports come in meanwhile. Cut off, it begins anew; what stands already is not written
 * twice. Returns how many stages have another deadline.
 */
export async function retime(db: Database, ground: Standing): Promise<number> {
  const { district, terms } = ground;
  const looked = await db.read(whole(district), (tx) => calendarLooked(tx, district));
  if (looked === terms.version) return 0;
  let changed = 0;
  // A district whose stages were never reckoned has none that another calendar gave.
  let after: Place | null = null;
  let isMore = looked !== null;
  while (isMore) {
    const from: Place | null = after;
    const chunk: Chunk = await db.write(whole(district), (tx) => retimeChunk(tx, ground, from));
    changed += chunk.changed;
    after = chunk.last;
    isMore = after !== null;
  }
  await db.write(whole(district), (tx) => lookedBy(tx, district, terms.version));
  return changed;
}

type Place = { readonly matter: string; readonly stage: string };
type Chunk = { readonly changed: number; readonly last: Place | null };

async function retimeChunk(tx: Tx, ground: Standing, after: Place | null): Promise<Chunk> {
  const { district, terms, kinds } = ground;
  const stages = await stagesAfter(tx, district, after, CHUNK);
  const others = stages.flatMap((one): Retimed[] => {
    const now = timed(one.round, terms, (kind) => kinds.get(kind));
    if (now === null) return [];
    const { due, provisional } = now.reckoned;
    if (due === one.due.getTime() && provisional === one.provisional) return [];
    // Of another deadline nothing has been said.
    const said = due === one.due.getTime() ? one.said : 0;
    const next = speaksNext({ ...now, said });
    return [
      {
        matter: one.matter,
        stage: one.stage,
        at: one.at,
        due: new Date(due).toISOString(),
        provisional,
        said,
        next: next === null ? null : new Date(next).toISOString(),
      },
    ];
  });
  await retimed(tx, district, others);
  const last = stages.length < CHUNK ? undefined : stages.at(-1);
  return { changed: others.length, last: last === undefined ? null : { matter: last.matter, stage: last.stage } };
}
