import type { Language } from '../../platform/language/language.ts';
import type {
  Discovery,
  ErrorList,
  Receipt,
  RequestUpdate,
  Service,
  ServiceDefinition,
  ServiceRequest,
  Token,
} from './facts.ts';

/** A value as GeoReport v2 writes it: the JSON form of the Spark convention, from which the XML form follows. */
export type Wire = string | number | boolean | null | readonly Wire[] | { readonly [name: string]: Wire };

/** Every answer that is given, with the fact in it. */
export type Answer =
  | { readonly is: 'discovery'; readonly fact: Discovery }
  | { readonly is: 'services'; readonly fact: readonly Service[] }
  | { readonly is: 'service_definition'; readonly fact: ServiceDefinition }
  | { readonly is: 'requests'; readonly fact: readonly ServiceRequest[] }
  | { readonly is: 'receipt'; readonly fact: Receipt }
  | { readonly is: 'token'; readonly fact: Token }
  | { readonly is: 'updates'; readonly fact: readonly RequestUpdate[] }
  | { readonly is: 'updateReceipt'; readonly fact: { readonly updateId: string } }
  | { readonly is: 'errors'; readonly fact: ErrorList };

const SPECIFICATION = 'http://wiki.open311.org/GeoReport_v2';
const CHINA_OFFSET_MS = 8 * 3_600_000;

/**
 * A moment as `YYYY-MM-DDThh:mm:ss+08:00`: the W3C subset of ISO 8601 that GeoReport asks for, without fractions of a second, which
 * mySociety's validator refuses. Lianan's days are Shanghai's, which has kept +08:00 since 1991.
 */
export function stamp(moment: Date): string {
  return `${new Date(moment.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

const stampOrNull = (moment: Date | null): string | null => (moment === null ? null : stamp(moment));

/** The answer in its JSON form. Identifiers are strings, absent values null, lists of things arrays without a wrapper. */
export function wireOf(answer: Answer, language: Language): Wire {
  switch (answer.is) {
    case 'discovery':
      return discoveryWire(answer.fact);
    case 'services':
      return answer.fact.map(serviceWire);
    case 'service_definition':
      return definitionWire(answer.fact);
    case 'requests':
      return answer.fact.map(requestWire);
    case 'receipt':
      return [receiptWire(answer.fact)];
    case 'token':
      return [{ service_request_id: answer.fact.id, token: answer.fact.token }];
    case 'updates':
      return answer.fact.map(updateWire);
    case 'updateReceipt':
      return [{ update_id: answer.fact.updateId }];
    case 'errors':
      return answer.fact.errors.map((error) => ({ code: error.code, description: error.description[language] }));
  }
}

function discoveryWire(one: Discovery): Wire {
  return {
    changeset: stamp(one.changeset),
    contact: one.contact,
    key_service: one.keyService,
    endpoints: one.endpoints.map((endpoint) => ({
      specification: SPECIFICATION,
      url: endpoint.url,
      changeset: stamp(endpoint.changeset),
      type: endpoint.type,
      formats: ['text/xml', 'application/json'],
    })),
  };
}

function serviceWire(one: Service): Wire {
  return {
    service_code: one.code,
    service_name: one.name,
    description: one.description,
    metadata: one.metadata,
    type: one.type,
    keywords: one.keywords.length === 0 ? null : one.keywords.join(', '),
    group: one.group,
  };
}

function definitionWire(one: ServiceDefinition): Wire {
  return {
    service_code: one.serviceCode,
    attributes: one.attributes.map((attribute) => ({
      variable: attribute.variable,
      code: attribute.code,
      datatype: attribute.datatype,
      required: attribute.required,
      datatype_description: attribute.datatypeDescription,
      order: attribute.order,
      description: attribute.description,
      ...(attribute.datatype.endsWith('list')
        ? { values: attribute.values.map(({ key, name }) => ({ key, name })) }
        : {}),
    })),
  };
}

function requestWire(one: ServiceRequest): Wire {
  return {
    service_request_id: one.id,
    status: one.status,
    status_notes: one.statusNotes,
    service_name: one.serviceName,
    service_code: one.serviceCode,
    description: one.description,
    agency_responsible: one.agencyResponsible,
    service_notice: one.serviceNotice,
    requested_datetime: stamp(one.requested),
    updated_datetime: stampOrNull(one.updated),
    expected_datetime: stampOrNull(one.expected),
    address: one.address,
    address_id: one.addressId,
    zipcode: one.zipcode,
    lat: one.lat,
    long: one.long,
    media_url: one.mediaUrl,
  };
}

function receiptWire(one: Receipt): Wire {
  const name: Record<string, Wire> =
    'id' in one ? { service_request_id: one.id } : 'token' in one ? { token: one.token } : {};
  return { ...name, service_notice: one.serviceNotice, account_id: one.accountId };
}

function updateWire(one: RequestUpdate): Wire {
  return {
    update_id: one.updateId,
    service_request_id: one.requestId,
    status: one.status,
    updated_datetime: stamp(one.updated),
    description: one.description,
    media_url: one.mediaUrl,
    external_status_code: one.externalStatusCode,
  };
}
