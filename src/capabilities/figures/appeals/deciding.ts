import type { Tx } from '../../../platform/db/database.ts';
import { askedBy, repeatOf } from '../../../platform/journal/asking.ts';
import { countsOfLine } from '../../../platform/journal/behind.store.ts';
import type { Count, LineKind } from '../../../platform/journal/line.rules.ts';
import { sealBeside } from '../../../platform/sealing/beside.ts';
import { type SetAside, takenBack } from '../../matters/matters.door.ts';
import type { ActIn } from './appeals.contract.ts';
import { appointmentFor, mayRead, refusal } from './appeals.rights.ts';
import { type Appeal, stepOf } from './appeals.rules.ts';
import { loadAppeal, lockAppeals, movedAppeal, stepsTakenBack } from './appeals.store.ts';
import { type Doing, type Done, problem, save, step, taken } from './filing.ts';
import { LINES } from './lines.rules.ts';

/**
 * Makes one move on an appeal, which it locks. Throws Problem 404 to whoever may not read it, 403 to whoever may not make it, 409 where it
 * is decided by now, is their own, or its step was taken back by another decision, 422 where nothing can be taken back.
 */
export async function moveAppeal(
  tx: Tx,
  doing: Doing,
  id: string,
  given: { readonly id: string; readonly act: ActIn },
): Promise<Done> {
  const { district, caller, now, keyring } = doing;
  await lockAppeals(tx, district);
  const stored = await loadAppeal(tx, district, id, true);
  if (!stored || !mayRead(caller, stored.appeal)) throw problem(404, 'notFound');
  const { appeal } = stored;
  const asked = askedBy(doing, 'appeal-ask', given.id, { appeal: id, ...given });
  const known = await repeatOf(tx, district, asked, () => loadAppeal(tx, district, id), taken);
  if (known) return { appeal: known.appeal, seq: null };
  const { act } = given;
  const refused = refusal(act.move, appeal, caller);
  if (refused) throw problem(refused === 'notYours' ? 403 : 409, refused);
  const held = appointmentFor(caller, appeal, act.move);
  if (held === null) throw problem(403, 'notYours');
  const { kind, body } = await said(tx, district, appeal, act);
  const at = { district, subject: id, territory: appeal.territory, now };
  const { ref, fragments } = await sealBeside(
    tx,
    keyring,
    at,
    'reason',
    act.move === 'withdraw' ? undefined : act.reason,
  );
  const sealed = ref === null ? {} : { reason: ref };
  const next = step(doing, { subject: id, territory: appeal.territory, before: stored, held }, given.id, {
    kind,
    body: { ...body, ...sealed },
  });
  return save(tx, doing, asked, next, [...fragments, movedAppeal(next.stored)]);
}

type Said = { readonly kind: LineKind; readonly body: Readonly<Record<string, unknown>> };

async function said(tx: Tx, district: string, appeal: Appeal, act: ActIn): Promise<Said> {
  if (act.move === 'withdraw') return { kind: LINES.withdrawn, body: {} };
  if (act.move === 'reject') return { kind: LINES.rejected, body: {} };
  const nothing: { step: SetAside | null; counts: Count[] } = { step: null, counts: [] };
  const taken = act.remedy === 'correct' ? nothing : await takenFrom(tx, district, appeal);
  return { kind: LINES.upheld, body: { remedy: act.remedy, ...taken } };
}

/** What the contested line's step counts, taken back. */
async function takenFrom(tx: Tx, district: string, { against }: Appeal): Promise<{ step: SetAside; counts: Count[] }> {
  const step = stepOf(against);
  if (against.is !== 'line' || step === null) throw problem(422, 'notSettable', 'body.act.remedy');
  const { seq } = against.pinned;
  if ((await stepsTakenBack(tx, district, seq)).includes(step)) throw problem(409, 'setAsideAlready');
  return { step, counts: takenBack(step, await countsOfLine(tx, district, seq)) };
}
