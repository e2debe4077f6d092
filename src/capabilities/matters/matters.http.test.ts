import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildHouse } from '../../apps/house.ts';
import { Keyring } from '../../platform/sealing/keyring.ts';
import { masterKey, type TestDatabase, testDatabase } from '../../../tests/harness/database.ts';
import { testDistrict } from '../../../tests/harness/district.ts';

let test: TestDatabase;
let server: FastifyInstance;

beforeAll(async () => {
  test = await testDatabase();
  await testDistrict(test.work);
  server = await buildHouse({
    db: test.db,
    keyring: new Keyring(masterKey),
    clock: () => new Date(),
    defaultDistrict: '330702',
    dataDir: '/tmp',
    http: { logLevel: 'error', ratePerMinute: 100_000, origins: [], trustProxy: false, tileOrigins: [] },
  });
  await server.ready();
});
afterAll(async () => {
  await server?.close();
  await test?.drop();
});

const report = (over: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  kind: 'hazard.fire',
  place: { lon: 119.65, lat: 29.08 },
  words: '楼道堆满杂物',
  ...over,
});

describe('a resident reports', () => {
  it('and gets a code by which the matter can be followed', async () => {
    const sent = await server.inject({ method: 'POST', url: '/api/matters', payload: report({ phone: '13800000001' }) });
    expect(sent.statusCode, sent.body).toBe(200);
    const receipt = sent.json();
    const followed = await server.inject({ method: 'POST', url: '/api/follow', payload: { code: receipt.code } });
    expect(followed.statusCode, followed.body).toBe(200);
    expect(followed.json()).toMatchObject({ words: '楼道堆满杂物', status: 'new', number: receipt.number });
    expect(followed.json().history).toHaveLength(1);
  });
});
