import type { Language } from '../../platform/language/language.ts';
import type { Format } from './facts.ts';
import type { Answer, Wire } from './wire.ts';
import { wireOf } from './wire.ts';

/** What goes back over HTTP. */
export type Rendered = { readonly status: number; readonly contentType: string; readonly body: string };

const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  xml: 'text/xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

const ROOTS: Readonly<Record<Answer['is'], string>> = {
  discovery: 'discovery',
  services: 'services',
  service_definition: 'service_definition',
  requests: 'service_requests',
  receipt: 'service_requests',
  token: 'service_requests',
  updates: 'service_request_updates',
  updateReceipt: 'service_request_updates',
  errors: 'errors',
};

/** What a member of a container is called in XML; in JSON the container is an array and needs no name. */
const MEMBERS: Readonly<Record<string, string>> = {
  services: 'service',
  service_requests: 'request',
  service_request_updates: 'request_update',
  attributes: 'attribute',
  values: 'value',
  endpoints: 'endpoint',
  formats: 'format',
  errors: 'error',
};

/** Renders an answer; errors carry their own HTTP status, everything else is 200 (also a report that was taken: GeoReport knows no 201). */
export function rendered(answer: Answer, format: Format, language: Language): Rendered {
  const wire = wireOf(answer, language);
  return {
    status: answer.is === 'errors' ? answer.fact.status : 200,
    contentType: CONTENT_TYPES[format],
    body: format === 'json' ? JSON.stringify(wire) : xmlOf(ROOTS[answer.is], wire),
  };
}

/** An XML document (UTF-8, no namespace, as GeoReport v2 recommends). */
function xmlOf(root: string, wire: Wire): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(root, wire)}\n`;
}

function element(name: string, wire: Wire): string {
  if (wire === null || wire === '') return `<${name}/>`;
  if (typeof wire !== 'object') return `<${name}>${escapeXml(String(wire))}</${name}>`;
  const inside = Array.isArray(wire)
    ? (wire as readonly Wire[]).map((one) => element(MEMBERS[name] as string, one))
    : Object.entries(wire).map(([key, one]) => element(key, one));
  return inside.length === 0 ? `<${name}/>` : `<${name}>${inside.join('')}</${name}>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
};
// XML 1.0, production 2 (Char): other control characters, lone surrogates, U+FFFE and U+FFFF cannot stand in a document, not even escaped.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, '\ufffd').replace(/[&<>"'\r]/g, (character) => ESCAPES[character] as string);
}
