import { createHash, randomUUID } from 'node:crypto';
import { whole } from '../../src/platform/db/scope.ts';
import { appointAll } from '../../src/platform/identity/appoint.ts';
import { putBodies } from '../../src/platform/identity/bodies.store.ts';
import { POSTS, type Post } from '../../src/platform/identity/caller.ts';
import { enterPeople } from '../../src/platform/identity/enterPeople.ts';
import { NOBODY } from '../../src/platform/identity/subject.store.ts';
import { codeOf } from '../../src/platform/identity/tests/house.ts';
import type { Level } from '../../src/platform/places/codes.rules.ts';
import { putAuthority, putTerritories } from '../../src/platform/places/places.store.ts';
import { freshPlacesOf } from '../../src/platform/places/places.ts';
import { testDistrict } from '../harness/district.ts';
import { keyring, PASSWORD, type TestHouse, testHouse } from '../harness/house.ts';
import { PLACES, type Place } from './moves.table.ts';

export const DISTRICT = '330702';
/** Another district of the same server. */
export const OTHER_DISTRICT = '990001';
/** The town in reach with its village, and the one that is not. */
export const TOWN = '330702001';
export const VILLAGE = '330702001002';
export const FAR_TOWN = '330702101';
export const FAR_VILLAGE = '330702101003';
/** The body that gets the matters of the walks, and one that gets none. */
export const BODY = 'fire';
export const ANOTHER_BODY = 'other';
/** The duty officer of the district's centre, who reaches both towns. */
export const WHOLE_DUTY = 'duty of the district';
export const RESIDENT_PHONE = '13800000777';

/** Somebody who knocks: what they send along, and what they hold. */
export type Walker = {
  readonly name: string;
  readonly is: 'nobody' | 'resident' | 'machine' | 'staff' | 'owing' | 'foreign';
  readonly headers: Readonly<Record<string, string>>;
  readonly post: Post | null;
  readonly place: Place | null;
  readonly person: string | null;
};
export type Answer = {
  readonly status: number;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
};

export type Peopled = TestHouse & {
  readonly walkers: readonly Walker[];
  walker(name: string): Walker;
  /** Sends JSON as a walker. */
  send(
    who: Walker,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
  ): Promise<Answer>;
  /** Enters one more person with a post and signs them in. */
  enter(login: string, held: readonly Held[]): Promise<Walker>;
};
type Held = { readonly post: Post; readonly body: string | null; readonly territory: string | null };

const LONE: readonly Post[] = ['sysadmin', 'secadmin', 'auditor'];

/** Administrators and auditors are held for places alone: a body gives them nothing. */
const isThere = (post: Post, place: Place) => !LONE.includes(post) || place === 'in reach' || place === 'out of reach';

/** Where a post is held, for each place toward the walks' matters. */
function heldAt(post: Post, place: Place): Held {
  // Liaisons and coordinators always have a territory.
  const far = post === 'liaison' || post === 'coordinator' ? FAR_TOWN : null;
  switch (place) {
    case 'in reach':
      return { post, body: ANOTHER_BODY, territory: LONE.includes(post) ? DISTRICT : TOWN };
    case 'out of reach':
      return { post, body: post === 'handler' ? 'town' : null, territory: FAR_TOWN };
    case 'at its body':
      return { post, body: BODY, territory: far };
    case 'at another body':
      return { post, body: ANOTHER_BODY, territory: far };
  }
}

/**
 * A district with two towns, another district beside it, and somebody of every post in and out of reach, at the body and at another, signed in.
 * @param which of them; the security administrator, who issues the machine's key, is always there.
 */
export async function peopledHouse(
  which: (who: { readonly post: Post; readonly place: Place }) => boolean = () => true,
): Promise<Peopled> {
  const house = await testHouse();
  const { server, work } = house;
  await testDistrict(work, OTHER_DISTRICT);
  await layPlaces(house);

  const send: Peopled['send'] = async (who, method, url, payload) => {
    const answer = await server.inject({
      method,
      url,
      headers: who.headers,
      remoteAddress: addressOf(who.name),
      ...(payload === undefined ? {} : { payload }),
    });
    const json =
      /json/.test(String(answer.headers['content-type'])) && answer.body !== ''
        ? (answer.json() as Record<string, unknown>)
        : {};
    return { status: answer.statusCode, text: answer.body, json };
  };
  const enterIn = (district: string, people: readonly { login: string; held: readonly Held[] }[]) =>
    work.write(whole(district), async (tx) => {
      const writing = { district, now: new Date(), origin: 'live' as const, author: NOBODY };
      const ids = await enterPeople(
        tx,
        keyring,
        writing,
        people.map(({ login }) => ({ login, name: `${login}的姓名`, password: PASSWORD })),
      );
      const drafts = people.flatMap(({ held }, at) =>
        held.map((one) => ({ ...one, person: ids[at] ?? '', from: '2020-01-01', to: null, deputyOf: null })),
      );
      const { refused } = await appointAll(tx, writing, drafts, 'founded');
      if (refused.length > 0) throw new Error(JSON.stringify(refused));
      return ids;
    });
  const signedIn = async (login: string, enrol: boolean): Promise<Record<string, string>> => {
    const cookie = await house.signIn(login);
    if (!enrol) return { cookie };
    const enrolled = await server.inject({
      method: 'POST',
      url: '/api/me/code/enrol',
      headers: { cookie },
      payload: { password: PASSWORD },
    });
    const code = codeOf(String(enrolled.json().secret));
    const confirmed = await server.inject({
      method: 'POST',
      url: '/api/me/code',
      headers: { cookie },
      payload: { code },
    });
    if (confirmed.statusCode !== 200) throw new Error(`${login}: ${confirmed.body}`);
    const cookies = [confirmed.headers['set-cookie'] ?? []].flat().map((one) => one.split(';')[0] ?? '');
    return { cookie: cookies.length > 0 ? cookies.join('; ') : cookie };
  };

  const staff = POSTS.flatMap((post) =>
    PLACES.filter(
      (place) => isThere(post, place) && (which({ post, place }) || (post === 'secadmin' && place === 'in reach')),
    ).map((place) => ({
      login: `${post}-${{ 'in reach': 'in', 'out of reach': 'out', 'at its body': 'at', 'at another body': 'away' }[place]}`,
      post,
      place,
    })),
  );
  const people = await enterIn(DISTRICT, [
    ...staff.map(({ login, post, place }) => ({ login, held: [heldAt(post, place)] })),
    { login: 'wholeduty', held: [{ post: 'duty', body: 'centre', territory: DISTRICT }] },
    { login: 'owing', held: [{ post: 'secadmin', body: null, territory: DISTRICT }] },
  ]);
  await enterIn(OTHER_DISTRICT, [
    { login: 'foreign', held: [{ post: 'duty', body: 'centre', territory: OTHER_DISTRICT }] },
  ]);

  const walkers: Walker[] = [{ name: 'nobody', is: 'nobody', headers: {}, post: null, place: null, person: null }];
  for (const [at, { login, post, place }] of staff.entries()) {
    const headers = await signedIn(login, LONE.includes(post));
    walkers.push({ name: `${post} ${place}`, is: 'staff', headers, post, place, person: people[at] ?? null });
  }
  const bare = { post: null, place: null, person: null };
  walkers.push({
    name: WHOLE_DUTY,
    is: 'staff',
    headers: await signedIn('wholeduty', false),
    post: 'duty',
    place: 'in reach',
    person: people.at(-2) ?? null,
  });
  walkers.push({
    ...bare,
    name: 'owing',
    is: 'owing',
    headers: await signedIn('owing', false),
    person: people.at(-1) ?? null,
  });
  walkers.push({ ...bare, name: 'foreign', is: 'foreign', headers: await signedIn('foreign', false), post: 'duty' });
  const walker = (name: string): Walker => {
    const found = walkers.find((one) => one.name === name);
    if (!found) throw new Error(`no walker ${name}`);
    return found;
  };
  const issued = await send(walker('secadmin in reach'), 'POST', '/api/machines', {
    name: 'walking machine',
    body: BODY,
    scopes: ['open311', 'exchange', 'figures'],
    until: lastDay(),
  });
  walkers.push({ ...bare, name: 'machine', is: 'machine', headers: { 'x-api-key': String(issued.json['key']) } });
  walkers.push({ ...bare, name: 'resident', is: 'resident', headers: await residentOf(house, RESIDENT_PHONE) });
  return {
    ...house,
    walkers,
    walker,
    send,
    enter: async (login, held) => {
      const [person = null] = await enterIn(DISTRICT, [{ login, held }]);
      return {
        name: login,
        is: 'staff',
        headers: await signedIn(
          login,
          held.some(({ post }) => LONE.includes(post)),
        ),
        post: held[0]?.post ?? null,
        place: null,
        person,
      };
    },
  };
}

/** An address of each walker's own, so that limits on one source hold for each alone. */
const addressOf = (name: string) => `10.${[...createHash('sha256').update(name).digest().subarray(0, 3)].join('.')}`;

const lastDay = () => new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10);

/** Proves a telephone by the code that the stand-in for the provider shows; answers the cookie. */
export async function residentOf(house: TestHouse, phone: string): Promise<Record<string, string>> {
  await house.server.inject({ method: 'POST', url: '/api/residents/code', payload: { phone } });
  const { messages } = (await house.server.inject({ method: 'GET', url: '/api/outbox' })).json() as {
    messages: { words: string }[];
  };
  const code = /\d{6}/.exec(messages[0]?.words ?? '')?.[0];
  const proved = await house.server.inject({ method: 'POST', url: '/api/residents/session', payload: { phone, code } });
  if (proved.statusCode !== 200) throw new Error(`proving a telephone: ${proved.body}`);
  return {
    cookie: [proved.headers['set-cookie'] ?? []]
      .flat()
      .map((one) => one.split(';')[0])
      .join('; '),
  };
}

async function layPlaces({ work, db }: TestHouse): Promise<void> {
  const territory = (code: string, level: Level) => ({
    code,
    level,
    name: { zh: `地${code}`, en: `place ${code}` },
    from: '2001-01-01',
    to: null,
    successors: [],
  });
  await work.write(whole(DISTRICT), async (tx) => {
    await putTerritories(tx, DISTRICT, [
      territory(DISTRICT, 'district'),
      territory(TOWN, 'town'),
      territory(FAR_TOWN, 'town'),
      territory(VILLAGE, 'village'),
      territory(FAR_VILLAGE, 'village'),
    ]);
    await putBodies(tx, DISTRICT, [
      {
        id: ANOTHER_BODY,
        nameZh: '别的单位',
        nameEn: 'another body',
        territory: DISTRICT,
        parent: null,
        address: null,
        phone: null,
        relays: true,
      },
    ]);
    await putAuthority(tx, DISTRICT, [
      { territory: DISTRICT, kind: '', body: BODY, from: '2001-01-01', to: null, why: { zh: '试', en: 'trial' } },
    ]);
  });
  await freshPlacesOf(db, DISTRICT);
}

/** A report as the public form sends it, in the village in reach. */
export function reportOf(over: Record<string, unknown> = {}): Record<string, unknown> & { id: string } {
  return { id: randomUUID(), kind: 'hazard.fire', place: { territory: VILLAGE }, words: '楼道堆满杂物', ...over };
}

/** Lets so many run at a time, in order. */
export async function some<In, Out>(
  all: readonly In[],
  atOnce: number,
  task: (one: In) => Promise<Out>,
): Promise<Out[]> {
  const done: Out[] = [];
  let next = 0;
  const run = async () => {
    while (next < all.length) {
      const at = next;
      next += 1;
      done[at] = await task(all[at] as In);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, run));
  return done;
}
