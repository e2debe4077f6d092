import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect } from 'vitest';

/** What each container holds, as GeoReport v2, its discovery and Open311-extended name it. */
const CONTAINERS: Readonly<Record<string, string>> = {
  services: 'service',
  service_requests: 'request',
  service_request_updates: 'request_update',
  attributes: 'attribute',
  values: 'value',
  endpoints: 'endpoint',
  formats: 'format',
  errors: 'error',
};
const BOOLEANS = ['metadata', 'variable', 'required'];
const NUMBERS = ['lat', 'long', 'order'];

/** The JSON that the Spark convention makes of a document: written here from the convention, not from the renderer. */
export function spark(xml: string): unknown {
  expect(XMLValidator.validate(xml)).toBe(true);
  expect(xml.startsWith('<?xml version="1.0" encoding="utf-8"?>')).toBe(true);
  const parser = new XMLParser({
    preserveOrder: true,
    parseTagValue: false,
    trimValues: false,
    ignoreDeclaration: true,
    htmlEntities: true,
  });
  const nodes = (parser.parse(xml) as Node[]).filter((node) => !('#text' in node));
  expect(nodes).toHaveLength(1);
  return sparkNode(nodes[0] as Node, '');
}
type Node = Record<string, Node[] | string>;

function sparkNode(node: Node, parent: string): unknown {
  const [name, children] = Object.entries(node).find(([key]) => key !== ':@') as [string, Node[]];
  const names = children.map((child) => Object.keys(child).find((key) => key !== ':@') as string);
  if (CONTAINERS[name] !== undefined) {
    expect(names.every((one) => one === CONTAINERS[name])).toBe(true);
    return children.map((child) => sparkNode(child, name));
  }
  if (children.length === 0) return null;
  if (children.length === 1 && '#text' in (children[0] as Node)) {
    const text = String((children[0] as Node)['#text']);
    if (BOOLEANS.includes(name)) return text === 'true';
    return NUMBERS.includes(name) || (name === 'code' && parent === 'error') ? Number(text) : text;
  }
  if (CONTAINERS[parent] !== undefined || parent === '') {
    return Object.fromEntries(children.map((child, at) => [names[at], sparkNode(child, name)]));
  }
  throw new Error(`neither text nor a known element: ${name}`);
}
