import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { Problem } from '../../../platform/http/problem.ts';
import type { Appointment, Caller } from '../../../platform/identity/caller.ts';
import { type Asked, append, type Fragment } from '../../../platform/journal/append.store.ts';
import { askedBy, repeatOf } from '../../../platform/journal/asking.ts';
import type { Line, LineKind, Origin } from '../../../platform/journal/line.rules.ts';
import type { PreparedLine } from '../../../platform/journal/line.ts';
import { step as oneMore } from '../../../platform/journal/step.ts';
import { type Text, textOf } from '../../../platform/language/language.ts';
import type { Keyring } from '../../../platform/sealing/keyring.ts';
import { figureCoded } from '../catalogue.ts';
import { LINES } from './lines.rules.ts';
import type { SetIn } from './references.contract.ts';
import { countsOf } from './references.figures.ts';
import { appointmentFor } from './references.rights.ts';
import {
  countedOf,
  endFaults,
  type Fault,
  fold,
  type Reference,
  rivalFrom,
  setFaults,
  targetOf,
  type What,
} from './references.rules.ts';
import {
  kinOf,
  loadReference,
  loadReferenceOf,
  lockReferences,
  movedReference,
  newReference,
  type Stored,
} from './references.store.ts';
import { referencesWords } from './references.words.ts';

/** Who sets or ends, when, whether it is a demonstration, and the territories of the district. */
export type Doing = {
  readonly keyring: Keyring;
  readonly district: string;
  readonly caller: Caller;
  readonly now: Date;
  readonly origin: Origin;
  readonly places: { has(code: string, day: string): boolean; pathOf(code: string): Text };
};

/**
 * Sets a value from a day on, under an id made by the sender. Throws Problem 403 to those who may not, 409 where the id was used for
 * something else, 422 where the value is not one of the unit, begins before what was set last, is the target of what scores nobody, or
 * a base or a norm that a territory above or below has already.
 */
export async function setReference(tx: Tx, doing: Doing, given: SetIn): Promise<Reference> {
  const { district, now } = doing;
  const { what, territory, value, from, source } = given;
  const held = holder(doing, what, territory);
  await lockReferences(tx, district);
  const stored = await loadReferenceOf(tx, district, what, territory);
  const asked = askedBy(doing, 'references-ask', given.id, given);
  const known = await repeatOf(tx, district, asked, () => stored, taken);
  if (known) return known.reference;
  const code = targetOf(what);
  const before = stored?.reference ?? null;
  const faults = setFaults(given, code === null ? null : figureCoded(code), before, dayOf(now));
  const unknown = doing.places.has(territory, from) || doing.places.has(territory, dayOf(now)) ? [] : [NO_TERRITORY];
  if (faults.length > 0 || unknown.length > 0) throw misfit([...faults, ...unknown]);
  if (countedOf(what) !== null) {
    const rival = rivalFrom(await kinOf(tx, district, what, territory), from);
    if (rival !== null) throw rivalled(doing.places.pathOf(rival.territory));
  }
  const body = { what, value, from, source };
  const at = { subject: before?.id ?? given.id, territory, before: stored, held };
  return save(tx, doing, asked, step(doing, at, given.id, LINES.set, body));
}

/** Ends a reference after a day. Throws Problem 404, 403, 409, or 422 where it has ended by then or the day is too early. */
export async function endReference(
  tx: Tx,
  doing: Doing,
  id: string,
  given: { readonly id: string; readonly to: string },
): Promise<Reference> {
  const { district, now } = doing;
  await lockReferences(tx, district);
  const stored = await loadReference(tx, district, id);
  if (stored === null) throw problem(404, 'notFound');
  const { reference } = stored;
  const held = holder(doing, reference.what, reference.territory);
  const asked = askedBy(doing, 'references-ask', given.id, { reference: id, ...given });
  const known = await repeatOf(tx, district, asked, () => reference, taken);
  if (known) return known;
  const faults = endFaults(reference, given.to, dayOf(now));
  if (faults.length > 0) throw misfit(faults);
  const at = { subject: id, territory: reference.territory, before: stored, held };
  return save(tx, doing, asked, step(doing, at, given.id, LINES.ended, { to: given.to }));
}

type Key = keyof typeof referencesWords.zh & string;
const problem = (status: number, key: Key): Problem =>
  new Problem(status, `figures.${key}`, textOf(referencesWords, key));
const taken = (): Problem => problem(409, 'taken');
const NO_TERRITORY = { path: 'territory', why: 'unknownTerritory' } as const;
const misfit = (faults: readonly (Fault | typeof NO_TERRITORY)[]): Problem =>
  new Problem(
    422,
    'figures.misfit',
    textOf(referencesWords, 'misfit'),
    faults.map(({ path, why }) => ({ path: `body.${path}`, message: textOf(referencesWords, why) })),
  );

function rivalled(place: Text): Problem {
  const message = {
    zh: textOf(referencesWords, 'rival', { place: place.zh }).zh,
    en: textOf(referencesWords, 'rival', { place: place.en }).en,
  };
  return new Problem(422, 'figures.rival', message, [{ path: 'body.territory', message }]);
}

function holder({ caller, district }: Doing, what: What, territory: string): Appointment {
  const appointments = caller.is === 'staff' ? caller.appointments : [];
  const held = appointmentFor(appointments, { what, territory, district });
  if (held === null) throw problem(403, 'notYours');
  return held;
}

type Next = { readonly prepared: PreparedLine; readonly stored: Stored };

/** One line of a reference with what it counts toward, and the state after it. */
function step(
  { district, caller, now, origin }: Doing,
  at: {
    readonly subject: string;
    readonly territory: string;
    readonly before: Stored | null;
    readonly held: Appointment;
  },
  id: string,
  kind: LineKind,
  body: Readonly<Record<string, unknown>>,
): Next {
  const before = at.before === null ? null : { state: at.before.reference, head: at.before.head };
  const { subject, territory, held } = at;
  const who = { by: caller.is === 'staff' ? caller.person : null, post: held.id, origin };
  const counted = { fold, countsOf: (was: Reference | null, _line: Line, is: Reference) => countsOf(was, is) };
  const writing = { district, subject, territory, ...who, now };
  const { state, head, prepared } = oneMore(counted, before, writing, { id, kind, body: { ...body, as: held.post } });
  return { prepared, stored: { reference: state, head } };
}

async function save(tx: Tx, { district }: Doing, asked: Asked, { prepared, stored }: Next): Promise<Reference> {
  const fragments: Fragment[] = [stored.reference.n === 1 ? newReference(stored, asked.id) : movedReference(stored)];
  await append(tx, { district, asked: [asked], lines: [{ prepared, ask: asked.id }], fragments });
  return stored.reference;
}
