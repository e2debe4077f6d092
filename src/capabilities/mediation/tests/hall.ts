import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { asOwner } from '../../../../tests/harness/database.ts';
import { type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { callAs, Jar } from '../../../../tests/harness/jar.ts';
import { subjects } from '../../../apps/subjects.ts';
import type { Post } from '../../../platform/identity/caller.ts';
import { audit } from '../../../platform/journal/audit.ts';
import { foldTallies } from '../../../platform/journal/tally.ts';

export const D = '330702';
export const TOWN = `${D}001`;
export const VILLAGE = `${TOWN}002`;

// biome-ignore lint/suspicious/noExplicitAny: an answer is looked at member by member.
export type Json = any;
export type Answer = { readonly status: number; readonly body: Json; readonly text: string };

/** A district that mediates: a town with its committee, a second committee, police, court and a bureau, and somebody in each post. */
export type Hall = {
  readonly house: TestHouse;
  readonly ids: Readonly<Record<string, string>>;
  call(login: string | null, method: 'GET' | 'POST', url: string, payload?: object): Promise<Answer>;
  /** A registered case of two neighbours, by the duty officer. */
  open(over?: object, login?: string): Promise<{ id: string; passport: string; number: string; a: string; b: string }>;
  move(login: string, id: string, act: object, n?: number): Promise<Answer>;
  /** Makes a move that must be made. */
  did(login: string, id: string, act: object): Promise<Json>;
  /** The case as somebody sees it. */
  show(login: string, id: string): Promise<Json>;
  /** Somebody more in a post; the person's id. */
  appoint(login: string, post: Post, where: { readonly territory?: string; readonly body?: string }): Promise<string>;
  /** Signs in as whoever has a telephone; returns the name by which to call. */
  resident(phone: string): Promise<string>;
  /** A case with the town's committee, its mediator named and every party's yes. */
  mediating(over?: object): Promise<{ id: string; passport: string; a: string; b: string }>;
};

export const PEOPLE = {
  duty: ['duty', { territory: D, body: 'centre' }],
  clerk: ['clerk', { territory: D, body: 'centre' }],
  coord: ['coordinator', { territory: TOWN, body: 'town' }],
  far: ['coordinator', { territory: `${D}101`, body: 'fartown' }],
  liaison: ['liaison', { territory: VILLAGE }],
  leader: ['leader', { territory: D, body: 'centre' }],
  mediator: ['mediator', { body: 'pmc-town' }],
  second: ['mediator', { body: 'pmc-town' }],
  other: ['mediator', { body: 'pmc-other' }],
  police: ['handler', { body: 'police' }],
  court: ['handler', { body: 'court' }],
} as const;

export async function hall(at: string): Promise<Hall> {
  const house = await testHouse();
  house.time.now = new Date(at);
  await asOwner(house.ownerUrl, async (owner) => {
    await owner.query(`insert into places.territory (district, code, valid_from, level, name_zh, name_en)
      select '${D}', c, '2020-01-01', case length(c) when 6 then 'district' when 9 then 'town' else 'village' end, c, c
      from unnest(array['${[D, TOWN, VILLAGE, `${D}101`, `${D}101001`].join("','")}']) as t(c)`);
    await owner.query(`insert into places.revision values ('${D}', 1) on conflict do nothing`);
    await owner.query(`insert into identity.body (district, id, name_zh, name_en, territory)
      select '${D}', id, name, id, '${D}' from (values ('pmc-town', '东街人民调解委员会'), ('pmc-other', '行业人民调解委员会'),
        ('police', '公安分局'), ('court', '人民法院'), ('town', '东街街道'), ('fartown', '远镇'), ('labour', '人社局')) v(id, name)
      on conflict do nothing`);
    await owner.query(`insert into places.authority (district, territory, kind, valid_from, body, why_zh, why_en)
      values ('${D}', '${D}', 'mediation', '2020-01-01', 'pmc-other', '表', 'table'),
        ('${D}', '${TOWN}', 'mediation.village', '2020-01-01', 'pmc-town', '表', 'table'),
        ('${D}', '${TOWN}', 'mediation.town', '2020-01-01', 'pmc-town', '表', 'table')`);
  });
  const jars = new Map<string, Jar>();
  const ids: Record<string, string> = {};
  const appoint: Hall['appoint'] = async (login, post, where) => {
    ids[login] = await house.appoint(login, post, where);
    jars.set(login, new Jar(await house.signIn(login)));
    return ids[login] as string;
  };
  for (const [login, [post, where]] of Object.entries(PEOPLE)) await appoint(login, post, where);
  const call: Hall['call'] = async (login, method, url, payload) => {
    const answer = await callAs(house.server, jars, login, method, url, payload);
    const json = /json/.test(String(answer.headers['content-type']));
    return { status: answer.statusCode, body: json ? (answer.json() as Json) : answer.rawPayload, text: answer.body };
  };
  const show: Hall['show'] = async (login, id) => (await call(login, 'GET', `/api/desk/mediation/cases/${id}`)).body;
  const move: Hall['move'] = async (login, id, act, n) => {
    const version = n ?? (await show('duty', id)).n ?? 1;
    return call(login, 'POST', `/api/desk/mediation/cases/${id}/moves`, { id: randomUUID(), n: version, act });
  };
  const open: Hall['open'] = async (over = {}, login = 'duty') => {
    const [id, a, b] = [randomUUID(), randomUUID(), randomUUID()];
    const answer = await call(login, 'POST', '/api/desk/mediation/cases', { ...application(id, a, b), ...over });
    if (answer.status !== 200) throw new Error(answer.text);
    return { id, a, b, passport: answer.body.caseCode, number: answer.body.number };
  };
  const did: Hall['did'] = async (login, id, act) => {
    const answer = await move(login, id, act);
    if (answer.status !== 200) throw new Error(`${JSON.stringify(act)}: ${answer.text}`);
    return answer.body;
  };
  return {
    house,
    ids,
    call,
    show,
    move,
    did,
    open,
    appoint,
    async resident(phone) {
      // Codes are given out sparingly: whoever was proved stays signed in.
      if (jars.has(phone)) return phone;
      await call(phone, 'POST', '/api/residents/code', { phone });
      const { body } = await call(phone, 'GET', '/api/outbox');
      const shown = `${phone.slice(0, 3)}****${phone.slice(-4)}`;
      const own = (body.messages as { phone: string; words: string }[]).filter((one) => one.phone === shown);
      const texts = own.map(({ words }) => /\d{6}/.exec(words)?.[0]);
      const code = texts.find((one) => one !== undefined) ?? '';
      const answer = await call(phone, 'POST', '/api/residents/session', { phone, code });
      if (answer.status !== 200) throw new Error(answer.text);
      return phone;
    },
    async mediating(over = {}) {
      const { id, a, b, passport } = await open(over);
      await did('duty', id, { move: 'triage' });
      await did('duty', id, { move: 'offer' });
      await did('mediator', id, { move: 'accept' });
      await did('mediator', id, {
        move: 'nameMediators',
        mediators: [ids['mediator']],
        chosen: 'parties',
        noInterest: true,
      });
      for (const party of [a, b]) {
        await did('mediator', id, { move: 'tellRights', party });
        await did('mediator', id, { move: 'consent', party });
      }
      return { id, a, b, passport };
    },
  };
}

/** Whatever was written, the audit finds nothing. */
export async function audited({ house }: Hall): Promise<void> {
  await foldTallies(house.work, 7);
  const done = await audit({ db: house.work, subjects, checkpointDir: `${house.dataDir}/checkpoints`, digests: [] });
  expect(done.map((one) => one.firstDifference)).toEqual([null]);
}

/** What two neighbours apply with. */
export const application = (id: string, a: string, b: string) => ({
  id,
  channel: 'desk',
  nature: '0201',
  words: '楼上漏水多次',
  address: '东街 8 号 201 室',
  territory: VILLAGE,
  violence: false,
  minors: false,
  parties: [
    { id: a, side: 'applicant', name: '甲某', phone: '13900000001', address: '东街 8 号 101 室' },
    { id: b, side: 'respondent', name: '乙某', phone: '13900000002' },
  ],
});

/** An agreement of two parties with one promise each. */
export const agreement = (
  a: string,
  b: string,
  due: string,
  ids: readonly [string, string] = [randomUUID(), randomUUID()],
) => ({
  facts: '二〇一室卫生间渗水，损坏一〇一室吊顶',
  issues: '维修由谁承担、吊顶如何赔偿',
  responsibility: '乙某负责维修防水并赔偿，甲某配合施工',
  points: ['乙某重做防水', '乙某赔偿吊顶损失'],
  promises: [
    { id: ids[0], by: b, to: a, what: '支付吊顶损失一千二百元', how: '银行转账', due, amount: '1200' },
    { id: ids[1], by: b, to: a, what: '重做卫生间防水层', how: '自行请人施工并通知甲某到场', due, amount: null },
  ],
});
