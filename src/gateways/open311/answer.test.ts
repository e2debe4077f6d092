import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { answer, definition, request, service } from './answer.arbitraries.ts';
import { rendered } from './answer.ts';
import { errorList } from './errors.ts';
import type { Discovery } from './facts.ts';
import { hasSchemas, type SchemaName, schemaErrors } from './tests/schemas.ts';
import { spark } from './tests/spark.ts';
import type { Answer } from './wire.ts';
import { stamp } from './wire.ts';

const json = (answer: Answer): unknown => JSON.parse(rendered(answer, 'json', 'zh').body);
const xml = (answer: Answer): unknown => spark(rendered(answer, 'xml', 'zh').body);

describe('an answer of the Open311 gateway', () => {
  it('says the same in XML as in JSON, whatever the words hold', () => {
    fc.assert(
      fc.property(answer, (one) => {
        expect(xml(one)).toEqual(json(one));
      }),
      { numRuns: 500 },
    );
  });

  it('gives a moment with the offset of Shanghai and without fractions of a second', () => {
    expect(stamp(new Date('2026-02-28T16:00:00.999Z'))).toBe('2026-03-01T00:00:00+08:00');
  });

  it('names its type exactly and carries no namespace', () => {
    const one: Answer = { is: 'services', fact: [] };
    expect(rendered(one, 'xml', 'zh')).toEqual({
      status: 200,
      contentType: 'text/xml; charset=utf-8',
      body: '<?xml version="1.0" encoding="utf-8"?>\n<services/>\n',
    });
    expect(rendered(one, 'json', 'zh')).toEqual({
      status: 200,
      contentType: 'application/json; charset=utf-8',
      body: '[]',
    });
  });

  it('is an XML document even when the words hold what XML cannot', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (words) => {
        const name = `${words}\u0000\u000b\ud800\uffff`;
        const body = rendered({ is: 'token', fact: { token: name, id: null } }, 'xml', 'zh').body;
        expect(XMLValidator.validate(body)).toBe(true);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none of these may be left
        expect(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\uffff]|\p{Surrogate}/u.test(body)).toBe(false);
      }),
    );
  });

  it('never turns words into elements', () => {
    const words = '</description><status>closed</status><![CDATA[x]]>&lt;';
    const fact = {
      updateId: '1',
      requestId: '2',
      status: 'open',
      updated: new Date(0),
      description: words,
      mediaUrl: null,
      externalStatusCode: null,
    } as const;
    const [back] = xml({ is: 'updates', fact: [fact] }) as Record<string, unknown>[];
    expect(back?.['description']).toBe(words);
    expect(back?.['status']).toBe('open');
  });

  it('to a report is an id, or a token, or neither, in a list of one', () => {
    const rest = { serviceNotice: null, accountId: null };
    expect(json({ is: 'receipt', fact: { id: 'WC-1', ...rest } })).toEqual([
      { service_request_id: 'WC-1', service_notice: null, account_id: null },
    ]);
    expect(json({ is: 'receipt', fact: { token: 't', ...rest } })).toEqual([
      { token: 't', service_notice: null, account_id: null },
    ]);
    expect(json({ is: 'receipt', fact: rest })).toEqual([{ service_notice: null, account_id: null }]);
  });

  it('of errors carries the HTTP status, and code and reason in the body, in the caller’s language', () => {
    const one: Answer = { is: 'errors', fact: errorList(403, 'keyMissing') };
    expect(rendered(one, 'json', 'en')).toMatchObject({
      status: 403,
      body: '[{"code":403,"description":"api_key was not provided"}]',
    });
    expect(rendered(one, 'xml', 'zh')).toMatchObject({
      status: 403,
      body: '<?xml version="1.0" encoding="utf-8"?>\n<errors><error><code>403</code><description>缺少 api_key</description></error></errors>\n',
    });
  });

  it('of discovery offers both formats of GeoReport v2', () => {
    const fact: Discovery = {
      changeset: new Date('2026-03-01T00:00:00Z'),
      contact: 'c',
      keyService: 'k',
      endpoints: [{ url: 'https://x.test/open311/v2', changeset: new Date('2026-03-01T00:00:00Z'), type: 'test' }],
    };
    expect(json({ is: 'discovery', fact })).toMatchObject({
      endpoints: [
        {
          specification: 'http://wiki.open311.org/GeoReport_v2',
          type: 'test',
          formats: ['text/xml', 'application/json'],
        },
      ],
    });
  });
});

describe.runIf(hasSchemas)('measured against the published schemas (where ../shared/data/open311 is at hand)', () => {
  const errors = hasSchemas ? schemaErrors() : () => [];
  const holds = (name: SchemaName, one: Answer): void => {
    for (const form of [json(one), xml(one)]) expect(errors(name, form)).toEqual([]);
  };

  it('every list of services is valid, in both forms', () => {
    fc.assert(fc.property(fc.array(service, { maxLength: 3 }), (fact) => holds('services', { is: 'services', fact })));
  });

  it('every definition is valid, in both forms', () => {
    fc.assert(fc.property(definition, (fact) => holds('service-definition', { is: 'service_definition', fact })));
  });

  it('every list of reports is valid, in both forms', () => {
    fc.assert(fc.property(fc.array(request, { maxLength: 3 }), (fact) => holds('requests', { is: 'requests', fact })));
  });

  it('and the schemas refuse what is not: a number for an id, a fourth service type', () => {
    const request = { service_request_id: 1, status: 'open', service_code: 'a' };
    expect(errors('requests', [{ ...request, requested_datetime: '2026-03-01T00:00:00+08:00' }])).not.toEqual([]);
    const service = { service_code: 'a', service_name: 'b', metadata: true, type: 'slow' };
    expect(errors('services', [service])).not.toEqual([]);
  });
});
