import type { Post } from '../identity/caller.ts';

/** Posts that keep the calendar: all of the staff read it. */
export const KEEP_CALENDAR: readonly Post[] = ['sysadmin'];

/** Whether somebody with these posts may change days, lists and hours. */
export const mayKeepCalendar = (posts: ReadonlySet<Post>): boolean => KEEP_CALENDAR.some((one) => posts.has(one));
