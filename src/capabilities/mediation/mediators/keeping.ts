import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { Problem } from '../../../platform/http/problem.ts';
import { holdersAt } from '../../../platform/identity/appointments.store.ts';
import type { Body } from '../../../platform/identity/bodies.store.ts';
import type { Appointment, Staff } from '../../../platform/identity/caller.ts';
import { append } from '../../../platform/journal/append.store.ts';
import { askedInForm, repeatOf } from '../../../platform/journal/asking.ts';
import type { LineKind, Origin } from '../../../platform/journal/line.rules.ts';
import { step } from '../../../platform/journal/step.ts';
import { textOf } from '../../../platform/language/language.ts';
import type { Keyring } from '../../../platform/sealing/keyring.ts';
import { idsFrom } from '../ids.ts';
import { COMMITTEE_LINES, LINES } from './lines.rules.ts';
import type { RegisterAct } from './mediators.contract.ts';
import { committeeRow, loadCommittee, loadMediator, lockRegister, mediatorRow } from './mediators.store.ts';
import { mediatorsWords } from './mediators.words.ts';
import { type Committee, foldCommittee, foldMediator, type Mediator, termEnd } from './register.rules.ts';

/** Who keeps the register of which committee, in which appointment. */
export type Keeping = {
  readonly keyring: Keyring;
  readonly district: string;
  readonly caller: Staff;
  readonly held: Appointment;
  readonly body: Body;
  readonly bodies: ReadonlyMap<string, Body>;
  readonly now: Date;
  readonly origin: Origin;
};

type Word = keyof typeof mediatorsWords.zh & string;
export function problem(status: number, key: Word, path?: string): Problem {
  const message = textOf(mediatorsWords, key);
  return new Problem(status, `mediation.register.${key}`, message, path === undefined ? [] : [{ path, message }]);
}

const taken = (): Problem => problem(409, 'taken');

/** Ids follow from the committee, and of a mediator from the person besides: whoever comes back is the same. */
const idOf = (keyring: Keyring, district: string, body: string, person: string | null): string =>
  idsFrom(keyring, district, `register/${body}`)(person === null ? 'committee' : `mediator/${person}`);

/** Writes one act in a register. Throws Problem 409 where somebody else was there before, 422 where it cannot be so. */
export async function keep(
  tx: Tx,
  doing: Keeping,
  given: { readonly id: string; readonly n: number; readonly act: RegisterAct },
): Promise<void> {
  const { district, keyring, body, now, caller, held, origin } = doing;
  const { act } = given;
  await lockRegister(tx, district);
  const subject = idOf(keyring, district, body.id, act.act === 'state' ? null : act.person);
  const form = { by: caller.person, body: body.id, given };
  const asked = askedInForm(doing, 'mediation-register-ask', given.id, form);
  if (await repeatOf(tx, district, asked, () => given, taken)) return;
  const writing = { district, subject, territory: body.territory, origin, by: caller.person, post: held.id, now };
  if (act.act === 'state') {
    const stored = await loadCommittee(tx, district, subject);
    if ((stored?.state.n ?? 0) !== given.n) throw problem(409, 'changed');
    const { from, woman } = act;
    const until = act.until ?? termEnd(from);
    if (!isTerm(from, until)) throw problem(422, 'badTerm', 'body.act.until');
    const said = { kind: COMMITTEE_LINES.stated, body: { body: body.id, from, until, woman } };
    const next = step<Committee>({ fold: foldCommittee }, stored, writing, { id: given.id, ...said });
    await append(tx, {
      district,
      asked: [asked],
      lines: [{ prepared: next.prepared, ask: asked.id }],
      fragments: [committeeRow(next, asked.id)],
    });
    return;
  }
  const stored = await loadMediator(tx, district, subject);
  if ((stored?.state.n ?? 0) !== given.n) throw problem(409, 'changed');
  const said = await decide(tx, doing, stored?.state ?? null, act);
  const next = step<Mediator>({ fold: foldMediator }, stored, writing, { id: given.id, ...said });
  await append(tx, {
    district,
    asked: [asked],
    lines: [{ prepared: next.prepared, ask: asked.id }],
    fragments: [mediatorRow(next, asked.id)],
  });
}

const isTerm = (from: string, until: string): boolean => until >= from && until <= termEnd(from);

async function decide(
  tx: Tx,
  { district, body, bodies, now }: Keeping,
  it: Mediator | null,
  act: Exclude<RegisterAct, { act: 'state' }>,
): Promise<{ readonly kind: LineKind; readonly body: Readonly<Record<string, unknown>> }> {
  const today = dayOf(now);
  if (act.act === 'enter') {
    if (it?.state === 'serving') throw problem(409, 'enteredAlready', 'body.act.person');
    const holders = await holdersAt(tx, district, body.id, ['mediator', 'handler'], today);
    if (!holders.includes(act.person)) throw problem(422, 'notAppointed', 'body.act.person');
    const { person, sort, from } = act;
    const until = act.until ?? termEnd(from);
    if (!isTerm(from, until)) throw problem(422, 'badTerm', 'body.act.until');
    return { kind: LINES.entered, body: { person, body: body.id, sort, from, until } };
  }
  if (it === null || it.state === 'left') throw problem(409, 'notEntered', 'body.act.person');
  switch (act.act) {
    case 'change': {
      const { sort, until } = act;
      if (sort === it.sort && until === it.until) throw problem(422, 'same');
      if (!isTerm(it.from, until)) throw problem(422, 'badTerm', 'body.act.until');
      return { kind: LINES.changed, body: { sort, until } };
    }
    case 'train': {
      const { day, hours, topic, organiser } = act;
      if (!bodies.has(organiser)) throw problem(422, 'noBody', 'body.act.organiser');
      if (day > today || day < it.from) throw problem(422, 'badDay', 'body.act.day');
      return { kind: LINES.trained, body: { day, hours, topic, organiser } };
    }
    case 'leave': {
      const { day, reason } = act;
      if (day > today || day < it.from) throw problem(422, 'badDay', 'body.act.day');
      return { kind: LINES.left, body: { day, reason } };
    }
  }
}
