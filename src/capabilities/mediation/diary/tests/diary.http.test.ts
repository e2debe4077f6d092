import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '../../../../../tests/harness/database.ts';
import { agreement, type Hall, hall } from '../../tests/hall.ts';

let it0: Hall;
const START = Date.parse('2026-03-02T02:00:00Z');
const HOUR = 3_600_000;
const hoursOn = (hours: number): string => new Date(START + hours * HOUR).toISOString();
const at = (hours: number) => {
  it0.house.time.now = new Date(hoursOn(hours));
};
beforeAll(async () => {
  it0 = await hall('2026-03-02T02:00:00Z');
});
afterAll(() => it0?.house.close());

async function did(login: string, id: string, act: object) {
  const answer = await it0.move(login, id, act);
  expect(answer.status, `${JSON.stringify(act)} ${answer.text}`).toBe(200);
}
/** A session that has a time, so many hours after the beginning; its id. */
async function session(id: string, hours: number, over: object = {}): Promise<string> {
  const one = randomUUID();
  const how = { mode: 'inPerson', joint: true, minutes: 90, place: '东街调解室二楼', ...over };
  await did('mediator', id, { move: 'proposeSession', session: one, proposed: [hoursOn(hours)], ...how });
  await did('mediator', id, { move: 'setSession', session: one, at: hoursOn(hours) });
  return one;
}

const MINE = '/api/me/feed?sort=sessions';
async function feedOf(login: string): Promise<string> {
  const made = await it0.call(login, 'POST', MINE, {});
  expect(made.status, made.text).toBe(200);
  return new URL(made.body.url).pathname;
}
const fetched = (path: string) => it0.house.server.inject({ url: path });
/** What a calendar program makes of it, by a reader that is none of ours. */
async function eventsOf(path: string) {
  const answer = await fetched(path);
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
  const calendar = new ICAL.Component(ICAL.parse(answer.body));
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  return { raw: answer.body, calendar, events };
}
const statusOf = (event: ICAL.Event | undefined) => String(event?.component.getFirstPropertyValue('status'));

describe('A mediator’s calendar', () => {
  it('holds each session that has a time: number, time, length, how and in which room, and nothing of the parties', async () => {
    at(0);
    const { id } = await it0.mediating();
    const { number } = await it0.show('mediator', id);
    // One that has no time yet is nobody's appointment.
    const open = { session: randomUUID(), mode: 'phone', joint: true, proposed: [hoursOn(80)] };
    await did('mediator', id, { move: 'proposeSession', ...open });
    const one = await session(id, 26);
    const { raw, calendar, events } = await eventsOf(await feedOf('mediator'));
    expect(events.map((event) => [event.uid, event.summary, event.location, event.description])).toEqual([
      [`${id}-${one}@330702.lianan`, `调解 ${number}`, '东街调解室二楼', '到场调解'],
    ]);
    const [event] = events;
    expect([event?.startDate, event?.endDate].map((when) => when?.toJSDate().toISOString())).toEqual([
      hoursOn(26),
      hoursOn(27.5),
    ]);
    expect([statusOf(event), event?.sequence]).toEqual(['CONFIRMED', 0]);
    expect(String(event?.component.getFirstPropertyValue('url'))).toBe(`http://localhost/desk/mediation/${id}`);
    expect(raw).not.toMatch(/甲某|乙某|139000|漏水|东街 8 号|ATTENDEE|ORGANIZER|mediator1/);
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
    // RFC 5545, 3.1: lines of 75 bytes at the most that end in CRLF.
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of raw.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  it('says no number and no link, which may lead to a party', async () => {
    at(0);
    const { id } = await it0.mediating();
    await session(id, 50, { mode: 'phone', place: '打 13900000002' });
    await session(id, 52, { mode: 'video', place: 'https://meet.example/secret' });
    const { raw, events } = await eventsOf(await feedOf('mediator'));
    const own = events.filter(({ uid }) => uid.startsWith(id));
    expect(own.map(({ description, location }) => [description, location])).toEqual([
      ['电话调解', null],
      ['视频调解', null],
    ]);
    expect(raw).not.toMatch(/13900000002|meet\.example/);
  });

  it('follows what is put off, held and cancelled under one UID with a rising SEQUENCE; what fell is CANCELLED', async () => {
    at(0);
    const { id } = await it0.mediating();
    const [moved, fallen] = [await session(id, 30), await session(id, 40)];
    const path = await feedOf('mediator');
    const of = async (one: string) => {
      const event = (await eventsOf(path)).events.find(({ uid }) => uid === `${id}-${one}@330702.lianan`);
      return [statusOf(event), event?.sequence, event?.startDate.toJSDate().toISOString()];
    };
    expect(await of(moved)).toEqual(['CONFIRMED', 0, hoursOn(30)]);
    await did('mediator', id, { move: 'setSession', session: moved, at: hoursOn(33) });
    expect(await of(moved)).toEqual(['CONFIRMED', 1, hoursOn(33)]);
    await did('mediator', id, { move: 'cancelSession', session: fallen, reason: '停电' });
    expect(await of(fallen)).toEqual(['CANCELLED', 1, hoursOn(40)]);
    // The end of a case takes along what was still to come.
    await did('duty', id, { move: 'withdraw' });
    expect(await of(moved)).toEqual(['CANCELLED', 2, hoursOn(33)]);
    const { raw } = await eventsOf(path);
    expect(raw).not.toMatch(/停电/);
  });

  it('is of one’s own sessions alone, those that one mediates with others among them', async () => {
    at(0);
    const { id } = await it0.mediating();
    await session(id, 60);
    const others = await eventsOf(await feedOf('second'));
    expect(others.events).toEqual([]);
    const both = { mediators: [it0.ids['mediator'], it0.ids['second']], chosen: 'committee', noInterest: true };
    await did('mediator', id, { move: 'nameMediators', ...both });
    const second = await feedOf('second');
    const seen = (await eventsOf(second)).events;
    expect(seen.map(({ uid }) => uid.slice(0, 36))).toEqual([id]);
    await did('mediator', id, { move: 'recuse', mediator: it0.ids['second'], reason: '亲属' });
    expect((await eventsOf(second)).events).toEqual([]);
    expect((await eventsOf(await feedOf('other'))).events).toEqual([]);
  });

  it('keeps what was held for half a year', async () => {
    at(0);
    const { id, a, b } = await it0.mediating();
    const one = await session(id, 20);
    at(24);
    const held = { at: hoursOn(21), present: [a, b], record: '各自陈述' };
    await did('mediator', id, { move: 'holdSession', session: one, ...held });
    const path = await feedOf('mediator');
    const shown = async () => (await eventsOf(path)).events.find(({ uid }) => uid === `${id}-${one}@330702.lianan`);
    const event = await shown();
    expect([statusOf(event), event?.sequence, event?.startDate.toJSDate().toISOString()]).toEqual([
      'CONFIRMED',
      1,
      hoursOn(21),
    ]);
    at(24 * 179);
    expect(await shown()).toBeDefined();
    at(24 * 190);
    expect(await shown()).toBeUndefined();
    at(0);
  });

  it('lets go of what another body has taken, and says there that what was planned is CANCELLED; an agreement cancels what was still to come', async () => {
    at(0);
    const { id } = await it0.mediating();
    const one = await session(id, 70);
    const path = await feedOf('mediator');
    const of = async (feed: string, it: string) => {
      const event = (await eventsOf(feed)).events.find(({ uid }) => uid === `${it}@330702.lianan`);
      return event === undefined ? null : [statusOf(event), event.sequence];
    };
    await did('mediator', id, { move: 'offer', body: 'pmc-other' });
    await did('other', id, { move: 'refuseOffer', ground: 'noCapacity', reason: '人手不足' });
    expect(await of(path, `${id}-${one}`)).toEqual(['CONFIRMED', 0]);
    await did('mediator', id, { move: 'offer', body: 'pmc-other' });
    await did('other', id, { move: 'accept' });
    expect(await of(path, `${id}-${one}`)).toBeNull();
    const named = { mediators: [it0.ids['other']], chosen: 'committee', noInterest: true };
    await did('other', id, { move: 'nameMediators', ...named });
    expect(await of(await feedOf('other'), `${id}-${one}`)).toEqual(['CANCELLED', 1]);
    expect((await it0.show('other', id)).sessions).toMatchObject([{ id: one, state: 'cancelled' }]);

    const soon = await it0.mediating();
    const later = await session(soon.id, 72);
    const due = '2026-03-20';
    await did('mediator', soon.id, { move: 'agreeOrally', agreement: agreement(soon.a, soon.b, due) });
    expect(await of(path, `${soon.id}-${later}`)).toEqual(['CANCELLED', 1]);
  });
});

describe('The address', () => {
  it('opens nothing once it was renewed or ended; what is kept is a digest', async () => {
    at(0);
    const first = await feedOf('mediator');
    expect((await it0.call('mediator', 'GET', MINE)).body).toEqual({ made: '2026-03-02', mayHave: true });
    const second = await feedOf('mediator');
    expect([(await fetched(first)).statusCode, (await fetched(second)).statusCode]).toEqual([404, 200]);
    const { rows } = await it0.house.work.pool.query('select f::text as row from feeds.feed f');
    expect(JSON.stringify(rows)).not.toContain(second.replace(/^.*-|\.ics$/g, ''));
    expect((await it0.house.server.inject({ method: 'DELETE', url: MINE })).statusCode).toBe(401);
    const headers = { cookie: await it0.house.signIn('mediator') };
    expect((await it0.house.server.inject({ method: 'DELETE', url: MINE, headers })).statusCode).toBe(200);
    expect((await fetched(second)).statusCode).toBe(404);
  });

  it('of sessions and that of deadlines are two: neither opens the other, neither ends with the other', async () => {
    at(0);
    const sessions = await feedOf('police');
    const deadlines = new URL((await it0.call('police', 'POST', '/api/me/feed', {})).body.url).pathname;
    expect((await fetched(sessions)).statusCode).toBe(200);
    expect((await fetched(deadlines)).statusCode).toBe(200);
    const token = (path: string) => path.replace(/^.*\//, '');
    expect((await fetched(`/calendar/${token(sessions)}`)).statusCode).toBe(404);
    expect((await fetched(`/calendar/sessions/${token(deadlines)}`)).statusCode).toBe(404);
    await feedOf('police');
    expect((await fetched(deadlines)).statusCode).toBe(200);
  });

  it('is nothing for posts that mediate nothing, nor of a calendar that nobody offers', async () => {
    for (const login of ['duty', 'leader', 'liaison']) {
      expect((await it0.call(login, 'GET', MINE)).body).toEqual({ made: null, mayHave: false });
      const refused = await it0.call(login, 'POST', MINE, {});
      expect([refused.status, refused.body.code]).toEqual([403, 'feeds.noPosts']);
    }
    expect((await it0.call('mediator', 'GET', '/api/me/feed?sort=other')).status).toBe(404);
    for (const path of ['x.ics', '330702-.ics', `330702-${'a'.repeat(43)}.ics`, `999999-${'a'.repeat(43)}.ics`])
      expect((await fetched(`/calendar/sessions/${path}`)).statusCode).toBe(404);
  });

  it('ends with the post', async () => {
    at(0);
    const path = await feedOf('second');
    expect((await fetched(path)).statusCode).toBe(200);
    await asOwner(it0.house.ownerUrl, async (owner) => {
      const ended = "update identity.appointment set to_day = '2026-03-01' where person = $1";
      expect((await owner.query(ended, [it0.ids['second']])).rowCount).toBe(1);
    });
    expect((await fetched(path)).statusCode).toBe(404);
  });
});
