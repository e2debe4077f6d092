import { type Matter, OPEN } from './matters.rules.ts';

/**
 * What a matter hears of the mediation to which it was handed over: that it began, that the parties agreed, and every end that it came to.
 * `filed`: what was done is put away, after whatever end.
 */
export const MEDIATED = [
  'begun',
  'agreed',
  'performed',
  'broken',
  'failed',
  'declined',
  'refused',
  'withdrawn',
  'filed',
] as const;
export type Mediated = (typeof MEDIATED)[number];

/** One tiding: the number of the case, and how it stands. Nothing of any person. */
export type Tiding = { readonly number: string; readonly stands: Mediated };

/** Whether a matter is of the sort that is mediated, and goes on. */
export const mayBeMediated = ({ kind, status }: Pick<Matter, 'kind' | 'status'>): boolean =>
  kind.startsWith('dispute.') && OPEN.includes(status);

/** The cases to which a matter was handed over, in order, each as it stands; that one was filed hides no outcome. */
export function mediationsOf(tidings: readonly Tiding[]): Tiding[] {
  const cases = new Map<string, Mediated>();
  for (const { number, stands } of tidings) if (stands !== 'filed' || !cases.has(number)) cases.set(number, stands);
  return [...cases].map(([number, stands]) => ({ number, stands }));
}

/** The case in which somebody mediates now, or whose agreement is owed; null where none does, so that a matter may be handed over. */
export const underway = (tidings: readonly Tiding[]): Tiding | null =>
  mediationsOf(tidings).find(({ stands }) => stands === 'begun' || stands === 'agreed') ?? null;

/** The tidings among a matter's lines. */
export const tidingsIn = (lines: readonly { readonly kind: string; readonly body: unknown }[]): Tiding[] =>
  lines.filter(({ kind }) => kind === 'matter.mediated').map(({ body }) => body as Tiding);

/** The same as a page has them. */
export const tidingsOf = (
  history: readonly { readonly kind: string; readonly facts: Readonly<Record<string, unknown>> }[],
): Tiding[] =>
  tidingsIn(history.map(({ kind, facts }) => ({ kind, body: { number: facts['number'], stands: facts['stands'] } })));
