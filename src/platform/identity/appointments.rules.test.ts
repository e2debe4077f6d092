import { describe, expect, it } from 'vitest';
import {
  type Actor,
  type AppointmentNow,
  type AppointmentState,
  type Around,
  type Draft,
  inForce,
  leavesNobody,
  MOVES,
  type Move,
  refuseDraft,
  refuseMove,
  STATES,
} from './appointments.rules.ts';
import { POSTS, type Post } from './caller.ts';

const draft: Draft = {
  person: 'li',
  post: 'handler',
  body: 'wc-t001',
  territory: null,
  from: '2026-01-01',
  to: null,
  deputyOf: null,
};
const around: Around = { district: '330702', today: '2026-06-01', others: [], principal: null };
const appointment = (over: Partial<AppointmentNow> = {}): AppointmentNow => ({
  ...draft,
  id: 'a1',
  state: 'standing',
  away: false,
  proposedBy: 'sys',
  decidedBy: 'sec',
  ...over,
});

describe('A proposed appointment', () => {
  const cases: [string, Partial<Draft>, Partial<Around>, string | null][] = [
    ['is taken as it is', {}, {}, null],
    ['does not end before it begins', { to: '2025-12-31' }, {}, 'days'],
    ['does not end in the past', { to: '2026-05-31' }, {}, 'past'],
    ['may end today', { to: '2026-06-01' }, {}, null],
    ['needs a body or a territory', { post: 'leader', body: null }, {}, 'nowhere'],
    ['stays in its district', { territory: '330703001' }, {}, 'outside'],
    ['of a liaison needs a territory', { post: 'liaison' }, {}, 'needsTerritory'],
    ['of a coordinator needs a territory', { post: 'coordinator' }, {}, 'needsTerritory'],
    ['of a handler needs a body', { body: null, territory: '330702001' }, {}, 'needsBody'],
    ['is not for the proposer', { person: 'sys' }, {}, 'self'],
    ['is not doubled', {}, { others: [appointment()] }, 'twice'],
    ['may follow one that is over', { from: '2026-02-01' }, { others: [appointment({ to: '2026-01-31' })] }, null],
    ['of an administrator excludes work on matters', { post: 'sysadmin' }, { others: [appointment()] }, 'separation'],
    [
      'of an auditor excludes administration',
      { post: 'auditor' },
      { others: [appointment({ post: 'secadmin' })] },
      'separation',
    ],
    ['may stand beside other work', { post: 'verifier', territory: '330702' }, { others: [appointment()] }, null],
    ['of a deputy needs the principal', { deputyOf: 'a1' }, {}, 'deputyMissing'],
    [
      'of a deputy needs a principal in office',
      { deputyOf: 'a1' },
      { principal: appointment({ person: 'wang', state: 'ended' }) },
      'deputyMissing',
    ],
    ['of a deputy is not for the principal', { deputyOf: 'a1' }, { principal: appointment() }, 'deputySelf'],
    [
      'of a deputy has the same body',
      { deputyOf: 'a1', body: 'wc-t002' },
      { principal: appointment({ person: 'wang' }) },
      'deputyOther',
    ],
    [
      'of a deputy is not for a deputy',
      { deputyOf: 'a1' },
      { principal: appointment({ person: 'wang', deputyOf: 'a0' }) },
      'deputyOfDeputy',
    ],
    [
      'of a deputy stands beside the principal',
      { deputyOf: 'a1' },
      { principal: appointment({ person: 'wang' }) },
      null,
    ],
  ];
  it.each(cases)('%s', (_, change, near, expected) => {
    expect(refuseDraft({ ...draft, ...change }, { ...around, ...near }, 'sys')).toBe(expected);
  });

  it('answers for eight territories at most', () => {
    const others = Array.from({ length: 8 }, (_, at) =>
      appointment({ post: 'liaison', body: null, territory: `33070200${at + 1}` }),
    );
    expect(refuseDraft({ ...draft, post: 'liaison', territory: '330702009' }, { ...around, others }, 'sys')).toBe(
      'tooMany',
    );
    expect(
      refuseDraft({ ...draft, post: 'verifier', territory: '330702001' }, { ...around, others }, 'sys'),
    ).toBeNull();
  });

  it('of the past may be laid down where nobody proposes', () => {
    expect(refuseDraft({ ...draft, to: '2026-03-31' }, around, null)).toBeNull();
  });
});

describe('A move on an appointment', () => {
  const people: Record<string, Actor> = {
    holder: { person: 'li', posts: new Set<Post>(['handler']) },
    proposer: { person: 'sys', posts: new Set<Post>(['sysadmin']) },
    'another system administrator': { person: 'sys2', posts: new Set<Post>(['sysadmin']) },
    'a security administrator': { person: 'sec', posts: new Set<Post>(['secadmin']) },
    'a security administrator who holds it': { person: 'li', posts: new Set<Post>(['secadmin']) },
    'a security administrator who proposed it': { person: 'sys', posts: new Set<Post>(['secadmin']) },
    ...Object.fromEntries(
      POSTS.filter((post) => post !== 'sysadmin' && post !== 'secadmin').map((post) => [
        `a ${post}`,
        { person: 'other', posts: new Set<Post>([post]) },
      ]),
    ),
  };
  /** Who may what, in which state; everything else is refused. Written out by hand, not read from the table. */
  const allowed = new Set([
    'approve proposed by a security administrator',
    'refuse proposed by a security administrator',
    'withdraw proposed by proposer',
    'withdraw proposed by a security administrator who proposed it',
    ...[
      'proposer',
      'another system administrator',
      'a security administrator',
      'a security administrator who holds it',
      'a security administrator who proposed it',
    ].flatMap((who) => [`end standing by ${who}`, `end away by ${who}`]),
    ...['holder', 'proposer', 'another system administrator', 'a security administrator who holds it'].flatMap(
      (who) => [`leave standing by ${who}`, `return away by ${who}`],
    ),
  ]);
  const states = [...STATES, 'away'] as const;

  for (const move of Object.keys(MOVES) as Move[]) {
    for (const state of states) {
      for (const [who, actor] of Object.entries(people)) {
        const sentence = `${move} ${state} by ${who}`;
        it(`${allowed.has(sentence) ? 'may' : 'may not'}: ${sentence}`, () => {
          const one = appointment({
            state: state === 'away' ? 'standing' : (state as AppointmentState),
            away: state === 'away',
          });
          expect(refuseMove(move, one, actor, 1) === null).toBe(allowed.has(sentence));
        });
      }
    }
  }

  it('never ends the last administrator', () => {
    const actor: Actor = { person: 'sec', posts: new Set<Post>(['secadmin']) };
    expect(refuseMove('end', appointment({ post: 'sysadmin' }), actor, 0)).toBe('last');
    expect(refuseMove('end', appointment({ post: 'handler' }), actor, 0)).toBeNull();
    expect(leavesNobody('secadmin', 0)).toBe(true);
  });
});

describe('An appointment is in force', () => {
  const held = (one: AppointmentNow, principal?: AppointmentNow, day = '2026-06-01') =>
    inForce([one], new Map(principal ? [[principal.id, principal]] : []), day).length === 1;

  it('from its first day to its last, both included', () => {
    const one = appointment({ from: '2026-06-01', to: '2026-06-30' });
    expect(['2026-05-31', '2026-06-01', '2026-06-30', '2026-07-01'].map((day) => held(one, undefined, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it.each(STATES)('only while it stands, not when %s', (state) => {
    expect(held(appointment({ state }))).toBe(state === 'standing');
  });

  it('not while its holder is away', () => {
    expect(held(appointment({ away: true }))).toBe(false);
  });

  it("as a deputy's only while the principal stands and is away", () => {
    const deputy = appointment({ id: 'b1', person: 'zhao', deputyOf: 'a1' });
    expect(held(deputy)).toBe(false);
    expect(held(deputy, appointment())).toBe(false);
    expect(held(deputy, appointment({ away: true }))).toBe(true);
    expect(held(deputy, appointment({ away: true, state: 'ended' }))).toBe(false);
    expect(held(deputy, appointment({ away: true, to: '2026-05-31' }))).toBe(false);
  });
});
