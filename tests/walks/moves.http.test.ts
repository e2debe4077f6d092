import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUSES, type Status } from '../../src/capabilities/matters/matters.rules.ts';
import type { Move } from '../../src/capabilities/matters/moves.rules.ts';
import { type Answer, type Peopled, peopledHouse, residentOf, some, type Walker } from './district.ts';
import { letterOf, mayEver, mayWhen, shares, TABLE_MOVES } from './moves.table.ts';
import { type Reported, stepsIn } from './steps.ts';

let house: Peopled;
let steps: ReturnType<typeof stepsIn>;
/** An open matter that others may be merged into. */
let into = '';
beforeAll(async () => {
  house = await peopledHouse();
  steps = stepsIn(house);
  into = (await steps.reported()).id;
}, 120_000);
afterAll(() => house?.close());

const also = (move: Move) => (move === 'merge' ? { into } : move === 'gather' ? { under: into } : {});
/** The moves by which a matter comes into each state, under supervision and a question open from its first steps on; who makes each. */
const DUTY = 'duty in reach';
const TAKEN: [string, Move][] = [
  [DUTY, 'ask'],
  [DUTY, 'supervise'],
  [DUTY, 'assign'],
  ['handler at its body', 'accept'],
];
const WAYS: Readonly<Record<Status, readonly [string, Move][]>> = {
  new: TAKEN.slice(0, 2),
  assigned: TAKEN.slice(0, 3),
  accepted: TAKEN,
  handled: [...TAKEN, ['handler at its body', 'handOver']],
  verified: [...TAKEN, ['handler at its body', 'handOver'], ['verifier in reach', 'verify']],
  closed: [...TAKEN, ['handler at its body', 'handOver'], ['verifier in reach', 'verify'], ['duty in reach', 'close']],
  merged: [...TAKEN.slice(0, 3), [DUTY, 'merge']],
  withdrawn: [...TAKEN.slice(0, 3), ['reporter', 'withdraw']],
  void: [...TAKEN.slice(0, 3), [DUTY, 'void']],
  redirected: [...TAKEN.slice(0, 3), [DUTY, 'redirect']],
};
const driven = async (status: Status): Promise<Reported & { n: number }> => {
  const matter = await steps.reported();
  let n = 1;
  for (const [who, move] of WAYS[status]) {
    const answer =
      who === 'reporter'
        ? await steps.makeAsReporter(matter, move, n)
        : await steps.make(who, move, matter, n, also(move));
    if (answer.status !== 200) throw new Error(`${who} ${move}: ${answer.text}`);
    n += 1;
    expect(answer.json['n'], move).toBe(n);
  }
  return { ...matter, n };
};

/** Moves that need what none of these matters has: two returns, a suspension, a request, a task owed, another matter above. */
const WANTING: readonly Move[] = ['rule', 'resume', 'decideExtension', 'taskCancel', 'letGo'];

/** What a body keeps in sight of a matter that it was given: not what went back or elsewhere. */
const SHARED: readonly Status[] = [
  'assigned',
  'accepted',
  'handled',
  'verified',
  'closed',
  'merged',
  'withdrawn',
  'void',
];
const sees = (who: Walker, status: Status): boolean =>
  !['auditor', 'sysadmin', 'secadmin'].includes(who.post ?? '') &&
  (who.place === 'in reach' || (who.place === 'at its body' && SHARED.includes(status)));
const lettersOf = (who: Walker, status: Status): string =>
  who.post === null || who.place === null || !sees(who, status) ? '' : letterOf(who.post, who.place);

/** The status that the table asks for. */
function expected(who: Walker, move: Move, status: Status): number {
  if (who.is === 'nobody' || who.is === 'resident') return 401;
  if (who.is === 'machine' || who.is === 'owing') return 403;
  if (who.is === 'foreign') return 404;
  if (who.post === 'sysadmin' || who.post === 'secadmin') return 403;
  if (!sees(who, status)) return 404;
  const letters = lettersOf(who, status);
  if (shares(letters, mayWhen(move, status))) return WANTING.includes(move) ? 409 : 200;
  return shares(letters, mayEver(move)) ? 409 : 403;
}

describe.each(STATUSES)('a matter that is %s', (status) => {
  it('is open to the moves of the table, shown as buttons, and to no others', { timeout: 120_000 }, async () => {
    const matter = await driven(status);
    const wrong: string[] = [];
    const check = (what: string, answer: Answer, want: number) => {
      const titled =
        want === 200 || (typeof answer.json['code'] === 'string' && typeof answer.json['title'] === 'string');
      if (answer.status !== want || !titled)
        wrong.push(`${what}: ${answer.status} ${answer.text.slice(0, 160)}, not ${want}`);
    };
    // Who does not see it is refused before the move is looked at: each move once, spread over the states.
    const turn = STATUSES.indexOf(status);
    const tried = (who: Walker, at: number) =>
      (who.is === 'staff' && sees(who, status)) || at % STATUSES.length === turn;
    const pairs = house.walkers.flatMap((who) =>
      TABLE_MOVES.filter((_move, at) => tried(who, at)).map((move) => ({
        who,
        move,
        want: expected(who, move, status),
      })),
    );
    // What changes nothing goes to the one matter, all together; each step that is allowed gets a matter of its own.
    const looks = (move: Move) => move === 'seeContact' || move === 'seeEarlier';
    await some(
      pairs.filter(({ want, move }) => want !== 200 || looks(move)),
      6,
      async ({ who, move, want }) =>
        check(`${who.name} ${move}`, await steps.make(who, move, matter, matter.n, also(move)), want),
    );
    const seen = await house.send(house.walker(DUTY), 'GET', `/api/desk/matters/${matter.id}`);
    expect(seen.json['matter']).toMatchObject({ status, n: matter.n });
    for (const who of house.walkers.filter((one) => one.is === 'staff')) {
      const one = await house.send(who, 'GET', `/api/desk/matters/${matter.id}`);
      check(
        `${who.name} looks`,
        one,
        sees(who, status) ? 200 : who.post === 'sysadmin' || who.post === 'secadmin' ? 403 : 404,
      );
      if (one.status !== 200) continue;
      const buttons = (one.json['matter'] as { abilities: Move[] }).abilities;
      const want = TABLE_MOVES.filter((move) => expected(who, move, status) === 200);
      if ([...buttons].sort().join() !== [...want].sort().join())
        wrong.push(`${who.name} has buttons ${buttons}, not ${want}`);
    }
    expect(wrong).toEqual([]);

    await some(
      pairs.filter(({ want, move }) => want === 200 && !looks(move)),
      4,
      async ({ who, move, want }) => {
        const own = await driven(status);
        check(`${who.name} ${move}`, await steps.make(who, move, own, own.n, also(move)), want);
      },
    );
    expect(wrong).toEqual([]);
  });

  it('is open to its reporter as the table says: by the code, and by a proved telephone', {
    timeout: 60_000,
  }, async () => {
    const wrong: string[] = [];
    const want = (move: Move) => (mayWhen(move, status).includes('R') ? 200 : mayEver(move).includes('R') ? 409 : 403);
    const matter = await driven(status);
    const resident = house.walker('resident');
    const other = {
      ...resident,
      headers: await residentOf(house, `1390000${String(STATUSES.indexOf(status)).padStart(4, '0')}`),
    };
    for (const move of TABLE_MOVES.filter((one) => !one.startsWith('see'))) {
      const [byCode, byPhone] = want(move) === 200 ? [await driven(status), await driven(status)] : [matter, matter];
      for (const [how, answer] of [
        ['code', await steps.makeAsReporter(byCode, move, byCode.n, also(move))],
        ['phone', await steps.makeAsResident(resident, byPhone, move, byPhone.n, also(move))],
      ] as const) {
        // Of what was sent to the right door nothing leads from the telephone to it any more.
        const wanted = status === 'redirected' && how === 'phone' ? 404 : want(move);
        if (answer.status !== wanted)
          wrong.push(`${move} by ${how}: ${answer.status} ${answer.text.slice(0, 160)}, not ${wanted}`);
      }
      const stranger = await steps.makeAsResident(other, matter, move, matter.n, also(move));
      if (stranger.status !== 404) wrong.push(`${move} by another resident: ${stranger.status}`);
    }
    const guessed = await steps.makeAsReporter({ code: '0000-0000-0000' }, 'note', matter.n);
    expect([wrong, guessed.status]).toEqual([[], 404]);
  });
});
