import type { DistrictCalendar } from '../../../platform/calendar/calendar.door.ts';
import { type Day, dayOf, daysBetween } from '../../../platform/calendar/calendar.rules.ts';
import { addTerm } from '../../../platform/calendar/terms.rules.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { type FigureVersion, reckoned, type Value, versionOn } from '../../../platform/figures/figure.rules.ts';
import { Problem } from '../../../platform/http/problem.ts';
import type { Appointment, Caller } from '../../../platform/identity/caller.ts';
import { type Asked, append, type Fragment } from '../../../platform/journal/append.store.ts';
import { askedBy, repeatOf } from '../../../platform/journal/asking.ts';
import { countsOfLine, lineNamed } from '../../../platform/journal/behind.store.ts';
import type { Json } from '../../../platform/journal/canonical.rules.ts';
import type { Line, LineKind } from '../../../platform/journal/line.rules.ts';
import { prepareLine } from '../../../platform/journal/line.ts';
import { headSeq } from '../../../platform/journal/lines.store.ts';
import { textOf } from '../../../platform/language/language.ts';
import type { Places } from '../../../platform/places/places.ts';
import { logOf } from '../../../platform/proof/proof.store.ts';
import { sealBeside } from '../../../platform/sealing/beside.ts';
import type { Keyring } from '../../../platform/sealing/keyring.ts';
import { figureCoded } from '../catalogue.ts';
import { seenLines } from '../figures.store.ts';
import { SumsOf } from '../sums.ts';
import type { AgainstIn, FileIn } from './appeals.contract.ts';
import { countsOf } from './appeals.figures.ts';
import { filingFor, filingOf, readsAll } from './appeals.rights.ts';
import { type Appeal, DECIDE_WITHIN, fold, itemOf } from './appeals.rules.ts';
import { appealsAgainst, loadAppeal, lockAppeals, newAppeal, type Stored } from './appeals.store.ts';
import { appealsWords } from './appeals.words.ts';
import { type Against, LINES } from './lines.rules.ts';

/** What every step stands on: who does it, when, the places of the district, its kinds and its calendar. */
export type Doing = {
  readonly keyring: Keyring;
  readonly district: string;
  readonly caller: Caller;
  readonly now: Date;
  readonly places: Places;
  readonly kinds: ReadonlyMap<string, { readonly group: string }>;
  readonly calendar: DistrictCalendar;
};
export type Done = { readonly appeal: Appeal; readonly seq: number | null };

export function problem(status: number, key: keyof typeof appealsWords.zh & string, path?: string): Problem {
  const message = textOf(appealsWords, key);
  return new Problem(status, `figures.appeal.${key}`, message, path === undefined ? [] : [{ path, message }]);
}

export const taken = (): Problem => problem(409, 'taken');

/**
 * Files an appeal under an id made by the sender, with what is contested as it is at this moment. Throws Problem 403 to those who speak
 * for no township or not for this one, 404 for a line that they may not see as for one that is not there, 409 where an appeal against the
 * same is open, or was decided and nothing has changed since, 422 for a figure that cannot be asked for.
 */
export async function fileAppeal(tx: Tx, doing: Doing, given: FileIn): Promise<Done> {
  const { district, caller, now, keyring } = doing;
  if (filingOf(caller, district).length === 0) throw problem(403, readsAll(caller) ? 'notYours' : 'noReader');
  const asked = askedBy(doing, 'appeal-ask', given.id, given);
  // Locked first: sent twice at once, the second finds what the first has filed.
  await lockAppeals(tx, district);
  const known = await repeatOf(tx, district, asked, () => loadAppeal(tx, district, given.id), taken);
  if (known) return { appeal: known.appeal, seq: null };
  const held = filingFor(caller, district, given.against.territory);
  if (held === null) throw given.against.is === 'line' ? problem(404, 'noSuchItem') : problem(403, 'otherPlace');
  const against = await pinned(tx, doing, given.against);
  await refuseAgain(tx, district, held.territory, against);
  const at = { district, subject: given.id, territory: held.territory, now };
  const said = JSON.stringify({ reason: given.reason, rule: given.rule });
  const { ref, fragments } = await sealBeside(tx, keyring, at, 'words', said);
  const due = new Date(addTerm(now.getTime(), DECIDE_WITHIN, doing.calendar.timetableOf(null)).due).toISOString();
  const body = { against, words: ref, due };
  const next = step(doing, { subject: given.id, territory: held.territory, before: null, held }, given.id, {
    kind: LINES.filed,
    body,
  });
  return save(tx, doing, asked, next, [...fragments, newAppeal(next.stored, given.id)]);
}

/** Of one thing one appeal at a time; and what was decided is decided, unless the figure is another by now. */
async function refuseAgain(tx: Tx, district: string, territory: string, against: Against): Promise<void> {
  const before = await appealsAgainst(tx, district, territory, itemOf(against));
  if (before.some((one) => one.state === 'open')) throw problem(409, 'openAlready');
  const last = before.find((one) => one.state !== 'withdrawn')?.against;
  const same =
    last !== undefined &&
    (last.is === 'line' ||
      (against.is === 'figure' &&
        last.version === against.version &&
        (['value', 'part', 'whole'] as const).every((one) => last.pinned[one] === against.pinned[one])));
  if (same) throw problem(409, 'decidedAlready');
}

/** What is contested with what it is now, which stays so in the line. */
async function pinned(tx: Tx, doing: Doing, given: AgainstIn): Promise<Against> {
  const { district } = doing;
  // Of a figure no line may come between what the journal is and what it adds up to.
  const standing = {
    head: await headSeq(tx, district, given.is === 'figure'),
    size: (await logOf(tx, district))?.size ?? null,
  };
  if (given.is === 'line') {
    const { line: id, measure, day, territory } = given;
    const line = await lineNamed(tx, district, id);
    const seen = line === null ? null : (await seenLines(tx, district, [line.seq])).get(line.seq);
    const count = (line === null || !seen ? [] : await countsOfLine(tx, district, line.seq)).find(
      (one) => one.measure === measure && one.day === day && one.territory === territory,
    );
    if (line === null || !seen || count === undefined) throw problem(404, 'noSuchItem');
    const { seq, subject: matter, hash } = line;
    const pins = { ...standing, n: count.n, seq, hash: hash.toString('hex') };
    return { is: 'line', line: id, matter, measure, day, territory, pinned: pins };
  }
  const version = checkedVersion(doing, given);
  const { value, part, whole } = await valueNow(tx, district, given, version, dayOf(doing.now));
  return { ...given, version: version.version, pinned: { ...standing, value, part, whole } };
}

type FigureIn = Extract<AgainstIn, { is: 'figure' }>;

function checkedVersion({ places, kinds, now }: Doing, given: FigureIn): FigureVersion {
  const { from, to, kind, territory, code } = given;
  if (places.territory(territory) === null) throw problem(404, 'unknownTerritory', 'body.against.territory');
  const figure = figureCoded(code);
  if (figure === null) throw problem(404, 'unknownFigure', 'body.against.code');
  const own = figure.kinds;
  const known =
    kind === null ||
    (own === null
      ? kinds.has(kind) || [...kinds.values()].some((one) => one.group === kind)
      : kind === own.group || own.kinds.some(({ code: one }) => one === kind));
  if (!known) throw problem(422, 'unknownKind', 'body.against.kind');
  const long = daysBetween(from, to);
  if (long < 0 || long > LONGEST_DAYS || from > dayOf(now)) throw problem(422, 'badPeriod', 'body.against.to');
  return versionOn(figure, to);
}

const LONGEST_DAYS = 20 * 366;

/** A figure by one of its versions as it is at this moment, of all kinds that it is made of. */
export async function valueNow(
  tx: Tx,
  district: string,
  { territory, kind, from, to }: Pick<FigureIn, 'territory' | 'kind' | 'from' | 'to'>,
  version: FigureVersion,
  today: Day,
): Promise<Value> {
  const sums = new SumsOf(tx, { district, territory, kind, asOf: null, until: today }, [version], null);
  return reckoned(version, (await sums.total({ from, to }, [territory]))(territory));
}

type Next = { readonly prepared: ReturnType<typeof prepareLine>; readonly stored: Stored };

export async function save(tx: Tx, doing: Doing, asked: Asked, next: Next, fragments: Fragment[]): Promise<Done> {
  const { prepared, stored } = next;
  const [line] = await append(tx, {
    district: doing.district,
    asked: [asked],
    lines: [{ prepared, ask: asked.id }],
    fragments,
  });
  return { appeal: stored.appeal, seq: line?.seq ?? null };
}

type Held = Appointment & { readonly territory: string };

/** One line of an appeal, and the state after it. */
export function step(
  { district, caller, now }: Doing,
  at: {
    readonly subject: string;
    readonly territory: string;
    readonly before: Stored | null;
    readonly held: Held;
  },
  id: string,
  said: { readonly kind: LineKind; readonly body: Readonly<Record<string, unknown>> },
): Next {
  const before = at.before?.appeal ?? null;
  const recorded = new Date(Math.max(now.getTime(), before === null ? 0 : Date.parse(before.updated))).toISOString();
  const line: Line<string, Json> = {
    district,
    id,
    subject: at.subject,
    n: (before?.n ?? 0) + 1,
    kind: said.kind.name,
    origin: 'live',
    happened: recorded,
    recorded,
    by: caller.is === 'staff' ? caller.person : null,
    post: at.held.id,
    territory: at.territory,
    body: { ...said.body, as: at.held.post, place: at.held.territory, of: at.held.body } as Json,
  };
  const folded = fold(before, line);
  const counts = countsOf(before, line, folded);
  const prepared = prepareLine(said.kind, line, at.before?.head ?? null, counts);
  return { prepared, stored: { appeal: fold(before, prepared.line), head: prepared.hash } };
}
