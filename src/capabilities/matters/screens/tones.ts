import type { Tone } from '../../../platform/web/kit/surfaces.tsx';
import type { Status } from '../matters.rules.ts';

/** The colour beside the word of a state. */
export const TONE_OF: Readonly<Record<Status, Tone>> = {
  new: 'warn',
  assigned: 'info',
  accepted: 'brand',
  handled: 'info',
  verified: 'good',
  closed: 'good',
  merged: 'plain',
  withdrawn: 'plain',
  void: 'plain',
  redirected: 'plain',
};
