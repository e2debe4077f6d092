import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../../../tests/harness/database.ts';
import { type Browser, DISTRICT, type House, identityHouse } from './house.ts';

/** An OpenID Connect provider of our own: discovery, token and keys; it signs whoever it is told to. */
class Provider {
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  #server: Server | null = null;
  /** What the next id token says. */
  claims: Record<string, unknown> = {};
  requests: string[] = [];

  async start(port: number): Promise<void> {
    const base = `http://127.0.0.1:${port}`;
    const server = createServer(async (request, response) => {
      this.requests.push(request.url ?? '');
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const answers: Record<string, () => unknown> = {
        '/.well-known/openid-configuration': () => ({
          issuer: base,
          authorization_endpoint: `${base}/authorize`,
          token_endpoint: `${base}/token`,
          jwks_uri: `${base}/keys`,
          id_token_signing_alg_values_supported: ['RS256'],
        }),
        '/keys': () => ({
          keys: [{ ...this.#keys.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }],
        }),
        '/token': () => ({
          access_token: 'secret-of-the-provider',
          token_type: 'Bearer',
          expires_in: 300,
          id_token: this.#token(base),
        }),
      };
      const answer = answers[request.url ?? ''];
      response
        .writeHead(answer ? 200 : 404, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer?.() ?? {}));
    });
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    this.#server = server;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    server?.closeAllConnections();
    if (server) await new Promise((done) => server.close(done));
  }

  #token(issuer: string): string {
    const now = Math.floor(Date.now() / 1000);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part({ alg: 'RS256', kid: 'one' })}.${part({ iss: issuer, aud: 'lianan', iat: now, exp: now + 300, ...this.claims })}`;
    return `${text}.${sign('sha256', Buffer.from(text), this.#keys.privateKey).toString('base64url')}`;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

let house: House;
let port: number;
const provider = new Provider();
beforeAll(async () => {
  port = await freePort();
  house = await identityHouse(await testDatabase(), {
    oidc: {
      discoveryUrl: `http://127.0.0.1:${port}/.well-known/openid-configuration`,
      clientId: 'lianan',
      clientSecret: 'known-to-two',
      loginClaim: 'preferred_username',
    },
  });
  await house.appointed('duty1', ['duty', { territory: DISTRICT }]);
  await house.appointed('sec1', ['secadmin']);
});
afterAll(async () => {
  await provider.stop();
  await house.close();
});

/** Goes to the provider and comes back with a code, as a browser would. */
async function throughProvider(browser: Browser, claims: Record<string, unknown>) {
  const begun = await browser.call('POST', '/api/auth/sign-in/social', { provider: 'oidc', callbackURL: '/desk' });
  expect(begun.status).toBe(200);
  const there = new URL(String((begun.body as { url?: string }).url));
  expect(there.searchParams.get('code_challenge_method')).toBe('S256');
  expect(there.searchParams.get('redirect_uri')).toBe('http://localhost/api/auth/callback/oidc');
  provider.claims = { nonce: there.searchParams.get('nonce') ?? undefined, ...claims };
  return browser.call('GET', `/api/auth/callback/oidc?code=${randomUUID()}&state=${there.searchParams.get('state')}`);
}

describe('An outside provider', () => {
  it('that is down at the start is said to be down, and everything else works', async () => {
    expect((await house.browser().call('GET', '/api/me')).body).toMatchObject({ outside: true });
    expect(
      await house.browser().call('POST', '/api/auth/sign-in/social', { provider: 'oidc', callbackURL: '/desk' }),
    ).toMatchObject({ status: 503, body: { code: 'identity.outsideAway' } });
    await house.signedIn('duty1');
    expect(provider.requests).toEqual([]);
  });

  it('that comes up later signs in whom we know by their login', async () => {
    await provider.start(port);
    await new Promise((done) => setTimeout(done, 5_100));
    const browser = house.browser();
    const back = await throughProvider(browser, {
      sub: 'p-1',
      preferred_username: 'Duty1',
      name: '张三',
      email: 'zhang@example.cn',
    });
    expect(back.status).toBe(302);
    expect((await browser.call('GET', '/api/me')).body).toMatchObject({ is: 'staff', login: 'duty1', posts: ['duty'] });
    const again = house.browser();
    await throughProvider(again, { sub: 'p-1', preferred_username: 'duty1', name: '张三' });
    expect((await again.call('GET', '/api/me')).body).toMatchObject({ is: 'staff', login: 'duty1' });
  }, 30_000);

  it('leaves neither its names nor its tokens with us', async () => {
    const { rows } = await house.test.work.pool.query(
      `select t::text as row from auth.account t union all select t::text from auth."user" t`,
    );
    expect(JSON.stringify(rows)).not.toMatch(/张三|zhang@|secret-of-the-provider|eyJ/);
  });

  it('signs in nobody whom we do not know, and nobody whose login is none', async () => {
    for (const claims of [
      { sub: 'p-2', preferred_username: 'stranger' },
      { sub: 'p-3' },
      { sub: 'p-4', preferred_username: '13812345678' },
    ]) {
      const browser = house.browser();
      expect((await throughProvider(browser, claims)).status).toBe(302);
      expect((await browser.call('GET', '/api/me')).body).toMatchObject({ is: 'nobody' });
    }
    const { rows } = await house.test.work.pool.query(`select 1 from auth."user" where username = 'stranger'`);
    expect(rows).toEqual([]);
  });

  it('does not stand in for the one-time code of an administrator', async () => {
    const browser = house.browser();
    await throughProvider(browser, { sub: 'p-5', preferred_username: 'sec1' });
    expect((await browser.call('GET', '/api/me')).body).toMatchObject({
      is: 'staff',
      needs: 'enrol',
      appointments: [],
    });
  });

  it.each([
    ['of another issuer', { iss: 'http://evil.example' }],
    ['for another client', { aud: 'other' }],
    ['with a foreign nonce', { nonce: createHash('sha256').update('x').digest('hex') }],
    ['that is over', { exp: 1 }],
  ])('is not believed with a token %s', async (_, claims) => {
    const browser = house.browser();
    await throughProvider(browser, { sub: 'p-1', preferred_username: 'duty1', ...claims });
    expect((await browser.call('GET', '/api/me')).body).toMatchObject({ is: 'nobody' });
  });

  it('is not replaced by a token that a browser brings', async () => {
    const answer = await house
      .browser()
      .call('POST', '/api/auth/sign-in/social', { provider: 'oidc', idToken: { token: 'x' } });
    expect(answer.status).toBe(400);
  });

  it('sends nobody to a foreign page', async () => {
    expect(
      (
        await house
          .browser()
          .call('POST', '/api/auth/sign-in/social', { provider: 'oidc', callbackURL: 'https://evil.example/' })
      ).status,
    ).toBe(403);
  });
});
