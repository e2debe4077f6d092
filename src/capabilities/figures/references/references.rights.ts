import type { Appointment, Post } from '../../../platform/identity/caller.ts';
import { type Sort, sortOf, type What } from './references.rules.ts';

type Held = Pick<Appointment, 'post' | 'territory'>;

const TARGET_POSTS: readonly Post[] = ['leader'];
const BASE_POSTS: readonly Post[] = ['leader', 'coordinator'];

/**
 * The appointment in which somebody may set or end a reference, or null.
 * - A target is what one answers for upwards, so nobody sets their own: a leader above the territory does. Of the district, above which
 *   nobody is here, its own leader does.
 * - So is a norm: whoever is to meet it does not set it.
 * - A base is a fact out of a document that everybody can look up; whoever runs the place knows of it first. Its leader or coordinator
 *   enters it, or one above, and whoever sees that it is wrong sets it again, under their post and with their source.
 * - Who handles, verifies or reports has figures made of their work, and administrators and auditors neither make nor judge them: all
 *   of them read alone.
 */
export function appointmentFor<One extends Held>(
  appointments: readonly One[],
  asked: { readonly what: What; readonly territory: string; readonly district: string },
): One | null {
  const { what, territory, district } = asked;
  const base = sortOf(what) === 'base';
  return (
    appointments.find((one) => {
      if (one.territory === null || !(base ? BASE_POSTS : TARGET_POSTS).includes(one.post)) return false;
      if (!territory.startsWith(one.territory)) return false;
      return base || territory !== one.territory || territory === district;
    }) ?? null
  );
}

/** Whether somebody may set a reference of a sort anywhere: for what a page offers. */
export const maySetAny = (appointments: readonly Held[], sort: Sort): boolean =>
  appointments.some(
    (one) => one.territory !== null && (sort === 'base' ? BASE_POSTS : TARGET_POSTS).includes(one.post),
  );
