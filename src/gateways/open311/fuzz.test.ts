import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { askOf } from './address.ts';
import { rendered } from './answer.ts';
import type { Parsed, ServiceDefinition } from './facts.ts';
import { fieldsOf } from './fields.ts';
import { requestsQueryOf, updatesQueryOf } from './query.ts';
import { reportOf } from './report.ts';
import { updateOf } from './update.ts';

const NOW = new Date('2026-03-01T04:00:00Z');
const question = { variable: true, required: true, datatypeDescription: null, order: null, description: null } as const;
const values = [{ key: 'yard', name: '院内' }];
const DEFINITION: ServiceDefinition = {
  serviceCode: 'hazard.fire',
  attributes: [
    { ...question, code: 'MAIN', datatype: 'singlevaluelist', values },
    { ...question, code: 'WHERE', datatype: 'multivaluelist', values },
    { ...question, code: 'HEIGHT', datatype: 'number', values: [] },
    { ...question, code: 'SEEN', datatype: 'datetime', values: [] },
    { ...question, code: 'NOTE', datatype: 'text', values: [] },
  ],
};
const offered = (code: string): ServiceDefinition | null =>
  code === 'hazard.fire' ? DEFINITION : code === 'help.other' ? { serviceCode: code, attributes: [] } : null;

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
    'attribute[HEIGHT]',
    'attribute[SEEN]',
    'attribute[NOTE]',
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
