import { describe, expect, it } from 'vitest';
import type { Line } from '../../../platform/journal/line.rules.ts';
import { LINES } from '../lines.rules.ts';
import { MOVES } from '../moves.rules.ts';
import { foldPartner, mayDeliverTo, type Partner, secretsAt, tellingOf } from './exchange.rules.ts';

const line = (n: number, kind: string, body: object): Line => ({
  district: '330702',
  id: `line-${n}`,
  subject: 'desk',
  n,
  kind,
  origin: 'live',
  happened: '',
  recorded: `2026-03-0${n}T00:00:00.000Z`,
  by: null,
  post: null,
  territory: '330702',
  body,
});
const set = (secret: string | null, formerUntil: string | null = null) => ({
  desk: '110',
  name: { zh: '接警台', en: 'Desk' },
  categories: '110',
  url: null,
  secret: secret === null ? null : { id: secret, digest: '' },
  formerUntil,
});
const folded = (...bodies: (object | null)[]): Partner =>
  bodies.reduce<Partner | null>(
    (before, body, at) =>
      foldPartner(before, line(at + 1, body === null ? 'partner.stopped' : 'partner.set', body ?? {})),
    null,
  ) as Partner;

describe('the secrets of a desk', () => {
  const until = '2026-03-10T00:00:00.000Z';
  it('are one, and two while one is being replaced', () => {
    expect(secretsAt(folded(set('a')), '2026-03-02')).toEqual(['a']);
    const both = folded(set('a'), set('b', until));
    expect(secretsAt(both, '2026-03-09T23:00:00.000Z')).toEqual(['b', 'a']);
    expect(secretsAt(both, '2026-03-10T00:00:01.000Z')).toEqual(['b']);
    expect(secretsAt(folded(set('a'), set('b', until), set(null)), '2026-03-05')).toEqual(['b', 'a']);
    expect(secretsAt(folded(set('a'), set('b', until), set('c', until)), '2026-03-05')).toEqual(['c', 'b']);
  });

  it('are none once it was stopped, and the one before is not good again when it comes back', () => {
    expect(secretsAt(folded(set('a'), null), '2026-03-02')).toEqual([]);
    expect(folded(set('a'), null)).toMatchObject({ state: 'stopped', n: 2 });
    const back = folded(set('a'), null, set('b', until));
    expect([back.state, secretsAt(back, '2026-03-03')]).toEqual(['standing', ['b']]);
  });
});

describe('the address of a desk', () => {
  it.each([
    ['https://desk.example.gov.cn/replies', true],
    ['https://10.20.30.40:8443/a/b?x=1', true],
    ['http://10.20.30.40/replies', true],
    ['http://172.31.0.1/', true],
    ['http://192.168.1.2:8080', true],
    ['http://localhost:9000/x', true],
    ['http://[::1]:9000/x', true],
    ['http://172.32.0.1/', false],
    ['http://desk.example.gov.cn/replies', false],
    ['http://10.20.30.40.example.com/', false],
    ['https://user:pass@desk.example.gov.cn/', false],
    ['https://desk.example.gov.cn/#part', false],
    ['file:///etc/passwd', false],
    ['', false],
  ])('%s: %s', (url, allowed) => {
    expect(mayDeliverTo(url)).toBe(allowed);
  });
});

describe('what a desk is told', () => {
  it('is every step that changes where a case stands, and no other', () => {
    const told = Object.values(LINES)
      .map((one) => one.name)
      .filter((kind) => tellingOf({ kind, body: {} }) !== null);
    const silent = [
      'triage',
      'note',
      'instruct',
      'supervise',
      'release',
      'ask',
      'answer',
      'verify',
      'rate',
      'seeContact',
      'seeEarlier',
      'suspend',
      'resume',
      'askExtension',
      'decideExtension',
      'callIn',
      'taskAccept',
      'taskReturn',
      'taskDone',
      'taskCancel',
      'split',
      'gather',
      'letGo',
    ];
    const steps = Object.entries(MOVES).flatMap(([move, { line }]) => (silent.includes(move) ? [] : [line]));
    expect(told.toSorted()).toEqual(['matter.reported', ...steps].toSorted());
  });

  it('is the end of it when a liaison fixed it on the spot, unless a second person looks', () => {
    expect(tellingOf({ kind: 'matter.fixed-on-spot', body: { sampled: false } })?.what).toBe('result');
    expect(tellingOf({ kind: 'matter.fixed-on-spot', body: { sampled: true } })?.what).toBe('moved');
  });
});
