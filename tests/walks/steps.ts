import { randomUUID } from 'node:crypto';
import type { Move } from '../../src/capabilities/matters/moves.rules.ts';
import { addDays, dayOf } from '../../src/platform/calendar/calendar.rules.ts';
import { type Answer, BODY, type Peopled, RESIDENT_PHONE, reportOf, type Walker } from './district.ts';

export type Reported = { readonly id: string; readonly code: string; readonly repeated: boolean };

const NO_TASK = '0b0c7a4e-4a0a-4f4e-8a67-5d5a1f0a3b13';
/** The day on which the walk is made. */
function today(): string {
  return dayOf(new Date());
}

/** What each move says, beside its name; a merging needs to be told into what. */
const ACTS: Readonly<Record<Move, Record<string, unknown>>> = {
  triage: { urgency: 'urgent' },
  merge: {},
  assign: { body: BODY },
  accept: {},
  return: { ground: 'duty', cites: '责任清单第三条', reason: '不归我们' },
  rule: { body: BODY, reason: '按三定方案归口' },
  suspend: { ground: 'appraisal', until: addDays(today(), 30), reason: '等待检测报告' },
  resume: {},
  askExtension: { days: 2, reason: '材料未到' },
  decideExtension: { days: 1 },
  callIn: { body: 'centre', until: today(), words: '协助断电' },
  taskAccept: { task: NO_TASK },
  taskReturn: { task: NO_TASK, ground: 'duty', cites: '责任清单第三条', reason: '不归我们' },
  taskDone: { task: NO_TASK, result: '已断电' },
  taskCancel: { task: NO_TASK, reason: '不需要了' },
  split: { kind: 'hazard.fire', words: '楼道里还有一处' },
  gather: {},
  letGo: {},
  note: { note: '看过' },
  ask: { question: '几楼？' },
  answer: { answer: '三楼' },
  handOver: { result: '清了' },
  fixOnSpot: { result: '当场搬走' },
  verify: {},
  sendBack: { reason: '没有清完' },
  close: {},
  rate: { stars: 4 },
  reopen: { reason: '又堆了' },
  withdraw: {},
  void: { reason: '重复录入' },
  redirect: { door: 'petition' },
  instruct: { words: '请今日内办结' },
  supervise: { until: '2035-01-01', reason: '群众反映集中' },
  release: {},
  seeContact: {},
  seeEarlier: {},
};

/** Steps on matters through the edge, as the walks make them. */
export function stepsIn(house: Peopled) {
  /** Each time from another address, since following by codes is limited from one. */
  const nobody = (): Walker => ({ ...house.walker('nobody'), name: randomUUID() });
  const named = (who: string | Walker): Walker => (typeof who === 'string' ? house.walker(who) : who);
  return {
    nobody,
    reported: async (over: Record<string, unknown> = {}): Promise<Reported> => {
      const answer = await house.send(nobody(), 'POST', '/api/matters', reportOf({ phone: RESIDENT_PHONE, ...over }));
      if (answer.status !== 200) throw new Error(answer.text);
      return answer.json as Reported;
    },
    /** One step by a member of staff; `over` adds to the act, `line` is the id that the sender made. */
    make: (
      who: string | Walker,
      move: Move,
      { id }: { readonly id: string },
      n: number,
      over: Record<string, unknown> = {},
      line: string = randomUUID(),
    ): Promise<Answer> => {
      const at = `/api/desk/matters/${id}`;
      if (move === 'seeContact') return house.send(named(who), 'POST', `${at}/contact`, { reason: 'contact' });
      if (move === 'seeEarlier') return house.send(named(who), 'POST', `${at}/earlier`, {});
      return house.send(named(who), 'POST', `${at}/moves`, { id: line, n, act: { move, ...ACTS[move], ...over } });
    },
    /** One step by the reporter, who has the code. */
    makeAsReporter: ({ code }: { readonly code: string }, move: Move, n: number, over: Record<string, unknown> = {}) =>
      house.send(nobody(), 'POST', '/api/follow/moves', {
        code,
        id: randomUUID(),
        n,
        act: { move, ...ACTS[move], ...over },
      }),
    /** The same by a resident who proved the telephone. */
    makeAsResident: (
      who: Walker,
      { id }: { readonly id: string },
      move: Move,
      n: number,
      over: Record<string, unknown> = {},
    ) =>
      house.send(who, 'POST', `/api/mine/${id}/moves`, { id: randomUUID(), n, act: { move, ...ACTS[move], ...over } }),
  };
}
