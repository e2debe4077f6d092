import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contract } from '../../src/platform/http/contract.ts';
import { OTHER_DISTRICT, type Peopled, peopledHouse, residentOf, type Walker } from './district.ts';
import { type Asked, askedOf } from './rights.asked.ts';
import { type Planted, plant } from './rights.planted.ts';
import { RIGHTS, type Wanted } from './rights.table.ts';

let house: Peopled;
let planted: Planted;
let asked: ReturnType<typeof askedOf>;
beforeAll(async () => {
  house = await peopledHouse();
  planted = await plant(house);
  asked = askedOf(planted);
}, 120_000);
afterAll(() => house?.close());

/** What ends a walker's own session or what they may read comes last. */
const LAST = ['residents.forgetMe', 'residents.leave', 'identity.signOut'];

const urlOf = (path: string, { params = {}, query = {} }: Asked) => {
  const search = new URLSearchParams(query).toString();
  return (
    path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(params[name] ?? randomUUID())) +
    (search === '' ? '' : `?${search}`)
  );
};
const isWanted = (wanted: Wanted, status: number) =>
  typeof wanted === 'number' ? wanted === status : wanted.includes(status);

async function walk(contract: Contract): Promise<string[]> {
  const rule = RIGHTS[contract.name];
  if (!rule) return [`${contract.name} is not in the table: say there who may`];
  const wrong: string[] = [];
  // Hashing a password takes its time on purpose: one of each post is enough there.
  const slow = ['identity.signIn', 'identity.enrolCode', 'identity.changePassword'].includes(contract.name);
  for (const [at, who] of house.walkers.entries()) {
    if (slow && who.place !== null && who.place !== 'in reach') continue;
    const one = asked[contract.name]?.(who, at) ?? {};
    const hasBody = contract.method !== 'GET' && contract.method !== 'DELETE';
    const answer = await house.send(
      who,
      contract.method,
      urlOf(contract.path, one),
      hasBody ? (one.body ?? {}) : undefined,
    );
    const wanted = rule(who);
    if (!isWanted(wanted, answer.status))
      wrong.push(`${contract.name} to ${who.name}: ${answer.status}, not ${wanted}: ${answer.text.slice(0, 200)}`);
    const coarse = coarsely(contract, who);
    if (coarse !== null && answer.status !== coarse)
      wrong.push(
        `${contract.name} to ${who.name}: its access ${contract.access} asks for ${coarse}, not ${answer.status}`,
      );
    if (answer.status >= 400 && (typeof answer.json['code'] !== 'string' || typeof answer.json['title'] !== 'string')) {
      wrong.push(
        `${contract.name} to ${who.name}: ${answer.status} without a problem's form: ${answer.text.slice(0, 200)}`,
      );
    }
    for (const { what, text, may } of planted.secrets) {
      if (answer.text.includes(text) && !may(who, contract.name))
        wrong.push(`${contract.name} tells ${who.name} ${what}`);
    }
  }
  return wrong;
}

/** What a contract's `access` alone says to somebody; null where it lets them knock. */
function coarsely(contract: Contract, who: Walker): number | null {
  const { access } = contract;
  if (access.includes('open')) return null;
  const is = who.is === 'owing' || who.is === 'foreign' ? 'staff' : who.is;
  if (!access.includes(is as never)) return is === 'nobody' || is === 'resident' ? 401 : 403;
  return who.is === 'owing' && !contract.beforeTotp ? 403 : null;
}

describe('every contract', () => {
  it('answers each caller as the table says, and tells nobody what lies outside their reach', {
    timeout: 480_000,
  }, async () => {
    const { contracts } = house.server;
    const inOrder = [
      ...contracts.filter((one) => !LAST.includes(one.name)),
      ...LAST.flatMap((name) => contracts.filter((one) => one.name === name)),
    ];
    const wrong: string[] = [];
    for (const contract of inOrder) wrong.push(...(await walk(contract)));
    expect(wrong).toEqual([]);
  });

  it('stands in the table, and the table holds no others', () => {
    expect(Object.keys(RIGHTS).sort()).toEqual(house.server.contracts.map((one) => one.name).sort());
  });

  it('is the only way in, but for these', () => {
    const known = new Set(house.server.contracts.map((one) => `${one.method} ${one.path}`));
    const others = routesOf(house.server.printRoutes()).filter(
      (one) => !known.has(one) && !/^(HEAD|OPTIONS) | \/api\/docs/.test(one),
    );
    expect(others.sort()).toEqual(OTHER_ROUTES);
  });
});

/** What is not a contract of ours: better-auth's passkeys and providers, the exchange's, Open311's, OGC's and calendars' own forms, health. */
const OTHER_ROUTES = [
  'GET /api/auth/*',
  'GET /calendar/:name',
  'GET /calendar/sessions/:name',
  'GET /feeds/area.atom',
  'GET /feeds/statements.atom',
  'GET /health',
  'GET /metrics',
  'GET /ogc',
  'GET /ogc/*',
  'GET /open311/v2/*',
  'GET /ready',
  'GET /transparency/:district/:tree/checkpoint',
  'GET /transparency/:district/:tree/tile/*',
  'GET /transparency/:district/checkpoint',
  'GET /transparency/:district/tile/*',
  'POST /api/auth/*',
  'POST /exchange/v1/messages',
  'POST /open311/v2/*',
];

/** Routes from Fastify's printed tree. */
function routesOf(printed: string): string[] {
  const at: string[] = [];
  return printed.split('\n').flatMap((line) => {
    const found = /^([│├└─ ]*)(\S.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (!found) return [];
    at.length = (found[1] ?? '').length / 4;
    at.push(found[2] ?? '');
    return (found[3] ?? '')
      .split(', ')
      .filter(Boolean)
      .map((method) => `${method} ${at.join('')}`);
  });
}

describe('what is out of reach', () => {
  it('is not told apart from what is not there', async () => {
    const asked = [planted.near.id, randomUUID()].map((id) =>
      house.send(house.walker('duty out of reach'), 'GET', `/api/desk/matters/${id}`),
    );
    const [there, nowhere] = (await Promise.all(asked)).map(({ status, json: { instance: _, ...rest } }) => ({
      status,
      rest,
    }));
    expect(there).toEqual(nowhere);
  });

  it('is not another district’s for a header or a query', async () => {
    for (const url of [`/api/desk/matters?district=${OTHER_DISTRICT}`, '/api/desk/matters']) {
      const answer = await house.send(
        {
          ...house.walker('duty in reach'),
          headers: { ...house.walker('duty in reach').headers, 'x-lianan-district': OTHER_DISTRICT },
        },
        'GET',
        url,
      );
      expect(answer.text).not.toContain('邻区暗号');
    }
    const own = await residentOf(house, '13900000001');
    const there = await house.server.inject({
      method: 'GET',
      url: '/api/mine',
      headers: { ...own, 'x-lianan-district': OTHER_DISTRICT },
    });
    expect([there.statusCode, there.json()]).toEqual([200, { items: [] }]);
  });
});
