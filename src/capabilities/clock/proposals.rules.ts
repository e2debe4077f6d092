import type { Post } from '../../platform/identity/caller.ts';
import type { Line } from '../../platform/journal/line.rules.ts';
import type { Text } from '../../platform/language/language.ts';
import type { DeadlineRule } from './clock.rules.ts';

/** Where a version of a rule stands. */
export const STATES = ['proposed', 'decided', 'refused', 'withdrawn'] as const;
export type State = (typeof STATES)[number];

/** Why somebody says no. Codes, since the history of a rule is public and a free text could name a person. */
export const REFUSAL_REASONS = ['unclear', 'duplicate', 'too-short', 'too-long', 'basis', 'not-needed'] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** Who signed, in which post, when (ISO instant). What a district begins with is signed by nobody. */
export type Signature = { readonly by: string | null; readonly post: Post | null; readonly at: string };

/** A version of a rule on its way, or arrived. */
export type Proposal = {
  readonly state: State;
  readonly rule: DeadlineRule;
  /** Why it is proposed; published with it. */
  readonly why: Text;
  readonly proposed: Signature;
  readonly decided: (Signature & { readonly reason: RefusalReason | null }) | null;
};

/** A rule with everything that was ever proposed of it, oldest first: the fold of its lines. */
export type RuleStory = {
  readonly district: string;
  readonly id: string;
  readonly n: number;
  readonly code: string;
  readonly proposals: readonly Proposal[];
  readonly updated: string;
};

/** The fold's version: raised whenever `fold` gives another state for the same lines. */
export const FOLD = 1;

/** The state after one more line. Pure. */
export function fold(before: RuleStory | null, line: Line): RuleStory {
  const body = line.body as Readonly<Record<string, unknown>>;
  const signature: Signature = { by: line.by, post: (body['as'] as Post | undefined) ?? null, at: line.recorded };
  const earlier = before?.proposals ?? [];
  const after = (proposals: readonly Proposal[], code: string): RuleStory => ({
    district: line.district,
    id: line.subject,
    n: line.n,
    code,
    proposals,
    updated: line.recorded,
  });
  if (line.kind === 'deadline-rule.began' || line.kind === 'deadline-rule.proposed') {
    const rule = body['rule'] as DeadlineRule;
    const why = body['why'] as Text;
    const state = line.kind === 'deadline-rule.began' ? 'decided' : 'proposed';
    return after([...earlier, { state, rule, why, proposed: signature, decided: null }], rule.code);
  }
  const waiting = before && waitingOf(before);
  if (!waiting) throw new Error(`${line.kind} on a rule of which nothing is proposed`);
  return after([...earlier.slice(0, -1), ended(waiting, line.kind, signature, body)], before.code);
}

function ended(
  waiting: Proposal,
  kind: string,
  signature: Signature,
  body: Readonly<Record<string, unknown>>,
): Proposal {
  switch (kind) {
    case 'deadline-rule.approved':
      return { ...waiting, state: 'decided', decided: { ...signature, reason: null } };
    case 'deadline-rule.refused':
      return { ...waiting, state: 'refused', decided: { ...signature, reason: body['reason'] as RefusalReason } };
    case 'deadline-rule.withdrawn':
      return { ...waiting, state: 'withdrawn', decided: { ...signature, reason: null } };
    default:
      throw new Error(`a rule has no line ${kind}`);
  }
}

/** What waits for a decision: one at a time, the newest. */
export function waitingOf(story: RuleStory): Proposal | null {
  const last = story.proposals.at(-1);
  return last?.state === 'proposed' ? last : null;
}

/** The versions that were decided, oldest first; they stay for ever. */
export function versionsOf(story: RuleStory): DeadlineRule[] {
  return story.proposals.filter((one) => one.state === 'decided').map((one) => one.rule);
}
