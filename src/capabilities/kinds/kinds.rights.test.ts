import { describe, expect, it } from 'vitest';
import { type Appointment, type Caller, POSTS, type Post } from '../../platform/identity/caller.ts';
import type { Change, Signature, State } from './changes.rules.ts';
import {
  abilities,
  actorFor,
  appointmentFor,
  MOVE_NAMES,
  type Move,
  mayPropose,
  type Refusal,
  refusal,
} from './kinds.rights.ts';
import type { KindSeed } from './kinds.rules.ts';

const signed = (by: string, post: Post): Signature => ({ by, post, at: '2026-11-20T01:00:00.000Z' });
const seed: KindSeed = {
  code: 'hazard.fire',
  group: 'hazard',
  name: { zh: '消防隐患', en: 'Fire hazard' },
  describe: { zh: '通道', en: 'Ways out' },
  icon: 'fire',
  visibility: 'exact',
  questions: [],
  firstActionMinutes: 60,
  handleWorkingDays: 3,
  gbt31000: '01',
  open311: true,
  keywords: [],
  sampleEvery: 5,
  evidence: false,
  with: [],
};

/** A change as it stands after being proposed by `proposer` and approved by those named. */
function change(state: State, approvals: readonly Signature[] = []): Change {
  return {
    district: '330702',
    id: '00000000-0000-4000-8000-000000000001',
    n: 1,
    state,
    territory: '330702',
    proposal: { what: 'kind', base: null, before: null, after: { seed, active: true } },
    why: { zh: '原因', en: 'Reason' },
    proposed: signed('proposer', 'sysadmin'),
    approvals,
    refused: null,
    updated: '2026-11-20T01:00:00.000Z',
  };
}

/** Every standing that a change can have; once approved, by which post matters. */
const STANDINGS = {
  nothing: null,
  proposed: change('proposed'),
  'approved by a leader': change('approved-once', [signed('first', 'leader')]),
  'approved by a secadmin': change('approved-once', [signed('first', 'secadmin')]),
  'in-force': change('in-force', [signed('first', 'leader'), signed('second', 'secadmin')]),
  refused: change('refused'),
  withdrawn: change('withdrawn'),
} as const;
type Standing = keyof typeof STANDINGS;
const OPEN: readonly Standing[] = ['proposed', 'approved by a leader', 'approved by a secadmin'];
const PEOPLE = ['proposer', 'first', 'stranger'] as const;
type Person = (typeof PEOPLE)[number];

/** The rules as sentences, written a second time and otherwise than in the table. */
function expected(move: Move, standing: Standing, person: Person, post: Post): Refusal | null {
  const approves = post === 'secadmin' || post === 'leader';
  const proposes = post === 'sysadmin' || post === 'duty' || post === 'leader';
  const isProposer = person === 'proposer' && standing !== 'nothing';
  const mayAtAll = move === 'propose' ? proposes : move === 'withdraw' ? isProposer : approves;
  if (!mayAtAll) return 'notYours';
  if (move === 'propose') return standing === 'nothing' ? null : 'notNow';
  if (!OPEN.includes(standing)) return 'notNow';
  if (move === 'withdraw') return null;
  if (isProposer) return 'ownProposal';
  if (move === 'refuse' || standing === 'proposed') return null;
  if (person === 'first') return 'approvedAlready';
  return standing === 'approved by a leader' && post === 'leader' ? 'needsSecadmin' : null;
}

const EVERY = MOVE_NAMES.flatMap((move) =>
  (Object.keys(STANDINGS) as Standing[]).map((standing) => ({ move, standing })),
);
const PAIRS = PEOPLE.flatMap((person) => POSTS.map((post) => ({ person, post })));

describe('every post in every state, whoever it is, making every move', () => {
  it.each(EVERY)('may or may not $move when $standing', ({ move, standing }) => {
    for (const { person, post } of PAIRS) {
      const found = refusal(move, STANDINGS[standing], { person, posts: new Set([post]) });
      expect(found, `${post} (${person})`).toBe(expected(move, standing, person, post));
    }
  });

  it('is a matrix in which each refusal and each permission occurs', () => {
    const found = new Set(
      EVERY.flatMap(({ move, standing }) => PAIRS.map(({ person, post }) => expected(move, standing, person, post))),
    );
    expect([...found].sort()).toEqual(
      ['approvedAlready', 'needsSecadmin', 'notNow', 'notYours', 'ownProposal', null].sort(),
    );
  });
});

const held = (post: Post, territory: string | null = '330702'): Appointment => ({
  id: `${post}-at-${territory}`,
  post,
  body: 'wc-centre',
  territory,
  deputyOf: null,
});
const staff = (person: string, ...appointments: Appointment[]): Caller => ({ is: 'staff', person, appointments });

describe('whose posts count', () => {
  it('a leader or duty officer of a township proposes for the township and not for the district', () => {
    for (const post of ['leader', 'duty'] as const) {
      const caller = staff('a', held(post, '330702001'));
      expect(mayPropose(caller, '330702')).toBe(false);
      expect(mayPropose(caller, '330702001')).toBe(true);
      expect(mayPropose(caller, '330702001002')).toBe(true);
      expect(mayPropose(caller, '330702002')).toBe(false);
    }
  });

  it('a leader of a township approves nothing of the district', () => {
    expect(abilities(staff('a', held('leader', '330702001')), STANDINGS.proposed)).toEqual([]);
    expect(abilities(staff('a', held('leader')), STANDINGS.proposed)).toEqual(['approve', 'refuse']);
  });

  it('a leader of nowhere in particular decides nothing', () => {
    expect(mayPropose(staff('a', held('leader', null)), '330702')).toBe(false);
  });

  it('administrators answer for the whole district, wherever they sit', () => {
    expect(abilities(staff('a', held('secadmin', null)), STANDINGS.proposed)).toEqual(['approve', 'refuse']);
    expect(mayPropose(staff('a', held('sysadmin', null)), '330702')).toBe(true);
  });

  it('nobody, residents and machines may do nothing', () => {
    for (const caller of [
      { is: 'nobody' },
      { is: 'resident', resident: 'proposer' },
      { is: 'machine', person: 'proposer', appointments: [held('leader')] },
    ] as Caller[]) {
      expect(actorFor(caller, '330702')).toEqual({ person: null, posts: new Set() });
      expect(abilities(caller, STANDINGS.proposed)).toEqual([]);
    }
  });

  it('the proposer withdraws, even when the post is gone', () => {
    expect(abilities(staff('proposer'), STANDINGS['approved by a leader'])).toEqual(['withdraw']);
    expect(abilities(staff('proposer', held('leader')), STANDINGS.proposed)).toEqual(['withdraw']);
  });

  it('who holds two posts signs in the one that counts more', () => {
    const caller = staff('a', held('duty'), held('leader'));
    expect(appointmentFor(caller, 'approve', '330702')?.post).toBe('leader');
    expect(appointmentFor(caller, 'propose', '330702')?.post).toBe('duty');
    expect(appointmentFor(staff('a'), 'withdraw', '330702')).toBeNull();
  });
});
