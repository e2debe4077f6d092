import type { Tx } from '../db/database.ts';
import { dayOf } from '../journal/line.rules.ts';
import { type AppointmentNow, type Around, type Draft, type Refusal, refuseDraft } from './appointments.rules.ts';
import {
  type AppointmentRow,
  appointmentsById,
  lockAppointments,
  movedAppointments,
  newAppointments,
  openAppointments,
} from './appointments.store.ts';
import { foldAppointment } from './folds.rules.ts';
import { newId } from './ids.ts';
import { LINES } from './lines.rules.ts';
import { prepared, START, type Writing, write } from './subject.store.ts';

/** A draft with its id, where the demonstration wants it the same every time. */
export type NewAppointment = Draft & { readonly id?: string };

/** A draft that is refused, by its place in the list. */
export type RefusedDraft = { readonly at: number; readonly refusal: Refusal };

/**
 * Proposes appointments, or founds them (standing at once, for a district's first people and a demonstration). Every draft is
 * held against the rules, the ones before it in the list included; where one is refused nothing is written.
 * A draft may name as principal an earlier one of the list by its id. Returns the ids in order.
 */
export async function appointAll(
  tx: Tx,
  writing: Writing,
  drafts: readonly NewAppointment[],
  how: 'proposed' | 'founded',
): Promise<{ readonly ids: string[]; readonly refused: readonly RefusedDraft[] }> {
  const { district } = writing;
  await lockAppointments(tx, district);
  const numbered = drafts.map((draft) => ({ ...draft, id: draft.id ?? newId() }));
  const refused = await refusedDrafts(tx, writing, numbered, how);
  if (refused.length > 0) return { ids: [], refused };
  const moved = numbered.map(({ id, ...draft }) => {
    const { person, post, body, territory, from, to, deputyOf } = draft;
    const line = prepared(writing, {
      kind: LINES[how],
      subject: id,
      body: { person, post, body, territory, from, to, deputyOf },
      territory,
      chain: START,
      id: newId(),
    });
    return { line, now: foldAppointment(null, line.line) };
  });
  await write(
    tx,
    writing,
    moved.map((one) => one.line),
    [newAppointments(moved, district)],
  );
  return { ids: numbered.map((one) => one.id), refused: [] };
}

/** What the rules say against each of several drafts, in order; empty where all may stand. Writes nothing. */
export async function refusedDrafts(
  tx: Tx,
  writing: Writing,
  drafts: readonly (Draft & { readonly id: string })[],
  how: 'proposed' | 'founded',
): Promise<RefusedDraft[]> {
  const { district, now, author } = writing;
  const held: AppointmentNow[] = await openAppointments(tx, district, [...new Set(drafts.map((one) => one.person))]);
  const known = new Map<string, AppointmentNow>();
  for (const one of await appointmentsById(
    tx,
    district,
    drafts.flatMap((draft) => draft.deputyOf ?? []),
  ))
    known.set(one.id, one);
  const byPerson = Map.groupBy(held, (one) => one.person);
  const refused: RefusedDraft[] = [];
  for (const [at, draft] of drafts.entries()) {
    const others = byPerson.get(draft.person) ?? [];
    const around: Around = {
      district,
      today: dayOf(now.toISOString()),
      others,
      principal: draft.deputyOf === null ? null : (known.get(draft.deputyOf) ?? null),
    };
    const refusal = refuseDraft(draft, around, how === 'founded' ? null : author.by);
    if (refusal !== null) {
      refused.push({ at, refusal });
      continue;
    }
    const standing: AppointmentNow = {
      ...draft,
      state: 'proposed',
      away: false,
      proposedBy: author.by,
      decidedBy: null,
    };
    byPerson.set(draft.person, [...others, standing]);
    known.set(draft.id, standing);
  }
  return refused;
}

/** Moves an appointment on by one line; it was locked and the move decided before. */
export async function moveAppointment(
  tx: Tx,
  writing: Writing,
  one: AppointmentRow,
  step: {
    readonly kind: (typeof LINES)['approved' | 'refused' | 'withdrawn' | 'ended' | 'left' | 'returned'];
    readonly body: { readonly reason?: string };
  },
): Promise<AppointmentNow> {
  const line = prepared(writing, {
    kind: step.kind,
    subject: one.id,
    body: { ...step.body },
    territory: one.territory,
    chain: one.chain,
    id: newId(),
  });
  const { chain: _, ...before } = one;
  const now = foldAppointment(before, line.line);
  await write(tx, writing, [line], [movedAppointments([{ line, now }], writing.district)]);
  return now;
}
