import type { Post } from '../../platform/identity/caller.ts';
import type { Line } from '../../platform/journal/line.rules.ts';

/**
 * Where a hand-over stands. `signed` by whoever goes and waiting for whoever comes, `taken` over and signed by both, `refused` by
 * whoever came with a reason, `withdrawn` by whoever signed it.
 */
export const STATES = ['signed', 'taken', 'refused', 'withdrawn'] as const;
export type State = (typeof STATES)[number];

/** What is told of matters: open ones by status, and those among them that nobody must lose sight of. */
export const COUNTS = [
  'new',
  'assigned',
  'accepted',
  'handled',
  'verified',
  'overdue',
  'urgent',
  'help',
  'supervised',
] as const;
export type Counts = Readonly<Record<(typeof COUNTS)[number], number>>;

/** What happened to matters meanwhile. */
export const CHANGES = ['new', 'assigned', 'returned', 'closed', 'escalated'] as const;
export type Change = (typeof CHANGES)[number];

/** A desk that is handed over: the territory that it looks after, and the body at which it stands. */
export type Desk = { readonly territory: string; readonly body: string | null };

/** From where on changes are told: the last hand-over that both signed, a time that was chosen, or the last half day where there was none. */
export const SINCE = ['last', 'chosen', 'none'] as const;
export type Since = { readonly from: (typeof SINCE)[number]; readonly at: string; readonly seq: number };

/** Minutes after which a hand-over that nobody has taken is shown to the head of the desk. */
export const LEFT_MINUTES = 30;
/** Hours that are told of where a desk was never handed over. */
export const FIRST_HOURS = 12;
/** Days back that may be chosen as the beginning. */
export const MOST_DAYS = 31;
/** Minutes for which figures that were shown may be signed. */
export const SHOWN_MINUTES = 30;
/** How many matters of one sort of change a sheet names; it counts all. */
export const MOST_NAMED = 100;
/** How many matters may be put down as to be minded. */
export const MOST_MINDED = 30;

/** Matters of one sort of change: how many, and the first of them. */
export type Changed = { readonly n: number; readonly matters: readonly string[] };

/** What a sheet tells, fixed when it is signed: counts at `at`, resting on the journal up to `seq`. */
export type Told = {
  readonly since: Since;
  readonly at: string;
  readonly seq: number;
  readonly counts: Counts;
  readonly changes: Readonly<Record<Change, Changed>>;
};

/** Who signed, in which appointment and post, when; the person is the line's own. */
export type Signature = {
  readonly by: string | null;
  readonly held: string | null;
  readonly as: Post;
  readonly at: string;
};
type Sealed = { readonly id: string; readonly digest: string };

/** The state of a hand-over: the fold of its lines. */
export type Handover = Told & {
  readonly district: string;
  readonly id: string;
  readonly n: number;
  readonly state: State;
  readonly territory: string;
  readonly desk: Desk;
  readonly mind: readonly string[];
  readonly remarks: Sealed | null;
  readonly signed: Signature;
  /** Whoever took it over or refused it, with what they said. */
  readonly answered: (Signature & { readonly text: Sealed | null }) | null;
  readonly updated: string;
};

/** The fold's version: raised whenever `fold` gives another state for the same lines. */
export const FOLD = 1;

/** The state after one more line. Pure. */
export function fold(before: Handover | null, line: Line): Handover {
  const body = line.body as Readonly<Record<string, unknown>>;
  const signature: Signature = { by: line.by, held: line.post, as: body['as'] as Post, at: line.recorded };
  if (line.kind === 'handover.signed') {
    const {
      as: _as,
      desk,
      mind,
      remarks,
      ...told
    } = body as Told & Pick<Handover, 'desk' | 'mind' | 'remarks'> & { as: Post };
    return {
      ...told,
      district: line.district,
      id: line.subject,
      n: line.n,
      state: 'signed',
      territory: line.territory,
      desk,
      mind,
      remarks,
      signed: signature,
      answered: null,
      updated: line.recorded,
    };
  }
  if (!before) throw new Error(`${line.kind} on a hand-over that was never signed`);
  const after = { ...before, n: line.n, updated: line.recorded };
  const answered = { ...signature, text: (body['text'] as Sealed | null | undefined) ?? null };
  switch (line.kind) {
    case 'handover.taken':
      return { ...after, state: 'taken', answered };
    case 'handover.refused':
      return { ...after, state: 'refused', answered };
    case 'handover.withdrawn':
      return { ...after, state: 'withdrawn' };
    default:
      throw new Error(`a hand-over has no line ${line.kind}`);
  }
}

/** Open matters altogether. */
export const openOf = ({ new: fresh, assigned, accepted, handled, verified }: Counts): number =>
  fresh + assigned + accepted + handled + verified;

/** Changes as a sheet names them: all counted, the first of them named. */
export const named = (changes: Readonly<Record<Change, readonly string[]>>): Readonly<Record<Change, Changed>> =>
  Object.fromEntries(
    Object.entries(changes).map(([change, ids]) => [change, { n: ids.length, matters: ids.slice(0, MOST_NAMED) }]),
  ) as unknown as Record<Change, Changed>;

/** Whether it has waited so long for whoever comes that the head of the desk is to see it. */
export const isLeft = ({ state, signed }: Pick<Handover, 'state' | 'signed'>, now: string): boolean =>
  state === 'signed' && Date.parse(now) - Date.parse(signed.at) >= LEFT_MINUTES * 60_000;

/** Every matter that a sheet names. */
export const mattersOf = ({ changes, mind }: Pick<Handover, 'changes' | 'mind'>): string[] => [
  ...new Set([...mind, ...Object.values(changes).flatMap((one) => one.matters)]),
];
