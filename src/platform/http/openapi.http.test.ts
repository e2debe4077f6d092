import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../../tests/harness/house.ts';
import { problemShape } from './openapi.ts';

type Call = {
  operationId: string;
  summary: string;
  description: string;
  security: object[];
  parameters?: { name: string; schema: object }[];
  requestBody?: { content: { 'application/json': { schema: object } } };
  responses: Record<string, { $ref?: string; content?: Record<string, { schema: object }> }>;
};
type Description = {
  openapi: string;
  paths: Record<string, Record<string, Call>>;
  components: { securitySchemes: Record<string, object>; schemas: Record<string, object> };
};

let house: TestHouse;
let described: Description;
beforeAll(async () => {
  house = await testHouse();
  described = (await house.server.inject({ url: '/api/docs/json' })).json();
});
afterAll(() => house.close());

const calls = () => Object.values(described.paths).flatMap((path) => Object.values(path));

describe('The description of the calls', () => {
  it('is valid OpenAPI 3.1', async () => {
    const found = await new Validator().validate(structuredClone(described) as never);
    expect(found.errors ?? []).toEqual([]);
    expect([found.valid, described.openapi]).toEqual([true, '3.1.0']);
    const broken = await new Validator().validate({ ...structuredClone(described), paths: { here: {} } });
    expect(broken.valid).toBe(false);
  });

  it('has every contract, in both languages, with what goes in, what comes out and how it is refused', () => {
    const { contracts } = house.server;
    expect(
      calls()
        .map((one) => one.operationId)
        .sort(),
    ).toEqual(contracts.map((one) => one.name).sort());
    for (const contract of contracts) {
      const path = contract.path.replace(/:(\w+)/g, '{$1}');
      const call = described.paths[path]?.[contract.method.toLowerCase()];
      expect([contract.name, call?.summary, call?.description]).toEqual([
        contract.name,
        contract.summary.zh,
        contract.summary.en,
      ]);
      expect(contract.summary.zh).toMatch(/\p{Script=Han}/u);
      expect(call?.responses['200']?.content?.['application/json']?.schema).toBeDefined();
      expect(call?.responses['default']?.$ref).toBe('#/components/responses/Problem');
      const places = (call?.parameters ?? []).map((one) => one.name);
      for (const [, name] of contract.path.matchAll(/:(\w+)/g)) expect(places).toContain(name);
      const takesBody = contract.method !== 'GET' && contract.method !== 'DELETE';
      if (takesBody) expect(call?.requestBody, contract.name).toBeDefined();
    }
  });

  it('says which proof opens a call: a key only where machines may knock', () => {
    for (const contract of house.server.contracts) {
      const call = calls().find((one) => one.operationId === contract.name);
      const isKeyed = (call?.security ?? []).some((one) => 'key' in one);
      expect([contract.name, isKeyed]).toEqual([
        contract.name,
        !contract.access.includes('open') && contract.access.includes('machine'),
      ]);
    }
    expect(described.components.securitySchemes['key']).toMatchObject({ in: 'header', name: 'x-api-key' });
  });

  it('tells the truth about refusals: each is of the described form', async () => {
    const asked = [
      { url: '/api/machines' },
      { url: '/api/nothing/here' },
      { url: '/api/signin', method: 'POST' as const, payload: { login: 1 } },
    ];
    for (const one of asked) {
      const answer = await house.server.inject(one);
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(problemShape.strict().parse(answer.json()).status).toBe(answer.statusCode);
    }
  });

  it('is a page that fetches from nowhere else and works without TLS', async () => {
    const page = await house.server.inject({ url: '/api/docs/' });
    const policy = String(page.headers['content-security-policy']);
    expect(policy).not.toMatch(/https:|upgrade-insecure|swagger\.io/);
    const start = await house.server.inject({ url: '/api/docs/static/swagger-initializer.js' });
    expect(start.body).toMatch(/"validatorUrl":\s*null/);
  });
});
