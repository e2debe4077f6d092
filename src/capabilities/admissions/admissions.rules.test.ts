import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { charterRefusals } from '../../platform/charter/charter.rules.ts';
import type { Appointment, Caller, Post } from '../../platform/identity/caller.ts';
import type { Line } from '../../platform/journal/line.rules.ts';
import { abilities, bodiesOf, mayAskAgain, mayReadWords, refusal } from './admissions.rights.ts';
import { type Admission, fold, isRunningOut, type State, shownOn, standsOn } from './admissions.rules.ts';
import {
  candidatesOf,
  hoursOf,
  loadOn,
  mayEndOn,
  outermost,
  POST_HOURS,
  shareOf,
  type Task,
  taskFaults,
  villagesIn,
} from './task.rules.ts';

const TODAY = '2026-11-27';
const held = (post: Post, territory: string | null, body: string | null): Appointment => ({
  id: `${post}-${territory}-${body}`,
  post,
  body,
  territory,
  deputyOf: null,
});
const who = (person: string, ...appointments: Appointment[]): Caller => ({ is: 'staff', person, appointments });
const asker = who('asker', held('handler', null, 'fire'));
const colleague = who('colleague', held('handler', null, 'fire'));
const leader = who('leader', held('leader', '330702', 'centre'));
const ownLeader = who('ownLeader', held('leader', '330702', 'fire'));
const bothLeader = who('asker', held('leader', '330702', 'centre'));
const townLeader = who('townLeader', held('leader', '330702001', 'town'));
const liaison = who('liaison', held('liaison', '330702001002', null));
const coordinator = who('coordinator', held('coordinator', '330702001', 'town'));
const farLiaison = who('far', held('liaison', '330702101003', null));
const auditor = who('auditor', held('auditor', '330702', null));

const task: Task = {
  name: { zh: '消防通道月查', en: 'Monthly look at fire lanes' },
  basis: '消防法第三十二条',
  territories: ['330702001'],
  doer: 'liaison',
  minutes: 30,
  times: 12,
  from: '2026-12-01',
  until: '2027-11-30',
  dropped: '季度消防报表',
};
const ref = { id: '00000000-0000-4000-8000-000000000000', digest: 'a'.repeat(64) };
const line = (n: number, kind: string, by: string, body: object, recorded = `${TODAY}T02:00:00.000Z`): Line =>
  ({
    district: '330702',
    id: `l${n}`,
    subject: 's',
    n,
    kind: `admission.${kind}`,
    origin: 'live',
    happened: recorded,
    recorded,
    by,
    post: 'p',
    territory: '330702',
    body: { as: 'handler', of: 'fire', ...body },
  }) as Line;
const asked = fold(null, line(1, 'asked', 'asker', { task, villages: 2, again: null }));
const decide = (kind: string, body: object, recorded?: string) =>
  fold(asked, line(2, kind, 'leader', { as: 'leader', of: 'centre', ...body }, recorded));
const admitted = decide('admitted', { until: '2027-05-31' });
const IN: Readonly<Record<State, Admission>> = {
  asked,
  'sent-back': decide('sent-back', { reason: ref }),
  admitted,
  refused: decide('refused', { reason: ref }),
  withdrawn: fold(asked, line(2, 'withdrawn', 'asker', {})),
  ended: fold(admitted, line(3, 'ended', 'asker', { reason: ref })),
};

describe('the burden of a task', () => {
  it('is minutes by times by villages, and a part of a full post of 248 days', () => {
    expect(hoursOf(task)).toBe(6);
    expect(shareOf(POST_HOURS)).toBe(1);
    expect(shareOf(hoursOf({ minutes: 480, times: 248 }))).toBe(1);
  });

  it('adds up over what each village has already, whichever places the tasks name', () => {
    const villages = ['330702001001', '330702001002', '330702101001'];
    const tasks = [
      { minutes: 60, times: 1, territories: ['330702'] },
      { minutes: 60, times: 10, territories: ['330702001002'] },
    ];
    expect(loadOn(villages, tasks)).toEqual({ least: 1, most: 11 });
    expect(loadOn(villages, [])).toEqual({ least: 0, most: 0 });
    expect(loadOn([], tasks)).toBeNull();
  });

  it('falls on each village once, however its places are named', () => {
    const code = fc.constantFrom('330702', '330702001', '330702001001', '330702001002', '330702101', '330702101001');
    const villages = ['330702001001', '330702001002', '330702101001'];
    fc.assert(
      fc.property(fc.array(code, { minLength: 1 }), (codes) => {
        expect(villagesIn(outermost(codes), villages)).toEqual(villagesIn(codes, villages));
        const places = outermost(codes);
        expect(places.every((one) => !places.some((other) => other !== one && one.startsWith(other)))).toBe(true);
      }),
    );
  });
});

describe('a task', () => {
  it('has days in their order, two years at most, and not all over', () => {
    expect(taskFaults(task, TODAY)).toEqual([]);
    expect(taskFaults({ from: '2027-01-02', until: '2027-01-01' }, TODAY)[0]?.why).toBe('days');
    expect(taskFaults({ from: '2027-01-01', until: '2028-12-31' }, TODAY)).toEqual([]);
    expect(taskFaults({ from: '2027-01-01', until: '2029-01-01' }, TODAY)[0]?.why).toBe('long');
    expect(taskFaults({ from: '2026-01-01', until: '2026-02-01' }, TODAY)[0]?.why).toBe('past');
  });

  it('is refused a name that the charter refuses', () => {
    const names = (zh: string, en: string) =>
      charterRefusals(candidatesOf({ name: { zh, en } })).map((one) => one.rule);
    expect(names('重点人员排查', 'Screening')).toContain(1);
    expect(names('网格员打卡率排名', 'Ranking')).toContain(9);
    expect(names(task.name.zh, task.name.en)).toEqual([]);
  });

  it('is admitted to a day between today and the one asked for', () => {
    expect(mayEndOn('2027-11-30', task, TODAY)).toBe(true);
    for (const until of ['2027-12-01', '2026-11-30', 'x']) expect(mayEndOn(until, task, TODAY)).toBe(false);
    expect(mayEndOn('2026-12-05', task, '2026-12-06')).toBe(false);
  });
});

describe('an admission', () => {
  it('stands for its days alone, and never for days before it was decided', () => {
    expect(admitted.term).toEqual({ from: '2026-12-01', until: '2027-05-31' });
    expect(decide('admitted', { until: '2027-05-31' }, '2026-12-20T02:00:00.000Z').term?.from).toBe('2026-12-20');
    const days = ['2026-11-30', '2026-12-01', '2027-05-31', '2027-06-01'];
    expect(days.map((day) => standsOn(admitted, day))).toEqual([false, true, true, false]);
    expect(days.map((day) => shownOn(admitted, day))).toEqual(['admitted', 'admitted', 'admitted', 'expired']);
  });

  it('may be asked for anew when it runs out, by the body that asked', () => {
    expect(isRunningOut(admitted, '2027-03-31')).toBe(false);
    expect(isRunningOut(admitted, '2027-04-01')).toBe(true);
    expect(mayAskAgain(colleague, admitted, '2027-06-15')).toBe(true);
    expect([mayAskAgain(liaison, admitted, '2027-06-15'), mayAskAgain(asker, asked, TODAY)]).toEqual([false, false]);
    expect(mayAskAgain(asker, IN.ended, TODAY)).toBe(true);
  });

  it('sent back, it is asked again as another round, and whoever changed it does not decide either', () => {
    const amended = fold(
      IN['sent-back'],
      line(3, 'amended', 'colleague', { task: { ...task, minutes: 10 }, villages: 2 }),
    );
    expect([amended.state, amended.round, amended.task.minutes, amended.askers]).toEqual([
      'asked',
      2,
      10,
      ['asker', 'colleague'],
    ]);
    expect(amended.decided).toBeNull();
  });
});

describe('who may do what to an admission', () => {
  it('each does what is theirs in each state, and nothing else', () => {
    const can = (one: Caller) =>
      Object.fromEntries(Object.entries(IN).map(([s, it]) => [s, abilities(one, it, TODAY)]));
    const none = { refused: [], withdrawn: [], ended: [] };
    const askers = { asked: ['withdraw'], 'sent-back': ['amend', 'withdraw'], admitted: ['end'], ...none };
    expect(can(asker)).toEqual(askers);
    expect(can(colleague)).toEqual(askers);
    expect(can(leader)).toEqual({
      asked: ['admit', 'refuse', 'sendBack'],
      'sent-back': [],
      admitted: ['end'],
      ...none,
    });
    const places = { asked: ['object'], 'sent-back': ['object'], admitted: ['object'], ...none };
    for (const one of [liaison, coordinator, townLeader]) expect(can(one)).toEqual(places);
    for (const one of [farLiaison, auditor, { is: 'nobody' } as const])
      expect(can(one)).toEqual({ asked: [], 'sent-back': [], admitted: [], ...none });
  });

  it('nobody decides for their own body, nor on what they asked for themselves', () => {
    for (const move of ['admit', 'refuse', 'sendBack'] as const) {
      expect(refusal(move, asked, ownLeader, TODAY)).toBe('ownBody');
      expect(refusal(move, asked, bothLeader, TODAY)).toBe('ownAsk');
      expect(refusal(move, asked, townLeader, TODAY)).toBe('notYours');
    }
  });

  it('a place objects once to each asking', () => {
    const objection = { as: 'liaison', of: null, territory: '330702001002', text: ref };
    const objected = fold(asked, line(2, 'objected', 'liaison', objection));
    expect(refusal('object', objected, liaison, TODAY)).toBe('objectedAlready');
    expect(refusal('object', objected, coordinator, TODAY)).toBeNull();
    expect(refusal('object', { ...objected, round: 2 }, liaison, TODAY)).toBeNull();
  });

  it('nothing is open once its last day is over', () => {
    for (const one of [asker, leader, liaison]) expect(abilities(one, admitted, '2027-06-01')).toEqual([]);
  });

  it('one asks for a body at which one works, and administrators read no words', () => {
    expect(bodiesOf(who('x', held('handler', null, 'fire'), held('duty', '330702', 'fire'))).length).toBe(1);
    expect(bodiesOf(liaison)).toEqual([]);
    expect([mayReadWords(auditor), mayReadWords(liaison)]).toEqual([false, true]);
  });
});
