import { bodyStands } from '../../identity/bodyDays.rules.ts';
import type { BodyDraft } from './changes.rules.ts';

/** A body with its days; null `from`: since ever. */
export type BodyDays = BodyDraft & { readonly id: string; readonly from: string | null; readonly to: string | null };

/** What still hangs on a body on the day on which it is to end: what is open in its hands, and what outlasts the day. */
export type Hanging = {
  readonly open: number;
  readonly appointments: number;
  readonly answers: number;
  readonly below: number;
  readonly machines: number;
};

export type BodyFault = {
  readonly why:
    | 'past'
    | 'badId'
    | 'usedId'
    | 'noBody'
    | 'noTerritory'
    | 'noParent'
    | 'ring'
    | 'same'
    | 'ends'
    | 'hangs';
  readonly path: string;
  readonly hanging?: Hanging;
};

/** Why a body cannot be founded, or null. `hasTerritory`: whether a code stands on a day. Pure. */
export function foundFault(
  bodies: readonly BodyDays[],
  given: { readonly id: string; readonly after: BodyDraft; readonly from: string },
  hasTerritory: (code: string, day: string) => boolean,
  today: string,
): BodyFault | null {
  if (given.from < today) return { why: 'past', path: 'from' };
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(given.id)) return { why: 'badId', path: 'id' };
  if (bodies.some((one) => one.id === given.id)) return { why: 'usedId', path: 'id' };
  return placeFault(bodies, given.after, given.from, hasTerritory);
}

function placeFault(
  bodies: readonly BodyDays[],
  after: BodyDraft,
  day: string,
  hasTerritory: (code: string, day: string) => boolean,
): BodyFault | null {
  if (!hasTerritory(after.territory, day)) return { why: 'noTerritory', path: 'after.territory' };
  if (after.parent === null) return null;
  const parent = bodies.find((one) => one.id === after.parent);
  return bodyStands(parent, day) && parent?.to === null ? null : { why: 'noParent', path: 'after.parent' };
}

/** Why a body cannot be changed to this, or null: it must stand, something must differ, and nobody is above themselves. Pure. */
export function changeFault(
  bodies: readonly BodyDays[],
  given: { readonly id: string; readonly after: BodyDraft },
  hasTerritory: (code: string, day: string) => boolean,
  today: string,
): BodyFault | null {
  const now = bodies.find((one) => one.id === given.id);
  if (now === undefined || (now.to !== null && now.to <= today)) return { why: 'noBody', path: 'id' };
  if (sameBody(now, given.after)) return { why: 'same', path: 'after' };
  const above = new Map(bodies.map((one) => [one.id, one.id === given.id ? given.after.parent : one.parent]));
  let one: string | null = given.after.parent;
  for (let steps = 0; one !== null && steps <= bodies.length; steps++) {
    if (one === given.id) return { why: 'ring', path: 'after.parent' };
    one = above.get(one) ?? null;
  }
  // Who stays where they are is not asked whether that still stands.
  const moves = now.parent !== given.after.parent || now.territory !== given.after.territory;
  return moves ? placeFault(bodies, given.after, today, hasTerritory) : null;
}

export function sameBody(a: BodyDraft, b: BodyDraft): boolean {
  return (
    a.name.zh === b.name.zh &&
    a.name.en === b.name.en &&
    a.territory === b.territory &&
    a.parent === b.parent &&
    a.address === b.address &&
    a.phone === b.phone
  );
}

/** Why a body cannot end on a day, or null: refused while anything hangs on it that nobody else would have. Pure. */
export function endFault(
  bodies: readonly BodyDays[],
  given: { readonly id: string; readonly from: string },
  hanging: Hanging,
  today: string,
): BodyFault | null {
  if (given.from < today) return { why: 'past', path: 'from' };
  const now = bodies.find((one) => one.id === given.id);
  if (now === undefined) return { why: 'noBody', path: 'id' };
  if (now.to !== null) return { why: 'ends', path: 'id' };
  // Its first day is not over before it has begun.
  if (now.from !== null && now.from >= given.from) return { why: 'past', path: 'from' };
  return Object.values(hanging).some((n) => n > 0) ? { why: 'hangs', path: 'id', hanging } : null;
}
