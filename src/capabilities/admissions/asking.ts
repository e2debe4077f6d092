import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import { charterRefusals } from '../../platform/charter/charter.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import { type FieldProblem, Problem } from '../../platform/http/problem.ts';
import type { Appointment, Caller } from '../../platform/identity/caller.ts';
import { type Asked, append, type Fragment } from '../../platform/journal/append.store.ts';
import { askedBy, repeatOf } from '../../platform/journal/asking.ts';
import type { LineKind } from '../../platform/journal/line.rules.ts';
import type { PreparedLine } from '../../platform/journal/line.ts';
import { step as oneMore } from '../../platform/journal/step.ts';
import { textOf } from '../../platform/language/language.ts';
import type { Places } from '../../platform/places/places.ts';
import { sealBeside } from '../../platform/sealing/beside.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import type { ActIn, AskIn } from './admissions.contract.ts';
import { appointmentFor, bodiesOf, mayAskAgain, refusal } from './admissions.rights.ts';
import { type Admission, fold } from './admissions.rules.ts';
import { loadAdmission, movedAdmission, newAdmission, type Stored } from './admissions.store.ts';
import { admissionsWords } from './admissions.words.ts';
import { LINES } from './lines.rules.ts';
import { candidatesOf, mayEndOn, outermost, type Task, taskFaults, villagesIn } from './task.rules.ts';

/** What every step stands on: who does it, when, and the places of the district. */
export type Doing = {
  readonly keyring: Keyring;
  readonly district: string;
  readonly caller: Caller;
  readonly now: Date;
  readonly places: Places;
};

type Key = keyof typeof admissionsWords.zh & string;
const problem = (status: number, key: Key): Problem =>
  new Problem(status, `admissions.${key}`, textOf(admissionsWords, key));
const taken = (): Problem => problem(409, 'taken');
const misfit = (fields: readonly { readonly path: string; readonly why: Key }[]): Problem =>
  new Problem(
    422,
    'admissions.misfit',
    textOf(admissionsWords, 'misfit'),
    fields.map(({ path, why }): FieldProblem => ({ path, message: textOf(admissionsWords, why) })),
  );

export const badPage = (): Problem => {
  const message = textOf(admissionsWords, 'badPage');
  return new Problem(400, 'admissions.badPage', message, [{ path: 'query.after', message }]);
};

/** Codes of the villages and communities of a district on a day. */
export const villagesOn = (places: Places, day: string): string[] =>
  places.territories(day).flatMap(({ code, level }) => (level === 'village' ? code : []));

/**
 * Asks for a task under an id made by the sender. Throws Problem 403 to those without a body, 409, or 422 where the task contradicts
 * itself, names no village, or the charter refuses its name.
 */
export async function askFor(tx: Tx, doing: Doing, given: AskIn): Promise<Admission> {
  const { district, caller } = doing;
  const bodies = bodiesOf(caller);
  const held = given.body === undefined ? bodies[0] : bodies.find(({ body }) => body === given.body);
  if (!held) throw problem(403, 'noBody');
  const asked = askedBy(doing, 'admissions-ask', given.id, given);
  const known = await repeatOf(tx, district, asked, () => loadAdmission(tx, district, given.id), taken);
  if (known) return known.admission;
  const { task, villages } = checked(doing, given.task, 'body.task');
  if (given.again !== null) await checkAgain(tx, doing, held.body, given.again, task);
  const body = { of: held.body, task, villages, again: given.again };
  const next = step(doing, { subject: given.id, before: null, held }, given.id, LINES.asked, body);
  return save(tx, doing, asked, next, [newAdmission(next.stored, given.id)]);
}

/** Makes one move on an admission, which it locks. Throws Problem 404, 403, 409 or 422. */
export async function moveAdmission(
  tx: Tx,
  doing: Doing,
  id: string,
  given: { readonly id: string; readonly act: ActIn },
): Promise<Admission> {
  const { district, caller, now } = doing;
  const stored = await loadAdmission(tx, district, id, true);
  if (!stored) throw problem(404, 'notFound');
  const asked = askedBy(doing, 'admissions-ask', given.id, { admission: id, ...given });
  const known = await repeatOf(tx, district, asked, () => loadAdmission(tx, district, id), taken);
  if (known) return known.admission;
  const { act } = given;
  const today = dayOf(now);
  const refused = refusal(act.move, stored.admission, caller, today);
  if (refused) throw problem(refused === 'notYours' ? 403 : 409, refused);
  const held = appointmentFor(caller, stored.admission, act.move);
  if (held === null) throw problem(403, 'notYours');
  const { kind, body, text } = said(doing, stored.admission, act, held, today);
  const at = { district, subject: id, territory: district, now };
  const { ref, fragments } = await sealBeside(tx, doing.keyring, at, act.move, text);
  const sealed = ref === null ? {} : { [act.move === 'object' ? 'text' : 'reason']: ref };
  const next = step(doing, { subject: id, before: stored, held }, given.id, kind, { ...body, ...sealed });
  return save(tx, doing, asked, next, [...fragments, movedAdmission(next.stored)]);
}

type Said = { readonly kind: LineKind; readonly body: Readonly<Record<string, unknown>>; readonly text?: string };

/** What a move writes into its line, and what it seals beside it. */
function said(doing: Doing, it: Admission, act: ActIn, held: Appointment, today: string): Said {
  const of = held.body;
  switch (act.move) {
    case 'amend':
      return { kind: LINES.amended, body: { of: it.body, ...checked(doing, act.task, 'body.act.task') } };
    case 'admit':
      if (!mayEndOn(act.until, it.task, today)) throw misfit([{ path: 'body.act.until', why: 'end' }]);
      return { kind: LINES.admitted, body: { of, until: act.until } };
    case 'refuse':
      return { kind: LINES.refused, body: { of }, text: act.reason };
    case 'sendBack':
      return { kind: LINES.sentBack, body: { of }, text: act.reason };
    case 'withdraw':
      return { kind: LINES.withdrawn, body: { of } };
    case 'object':
      return { kind: LINES.objected, body: { of, territory: held.territory }, text: act.words };
    case 'end':
      return { kind: LINES.ended, body: { of }, text: act.reason };
  }
}

/** A task that fits the calendar, the places and the charter, with the number of villages that it falls on. */
function checked({ places, now }: Doing, given: Task, at: string): { readonly task: Task; readonly villages: number } {
  const faults = taskFaults(given, dayOf(now)).map(({ path, why }) => ({ path: `${at}.${path}`, why }));
  const unknown = given.territories.flatMap((code, index) =>
    places.has(code, dayOf(now)) ? [] : [{ path: `${at}.territories.${index}`, why: 'unknownTerritory' as const }],
  );
  if (faults.length + unknown.length > 0) throw misfit([...faults, ...unknown]);
  const refused = charterRefusals(candidatesOf(given)).map(({ path, why }) => ({
    path: `${at}.${path}`,
    message: why,
  }));
  if (refused.length > 0) throw new Problem(422, 'admissions.charter', textOf(admissionsWords, 'charter'), refused);
  const task = { ...given, territories: outermost(given.territories) };
  const villages = villagesIn(task.territories, villagesOn(places, dayOf(now))).length;
  if (villages === 0) throw misfit([{ path: `${at}.territories`, why: 'noVillages' }]);
  return { task, villages };
}

/** Asked anew is what the same body was admitted and what runs out; it begins when the earlier one is over. */
async function checkAgain(tx: Tx, doing: Doing, body: string, again: string, task: Task): Promise<void> {
  const earlier = (await loadAdmission(tx, doing.district, again))?.admission;
  const fits = earlier?.body === body && mayAskAgain(doing.caller, earlier, dayOf(doing.now));
  if (!fits) throw misfit([{ path: 'body.again', why: 'again' }]);
  if (earlier.state === 'admitted' && earlier.term !== null && task.from <= earlier.term.until)
    throw misfit([{ path: 'body.task.from', why: 'overlap' }]);
}

type Next = { readonly prepared: PreparedLine; readonly stored: Stored };

async function save(tx: Tx, doing: Doing, asked: Asked, next: Next, fragments: Fragment[]): Promise<Admission> {
  const { prepared, stored } = next;
  const lines = [{ prepared, ask: asked.id }];
  await append(tx, { district: doing.district, asked: [asked], lines, fragments });
  return stored.admission;
}

/** One line of an admission, and the state after it. */
function step(
  { district, caller, now }: Doing,
  at: { readonly subject: string; readonly before: Stored | null; readonly held: Appointment },
  id: string,
  kind: LineKind,
  body: Readonly<Record<string, unknown>>,
): Next {
  const before = at.before === null ? null : { state: at.before.admission, head: at.before.head };
  const { subject, held } = at;
  const who = { by: caller.is === 'staff' ? caller.person : null, post: held.id, origin: 'live' as const };
  const writing = { district, subject, territory: district, ...who, now };
  const { state, head, prepared } = oneMore({ fold }, before, writing, { id, kind, body: { ...body, as: held.post } });
  return { prepared, stored: { admission: state, head } };
}
