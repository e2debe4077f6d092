import { describe, expect, it } from 'vitest';
import type { Appointment, Post } from './caller.ts';
import { POSTS } from './caller.ts';
import { deviceOf } from './device.rules.ts';
import { loginFault, passwordFault } from './login.rules.ts';
import { refuseMachine } from './machines.rules.ts';
import { needsOf } from './proof.rules.ts';
import { scopeOf } from './reach.rules.ts';
import { codeOpens, masked, mobileOf } from './residents.rules.ts';
import { isDay, readRoster, rowFaults } from './roster.rules.ts';
import { counted, LIMITS, type Throttled, waitMs } from './throttle.rules.ts';
import { networkOf } from './throttle.ts';

const held = (post: Post, body: string | null, territory: string | null): Appointment => ({
  id: post,
  post,
  body,
  territory,
  deputyOf: null,
});

describe('Reach', () => {
  it.each(POSTS)('of a %s', (post) => {
    const scope = scopeOf({ is: 'staff', person: 'li', appointments: [held(post, 'wc-centre', '330702')] }, '330702');
    const sees = !['sysadmin', 'secadmin', 'auditor'].includes(post);
    expect(scope).toEqual({
      district: '330702',
      reach: sees ? ['330702'] : [],
      bodies: sees ? ['wc-centre'] : [],
      subjects: [],
    });
  });

  it('is that of all posts together, each place once', () => {
    const appointments = [
      held('liaison', null, '330702001001'),
      held('verifier', 'wc-t001', '330702001'),
      held('handler', 'wc-t001', null),
    ];
    expect(scopeOf({ is: 'staff', person: 'li', appointments }, '330702')).toMatchObject({
      reach: ['330702001', '330702001001'],
      bodies: ['wc-t001'],
    });
  });

  it('of nobody is nothing, of a resident their own id, of a machine its body', () => {
    expect(scopeOf({ is: 'nobody' }, '330702')).toEqual({ district: '330702', reach: [], bodies: [], subjects: [] });
    expect(scopeOf({ is: 'resident', resident: 'r' }, '330702').subjects).toEqual(['r']);
    expect(scopeOf({ is: 'machine', person: 'm', appointments: [], body: 'wc-110' }, '330702').bodies).toEqual([
      'wc-110',
    ]);
  });
});

describe('What a session owes', () => {
  const administrators: Post[] = ['sysadmin', 'secadmin', 'auditor'];
  it.each(POSTS)('as a %s', (post) => {
    const owes = (enrolled: boolean, proof: 'password' | 'totp' | 'passkey' | 'oidc') =>
      needsOf({ initialPassword: false, enrolled, proof, appointments: [{ post }] });
    const compulsory = administrators.includes(post);
    expect(owes(false, 'password')).toBe(compulsory ? 'enrol' : null);
    expect(owes(false, 'oidc')).toBe(compulsory ? 'enrol' : null);
    expect(owes(false, 'passkey')).toBe(compulsory ? 'enrol' : null);
    expect(owes(true, 'password')).toBe('code');
    expect(owes(true, 'oidc')).toBe(compulsory ? 'code' : null);
    expect(owes(true, 'totp')).toBeNull();
    expect(owes(true, 'passkey')).toBeNull();
  });

  it('is first of all a password of its own', () => {
    expect(
      needsOf({ initialPassword: true, enrolled: true, proof: 'totp', appointments: [{ post: 'sysadmin' }] }),
    ).toBe('password');
    expect(
      needsOf({ initialPassword: true, enrolled: false, proof: 'oidc', appointments: [{ post: 'handler' }] }),
    ).toBeNull();
  });
});

describe('A login', () => {
  it.each([
    ['duty1', null],
    ['wang.wei-2', null],
    ['ab', 'form'],
    ['1duty', 'form'],
    ['Duty', 'form'],
    ['李', 'form'],
    ['a13812345678', 'number'],
    ['a'.repeat(31), 'form'],
  ])('%s', (login, fault) => expect(loginFault(login)).toBe(fault));
});

describe('A password', () => {
  it.each([
    ['Short-1', 'short'],
    ['alllowercase', 'plain'],
    ['Aa1Aa1Aa1Aa1', 'plain'],
    ['four words of some length', null],
    ['Lianan-2026x', null],
    ['duty1-Lianan', 'login'],
    [`Aa1-b${'x'.repeat(130)}`, 'long'],
  ])('%s', (password, fault) => expect(passwordFault(password, 'duty1')).toBe(fault));
});

describe('Tries', () => {
  it.each(Object.keys(LIMITS) as Throttled[])('of a %s are locked at their limit and begin anew after it', (what) => {
    const { most, lockMs, windowMs } = LIMITS[what];
    let counter = null;
    for (let at = 0; at < most; at += 1) {
      expect(waitMs(counter, 1_000 + at)).toBe(0);
      counter = counted(what, counter, 1_000 + at);
    }
    expect(waitMs(counter, 1_000 + most)).toBeGreaterThan(0);
    const after = 1_000 + most + lockMs;
    expect(waitMs(counter, after)).toBe(0);
    expect(counted(what, counter, after).failures).toBe(1);
    expect(counted(what, { failures: most - 1, since: 0, until: null }, windowMs).failures).toBe(1);
  });

  it('of one household under IPv6 count as one', () => {
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:db8:1:2::9'));
    expect(networkOf('2001:db8:1:3::9')).not.toBe(networkOf('2001:db8:1:2::9'));
    expect(networkOf('::ffff:10.0.0.7')).toBe('10.0.0.7');
    expect(networkOf('::1')).toBe('0:0:0:0');
  });
});

describe("A resident's telephone", () => {
  it.each([
    ['13812345678', '13812345678'],
    ['+86 138-1234-5678', '13812345678'],
    ['0086 138 1234 5678', '13812345678'],
    ['１３８１２３４５６７８', '13812345678'],
    ['12812345678', null],
    ['1381234567', null],
    ['0579-82300000', null],
  ])('%s', (typed, mobile) => expect(mobileOf(typed)).toBe(mobile));

  it('is shown with its middle hidden, alike however it was written', () => {
    for (const one of ['13812345678', '+8613812345678', '+86 138 1234 5678', '１３８-1234-5678'])
      expect(masked(one)).toBe('138****5678');
  });
  it('of a fixed line, or too short to be cut, never shows what would give it away', () => {
    expect(masked('0579-82300017')).toBe('0579****17');
    expect(masked('82300017')).toBe('****');
    expect(masked('')).toBe('****');
  });

  it('is proved by the right code in time, five tries at most', () => {
    const code = { expires: 1_000, tries: 0, same: true };
    expect(codeOpens(code, 999)).toBe(true);
    expect(codeOpens(code, 1_000)).toBe(false);
    expect(codeOpens({ ...code, tries: 5 }, 0)).toBe(false);
    expect(codeOpens({ ...code, same: false }, 0)).toBe(false);
    expect(codeOpens(null, 0)).toBe(false);
  });
});

describe("A machine's key", () => {
  it('lives from today to two years', () => {
    const until = (day: string) => refuseMachine({ scopes: ['open311'], until: day }, '2026-06-01');
    expect(until('2026-06-01')).toBeNull();
    expect(until('2028-06-01')).toBeNull();
    expect(until('2026-05-31')).toBe('days');
    expect(until('2028-06-02')).toBe('days');
    expect(refuseMachine({ scopes: [], until: '2026-07-01' }, '2026-06-01')).toBe('scopes');
    expect(refuseMachine({ scopes: ['figures', 'figures'], until: '2026-07-01' }, '2026-06-01')).toBe('scopes');
  });
});

describe('A sheet of appointments', () => {
  const heading = ['登录名', '姓名', '岗位', '单位', '区域代码', '起', '止', '代理'];
  it('is read by its headings, dates and numbers as texts, empty rows passed over', () => {
    const sheet = readRoster([
      heading,
      ['Zhao1 ', '赵一', '网格员', null, 330702001001, new Date('2026-01-31T00:00:00Z'), null, null],
      [null, null],
      ['qian2', '', 'handler', 'wc-t001', '', '2026-02-01', '', 'Zhao1'],
    ]);
    expect(sheet).toMatchObject({
      ok: true,
      rows: [
        { row: 2, login: 'zhao1', name: '赵一', post: '网格员', territory: '330702001001', from: '2026-01-31' },
        { row: 4, login: 'qian2', body: 'wc-t001', deputyOf: 'zhao1' },
      ],
    });
  });

  it('says which columns it lacks', () => {
    expect(readRoster([['登录名', '姓名']])).toEqual({ ok: false, why: 'columns', missing: ['岗位', '起'] });
    expect(readRoster([])).toMatchObject({ why: 'columns' });
    expect(readRoster([heading])).toEqual({ ok: false, why: 'empty' });
  });

  it('has its faults named row by row', () => {
    const row = {
      row: 2,
      login: 'zhao1',
      name: '',
      post: 'x',
      body: '',
      territory: '',
      from: '2026-02-30',
      to: '',
      deputyOf: '',
    };
    expect(rowFaults(row, null)).toEqual(['post', 'date']);
    expect(rowFaults({ ...row, login: '1', from: '' }, 'duty')).toEqual(['loginForm', 'fromMissing']);
    expect(isDay('2028-02-29')).toBe(true);
    expect(isDay('2026-02-29')).toBe(false);
  });
});

describe('A browser', () => {
  it('is told in two words', () => {
    expect(deviceOf('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36')).toBe(
      'Chrome · Linux',
    );
    expect(deviceOf('curl/8')).toBe('');
  });
});
