import { describe, expect, it } from 'vitest';
import type { Appointment, Post } from '../../platform/identity/caller.ts';
import { fold } from '../matters/fold.rules.ts';
import type { Matter, MatterLine } from '../matters/matters.rules.ts';
import {
  addressesOf,
  bySubject,
  concerns,
  grouped,
  type Notice,
  noticesOf,
  type Spoken,
  shows,
  stands,
} from './notices.rules.ts';

const VILLAGE = '330702001002';
const post = (of: Post, body: string | null, territory: string | null): Appointment => ({
  ...{ id: `${of}-${body}-${territory}`, post: of, body, territory, deputyOf: null },
});
/** Everybody who may hear, each with one post. */
const PEOPLE: Readonly<Record<string, Appointment>> = {
  handler: post('handler', 'fire', null),
  otherHandler: post('handler', 'centre', null),
  liaison: post('liaison', 'fire', VILLAGE),
  head: post('leader', 'fire', '330702101'),
  bodyCoordinator: post('coordinator', 'fire', null),
  townCoordinator: post('coordinator', 'town', '330702001'),
  farCoordinator: post('coordinator', 'far', '330702101'),
  townLeader: post('leader', null, '330702001'),
  duty: post('duty', null, '330702'),
  leader: post('leader', null, '330702'),
  verifier: post('verifier', null, '330702'),
  clerk: post('clerk', 'fire', '330702'),
  auditor: post('auditor', 'fire', '330702'),
  sysadmin: post('sysadmin', 'fire', '330702'),
};

function matterOf(...steps: readonly [kind: string, body: object, by?: string][]): Matter {
  const all: typeof steps = [
    [
      'matter.reported',
      { kind: 'hazard.fire', urgency: 'normal', visibility: 'exact', due: '2026-11-26T16:00:00.000Z' },
    ],
    ...steps,
  ];
  const matter = all.reduce<Matter | null>((before, [kind, body, by = 'someone'], at) => {
    const recorded = `2026-11-23T0${at}:00:00.000Z`;
    const line = { district: '330702', id: `line${at}`, subject: 'm', n: at + 1, kind, origin: 'live', recorded, by };
    return fold(before, { ...line, happened: recorded, post: null, territory: VILLAGE, body } as unknown as MatterLine);
  }, null);
  return matter as Matter;
}
const lineOf = (kind: string, body: object = {}): Spoken => ({
  ...{ seq: 1, id: 'line9', subject: 'm', kind, territory: VILLAGE, recorded: '2026-11-24T01:00:00.000Z' },
  body: body as Spoken['body'],
});
const atFire = matterOf(['matter.assigned', { body: 'fire' }]);

/** Who hears of a line, and as what. */
function hear(line: Spoken, matter: Matter): Record<string, string> {
  const told = noticesOf(line, matter);
  return Object.fromEntries(
    Object.entries(PEOPLE).flatMap(([who, appointment]) => {
      const own = addressesOf([appointment]);
      const theirs = bySubject(told.filter(({ address }) => own.includes(address)));
      return theirs[0] ? [[who, theirs[0].sort]] : [];
    }),
  );
}

describe('a line is heard', () => {
  const DUE = '2026-11-26T16:00:00.000Z';
  const late = (to: string, stage = 'handle', body: string | null = 'fire') =>
    lineOf('matter.escalated', { stage, due: DUE, body, said: 2, to });

  it('by whoever does it before the deadline, and by nobody else', () => {
    const line = lineOf('matter.reminded', { stage: 'handle', due: DUE, body: 'fire', said: 1 });
    expect(hear(line, atFire)).toEqual({ handler: 'soon', liaison: 'soon', bodyCoordinator: 'soon' });
  });

  it('up the tree after it: the head, the town, the district', () => {
    const workers = { handler: 'overdue', liaison: 'overdue' };
    expect(hear(late('handler'), atFire)).toEqual({ ...workers, bodyCoordinator: 'overdue' });
    expect(hear(late('head'), atFire)).toEqual({ ...workers, bodyCoordinator: 'escalated', head: 'escalated' });
    expect(hear(late('town'), atFire)).toEqual({
      ...workers,
      ...{ bodyCoordinator: 'overdue', townCoordinator: 'escalated', townLeader: 'escalated' },
    });
    expect(hear(late('district'), atFire)).toEqual({
      ...workers,
      ...{ bodyCoordinator: 'overdue', duty: 'escalated', leader: 'escalated' },
    });
  });

  it('by the desks where nobody has it, and by those who look where a result waits', () => {
    const desks = { townCoordinator: 'soon', duty: 'soon' };
    const first = { stage: 'first', due: DUE, body: null, said: 1 };
    expect(hear(lineOf('matter.reminded', first), matterOf())).toEqual(desks);
    const verify = { stage: 'verify', due: DUE, body: 'fire', said: 1 };
    expect(hear(lineOf('matter.reminded', verify), atFire)).toEqual({ ...desks, verifier: 'soon' });
  });

  it('by the body that is given it or called in, and by those who decide', () => {
    const workers = ['handler', 'liaison', 'bodyCoordinator'];
    const all = (sort: string) => Object.fromEntries(workers.map((one) => [one, sort]));
    expect(hear(lineOf('matter.assigned', { body: 'fire' }), atFire)).toEqual(all('assigned'));
    expect(hear(lineOf('matter.ruled', { body: 'fire' }), atFire)).toEqual(all('assigned'));
    expect(hear(lineOf('matter.called-in', { body: 'centre' }), atFire)).toEqual({ otherHandler: 'calledIn' });
    expect(hear(lineOf('matter.extension-asked', { days: 1 }), atFire)).toEqual({
      ...{ townLeader: 'extension', leader: 'extension', duty: 'extension' },
    });
    const danger = { kind: 'hazard.fire', urgency: 'critical' };
    const found = matterOf(['matter.assigned', { body: 'fire' }], ['matter.triaged', danger]);
    expect(hear(lineOf('matter.triaged', danger), found)).toEqual(all('danger'));
    expect(hear(lineOf('matter.triaged', danger), matterOf(['matter.triaged', danger]))).toEqual({});
    const ended = { number: '330702-1', stands: 'failed' };
    expect(hear(lineOf('matter.mediated', ended), atFire)).toEqual(all('settled'));
    expect(hear(lineOf('matter.mediated', ended), matterOf())).toEqual({ townCoordinator: 'settled', duty: 'settled' });
    for (const stands of ['begun', 'filed'])
      expect(hear(lineOf('matter.mediated', { ...ended, stands }), atFire)).toEqual({});
    const back = { body: 'fire', ground: 'duty' };
    expect(hear(lineOf('matter.returned', back), matterOf(['matter.returned', back]))).toEqual({});
    const twice = matterOf(['matter.returned', back], ['matter.assigned', { body: 'fire' }], ['matter.returned', back]);
    expect(hear(lineOf('matter.returned', back), twice)).toEqual({ townLeader: 'ruling', leader: 'ruling' });
  });

  it('of a task by whoever owes it, its head and the lead', () => {
    const task = { task: 't', body: 'fire', due: DUE, said: 2 };
    expect(hear(lineOf('matter.task-escalated', { ...task, lead: 'centre' }), atFire)).toEqual({
      ...{
        handler: 'overdue',
        liaison: 'overdue',
        bodyCoordinator: 'escalated',
        head: 'escalated',
        otherHandler: 'overdue',
      },
    });
    expect(hear(lineOf('matter.noted', {}), atFire)).toEqual({});
  });
});

const notice = (over: Partial<Notice>): Notice => ({
  ...{
    address: 'work/fire',
    seq: 1,
    about: 'matter',
    subject: 'm',
    what: null,
    sort: 'overdue',
    territory: VILLAGE,
    body: 'fire',
    stage: 'handle',
  },
  ...{ task: null, due: '2026-11-26T16:00:00.000Z', urgent: false, at: '2026-11-26T16:00:00.000Z' },
  ...over,
});
const accepted = matterOf(['matter.assigned', { body: 'fire' }], ['matter.accepted', { body: 'fire' }, 'li']);

describe('a notice', () => {
  it('stands as long as it is so: the stage runs, the body has it, the deadline is in force', () => {
    expect(stands(notice({}), accepted)).toBe(true);
    expect(stands(notice({ sort: 'assigned' }), atFire)).toBe(true);
    expect(stands(notice({ sort: 'assigned' }), accepted)).toBe(false);
    expect(stands(notice({ body: 'centre' }), accepted)).toBe(false);
    const steps = [
      ['matter.assigned', { body: 'fire' }],
      ['matter.accepted', { body: 'fire' }],
    ] as const;
    const extended = matterOf(...steps.map(([k, b]): [string, object] => [k, b]), [
      'matter.extended',
      { days: 2, due: '2026-11-30T16:00:00.000Z' },
    ]);
    expect(stands(notice({}), extended)).toBe(false);
    const handed = matterOf(...steps.map(([k, b]): [string, object] => [k, b]), ['matter.handed-over', {}]);
    expect(stands(notice({}), handed)).toBe(false);
    expect(stands(notice({ stage: 'verify', body: null, due: null }), handed)).toBe(true);
    expect(stands(notice({ stage: 'answer', sort: 'soon' }), matterOf(['matter.voided', {}]))).toBe(false);
    expect(stands(notice({ sort: 'extension' }), accepted)).toBe(false);
    expect(stands(notice({ sort: 'ruling' }), accepted)).toBe(false);
    const called = matterOf(['matter.assigned', { body: 'fire' }], ['matter.called-in', { body: 'centre', until: '' }]);
    const task = called.tasks[0]?.id ?? '';
    expect(stands(notice({ sort: 'calledIn', body: 'centre', task, stage: null }), called)).toBe(true);
    expect(stands(notice({ sort: 'overdue', body: 'centre', task: 'other', stage: null }), called)).toBe(false);
  });

  it('of what somebody handles is theirs alone, and the head’s', () => {
    expect(accepted.handler).toBe('li');
    const { handler } = PEOPLE as Record<'handler', Appointment>;
    const [li, wang, deputy] = [
      { person: 'li', appointments: [handler] },
      { person: 'wang', appointments: [handler] },
      { person: 'zhao', appointments: [{ ...handler, deputyOf: 'another' }] },
    ] as const;
    expect([li, wang, deputy].map((one) => concerns(one, notice({}), accepted))).toEqual([true, false, true]);
    expect(concerns(wang, notice({ address: 'head/fire', sort: 'escalated' }), accepted)).toBe(true);
    expect(concerns(wang, notice({}), atFire)).toBe(true);
  });

  it('is shown to whoever’s rights show the matter', () => {
    const { handler, otherHandler, farCoordinator, duty, sysadmin } = PEOPLE as Record<string, Appointment>;
    const sees = (one: Appointment | undefined, matter = atFire) => one !== undefined && shows([one], matter);
    expect([sees(handler), sees(duty), sees(otherHandler), sees(farCoordinator), sees(sysadmin)]).toEqual([
      ...[true, true, false, false, false],
    ]);
    const called = matterOf(['matter.assigned', { body: 'fire' }], ['matter.called-in', { body: 'centre', until: '' }]);
    expect(sees(otherHandler, called)).toBe(true);
  });

  it('stands once for each matter, by the weightiest, and lines are gathered by sort and town', () => {
    const heard = bySubject([
      notice({ seq: 3, sort: 'soon' }),
      notice({ seq: 5, sort: 'escalated' }),
      notice({ seq: 7, sort: 'assigned' }),
      notice({ seq: 4, subject: 'other', sort: 'soon' }),
    ]);
    expect(heard.map((one) => [one.subject, one.sort, one.first.seq, one.last.seq])).toEqual([
      ['m', 'escalated', 3, 7],
      ['other', 'soon', 4, 4],
    ]);
    const items = [
      { sort: 'overdue', town: 'a' },
      { sort: 'overdue', town: 'b' },
      { sort: 'overdue', town: 'a' },
      { sort: 'soon', town: 'a' },
    ] as const;
    expect(grouped(items).map((one) => [one.sort, one.town, one.items.length])).toEqual([
      ['overdue', 'a', 2],
      ['overdue', 'b', 1],
      ['soon', 'a', 1],
    ]);
  });
});
