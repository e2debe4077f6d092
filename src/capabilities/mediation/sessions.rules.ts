import { type Case, type Party, type Session, shanghaiDay } from './mediation.rules.ts';

/** The parties to whom alone a session is told, because it is or was with them alone; null where it is told to all. */
export const toldTo = ({ with: alone, among }: Pick<Session, 'with' | 'among'>): readonly string[] | null =>
  alone === null ? (among ?? null) : [alone];

/** Whether a party is told of a session at all. */
export const isToldTo = (one: Pick<Session, 'with' | 'among'>, party: string): boolean =>
  toldTo(one)?.includes(party) ?? true;

/** Sessions of a case that were to come and fell by a step: called off, or with the end or the body for which they were planned. */
export const fallen = (before: Pick<Case, 'sessions'>, after: Pick<Case, 'sessions'>, now: string): Session[] =>
  after.sessions.filter(
    ({ id, state, at }) =>
      state === 'cancelled' &&
      at !== null &&
      at > now &&
      before.sessions.some((one) => one.id === id && one.state === 'set'),
  );

/** Sessions that were put off after those who come had been told of their day: they hear of the other one at once. */
export const putOff = (before: Pick<Case, 'sessions' | 'reminded'>, after: Pick<Case, 'sessions'>): Session[] =>
  after.sessions.filter(({ id, state, at }) => {
    const was = before.sessions.find((one) => one.id === id);
    if (state !== 'set' || was?.state !== 'set' || was.at === null || was.at === at) return false;
    const day = shanghaiDay(was.at);
    return (before.reminded ?? []).some((one) => one.what === 'session' && one.of === id && one.due === day);
  });

/** The parties that hear of a session by their telephone: those who are asked to come and left one. */
export const invited = ({ parties }: Pick<Case, 'parties'>, session: Pick<Session, 'with' | 'among'>): Party[] =>
  parties.filter(({ id, reachable }) => reachable && isToldTo(session, id));

/** How many sides of the dispute those who were there stand on. */
export const sidesOf = (
  { parties }: { readonly parties: readonly Pick<Party, 'id' | 'side'>[] },
  present: readonly string[],
): number => new Set(parties.filter(({ id }) => present.includes(id)).map(({ side }) => side)).size;

/**
 * The first Shanghai day on which a session with these parties can have been held: the body had accepted the case, and each of them had said
 * yes (人民调解法 art. 17, 23). By days: a yes that was said at the table is written down afterwards.
 */
export function heldFrom(it: Pick<Case, 'parties' | 'offers' | 'accepted'>, present: readonly string[]): string {
  const taken = it.offers.findLast(({ state }) => state === 'accepted')?.answered ?? it.accepted;
  const said = it.parties.filter(({ id }) => present.includes(id)).map(({ consented }) => consented);
  return (
    [taken, ...said]
      .flatMap((one) => (one == null ? [] : [shanghaiDay(one)]))
      .toSorted()
      .at(-1) ?? ''
  );
}

/**
 * The session in whose place nobody writes down another: one that is set for a time which this one touches, or that was held from the very same
 * minute, each with one of the same parties. Null where there is none.
 */
export function inTheWay(
  { sessions }: Pick<Case, 'sessions'>,
  { at, minutes, present }: { readonly at: string; readonly minutes: number; readonly present: readonly string[] },
): Session | null {
  const [from, to] = spanOf(at, minutes);
  return (
    sessions.find((one) => {
      if (one.at === null || (one.state !== 'set' && one.state !== 'held')) return false;
      const whose = one.state === 'held' ? one.present : toldTo(one);
      if (whose !== null && !present.some((party) => whose.includes(party))) return false;
      const [began, over] = spanOf(one.at, one.minutes);
      return one.state === 'set' ? began < to && from < over : began === from;
    }) ?? null
  );
}

const MINUTE = 60_000;
/** From when to when, in whole minutes. */
const spanOf = (at: string, minutes: number): [number, number] => {
  const from = Math.floor(Date.parse(at) / MINUTE);
  return [from, from + minutes];
};
