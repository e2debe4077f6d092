import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formOf, photo } from '../../../../../tests/walks/photo.ts';
import { mineDocument } from '../../papers.contract.ts';
import { apply, mine, mineMove, passport } from '../../party.contract.ts';
import { application, type Hall, hall, type Json } from '../../tests/hall.ts';
import { mineCalendar, mineFile } from '../tools.contract.ts';

const A = '13900000001';
const B = '13900000002';
const STRANGER = '13900000009';

let it0: Hall;
beforeAll(async () => {
  it0 = await hall('2026-03-02T02:00:00Z');
  for (const phone of [A, B, STRANGER]) await it0.resident(phone);
});
afterAll(() => it0?.house.close());

const see = (who: string | null, code: string) => it0.call(who, 'POST', mine.path, { code });
async function seen(who: string, code: string): Promise<Json> {
  const { status, body, text } = await see(who, code);
  expect(status, text).toBe(200);
  return body;
}
async function act(who: string, code: string, move: object, n?: number) {
  const now = n ?? (await seen(who, code)).n;
  return it0.call(who, 'POST', mineMove.path, { code, id: randomUUID(), n: now, act: move });
}
async function did(who: string, code: string, move: object): Promise<Json> {
  const { status, body, text } = await act(who, code, move);
  expect(status, text).toBe(200);
  return body;
}
async function staffDid(login: string, id: string, move: object) {
  const { status, text } = await it0.move(login, id, move);
  expect(status, text).toBe(200);
}

/** A case in which everybody has said something that others are not told. */
async function full(violence = false) {
  const one = await it0.mediating({ words: 'MARK-APPLIED', address: 'MARK-ADDRESS', violence });
  const { id, passport: code } = one;
  const note = (room: string, text: string) => ({ move: 'note', room, text });
  await staffDid('mediator', id, note('mediators', 'MARK-MEDIATORS'));
  await staffDid('mediator', id, note('shared', 'MARK-SHARED'));
  await did(A, code, note(one.a, 'MARK-ROOM-A'));
  await did(B, code, note(one.b, 'MARK-ROOM-B'));
  await staffDid('duty', id, { move: 'alarm', why: 'escalation', body: 'police', words: 'MARK-ALARM' });
  await staffDid('duty', id, { move: 'askProtection', violence, minors: true, note: 'MARK-PROTECTION' });
  await staffDid('duty', id, { move: 'seeIdentity', party: one.a, reason: 'MARK-LOOK-A' });
  await staffDid('mediator', id, { move: 'seeEarlier' });
  const session = randomUUID();
  const at = new Date((it0.house.time.now as Date).getTime() + 86_400_000).toISOString();
  await staffDid('mediator', id, {
    move: 'proposeSession',
    session,
    mode: 'video',
    joint: true,
    proposed: [at],
    place: 'https://meet.example/MARK-PLACE',
    reason: 'MARK-WHY-TOGETHER',
  });
  return { ...one, code, session, at };
}
const marksIn = (text: string) => [...new Set(text.match(/MARK-[A-Z]+(-[A-Z]+)*/g) ?? [])].toSorted();

describe('what a party reads', () => {
  it('is its own room and the shared one, never the other’s, the mediators’, an alarm or who asked for protection', async () => {
    const { code, a } = await full();
    const forA = await see(A, code);
    expect(marksIn(forA.text)).toEqual([
      'MARK-ADDRESS',
      'MARK-APPLIED',
      'MARK-LOOK-A',
      'MARK-PLACE',
      'MARK-ROOM-A',
      'MARK-SHARED',
    ]);
    const forB = await see(B, code);
    expect(marksIn(forB.text)).toEqual(['MARK-ADDRESS', 'MARK-APPLIED', 'MARK-PLACE', 'MARK-ROOM-B', 'MARK-SHARED']);
    for (const { body } of [forA, forB]) {
      expect(body).toMatchObject({
        protection: null,
        apart: false,
        protectionRoutes: [],
        alarmed: null,
        repeats: null,
      });
      const kinds = (body.history as { kind: string }[]).map(({ kind }) => kind);
      expect(kinds).not.toContain('case.alarmed');
      expect(kinds).not.toContain('case.protection-asked');
      expect(body.history.find((one: Json) => one.kind === 'case.earlier-looked').facts).toEqual({});
      // Telephones and papers of nobody.
      expect(JSON.stringify(body)).not.toMatch(/1390000000/);
    }
    expect(forA.body.looks).toMatchObject([{ reason: 'MARK-LOOK-A', post: 'duty' }]);
    expect(forB.body.looks).toEqual([]);
    expect(forA.body.me).toBe(a);
  });

  it('is not what the other wrote, nor where it is, once there was talk of violence', async () => {
    const { code } = await full(true);
    expect(marksIn((await see(A, code)).text)).toContain('MARK-APPLIED');
    const forB = await see(B, code);
    expect(marksIn(forB.text)).toEqual(['MARK-PLACE', 'MARK-ROOM-B', 'MARK-SHARED']);
    expect(forB.body).toMatchObject({ words: null, address: null });
  });

  it('is neither when the other can come, nor whether its room travels, nor how it rated', async () => {
    const { id, code, a, b, session, at } = await full();
    await did(A, code, { move: 'answerSession', session, can: [at] });
    await did(A, code, { move: 'letTravel', party: a, may: true });
    const forB = await seen(B, code);
    expect(forB.sessions.at(-1).can).toEqual({});
    expect((await seen(A, code)).sessions.at(-1).can).toEqual({ [a]: [at] });
    await staffDid('mediator', id, { move: 'cancelSession', session });
    await did(B, code, { move: 'decline', party: b });
    await did(A, code, { move: 'rate', stars: 2, words: 'MARK-RATING' });
    const after = await see(B, code);
    expect(after.text).not.toContain('MARK-RATING');
    expect(after.body.parties.find((one: Json) => one.id === a)).toMatchObject({ rating: null, travels: false });
    expect((await seen(A, code)).parties.find((one: Json) => one.id === a)).toMatchObject({ rating: 2, travels: true });
  });

  it('by the code alone is the way between bodies, and no person', async () => {
    const { id, code } = await full();
    const { number } = await it0.show('duty', id);
    const { status, body, text } = await it0.call(null, 'POST', passport.path, { code });
    expect(status).toBe(200);
    expect(body.number).toBe(number);
    expect(body.way.map((one: Json) => one.kind)).toEqual([
      'case.opened',
      'case.triaged',
      'case.offered',
      'case.accepted',
    ]);
    expect(text).not.toMatch(/MARK|甲某|乙某|mediator姓名|1390000000/);
    // However it is written.
    const again = await it0.call(null, 'POST', passport.path, { code: code.replaceAll('-', '').toLowerCase() });
    expect(again.body.number).toBe(number);
  });
});

describe('who opens a party’s page', () => {
  it('is nobody with another telephone, with the wrong code, or with none checked', async () => {
    const { code, session } = await full();
    const calls: readonly (readonly [string, object])[] = [
      [mine.path, {}],
      [mineMove.path, { id: randomUUID(), n: 1, act: { move: 'withdraw' } }],
      [mineCalendar.path, { session }],
      [mineFile.path, { id: randomUUID(), variant: 'thumb' }],
      [mineDocument.path, { document: 'rights', as: 'pdf' }],
    ];
    for (const [path, over] of calls) {
      const by = async (who: string | null, asked: string) =>
        (await it0.call(who, 'POST', path, { code: asked, ...over })).status;
      expect([await by(null, code), await by('duty', code)], path).toEqual([401, 403]);
      expect(await by(STRANGER, code), path).toBe(403);
      expect(await by(A, '0000-0000-0000'), path).toBe(404);
    }
    const { body } = await see(STRANGER, code);
    expect(body).toMatchObject({ code: 'mediation.notParty' });
    expect(body.title ?? body.titles).toBeTruthy();
    expect((await it0.call(null, 'POST', passport.path, { code: '0000-0000-0000' })).body.code).toBe(
      'mediation.wrongPassport',
    );
    expect((await it0.call(null, 'POST', passport.path, { code: 'short' })).status).toBe(400);
  });

  it('speaks for itself alone, and in its own room and the shared one alone', async () => {
    const { code, a, b } = await full();
    expect((await act(A, code, { move: 'consent', party: b })).status).toBe(403);
    expect((await act(A, code, { move: 'note', room: b, text: 'x' })).status).toBe(403);
    expect((await act(A, code, { move: 'note', room: 'mediators', text: 'x' })).status).toBe(403);
    expect((await act(A, code, { move: 'letTravel', party: b, may: true })).status).toBe(403);
    for (const move of [
      { move: 'setSession', session: randomUUID(), at: '2026-03-05T02:00:00Z' },
      { move: 'seeIdentity', party: b, reason: 'x' },
      { move: 'seeEarlier' },
    ])
      expect((await act(A, code, move)).status).toBe(403);
    expect((await seen(A, code)).abilities).not.toContain('seeIdentity');
    expect((await did(A, code, { move: 'note', room: a, text: '只给调解员' })).history.at(-1).words).toBe('只给调解员');
  });
});

describe('what a party takes along', () => {
  it('is a session that has a time, as a calendar that names nobody', async () => {
    const { id, code, session, at } = await full();
    const early = await it0.call(A, 'POST', mineCalendar.path, { code, session });
    expect([early.status, early.body.code]).toEqual([409, 'mediation.notSet']);
    await staffDid('mediator', id, { move: 'setSession', session, at });
    const { status, text } = await it0.call(A, 'POST', mineCalendar.path, { code, session });
    expect(status).toBe(200);
    const [event] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
    const { startDate, endDate, location, summary } = new ICAL.Event(event as ICAL.Component);
    expect(startDate.toJSDate().toISOString()).toBe(at);
    expect(endDate.toJSDate().getTime() - startDate.toJSDate().getTime()).toBe(3_600_000);
    expect(location).toBe('https://meet.example/MARK-PLACE');
    expect(summary).toMatch(/^调解 /);
    expect(text).not.toMatch(/甲某|乙某|1390000000/);
    expect((await it0.call(A, 'POST', mineCalendar.path, { code, session: randomUUID() })).status).toBe(409);
  });

  it('is a photo from a room that it reads, and none from the other’s', async () => {
    const { code, a } = await full();
    const upload = async () => {
      const { payload, type } = await formOf(await photo());
      const headers = { 'content-type': type };
      const sent = await it0.house.server.inject({ method: 'POST', url: '/api/files', payload, headers });
      return (sent.json() as { token: string }).token;
    };
    const view = await did(A, code, { move: 'note', room: a, sort: 'evidence', files: [await upload()] });
    const own = view.history.at(-1).files[0].id;
    const shared = (await did(A, code, { move: 'note', room: 'shared', files: [await upload()] })).history.at(-1)
      .files[0].id;
    const open = async (who: string, id: string) =>
      (await it0.call(who, 'POST', mineFile.path, { code, id, variant: 'thumb' })).status;
    expect([await open(A, own), await open(A, shared)]).toEqual([200, 200]);
    expect([await open(B, own), await open(B, shared)]).toEqual([404, 200]);
    expect(await open(B, randomUUID())).toBe(404);
  });
});

describe('an application', () => {
  const ask = (over: object = {}) => {
    const { channel: _channel, ...told } = application(randomUUID(), randomUUID(), randomUUID());
    return { ...told, ...over };
  };
  const send = (payload: object) => it0.call(null, 'POST', apply.path, payload);

  it('enters one case however often it is sent, and its code opens it', async () => {
    const once = ask();
    const [first, again] = [await send(once), await send(once)];
    expect(first.status, first.text).toBe(200);
    expect(again.body).toEqual(first.body);
    expect(first.body.caseCode).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect((await seen(A, first.body.caseCode)).number).toBe(first.body.number);
  });

  it('is not taken where violence and minors were not asked, or with what no form would send', async () => {
    for (const over of [{ violence: undefined }, { minors: undefined }, { parties: [] }, { words: '' }])
      expect((await send(ask(over))).status, JSON.stringify(over)).toBe(400);
    expect((await send(ask({ nature: '1401' }))).body.code).toBe('mediation.badNature');
    expect((await send(ask({ territory: '330702999' }))).body.code).toBe('mediation.otherPlace');
    expect((await send(ask({ channel: 'entrusted' }))).status).toBe(400);
  });

  it('and a code are asked for only so often from one address', async () => {
    const from = async (url: string, payload: object, times: number) => {
      const statuses = [];
      for (let n = 0; n < times; n += 1) {
        const answer = await it0.house.server.inject({ method: 'POST', url, payload, remoteAddress: '10.9.8.7' });
        statuses.push(answer.statusCode);
      }
      return statuses.at(-1);
    };
    expect(await from(passport.path, { code: '0000-0000-0000' }, 120)).toBe(404);
    expect(await from(passport.path, { code: '0000-0000-0000' }, 1)).toBe(429);
    expect(await from(apply.path, {}, 10)).toBe(400);
    expect(await from(apply.path, ask(), 1)).toBe(429);
  });
});

describe('the log', () => {
  it('has no line of what anybody may ask, no code in any, and the code stands in no address', async () => {
    for (const { unlogged, name } of [apply, passport]) expect(unlogged, name).toBe(true);
    for (const contract of [apply, passport, mine, mineMove, mineCalendar, mineFile, mineDocument]) {
      expect(contract.method).toBe('POST');
      expect(contract.path).not.toContain(':');
    }
    const heard: string[] = [];
    const log = it0.house.server.log as unknown as Record<symbol, unknown> & { level: string };
    const [stream] = Object.getOwnPropertySymbols(log).filter((one) => String(one) === 'Symbol(pino.stream)');
    expect(stream).toBeDefined();
    const before = log[stream as symbol];
    const level = log.level;
    log[stream as symbol] = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        heard.push(String(chunk));
        done();
      },
    });
    log.level = 'trace';
    try {
      const { code } = await full();
      await see(STRANGER, code);
      await it0.call(null, 'POST', passport.path, { code });
      await it0.call(null, 'POST', passport.path, { code: '0000-0000-0001' });
      (it0.house.server.log as unknown as { info: (words: string) => void }).info('HEARD');
      expect(heard.join('')).toContain('HEARD');
      expect(heard.join('')).toContain('/api/mediation/mine');
      expect(heard.join('')).not.toContain(code);
      expect(heard.join('')).not.toContain('0000-0000-0001');
      expect(heard.join('')).not.toMatch(/\/api\/mediation\/(passport|applications)/);
      expect(heard.join('')).not.toMatch(/MARK|1390000000/);
    } finally {
      log[stream as symbol] = before;
      log.level = level;
    }
  });
});
