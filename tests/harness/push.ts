import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Pushed = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: Buffer };

/** A push service of one's own: keeps what comes, and answers as told. */
export async function pushService() {
  const got: Pushed[] = [];
  const answers = { status: 201 };
  const server = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      got.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) });
      reply.writeHead(answers.status).end('told to nobody');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { got, answers, at: `http://127.0.0.1:${port}`, close: () => new Promise((done) => server.close(done)) };
}

/** A browser's half of Web Push: its keys, and how it opens a message (RFC 8291 with aes128gcm of RFC 8188), written from the RFCs. */
export function pushBrowser(endpoint: string) {
  const own = createECDH('prime256v1');
  const publicKey = own.generateKeys();
  const auth = randomBytes(16);
  const hkdf = (key: Buffer, salt: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', key, salt, info, length));
  return {
    target: { endpoint, keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') } },
    open: (body: Buffer): Record<string, string> => {
      const salt = body.subarray(0, 16);
      const keyLength = body[20] ?? 0;
      const theirs = body.subarray(21, 21 + keyLength);
      const cipher = body.subarray(21 + keyLength);
      const shared = own.computeSecret(theirs);
      const secret = hkdf(shared, auth, Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, theirs]), 32);
      const key = hkdf(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
      const nonce = hkdf(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
      const gcm = createDecipheriv('aes-128-gcm', key, nonce);
      gcm.setAuthTag(cipher.subarray(-16));
      const clear = Buffer.concat([gcm.update(cipher.subarray(0, -16)), gcm.final()]);
      return JSON.parse(clear.subarray(0, clear.lastIndexOf(2)).toString('utf8'));
    },
  };
}
