import { expect, test } from 'vitest';
import { type Caller, POSTS, type Post } from '../../platform/identity/caller.ts';
import { abilities, MOVE_NAMES, mayPropose, refusal, scopeOf } from './clock.rights.ts';
import type { DeadlineRule } from './clock.rules.ts';
import type { Proposal, RuleStory } from './proposals.rules.ts';

const DISTRICT = '330702';
const STREET = '330702001';
const held = (post: Post, territory: string | null, person = post as string): Caller => ({
  is: 'staff',
  person,
  appointments: [{ id: 'a', post, body: null, territory, deputyOf: null }],
});
const proposal = (state: Proposal['state'], territory: string | null, by = 'proposer'): Proposal => ({
  state,
  rule: { territory } as DeadlineRule,
  why: { zh: '', en: '' },
  proposed: { by, post: 'duty', at: '' },
  decided: null,
});
const story = (...proposals: Proposal[]): RuleStory => ({
  ...{ district: DISTRICT, id: '', n: 1, code: 'a', updated: '' },
  proposals,
});

test('every post, over the district or a street, may do exactly what the table says, whether something waits or not', () => {
  const proposes: readonly Post[] = ['duty', 'sysadmin'];
  const decides: readonly Post[] = ['leader', 'duty', 'secadmin'];
  const everywhere: readonly Post[] = ['sysadmin', 'secadmin'];
  for (const post of POSTS)
    for (const reach of [DISTRICT, STREET, '330702002', null])
      for (const territory of [DISTRICT, STREET])
        for (const waits of [true, false]) {
          const now = story(proposal('decided', null), proposal(waits ? 'proposed' : 'refused', null));
          const reaches = everywhere.includes(post) || (reach !== null && territory.startsWith(reach));
          for (const move of MOVE_NAMES) {
            const may = reaches && (move === 'propose' ? proposes : move === 'withdraw' ? [] : decides).includes(post);
            const wanted = !may
              ? 'notYours'
              : (move === 'propose') === !waits
                ? null
                : waits
                  ? 'waiting'
                  : 'notWaiting';
            expect(refusal(move, now, held(post, reach), territory), `${post} ${reach} ${move} ${waits}`).toBe(wanted);
          }
        }
});

test('nobody decides what they proposed, in whichever post they come back; they may take it back', () => {
  const now = story(proposal('proposed', null, 'same'));
  for (const post of ['leader', 'duty', 'secadmin'] as const) {
    expect(refusal('approve', now, held(post, DISTRICT, 'same'), DISTRICT)).toBe('ownProposal');
    expect(refusal('refuse', now, held(post, DISTRICT, 'same'), DISTRICT)).toBe('ownProposal');
    expect(abilities(held(post, DISTRICT, 'same'), DISTRICT, now)).toEqual(['withdraw']);
  }
});

test('a rule of a street is the street’s, one for all is the district’s, and so is one that moves from place to place', () => {
  expect(scopeOf(DISTRICT, null, STREET)).toBe(STREET);
  expect(scopeOf(DISTRICT, null, null)).toBe(DISTRICT);
  expect(scopeOf(DISTRICT, story(proposal('decided', STREET)), STREET)).toBe(STREET);
  expect(scopeOf(DISTRICT, story(proposal('decided', null)), STREET)).toBe(DISTRICT);
  expect(scopeOf(DISTRICT, story(proposal('decided', STREET)), '330702002')).toBe(DISTRICT);
  // What was refused binds nobody.
  expect(scopeOf(DISTRICT, story(proposal('refused', null)), STREET)).toBe(STREET);
});

test('residents, machines and passers-by propose nothing', () => {
  const machine: Caller = { is: 'machine', person: 'm', appointments: [], scopes: ['figures'] };
  for (const caller of [{ is: 'nobody' }, { is: 'resident', resident: 'r' }, machine] as const)
    expect(mayPropose(caller, DISTRICT)).toBe(false);
});
