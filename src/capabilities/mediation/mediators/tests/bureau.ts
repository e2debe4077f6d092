import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { asOwner } from '../../../../../tests/harness/database.ts';
import { PASSWORD } from '../../../../../tests/harness/house.ts';
import { codeOf } from '../../../../platform/identity/tests/house.ts';
import { freshPlacesOf } from '../../../../platform/places/places.ts';
import { agreement, D, type Hall, hall, type Json, TOWN } from '../../tests/hall.ts';

/** The hall with its justice bureau, whose handler answers for disputes in the district; and whoever else reads or keeps its books. */
export type Bureau = Hall & {
  /** Calls as anybody of the hall or of the bureau. */
  ask(
    login: string | null,
    method: 'GET' | 'POST',
    url: string,
    payload?: object,
  ): Promise<{ status: number; body: Json; text: string }>;
  readonly people: Readonly<Record<string, string>>;
  /** A filed case of the town's committee: agreed in writing, agreed orally, or failed. */
  filed(how: 'written' | 'oral' | 'failed', over?: object): Promise<string>;
  did(login: string, id: string, act: object): Promise<Json>;
  /** A minute goes by. */
  later(): void;
};

export const MORE = {
  justice: ['handler', { body: 'justice' }],
  towncoord: ['coordinator', { body: 'pmc-town', territory: TOWN }],
  townleader: ['leader', { territory: TOWN }],
  auditor: ['auditor', { territory: D }],
  sysadmin: ['sysadmin', { territory: D }],
} as const;

export async function bureau(at: string): Promise<Bureau> {
  const it0 = await hall(at);
  const { house } = it0;
  await asOwner(house.ownerUrl, async (owner) => {
    await owner.query(
      `insert into identity.body (district, id, name_zh, name_en, territory) values ('${D}', 'justice', '司法局', 'Justice Bureau', '${D}')`,
    );
    await owner.query(`update identity.body set territory = '${TOWN}' where district = '${D}' and id = 'pmc-town'`);
    await owner.query(`insert into places.authority (district, territory, kind, valid_from, body, why_zh, why_en)
      values ('${D}', '${D}', 'dispute', '2020-01-01', 'justice', '表', 'table')`);
  });
  await freshPlacesOf(house.db, D);
  const cookies = new Map<string, string>();
  const people: Record<string, string> = {};
  for (const [login, [post, where]] of Object.entries(MORE)) {
    people[login] = await house.appoint(login, post, where);
    cookies.set(login, await house.signIn(login));
  }
  const ask: Bureau['ask'] = async (login, method, url, payload) => {
    const cookie = cookies.get(login ?? '');
    if (cookie === undefined) return it0.call(login, method, url, payload);
    const answer = await house.server.inject({
      method,
      url,
      ...(payload === undefined ? {} : { payload }),
      headers: { cookie },
    });
    const set = [answer.headers['set-cookie'] ?? []].flat().map((one) => one.split(';')[0]);
    if (login !== null && set.length > 0) cookies.set(login, set.join('; '));
    const json = /json/.test(String(answer.headers['content-type']));
    return { status: answer.statusCode, body: json ? (answer.json() as Json) : answer.rawPayload, text: answer.body };
  };
  for (const login of ['auditor', 'sysadmin']) {
    const enrolled = await ask(login, 'POST', '/api/me/code/enrol', { password: PASSWORD });
    await ask(login, 'POST', '/api/me/code', { code: codeOf(String(enrolled.body.secret)) });
  }
  const did: Bureau['did'] = async (login, id, act) => {
    const answer = await it0.move(login, id, act);
    expect(answer.status, `${JSON.stringify(act)} ${answer.text}`).toBe(200);
    return answer.body;
  };
  const later = () => {
    house.time.now = new Date((house.time.now as Date).getTime() + 60_000);
  };
  return {
    ...it0,
    later,
    ask,
    did,
    people: { ...it0.ids, ...people },
    async filed(how, over = {}) {
      later();
      const { id, a, b } = await it0.mediating(over);
      const now = house.time.now as Date;
      const session = randomUUID();
      const when = new Date(now.getTime() + 3_600_000).toISOString();
      await did('mediator', id, { move: 'proposeSession', session, mode: 'inPerson', joint: true, proposed: [when] });
      await did('mediator', id, { move: 'setSession', session, at: when });
      house.time.now = new Date(now.getTime() + 7_200_000);
      await did('mediator', id, { move: 'holdSession', session, at: when, present: [a, b], record: '双方各自陈述' });
      for (const party of [a, b]) await did('mediator', id, { move: 'signRecord', session, party });
      if (how === 'failed') await did('mediator', id, { move: 'fail', routes: ['court'], reason: '差距过大' });
      else {
        const day = new Date((house.time.now as Date).getTime() + 28_800_000).toISOString().slice(0, 10);
        const text = agreement(a, b, day);
        if (how === 'oral') await did('mediator', id, { move: 'agreeOrally', agreement: text });
        else {
          await did('mediator', id, { move: 'draft', version: 1, agreement: text });
          for (const party of [a, b, null]) await did('mediator', id, { move: 'sign', version: 1, party });
          await did('mediator', id, { move: 'seal', version: 1 });
        }
        for (const promise of text.promises) await did('mediator', id, { move: 'perform', promise: promise.id, day });
        await did('mediator', id, { move: 'visit', day, kept: true });
      }
      await did('mediator', id, { move: 'archive', explained: '材料齐全' });
      return id;
    },
  };
}
