import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import { charterRefusals } from '../../platform/charter/charter.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import { type FieldProblem, Problem } from '../../platform/http/problem.ts';
import type { Caller } from '../../platform/identity/caller.ts';
import { append } from '../../platform/journal/append.store.ts';
import { askedBy, repeatOf } from '../../platform/journal/asking.ts';
import { canonical, type Json } from '../../platform/journal/canonical.rules.ts';
import type { Line, LineKind, Origin } from '../../platform/journal/line.rules.ts';
import { prepareLine } from '../../platform/journal/line.ts';
import { type Text, textOf } from '../../platform/language/language.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import type { ActIn } from './clock.contract.ts';
import { appointmentFor, type Move, refusal, scopeOf } from './clock.rights.ts';
import type { DeadlineRule } from './clock.rules.ts';
import { allRules, loadRule, lockRules, movedRule, newRules, type StoredRule } from './clock.store.ts';
import { clockWords } from './clock.words.ts';
import { candidatesOf, type DeadlineDraft, draftFaults, tieWith } from './drafts.rules.ts';
import { LINES } from './lines.rules.ts';
import { fold, type RuleStory, versionsOf, waitingOf } from './proposals.rules.ts';

/** What every step on a rule stands on. */
export type Standing = {
  readonly keyring: Keyring;
  readonly district: string;
  /** Whether a kind's code or a group is known; whether a territory is in force on a day. */
  readonly knowsKind: (kind: string) => boolean;
  readonly knowsTerritory: (code: string, day: string) => boolean;
};

/** Who does it, when, and whether it is a demonstration. */
export type Doing = { readonly caller: Caller; readonly now: Date; readonly origin: Origin };

/** What is proposed. `base` is the version that the proposer looked at; null for a new rule. */
export type Ask = {
  readonly id: string;
  readonly base: number | null;
  readonly rule: DeadlineDraft;
  readonly why: Text;
};

/**
 * Proposes a version of a rule, or a new rule, under an id made by the sender. Throws Problem 403 to those who may not, 409 where
 * one waits already or what it starts from is not the newest, 422 where it does not fit, ties with another rule, begins no later
 * than today, or the charter refuses a word.
 */
export async function proposeRule(tx: Tx, ground: Standing, doing: Doing, ask: Ask): Promise<RuleStory> {
  const { district } = ground;
  const asked = askedBy({ ...ground, ...doing }, 'clock-ask', ask.id, ask);
  const known = await repeatOf(tx, district, asked, () => loadRule(tx, district, ask.rule.code), taken);
  if (known) return known.story;
  await lockRules(tx, district);
  const stored = await loadRule(tx, district, ask.rule.code, true);
  const story = stored?.story ?? null;
  const territory = scopeOf(district, story, ask.rule.territory);
  refuse('propose', story, doing.caller, territory);

  const newest = story === null ? null : (versionsOf(story).at(-1)?.version ?? null);
  if (ask.base === null && newest !== null) throw misfit('body.rule.code', 'exists');
  if (ask.base !== newest) throw new Problem(409, 'clock.stale', textOf(clockWords, 'stale'));
  const rule: DeadlineRule = { ...ask.rule, version: (newest ?? 0) + 1 };
  checkDraft(ground, rule);
  if (story !== null && isSame(versionsOf(story).at(-1), rule)) throw misfit('body.rule', 'same');
  if (story !== null && story.proposals[0]?.rule.stage !== rule.stage) throw misfit('body.rule.stage', 'stage');
  await holdAgainstOthers(tx, district, rule, doing.now, 'body.rule');

  const at = { district, subject: story?.id ?? ask.id, territory, before: stored };
  const { prepared, story: after } = step(doing, at, ask.id, 'propose', LINES.proposed, { rule, why: ask.why });
  const next = { story: after, head: prepared.hash };
  await append(tx, {
    district,
    asked: [asked],
    lines: [{ prepared, ask: ask.id }],
    fragments: [stored === null ? newRules(district, [next], ask.id) : movedRule(next)],
  });
  return after;
}

/**
 * Approves, refuses or withdraws what waits of a rule, which it locks. An approved version holds from its first day on.
 * Throws Problem 404, 403, 409, or 422 where it fits no longer: its first day has come, or another rule says the same by now.
 */
export async function moveRule(
  tx: Tx,
  ground: Standing,
  doing: Doing,
  code: string,
  ask: { readonly id: string; readonly act: ActIn },
): Promise<RuleStory> {
  const { district } = ground;
  const asked = askedBy({ ...ground, ...doing }, 'clock-ask', ask.id, { code, ...ask });
  const known = await repeatOf(tx, district, asked, () => loadRule(tx, district, code), taken);
  if (known) return known.story;
  await lockRules(tx, district);
  const stored = await loadRule(tx, district, code, true);
  if (!stored) throw new Problem(404, 'clock.notFound', textOf(clockWords, 'notFound'));
  const { act } = ask;
  const waiting = waitingOf(stored.story);
  const territory = scopeOf(district, stored.story, waiting?.rule.territory ?? null);
  refuse(act.move, stored.story, doing.caller, territory);
  // What was looked at may have been withdrawn and proposed anew since.
  if (waiting?.proposed.at !== act.proposed) throw new Problem(409, 'clock.stale', textOf(clockWords, 'stale'));
  if (act.move === 'approve') {
    checkDraft(ground, waiting.rule);
    await holdAgainstOthers(tx, district, waiting.rule, doing.now, 'rule');
  }
  const line = { approve: LINES.approved, refuse: LINES.refused, withdraw: LINES.withdrawn }[act.move];
  const body = act.move === 'refuse' ? { reason: act.reason } : {};
  const at = { district, subject: stored.story.id, territory, before: stored };
  const { prepared, story } = step(doing, at, ask.id, act.move, line, body);
  const fragments = [movedRule({ story, head: prepared.hash })];
  await append(tx, { district, asked: [asked], lines: [{ prepared, ask: ask.id }], fragments });
  return story;
}

/** Whether two versions say the same, from whatever day. */
function isSame(a: DeadlineRule | undefined, b: DeadlineRule): boolean {
  const content = (one: DeadlineRule) => canonical({ ...one, version: 0, from: '' } as unknown as Json);
  return a !== undefined && content(a) === content(b);
}

const taken = (): Problem => new Problem(409, 'clock.taken', textOf(clockWords, 'taken'));

function refuse(move: Move, story: RuleStory | null, caller: Caller, territory: string): void {
  const refused = refusal(move, story, caller, territory);
  if (refused) throw new Problem(refused === 'notYours' ? 403 : 409, `clock.${refused}`, textOf(clockWords, refused));
}

/** Lets a version pass whose parts fit each other, that names what is known, and whose words the charter does not refuse. */
function checkDraft({ knowsKind, knowsTerritory }: Standing, rule: DeadlineRule): void {
  const faults: FieldProblem[] = draftFaults(rule).map(({ path, why }) => ({
    path: `body.rule.${path}`,
    message: textOf(clockWords, why),
  }));
  if (faults.length > 0) throw new Problem(422, 'clock.misfit', textOf(clockWords, 'misfit'), faults);
  if (rule.kind !== null && !knowsKind(rule.kind)) throw misfit('body.rule.kind', 'unknownKind');
  if (rule.territory !== null && !knowsTerritory(rule.territory, rule.from))
    throw misfit('body.rule.territory', 'unknownTerritory');
  const refused = charterRefusals(candidatesOf(rule)).map(({ path, why }) => ({
    path: `body.rule.${path}`,
    message: why,
  }));
  if (refused.length > 0) throw new Problem(422, 'clock.charter', textOf(clockWords, 'charter'), refused);
}

/** A version begins tomorrow or later, so that a day that has begun keeps its rules for ever; and it ties with no other. */
async function holdAgainstOthers(tx: Tx, district: string, rule: DeadlineRule, now: Date, path: string): Promise<void> {
  if (rule.from <= dayOf(now)) throw misfit(`${path}.from`, 'past');
  const tied = tieWith((await allRules(tx, district)).flatMap(versionsOf), rule);
  if (tied) throw misfit(`${path}.from`, 'tie', tied.name);
}

function misfit(path: string, key: keyof typeof clockWords.zh & string, name?: Text): Problem {
  const { zh, en } = name ?? { zh: '', en: '' };
  const message = { zh: textOf(clockWords, key, { name: zh }).zh, en: textOf(clockWords, key, { name: en }).en };
  return new Problem(422, `clock.${key}`, message, [{ path, message }]);
}

/** One line of a rule, and the state after it. */
function step(
  doing: Doing,
  at: {
    readonly district: string;
    readonly subject: string;
    readonly territory: string;
    readonly before: StoredRule | null;
  },
  id: string,
  move: Move,
  kind: LineKind,
  body: Readonly<Record<string, unknown>>,
) {
  const before = at.before?.story ?? null;
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
  return { prepared, story: fold(before, prepared.line) };
}
