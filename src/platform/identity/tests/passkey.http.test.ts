import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../../../tests/harness/database.ts';
import { type Browser, codeOf, type House, identityHouse } from './house.ts';

const sha = (data: Buffer | string) => createHash('sha256').update(data).digest();
const FLAGS = { present: 0x01, verified: 0x04, attested: 0x40 };

/** The few forms of CBOR (RFC 8949) that an authenticator writes. */
function cbor(value: number | string | Buffer | Map<number | string, never> | Map<number | string, unknown>): Buffer {
  const head = (major: number, n: number) =>
    n < 24
      ? Buffer.of((major << 5) | n)
      : n < 256
        ? Buffer.of((major << 5) | 24, n)
        : Buffer.of((major << 5) | 25, n >> 8, n & 255);
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, one]) => [cbor(key), cbor(one as never)])]);
}

/** An authenticator in software (WebAuthn level 2, section 6): one key, attestation none. */
class Authenticator {
  readonly id = randomBytes(16);
  readonly #keys: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  #count = 0;

  #data(flags: number, rest: Buffer = Buffer.alloc(0)): Buffer {
    const count = Buffer.alloc(4);
    this.#count += 1;
    count.writeUInt32BE(this.#count);
    return Buffer.concat([sha('localhost'), Buffer.of(flags), count, rest]);
  }

  #client(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: 'http://localhost', crossOrigin: false }));
  }

  register(challenge: string) {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const key = cbor(
      new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    );
    const rest = Buffer.concat([Buffer.alloc(16), Buffer.of(0, this.id.length), this.id, key]);
    const authData = this.#data(FLAGS.present | FLAGS.verified | FLAGS.attested, rest);
    const attestation = cbor(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]),
    );
    return this.#response({
      clientDataJSON: this.#client('webauthn.create', challenge).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    });
  }

  answer(challenge: string, verified = true) {
    const authenticatorData = this.#data(FLAGS.present | (verified ? FLAGS.verified : 0));
    const client = this.#client('webauthn.get', challenge);
    const signature = sign('sha256', Buffer.concat([authenticatorData, sha(client)]), this.#keys.privateKey);
    return this.#response({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: authenticatorData.toString('base64url'),
      signature: signature.toString('base64url'),
    });
  }

  #response(response: object) {
    const id = this.id.toString('base64url');
    return { response: { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response } };
  }
}

let house: House;
beforeAll(async () => {
  house = await identityHouse(await testDatabase());
  await house.appointed('liaison1', ['liaison', { territory: '330702001001' }]);
  await house.appointed('sec1', ['secadmin']);
});
afterAll(() => house.close());

const HERE = { origin: 'http://localhost', host: 'localhost' };
const challengeOf = async (browser: Browser, what: 'register' | 'authenticate') =>
  String((await browser.call('GET', `/api/auth/passkey/generate-${what}-options`, undefined, HERE)).body['challenge']);

async function registered(browser: Browser): Promise<{ device: Authenticator; status: number }> {
  const device = new Authenticator();
  const { status } = await browser.call(
    'POST',
    '/api/auth/passkey/verify-registration',
    device.register(await challengeOf(browser, 'register')),
    HERE,
  );
  return { device, status };
}

async function signedInWith(device: Authenticator, verified = true): Promise<{ browser: Browser; status: number }> {
  const browser = house.browser();
  const answer = device.answer(await challengeOf(browser, 'authenticate'), verified);
  const { status } = await browser.call('POST', '/api/auth/passkey/verify-authentication', answer, HERE);
  return { browser, status };
}

describe('A passkey', () => {
  it('signs its owner in without a password', async () => {
    const { device, status } = await registered(await house.signedIn('liaison1'));
    expect(status).toBe(200);
    const { browser } = await signedInWith(device);
    expect((await browser.call('GET', '/api/me')).body).toMatchObject({
      is: 'staff',
      login: 'liaison1',
      posts: ['liaison'],
      needs: null,
    });
    expect((await browser.call('GET', '/api/me/sessions')).body).toMatchObject({
      sessions: expect.arrayContaining([expect.objectContaining({ mine: true, proof: 'passkey' })]),
    });
  });

  it('counts only with the person verified on the device', async () => {
    const { device } = await registered(await house.signedIn('liaison1'));
    const { browser, status } = await signedInWith(device, false);
    expect(status).toBe(401);
    expect((await browser.call('GET', '/api/me')).body).toMatchObject({ is: 'nobody' });
  });

  it('is not believed a second time with the same answer', async () => {
    const { device } = await registered(await house.signedIn('liaison1'));
    const browser = house.browser();
    const answer = device.answer(await challengeOf(browser, 'authenticate'));
    const jar = new Map(browser.jar);
    expect((await browser.call('POST', '/api/auth/passkey/verify-authentication', answer, HERE)).status).toBe(200);
    const other = house.browser();
    for (const [name, value] of jar) other.jar.set(name, value);
    expect((await other.call('POST', '/api/auth/passkey/verify-authentication', answer, HERE)).status).toBe(400);
  });

  it('stands for the second factor of an administrator who enrolled a one-time code, and does not spare enrolling', async () => {
    const browser = await house.signedIn('sec1');
    const { device } = await registered(browser);
    const before = await signedInWith(device);
    expect((await before.browser.call('GET', '/api/me')).body).toMatchObject({ needs: 'enrol', appointments: [] });
    const { secret } = await house.strong('sec1');
    const after = await signedInWith(device);
    expect((await after.browser.call('GET', '/api/me')).body).toMatchObject({ needs: null, posts: ['secadmin'] });
    // A session that has not shown the code may not add a key that would stand in for it.
    expect((await browser.call('GET', '/api/auth/passkey/generate-register-options', undefined, HERE)).status).toBe(
      403,
    );
    expect((await browser.call('POST', '/api/me/code', { code: codeOf(secret) })).status).toBe(200);
    expect((await registered(browser)).status).toBe(200);
  });

  it('is taken from another site as little as any write', async () => {
    const browser = await house.signedIn('liaison1');
    const challenge = await challengeOf(browser, 'register');
    const foreign = { origin: 'https://evil.example', host: 'localhost' };
    expect(
      (
        await browser.call(
          'POST',
          '/api/auth/passkey/verify-registration',
          new Authenticator().register(challenge),
          foreign,
        )
      ).status,
    ).toBe(403);
  });
});
