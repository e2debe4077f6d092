import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { Body } from '../../platform/identity/bodies.store.ts';
import { bodyStands } from '../../platform/identity/bodyDays.rules.ts';
import type { Caller } from '../../platform/identity/caller.ts';
import { append, type Fragment } from '../../platform/journal/append.store.ts';
import { askedBy, repeatOf } from '../../platform/journal/asking.ts';
import type { Json } from '../../platform/journal/canonical.rules.ts';
import type { Line, LineKind, Origin } from '../../platform/journal/line.rules.ts';
import { prepareLine } from '../../platform/journal/line.ts';
import { textOf } from '../../platform/language/language.ts';
import { type AuthorityRow, inForce } from '../../platform/places/authority.rules.ts';
import { placesOfDistrict, putAuthority } from '../../platform/places/places.store.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import { type Change, fold, type KindDraft, type Proposal, whatChanged } from './changes.rules.ts';
import { loadChange, lockWords, movedChange, newChange, type StoredChange } from './changes.store.ts';
import type { ActIn, ChangeIn } from './kinds.contract.ts';
import { actorFor, appointmentFor, type Move, refusal } from './kinds.rights.ts';
import { GROUPS, type Kind } from './kinds.rules.ts';
import { addKinds, newestKinds } from './kinds.store.ts';
import { kindsWords } from './kinds.words.ts';
import { LINES } from './lines.rules.ts';
import { isSameRow, succession } from './succession.rules.ts';
import { checkWords, misfit } from './wording.ts';

/** What every step on a change stands on. */
export type Standing = {
  readonly keyring: Keyring;
  readonly district: string;
  readonly bodies: ReadonlyMap<string, Body>;
};

/** Who does it, when, and whether it is a demonstration. */
export type Doing = { readonly caller: Caller; readonly now: Date; readonly origin: Origin };

/** `applied`: it came into force with this step. */
export type Changed = { readonly change: Change; readonly repeated: boolean; readonly applied: boolean };

/**
 * Proposes a change under an id made by the sender. Throws Problem 403 to those who may not, 409 where what it starts from is not
 * what stands, 422 where it does not fit or the charter refuses a word.
 */
export async function proposeChange(
  tx: Tx,
  ground: Standing,
  doing: Doing,
  ask: { readonly id: string; readonly change: ChangeIn },
): Promise<Changed> {
  const { district } = ground;
  const given = ask.change;
  const territory = given.what === 'authority' ? given.territory : district;
  refuse('propose', null, doing.caller, territory);
  const asked = askedBy({ ...ground, ...doing }, 'kinds-ask', ask.id, ask);
  const known = await repeatOf(tx, district, asked, () => loadChange(tx, district, ask.id), taken);
  if (known) return { change: known.change, repeated: true, applied: false };
  if (await loadChange(tx, district, ask.id)) throw taken();

  await lockWords(tx, district);
  const proposal =
    given.what === 'authority'
      ? await rowProposed(tx, ground, given, doing.now)
      : await kindProposed(tx, ground, given, doing.now);
  const { change, prepared } = step(
    doing,
    { district, subject: ask.id, territory, before: null },
    ask.id,
    'propose',
    LINES.proposed,
    {
      proposal,
      why: given.why,
    },
  );
  await append(tx, {
    district,
    asked: [asked],
    lines: [{ prepared, ask: ask.id }],
    fragments: [newChange({ change, head: prepared.hash }, ask.id)],
  });
  return { change, repeated: false, applied: false };
}

/**
 * Approves, refuses or withdraws a change, which it locks. The second approval brings it into force in the same transaction.
 * Throws Problem 404, 403, 409 (also where what it starts from stands no more) or 422 (the charter, asked again).
 */
export async function moveChange(
  tx: Tx,
  ground: Standing,
  doing: Doing,
  changeId: string,
  ask: { readonly id: string; readonly act: ActIn },
): Promise<Changed> {
  const { district } = ground;
  const stored = await loadChange(tx, district, changeId, true);
  if (!stored) throw new Problem(404, 'kinds.notFound', textOf(kindsWords, 'notFound'));
  const asked = askedBy({ ...ground, ...doing }, 'kinds-ask', ask.id, { changeId, ...ask });
  const known = await repeatOf(tx, district, asked, () => loadChange(tx, district, changeId), taken);
  if (known) return { change: known.change, repeated: true, applied: false };
  const { act } = ask;
  refuse(act.move, stored.change, doing.caller, stored.change.territory);

  const line = { approve: LINES.approved, refuse: LINES.refused, withdraw: LINES.withdrawn }[act.move];
  const body = act.move === 'refuse' ? { reason: act.reason } : {};
  const at = { district, subject: changeId, territory: stored.change.territory, before: stored };
  const { change, prepared } = step(doing, at, ask.id, act.move, line, body);
  const applied = change.state === 'in-force';
  if (act.move === 'approve') await holdAgainstNow(tx, ground, change, doing.now, applied);
  const fragments: Fragment[] = [movedChange({ change, head: prepared.hash })];
  await append(tx, { district, asked: [asked], lines: [{ prepared, ask: ask.id }], fragments });
  return { change, repeated: false, applied };
}

const taken = (): Problem => new Problem(409, 'kinds.taken', textOf(kindsWords, 'taken'));

function refuse(move: Move, change: Change | null, caller: Caller, territory: string): void {
  const refused = refusal(move, change, actorFor(caller, territory));
  if (refused) throw new Problem(refused === 'notYours' ? 403 : 409, `kinds.${refused}`, textOf(kindsWords, refused));
}

/** One line of a change, and the state after it. */
function step(
  doing: Doing,
  at: {
    readonly district: string;
    readonly subject: string;
    readonly territory: string;
    readonly before: StoredChange | null;
  },
  id: string,
  move: Move,
  kind: LineKind,
  body: Readonly<Record<string, unknown>>,
) {
  const before = at.before?.change ?? null;
  const held = appointmentFor(doing.caller, move, at.territory);
  const recorded = new Date(
    Math.max(doing.now.getTime(), before === null ? 0 : Date.parse(before.updated)),
  ).toISOString();
  const line: Line<string, Json> = {
    district: at.district,
    id,
    subject: at.subject,
    n: (before?.n ?? 0) + 1,
    kind: kind.name,
    origin: doing.origin,
    happened: recorded,
    recorded,
    by: doing.caller.is === 'staff' ? doing.caller.person : null,
    post: held?.id ?? null,
    territory: at.territory,
    body: (held === null ? body : { ...body, as: held.post }) as Json,
  };
  const prepared = prepareLine(kind, line, at.before?.head ?? null, []);
  return { prepared, change: fold(before, prepared.line) };
}

type KindIn = Exclude<ChangeIn, { what: 'authority' }>;

/** A kind, or only its norms, as proposed, held against what stands now and against the charter. */
async function kindProposed(tx: Tx, { district, bodies }: Standing, given: KindIn, today: Date): Promise<Proposal> {
  const code = given.what === 'kind' ? given.seed.code : given.code;
  const now = (await newestKinds(tx, district)).find((one) => one.code === code) ?? null;
  if (given.base === null && now !== null) throw misfit('body.change.seed.code', 'exists');
  if (given.base !== null && now === null) throw misfit('body.change.base', 'unknownKind');
  if (given.base !== null && given.base !== now?.version) throw stale();
  const before = now === null ? null : draftOf(now);
  const after = given.what === 'kind' ? { seed: given.seed, active: given.active } : withNorms(before, given);
  checkWords(after.seed, given.what === 'kind' ? 'body.change.seed' : 'body.change');
  const isCalled = given.what === 'kind' && given.seed.with.some((one) => !bodyStands(bodies.get(one), dayOf(today)));
  if (isCalled) throw misfit('body.change.seed.with', 'unknownBody');
  const what = whatChanged(before, after);
  if (what === null) throw misfit('body.change', 'same');
  return { what, base: given.base, before, after };
}

function draftOf({ version: _version, active, ...seed }: Kind): KindDraft {
  return { seed, active };
}

function withNorms(
  before: KindDraft | null,
  { firstActionMinutes, handleWorkingDays, sampleEvery }: Extract<KindIn, { what: 'norm' }>,
): KindDraft {
  if (before === null) throw misfit('body.change.code', 'unknownKind');
  return { ...before, seed: { ...before.seed, firstActionMinutes, handleWorkingDays, sampleEvery } };
}

/** A row of who answers as proposed: everything that it names is known, and it fits into the table in time. */
async function rowProposed(
  tx: Tx,
  ground: Standing,
  given: Extract<ChangeIn, { what: 'authority' }>,
  now: Date,
): Promise<Proposal> {
  const { territory, kind, body, from, to, why } = given;
  const row: AuthorityRow = { territory, kind, body, from, to, why };
  const { territories, authority } = await placesOfDistrict(tx, ground.district);
  if (!territories.some((one) => one.code === territory && inForce(one, from))) {
    throw misfit('body.change.territory', 'unknownTerritory');
  }
  if (!answersFor(ground, row)) throw misfit('body.change.body', 'unknownBody');
  const isGroup = kind === '' || (GROUPS as readonly string[]).includes(kind);
  const isKnown = isGroup || (await newestKinds(tx, ground.district)).some((one) => one.code === kind);
  if (!isKnown) throw misfit('body.change.kind', 'unknownKind');
  const next = succession(authority, row, dayOf(now));
  if (next.fault === 'same') throw misfit('body.change', 'same');
  if (next.fault !== null) throw misfit(next.fault === 'days' ? 'body.change.to' : 'body.change.from', next.fault);
  return { what: 'authority', before: next.before, after: row };
}

/**
 * What is approved must still start from what stands, and its words must still pass; at the second approval it comes into force.
 * The lock is held before anything is read, so that of two changes of one kind the later is held against the earlier.
 */
async function holdAgainstNow(tx: Tx, ground: Standing, change: Change, now: Date, apply: boolean): Promise<void> {
  const { district } = ground;
  const { proposal } = change;
  await lockWords(tx, district);
  if (proposal.what === 'authority') {
    const { authority } = await placesOfDistrict(tx, district);
    const next = succession(authority, proposal.after, dayOf(now));
    if (next.fault === 'same') throw stale();
    if (next.fault !== null) throw misfit('change.after.from', next.fault);
    if (!isSameRow(next.before, proposal.before) || !answersFor(ground, proposal.after)) throw stale();
    if (apply) await putAuthority(tx, district, next.writes);
    return;
  }
  checkWords(proposal.after.seed, 'change.after.seed');
  const standing = (await newestKinds(tx, district)).find((one) => one.code === proposal.after.seed.code);
  if ((standing?.version ?? null) !== proposal.base) throw stale();
  if (!apply) return;
  const { seed, active } = proposal.after;
  await addKinds(tx, district, [{ ...seed, active, version: (proposal.base ?? 0) + 1 }], change.id, now);
}

/** Whether the body of a row stands as long as the row does, whose own end is the first day without it. */
function answersFor({ bodies }: Standing, { body, from, to }: AuthorityRow): boolean {
  const known = bodies.get(body);
  return bodyStands(known, from) && (known?.to == null || (to !== null && to <= known.to));
}

const stale = (): Problem => new Problem(409, 'kinds.stale', textOf(kindsWords, 'stale'));
