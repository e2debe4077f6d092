import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigFault, readConfig } from './config.ts';
import { configurationDocument } from './document.ts';

const fault = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigFault) return error.message;
    throw error;
  }
  return 'none';
};

test('nothing need be set: this machine alone is served, with the demonstration', () => {
  expect(readConfig({})).toMatchObject({
    port: 7330,
    host: '127.0.0.1',
    dataDir: resolve('data'),
    databaseUrl: null,
    demo: true,
    district: '330702',
    baseUrl: 'http://127.0.0.1:7330',
    sms: { kind: 'outbox' },
    oidc: null,
  });
});

test('an empty value counts as not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 7330, databaseUrl: null });
});

test.each([
  ['PORT', '7o30'],
  ['PORT', '70000'],
  ['HOST', 'a b'],
  ['DATABASE_URL', 'mysql://x/y'],
  ['DATABASE_URL', 'postgres://only-host'],
  ['DEMO', 'yes'],
  ['DISTRICT', '3307'],
  ['LIANAN_KEY', 'secret'],
  ['LIANAN_NEW_KEY', 'secret'],
  ['BASE_URL', 'lianan.example.cn'],
  ['BASE_URL', 'https://example.cn/path'],
  ['LOG_LEVEL', 'loud'],
  ['FILES_URL', '/var/files'],
  ['SCAN_URL', 'http://x'],
  ['SMS_PROVIDER', 'pigeon'],
  ['SESSION_IDLE_MINUTES', '0'],
  ['RATE_PER_MINUTE', '-1'],
  ['MAP_STYLE', 'osm'],
  ['MAP_STYLE', '../secrets.pmtiles'],
  ['TIANDITU_KEY', 'a key'],
  ['MAP_ORIGINS', 'https://tiles.example.cn/path'],
  ['SUITE', 'des'],
])('%s=%s stops the start with one sentence in each language', (name, value) => {
  const lines = fault({ [name]: value }).split('\n');
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line).toContain(name);
});

test('what was wrong is named, unless it is a secret', () => {
  expect(fault({ PORT: '7o30' })).toBe(
    '环境变量 PORT 的值“7o30”不对，应为0 到 65535 的整数（0 为任选一个空闲端口）。\n' +
      'The environment variable PORT has a wrong value ("7o30"): it must be a whole number from 0 to 65535 (0 takes any free port).',
  );
  expect(fault({ LIANAN_KEY: 'my password' })).not.toContain('my password');
  expect(fault({ DATABASE_URL: 'http://u:pw@h/d' })).not.toContain('pw');
});

test('a setting that needs another one says which', () => {
  expect(fault({ SMS_PROVIDER: 'http' })).toContain('SMS_URL is not set, but SMS_PROVIDER=http needs it');
  expect(fault({ OIDC_CLIENT_ID: 'lianan' })).toContain('OIDC_DISCOVERY_URL');
});

test('a base map is none, one of ours, one elsewhere or Tianditu, whose approval number must be shown', () => {
  expect(readConfig({})).toMatchObject({ baseMap: { kind: 'none' }, mapOrigins: [] });
  expect(readConfig({ MAP_STYLE: 'wucheng.pmtiles' })).toMatchObject({
    baseMap: { kind: 'pmtiles', url: '/maps/wucheng.pmtiles' },
    mapOrigins: [],
  });
  expect(readConfig({ MAP_STYLE: 'https://a.example.cn/x.pmtiles' })).toMatchObject({ baseMap: { kind: 'pmtiles' } });
  expect(
    readConfig({ MAP_STYLE: 'https://a.example.cn/style.json', MAP_ORIGINS: 'https://b.example.cn' }),
  ).toMatchObject({
    baseMap: { kind: 'style', url: 'https://a.example.cn/style.json' },
    mapOrigins: ['https://a.example.cn', 'https://b.example.cn'],
  });
  expect(fault({ MAP_STYLE: 'tianditu', TIANDITU_KEY: 'abc' })).toContain('MAP_APPROVAL is not set');
  expect(fault({ MAP_STYLE: 'tianditu', MAP_APPROVAL: 'GS（2024）0568号' })).toContain('TIANDITU_KEY is not set');
  const { baseMap, mapOrigins } = readConfig({
    MAP_STYLE: 'tianditu',
    TIANDITU_KEY: 'abc',
    MAP_APPROVAL: 'GS（2024）0568号',
  });
  expect(baseMap).toMatchObject({ kind: 'tiles', approval: 'GS（2024）0568号' });
  expect(mapOrigins).toHaveLength(8);
});

test('behind every address there is one that a browser can open', () => {
  expect(readConfig({ HOST: '0.0.0.0' }).baseUrl).toBe('http://localhost:7330');
  expect(readConfig({ HOST: '::1' }).baseUrl).toBe('http://[::1]:7330');
  expect(readConfig({ BASE_URL: 'https://lianan.example.cn/' }).baseUrl).toBe('https://lianan.example.cn');
});

test('the page about the configuration is the one that the program writes', () => {
  expect(readFileSync(join(import.meta.dirname, '../../../docs/configuration.md'), 'utf8')).toBe(
    configurationDocument(),
  );
});
