/**
 * Why somebody may look at sealed data of a resident: a closed list, so that the answer to "why" is one that the person
 * concerned can read and dispute. Charter rule 5; Personal Information Protection Law art. 6 and 44.
 */
export const LOOK_REASONS = [
  'contact', // to call back about what was reported
  'visit', // to go to the place
  'emergency', // danger to life; no consent could be waited for
  'verify', // to ask whether it was really done
  'request', // the person asked for it
  'law', // an order by law, whose document is kept with what it is about
] as const;
export type LookReason = (typeof LOOK_REASONS)[number];

/** One look, as the person concerned reads it: the post and body of who looked, never a private name. */
export type Look = {
  readonly id: string;
  readonly concerned: string;
  readonly at: string;
  readonly by: string;
  readonly post: string;
  readonly body: string | null;
  readonly reason: LookReason;
  /** The subject in which it was looked. */
  readonly about: string | null;
};
