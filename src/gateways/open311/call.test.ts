import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { askOf } from './address.ts';
import { rendered } from './answer.ts';
import type { Parsed, ServiceDefinition } from './facts.ts';
import type { Fields } from './fields.ts';
import { apiKeyOf, BODY_LIMIT_BYTES, fieldsOf, jurisdictionOf } from './fields.ts';
import { momentOf } from './moment.ts';
import type { RequestsQuery } from './query.ts';
import { requestsQueryOf, updatesQueryOf } from './query.ts';
import type { PostedReport } from './report.ts';
import { reportOf } from './report.ts';
import { updateOf } from './update.ts';

const NOW = new Date('2026-03-01T04:00:00Z');
const question = {
  variable: true,
  required: false,
  datatypeDescription: null,
  order: null,
  description: null,
  values: [],
} as const;
const choices = [
  { key: 'stairs', name: '楼道' },
  { key: 'yard', name: '院内' },
];
const DEFINITION: ServiceDefinition = {
  serviceCode: 'hazard.fire',
  attributes: [
    { ...question, code: 'WHERE', datatype: 'multivaluelist', values: choices },
    {
      ...question,
      code: 'MAIN',
      datatype: 'singlevaluelist',
      values: choices,
      required: true,
      description: '主要位置',
    },
    { ...question, code: 'HEIGHT', datatype: 'number' },
    { ...question, code: 'SEEN', datatype: 'datetime' },
    { ...question, code: 'NOTE', datatype: 'text' },
    { ...question, code: 'READ', datatype: 'string', variable: false, required: true },
  ],
};
const offered = (code: string): ServiceDefinition | null =>
  code === 'hazard.fire' ? DEFINITION : code === 'help.other' ? { serviceCode: code, attributes: [] } : null;

const fields = (raw: string | Uint8Array): Fields => {
  const parsed = fieldsOf(raw);
  if (!parsed.ok) throw new Error('no form');
  return parsed.fact;
};
const post = (form: Record<string, string> | string): Parsed<PostedReport> =>
  reportOf(fields(typeof form === 'string' ? form : new URLSearchParams(form).toString()), offered);
const why = (parsed: Parsed<unknown>): string =>
  parsed.ok ? 'taken' : `${parsed.errors.status} ${parsed.errors.errors.map((one) => one.description.en).join('; ')}`;
const GOOD = { service_code: 'help.other', lat: '29.08', long: '119.65' };

describe('the address of a call', () => {
  it.each([
    ['GET', '/discovery.xml', { is: 'discovery', format: 'xml' }],
    ['GET', 'discovery.json', { is: 'discovery', format: 'json' }],
    ['GET', '/services.json', { is: 'services', format: 'json' }],
    ['GET', '/services/hazard.fire.xml', { is: 'service', code: 'hazard.fire', format: 'xml' }],
    ['GET', '/services/%E7%81%AB.json', { is: 'service', code: '火', format: 'json' }],
    ['GET', '/requests.xml', { is: 'requests', format: 'xml' }],
    ['POST', '/requests.json', { is: 'report', format: 'json' }],
    ['GET', '/requests/WC-2026-1.json', { is: 'request', id: 'WC-2026-1', format: 'json' }],
    ['GET', '/tokens/abc.xml', { is: 'token', token: 'abc', format: 'xml' }],
    ['GET', '/servicerequestupdates.xml', { is: 'updates', format: 'xml' }],
    ['POST', '/servicerequestupdates.xml', { is: 'update', format: 'xml' }],
  ])('%s %s is understood', (method, path, fact) => {
    expect(askOf(method, path)).toEqual({ ok: true, fact });
  });

  it.each([
    ['GET', '/requests', 404],
    ['GET', '/requests.csv', 404],
    ['GET', '/request/1.xml', 404],
    ['GET', '/services/a/b.xml', 404],
    ['GET', '/services/%E7%8.xml', 404],
    ['GET', '/services/.xml', 404],
    ['GET', '/.xml', 404],
    ['DELETE', '/requests/1.xml', 405],
    ['POST', '/services.xml', 405],
    ['PUT', '/requests.json', 405],
  ])('%s %s is refused with %i', (method, path, status) => {
    const parsed = askOf(method, path);
    expect(parsed.ok ? 0 : parsed.errors.status).toBe(status);
  });
});

describe('a report that another program posts', () => {
  it('carries place, words, answers and a contact, and leaves unknown codes aside', () => {
    const parsed = post(
      'api_key=k&jurisdiction_id=330702&service_code=hazard.fire&lat=29.08&long=119.65&address_string=%E8%A7%A3%E6%94%BE%E8%A1%971%E5%8F%B7' +
        '&attribute[WHERE][]=stairs&attribute%5BWHERE%5D%5B%5D=yard&attribute[MAIN]=stairs&attribute[HEIGHT]=2.5&attribute[SEEN]=2026-03-01T08:30' +
        '&attribute[GONE]=x&description=5+%3C+6+%26+a%3Cb+and+c%3Ed&media_url=https%3A%2F%2Fx.test%2Fa.jpg&email=a%40x.test&phone=+&first_name=%E7%8E%8B',
    );
    expect(parsed).toEqual({
      ok: true,
      fact: {
        serviceCode: 'hazard.fire',
        lat: 29.08,
        long: 119.65,
        addressString: '解放街1号',
        addressId: null,
        attributes: { WHERE: ['stairs', 'yard'], MAIN: ['stairs'], HEIGHT: ['2.5'], SEEN: ['2026-03-01T08:30'] },
        description: '5 < 6 & a<b and c>d',
        mediaUrls: ['https://x.test/a.jpg'],
        contact: { email: 'a@x.test', phone: null, firstName: '王', lastName: null, deviceId: null, accountId: null },
      },
    });
  });

  it('has its key and jurisdiction read apart, before anything else is judged', () => {
    const form = fields('api_key=k&jurisdiction_id=330702&lat=nonsense');
    expect([apiKeyOf(form), jurisdictionOf(form)]).toEqual(['k', '330702']);
    expect([apiKeyOf(fields('api_key=')), jurisdictionOf(fields('jurisdiction_id=+'))]).toEqual([null, null]);
  });

  it.each([
    [{ ...GOOD, service_code: '' }, '400 service_code was not provided'],
    [{ ...GOOD, service_code: 'dispute.secret' }, '404 service_code dispute.secret was not found'],
    [{ ...GOOD, lat: '', long: '' }, '400 lat and long, or address_string, or address_id is needed'],
    [{ ...GOOD, lat: '' }, '400 lat and long must be given together'],
    [{ ...GOOD, lat: '91' }, '400 lat is not a WGS-84 coordinate'],
    [{ ...GOOD, lat: '0', long: '0' }, '400 lat, long is not a WGS-84 coordinate'],
    [{ ...GOOD, lat: '29,08' }, '400 lat is not a WGS-84 coordinate'],
    [{ ...GOOD, long: '0x10' }, '400 long is not a WGS-84 coordinate'],
    [{ ...GOOD, description: '火'.repeat(4001) }, '400 description may have 4000 characters at most'],
    [{ ...GOOD, description: 'see <a href="x">this</a>' }, '400 description must not hold HTML'],
    [{ ...GOOD, description: '<SCRIPT>alert(1)</SCRIPT>' }, '400 description must not hold HTML'],
    [{ ...GOOD, address_string: '<img src=x onerror=alert(1)>' }, '400 address_string must not hold HTML'],
    [{ ...GOOD, media_url: 'javascript:alert(1)' }, '400 media_url is not a web address'],
    [{ ...GOOD, media_url: 'https://user@x.test/' }, '400 media_url is not a web address'],
    [{ ...GOOD, email: 'nobody' }, '400 email is not an e-mail address'],
    [{ ...GOOD, lat: 'x', email: 'y' }, '400 lat is not a WGS-84 coordinate; email is not an e-mail address'],
    [{ ...GOOD, service_code: 'hazard.fire' }, '400 attribute[MAIN] was not provided (主要位置)'],
    [
      { ...GOOD, service_code: 'hazard.fire', 'attribute[MAIN]': 'roof' },
      '400 The value "roof" of attribute[MAIN] is not one of its choices',
    ],
    [
      { ...GOOD, service_code: 'hazard.fire', 'attribute[MAIN]': 'yard', 'attribute[HEIGHT]': 'high' },
      '400 attribute[HEIGHT] is not a number',
    ],
    [
      { ...GOOD, service_code: 'hazard.fire', 'attribute[MAIN]': 'yard', 'attribute[SEEN]': 'today' },
      '400 attribute[SEEN] is not a time',
    ],
    [
      { ...GOOD, service_code: 'hazard.fire', 'attribute[MAIN]': 'yard', 'attribute[NOTE]': '<b>x</b>' },
      '400 attribute[NOTE] must not hold HTML',
    ],
  ])('is refused by name: %j', (form, reason) => {
    expect(why(post(form as Record<string, string>))).toBe(reason);
  });

  it('may lie at an address alone, and may be 4,000 characters long in any script', () => {
    expect(why(post({ service_code: 'help.other', address_string: '罗店镇' }))).toBe('taken');
    expect(why(post({ service_code: 'help.other', address_id: '7' }))).toBe('taken');
    expect(why(post({ ...GOOD, description: '𠮷'.repeat(4000) }))).toBe('taken');
  });

  it('is the same whether a parameter is empty, blank or absent', () => {
    const empty = Object.fromEntries(
      ['description', 'address_string', 'email', 'media_url', 'attribute[X]'].map((name) => [name, '']),
    );
    const blank = Object.fromEntries(Object.keys(empty).map((name) => [name, '  ']));
    expect(post({ ...GOOD, ...empty })).toEqual(post(GOOD));
    expect(post({ ...GOOD, ...blank })).toEqual(post(GOOD));
  });

  it('is refused when two values stand where one belongs', () => {
    expect(why(post('service_code=help.other&lat=29&long=119&description=a&description=b'))).toBe(
      '400 description was given more than once',
    );
    expect(why(post('service_code=hazard.fire&lat=29&long=119&attribute[MAIN]=yard&attribute[MAIN]=stairs'))).toBe(
      '400 attribute[MAIN] takes one value',
    );
  });

  it('is refused when it is too large, in too many parts, or no UTF-8', () => {
    expect(why(fieldsOf(`a=${'x'.repeat(BODY_LIMIT_BYTES)}`))).toContain('413');
    expect(why(fieldsOf('a=b&'.repeat(301)))).toContain('at most');
    expect(why(fieldsOf('a=%ff%fe'))).toContain('UTF-8');
    expect(why(fieldsOf(Uint8Array.of(0x61, 0x3d, 0xff)))).toContain('UTF-8');
    expect(why(fieldsOf('a=%00'))).toContain('UTF-8');
  });
});

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

describe('whatever is sent', () => {
  const NAMES = [
    'service_code',
    'lat',
    'long',
    'description',
    'media_url',
    'email',
    'status',
    'start_date',
    'end_date',
    'service_request_id',
    'page',
    'update_id',
    'updated_datetime',
    'attribute[MAIN]',
    'attribute[WHERE][]',
    'attribute[]',
    '__proto__',
    'constructor',
  ];
  const value = fc.oneof(
    fc.constantFrom(
      'hazard.fire',
      'help.other',
      '29.08',
      '119.65',
      'open',
      '2026-02-01',
      'OPEN',
      '%',
      '1e999',
      'constructor',
      '__proto__',
      '<b>',
      'yard',
    ),
    fc.string({ unit: 'binary', maxLength: 10 }),
  );
  const encode = (one: string): string => {
    try {
      return encodeURIComponent(one);
    } catch {
      return one;
    }
  };
  const form = fc
    .array(fc.tuple(fc.constantFrom(...NAMES), value), { maxLength: 12 })
    .map((pairs) => pairs.map(([name, one]) => `${name}=${encode(one)}`).join('&'));

  it('gets a fact or a list of errors that a caller can act on, and nothing is thrown', () => {
    const judged = (parsed: Parsed<unknown>): void => {
      if (parsed.ok) return;
      const { status, errors } = parsed.errors;
      expect(status >= 400 && status < 500 && errors.length > 0).toBe(true);
      for (const one of errors) expect(one.description.zh.length * one.description.en.length).toBeGreaterThan(0);
      expect(XMLValidator.validate(rendered({ is: 'errors', fact: parsed.errors }, 'xml', 'zh').body)).toBe(true);
      JSON.parse(rendered({ is: 'errors', fact: parsed.errors }, 'json', 'en').body);
    };
    const raw = fc.oneof(
      { weight: 3, arbitrary: form },
      fc.string({ unit: 'binary' }),
      fc.uint8Array({ maxLength: 60 }),
    );
    fc.assert(
      fc.property(raw, (sent) => {
        const parsed = fieldsOf(sent);
        judged(parsed);
        if (!parsed.ok) return;
        judged(reportOf(parsed.fact, offered));
        judged(requestsQueryOf(parsed.fact, NOW));
        judged(updatesQueryOf(parsed.fact, NOW));
        judged(updateOf(parsed.fact));
      }),
      { numRuns: 2000 },
    );
    const path = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.webPath(),
      fc.constantFrom('/services/%', '/services/%00.xml', '//.json'),
    );
    fc.assert(
      fc.property(
        fc.constantFrom('GET', 'POST', 'HEAD', 'PATCH'),
        path,
        fc.constantFrom('', '.xml', '.json'),
        (method, any, suffix) => judged(askOf(method, any + suffix)),
      ),
      { numRuns: 1000 },
    );
  });
});
