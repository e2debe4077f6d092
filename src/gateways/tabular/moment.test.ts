import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMomentFormat, momentReader } from './moment.ts';

const iso = (moment: number): string => (Number.isNaN(moment) ? 'not a time' : new Date(moment).toISOString());

describe('the time of a foreign row', () => {
  it.each([
    ['YYYY-MM-DD HH:mm:ss', 'Asia/Shanghai', '2026-03-01 08:30:00', '2026-03-01T00:30:00.000Z'],
    ['YYYY年M月D日 H时', 'Asia/Shanghai', '2026年3月1日 8时', '2026-03-01T00:00:00.000Z'],
    ['YYYY/M/D H:mm', 'Asia/Shanghai', '2026/12/31 23:59', '2026-12-31T15:59:00.000Z'],
    ['M/D/YYYY h:mm A', 'America/Los_Angeles', '6/30/2012 12:05 AM', '2012-06-30T07:05:00.000Z'],
    ['M/D/YYYY h:mm A', 'America/Los_Angeles', '6/30/2012 12:05 pm', '2012-06-30T19:05:00.000Z'],
    ['YYYY-MM-DDTHH:mm:ssZ', 'Asia/Shanghai', '2026-03-01T08:30:00+02:00', '2026-03-01T06:30:00.000Z'],
    ['YYYY-MM-DDTHH:mm:ss.SSSZ', 'UTC', '2026-03-01T08:30:00.123Z', '2026-03-01T08:30:00.123Z'],
    ['[am] D.M.YYYY', 'Europe/Berlin', 'am 1.3.2026', '2026-02-28T23:00:00.000Z'],
    ['unix', 'UTC', '1772353800', '2026-03-01T08:30:00.000Z'],
    ['unixms', 'UTC', '1772353800123', '2026-03-01T08:30:00.123Z'],
  ])('in the form %s of %s: %s', (format, timezone, text, expected) => {
    expect(isMomentFormat(format)).toBe(true);
    expect(iso(momentReader([format], timezone)(text))).toBe(expected);
  });

  it.each([
    '2026-02-29 00:00:00',
    '2026-13-01 00:00:00',
    '2026-01-01 24:00:00',
    '2026-1-1 00:00:00',
    '2026-01-01',
    '',
    'yesterday',
    '2026-01-01 00:60:00',
  ])('is refused when there is no such time: %s', (text) => {
    expect(momentReader(['YYYY-MM-DD HH:mm:ss'], 'Asia/Shanghai')(text)).toBeNaN();
    expect(momentReader(['[x]YYYY-MM-DD HH:mm:ss'], 'Asia/Shanghai')(`x${text}`)).toBeNaN();
  });

  it('is the earlier one when the clocks went back, and moved on when they went forward', () => {
    const read = momentReader(['YYYY-MM-DD HH:mm:ss'], 'America/Los_Angeles');
    expect(iso(read('2012-11-04 01:30:00'))).toBe('2012-11-04T08:30:00.000Z');
    expect(iso(read('2012-11-04 02:30:00'))).toBe('2012-11-04T10:30:00.000Z');
    expect(iso(read('2012-03-11 02:30:00'))).toBe('2012-03-11T10:30:00.000Z');
    expect(iso(read('2012-03-11 03:30:00'))).toBe('2012-03-11T10:30:00.000Z');
  });

  it('knows that Shanghai had summer time from 1986 to 1991', () => {
    const read = momentReader(['YYYY-MM-DD HH:mm:ss'], 'Asia/Shanghai');
    expect(iso(read('1988-07-01 12:00:00'))).toBe('1988-07-01T03:00:00.000Z');
    expect(iso(read('2012-07-01 12:00:00'))).toBe('2012-07-01T04:00:00.000Z');
  });

  it('comes back to the wall clock that it was read from, in every zone tried', () => {
    const zones = ['America/Los_Angeles', 'Asia/Shanghai', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Europe/Berlin'];
    const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    for (const timeZone of zones) {
      const read = momentReader(['YYYY-MM-DD HH:mm:ss'], timeZone);
      const wallClock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
      fc.assert(
        fc.property(instant, (moment) => {
          const wall = wallClock.format(moment);
          expect(wallClock.format(read(wall))).toBe(wall);
        }),
        { numRuns: 300 },
      );
    }
  });

  it('tries its forms in order and always knows that of a workbook', () => {
    const read = momentReader(['YYYY/M/D', 'D.M.YYYY'], 'UTC');
    expect(iso(read('2026/3/1'))).toBe('2026-03-01T00:00:00.000Z');
    expect(iso(read('1.3.2026'))).toBe('2026-03-01T00:00:00.000Z');
    expect(iso(read('2026-03-01 00:00:00'))).toBe('2026-03-01T00:00:00.000Z');
  });

  it('needs a form that says at least year, month and day, each once', () => {
    for (const format of ['YYYY-MM', 'HH:mm', 'YYYY-MM-DD MM', 'YYYY-MM-DD Q', '[open YYYY-MM-DD', '']) {
      expect(isMomentFormat(format)).toBe(false);
    }
  });
});
