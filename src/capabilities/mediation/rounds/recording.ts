import { createHash } from 'node:crypto';
import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Scope } from '../../../platform/db/scope.ts';
import { claim } from '../../../platform/files/files.door.ts';
import { Problem } from '../../../platform/http/problem.ts';
import type { Appointment, Caller } from '../../../platform/identity/caller.ts';
import { scopeOf } from '../../../platform/identity/reach.rules.ts';
import { append, type Fragment } from '../../../platform/journal/append.store.ts';
import { canonical, type Json } from '../../../platform/journal/canonical.rules.ts';
import type { LineKind } from '../../../platform/journal/line.rules.ts';
import { askedBefore } from '../../../platform/journal/lines.store.ts';
import { type Standing, step } from '../../../platform/journal/step.ts';
import { textOf } from '../../../platform/language/language.ts';
import { placesOf } from '../../../platform/places/places.ts';
import { sealBeside } from '../../../platform/sealing/beside.ts';
import type { Ref } from '../mediation.rules.ts';
import { type Doing, openFound } from './finding.ts';
import { LINES } from './lines.rules.ts';
import { FOLDED, reminding } from './reminding.ts';
import type { PlanIn, RoundActIn, VisitIn } from './rounds.contract.ts';
import {
  correctRefused,
  type Moment,
  mustSayWhy,
  plannerFor,
  planRefused,
  type Refusal,
  remindRefused,
  visitorFor,
  visitRefused,
} from './rounds.rights.ts';
import { commonOf, type FileRef, MOST_TERRITORIES, planRefusal, type Round, type Spot } from './rounds.rules.ts';
import { loadRound, movedRound, newPlaces, newRound, seesRound } from './rounds.store.ts';
import { roundWords } from './rounds.words.ts';

/** A round as it stands after a request; `seq` is null where nothing was written. */
export type Done = { readonly round: Round; readonly seq: number | null };

type Word = keyof typeof roundWords.zh & string;
export const problem = (status: number, key: Word, path?: string, values: Record<string, string | number> = {}) => {
  const message = textOf(roundWords, key, values);
  return new Problem(status, `rounds.${key}`, message, path === undefined ? [] : [{ path, message }]);
};
const FORBIDDEN: readonly Refusal[] = ['notYours', 'undoOver'];
const refuse = (refused: Refusal | null, path?: string): void => {
  if (refused !== null) throw problem(FORBIDDEN.includes(refused) ? 403 : 409, refused, path);
};

/** The appointment in which a caller plans a round. Throws Problem 403 to whoever has no desk that holds all of it. */
export function plannerOf(
  { caller }: Pick<Doing, 'caller'>,
  { territories }: Pick<PlanIn, 'territories'>,
): Appointment {
  const held = plannerFor(caller, territories);
  if (held === null) throw problem(403, 'notYours', 'body.territories');
  return held;
}

/** Throws Problem 422 for days that a plan made today cannot have. */
export function mustBePlannable(ask: Pick<PlanIn, 'from' | 'to'>, today: string): void {
  const wrong = planRefusal(ask, today);
  if (wrong) throw problem(422, wrong, wrong === 'past' || wrong === 'daysTurned' ? 'body.to' : 'body.from');
}

export const plannedBody = (
  held: Appointment,
  { from, to, theme, territories }: Pick<PlanIn, 'from' | 'to' | 'theme' | 'territories'>,
  words: Ref | null,
) => ({ as: held.post, from, to, theme, words, territories });

/** The appointment in which a visit is recorded, with its proof. Throws Problem 403, 409, or 422 where the proof is lacking. */
export function visitorOf(
  state: Round,
  caller: Caller,
  ask: Pick<VisitIn, 'territory' | 'words' | 'place'> & { readonly photos: readonly string[] },
  at: Moment,
): Appointment {
  refuse(visitRefused(state, caller, ask.territory, at), 'body.territory');
  const held = visitorFor(caller, ask.territory) as Appointment;
  const isStead = held.post === 'coordinator';
  if (isStead && ask.words === '') throw problem(422, 'needWords', 'body.words');
  if (!isStead && ask.photos.length === 0 && ask.place === undefined) throw problem(422, 'needProof', 'body.photos');
  return held;
}

export const visitedBody = (
  held: Appointment,
  of: {
    readonly cases: readonly string[];
    readonly files: readonly FileRef[];
    readonly place: Spot | null;
    readonly words: Ref | null;
  },
) => ({ as: held.post, found: of.cases.length, ...of });

/**
 * Plans a round under an id made by the sender. Throws Problem 403 to whoever has no desk that holds all of it, 422 for days or
 * territories that cannot be.
 */
export async function planOf(db: Database, doing: Doing, ask: PlanIn): Promise<Done> {
  const { district, now } = doing;
  const held = plannerOf(doing, ask);
  await known(db, district, ask.territories, dayOf(now), 'body.territories');
  return db.write({ ...scopeOf(doing.caller, district), subjects: [ask.id] }, async (tx) => {
    const asked = askedAs(doing, ask.id, ask);
    const before = await repeatOf(tx, district, asked, ask.id);
    if (before) return { round: before.state, seq: null };
    mustBePlannable(ask, dayOf(now));
    const territory = commonOf(ask.territories);
    const at = { district, subject: ask.id, territory, now };
    const { ref, fragments } = await sealBeside(tx, doing.keyring, at, 'words', ask.words);
    const next = written(doing, null, { ...at, held }, ask.id, LINES.planned, plannedBody(held, ask, ref));
    return save(tx, doing, asked, next, [...fragments, ...newRound(next, ask.id)]);
  });
}

/** Records a visit, with the cases of what was found. Throws Problem 404 to whoever sees none of it, 403, 409 or 422. */
export async function visitOf(db: Database, doing: Doing, id: string, ask: VisitIn): Promise<Done> {
  const { district, caller, keyring, now } = doing;
  return onRound(
    db,
    doing,
    id,
    async (tx, before) => {
      // How long it waited differs each time that it is sent.
      const { waited, ...said } = ask;
      const asked = askedAs(doing, ask.id, { round: id, ...said });
      const known = await repeatOf(tx, district, asked, id);
      if (known) return { round: known.state, seq: null };
      const { state } = before;
      const happened = new Date(now.getTime() - waited * 1000).toISOString();
      const held = visitorOf(state, caller, ask, { happened, now: now.toISOString() });
      const at = { district, subject: id, territory: ask.territory, now };
      const files = await photosOf(tx, doing, state, ask);
      const { ref, fragments } = await sealBeside(tx, keyring, at, 'words', ask.words);
      const cases = ask.found.map((one) => one.id);
      const body = visitedBody(held, { cases, files, place: ask.place ?? null, words: ref });
      const next = written(doing, before, { ...at, held, happened }, ask.id, LINES.visited, body);
      const finder = { by: next.prepared.line.by, post: held.id };
      for (const one of ask.found) await openFound(tx, doing, one, { round: id, territory: ask.territory }, finder);
      return save(tx, doing, asked, next, [...fragments, movedRound(next)]);
    },
    ask.found.map((one) => one.id),
  );
}

/** Adds territories to a round, takes a visit back or closes it by hand. Throws Problem 404, 403, 409 or 422. */
export async function moveOf(
  db: Database,
  doing: Doing,
  id: string,
  ask: { readonly id: string; readonly act: RoundActIn },
): Promise<Done> {
  const { district, caller, now } = doing;
  const { act } = ask;
  if (act.move === 'add') await known(db, district, act.territories, dayOf(now), 'body.act.territories');
  return onRound(db, doing, id, async (tx, before) => {
    const asked = askedAs(doing, ask.id, { round: id, act });
    const repeated = await repeatOf(tx, district, asked, id);
    if (repeated) return { round: repeated.state, seq: null };
    const { state } = before;
    const at = { district, subject: id, territory: state.territory, now };
    if (act.move === 'correct') {
      refuse(correctRefused(state, caller, act.visit, now.toISOString()));
      const visit = state.visits.find((one) => one.id === act.visit);
      if (visit !== undefined && act.reason === '' && mustSayWhy(caller, visit, now.toISOString()))
        throw problem(422, 'needReason', 'body.act.reason');
      const held = plannerFor(caller, state.territories) ?? visitorFor(caller, visit?.territory ?? '');
      if (held === null) throw problem(403, 'notYours');
      const there = { ...at, territory: visit?.territory ?? state.territory };
      const { ref, fragments } = await sealBeside(tx, doing.keyring, there, 'reason', act.reason);
      const body = { as: held.post, visit: act.visit, reason: ref };
      const next = written(doing, before, { ...there, held }, ask.id, LINES.visitCorrected, body);
      return save(tx, doing, asked, next, [...fragments, movedRound(next)]);
    }
    if (act.move === 'remind') {
      refuse(remindRefused(state, caller, now.toISOString()));
      const held = plannerFor(caller, state.territories) as Appointment;
      const by = caller.is === 'staff' ? caller.person : null;
      const { last, lines } = reminding(district, before, { by, post: held.id, as: held.post, now });
      const [line] = await append(tx, {
        ...{ district, asked: [asked], lines: lines.map((prepared) => ({ prepared, ask: asked.id })) },
        fragments: [movedRound(last, lines.length)],
      });
      return { round: last.state, seq: line?.seq ?? null };
    }
    refuse(planRefused(act.move, state, caller));
    const held = plannerFor(caller, state.territories) as Appointment;
    if (act.move === 'close') {
      const { ref, fragments } = await sealBeside(tx, doing.keyring, at, 'reason', act.reason);
      const body = { as: held.post, reason: ref };
      const next = written(doing, before, { ...at, held }, ask.id, LINES.closed, body);
      return save(tx, doing, asked, next, [...fragments, movedRound(next)]);
    }
    if (plannerFor(caller, act.territories) === null) throw problem(403, 'notYours', 'body.act.territories');
    if (act.territories.every((one) => state.territories.includes(one)))
      throw problem(409, 'already', 'body.act.territories');
    const fresh = act.territories.filter((one) => !state.territories.includes(one));
    if (state.territories.length + fresh.length > MOST_TERRITORIES)
      throw problem(422, 'tooMany', 'body.act.territories', { n: MOST_TERRITORIES });
    const next = written(doing, before, { ...at, held }, ask.id, LINES.territoryAdded, {
      as: held.post,
      territories: fresh,
    });
    return save(tx, doing, asked, next, [movedRound(next), newPlaces(next.state, fresh, ask.id)]);
  });
}

/** The scope of a caller who sees a territory of a round: the whole of it. Throws Problem 404 to whoever sees none. */
export async function scopeOfRound(db: Database, { district, caller }: Pick<Doing, 'district' | 'caller'>, id: string) {
  const own: Scope = scopeOf(caller, district);
  if (!(await db.read(own, (tx) => seesRound(tx, district, id)))) throw problem(404, 'notFound');
  return { ...own, subjects: [id] };
}

async function onRound(
  db: Database,
  doing: Doing,
  id: string,
  act: (tx: Tx, before: Standing<Round>) => Promise<Done>,
  /** Subjects that come to be in the same transaction. */
  also: readonly string[] = [],
): Promise<Done> {
  const scope = await scopeOfRound(db, doing, id);
  return db.write({ ...scope, subjects: [...scope.subjects, ...also] }, async (tx) => {
    const before = await loadRound(tx, doing.district, id, true);
    if (!before) throw problem(404, 'notFound');
    return act(tx, before);
  });
}

/** Throws Problem 422 for codes of which the district has none now. */
async function known(db: Database, district: string, codes: readonly string[], today: string, path: string) {
  const places = await placesOf(db, district);
  const code = codes.find((one) => !places.has(one, today));
  if (code !== undefined) throw problem(422, 'unknown', path, { code });
}

/** The photos of a visit, claimed for the round. One that proves another visit which stands proves no second one. */
async function photosOf(tx: Tx, doing: Doing, state: Round, ask: VisitIn): Promise<FileRef[]> {
  const { district, keyring, now } = doing;
  const { added, there } = await claim(tx, keyring, {
    district,
    tokens: ask.photos,
    subject: state.id,
    territory: ask.territory,
    today: dayOf(now),
  });
  const again = state.visits
    .filter((one) => one.corrected !== null && one.territory === ask.territory)
    .flatMap(({ files }) => files.filter((one) => there.includes(one.id)));
  if (there.some((one) => !again.some(({ id }) => id === one))) throw problem(422, 'photoUsed', 'body.photos');
  return [...added.map(({ id, address }) => ({ id, digest: address })), ...again];
}

type Asked = { readonly id: string; readonly digest: Buffer; readonly day: string };
type Written = ReturnType<typeof step<Round>>;

function written(
  { district, caller, now }: Doing,
  before: Standing<Round> | null,
  at: {
    readonly subject: string;
    readonly territory: string;
    readonly held: Appointment;
    readonly happened?: string;
  },
  id: string,
  kind: LineKind,
  body: unknown,
): Written {
  const { subject, territory, held, happened } = at;
  const by = caller.is === 'staff' ? caller.person : null;
  const writing = { district, subject, territory, origin: 'live' as const, by, post: held.id, now };
  return step(FOLDED, before, happened === undefined ? writing : { ...writing, happened }, { id, kind, body });
}

async function save(tx: Tx, doing: Doing, asked: Asked, next: Written, fragments: Fragment[]): Promise<Done> {
  const [line] = await append(tx, {
    district: doing.district,
    asked: [asked],
    lines: [{ prepared: next.prepared, ask: asked.id }],
    fragments,
  });
  return { round: next.state, seq: line?.seq ?? null };
}

/** A keyed digest of what was asked and by whom: a repeat is one only with the same. */
function askedAs({ keyring, district, caller, now }: Doing, id: string, ask: unknown): Asked {
  const author = caller.is === 'staff' ? caller.person : null;
  const text = canonical(JSON.parse(JSON.stringify({ author, ask })) as Json);
  const digest = keyring.blindIndex(district, 'round-ask', createHash('sha256').update(text).digest('hex'));
  return { id, digest, day: dayOf(now) };
}

async function repeatOf(tx: Tx, district: string, asked: Asked, id: string): Promise<Standing<Round> | null> {
  const before = await askedBefore(tx, district, asked.id);
  if (!before) return null;
  const stored = before.equals(asked.digest) ? await loadRound(tx, district, id) : null;
  if (!stored) throw problem(409, 'taken');
  return stored;
}
