import { describe, expect, it } from 'vitest';
import { askOf } from './address.ts';

describe('the address of a call', () => {
  it.each([
    ['GET', '/discovery.xml', { is: 'discovery', format: 'xml' }],
    ['GET', 'discovery.json', { is: 'discovery', format: 'json' }],
    ['GET', '/services.json', { is: 'services', format: 'json' }],
    ['GET', '/services/hazard.fire.xml', { is: 'service', code: 'hazard.fire', format: 'xml' }],
    ['GET', '/services/%E7%81%AB.json', { is: 'service', code: '火', format: 'json' }],
    ['GET', '/requests.xml', { is: 'requests', format: 'xml' }],
    ['POST', '/requests.json', { is: 'report', format: 'json' }],
    ['GET', '/requests/WC-2026-1.json', { is: 'request', id: 'WC-2026-1', format: 'json' }],
    ['GET', '/tokens/abc.xml', { is: 'token', token: 'abc', format: 'xml' }],
    ['GET', '/servicerequestupdates.xml', { is: 'updates', format: 'xml' }],
    ['POST', '/servicerequestupdates.xml', { is: 'update', format: 'xml' }],
  ])('%s %s is understood', (method, path, fact) => {
    expect(askOf(method, path)).toEqual({ ok: true, fact });
  });

  it.each([
    ['GET', '/requests', 404],
    ['GET', '/requests.csv', 404],
    ['GET', '/request/1.xml', 404],
    ['GET', '/services/a/b.xml', 404],
    ['GET', '/services/%E7%8.xml', 404],
    ['GET', '/services/.xml', 404],
    ['GET', '/.xml', 404],
    ['DELETE', '/requests/1.xml', 405],
    ['POST', '/services.xml', 405],
    ['PUT', '/requests.json', 405],
  ])('%s %s is refused with %i', (method, path, status) => {
    const parsed = askOf(method, path);
    expect(parsed.ok ? 0 : parsed.errors.status).toBe(status);
  });
});
