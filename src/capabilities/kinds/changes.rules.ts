import type { Post } from '../../platform/identity/caller.ts';
import type { Line } from '../../platform/journal/line.rules.ts';
import type { Text } from '../../platform/language/language.ts';
import type { AuthorityRow } from '../../platform/places/authority.rules.ts';
import type { KindSeed } from './kinds.rules.ts';

/** Where a proposed change stands. */
export const STATES = ['proposed', 'approved-once', 'in-force', 'refused', 'withdrawn'] as const;
export type State = (typeof STATES)[number];

/** What may be changed: a whole kind, only the norms of one, or which body answers where. */
export const WHATS = ['kind', 'norm', 'authority'] as const;
export type What = (typeof WHATS)[number];

/** Why an approver says no. Codes, since the list of changes is public and a free text could name a person. */
export const REFUSAL_REASONS = [
  'unclear',
  'duplicate',
  'asks-too-much',
  'norm',
  'body',
  'charter',
  'not-needed',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** A kind as it stands or shall stand; one that is not active is asked of nobody. */
export type KindDraft = { readonly seed: KindSeed; readonly active: boolean };

/** What a change would make of what stands now. `base` is the version of the kind that it starts from; null for a new one. */
export type Proposal =
  | {
      readonly what: 'kind' | 'norm';
      readonly base: number | null;
      readonly before: KindDraft | null;
      readonly after: KindDraft;
    }
  | { readonly what: 'authority'; readonly before: AuthorityRow | null; readonly after: AuthorityRow };

/** Who signed, in which post, when (ISO instant). The public sees the post and the time. */
export type Signature = { readonly by: string | null; readonly post: Post; readonly at: string };

/** A change: the fold of its lines. */
export type Change = {
  readonly district: string;
  readonly id: string;
  readonly n: number;
  readonly state: State;
  /** Where it applies: the whole district, or the subtree that a row of authority names. */
  readonly territory: string;
  readonly proposal: Proposal;
  /** Why it is proposed; published with it. */
  readonly why: Text;
  readonly proposed: Signature;
  readonly approvals: readonly Signature[];
  readonly refused: (Signature & { readonly reason: RefusalReason }) | null;
  readonly updated: string;
};

/** How many approvers a change needs (charter rule 10). */
export const APPROVERS = 2;

/** The fold's version: raised whenever `fold` gives another state for the same lines. */
export const FOLD = 1;

/** The state after one more line. Pure. */
export function fold(before: Change | null, line: Line): Change {
  const body = line.body as Readonly<Record<string, unknown>>;
  if (line.kind === 'kinds-change.proposed') {
    return {
      district: line.district,
      id: line.subject,
      n: line.n,
      state: 'proposed',
      territory: line.territory,
      proposal: body['proposal'] as Proposal,
      why: body['why'] as Text,
      proposed: { by: line.by, post: body['as'] as Post, at: line.recorded },
      approvals: [],
      refused: null,
      updated: line.recorded,
    };
  }
  if (!before) throw new Error(`${line.kind} on a change that was never proposed`);
  return { ...before, ...moved(before, line, body), n: line.n, updated: line.recorded };
}

function moved(before: Change, line: Line, body: Readonly<Record<string, unknown>>): Partial<Change> {
  const signature: Signature = { by: line.by, post: body['as'] as Post, at: line.recorded };
  switch (line.kind) {
    case 'kinds-change.approved': {
      const approvals = [...before.approvals, signature];
      return { approvals, state: approvals.length < APPROVERS ? 'approved-once' : 'in-force' };
    }
    case 'kinds-change.refused':
      return { state: 'refused', refused: { ...signature, reason: body['reason'] as RefusalReason } };
    case 'kinds-change.withdrawn':
      return { state: 'withdrawn' };
    default:
      throw new Error(`a change has no line ${line.kind}`);
  }
}

/** What a change is about, for looking its history up: a kind's code, or the kind that a row of authority names. */
export function targetOf(proposal: Proposal): string {
  return proposal.what === 'authority' ? proposal.after.kind : proposal.after.seed.code;
}

/** The members of a kind that are norms: a change of nothing else is one of norms. */
export const NORMS = ['firstActionMinutes', 'handleWorkingDays', 'sampleEvery'] as const;

/** What sort of change leads from one draft to another; null where they are the same. Members are compared as they stand. */
export function whatChanged(before: KindDraft | null, after: KindDraft): 'kind' | 'norm' | null {
  if (before === null) return 'kind';
  const differing = (Object.keys(after.seed) as (keyof KindSeed)[]).filter(
    (one) => plainly(before.seed[one]) !== plainly(after.seed[one]),
  );
  if (before.active !== after.active) return 'kind';
  if (differing.length === 0) return null;
  return differing.every((one) => (NORMS as readonly string[]).includes(one)) ? 'norm' : 'kind';
}

/** A value as text with its members in one order: a row read from the database has another order than a form. */
function plainly(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
