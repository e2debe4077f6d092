import type { Post } from '../platform/identity/caller.ts';
import { bodies, doorBodies, townshipOffice } from './wucheng.bodies.ts';
import { WUCHENG } from './wucheng.towns.ts';
import { villages } from './wucheng.villages.ts';

/** Printed at the start, so that anybody can try the demonstration; it opens a demonstration district and nothing else. */
export const demonstrationPassword = 'lianan-demo-2026';

/** A made-up person with one appointment. `login` is null for those who only stand in the records. */
export type PersonSeed = {
  /** Unique; stories name people by it. */
  readonly key: string;
  readonly login: string | null;
  readonly name: string;
  readonly post: Post;
  readonly body: string | null;
  readonly territory: string | null;
  /** First day, 'YYYY-MM-DD'. */
  readonly from: string;
  /** Key of the person whose deputy this one is (A/B 角). */
  readonly deputyOf: string | null;
};

const POSTS: Readonly<
  Record<Post, { zh: string; place: (number: 1 | 2) => readonly [body: string | null, territory: string | null] }>
> = {
  clerk: { zh: '热线坐席', place: () => ['wc-centre', WUCHENG] },
  duty: { zh: '值班长', place: () => ['wc-centre', WUCHENG] },
  coordinator: {
    zh: '综治协调员',
    place: (number) => (number === 1 ? ['wc-t001', `${WUCHENG}001`] : ['wc-t106', `${WUCHENG}106`]),
  },
  handler: { zh: '承办人', place: (number) => [number === 1 ? 'wc-t001' : 'wc-enforcement', null] },
  liaison: { zh: '网格员', place: (number) => [null, number === 1 ? `${WUCHENG}001001` : `${WUCHENG}106001`] },
  mediator: { zh: '人民调解员', place: (number) => [number === 1 ? 'wc-pmc' : 'wc-pmc-t001', null] },
  verifier: { zh: '核查员', place: () => ['wc-centre', WUCHENG] },
  leader: { zh: '区领导', place: () => ['wc-centre', WUCHENG] },
  auditor: { zh: '审计员', place: () => ['wc-centre', WUCHENG] },
  sysadmin: { zh: '系统管理员', place: () => ['wc-centre', WUCHENG] },
  secadmin: { zh: '安全管理员', place: () => ['wc-centre', WUCHENG] },
};

/**
 * Everybody of the demonstration district: two accounts a post (`duty1`, `duty2`, …), two handlers a body (A and B), two
 * liaisons a village, one coordinator a township. No real person's name stands here.
 */
export function people(since: string): PersonSeed[] {
  const accounts = (Object.keys(POSTS) as Post[]).flatMap((post) =>
    ([1, 2] as const).map((number): PersonSeed => {
      const [body, territory] = POSTS[post].place(number);
      return {
        key: `${post}${number}`,
        login: `${post}${number}`,
        name: `演示${POSTS[post].zh} ${number}`,
        post,
        body,
        territory,
        from: since,
        deputyOf: null,
      };
    }),
  );
  const handlers = bodies()
    .filter(({ sort }) => sort !== 'door' && sort !== 'committee')
    .flatMap(({ id }) => {
      const [a, b] = [`handler-${id}-a`, `handler-${id}-b`];
      return [a, b].map(
        (key, at): PersonSeed => ({
          key,
          login: null,
          name: `演示承办人 ${id.slice(3)} ${at === 0 ? 'A 角' : 'B 角'}`,
          post: 'handler',
          body: id,
          territory: null,
          from: since,
          deputyOf: at === 0 ? null : a,
        }),
      );
    });
  // Each committee has at least three members (人民调解法 art. 8).
  const mediators = bodies()
    // The court's own are its mediators by special invitation (特邀调解员).
    .filter(({ sort, id }) => sort === 'committee' || id === doorBodies.court)
    .flatMap(({ id }) =>
      [1, 2, 3].map(
        (which): PersonSeed => ({
          key: mediatorOf(id, which),
          login: null,
          name: `演示调解员 ${id.slice(3)} ${which}`,
          post: 'mediator',
          body: id,
          territory: null,
          from: since,
          deputyOf: null,
        }),
      ),
    );
  const coordinators = bodies()
    .filter(
      ({ sort, id }) =>
        sort === 'township' && !accounts.some(({ post, body }) => post === 'coordinator' && body === id),
    )
    .map(
      ({ id, territory }): PersonSeed => ({
        key: `coordinator-${id}`,
        login: null,
        name: `演示综治协调员 ${id.slice(3)}`,
        post: 'coordinator',
        body: id,
        territory,
        from: since,
        deputyOf: null,
      }),
    );
  let number = 0;
  const liaisons = villages().flatMap(({ code }) =>
    [1, 2].map((which): PersonSeed => {
      number += 1;
      return {
        key: liaisonOf(code, which),
        login: null,
        name: `演示网格员 ${String(number).padStart(3, '0')}`,
        post: 'liaison',
        body: townshipOffice(code),
        territory: code,
        from: since,
        deputyOf: null,
      };
    }),
  );
  return [...accounts, ...handlers, ...mediators, ...coordinators, ...liaisons];
}

/** @param which 1 to 3: a committee's members. */
export function mediatorOf(committee: string, which: number): string {
  return `mediator-${committee}-${which}`;
}

/** The coordinator of a town. */
export function coordinatorOf(town: string): string {
  const own = (['coordinator1', 'coordinator2'] as const).find(
    (_, at) => POSTS.coordinator.place(at === 0 ? 1 : 2)[1] === town,
  );
  return own ?? `coordinator-${townshipOffice(town)}`;
}

export function liaisonOf(village: string, which: number): string {
  return `liaison-${village}-${which}`;
}
