import type { COUNTS } from '../handover.rules.ts';

export type Counted = (typeof COUNTS)[number] | 'open';

const FILTERS: Readonly<Record<Counted, Readonly<Record<string, string>>>> = {
  open: {},
  new: { status: 'new' },
  assigned: { status: 'assigned' },
  accepted: { status: 'accepted' },
  handled: { status: 'handled' },
  verified: { status: 'verified' },
  overdue: { overdue: 'true', sort: 'due' },
  urgent: { urgency: 'urgent,critical' },
  help: { help: 'true', sort: 'due' },
  supervised: { supervised: 'true', sort: 'due' },
};

/** The queue of the very matters that a number counts; a desk of the whole district needs no filter for its place. */
export function queueLink(counted: Counted, desk: { readonly territory: string }, district: string): string {
  const place: Readonly<Record<string, string>> = desk.territory === district ? {} : { territory: desk.territory };
  const search = new URLSearchParams({ ...place, ...FILTERS[counted] }).toString();
  return search === '' ? '/' : `/?${search}`;
}
