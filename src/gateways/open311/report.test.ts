import { describe, expect, it } from 'vitest';
import type { Parsed, ServiceDefinition } from './facts.ts';
import type { Fields } from './fields.ts';
import { apiKeyOf, BODY_LIMIT_BYTES, fieldsOf, jurisdictionOf } from './fields.ts';
import type { PostedReport } from './report.ts';
import { reportOf } from './report.ts';

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
