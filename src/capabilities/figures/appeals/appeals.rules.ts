import type { Term } from '../../../platform/calendar/terms.rules.ts';
import type { Post } from '../../../platform/identity/caller.ts';
import type { Count, Line } from '../../../platform/journal/line.rules.ts';
import { type SetAside, setAsideBy } from '../../matters/setAside.rules.ts';
import type { Against } from './lines.rules.ts';

/** Where an appeal stands: open, decided for or against whoever filed it, or taken back by them. */
export const STATES = ['open', 'upheld', 'rejected', 'withdrawn'] as const;
export type State = (typeof STATES)[number];

/** What an upheld appeal does: takes the step back out of the figures, or says what the record's own moves must put right. */
export const REMEDIES = ['setAside', 'correct'] as const;
export type Remedy = (typeof REMEDIES)[number];

/** Within which an appeal is to be decided; it is shown, and what is late is marked, for nobody is placed meanwhile. */
export const DECIDE_WITHIN: Term = { n: 10, unit: 'working days' };

type Sealed = { readonly id: string; readonly digest: string };
/** Who did something: the person for the four eyes alone, the post, its territory and body for everybody. */
export type Signature = {
  readonly by: string | null;
  readonly as: Post;
  readonly place: string;
  readonly body: string | null;
  readonly at: string;
};

/** The state of an appeal: the fold of its lines. */
export type Appeal = {
  readonly district: string;
  readonly id: string;
  readonly n: number;
  readonly state: State;
  /** Whose appeal it is: the territory in whose name it was filed. What is contested lies in it. */
  readonly territory: string;
  readonly against: Against;
  readonly words: Sealed;
  readonly filed: Signature;
  /** By when it is to be decided. */
  readonly due: string;
  readonly decided:
    | (Signature & {
        readonly remedy: Remedy | null;
        /** The step that it takes back, and what that step had counted. */
        readonly step: SetAside | null;
        readonly counts: readonly Count[];
        readonly reason: Sealed | null;
      })
    | null;
  readonly updated: string;
};

/** The fold's version: raised whenever `fold` gives another state for the same lines. */
export const FOLD = 1;

/** The state after one more line. Pure. */
export function fold(before: Appeal | null, line: Line): Appeal {
  const body = line.body as Readonly<Record<string, unknown>>;
  const signature: Signature = {
    by: line.by,
    as: body['as'] as Post,
    place: body['place'] as string,
    body: body['of'] as string | null,
    at: line.recorded,
  };
  if (line.kind === 'appeal.filed') {
    return {
      district: line.district,
      id: line.subject,
      n: line.n,
      state: 'open',
      territory: line.territory,
      against: body['against'] as Against,
      words: body['words'] as Sealed,
      filed: signature,
      due: body['due'] as string,
      decided: null,
      updated: line.recorded,
    };
  }
  if (!before) throw new Error(`${line.kind} on an appeal that was never filed`);
  const after = { ...before, n: line.n, updated: line.recorded };
  const plain = { ...signature, remedy: null, step: null, counts: [], reason: null };
  switch (line.kind) {
    case 'appeal.upheld': {
      const { remedy, step, counts, reason } = body as Pick<
        NonNullable<Appeal['decided']>,
        'remedy' | 'step' | 'counts' | 'reason'
      >;
      return { ...after, state: 'upheld', decided: { ...signature, remedy, step, counts, reason } };
    }
    case 'appeal.rejected':
      return { ...after, state: 'rejected', decided: { ...plain, reason: body['reason'] as Sealed } };
    case 'appeal.withdrawn':
      return { ...after, state: 'withdrawn', decided: plain };
    default:
      throw new Error(`an appeal has no line ${line.kind}`);
  }
}

/** The word for what is contested: of one territory only one appeal at a time is open against it. */
export function itemOf(against: Against): string {
  if (against.is === 'figure') {
    const { code, territory, kind, from, to } = against;
    return `figure ${code} ${territory} ${kind ?? '*'} ${from} ${to}`;
  }
  return `line ${against.line} ${against.measure} ${against.day} ${against.territory}`;
}

/** The step that an upheld appeal could take back; null where only the record itself can be put right. */
export const stepOf = (against: Against): SetAside | null =>
  against.is === 'line' && against.pinned.n > 0 ? setAsideBy(against.measure) : null;

/** Whether its term is over and nobody has decided. */
export const isLate = ({ state, due }: Pick<Appeal, 'state' | 'due'>, now: string): boolean =>
  state === 'open' && Date.parse(now) > Date.parse(due);
