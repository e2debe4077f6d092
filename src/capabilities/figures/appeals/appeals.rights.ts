import type { Appointment, Caller, Post } from '../../../platform/identity/caller.ts';
import type { Appeal, State } from './appeals.rules.ts';

export type Move = 'uphold' | 'reject' | 'withdraw';
/** What somebody is to an appeal: of the territory that filed it, or head of one above. */
export type Part = 'filer' | 'decider';

/** The moves of an appeal, who may make them and from where: the same table for the buttons and for the server. */
export const MOVES: Readonly<Record<Move, { readonly from: State; readonly by: Part }>> = {
  uphold: { from: 'open', by: 'decider' },
  reject: { from: 'open', by: 'decider' },
  withdraw: { from: 'open', by: 'filer' },
};
export const MOVE_NAMES = Object.keys(MOVES) as Move[];

export type Refusal =
  | 'notYours' // no post that may
  | 'notNow' // it is decided or withdrawn
  | 'ownAppeal' // nobody decides what they filed themselves
  | 'ownTownship'; // nor what their own township or their own body filed

/** Posts that speak for a township. */
const SPEAKING: readonly Post[] = ['coordinator', 'leader'];

type Held = Appointment & { readonly territory: string };
const heldBy = (caller: Caller, posts: readonly Post[]): Held[] =>
  caller.is !== 'staff'
    ? []
    : caller.appointments.flatMap((one) =>
        one.territory !== null && posts.includes(one.post) ? { ...one, territory: one.territory } : [],
      );

/** The appointments in which a caller may file: of a part of the district, for above the whole nobody decides. */
export const filingOf = (caller: Caller, district: string): Held[] =>
  heldBy(caller, SPEAKING).filter((one) => one.territory !== district);

/** The appointment in which a caller may contest what lies in a territory; null where none gives the right. */
export const filingFor = (caller: Caller, district: string, territory: string): Held | null =>
  filingOf(caller, district).find((one) => territory.startsWith(one.territory)) ?? null;

/** Territories whose appeals a caller decides are those strictly below these. */
export const headOf = (caller: Caller): string[] => heldBy(caller, ['leader']).map((one) => one.territory);

/** An auditor reads every appeal, without its words and without matters. */
export const readsAll = (caller: Caller): boolean =>
  caller.is === 'staff' && caller.appointments.some((one) => one.post === 'auditor');

/** Territories whose appeals a caller reads, with those below. */
export const readingOf = (caller: Caller): string[] => heldBy(caller, SPEAKING).map((one) => one.territory);

/** Whether a caller has anything to do with appeals at all. */
export const mayOpen = (caller: Caller): boolean => readsAll(caller) || readingOf(caller).length > 0;

/** Whether a caller reads the appeals of a territory. */
export const mayRead = (caller: Caller, { territory }: Pick<Appeal, 'territory'>): boolean =>
  readsAll(caller) || mayReadWords(caller, { territory });

/** Whether a caller reads what is said in an appeal: its own territory and those above. */
export const mayReadWords = (caller: Caller, { territory }: Pick<Appeal, 'territory'>): boolean =>
  readingOf(caller).some((one) => territory.startsWith(one));

/** The appointment in which a caller makes a move; null where none gives the right. */
export function appointmentFor(caller: Caller, it: Pick<Appeal, 'territory'>, move: Move): Held | null {
  const held =
    MOVES[move].by === 'filer'
      ? heldBy(caller, SPEAKING).filter((one) => one.territory === it.territory)
      : heldBy(caller, ['leader']).filter(
          (one) => it.territory.startsWith(one.territory) && one.territory !== it.territory,
        );
  return held[0] ?? null;
}

/** Why this caller may not make this move now, or null. Pure. */
export function refusal(move: Move, it: Pick<Appeal, 'territory' | 'state' | 'filed'>, caller: Caller): Refusal | null {
  if (caller.is !== 'staff' || appointmentFor(caller, it, move) === null) return 'notYours';
  if (it.state !== MOVES[move].from) return 'notNow';
  if (MOVES[move].by === 'filer') return null;
  if (caller.person === it.filed.by) return 'ownAppeal';
  const isOwn = ({ territory, body }: Appointment): boolean =>
    territory?.startsWith(it.territory) === true || (body !== null && body === it.filed.body);
  return caller.appointments.some(isOwn) ? 'ownTownship' : null;
}

/** What a caller may do to an appeal now; sent with it. */
export const abilities = (caller: Caller, it: Pick<Appeal, 'territory' | 'state' | 'filed'>): Move[] =>
  MOVE_NAMES.filter((move) => refusal(move, it, caller) === null);
