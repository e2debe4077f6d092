import { dayOf } from '../calendar/calendar.rules.ts';
import { nothing } from '../db/scope.ts';
import { type Ask, mount, type Server } from '../http/mount.ts';
import { Problem } from '../http/problem.ts';
import { WORKING_POSTS } from '../identity/appointments.rules.ts';
import { postsOf } from '../identity/caller.ts';
import { textOf } from '../language/language.ts';
import { renewFeed, revokeFeed, showFeed } from './feeds.contract.ts';
import { dropFeed, feedMade, putFeed } from './feeds.store.ts';
import { newFeed } from './feeds.ts';
import { feedWords } from './feeds.words.ts';

/** Where calendars fetch; the file is made by who knows the deadlines. */
export const FEED_PATH = '/calendar';

/** One's own calendar address: made, renewed and ended by oneself alone. */
export function feedRoutes(server: Server, baseUrl: string): void {
  mount(server, showFeed, async ({ caller, district, db }) => {
    const made = await db.read(nothing(district), (tx) => feedMade(tx, district, personOf(caller)));
    return { made, mayHave: works(caller) };
  });

  mount(server, renewFeed, async ({ caller, district, db, clock }) => {
    const person = personOf(caller);
    if (!works(caller)) throw new Problem(403, 'feeds.noPosts', textOf(feedWords, 'noPosts'));
    const { name, digest } = newFeed(district);
    const made = dayOf(clock());
    await db.write(nothing(district), (tx) => putFeed(tx, district, { person, digest, made }));
    return { url: `${baseUrl}${FEED_PATH}/${name}.ics`, made };
  });

  mount(server, revokeFeed, async ({ caller, district, db }) => {
    await db.write(nothing(district), (tx) => dropFeed(tx, district, personOf(caller)));
    return {};
  });
}

const works = (caller: Ask['caller']): boolean => WORKING_POSTS.some((one) => postsOf(caller).has(one));

function personOf(caller: Ask['caller']): string {
  if (caller.is !== 'staff') throw new Error('only staff have a calendar');
  return caller.person;
}
