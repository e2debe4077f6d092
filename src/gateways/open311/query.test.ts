import { describe, expect, it } from 'vitest';
import type { Parsed } from './facts.ts';
import type { Fields } from './fields.ts';
import { fieldsOf } from './fields.ts';
import { momentOf } from './moment.ts';
import type { RequestsQuery } from './query.ts';
import { requestsQueryOf, updatesQueryOf } from './query.ts';
import { updateOf } from './update.ts';

const NOW = new Date('2026-03-01T04:00:00Z');
const fields = (raw: string | Uint8Array): Fields => {
  const parsed = fieldsOf(raw);
  if (!parsed.ok) throw new Error('no form');
  return parsed.fact;
};
const why = (parsed: Parsed<unknown>): string =>
  parsed.ok ? 'taken' : `${parsed.errors.status} ${parsed.errors.errors.map((one) => one.description.en).join('; ')}`;

describe('a query for reports', () => {
  const ask = (query: string): Parsed<RequestsQuery> => requestsQueryOf(fields(query), NOW);
  const span = (query: string): unknown[] => {
    const parsed = ask(query);
    return parsed.ok && parsed.fact.is === 'span'
      ? [parsed.fact.start.toISOString(), parsed.fact.end.toISOString()]
      : [why(parsed)];
  };

  it('by ids overrides every other parameter, even a wrong one', () => {
    expect(ask('service_request_id=WC-1,WC-2,,WC-1&status=lost&start_date=never')).toEqual({
      ok: true,
      fact: { is: 'ids', ids: ['WC-1', 'WC-2'] },
    });
    expect(why(ask(`service_request_id=${Array.from({ length: 201 }, (_, at) => at).join(',')}`))).toContain(
      'At most 200',
    );
  });

  it('without dates covers the last 90 days and gives 1,000 at most', () => {
    expect(ask('?')).toEqual({
      ok: true,
      fact: {
        is: 'span',
        start: new Date('2025-12-01T04:00:00Z'),
        end: NOW,
        limit: 1000,
        page: 1,
        serviceCodes: [],
        statuses: [],
      },
    });
    expect(ask('page_size=5000&page=3')).toMatchObject({ fact: { limit: 1000, page: 3 } });
  });

  it('takes codes and states as comma lists or declared several times', () => {
    expect(ask('service_code=hazard.fire,help.other&service_code=hazard.gas&status=open,Closed')).toMatchObject({
      fact: { serviceCodes: ['hazard.fire', 'help.other', 'hazard.gas'], statuses: ['open', 'closed'] },
    });
    expect(why(ask('status=lost'))).toBe('400 status must be one of open, closed');
  });

  it('reads the dates, also when the plus of a zone was not encoded, and a day as a day of Shanghai', () => {
    expect(span('start_date=2026-02-01T00:00:00+08:00&end_date=2026-02-02T00:00:00Z')).toEqual([
      '2026-01-31T16:00:00.000Z',
      '2026-02-02T00:00:00.000Z',
    ]);
    expect(span('start_date=2026-02-01&end_date=2026-02-01')).toEqual([
      '2026-01-31T16:00:00.000Z',
      '2026-02-01T15:59:59.000Z',
    ]);
  });

  it('with one date covers up to 90 days from or to it', () => {
    expect(span('start_date=2025-01-01T00:00:00Z')).toEqual(['2025-01-01T00:00:00.000Z', '2025-04-01T00:00:00.000Z']);
    expect(span('start_date=2026-02-20T00:00:00Z')).toEqual(['2026-02-20T00:00:00.000Z', NOW.toISOString()]);
    expect(span('end_date=2025-04-01T00:00:00Z')).toEqual(['2025-01-01T00:00:00.000Z', '2025-04-01T00:00:00.000Z']);
  });

  it.each([
    ['start_date=2025-01-01&end_date=2025-12-31', '400 start_date and end_date may be 90 days apart at most'],
    ['start_date=2026-02-02&end_date=2026-02-01', '400 start_date is later than end_date'],
    ['start_date=2026-02-30', '400 start_date is not a time with a zone (such as 2026-03-01T08:30:00+08:00)'],
    ['end_date=2026-02-01T10:00:00', '400 end_date is not a time with a zone (such as 2026-03-01T08:30:00+08:00)'],
    ['page=0', '400 page must be a whole number above 0'],
  ])('is refused by name: %s', (query, reason) => {
    expect(why(ask(query))).toBe(reason);
  });

  it('for updates takes a span and ids', () => {
    expect(updatesQueryOf(fields('service_request_id=1,2&start_date=2026-02-20T00:00:00Z'), NOW)).toEqual({
      ok: true,
      fact: { requestIds: ['1', '2'], start: new Date('2026-02-20T00:00:00Z'), end: NOW, limit: 1000, page: 1 },
    });
  });

  it('reads exactly the times of the W3C profile', () => {
    for (const good of [
      '1994-11-05T08:15:30-05:00',
      '1994-11-05T13:15:30Z',
      '1994-11-05T13:15Z',
      '1994-11-05T13:15:30.45+0000',
    ]) {
      expect(momentOf(good)?.toISOString().slice(0, 16)).toBe('1994-11-05T13:15');
    }
    for (const bad of [
      '1994',
      '05/11/1994',
      '1994-11-05T25:00:00Z',
      '1994-11-05T13:15:30',
      '1994-11-05Z',
      '1994-11-05T13:15:30+99:00',
      '',
    ]) {
      expect(momentOf(bad)).toBeNull();
    }
  });
});

describe('an update that another program posts', () => {
  const GOOD_UPDATE = {
    update_id: 'u1',
    service_request_id: 'WC-1',
    status: 'INVESTIGATING',
    updated_datetime: '2026-03-01T08:30:00+08:00',
    description: '已到现场',
  };
  const send = (form: Record<string, string>): ReturnType<typeof updateOf> =>
    updateOf(fields(new URLSearchParams(form).toString()));

  it('says what happened to which report, and when', () => {
    expect(send({ ...GOOD_UPDATE, public_anonymity_required: 'TRUE', email: 'a@x.test' })).toMatchObject({
      ok: true,
      fact: {
        updateId: 'u1',
        requestId: 'WC-1',
        status: 'investigating',
        updated: new Date('2026-03-01T00:30:00Z'),
        description: '已到现场',
        anonymous: true,
        contact: { email: 'a@x.test' },
      },
    });
  });

  it('is refused when it does not say so, with everything that is wrong', () => {
    expect(why(send({}))).toBe(
      '400 status was not provided; updated_datetime was not provided; update_id was not provided; service_request_id was not provided',
    );
    expect(why(send({ ...GOOD_UPDATE, status: 'LOST' }))).toContain('status must be one of OPEN, CLOSED, FIXED');
    expect(why(send({ ...GOOD_UPDATE, updated_datetime: 'now' }))).toContain('updated_datetime is not a time');
  });
});
