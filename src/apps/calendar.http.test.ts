import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../tests/harness/house.ts';
import { type As, staffOf } from '../capabilities/matters/tests/staff.ts';
import { calendarOf, freshCalendarOf } from '../platform/calendar/calendar.door.ts';
import { isWorkingDay } from '../platform/calendar/calendar.rules.ts';
import { USUAL_HOURS } from '../platform/calendar/hours.rules.ts';
import { addTerm } from '../platform/calendar/terms.rules.ts';
import { audit } from '../platform/journal/audit.ts';
import { subjects } from './subjects.ts';

const DISTRICT = '330702';
let house: TestHouse;
let as: As;
beforeAll(async () => {
  house = await testHouse();
  as = await staffOf(house, { sys1: 'sysadmin', duty1: 'duty', handler1: 'handler', auditor1: 'auditor' });
});
afterAll(() => house?.close());

type Shown = {
  version: number;
  announced: boolean;
  openFrom: string | null;
  list: string | null;
  source: string | null;
  working: number;
  mayKeep: boolean;
  days: { day: string; works: boolean; by: string; why: string | null; holiday: string | null }[];
};
const yearAs = async (login: string, year: number): Promise<Shown> =>
  (await as(login, 'GET', `/api/calendar/years/${year}`)).body as unknown as Shown;
const version = async () => (await yearAs('sys1', 2026)).version;
const titleOf = (answer: { body: Record<string, unknown> }) => answer.body['code'];
const flood = async (over: object = {}) => ({
  ...{ works: false, why: '台风停工', source: '婺政办〔2026〕9号' },
  base: await version(),
  ...over,
});
/** 2028 as its notice might be, with the weekdays of that year. */
const NOTICE_2028 = `一、元旦：1月1日（周六）至3日（周一）放假调休，共3天。
二、春节：1月25日（周二）至2月1日（周二）放假调休，共8天。1月22日（周六）、2月5日（周六）上班。
三、清明节：4月4日（周二）放假1天。
四、劳动节：4月29日（周六）至5月3日（周三）放假调休，共5天。5月6日（周六）上班。
五、端午节：5月27日（周六）至29日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周日）至8日（周日）放假调休，共8天。9月23日（周六）上班。`;

describe('The calendar of a district', () => {
  it('is read by all of the staff and by nobody else; only the system administrator is offered to keep it', async () => {
    for (const [login, mayKeep] of [
      ['sys1', true],
      ['duty1', false],
      ['handler1', false],
      ['auditor1', false],
    ] as const) {
      const shown = await yearAs(login, 2026);
      expect([login, shown.announced, shown.list, shown.mayKeep]).toEqual([login, true, 'carried', mayKeep]);
      expect(shown.days.find((one) => one.day === '2026-10-10')).toMatchObject({ works: true, by: 'notice' });
      expect(shown.working).toBe(248);
    }
    expect((await as(null, 'GET', '/api/calendar/years/2026')).status).toBe(401);
    expect((await as('sys1', 'GET', '/api/calendar/years/1999')).status).toBe(400);
  });

  it('says of a year without a notice that it is provisional, and of the year before that its last days are', async () => {
    const last = Math.max(...(await calendarOf(house.db, DISTRICT)).calendar.announced);
    expect(await yearAs('duty1', last)).toMatchObject({ announced: true, openFrom: `${last}-12-29` });
    expect(await yearAs('duty1', last + 1)).toMatchObject({ announced: false, openFrom: null, list: null });
    expect(await yearAs('duty1', last - 1)).toMatchObject({ openFrom: null });
  });

  it('takes a day off with a reason, which wins over the notice, and gives it back', async () => {
    const before = await calendarOf(house.db, DISTRICT);
    expect((await as('duty1', 'PUT', '/api/calendar/days/2026-07-09', await flood())).status).toBe(403);
    const set = await as('sys1', 'PUT', '/api/calendar/days/2026-07-09', await flood());
    expect(set.body).toEqual({ version: before.version + 1 });
    expect((await yearAs('duty1', 2026)).days.find((one) => one.day === '2026-07-09')).toEqual({
      ...{ day: '2026-07-09', works: false, by: 'override', holiday: null },
      ...{ why: '台风停工', source: '婺政办〔2026〕9号' },
    });
    // The value that was handed out stays what it was; the worker's own process sees the change.
    expect(isWorkingDay('2026-07-09', before.calendar)).toBe(true);
    expect(isWorkingDay('2026-07-09', (await freshCalendarOf(house.work, DISTRICT)).calendar)).toBe(false);
    // Saying the same again leaves no line.
    expect((await as('sys1', 'PUT', '/api/calendar/days/2026-07-09', await flood())).body).toEqual({
      version: before.version + 1,
    });

    const gone = await as('sys1', 'DELETE', `/api/calendar/days/2026-07-09?base=${await version()}`);
    expect(gone.status).toBe(200);
    expect((await yearAs('duty1', 2026)).days.some((one) => one.day === '2026-07-09')).toBe(false);
    const again = await as('sys1', 'DELETE', `/api/calendar/days/2026-07-09?base=${await version()}`);
    expect([again.status, titleOf(again)]).toEqual([404, 'calendar.notSaid']);
  });

  it('is not changed over what somebody else changed meanwhile', async () => {
    const base = await version();
    expect((await as('sys1', 'PUT', '/api/calendar/days/2026-07-13', await flood({ base }))).status).toBe(200);
    const late = await as('sys1', 'PUT', '/api/calendar/days/2026-07-14', await flood({ base }));
    expect([late.status, titleOf(late)]).toEqual([409, 'calendar.meanwhile']);
    // Of two at the same moment one is told so.
    const now = await version();
    const both = await Promise.all(
      ['2026-07-15', '2026-07-16'].map(async (day) =>
        as('sys1', 'PUT', `/api/calendar/days/${day}`, await flood({ base: now })),
      ),
    );
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
  });

  it('refuses what is no day, no reason and no year', async () => {
    const base = await version();
    for (const [url, body] of [
      ['/api/calendar/days/2026-02-30', await flood()],
      ['/api/calendar/days/1999-12-31', await flood()],
      ['/api/calendar/days/2026-07-20', await flood({ why: ' ' })],
      ['/api/calendar/days/2026-07-20', { works: false, base }],
      ['/api/calendar/years/2170', { text: NOTICE_2028, source: '通知', base }],
    ] as const)
      expect([url, (await as('sys1', 'PUT', url, body)).status]).toEqual([url, 400]);
  });

  it('makes a year certain by its notice, pasted; one that does not fit is refused line by line and nothing is saved', async () => {
    const read = await as('sys1', 'POST', '/api/calendar/years/2028/read', { text: NOTICE_2028 });
    expect(read.body['faults']).toEqual([]);
    expect((await as('duty1', 'POST', '/api/calendar/years/2028/read', { text: NOTICE_2028 })).status).toBe(403);
    const base = await version();
    const wrong = await as('sys1', 'PUT', '/api/calendar/years/2028', {
      ...{ text: NOTICE_2028.replace('（周二）放假1天', '（周三）放假1天'), source: '国办发明电〔2027〕1号', base },
    });
    expect([wrong.status, titleOf(wrong)]).toEqual([422, 'calendar.list']);
    expect(JSON.stringify(wrong.body)).toContain('2028-04-04（周三）');
    expect(await version()).toBe(base);

    const put = { text: NOTICE_2028, source: '国办发明电〔2027〕1号', base };
    expect((await as('duty1', 'PUT', '/api/calendar/years/2028', put)).status).toBe(403);
    expect((await as('sys1', 'PUT', '/api/calendar/years/2028', put)).status).toBe(200);
    expect(await yearAs('duty1', 2028)).toMatchObject({
      ...{ announced: true, list: 'entered', source: '国办发明电〔2027〕1号', openFrom: '2028-12-29' },
    });
    const { calendar } = await calendarOf(house.db, DISTRICT);
    expect(isWorkingDay('2028-02-05', calendar)).toBe(true);
    expect(isWorkingDay('2028-05-02', calendar)).toBe(false);

    expect((await as('sys1', 'DELETE', `/api/calendar/years/2028?base=${await version()}`)).status).toBe(200);
    expect(await yearAs('duty1', 2028)).toMatchObject({ announced: false, list: null, source: null });
  });

  it('knows the hours of each body: its own, else the usual ones of the district, and deadlines follow', async () => {
    const at = Date.parse('2026-11-27T17:00:00+08:00');
    const dueAt = async (body: string | null) =>
      new Date(
        addTerm(at, { n: 2, unit: 'working hours' }, (await calendarOf(house.db, DISTRICT)).timetableOf(body)).due,
      ).toISOString();
    expect(await dueAt('fire')).toBe('2026-11-30T02:00:00.000Z');
    const night = {
      ...USUAL_HOURS,
      duty: [{ from: 1050, to: 1950, days: 'every', weekdays: [] }],
    };
    const put = async (body: string | null, hours: object | null) =>
      as('sys1', 'PUT', '/api/calendar/hours', { body, hours, base: await version() });
    expect((await put('fire', night)).status).toBe(200);
    expect(await dueAt('fire')).toBe('2026-11-27T11:00:00.000Z');
    expect(await dueAt('centre')).toBe('2026-11-30T02:00:00.000Z');
    const late = { ...USUAL_HOURS, week: USUAL_HOURS.week.map(() => [{ from: 600, to: 1140 }]) };
    expect((await put(null, late)).status).toBe(200);
    expect(await dueAt('centre')).toBe('2026-11-27T11:00:00.000Z');
    expect(await dueAt(null)).toBe('2026-11-27T11:00:00.000Z');

    const seen = await as('duty1', 'GET', '/api/calendar/hours');
    expect(seen.body).toMatchObject({ usual: late, isUsualOwn: true, mayKeep: false });
    expect((seen.body['bodies'] as { id: string; own: unknown }[]).find((one) => one.id === 'fire')?.own).toEqual(
      night,
    );

    expect((await put('fire', null)).status).toBe(200);
    expect(await dueAt('fire')).toBe('2026-11-27T11:00:00.000Z');
    expect([(await put('fire', null)).status, (await put('nobody', night)).status]).toEqual([404, 422]);
    const never = { ...USUAL_HOURS, week: USUAL_HOURS.week.map(() => []) };
    const refused = await put('fire', never);
    expect([refused.status, titleOf(refused)]).toEqual([422, 'calendar.hours_never']);
    expect(
      (await as('duty1', 'PUT', '/api/calendar/hours', { body: null, hours: null, base: await version() })).status,
    ).toBe(403);
  });

  it('leaves one line a change, by whom and in which post, from which it can be folded again', async () => {
    const { rows } = await house.work.pool.query<{ kind: string; n: number; signed: boolean }>(
      `select kind, count(*)::int as n, bool_and(by is not null and post is not null) as signed
       from journal.line where kind like 'calendar.%' group by kind order by kind`,
    );
    expect(rows).toEqual([
      { kind: 'calendar.cleared', n: 3, signed: true },
      { kind: 'calendar.day-set', n: 3, signed: true },
      { kind: 'calendar.hours-set', n: 2, signed: true },
      { kind: 'calendar.year-set', n: 1, signed: true },
    ]);
    expect(await version()).toBe(9);
    const done = await audit({ db: house.work, subjects, checkpointDir: `${house.dataDir}/checkpoints`, digests: [] });
    expect(done.map((one) => one.firstDifference)).toEqual([null]);
  });
});
