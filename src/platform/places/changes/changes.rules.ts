import type { Post } from '../../identity/caller.ts';
import type { Line } from '../../journal/line.rules.ts';
import type { Text } from '../../language/language.ts';
import type { Transfer } from './transfer.rules.ts';

/** Where a proposed change of the district's territories or bodies stands. */
export const STATES = ['proposed', 'in-force', 'refused', 'withdrawn'] as const;
export type State = (typeof STATES)[number];

/** What may be changed: a territory made, named anew, ended (split, merged or closed), drawn anew; a body founded, changed, ended, or what it has passed to another. */
export const WHATS = [
  'territory-found',
  'territory-rename',
  'territory-end',
  'territory-boundary',
  'body-found',
  'body-change',
  'body-end',
  'body-transfer',
] as const;
export type What = (typeof WHATS)[number];

/** Why the second person says no. Codes, since a free text could name somebody. */
export const REFUSAL_REASONS = ['unclear', 'noBasis', 'wrongDay', 'wrongShape', 'notNeeded'] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** What takes a territory's place: one that stands already (`name` null), or a new one. */
export type Successor = { readonly code: string; readonly name: Text | null };

/** A body as it is founded or changed. */
export type BodyDraft = {
  readonly name: Text;
  readonly territory: string;
  readonly parent: string | null;
  readonly address: string | null;
  readonly phone: string | null;
};

/**
 * What is proposed. Days are 'YYYY-MM-DD' in Asia/Shanghai and the first on which it is so: a territory that ends `from` a day was
 * there for the last time on the day before.
 */
export type Proposal =
  | { readonly what: 'territory-found'; readonly code: string; readonly name: Text; readonly from: string }
  | {
      readonly what: 'territory-rename';
      readonly code: string;
      readonly before: Text;
      readonly name: Text;
      readonly from: string;
    }
  | {
      readonly what: 'territory-end';
      readonly codes: readonly string[];
      readonly into: readonly Successor[];
      readonly from: string;
    }
  | {
      readonly what: 'territory-boundary';
      readonly code: string;
      /** SHA-256, in hex, of the geometry's text, which is kept beside the lines under it. */
      readonly digest: string;
      readonly points: number;
      readonly approximate: boolean;
    }
  | { readonly what: 'body-found'; readonly id: string; readonly after: BodyDraft; readonly from: string }
  | { readonly what: 'body-change'; readonly id: string; readonly before: BodyDraft; readonly after: BodyDraft }
  | { readonly what: 'body-end'; readonly id: string; readonly from: string }
  | ({ readonly what: 'body-transfer' } & Transfer);

/** Who signed, in which post, when (ISO instant). */
export type Signature = { readonly by: string | null; readonly post: Post; readonly at: string };

/** A change: the fold of its lines. */
export type Change = {
  readonly district: string;
  readonly id: string;
  readonly n: number;
  readonly state: State;
  readonly territory: string;
  readonly proposal: Proposal;
  /** The document that it rests on; stands in the line. */
  readonly basis: string;
  readonly proposed: Signature;
  readonly decided: Signature | null;
  readonly reason: RefusalReason | null;
  readonly updated: string;
};

/** The fold's version: raised whenever `fold` gives another state for the same lines. */
export const FOLD = 1;

/** The state after one more line. Pure. */
export function fold(before: Change | null, line: Line): Change {
  const body = line.body as Readonly<Record<string, unknown>>;
  const signature: Signature = { by: line.by, post: body['as'] as Post, at: line.recorded };
  if (line.kind === 'places-change.proposed') {
    return {
      district: line.district,
      id: line.subject,
      n: line.n,
      state: 'proposed',
      territory: line.territory,
      proposal: body['proposal'] as Proposal,
      basis: body['basis'] as string,
      proposed: signature,
      decided: null,
      reason: null,
      updated: line.recorded,
    };
  }
  if (!before) throw new Error(`${line.kind} on a change that was never proposed`);
  const next = { ...before, n: line.n, updated: line.recorded };
  switch (line.kind) {
    case 'places-change.approved':
      return { ...next, state: 'in-force', decided: signature };
    case 'places-change.refused':
      return { ...next, state: 'refused', decided: signature, reason: body['reason'] as RefusalReason };
    case 'places-change.withdrawn':
      return { ...next, state: 'withdrawn' };
    default:
      throw new Error(`a change of places has no line ${line.kind}`);
  }
}

/** The territories or the body that a change is about: in whose history it stands. */
export function targetsOf(proposal: Proposal): string[] {
  switch (proposal.what) {
    case 'territory-end':
      return [...new Set([...proposal.codes, ...proposal.into.map((one) => one.code)])];
    case 'body-found':
    case 'body-change':
    case 'body-end':
      return [proposal.id];
    case 'body-transfer':
      return [proposal.id, proposal.to];
    default:
      return [proposal.code];
  }
}

/** Where a line about it lies: the smallest territory that holds all of it. */
export function territoryOf(proposal: Proposal, bodyTerritory: string | null, district: string): string {
  if (proposal.what === 'body-end') return bodyTerritory ?? district;
  if (proposal.what === 'body-found' || proposal.what === 'body-change') return proposal.after.territory;
  if (proposal.what !== 'territory-end' && proposal.what !== 'body-transfer') return proposal.code;
  const codes = proposal.what === 'body-transfer' ? proposal.territories : targetsOf(proposal);
  const [first = district, ...others] = codes;
  let common = first;
  while (common.length > district.length && !others.every((one) => one.startsWith(common)))
    common = common.slice(0, -3);
  return common;
}
