import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whole } from '../../src/platform/db/scope.ts';
import { sealedOf } from '../../src/platform/sealing/sealed.store.ts';
import { openRows } from '../../src/platform/sealing/sealed.ts';
import { keyring } from '../harness/house.ts';
import {
  type Answer,
  BODY,
  DISTRICT,
  type Peopled,
  peopledHouse,
  reportOf,
  residentOf,
  VILLAGE,
  type Walker,
  WHOLE_DUTY,
} from './district.ts';
import { formOf, photo } from './photo.ts';
import { everyRow, readings } from './traces.ts';

/*
 * The reporter's identity does not travel to the body: what people of the body that has a matter are ever answered is gathered,
 * through the matter's whole life, and searched for the telephone and the name.
 */
const PHONE = '13966660001';
const NAME = '欧阳某某';
let house: Peopled;
/** Everything that people of the body, and its machine, were ever told. */
const heard: { readonly who: string; readonly text: string }[] = [];
beforeAll(async () => {
  house = await peopledHouse(
    ({ post, place }) =>
      place === 'at its body' || (place === 'in reach' && ['clerk', 'duty', 'verifier', 'leader'].includes(post)),
  );
}, 120_000);
afterAll(() => house?.close());

type Reported = { id: string; code: string; number: string };
const atBody = () => house.walkers.filter((who) => who.place === 'at its body' || who.is === 'machine');
async function ask(who: Walker, method: 'GET' | 'POST', url: string, payload?: object): Promise<Answer> {
  const answer = await house.send(who, method, url, payload);
  if (who.place === 'at its body' || who.is === 'machine') heard.push({ who: who.name, text: answer.text });
  return answer;
}
const move = (who: string, { id }: Reported, n: number, act: object) =>
  ask(house.walker(who), 'POST', `/api/desk/matters/${id}/moves`, { id: randomUUID(), n, act });
const reporters = (code: string, n: number, act: object) =>
  house.send(house.walker('nobody'), 'POST', '/api/follow/moves', { code, id: randomUUID(), n, act });
/** Everybody of the body looks everywhere that a matter shows. */
async function bodyLooks({ id, number }: Reported): Promise<void> {
  for (const who of atBody()) {
    const pages = [
      `/api/desk/matters/${id}`,
      '/api/desk/matters?limit=200',
      `/api/desk/matters?number=${number}`,
      '/api/desk/map?west=-180&south=-90&east=180&north=90',
      '/api/desk/counts',
      '/api/figures/open?measure=opened/',
      '/api/public/near?lon=119.65&lat=29.08',
      '/open311/v2/requests.json',
    ];
    for (const url of pages) await ask(who, 'GET', url);
    for (const what of ['contact', 'earlier']) {
      const refused = await ask(
        who,
        'POST',
        `/api/desk/matters/${id}/${what}`,
        what === 'contact' ? { reason: 'contact' } : {},
      );
      expect(refused.status, `${who.name} ${what}`).not.toBe(200);
    }
    await ask(who, 'POST', '/api/desk/caller', { phone: PHONE });
  }
}

/** After these steps the body looks: given, asked, answered, handed over, closed, reopened, given back. */
const LOOKED: readonly number[] = [0, 2, 3, 5, 9, 11, 12];

describe('a reporter', () => {
  let matter: Reported;
  it('is unknown to the body through the whole life of the matter', { timeout: 120_000 }, async () => {
    const report = {
      ...reportOf({ place: { territory: VILLAGE, address: '后街3号' }, phone: PHONE, name: NAME }),
      channel: 'hotline',
    };
    matter = (await house.send(house.walker('clerk in reach'), 'POST', '/api/desk/matters', report)).json as Reported;
    const steps: [string, object][] = [
      [WHOLE_DUTY, { move: 'assign', body: BODY, note: '请尽快' }],
      ['handler at its body', { move: 'accept' }],
      ['handler at its body', { move: 'ask', question: '几楼？' }],
      ['reporter', { move: 'answer', answer: '三楼' }],
      ['handler at its body', { move: 'note', note: '看过现场', forReporter: true }],
      ['handler at its body', { move: 'handOver', result: '清了' }],
      ['verifier in reach', { move: 'sendBack', reason: '没有清完' }],
      ['handler at its body', { move: 'handOver', result: '都清了' }],
      ['verifier in reach', { move: 'verify' }],
      ['verifier in reach', { move: 'close' }],
      ['reporter', { move: 'rate', stars: 5, words: '很好' }],
      ['reporter', { move: 'reopen', reason: '又堆了' }],
      ['handler at its body', { move: 'return', ground: 'duty', cites: '责任清单', reason: '不归我们' }],
    ];
    for (const [at, [who, act]] of steps.entries()) {
      const made =
        who === 'reporter' ? await reporters(matter.code, at + 1, act) : await move(who, matter, at + 1, act);
      expect(made.status, `${who} ${JSON.stringify(act)} ${made.text}`).toBe(200);
      if (LOOKED.includes(at)) await bodyLooks(matter);
    }
    expect(heard.length).toBeGreaterThan(200);
    // The search finds what is there: the words of the matter did reach them.
    expect(heard.some(({ text }) => text.includes('楼道堆满杂物'))).toBe(true);
    const told = heard.filter(({ text }) => [PHONE, NAME, PHONE.slice(3), '欧阳'].some((one) => text.includes(one)));
    expect(told.map(({ who, text }) => `${who}: ${text.slice(0, 300)}`)).toEqual([]);
  });

  it('reads who of the centre looked at the contact, in which post and why, and of nobody who was refused', async () => {
    const before = (await house.send(house.walker('nobody'), 'POST', '/api/follow', { code: matter.code })).json[
      'looks'
    ] as object[];
    expect(before).toEqual([]);
    const seen = await house.send(house.walker('clerk in reach'), 'POST', `/api/desk/matters/${matter.id}/contact`, {
      reason: 'visit',
    });
    expect(seen.json).toEqual({ phone: `+86${PHONE}`, name: NAME });
    await house.send(house.walker('duty in reach'), 'POST', `/api/desk/matters/${matter.id}/earlier`, {});
    const { looks } = (await house.send(house.walker('nobody'), 'POST', '/api/follow', { code: matter.code })).json as {
      looks: { post: string; reason: string; at: string; body: { id: string } }[];
    };
    expect(looks.map(({ post, reason, body }) => [post, reason, body.id]).sort()).toEqual([
      ['clerk', 'visit', 'other'],
      ['duty', 'contact', 'other'],
    ]);
    expect(JSON.stringify(looks)).not.toContain('姓名');
    // The same by the proved telephone, as the owner of all that was looked at.
    const own = { ...house.walker('resident'), headers: await residentOf(house, PHONE) };
    const mine = (await house.send(own, 'GET', '/api/residents/looks')).json['looks'] as {
      reason: string;
      about: string;
    }[];
    expect(mine.map(({ reason, about }) => [reason, about]).sort()).toEqual([
      ['contact', matter.id],
      ['visit', matter.id],
    ]);
    const stranger = { ...own, headers: await residentOf(house, '13966660002') };
    expect((await house.send(stranger, 'GET', '/api/residents/looks')).json).toEqual({ looks: [] });
  });

  it('cannot be looked at without the look, not even by one and the same officer twice', async () => {
    const count = async () =>
      (
        (await house.work.pool.query('select count(*)::int as n from identity.look where concerned = $1', [matter.id]))
          .rows[0] as { n: number }
      ).n;
    const before = await count();
    for (const n of [1, 2, 3]) {
      await house.send(house.walker(WHOLE_DUTY), 'POST', `/api/desk/matters/${matter.id}/contact`, {
        reason: 'contact',
      });
      expect(await count()).toBe(before + n);
    }
    for (const who of ['leader in reach', 'verifier in reach', 'handler at its body', 'clerk at its body']) {
      expect(
        (await house.send(house.walker(who), 'POST', `/api/desk/matters/${matter.id}/contact`, { reason: 'contact' }))
          .status,
      ).toBeGreaterThanOrEqual(403);
    }
    expect(await count()).toBe(before + 3);
  });
});

describe('what was sent to the right door', () => {
  it('keeps nothing of what was said and of who said it, beyond the count', async () => {
    const phone = '13966660009';
    const form = await formOf(await photo());
    const upload = await house.server.inject({
      method: 'POST',
      url: '/api/files',
      headers: { 'content-type': form.type },
      payload: form.payload,
    });
    const place = { lon: 119.654321, lat: 29.087654, address: '信访人住址8号' };
    const sent = await house.send(
      house.walker('nobody'),
      'POST',
      '/api/matters',
      reportOf({ place, words: '我要反映干部', phone, name: '上官某', photos: [upload.json().token] }),
    );
    const matter = sent.json as Reported;
    const opened = async () =>
      house.work.read(whole(DISTRICT), async (tx) => openRows(keyring, await sealedOf(tx, DISTRICT, [matter.id])));
    expect((await opened()).map((one) => one.text)).toContain('我要反映干部');
    const redirected = await move(WHOLE_DUTY, matter, 1, { move: 'redirect', door: 'discipline' });
    expect(redirected.json).toMatchObject({
      status: 'redirected',
      door: 'discipline',
      lon: null,
      lat: null,
      words: null,
      address: null,
    });

    expect((await opened()).every((one) => one.text === null)).toBe(true);
    const rows = (await everyRow(house.ownerUrl)).filter((row) => row.table !== 'identity.sms');
    const index = keyring.blindIndex(DISTRICT, 'phone', `+86${phone}`).toString('hex');
    const said = ['我要反映干部', '信访人住址', '上官某', phone, index];
    const kept = rows.flatMap((row) =>
      said.filter((one) => readings(row).some((text) => text.includes(one))).map((one) => `${row.table}: ${one}`),
    );
    expect(kept).toEqual([]);
    const own = rows.filter((row) => row.text.includes(matter.id));
    expect(own.filter((row) => row.table === 'sealing.key').every((row) => row.values['wrapped'] === null)).toBe(true);
    expect(own.filter((row) => row.table === 'files.file').map((row) => row.values['mark'])).toEqual([null]);
    expect(own.filter((row) => row.table === 'matters.reporter')).toEqual([]);
    expect(own.find((row) => row.table === 'matters.matter')?.values).toMatchObject({
      lon: null,
      lat: null,
      status: 'redirected',
    });

    const desk = await house.send(house.walker(WHOLE_DUTY), 'GET', `/api/desk/matters/${matter.id}`);
    expect(desk.json).toMatchObject({ hasContact: false, answers: null, nearby: [] });
    expect(
      (desk.json['history'] as { words: null; files: object[] }[]).every(
        (one) => one.words === null && one.files.length === 0,
      ),
    ).toBe(true);
    const followed = await house.send(house.walker('nobody'), 'POST', '/api/follow', { code: matter.code });
    expect(followed.json).toMatchObject({ door: 'discipline', words: null, abilities: [] });
    const figures = await house.send(house.walker('nobody'), 'GET', '/api/figures');
    expect((figures.json['total'] as { opened: number }).opened).toBe(2);
  });
});
