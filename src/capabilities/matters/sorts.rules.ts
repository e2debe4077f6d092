// The lists by which matters are told apart, by themselves: a page that only names them loads no fold.

/** Where a matter stands. */
export const STATUSES = [
  'new', // reported, nobody has it
  'assigned', // a body has it and has not said yes
  'accepted', // the body is at it
  'handled', // a result is handed over, waiting for a second person's look
  'verified', // looked at; not closed yet
  'closed',
  'merged', // into another matter
  'withdrawn', // by its reporter
  'void', // with a reason; never deleted
  'redirected', // sent to the right door; nothing shown beyond the count (docs/decisions/0026)
] as const;
export type Status = (typeof STATUSES)[number];

export const OPEN: readonly Status[] = ['new', 'assigned', 'accepted', 'handled', 'verified'];

export const URGENCIES = ['normal', 'urgent', 'critical'] as const;
export type Urgency = (typeof URGENCIES)[number];

export const CHANNELS = ['public', 'anonymous', 'hotline', 'field', 'exchange', 'open311', 'import'] as const;
export type Channel = (typeof CHANNELS)[number];

/** How much of a kind's matters the public sees: the point, its grid cell, or that there is one. */
export const VISIBILITIES = ['exact', 'blurred', 'hidden'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** Doors that by law take what this platform does not (信访工作条例 2022; 人民调解法 2011 art. 26). */
export const DOORS = ['petition', 'discipline', 'court', 'labour', 'police', 'other'] as const;
export type Door = (typeof DOORS)[number];

/** Rules by which a body gives back what it was given: not its place, not its duty, or the law names another (docs/decisions/0034). */
export const RETURN_GROUNDS = ['place', 'duty', 'law'] as const;
export type ReturnGround = (typeof RETURN_GROUNDS)[number];

/** Where a co-handler's task stands. */
export const TASK_STATUSES = ['called', 'accepted', 'returned', 'done', 'cancelled'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];
