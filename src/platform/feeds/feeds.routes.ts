import { dayOf } from '../calendar/calendar.rules.ts';
import { nothing } from '../db/scope.ts';
import { type Ask, mount, type Server } from '../http/mount.ts';
import { Problem } from '../http/problem.ts';
import { postsOf } from '../identity/caller.ts';
import { textOf } from '../language/language.ts';
import { renewFeed, revokeFeed, showFeed } from './feeds.contract.ts';
import { dropFeed, feedMade, putFeed } from './feeds.store.ts';
import { type FeedSort, newFeed } from './feeds.ts';
import { feedWords } from './feeds.words.ts';

/** One's own calendar addresses: made, renewed and ended by oneself alone. The files are made by who knows what stands in them. */
export function feedRoutes(server: Server, baseUrl: string, feeds: readonly FeedSort[]): void {
  /** Throws Problem 404 for a calendar that nobody offers. */
  const feedNamed = (sort: string): FeedSort => {
    const found = feeds.find((one) => one.sort === sort);
    if (found === undefined) throw new Problem(404, 'feeds.noFeed', textOf(feedWords, 'noFeed'));
    return found;
  };

  mount(server, showFeed, async ({ caller, district, db }, { query }) => {
    const feed = feedNamed(query.sort);
    const whose = { person: personOf(caller), sort: feed.sort };
    const made = await db.read(nothing(district), (tx) => feedMade(tx, district, whose));
    return { made, mayHave: mayHave(caller, feed) };
  });

  mount(server, renewFeed, async ({ caller, district, db, clock }, { query }) => {
    const feed = feedNamed(query.sort);
    const person = personOf(caller);
    if (!mayHave(caller, feed)) throw new Problem(403, 'feeds.noPosts', textOf(feedWords, 'noPosts'));
    const { name, digest } = newFeed(district);
    const made = dayOf(clock());
    await db.write(nothing(district), (tx) => putFeed(tx, district, { person, sort: feed.sort, digest, made }));
    return { url: `${baseUrl}${feed.path}/${name}.ics`, made };
  });

  mount(server, revokeFeed, async ({ caller, district, db }, { query }) => {
    const { sort } = feedNamed(query.sort);
    await db.write(nothing(district), (tx) => dropFeed(tx, district, { person: personOf(caller), sort }));
    return {};
  });
}

const mayHave = (caller: Ask['caller'], { posts }: FeedSort): boolean => posts.some((one) => postsOf(caller).has(one));

function personOf(caller: Ask['caller']): string {
  if (caller.is !== 'staff') throw new Error('only staff have a calendar');
  return caller.person;
}
