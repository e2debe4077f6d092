import fc from 'fast-check';
import type { Attribute, Discovery, RequestUpdate, Service, ServiceDefinition, ServiceRequest } from './facts.ts';
import { DATATYPES, UPDATE_STATUSES } from './facts.ts';
import type { Answer } from './wire.ts';

/** Answers of every sort, for property tests. */

// What XML 1.0 cannot hold is replaced there and may stand in JSON: kept out here, tested on its own below.
const text = fc.string({
  unit: fc.constantFrom('a', '火', '𠮷', '<', '>', '&', '"', "'", ']', '\n', '\r', '\t', ' x', '&amp;'),
  minLength: 1,
  maxLength: 12,
});
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(one, { nil: null });
const moment = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
const degrees = fc.integer({ min: -89_999_999, max: 89_999_999 }).map((number) => number / 1e6);
const url = fc.webUrl();

export const service: fc.Arbitrary<Service> = fc.record({
  code: text,
  name: text,
  description: maybe(text),
  metadata: fc.boolean(),
  type: fc.constantFrom('realtime', 'batch', 'blackbox'),
  keywords: fc.array(text, { maxLength: 3 }),
  group: maybe(text),
});
const attribute: fc.Arbitrary<Attribute> = fc.record({
  variable: fc.boolean(),
  code: text,
  datatype: fc.constantFrom(...DATATYPES),
  required: fc.boolean(),
  datatypeDescription: maybe(text),
  order: maybe(fc.integer({ min: 1, max: 99 })),
  description: maybe(text),
  values: fc.array(fc.record({ key: text, name: text }), { maxLength: 3 }),
});
export const definition: fc.Arbitrary<ServiceDefinition> = fc.record({
  serviceCode: text,
  attributes: fc.array(attribute, { maxLength: 4 }),
});
export const request: fc.Arbitrary<ServiceRequest> = fc.record({
  id: text,
  status: fc.constantFrom('open', 'closed'),
  statusNotes: maybe(text),
  serviceName: maybe(text),
  serviceCode: text,
  description: maybe(text),
  agencyResponsible: maybe(text),
  serviceNotice: maybe(text),
  requested: moment,
  updated: maybe(moment),
  expected: maybe(moment),
  address: maybe(text),
  addressId: maybe(text),
  zipcode: maybe(text),
  lat: maybe(degrees),
  long: maybe(degrees),
  mediaUrl: maybe(url),
});
export const update: fc.Arbitrary<RequestUpdate> = fc.record({
  updateId: text,
  requestId: text,
  status: fc.constantFrom(...UPDATE_STATUSES),
  updated: moment,
  description: text,
  mediaUrl: maybe(url),
  externalStatusCode: maybe(text),
});
export const discovery: fc.Arbitrary<Discovery> = fc.record({
  changeset: moment,
  contact: text,
  keyService: text,
  endpoints: fc.array(fc.record({ url, changeset: moment, type: fc.constantFrom('production', 'test') }), {
    minLength: 1,
    maxLength: 2,
  }),
});
export const answer: fc.Arbitrary<Answer> = fc.oneof(
  discovery.map((fact) => ({ is: 'discovery', fact }) as const),
  fc.array(service, { maxLength: 3 }).map((fact) => ({ is: 'services', fact }) as const),
  definition.map((fact) => ({ is: 'service_definition', fact }) as const),
  fc.array(request, { maxLength: 3 }).map((fact) => ({ is: 'requests', fact }) as const),
  fc.array(update, { maxLength: 3 }).map((fact) => ({ is: 'updates', fact }) as const),
  fc
    .record({ id: text, serviceNotice: maybe(text), accountId: maybe(text) })
    .map((fact) => ({ is: 'receipt', fact }) as const),
  fc
    .record({ token: text, serviceNotice: maybe(text), accountId: maybe(text) })
    .map((fact) => ({ is: 'receipt', fact }) as const),
  fc.record({ token: text, id: maybe(text) }).map((fact) => ({ is: 'token', fact }) as const),
  fc.record({ updateId: text }).map((fact) => ({ is: 'updateReceipt', fact }) as const),
  fc.array(text, { minLength: 1, maxLength: 3 }).map(
    (all) =>
      ({
        is: 'errors',
        fact: { status: 400, errors: all.map((one) => ({ code: 400, description: { zh: one, en: one } })) },
      }) as const,
  ),
);
