import { describe, expect, it } from 'vitest';
import {
  letterOf,
  mayEver,
  mayWhen,
  PLACES,
  type Place,
  shares,
  TABLE_MOVES,
} from '../../../tests/walks/moves.table.ts';
import type { Appointment, Caller, Post } from '../../platform/identity/caller.ts';
import { POSTS } from '../../platform/identity/caller.ts';
import { abilities, partsToward } from './matters.rights.ts';
import { type Matter, STATUSES, type Status, type Task, UNTOUCHED } from './matters.rules.ts';
import {
  MOVE_NAMES,
  MOVES,
  type Move,
  PARTS,
  REOPEN_DAYS,
  refusal,
  UNDO_MINUTES,
  UNDOABLE,
  undoing,
} from './moves.rules.ts';

const NOW = '2026-11-23T08:00:00.000Z';
const VILLAGE = '330702001002';

/** A matter in a state, with a question open, under supervision, and with a contact, so that nothing but the state and the part decides. */
function matterIn(status: Status, over: Partial<Matter> = {}): Matter {
  const had = status !== 'new';
  const handled = status === 'handled' || status === 'verified' || status === 'closed';
  return {
    district: '330702',
    id: '0b0c7a4e-4a0a-4f4e-8a67-5d5a1f0a3b11',
    n: 5,
    status,
    kind: 'hazard.fire',
    urgency: 'normal',
    channel: 'public',
    visibility: 'exact',
    origin: 'live',
    territory: VILLAGE,
    outside: false,
    lon: null,
    lat: null,
    body: had ? 'fire' : null,
    proposed: 'fire',
    handler: had && status !== 'assigned' ? 'wang' : null,
    handed: handled ? 'wang' : null,
    reported: '2026-11-20T08:00:00.000Z',
    firstAction: null,
    due: '2026-11-26T16:00:00.000Z',
    promised: null,
    clock: null,
    tasks: [],
    parent: null,
    splitFrom: null,
    closed: status === 'closed' ? '2026-11-22T08:00:00.000Z' : null,
    onTime: status === 'closed' ? true : null,
    asked: true,
    returns: 0,
    reopenedByReporter: false,
    rating: null,
    mergedInto: null,
    door: null,
    supervised: '2026-11-25T16:00:00.000Z',
    helpAsked: null,
    work: null,
    updated: '2026-11-22T08:00:00.000Z',
    ...over,
  };
}
const TASK: Task = {
  id: '0b0c7a4e-4a0a-4f4e-8a67-5d5a1f0a3b13',
  body: 'water',
  status: 'called',
  since: NOW,
  until: '2026-11-25T16:00:00.000Z',
};
/** What some moves need besides, so that again nothing but the state and the part decides. */
const SUITED: Partial<Record<Move, Partial<Matter>>> = {
  rule: { returns: 2 },
  resume: { clock: { ...UNTOUCHED, suspended: { ground: 'court', from: NOW, until: '2026-12-01T16:00:00.000Z' } } },
  decideExtension: { clock: { ...UNTOUCHED, asked: { by: 'wang', days: 3 } } },
  // A body at which nobody of these is: who owes the task is looked at by itself.
  taskAccept: { tasks: [TASK] },
  taskReturn: { tasks: [TASK] },
  taskDone: { tasks: [TASK] },
  taskCancel: { tasks: [TASK] },
  letGo: { parent: '0b0c7a4e-4a0a-4f4e-8a67-5d5a1f0a3b12' },
};
const suited = (move: Move, status: Status) => matterIn(status, SUITED[move]);
const WHERE: Readonly<Record<Place, { body: string | null; territory: string | null }>> = {
  'in reach': { body: 'other', territory: '330702001' },
  'out of reach': { body: null, territory: '330702101' },
  'at its body': { body: 'fire', territory: null },
  'at another body': { body: 'other', territory: null },
};
const held = (post: Post, place: Place): Appointment => ({
  id: `${post} ${place}`,
  post,
  ...WHERE[place],
  deputyOf: null,
});
const staff = (person: string, ...appointments: Appointment[]): Caller => ({ is: 'staff', person, appointments });
const now = { now: NOW, hasContact: true };
const why = (move: Move, matter: Matter, caller: Caller, isReporter = false, circumstance = now) =>
  refusal(move, matter, partsToward(caller, matter, isReporter), circumstance);

it('the written table names every move and nothing else', () => {
  expect([...TABLE_MOVES].sort()).toEqual([...MOVE_NAMES].sort());
});

describe.each(POSTS)('a %s', (post) => {
  it.each(PLACES)('%s may make exactly the moves of the table, in every state', (place) => {
    const caller = staff('li', held(post, place));
    for (const status of STATUSES) {
      const matter = matterIn(status);
      // A matter that nobody has is at no body.
      const letter = matter.body === null && place === 'at its body' ? '' : letterOf(post, place);
      const expected = TABLE_MOVES.filter((move) => shares(letter, mayWhen(move, status)));
      const open = TABLE_MOVES.filter((move) => abilities(caller, suited(move, status), false, now).includes(move));
      expect(open, status).toEqual(expected);
      for (const move of TABLE_MOVES) {
        const somewhere = PLACES.some((other) => shares(letterOf(post, other), mayEver(move)));
        const never = somewhere ? 'elsewhere' : 'notYours';
        const expectedWhy = expected.includes(move) ? null : shares(letter, mayEver(move)) ? 'notNow' : never;
        expect(why(move, suited(move, status), caller), `${move} when ${status}`).toBe(expectedWhy);
      }
    }
  });
});

describe('a reporter', () => {
  it('with the code may make exactly the moves of the table, in every state', () => {
    for (const status of STATUSES) {
      const expected = TABLE_MOVES.filter((move) => mayWhen(move, status).includes('R'));
      expect(abilities({ is: 'nobody' }, matterIn(status), true, now).sort(), status).toEqual([...expected].sort());
    }
  });

  it.each<[string, Caller]>([
    ['nobody', { is: 'nobody' }],
    ['a resident', { is: 'resident', resident: 'r' }],
    ['a machine', { is: 'machine', person: 'm', appointments: [], body: 'fire', scopes: ['open311', 'exchange'] }],
    ['staff without a post', staff('li')],
  ])('is not %s without it, who may do nothing', (_who, caller) => {
    for (const status of STATUSES) {
      for (const move of TABLE_MOVES) expect(why(move, matterIn(status), caller)).toBe('notYours');
    }
  });

  it('answers only what was asked', () => {
    const silent = matterIn('accepted', { asked: false });
    expect(why('answer', silent, { is: 'nobody' }, true)).toBe('notAsked');
    expect(why('answer', matterIn('accepted'), { is: 'nobody' }, true)).toBeNull();
  });

  it('rates once each time it is closed', () => {
    expect(why('rate', matterIn('closed', { rating: 4 }), { is: 'nobody' }, true)).toBe('ratedAlready');
  });

  it('reopens once, within 15 days to the millisecond', () => {
    const closedAgo = (ms: number, over: Partial<Matter> = {}) =>
      why(
        'reopen',
        matterIn('closed', { closed: new Date(Date.parse(NOW) - ms).toISOString(), ...over }),
        { is: 'nobody' },
        true,
      );
    const days = REOPEN_DAYS * 86_400_000;
    expect(REOPEN_DAYS).toBe(15);
    expect([closedAgo(0), closedAgo(days), closedAgo(days + 1)]).toEqual([null, null, 'tooLate']);
    expect(closedAgo(0, { reopenedByReporter: true })).toBe('reopenedAlready');
  });
});

describe('the duty officer', () => {
  it('reopens after the 15 days, and after the reporter did', () => {
    const old = matterIn('closed', { closed: '2025-01-01T00:00:00.000Z', reopenedByReporter: true });
    expect(why('reopen', old, staff('li', held('duty', 'in reach')))).toBeNull();
  });

  it('asks nobody who cannot be reached: a call without a number', () => {
    const li = staff('li', held('duty', 'in reach'));
    const without = { now: NOW, hasContact: false };
    const channels = ['public', 'anonymous', 'hotline', 'field', 'exchange', 'open311', 'import'] as const;
    const refused = channels.filter(
      (channel) => why('ask', matterIn('new', { channel }), li, false, without) === 'noContact',
    );
    // Who reported by the public or the anonymous form follows by a code.
    expect(refused).toEqual(['hotline', 'field', 'exchange', 'open311', 'import']);
    expect(why('seeContact', matterIn('new'), li, false, without)).toBe('noContact');
    expect(why('seeEarlier', matterIn('new'), li, false, without)).toBe('noContact');
  });
});

describe('a body that was called in', () => {
  const water = staff('li', { ...held('handler', 'at another body'), body: 'water' });

  it('accepts, gives back or does its task, and notes, as long as it owes it', () => {
    const open = (status: Task['status']) =>
      abilities(water, matterIn('accepted', { tasks: [{ ...TASK, status }] }), false, now).sort();
    expect(open('called')).toEqual(['note', 'taskAccept', 'taskDone', 'taskReturn']);
    expect(open('accepted')).toEqual(['note', 'taskDone', 'taskReturn']);
    for (const over of ['returned', 'done', 'cancelled'] as const) expect(open(over)).toEqual([]);
    expect(why('handOver', matterIn('accepted', { tasks: [TASK] }), water)).toBe('elsewhere');
  });

  it('is called in at most twenty times to one matter', () => {
    const twenty = Array.from({ length: 20 }, () => TASK);
    const lead = staff('wang', held('handler', 'at its body'));
    expect(why('callIn', matterIn('accepted', { tasks: twenty.slice(1) }), lead)).toBeNull();
    expect(why('callIn', matterIn('accepted', { tasks: twenty }), lead)).toBe('tooManyTasks');
    expect(why('taskCancel', matterIn('accepted', { tasks: [{ ...TASK, status: 'done' }] }), lead)).toBe('noTask');
  });
});

describe('a second person', () => {
  const everything = POSTS.flatMap((post) => [held(post, 'in reach'), held(post, 'at its body')]);

  it.each<[Move, Status]>([
    ['verify', 'handled'],
    ['sendBack', 'handled'],
    ['sendBack', 'verified'],
    ['close', 'verified'],
  ])('must %s when %s: neither who accepted nor who handed over, whatever their other posts', (move, status) => {
    for (const by of ['handler', 'handed'] as const) {
      const matter = matterIn(status, { handler: 'zhao', handed: 'zhao', [by]: 'wang' });
      expect(why(move, matter, staff('wang', ...everything))).toBe('ownWork');
      expect(why(move, matter, staff('li', ...everything))).toBeNull();
    }
  });

  it('may be of the same body, and is not needed to void', () => {
    expect(
      why(
        'verify',
        matterIn('handled'),
        staff('li', held('coordinator', 'in reach'), held('coordinator', 'at its body')),
      ),
    ).toBeNull();
    expect(why('void', matterIn('handled'), staff('wang', ...everything))).toBeNull();
  });
});

describe('the clock', () => {
  const handler = staff('wang', held('handler', 'at its body'));
  const duty = staff('li', held('duty', 'in reach'));
  const leader = staff('zhao', held('leader', 'in reach'));
  const asked = { ...UNTOUCHED, asked: { by: 'wang', days: 3 } };

  it('after two returns is settled by a ruling alone, which nobody passes on or gives back', () => {
    const contested = matterIn('new', { returns: 2 });
    expect(why('assign', matterIn('new', { returns: 1 }), duty)).toBeNull();
    expect(why('assign', contested, duty)).toBe('contested');
    expect(why('rule', matterIn('new', { returns: 1 }), leader)).toBe('notContested');
    expect(why('rule', contested, leader)).toBeNull();
    const ruled = matterIn('assigned', { returns: 2, clock: { ...UNTOUCHED, ruled: 'fire' } });
    expect(why('return', ruled, handler)).toBe('ruled');
    expect(why('assign', ruled, duty)).toBe('ruled');
    expect(why('rule', ruled, leader)).toBeNull();
  });

  it('stands still once at a time, and runs on by itself at the end', () => {
    const until = (time: string) =>
      matterIn('accepted', {
        clock: { ...UNTOUCHED, suspended: { ground: 'court', from: '2026-11-20T00:00:00.000Z', until: time } },
      });
    expect(why('suspend', until('2026-11-23T08:00:00.001Z'), handler)).toBe('suspendedAlready');
    expect(why('suspend', until(NOW), handler)).toBeNull();
    expect(why('resume', until('2026-11-23T08:00:00.001Z'), handler)).toBeNull();
    expect(why('resume', until(NOW), handler)).toBe('notSuspended');
  });

  it('is extended when asked before the deadline, as often as the rule says', () => {
    expect(why('askExtension', matterIn('accepted', { due: NOW }), handler)).toBeNull();
    expect(why('askExtension', matterIn('accepted', { due: '2026-11-23T07:59:59.999Z' }), handler)).toBe('pastDue');
    expect(why('askExtension', matterIn('accepted', { clock: asked }), handler)).toBe('extensionAsked');
    const once = matterIn('accepted', { clock: { ...UNTOUCHED, extensions: 1 } });
    expect(why('askExtension', once, handler)).toBe('extensionsUsed');
    expect(why('askExtension', once, handler, false, { ...now, extensions: 2 } as typeof now)).toBeNull();
    expect(why('askExtension', matterIn('accepted'), handler, false, { ...now, extensions: 0 } as typeof now)).toBe(
      'extensionsUsed',
    );
  });

  it('is extended by somebody else, and only where somebody asked', () => {
    expect(why('decideExtension', matterIn('accepted'), leader)).toBe('noExtension');
    expect(why('decideExtension', matterIn('accepted', { clock: asked }), leader)).toBeNull();
    const both = staff('wang', held('leader', 'in reach'), held('handler', 'at its body'));
    expect(why('decideExtension', matterIn('accepted', { clock: asked }), both)).toBe('ownWork');
  });
});

describe('a step is taken back', () => {
  const at = (minutes: number) => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
  const by = (person: string, post: Post, place: Place) =>
    partsToward(staff(person, held(post, place)), matterIn('assigned'), false);
  const tried = (move: Move, who: string, post: Post, place: Place, minutes: number) =>
    undoing({ kind: MOVES[move].line, by: 'li', recorded: NOW }, by(who, post, place), at(minutes));

  it.each(MOVE_NAMES)('%s only where it has a counter-move', (move) => {
    const open = tried(move, 'li', 'duty', 'in reach', 1);
    if (move === 'assign' || move === 'triage' || move === 'close')
      expect(open).toEqual({ move, until: at(UNDO_MINUTES) });
    else expect(open).toEqual({ refused: 'nothingToUndo' });
  });

  it.each(POSTS)('by whoever made it as long as they may make it: a %s', (post) => {
    for (const move of UNDOABLE) {
      for (const place of PLACES) {
        const may = shares(letterOf(post, place), mayEver(move));
        expect(tried(move, 'li', post, place, 1), `${move} ${place}`).toEqual(
          may ? { move, until: at(UNDO_MINUTES) } : { refused: 'notYours' },
        );
        expect(tried(move, 'wang', post, place, 1)).toEqual({ refused: 'notYours' });
      }
    }
  });

  it('within ten minutes, to the millisecond', () => {
    const last = { kind: 'matter.assigned', by: 'li', recorded: NOW };
    const li = by('li', 'duty', 'in reach');
    expect(undoing(last, li, at(UNDO_MINUTES))).toMatchObject({ move: 'assign' });
    const late = new Date(Date.parse(at(UNDO_MINUTES)) + 1).toISOString();
    expect(undoing(last, li, late)).toEqual({ refused: 'undoTooLate' });
    expect(undoing({ ...last, by: null }, { parts: new Set(['duty']), person: null }, NOW)).toEqual({
      refused: 'notYours',
    });
  });
});

it('somebody with several posts may make the moves of all of them', () => {
  const both = abilities(
    staff('li', held('liaison', 'in reach'), held('handler', 'at its body')),
    matterIn('assigned'),
    false,
    now,
  );
  const moves = ['accept', 'ask', 'askExtension', 'callIn', 'fixOnSpot', 'note', 'return', 'split', 'suspend'];
  expect(both.sort()).toEqual(moves);
});

it('reach is a prefix at the borders of codes only through whole codes', () => {
  const at = (territory: string) =>
    partsToward(staff('li', { ...held('duty', 'in reach'), territory }), matterIn('new'), false).parts.has('duty');
  expect(['330702', '330702001', VILLAGE].map(at)).toEqual([true, true, true]);
  expect(['330702002', '330703', `${VILLAGE}001`].map(at)).toEqual([false, false, false]);
});

it('the rules know no part that no post gives', () => {
  const given = new Set<string>(['reporter']);
  for (const post of POSTS) {
    for (const place of PLACES)
      for (const part of partsToward(
        staff('li', held(post, place)),
        matterIn('assigned', { tasks: [{ ...TASK, body: 'other' }] }),
        false,
      ).parts)
        given.add(part);
  }
  expect([...given].sort()).toEqual([...PARTS].sort());
});
