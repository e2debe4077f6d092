import { keepInSight, type Tx } from '../../platform/db/database.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { Caller } from '../../platform/identity/caller.ts';
import type { Fragment } from '../../platform/journal/append.store.ts';
import type { PreparedLine } from '../../platform/journal/line.ts';
import { textOf } from '../../platform/language/language.ts';
import { chainOf } from './chain.ts';
import { LINES } from './lines.rules.ts';
import { partsToward } from './matters.rights.ts';
import { loadMatter, movedMatters, type Stored } from './matters.store.ts';
import { mattersWords } from './matters.words.ts';
import { mayBeMediated, type Tiding, tidingsIn, underway } from './mediated.rules.ts';
import { refusal } from './moves.rules.ts';
import { refusedMove } from './moving.ts';
import { type Mover, RULE, stepOf } from './step.ts';

/**
 * What a tiding writes on matters, to go into the statement of whoever tells it, so that both are kept or neither. The matters are locked
 * in that transaction, before the head of the journal is; `subjects` must be in its sight.
 */
export type Told = {
  readonly subjects: readonly string[];
  readonly lines: readonly PreparedLine[];
  readonly fragments: readonly Fragment[];
};

/** A matter as far as the scope sees it, locked: of two who hand it over at once the second finds what the first has done. */
export const lockMatter = (tx: Tx, { district }: Scope, id: string): Promise<Stored | null> =>
  loadMatter(tx, district, id, true);

/**
 * Hands a matter over to mediation under the number of a case: whoever may add to it may. Its state stays: its body answers for it as
 * before. Null where it is none that may be mediated. Throws Problem 403, and 409 where a case of it is under way.
 * @param line id of the line.
 */
export async function handedToMediation(
  tx: Tx,
  scope: Scope,
  caller: Caller,
  stored: Stored,
  { line, number }: { readonly line: string; readonly number: string },
  now: Date,
): Promise<Told | null> {
  const { matter } = stored;
  if (!mayBeMediated(matter)) return null;
  const circumstance = { now: now.toISOString(), hasContact: true };
  const refused = refusal('note', matter, partsToward(caller, matter, false), circumstance);
  if (refused) throw refusedMove(refused);
  const already = underway(tidingsIn(await chainOf(tx, scope, matter.id)));
  if (already !== null)
    throw new Problem(409, 'matters.inMediation', textOf(mattersWords, 'inMediation', { number: already.number }));
  return tell([{ stored, line }], { caller, isReporter: false }, { number, stands: 'begun' }, now);
}

/**
 * Tells a matter how the mediation of it stands. Nobody moves it: its body is told by a notice and closes it as it closes any other. A
 * matter that ended meanwhile hears it as well, and its reporter reads it; where it was merged, so does the one that it went into.
 * @param lineOf the id of the line on a matter, by that matter's.
 */
export async function heardOfMediation(
  tx: Tx,
  scope: Scope,
  id: string,
  tiding: Tiding,
  lineOf: (matter: string) => string,
  now: Date,
): Promise<Told> {
  const told: { stored: Stored; line: string }[] = [];
  for (let next: string | null = id; next !== null; ) {
    // Whoever ends a case may see nothing of the matter that it was: the case proves the right to tell it.
    await keepInSight(tx, scope, [next]);
    const stored: Stored | null = await loadMatter(tx, scope.district, next, true);
    if (stored === null) break;
    told.push({ stored, line: lineOf(next) });
    next = stored.matter.mergedInto;
  }
  return tell(told, RULE, tiding, now);
}

function tell(
  all: readonly { readonly stored: Stored; readonly line: string }[],
  mover: Mover,
  tiding: Tiding,
  at: Date,
): Told {
  const steps = all.map(({ stored, line: id }) => ({
    stored,
    ...stepOf(stored, mover, 'note', { kind: LINES.mediated, body: { ...tiding } }, { id, at }),
  }));
  return {
    subjects: steps.map(({ after }) => after.id),
    lines: steps.map(({ prepared }) => prepared),
    fragments:
      steps.length === 0
        ? []
        : [movedMatters(steps.map(({ after, prepared }) => ({ matter: after, head: prepared.hash })))],
  };
}
