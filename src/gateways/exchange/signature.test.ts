import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Checking, Verdict } from './signature.ts';
import { signed, verified } from './signature.ts';

const SECRET = 'a-shared-secret-of-the-110-desk';
const OTHER = 'the-secret-that-comes-after-it';
const NOW = new Date('2026-03-01T04:00:00Z');
const BODY = JSON.stringify({ words: '解放街有人打架' });
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const check = (change: Partial<Checking> = {}): Verdict =>
  verified({ header: signed(BODY, SECRET, NOW), body: BODY, secrets: [SECRET], now: NOW, ...change });
const why = (verdict: Verdict): string => (verdict.ok ? 'genuine' : verdict.reason.en);

describe('a message from another desk', () => {
  it('is genuine when signed under the shared secret, in the form that the desk was told', () => {
    expect(check()).toMatchObject({ ok: true, at: NOW, expires: later(300) });
    const mac = createHmac('sha256', SECRET).update(`1772337600.${BODY}`).digest('hex');
    expect(signed(BODY, SECRET, NOW)).toBe(`t=1772337600,v1=${mac}`);
  });

  it('is refused when one byte of it, of its time or of its signature was altered', () => {
    const header = signed(BODY, SECRET, NOW);
    expect(why(check({ body: BODY.replace('打架', '吵架') }))).toContain('does not match');
    expect(why(check({ header: header.replace('t=1772337600', 't=1772337601') }))).toContain('does not match');
    const bytes = Buffer.from(BODY);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const altered = Buffer.from(bytes);
        altered[at] = (altered[at] as number) ^ change;
        expect(check({ body: altered }).ok).toBe(false);
      }),
    );
  });

  it('is refused when the clocks are more than five minutes apart, either way', () => {
    expect(check({ now: later(300) }).ok).toBe(true);
    expect(check({ now: later(-300) }).ok).toBe(true);
    expect(why(check({ now: later(301) }))).toBe('The signature is 301 s off this clock, at most 300 s');
    expect(why(check({ now: later(-400) }))).toContain('400 s off');
    expect(check({ now: later(900), toleranceSeconds: 1000 }).ok).toBe(true);
  });

  it('has one replay id for as long as it would be genuine, and another one when it is signed anew', () => {
    const verdict = check();
    const again = check({ now: later(200) });
    if (!verdict.ok || !again.ok) throw new Error('not genuine');
    expect(again.replayId).toBe(verdict.replayId);
    expect(again.expires).toEqual(verdict.expires);
    const anew = verified({ header: signed(BODY, SECRET, later(10)), body: BODY, secrets: [SECRET], now: later(10) });
    expect(anew.ok && anew.replayId !== verdict.replayId).toBe(true);
  });

  it('is genuine under either secret while one is being replaced, and under none that is too short', () => {
    expect(check({ secrets: [OTHER, SECRET] }).ok).toBe(true);
    expect(why(check({ secrets: [OTHER] }))).toContain('does not match');
    expect(check({ secrets: [] }).ok).toBe(false);
    expect(() => signed(BODY, 'short', NOW)).toThrow(RangeError);
    const weak = createHmac('sha256', 'short').update(`1772337600.${BODY}`).digest('hex');
    expect(check({ header: `t=1772337600,v1=${weak}`, secrets: ['short'] }).ok).toBe(false);
  });

  it('may carry several signatures, of which one must be right', () => {
    const header = `${signed(BODY, OTHER, NOW)},${signed(BODY, SECRET, NOW).split(',')[1] as string}`;
    expect(check({ header }).ok).toBe(true);
    expect(check({ header: `${signed(BODY, SECRET, NOW)},v2=00ff` }).ok).toBe(true);
  });

  it('is refused, and nothing thrown, whatever stands in the header', () => {
    for (const header of [
      undefined,
      '',
      ['t=1,v1=00'],
      't=1',
      'v1=00',
      't=x,v1=00',
      't=1772337600,v1=zz',
      `t=1772337600,v2=${'0'.repeat(64)}`,
    ]) {
      expect(check({ header }).ok).toBe(false);
    }
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (header) => !check({ header }).ok));
  });
});
