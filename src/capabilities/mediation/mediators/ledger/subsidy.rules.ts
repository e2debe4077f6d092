import type { Line } from '../../../../platform/journal/line.rules.ts';
import type { Case } from '../../mediation.rules.ts';
import type { Subsidy as Amounts } from '../../settings/terms.rules.ts';

/** How hard a case was: the words by which a district sets its amounts. */
export const DIFFICULTIES = ['simple', 'ordinary', 'difficult', 'major'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];
/** How its file is kept. */
export const FORMS = ['oral', 'written'] as const;
export type Form = (typeof FORMS)[number];

export const STATES = ['claimed', 'approved', 'refused', 'paid'] as const;
export type State = (typeof STATES)[number];
export const OUTCOMES = ['approved', 'changed', 'refused'] as const;

type Ref = { readonly id: string; readonly digest: string };

/** The state of a claim of one mediator for one case: the fold of its lines. Whole yuan. */
export type Subsidy = {
  readonly district: string;
  readonly id: string;
  readonly n: number;
  readonly state: State;
  readonly case: string;
  readonly number: string;
  readonly mediator: string;
  readonly body: string;
  readonly territory: string;
  readonly difficulty: Difficulty;
  readonly form: Form;
  /** The version of the terms by which it is reckoned: those in force when the case was filed. */
  readonly terms: number;
  readonly yuan: number;
  readonly reason: Ref;
  readonly claimed: string;
  readonly reviewed: {
    readonly by: string | null;
    readonly at: string;
    readonly outcome: (typeof OUTCOMES)[number];
    readonly reason: Ref | null;
  } | null;
  readonly paid: { readonly day: string; readonly batch: string } | null;
  readonly updated: string;
};

/** The fold's version: raised whenever `fold` gives another state for the same lines. */
export const FOLD = 1;

type Body = Readonly<{
  case: string;
  number: string;
  body: string;
  difficulty: Difficulty;
  form: Form;
  terms: number;
  yuan: number;
  reason: Ref;
  outcome: (typeof OUTCOMES)[number];
  day: string;
  batch: string;
}>;

/** The state after one more line. Pure. Throws on a line that a claim cannot have. */
export function fold(before: Subsidy | null, line: Line): Subsidy {
  const b = line.body as Body;
  if (line.kind === 'mediation-subsidy.claimed') {
    const { case: of, number, body, difficulty, form, terms, yuan, reason } = b;
    return {
      ...{ district: line.district, id: line.subject, n: line.n, state: 'claimed', case: of, number, body },
      ...{ mediator: line.by ?? '', territory: line.territory, difficulty, form, terms, yuan, reason },
      ...{ claimed: line.recorded, reviewed: null, paid: null, updated: line.recorded },
    };
  }
  if (before === null) throw new Error(`${line.kind} on a subsidy that was never claimed`);
  const after = { ...before, n: line.n, updated: line.recorded };
  switch (line.kind) {
    case 'mediation-subsidy.reviewed': {
      const { outcome, difficulty, yuan, reason } = b;
      return {
        ...after,
        state: outcome === 'refused' ? 'refused' : 'approved',
        difficulty,
        yuan,
        reviewed: { by: line.by, at: line.recorded, outcome, reason },
      };
    }
    case 'mediation-subsidy.paid':
      return { ...after, state: 'paid', paid: { day: b.day, batch: b.batch } };
    default:
      throw new Error(`a subsidy has no line ${line.kind}`);
  }
}

/**
 * How the file of a case is kept: an oral agreement by its record, all else in writing. A case that came to nothing is kept in writing
 * like one that was agreed, so that what a mediator is paid bears on no outcome.
 */
export const formOf = ({ agreement }: Pick<Case, 'agreement'>): Form =>
  agreement?.form === 'oral' ? 'oral' : 'written';

/** What a case brings: by how hard it was and how its file is kept, and by nothing else. Whole yuan. Pure. */
export const amountOf = (amounts: Amounts, difficulty: Difficulty, form: Form): number =>
  amounts[difficulty] + amounts[form];

/** Whether anything can be claimed for a case: it is filed, and somebody sat with its parties, whatever came of it. */
export const isClaimable = ({
  status,
  agreement,
  sessions,
}: Pick<Case, 'status' | 'agreement' | 'sessions'>): boolean =>
  status === 'archived' && (agreement !== null || sessions.some(({ state }) => state === 'held'));
