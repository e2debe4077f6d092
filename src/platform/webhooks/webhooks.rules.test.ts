import { describe, expect, it } from 'vitest';
import type { Post } from '../identity/caller.ts';
import { isPublicAddress } from '../push/address.ts';
import { post } from './sending.ts';
import { signed } from './signature.ts';
import { HOOK_MOVES, HOOK_STATES, type HookNow, mayHookTo, refuseMove, WAITS_S, waitAfter } from './webhooks.rules.ts';

const hook = (over: Partial<HookNow>): HookNow => ({
  ...{ id: 'h', machine: 'm', body: 'fire', name: 'n', url: 'https://example.com', events: [], territory: '330702' },
  ...{ secret: null, former: null, formerUntil: null, state: 'proposed', why: null, proposedBy: 'a', decidedBy: null },
  ...over,
});

describe('What may be done with a hook', () => {
  it('is for administrators alone, from the states that the table names', () => {
    const open = (post: Post) =>
      HOOK_STATES.map((state) => [
        state,
        HOOK_MOVES.filter(
          (move) => refuseMove(hook({ state, why: 'owner' }), move, { person: 'b', posts: new Set([post]) }) === null,
        ).join(' '),
      ]);
    expect(Object.fromEntries(open('sysadmin'))).toEqual({
      ...{ proposed: 'end', standing: 'pause end', paused: 'resume end', refused: '', ended: '' },
    });
    expect(Object.fromEntries(open('secadmin'))).toEqual({
      ...{ proposed: 'approve refuse end', standing: 'pause end', paused: 'resume end', refused: '', ended: '' },
    });
    expect(open('duty').map(([, moves]) => moves)).toEqual(['', '', '', '', '']);
  });

  it('takes a second person to approve, even where one holds both posts', () => {
    const posts = new Set<Post>(['sysadmin', 'secadmin']);
    expect(refuseMove(hook({}), 'approve', { person: 'a', posts })).toBe('ownProposal');
    expect(refuseMove(hook({}), 'approve', { person: 'b', posts })).toBe(null);
  });
});

describe('Where a hook may lead', () => {
  it.each([
    ['https://example.com/told', true, true],
    ['https://example.com:8443/a/b', true, true],
    ['http://example.com/told', false, false],
    ['http://127.0.0.1:9/told', false, true],
    ['http://10.0.0.1/told', false, false],
    ['https://a:b@example.com/', false, false],
    ['https://example.com/?key=1', false, false],
    ['https://example.com/#a', false, false],
    ['ftp://example.com/', false, false],
    ['file:///etc/passwd', false, false],
  ])('%s: in the open %s, inside %s', (url, open, inside) => {
    expect([mayHookTo(url, false), mayHookTo(url, true)]).toEqual([open, inside]);
  });

  it.each([
    ...['10.1.2.3', '172.16.0.1', '192.168.1.1', '127.0.0.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1'],
    ...[
      '::1',
      '::',
      'fe80::1',
      'fd00::1',
      '::ffff:10.0.0.1',
      '::ffff:169.254.169.254',
      '64:ff9b::a00:1',
      '2002:a00:1::',
      // Neither given to anybody nor in any list of a network of one's own.
      'fec0::1',
      '3fff::1',
      '5f00::1',
    ],
  ])('never to %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['8.8.8.8', '172.32.0.1', '2400:3200::1'])('to %s it may', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it('is looked at again as the connection is made: a name that leads inside is not followed', async () => {
    const allowed = { inside: false, patienceMs: 2_000, agent: 'test' };
    for (const url of [
      'https://localhost:9/',
      'https://127.0.0.1:9/',
      'https://[::1]:9/',
      'https://2130706433:9/',
      'https://[fec0::1]:9/',
    ])
      expect([url, (await post(url, {}, '{}', allowed)).trouble]).toEqual([url, 'inside']);
  });
});

describe('A try that failed', () => {
  it('is made again ever later, for a little over a day', () => {
    expect(WAITS_S).toEqual(WAITS_S.toSorted((a, b) => a - b));
    const hours = WAITS_S.reduce((sum, one) => sum + one, 0) / 3600;
    expect(hours).toBeGreaterThan(24);
    expect(hours).toBeLessThan(30);
    expect([waitAfter(1), waitAfter(WAITS_S.length + 1)]).toEqual([5, null]);
  });
});

describe('A signature', () => {
  it('is the one that the standard’s own example has', () => {
    // Standard Webhooks, spec/standard-webhooks.md: the example of the symmetric scheme.
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const at = new Date(1614265330 * 1000);
    const headers = signed('msg_p5jXN8AQM9LWM0D4loKWxJek', '{"test": 2432232314}', [secret], at);
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });
});
