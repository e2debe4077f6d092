import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { type As, staffOf } from './staff.ts';

let house: TestHouse;
let as: As;
beforeAll(async () => {
  house = await testHouse();
  as = await staffOf(house, {
    ...{ duty1: 'duty', handler1: 'handler', handler2: 'handler', coordinator1: 'coordinator', leader1: 'leader' },
    ...{ sys1: 'sysadmin', sec1: 'secadmin' },
  });
});
afterAll(() => house?.close());

/** A matter that lies with the body `fire`; accepted by a handler where one is named. Returns its number and when it is due. */
async function given(handler: string | null, body = 'fire'): Promise<{ id: string; number: string; due: string }> {
  const id = randomUUID();
  const place = { lon: 119.65, lat: 29.08 };
  const payload = { id, kind: 'hazard.fire', place, words: '不可示人的话', phone: '13800000009' };
  expect((await as(null, 'POST', '/api/matters', payload)).status).toBe(200);
  const move = async (login: string, n: number, act: object) => {
    const answer = await as(login, 'POST', `/api/desk/matters/${id}/moves`, { id: randomUUID(), n, act });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  };
  await move('duty1', 1, { move: 'assign', body });
  if (handler !== null) await move(handler, 2, { move: 'accept' });
  const { matter } = (await as('duty1', 'GET', `/api/desk/matters/${id}`)).body as {
    matter: { number: string; due: string };
  };
  return { id, ...matter };
}

const feedOf = async (login: string): Promise<string> => {
  const made = await as(login, 'POST', '/api/me/feed', {});
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  return new URL(String(made.body['url'])).pathname;
};
const fetched = (path: string) => house.server.inject({ url: path });
/** What a calendar program makes of it, by a reader that is none of ours. */
async function eventsOf(path: string) {
  const answer = await fetched(path);
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
  const calendar = new ICAL.Component(ICAL.parse(answer.body));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  return { raw: answer.body, calendar, events };
}

describe('My calendar', () => {
  it('holds what I handle and is still open, at the time at which it is due, and no word more', async () => {
    const mine = await given('handler1');
    await given('handler2');
    await given(null);
    const path = await feedOf('handler1');
    const { raw, calendar, events } = await eventsOf(path);
    expect(events.map((one) => one.summary)).toEqual([`到期：消防隐患 ${mine.number}`]);
    const [event] = events;
    expect(event?.startDate.toJSDate().toISOString().slice(0, 19)).toBe(new Date(mine.due).toISOString().slice(0, 19));
    expect(event?.startDate.zone?.tzid).toBe('Asia/Shanghai');
    expect(String(event?.component.getFirstPropertyValue('url'))).toBe(`http://localhost/desk/matters/${mine.id}`);
    expect(raw).not.toMatch(/不可示人|13800000009|handler1|姓名|119\.6/);
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
  });

  it('keeps to RFC 5545: lines of 75 bytes that end in CRLF, UTC where it must be, and one UID for ever', async () => {
    const path = await feedOf('handler1');
    const [{ raw, events }, again] = [await eventsOf(path), await eventsOf(path)];
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of raw.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    for (const [name, ...more] of [
      ['DTSTAMP', 'Z'],
      ['LAST-MODIFIED', 'Z'],
    ])
      expect(raw).toMatch(new RegExp(`\r\n${name}:\\d{8}T\\d{6}${more[0]}\r\n`));
    expect(raw).toMatch(/\r\nPRODID:.+\r\n/);
    expect(raw).toMatch(/\r\nDTSTART;TZID=Asia\/Shanghai:\d{8}T\d{6}\r\n/);
    expect(again.events.map((one) => one.uid)).toEqual(events.map((one) => one.uid));
  });

  it('of a coordinator holds what lies with the body', async () => {
    const at = await given(null, 'centre');
    const { events } = await eventsOf(await feedOf('coordinator1'));
    expect(events.map((one) => one.summary)).toEqual([expect.stringContaining(at.number)]);
  });

  it('is opened by the address alone: renewed or ended, the old one opens nothing; what is kept is a digest', async () => {
    const first = await feedOf('handler2');
    expect((await as('handler2', 'GET', '/api/me/feed')).body).toMatchObject({
      mayHave: true,
      made: expect.any(String),
    });
    const second = await feedOf('handler2');
    expect([(await fetched(first)).statusCode, (await fetched(second)).statusCode]).toEqual([404, 200]);
    const token = second.replace(/^.*-|\.ics$/g, '');
    const { rows } = await house.work.pool.query('select f::text as row from feeds.feed f');
    expect(JSON.stringify(rows)).not.toContain(token);
    expect((await as('handler2', 'DELETE', '/api/me/feed')).status).toBe(200);
    const gone = await fetched(second);
    expect([gone.statusCode, gone.headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
    for (const path of ['/calendar/x.ics', '/calendar/330702-.ics', `/calendar/999999-${'a'.repeat(43)}.ics`])
      expect((await fetched(path)).statusCode).toBe(404);
  });

  it('is nothing for those who work on no matters', async () => {
    expect((await as('sys1', 'POST', '/api/me/feed', {})).status).toBe(403);
    expect((await as(null, 'POST', '/api/me/feed', {})).status).toBe(401);
  });

  it('ends with the appointment', async () => {
    const path = await feedOf('handler1');
    expect((await fetched(path)).statusCode).toBe(200);
    const { rows } = await house.work.pool.query(
      "select a.id from identity.appointment a join identity.person p on p.id = a.person where p.login = 'handler1'",
    );
    const ended = await as('sec1', 'POST', `/api/appointments/${rows[0].id}/moves`, { move: 'end', reason: 'moved' });
    expect(ended.status, JSON.stringify(ended.body)).toBe(200);
    expect((await fetched(path)).statusCode).toBe(404);
  });
});
