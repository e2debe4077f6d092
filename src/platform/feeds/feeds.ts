import { createHash, randomBytes } from 'node:crypto';
import { dayOf } from '../calendar/calendar.rules.ts';
import type { Database } from '../db/database.ts';
import { nothing } from '../db/scope.ts';
import type { Post, Staff } from '../identity/caller.ts';
import { inOffice } from '../identity/inOffice.ts';
import { peopleById } from '../identity/people.store.ts';
import type { Language } from '../language/language.ts';
import { personOfFeed } from './feeds.store.ts';

const FEED = /^([0-9]{6})-([A-Za-z0-9_-]{43})$/;

/** A calendar that the apps offer: its name, where it is fetched, whose posts have one. */
export type FeedSort = { readonly sort: string; readonly path: string; readonly posts: readonly Post[] };

/** A fresh address: the district and 256 random bits, nothing of the person. `digest` is what is kept. */
export function newFeed(district: string): { readonly name: string; readonly digest: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { name: `${district}-${token}`, digest: digestOf(token) };
}

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export type FeedOf = { readonly district: string; readonly caller: Staff; readonly language: Language };

/**
 * Whose address of this sort it is, with the posts in force that work on matters; null where it is nobody's, was renewed or ended, or where
 * none of the posts that have such a calendar is in force any more.
 */
export async function feedOf(
  db: Database,
  districts: { has(district: string): boolean | Promise<boolean> },
  { sort, posts }: FeedSort,
  name: string,
  now: Date,
): Promise<FeedOf | null> {
  const [, district, token] = FEED.exec(name) ?? [];
  if (district === undefined || token === undefined || !(await districts.has(district))) return null;
  return db.read(nothing(district), async (tx) => {
    const id = await personOfFeed(tx, district, sort, digestOf(token));
    const [person] = id === null ? [] : await peopleById(tx, district, [id]);
    if (person === undefined || person.state === 'closed') return null;
    const appointments = (await inOffice(tx, district, [person.id], dayOf(now))).get(person.id);
    if (appointments === undefined || !appointments.some(({ post }) => posts.includes(post))) return null;
    return { district, caller: { is: 'staff', person: person.id, appointments }, language: person.language ?? 'zh' };
  });
}
