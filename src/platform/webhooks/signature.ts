import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** A fresh secret as it is shown once: `whsec_` and 32 random bytes in base64. */
export const newSecret = (): string => `${PREFIX}${randomBytes(32).toString('base64')}`;

/**
 * The three headers of a signed message (Standard Webhooks 1.0, "Signature scheme": HMAC-SHA256 over id, seconds and body).
 * While a secret is changed over, each that is good signs.
 */
export function signed(id: string, body: string, secrets: readonly string[], now: Date): Record<string, string> {
  const seconds = String(Math.floor(now.getTime() / 1000));
  const marks = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': marks.join(' ') };
}
