import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { kinds } from '../../../demonstration/kinds.ts';
import { hasSchemas, type SchemaName, schemaErrors } from '../../../gateways/open311/tests/schemas.ts';
import { spark } from '../../../gateways/open311/tests/spark.ts';
import { whole } from '../../../platform/db/scope.ts';
import { createDistrict } from '../../../platform/journal/lines.store.ts';
import type { KindSeed } from '../../kinds/kinds.door.ts';
import { type As, staffOf } from './staff.ts';

const words = (zh: string) => ({ zh, en: zh });
const option = (id: string) => ({ id, text: words(id) });
const common = {
  group: 'hazard',
  icon: 'fire',
  describe: words('每一种问题各一'),
  keywords: ['试', '验'],
  questions: [],
  firstActionMinutes: 60,
  handleWorkingDays: 3,
  gbt31000: null,
  open311: true,
  sampleEvery: 1,
  evidence: false,
  with: [],
} as const;
const question = { required: false, options: [] } as const;
/** One kind for each visibility, and one that is not taken; the first asks a question of each type. */
export const OWN = [
  {
    ...common,
    code: 'hazard.test',
    visibility: 'exact',
    name: words('试验隐患'),
    questions: [
      { id: 'where', text: words('在哪里'), type: 'choice', required: true, options: ['in', 'out'].map(option) },
      { ...question, id: 'what', text: words('有哪些'), type: 'several', options: ['a', 'b', 'c'].map(option) },
      { ...question, id: 'many', text: words('多少'), type: 'number' },
      { ...question, id: 'open', text: words('还在吗'), type: 'yesno' },
      { ...question, id: 'more', text: words('补充'), type: 'text' },
    ],
  },
  { ...common, code: 'hazard.near', visibility: 'blurred', name: words('只给网格') },
  { ...common, code: 'hazard.quiet', visibility: 'hidden', name: words('不给编号') },
  { ...common, code: 'hazard.closed', visibility: 'exact', name: words('不经此接口'), open311: false },
] as unknown as KindSeed[];
export const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
export const PLACE = { lat: '29.08123', long: '119.65321' };

type Fields = Readonly<Record<string, string | readonly string[]>>;
export type Open311House = TestHouse & {
  readonly as: As;
  /** The API key of an application. */
  readonly key: string;
  keyFor(scopes: readonly string[]): Promise<string>;
  /** What a reader gets, in both forms, which must say the same; `query` with its question mark. */
  get(path: string, query?: string, language?: string): Promise<{ status: number; json: unknown }>;
  post(fields: Fields, format?: 'json' | 'xml'): Promise<{ status: number; said: Record<string, unknown>[] }>;
  /** Reports what fits, and answers the id. */
  reported(over?: Fields): Promise<string>;
  list(query?: string): Promise<Record<string, unknown>[]>;
  /** Our id of a matter, by its number. */
  idOf(number: string): Promise<string>;
  /** A move of a member of staff on version `n`, by the matter's number. */
  move(login: string, number: string, n: number, act: object): Promise<void>;
};

/** A value is right by a published schema, where they are at hand. */
export function holds(name: SchemaName, value: unknown): void {
  if (hasSchemas) expect(schemaErrors()(name, value)).toEqual([]);
}

/** A house with kinds of every visibility, staff, an application with a key, and a second district that neither may see. */
export async function open311House(): Promise<Open311House> {
  const house = await testHouse({ kinds: [...kinds, ...OWN] });
  const { server } = house;
  const elsewhere = { district: '990001', name: words('别处'), origin: 'import' } as const;
  await house.work.write(whole('990001'), (tx) => createDistrict(tx, elsewhere));
  const as = await staffOf(house, { duty1: 'duty', handler1: 'handler', verifier1: 'verifier', sec1: 'secadmin' });

  const keyFor: Open311House['keyFor'] = async (scopes) => {
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const issued = await as('sec1', 'POST', '/api/machines', { name: 'street app', body: null, scopes, until });
    expect(issued.status, JSON.stringify(issued.body)).toBe(200);
    return String(issued.body['key']);
  };
  const get: Open311House['get'] = async (path, query = '', language = 'zh') => {
    const ask = (format: string) => {
      const url = `/open311/v2/${path}.${format}${query}`;
      return server.inject({ method: 'GET', url, headers: { 'accept-language': language } });
    };
    const [json, xml] = [await ask('json'), await ask('xml')];
    expect(json.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(xml.headers['content-type']).toBe('text/xml; charset=utf-8');
    expect(xml.statusCode).toBe(json.statusCode);
    expect(spark(xml.body)).toEqual(json.json());
    return { status: json.statusCode, json: json.json() };
  };
  const post: Open311House['post'] = async (fields, format = 'json') => {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
    const url = `/open311/v2/requests.${format}`;
    const answer = await server.inject({ method: 'POST', url, headers: FORM, payload: form.toString() });
    const said: unknown = format === 'json' ? answer.json() : spark(answer.body);
    return { status: answer.statusCode, said: said as Record<string, unknown>[] };
  };
  const idOf: Open311House['idOf'] = async (number) => {
    const { body } = await as('duty1', 'GET', `/api/desk/matters?number=${number}`);
    return (body['items'] as { id: string }[])[0]?.id ?? '';
  };
  const key = await keyFor(['open311']);
  return {
    ...house,
    as,
    key,
    keyFor,
    get,
    post,
    idOf,
    list: async (query = '') => (await get('requests', query)).json as Record<string, unknown>[],
    reported: async (over = {}) => {
      const { status, said } = await post({ api_key: key, service_code: 'hazard.near', ...PLACE, ...over });
      expect(status, JSON.stringify(said)).toBe(200);
      return String(said[0]?.['service_request_id']);
    },
    move: async (login, number, n, act) => {
      const url = `/api/desk/matters/${await idOf(number)}/moves`;
      const answer = await as(login, 'POST', url, { id: randomUUID(), n, act });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    },
  };
}
