import { dayOf } from '../../../../platform/calendar/calendar.rules.ts';
import { keepInSight, type Tx } from '../../../../platform/db/database.ts';
import type { Scope } from '../../../../platform/db/scope.ts';
import { Problem } from '../../../../platform/http/problem.ts';
import type { Appointment, Caller, Staff } from '../../../../platform/identity/caller.ts';
import { type Asked, append } from '../../../../platform/journal/append.store.ts';
import { askedInForm, repeatOf } from '../../../../platform/journal/asking.ts';
import type { Line } from '../../../../platform/journal/line.rules.ts';
import { linesOf } from '../../../../platform/journal/lines.store.ts';
import { type Standing, step } from '../../../../platform/journal/step.ts';
import { textOf } from '../../../../platform/language/language.ts';
import { sealBeside } from '../../../../platform/sealing/beside.ts';
import type { Keyring } from '../../../../platform/sealing/keyring.ts';
import { idsFrom } from '../../ids.ts';
import type { Case } from '../../mediation.rules.ts';
import { loadCase } from '../../mediation.store.ts';
import { settingId } from '../../settings/changing.ts';
import { LINES as SETTING_LINES } from '../../settings/lines.rules.ts';
import { fold as foldSetting, type Setting, termsOf } from '../../settings/setting.rules.ts';
import type { Terms } from '../../settings/terms.rules.ts';
import { ledgerWords } from './ledger.words.ts';
import { LINES } from './lines.rules.ts';
import { claimantOf, mayClaim, payerOf, refusal, reviewerOf } from './subsidy.rights.ts';
import { amountOf, type Difficulty, fold, formOf, type OUTCOMES, type Subsidy } from './subsidy.rules.ts';
import { loadSubsidies, movedSubsidies, newSubsidy } from './subsidy.store.ts';

/** Who acts, when, and which body is the justice office. */
export type Doing = {
  readonly keyring: Keyring;
  readonly district: string;
  readonly caller: Caller;
  readonly office: string | null;
  readonly now: Date;
};

type Word = keyof typeof ledgerWords.zh & string;
export function problem(status: number, key: Word, path?: string): Problem {
  const message = textOf(ledgerWords, key);
  return new Problem(status, `mediation.subsidy.${key}`, message, path === undefined ? [] : [{ path, message }]);
}

const taken = (): Problem => problem(409, 'taken');

const settingKinds = new Map(Object.values(SETTING_LINES).map((one) => [one.name, one]));

/** The terms as they stood at a moment: what was changed later reckons nothing anew. */
export async function termsAt(tx: Tx, district: string, moment: string): Promise<Terms> {
  const lines = await linesOf(tx, district, [settingId(district)], settingKinds);
  const until = lines.filter(({ recorded }) => recorded <= moment);
  return termsOf(until.reduce<Setting | null>((before, line) => foldSetting(before, line as Line), null));
}

/** A claim's id follows from case and mediator: a second one is the same, and is refused. */
export const subsidyId = (keyring: Keyring, district: string, subject: string, mediator: string): string =>
  idsFrom(keyring, district, subject)(`subsidy/${mediator}`);

/**
 * Claims what a filed case brings its mediator, by the terms that were in force when it was filed. Throws Problem 403 for whoever did not
 * mediate it, 409 where it was claimed for, 422 where it cannot be.
 */
export async function claim(
  tx: Tx,
  doing: Doing,
  given: { readonly id: string; readonly case: string; readonly difficulty: Difficulty; readonly reason: string },
): Promise<Subsidy> {
  const { district, keyring, caller, now } = doing;
  const it = (await loadCase(tx, district, given.case, true))?.state;
  const held = it === undefined ? null : claimantOf(caller, it);
  if (it === undefined || held === null || caller.is !== 'staff') throw problem(403, 'notMediator');
  const id = subsidyId(keyring, district, it.id, caller.person);
  const [before] = await loadSubsidies(tx, district, [id]);
  const asked = askOf(doing, given.id, given);
  const known = await repeatOf(tx, district, asked, () => before ?? null, taken);
  if (known) return known.state;
  if (before !== undefined) throw problem(409, 'claimedAlready', 'body.case');
  if (!mayClaim(it)) throw problem(422, 'notFiled', 'body.case');
  const { n: terms, subsidy } = await termsAt(tx, district, it.archived ?? '');
  const form = formOf(it);
  const yuan = amountOf(subsidy, given.difficulty, form);
  if (yuan === 0) throw problem(422, 'noAmounts', 'body.difficulty');
  const at = { district, subject: id, territory: it.territory, now };
  const { ref, fragments } = await sealBeside(tx, keyring, at, 'claim', given.reason);
  const { difficulty } = given;
  const next = step<Subsidy>(
    { fold },
    null,
    { ...at, origin: it.origin, by: caller.person, post: held.id },
    {
      id: given.id,
      kind: LINES.claimed,
      body: { case: it.id, number: it.number, body: it.body ?? '', difficulty, form, terms, yuan, reason: ref },
    },
  );
  await append(tx, {
    district,
    asked: [asked],
    lines: [{ prepared: next.prepared, ask: given.id }],
    fragments: [...fragments, newSubsidy(next, given.id)],
  });
  return next.state;
}

/**
 * Somebody else than whoever claimed it says that it is right, how hard it was instead, or why nothing is due. What it brings then follows
 * from the same terms.
 */
export async function review(
  tx: Tx,
  scope: Scope,
  doing: Doing,
  subject: string,
  given: {
    readonly id: string;
    readonly n: number;
    readonly outcome: (typeof OUTCOMES)[number];
    readonly difficulty?: Difficulty | undefined;
    readonly reason?: string | undefined;
  },
): Promise<Subsidy> {
  const { district, keyring, caller, office, now } = doing;
  const [stored] = await loadSubsidies(tx, district, [subject], true);
  if (stored === undefined) throw problem(404, 'notFound');
  const it = stored.state;
  const asked = askOf(doing, given.id, { subject, given });
  if (await repeatOf(tx, district, asked, () => it, taken)) return it;
  const held = reviewerOf(caller, it, office);
  const refused = refusal('review', it, caller, office);
  if (refused !== null || held === null) throw problem(refused === 'notNow' ? 409 : 403, refused ?? 'notYours');
  if (it.n !== given.n) throw problem(409, 'changed');
  const { outcome, reason } = given;
  if (outcome !== 'approved' && (reason ?? '') === '') throw problem(422, 'needsReason', 'body.reason');
  const difficulty = outcome === 'changed' ? given.difficulty : it.difficulty;
  if (difficulty === undefined || (outcome === 'changed' && difficulty === it.difficulty))
    throw problem(422, 'needsDifficulty', 'body.difficulty');
  const amounts = await amountsOf(tx, district, it);
  const yuan = outcome === 'refused' ? 0 : amountOf(amounts, difficulty, it.form);
  const { ref, fragments } = await sealBeside(tx, keyring, { ...it, subject, now }, 'review', reason);
  const next = moved(stored, doing, held, given.id, {
    kind: LINES.reviewed,
    body: { outcome, difficulty, yuan, reason: ref },
  });
  await keepInSight(tx, scope, [subject]);
  await append(tx, {
    district,
    asked: [asked],
    lines: [{ prepared: next.prepared, ask: given.id }],
    fragments: [...fragments, movedSubsidies([next])],
  });
  return next.state;
}

/** Records that approved claims were paid, all of a batch or none. */
export async function pay(
  tx: Tx,
  doing: Doing,
  given: { readonly id: string; readonly subsidies: readonly string[]; readonly day: string; readonly batch: string },
): Promise<readonly Subsidy[]> {
  const { district, keyring, caller, office, now } = doing;
  const held = payerOf(caller, district, office);
  if (held === null) throw problem(403, 'notYours');
  const ids = [...new Set(given.subsidies)];
  const all = await loadSubsidies(tx, district, ids, true);
  if (all.length < ids.length) throw problem(404, 'notFound', 'body.subsidies');
  const asked = askOf(doing, given.id, given);
  if (await repeatOf(tx, district, asked, () => all, taken)) return all.map(({ state }) => state);
  const refused = all.flatMap(({ state }) => refusal('pay', state, caller, office) ?? [])[0];
  if (refused !== undefined) throw problem(refused === 'notNow' ? 409 : 403, refused, 'body.subsidies');
  const { day, batch } = given;
  const reviewed = all.map(({ state }) => dayOf(new Date(state.reviewed?.at ?? state.claimed))).toSorted();
  if (day > dayOf(now) || day < (reviewed.at(-1) ?? day)) throw problem(422, 'futureDay', 'body.day');
  const idFor = idsFrom(keyring, district, given.id);
  const next = all.map((one) =>
    moved(one, doing, held, idFor(one.state.id), { kind: LINES.paid, body: { day, batch } }),
  );
  await append(tx, {
    district,
    asked: [asked],
    lines: next.map(({ prepared }) => ({ prepared, ask: given.id })),
    fragments: [movedSubsidies(next)],
  });
  return next.map(({ state }) => state);
}

/** The amounts by which a claim was reckoned: of the terms that its line names. */
async function amountsOf(tx: Tx, district: string, { terms, case: of }: Subsidy) {
  const lines = await linesOf(tx, district, [settingId(district)], settingKinds);
  const then = lines.filter(({ n }) => n <= terms);
  if (then.length !== terms) throw new Error(`terms ${terms} of ${of} are not all to be seen`);
  return termsOf(then.reduce<Setting | null>((before, line) => foldSetting(before, line as Line), null)).subsidy;
}

function moved(
  stored: Standing<Subsidy>,
  { district, caller, now }: Doing,
  held: Appointment,
  id: string,
  said: Omit<Parameters<typeof step>[3], 'id'>,
) {
  const { id: subject, territory } = stored.state;
  const { person } = caller as Staff;
  return step<Subsidy>(
    { fold },
    stored,
    { district, subject, territory, origin: 'live', by: person, post: held.id, now },
    { id, ...said },
  );
}

const askOf = ({ caller, ...asking }: Doing, id: string, asked: unknown): Asked =>
  askedInForm(asking, 'mediation-subsidy-ask', id, { by: caller.is === 'staff' ? caller.person : null, asked });

/** What a filed case would bring by each difficulty. */
export async function offeredFor(tx: Tx, district: string, it: Case, difficulties: readonly Difficulty[]) {
  const { subsidy } = await termsAt(tx, district, it.archived ?? '');
  return difficulties.map((difficulty) => ({ difficulty, yuan: amountOf(subsidy, difficulty, formOf(it)) }));
}
