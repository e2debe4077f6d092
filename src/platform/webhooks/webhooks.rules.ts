import type { Post } from '../identity/caller.ts';
import type { Line } from '../journal/line.rules.ts';
import { liesWithin } from '../places/codes.rules.ts';
import { HOOK_LINES, type Why } from './lines.rules.ts';

export const HOOK_STATES = ['proposed', 'standing', 'paused', 'refused', 'ended'] as const;
export type HookState = (typeof HOOK_STATES)[number];

/** A hook: the fold of its lines. Secrets are named by the ids of their sealed texts. */
export type HookNow = {
  readonly id: string;
  /** The other system, by its API key, and the body on whose behalf it stands. */
  readonly machine: string;
  readonly body: string;
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly territory: string;
  readonly secret: string | null;
  readonly former: string | null;
  readonly formerUntil: string | null;
  readonly state: HookState;
  readonly why: Why | null;
  readonly proposedBy: string | null;
  readonly decidedBy: string | null;
};

/** Raised whenever `foldHook` gives another state for the same lines. */
export const HOOK_FOLD = 1;

/** The state after one more line. Pure. */
export function foldHook(before: HookNow | null, line: Line): HookNow {
  if (line.kind === HOOK_LINES.proposed.name) {
    const { secret, ...body } = HOOK_LINES.proposed.body.parse(line.body);
    const secrets = { secret: secret.id, former: null, formerUntil: null };
    return {
      id: line.subject,
      ...body,
      ...secrets,
      state: 'proposed',
      why: null,
      proposedBy: line.by,
      decidedBy: null,
    };
  }
  if (before === null) throw new Error(`${line.kind} on a hook that was never proposed`);
  switch (line.kind) {
    case HOOK_LINES.approved.name:
      return { ...before, state: 'standing', decidedBy: line.by };
    case HOOK_LINES.refused.name:
      return { ...before, state: 'refused', decidedBy: line.by, ...NO_SECRETS };
    case HOOK_LINES.paused.name:
      return { ...before, state: 'paused', why: HOOK_LINES.paused.body.parse(line.body).why };
    case HOOK_LINES.resumed.name:
      return { ...before, state: 'standing', why: null };
    case HOOK_LINES.ended.name:
      return { ...before, state: 'ended', why: null, ...NO_SECRETS };
    case HOOK_LINES.renewed.name: {
      const { secret, formerUntil } = HOOK_LINES.renewed.body.parse(line.body);
      return { ...before, secret: secret.id, former: before.secret, formerUntil };
    }
    case HOOK_LINES.replayed.name:
      return before;
    default:
      throw new Error(`a hook has no line ${line.kind}`);
  }
}
const NO_SECRETS = { secret: null, former: null, formerUntil: null };

export const HOOK_MOVES = ['approve', 'refuse', 'pause', 'resume', 'end'] as const;
export type HookMove = (typeof HOOK_MOVES)[number];

/** Who may do what from where: the button and the server go by this one table. */
const MOVES: Readonly<Record<HookMove, { readonly from: readonly HookState[]; readonly posts: readonly Post[] }>> = {
  approve: { from: ['proposed'], posts: ['secadmin'] },
  refuse: { from: ['proposed'], posts: ['secadmin'] },
  pause: { from: ['standing'], posts: ['sysadmin', 'secadmin'] },
  resume: { from: ['paused'], posts: ['sysadmin', 'secadmin'] },
  end: { from: ['proposed', 'standing', 'paused'], posts: ['sysadmin', 'secadmin'] },
};

/** Whoever asks: a person with posts. */
export type HookAsker = { readonly person: string; readonly posts: ReadonlySet<Post> };

/**
 * Why a move is refused, or null. `notYours`: no post that may; `notNow`: not from this state; `ownProposal`: two people are
 * needed; `security`: what the security administrator stopped, they alone let go on.
 */
export function refuseMove(
  hook: HookNow,
  move: HookMove,
  who: HookAsker,
): 'notYours' | 'notNow' | 'ownProposal' | 'security' | null {
  const { from, posts } = MOVES[move];
  if (!posts.some((one) => who.posts.has(one))) return 'notYours';
  if (!from.includes(hook.state)) return 'notNow';
  if (move === 'approve' && hook.proposedBy === who.person) return 'ownProposal';
  if (move === 'resume' && hook.why === 'security' && !who.posts.has('secadmin')) return 'security';
  return null;
}

/** Why a proposal does not fit, by field; null where it does. The range must lie within the body's own territory. */
export function refuseHook(
  draft: { readonly url: string; readonly events: readonly string[]; readonly territory: string },
  known: { readonly events: ReadonlySet<string>; readonly bodyTerritory: string; readonly inside: boolean },
): 'url' | 'events' | 'territory' | null {
  if (!mayHookTo(draft.url, known.inside)) return 'url';
  const wanted = new Set(draft.events);
  if (wanted.size !== draft.events.length || draft.events.some((one) => !known.events.has(one))) return 'events';
  return liesWithin(draft.territory, known.bodyTerritory) ? null : 'territory';
}

// No login and no query: an address stands in the journal, and whatever it tells is told to whoever reads that.
const ADDRESS = /^(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?(\/[\w./~%-]*)?$/i;
const THIS_MACHINE = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** Whether an address may be told at all: over TLS; without it only this machine, where addresses inside are allowed (HOOKS_INSIDE). */
export function mayHookTo(url: string, inside: boolean): boolean {
  const [, scheme, host] = ADDRESS.exec(url) ?? [];
  if (scheme === undefined || host === undefined) return false;
  return scheme.toLowerCase() === 'https' || (inside && THIS_MACHINE.test(host));
}

/** Seconds until the next try after the first, second … failure in a row: a little over a day in all. */
export const WAITS_S: readonly number[] = [5, 30, 120, 600, 1800, 3600, 10_800, 21_600, 50_400];

/** Seconds to wait after so many failures in a row; null where it is enough and the hook is paused. */
export const waitAfter = (failures: number): number | null => WAITS_S[failures - 1] ?? null;

/** How long the secret before a new one signs as well, in days. */
export const OVERLAP_DAYS = 7;

/** The sealed secrets that sign at an instant, the newest first. */
export function secretsAt(hook: HookNow, now: string): string[] {
  const { secret, former, formerUntil } = hook;
  return [
    ...(secret === null ? [] : [secret]),
    ...(former !== null && formerUntil !== null && now < formerUntil ? [former] : []),
  ];
}
