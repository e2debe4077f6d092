import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contract } from '../../src/platform/http/contract.ts';
import {
  BODY, FAR_VILLAGE, OTHER_DISTRICT, type Peopled, peopledHouse, reportOf, RESIDENT_PHONE, residentOf, TOWN, VILLAGE, type Walker, WHOLE_DUTY,
} from './district.ts';
import { formOf, photo } from './photo.ts';
import { RIGHTS, sees, type Wanted } from './rights.table.ts';

let house: Peopled;
beforeAll(async () => {
  house = await peopledHouse();
  await plant();
}, 120_000);
afterAll(() => house?.close());

/** Words, numbers and ids that were planted, and who may read each in any answer at all. */
type Secret = { readonly what: string; readonly text: string; readonly may: (who: Walker, contract: string) => boolean };
const secrets: Secret[] = [];
type Planted = { id: string; code: string; number: string };
let near: Planted;
let photoId = '';
/** People that administrators try their hands on. */
const dummies: string[] = [];
const fresh = { changes: [] as string[], appointments: [] as string[] };

const FAR_POSTS = ['clerk', 'duty', 'coordinator', 'handler', 'liaison', 'verifier', 'leader'];
/** Liaisons and coordinators at a body hold the far town besides. */
const seesFar = (who: Walker) =>
  who.is === 'staff' && FAR_POSTS.includes(who.post ?? '') && (who.place === 'out of reach' || who.name === WHOLE_DUTY || ((who.post === 'liaison' || who.post === 'coordinator') && who.place !== 'in reach'));

async function plant(): Promise<void> {
  const nobody = house.walker('nobody');
  const mark = (word: string) => `${word}${randomUUID().slice(0, 8)}`;
  const report = async (who: Walker, over: Record<string, unknown>, headers: Record<string, string> = {}): Promise<Planted> => {
    const sent = await house.send({ ...who, headers: { ...who.headers, ...headers } }, 'POST', '/api/matters', reportOf(over));
    if (sent.status !== 200) throw new Error(sent.text);
    return sent.json as Planted;
  };
  const words = { near: mark('近处暗号'), far: mark('远处暗号'), hidden: mark('家事暗号'), other: mark('邻区暗号') };
  const form = await formOf(await photo());
  const uploaded = await house.server.inject({ method: 'POST', url: '/api/files', headers: { 'content-type': form.type }, payload: form.payload });
  near = await report(nobody, { words: words.near, phone: RESIDENT_PHONE, name: '秘密姓名', photos: [uploaded.json().token] });
  const far = await report(nobody, { words: words.far, place: { territory: FAR_VILLAGE, address: '远处门牌99' }, phone: '13877770002' });
  const hidden = await report(nobody, { words: words.hidden, kind: 'dispute.family', place: { territory: FAR_VILLAGE, lon: 119.123456, lat: 29.123456 } });
  const other = await report(nobody, { words: words.other, place: { territory: undefined, lon: 119.1, lat: 29.1 } }, { 'x-lianan-district': OTHER_DISTRICT });
  const act = { move: 'assign', body: BODY };
  await house.send(house.walker('duty in reach'), 'POST', `/api/desk/matters/${near.id}/moves`, { id: randomUUID(), n: 1, act });
  const shown = await house.send(house.walker('duty in reach'), 'GET', `/api/desk/matters/${near.id}`);
  photoId = (shown.json['history'] as { files: { id: string }[] }[])[0]?.files[0]?.id ?? '';

  const bearer = (contract: string) => contract.startsWith('matters.follow');
  const add = (what: string, text: string, may: Secret['may']) => secrets.push({ what, text, may });
  const own = (who: Walker) => who.is === 'resident';
  add('words in reach', words.near, (who, contract) => sees(who) || own(who) || bearer(contract));
  // A figure opens to its lines for a machine of the body that has the matter: the line's subject, never its words.
  add('id in reach', near.id, (who, contract) => sees(who) || own(who) || bearer(contract) || (who.is === 'machine' && contract === 'figures.open'));
  add('a reporter’s telephone', RESIDENT_PHONE, (who, contract) => contract === 'matters.seeContact' && sees(who));
  add('a reporter’s name', '秘密姓名', (who, contract) => contract === 'matters.seeContact' && sees(who));
  add('words out of reach', words.far, seesFar);
  add('an address out of reach', '远处门牌99', seesFar);
  add('id out of reach', far.id, seesFar);
  add('another telephone', '13877770002', () => false);
  add('words of a hidden kind', words.hidden, seesFar);
  add('id of a hidden kind', hidden.id, seesFar);
  add('number of a hidden kind', hidden.number, seesFar);
  add('a point of a hidden kind', '29.123456', seesFar);
  for (const [what, text] of [['words', words.other], ['id', other.id], ['number', other.number]] as const) {
    add(`${what} of another district`, text, (who) => who.is === 'foreign');
  }
  // Colleagues' names stand in a matter's history for those who see it, and in the lists of those who administer.
  add('names of colleagues', 'duty-in的姓名', (who, contract) => sees(who) || ['sysadmin', 'secadmin', 'auditor'].includes(who.post ?? '') || (contract === 'identity.me' && who.name === 'duty in reach'));
  add('a name that administrators alone see', '密名', (who) => ['sysadmin', 'secadmin', 'auditor'].includes(who.post ?? ''));

  for (let at = 0; at < 6; at += 1) {
    const sysadmin = house.walker('sysadmin in reach');
    const entered = await house.send(sysadmin, 'POST', '/api/people', { login: `dummy${at}`, name: `密名${at}` });
    dummies.push(String(entered.json['id']));
    const proposed = await house.send(sysadmin, 'POST', '/api/appointments', { person: dummies[at], post: 'handler', body: BODY, from: '2030-01-01' });
    if (proposed.status !== 200) throw new Error(proposed.text);
    fresh.appointments.push(String(proposed.json['id']));
  }
  for (const who of house.walkers) {
    const proposed = await house.send(house.walker('sysadmin in reach'), 'POST', '/api/kinds/changes', changeOf());
    if (proposed.status !== 200) throw new Error(`${who.name}: ${proposed.text}`);
    fresh.changes.push(String(proposed.json['id']));
  }
}

let day = 0;
const changeOf = () => {
  day += 1;
  const from = new Date(Date.UTC(2031, 0, day)).toISOString().slice(0, 10);
  return { id: randomUUID(), change: { what: 'authority', territory: TOWN, kind: 'hazard.fire', body: BODY, from, to: null, why: { zh: '试', en: 'trial' } } };
};
let place = 0;
const SHEET = Buffer.from('not a sheet').toString('base64');

type Asked = { readonly params?: Record<string, string>; readonly query?: Record<string, string>; readonly body?: object };
const note = () => ({ id: randomUUID(), n: 2, act: { move: 'note', note: '看过' } });
/** What the walk sends to each contract: as right as can be, so that nothing but the right decides. */
const ASKED: Readonly<Record<string, (who: Walker, at: number) => Asked>> = {
  'identity.signIn': (_who, at) => ({ body: { login: `none${at}`, password: 'wrong-password-1' } }),
  'identity.signInCode': () => ({ body: { code: '123456' } }),
  'identity.enrolCode': () => ({ body: { password: 'wrong-password-1' } }),
  'identity.confirmCode': () => ({ body: { code: '000000' } }),
  'identity.changePassword': () => ({ body: { old: 'wrong-password-1', new: 'Another-brook-27' } }),
  'identity.chooseLanguage': () => ({ body: { language: 'zh' } }),
  'identity.revokeSession': () => ({ params: { id: 'none' } }),
  'identity.revokeAnySession': () => ({ params: { id: 'none' } }),
  'identity.enterPerson': (_who, at) => ({ body: { login: `entered${at}`, name: '新人' } }),
  'identity.resetPassword': () => ({ params: { id: dummies[0] ?? '' } }),
  'identity.resetCode': () => ({ params: { id: dummies[0] ?? '' } }),
  'identity.closePerson': (who) => ({ params: { id: (who.post === 'sysadmin' || who.post === 'secadmin' ? dummies.pop() : dummies[0]) ?? '' } }),
  'identity.proposeAppointment': () => {
    place += 1;
    return { body: { person: dummies[1] ?? '', post: 'leader', territory: [TOWN, VILLAGE, FAR_VILLAGE][place % 3], from: '2030-01-01' } };
  },
  'identity.moveAppointment': (who) => ({
    params: { id: (who.post === 'secadmin' ? fresh.appointments.shift() : fresh.appointments[0]) ?? '' },
    body: { move: 'approve' },
  }),
  'identity.previewRoster': () => ({ body: { sheet: SHEET } }),
  'identity.commitRoster': () => ({ body: { sheet: SHEET, digest: '0'.repeat(64) } }),
  'identity.issueMachine': (_who, at) => ({ body: { name: `machine ${at}`, body: null, scopes: ['figures'], until: new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10) } }),
  'identity.revokeMachine': () => ({ params: { id: randomUUID() } }),
  'residents.askCode': () => ({ body: { phone: '12345' } }),
  'residents.proveCode': () => ({ body: { phone: '12345', code: '123456' } }),
  'places.find': () => ({ query: { words: '地' } }),
  'places.locate': () => ({ query: { lon: '119.6', lat: '29.1' } }),
  'files.upload': () => ({ body: {} }),
  'files.open': () => ({ params: { id: photoId } }),
  'files.thumb': () => ({ params: { id: photoId } }),
  'kinds.propose': () => ({ body: changeOf() }),
  'kinds.move': () => ({ params: { id: fresh.changes.pop() ?? '' }, body: { id: randomUUID(), act: { move: 'approve' } } }),
  'matters.report': () => ({ body: reportOf({ place: { lon: 119.6, lat: 29.1 } }) }),
  'matters.reportAnonymously': () => ({ body: reportOf({ place: { lon: 119.6, lat: 29.1 } }) }),
  'matters.near': () => ({ query: { lon: '119.123456', lat: '29.12345' } }),
  'matters.reportFor': () => ({ body: { ...reportOf(), channel: 'hotline' } }),
  'matters.queue': () => ({ query: { limit: '200' } }),
  'matters.map': () => ({ query: { west: '-180', south: '-90', east: '180', north: '90' } }),
  'matters.callerEarlier': () => ({ body: { phone: RESIDENT_PHONE } }),
  'matters.matter': () => ({ params: { id: near.id } }),
  'matters.move': () => ({ params: { id: near.id }, body: note() }),
  'matters.seeContact': () => ({ params: { id: near.id }, body: { reason: 'visit' } }),
  'matters.seeEarlier': () => ({ params: { id: near.id }, body: {} }),
  'matters.follow': () => ({ body: { code: near.code } }),
  'matters.followMove': () => ({ body: { ...note(), code: near.code } }),
  'matters.mineMove': () => ({ params: { id: near.id }, body: note() }),
  'matters.putPartner': () => ({ params: { desk: 'none' }, body: { name: { zh: '某台', en: 'some desk' }, categories: 'no-such-table', url: null } }),
  'matters.stopPartner': () => ({ params: { desk: 'none' } }),
  'matters.previewCases': () => ({ params: { desk: 'none' }, body: { sheet: SHEET } }),
  'matters.takeCases': () => ({ params: { desk: 'none' }, body: { sheet: SHEET, digest: '0'.repeat(64) } }),
  'matters.findCases': () => ({ params: { desk: 'none' }, query: { number: '1' } }),
  'matters.downloadReplies': () => ({ params: { desk: 'none' }, query: { from: '2026-01-01', to: '2026-01-02' } }),
  'figures.open': () => ({ query: { measure: 'opened/', limit: '200' } }),
};
/** What ends a walker's own session or what they may read comes last. */
const LAST = ['residents.forgetMe', 'residents.leave', 'identity.signOut'];

const urlOf = (path: string, { params = {}, query = {} }: Asked) => {
  const search = new URLSearchParams(query).toString();
  return path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(params[name] ?? randomUUID())) + (search === '' ? '' : `?${search}`);
};
const isWanted = (wanted: Wanted, status: number) => (typeof wanted === 'number' ? wanted === status : wanted.includes(status));

async function walk(contract: Contract): Promise<string[]> {
  const rule = RIGHTS[contract.name];
  if (!rule) return [`${contract.name} is not in the table: say there who may`];
  const wrong: string[] = [];
  // Hashing a password takes its time on purpose: one of each post is enough there.
  const slow = ['identity.signIn', 'identity.enrolCode', 'identity.changePassword'].includes(contract.name);
  for (const [at, who] of house.walkers.entries()) {
    if (slow && who.place !== null && who.place !== 'in reach') continue;
    const asked = ASKED[contract.name]?.(who, at) ?? {};
    const hasBody = contract.method !== 'GET' && contract.method !== 'DELETE';
    const answer = await house.send(who, contract.method, urlOf(contract.path, asked), hasBody ? (asked.body ?? {}) : undefined);
    const wanted = rule(who);
    if (!isWanted(wanted, answer.status)) wrong.push(`${contract.name} to ${who.name}: ${answer.status}, not ${wanted}: ${answer.text.slice(0, 200)}`);
    const coarse = coarsely(contract, who);
    if (coarse !== null && answer.status !== coarse) wrong.push(`${contract.name} to ${who.name}: its access ${contract.access} asks for ${coarse}, not ${answer.status}`);
    if (answer.status >= 400 && (typeof answer.json['code'] !== 'string' || typeof answer.json['title'] !== 'string')) {
      wrong.push(`${contract.name} to ${who.name}: ${answer.status} without a problem's form: ${answer.text.slice(0, 200)}`);
    }
    for (const { what, text, may } of secrets) {
      if (answer.text.includes(text) && !may(who, contract.name)) wrong.push(`${contract.name} tells ${who.name} ${what}`);
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
  it('answers each caller as the table says, and tells nobody what lies outside their reach', { timeout: 240_000 }, async () => {
    const { contracts } = house.server;
    const inOrder = [...contracts.filter((one) => !LAST.includes(one.name)), ...LAST.flatMap((name) => contracts.filter((one) => one.name === name))];
    const wrong: string[] = [];
    for (const contract of inOrder) wrong.push(...(await walk(contract)));
    expect(wrong).toEqual([]);
  });

  it('stands in the table, and the table holds no others', () => {
    expect(Object.keys(RIGHTS).sort()).toEqual(house.server.contracts.map((one) => one.name).sort());
  });

  it('is the only way in, but for these', () => {
    const known = new Set(house.server.contracts.map((one) => `${one.method} ${one.path}`));
    const others = routesOf(house.server.printRoutes()).filter((one) => !known.has(one) && !/^(HEAD|OPTIONS) | \/api\/docs/.test(one));
    expect(others.sort()).toEqual(OTHER_ROUTES);
  });
});

/** What is not a contract of ours: better-auth's passkeys and providers, the exchange's and Open311's own forms, health. */
const OTHER_ROUTES = [
  'GET /api/auth/*', 'GET /health', 'GET /metrics', 'GET /open311/v2/*', 'GET /ready', 'POST /api/auth/*', 'POST /exchange/v1/messages', 'POST /open311/v2/*',
];

/** Routes from Fastify's printed tree. */
function routesOf(printed: string): string[] {
  const at: string[] = [];
  return printed.split('\n').flatMap((line) => {
    const found = /^([│├└─ ]*)(\S.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (!found) return [];
    at.length = (found[1] ?? '').length / 4;
    at.push(found[2] ?? '');
    return (found[3] ?? '').split(', ').filter(Boolean).map((method) => `${method} ${at.join('')}`);
  });
}

describe('what is out of reach', () => {
  it('is not told apart from what is not there', async () => {
    const asked = [near.id, randomUUID()].map((id) => house.send(house.walker('duty out of reach'), 'GET', `/api/desk/matters/${id}`));
    const [there, nowhere] = (await Promise.all(asked)).map(({ status, json: { instance: _, ...rest } }) => ({ status, rest }));
    expect(there).toEqual(nowhere);
  });

  it('is not another district’s for a header or a query', async () => {
    for (const url of [`/api/desk/matters?district=${OTHER_DISTRICT}`, '/api/desk/matters']) {
      const answer = await house.send({ ...house.walker('duty in reach'), headers: { ...house.walker('duty in reach').headers, 'x-lianan-district': OTHER_DISTRICT } }, 'GET', url);
      expect(answer.text).not.toContain('邻区暗号');
    }
    const own = await residentOf(house, '13900000001');
    const there = await house.server.inject({ method: 'GET', url: '/api/mine', headers: { ...own, 'x-lianan-district': OTHER_DISTRICT } });
    expect([there.statusCode, there.json()]).toEqual([200, { items: [] }]);
  });
});
