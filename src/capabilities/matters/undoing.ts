import { randomUUID } from 'node:crypto';
import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import { keepInSight, type Tx } from '../../platform/db/database.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { openPen } from '../../platform/files/pen.ts';
import type { Ask } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { Caller } from '../../platform/identity/caller.ts';
import { append, type Fragment } from '../../platform/journal/append.store.ts';
import { askedBefore } from '../../platform/journal/lines.store.ts';
import { sharesFragment, unshareFragment } from '../../platform/journal/share.store.ts';
import { textOf } from '../../platform/language/language.ts';
import { chainOf } from './chain.ts';
import { owedToDesks } from './exchange/replies.ts';
import { fold } from './fold.rules.ts';
import type { Standing } from './ground.ts';
import { askDigest } from './intake.ts';
import { BY_THE_CLOCK, LINES } from './lines.rules.ts';
import { partsToward } from './matters.rights.ts';
import type { Matter } from './matters.rules.ts';
import { loadMatter, movedMatters, type Stored } from './matters.store.ts';
import { mattersWords } from './matters.words.ts';
import { standsAgain, type Undoable, undoing } from './moves.rules.ts';
import type { Moved } from './moving.ts';
import { readingScope } from './reading.ts';
import { stepOf } from './step.ts';

/** What the clock says of its own is no step, and in nobody's way. */
const isSomebodys = ({ kind }: { readonly kind: string }): boolean => !BY_THE_CLOCK.has(kind);

/** The last step of a matter, where the caller may take it back now, and until when. */
export async function undoOf(
  tx: Tx,
  ask: Ask,
  { matter }: Stored,
): Promise<{ readonly move: Undoable; readonly until: string } | null> {
  const last = (await chainOf(tx, readingScope(ask), matter.id)).findLast(isSomebodys);
  if (last === undefined) return null;
  const open = undoing(last, partsToward(ask.caller, matter, false), ask.clock().toISOString());
  return 'refused' in open ? null : open;
}

/**
 * Takes the last step of a matter back by a line of its own, which says what stands again: the fold of the lines before it.
 * Throws Problem 404, 403 or 409; sent again with the same id it changes nothing.
 */
export async function undoMove(
  tx: Tx,
  scope: Scope,
  ground: Standing,
  caller: Caller,
  matterId: string,
  { id, n }: { readonly id: string; readonly n: number },
  now: Date,
): Promise<Moved> {
  const { district, keyring } = ground;
  const stored = await loadMatter(tx, district, matterId, true);
  if (!stored) throw new Problem(404, 'matters.notFound', textOf(mattersWords, 'notFound'));
  const { matter } = stored;
  const person = caller.is === 'staff' ? caller.person : null;
  const digest = askDigest(keyring, district, person, { matterId, id, act: { move: 'undo' } });
  const asked = await askedBefore(tx, district, id);
  if (asked?.equals(digest)) return { stored, forgotten: [], repeated: true, seq: null };
  if (asked) throw new Problem(409, 'matters.taken', textOf(mattersWords, 'taken'));
  if (n !== matter.n) throw new Problem(409, 'matters.changed', textOf(mattersWords, 'changed'));

  const lines = await chainOf(tx, scope, matterId);
  const at = lines.findLastIndex(isSomebodys);
  const last = lines[at];
  const before = lines.slice(0, at).reduce<Matter | null>(fold, null);
  if (last === undefined || before === null)
    throw new Problem(409, 'matters.nothingToUndo', textOf(mattersWords, 'nothingToUndo'));
  const open = undoing(last, partsToward(caller, matter, false), now.toISOString());
  if ('refused' in open) {
    const status = open.refused === 'notYours' ? 403 : 409;
    throw new Problem(status, `matters.${open.refused}`, textOf(mattersWords, open.refused));
  }

  const { move } = open;
  const body = {
    ...standsAgain(move, before),
    undone: move,
    of: last.id,
    ...(move === 'triage' ? { map: null } : {}),
  };
  const said = { kind: LINES.undone, body, territory: before.territory };
  const { after, prepared } = stepOf(stored, { caller, isReporter: false }, move, said, { id, at: now });
  const pen = await openPen(tx, ground.keyring, matter, now);
  const owed = await owedToDesks(tx, prepared.line);
  await keepInSight(tx, scope, [matterId]);
  const unclosed = { id: randomUUID(), topic: 'matter.unclosed', subject: matterId, payload: {} };
  const [appended] = await append(tx, {
    district,
    asked: [{ id, digest, day: dayOf(now) }],
    lines: [{ prepared, ask: id }],
    outgoing: [...(move === 'close' ? [{ ...unclosed, due: prepared.line.recorded }] : []), ...owed.outgoing],
    fragments: [
      movedMatters([{ matter: after, head: prepared.hash }]),
      ...(move === 'assign' ? handBack(matter, before) : []),
      ...owed.fragments,
    ],
  });
  if (before.territory !== matter.territory) await pen.follow(before.territory);
  return {
    stored: { ...stored, matter: after, head: prepared.hash },
    forgotten: [],
    repeated: false,
    seq: appended?.seq ?? null,
  };
}

/** Of an assignment that is taken back: the body that had it sees it no more, the one before sees it again. */
function handBack({ district, id, body }: Matter, before: Matter): Fragment[] {
  if (before.body === body) return [];
  return [
    ...(body === null ? [] : [unshareFragment(district, body, id)]),
    ...(before.body === null ? [] : [sharesFragment(district, [{ body: before.body, subject: id }])]),
  ];
}
