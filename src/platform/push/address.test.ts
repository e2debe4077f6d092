import type { LookupAddress } from 'node:dns';
import { expect, it } from 'vitest';
import { guardedLookup, isPublicAddress, mayPushTo } from './address.ts';

it('a push goes to https names on the open internet and nowhere into the house', () => {
  for (const one of [
    'https://fcm.googleapis.com/fcm/send/abc',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://web.push.apple.com/abc',
  ])
    expect(mayPushTo(one), one).toBe(true);
  for (const one of [
    'http://fcm.googleapis.com/x',
    'https://localhost/x',
    'https://localhost.localdomain.internal/x',
    'https://printer.local/x',
    'https://127.0.0.1/x',
    'https://2130706433/x',
    'https://0x7f.1/x',
    'https://[::1]/x',
    'https://[::ffff:10.0.0.1]/x',
    'https://10.0.0.1/x',
    'https://169.254.169.254/latest/meta-data',
    'https://fcm.googleapis.com:8443/x',
    'https://user:secret@fcm.googleapis.com/x',
    'https://intranet/x',
    'file:///etc/passwd',
    'not an address',
    `https://push.example.com/${'x'.repeat(2_000)}`,
  ])
    expect(mayPushTo(one), one).toBe(false);
});

it('knows private, shared, documented and mapped addresses from those of the open internet', () => {
  for (const one of ['8.8.8.8', '140.82.112.3', '2606:4700::1111', '2a00:1450:4001::a'])
    expect(isPublicAddress(one), one).toBe(true);
  for (const one of [
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    'fc00::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'nothing',
  ])
    expect(isPublicAddress(one), one).toBe(false);
});

it('refuses a name that leads into the house at the moment of sending', async () => {
  for (const all of [true, false]) {
    const error = await new Promise<Error | null>((resolve) =>
      guardedLookup('localhost', { all }, (fault: Error | null, _found: string | LookupAddress[]) => resolve(fault)),
    );
    expect(error?.message).toContain('private network');
  }
});
