import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { subjects } from '../../src/apps/subjects.ts';
import type { Status } from '../../src/capabilities/matters/matters.rules.ts';
import type { Move } from '../../src/capabilities/matters/moves.rules.ts';
import { addDays, dayOf } from '../../src/platform/calendar/calendar.rules.ts';
import { audit } from '../../src/platform/journal/audit.ts';
import { foldTallies } from '../../src/platform/journal/tally.ts';
import { settleDay } from '../../src/platform/journal/waiting.ts';
import { DISTRICT, type Peopled, peopledHouse, reportOf, some, TOWN, VILLAGE, WHOLE_DUTY } from './district.ts';
import { type Reported, stepsIn } from './steps.ts';

const PEOPLE = [
  'duty in reach',
  'coordinator in reach',
  'liaison in reach',
  'verifier in reach',
  'handler at its body',
  'coordinator at its body',
];
let house: Peopled;
let steps: ReturnType<typeof stepsIn>;
beforeAll(async () => {
  house = await peopledHouse(({ post, place }) => PEOPLE.includes(`${post} ${place}`));
  steps = stepsIn(house);
}, 120_000);
afterAll(() => house?.close());

const ENDING: readonly Move[] = ['merge', 'withdraw', 'void', 'redirect'];
/** What a move says where a walk may say this or that. */
const saying = (move: Move, pick: number, into: string, owed: readonly string[]): Record<string, unknown> => {
  if (move === 'merge') return { into };
  if (move === 'gather') return { under: into };
  if (move === 'taskCancel') return { task: owed[0] };
  if (move === 'handOver' && owed.length > 0) return { over: '不等了' };
  if (move === 'rate') return { stars: 1 + (pick % 5) };
  if (move !== 'triage') return {};
  return pick % 2 === 0 ? { kind: 'dispute.family' } : { place: { territory: pick % 3 === 0 ? TOWN : VILLAGE } };
};

type Choice = {
  readonly who: string;
  readonly move: Move;
  readonly n: number;
  /** Tasks of co-handlers that are owed. */
  readonly owed: readonly string[];
};
/** Every button that anybody is shown on a matter now. */
async function buttons(told: Reported): Promise<Choice[]> {
  const views = await Promise.all(
    PEOPLE.map(async (who) => ({
      who,
      seen: await house.send(house.walker(who), 'GET', `/api/desk/matters/${told.id}`),
    })),
  );
  const open = views.flatMap(({ who, seen }) => {
    const matter = seen.json['matter'] as
      | { n: number; abilities: Move[]; tasks: { id: string; status: string }[] }
      | undefined;
    const owed = (matter?.tasks ?? []).filter(({ status }) => status === 'called').map(({ id }) => id);
    // The page draws no button to gather what holds others itself.
    const holds = ((seen.json['joint'] as { children: unknown[] } | undefined)?.children ?? []).length > 0;
    const drawn = (matter?.abilities ?? []).filter((move) => !(move === 'gather' && holds));
    return drawn.map((move) => ({ who, move, n: matter?.n ?? 0, owed }));
  });
  const followed = (await house.send(steps.nobody(), 'POST', '/api/follow', { code: told.code })).json as {
    n: number;
    abilities: Move[];
  };
  const own = followed.abilities.map((move) => ({ who: 'reporter', move, n: followed.n, owed: [] }));
  return [...open.filter(({ move }) => !move.startsWith('see')), ...own];
}

it('whatever lives matters lead: every button that is shown works, the audit finds nothing, and the figures are what somebody counts who looks at the matters', {
  timeout: 180_000,
}, async () => {
  const lives = fc.sample(
    fc.record({ anonymous: fc.boolean(), picks: fc.array(fc.nat(10_000), { minLength: 12, maxLength: 22 }) }),
    { numRuns: 12, seed: 20_261_123 },
  );
  const into = (await steps.reported()).id;
  const met = new Set<string>();
  const broken: string[] = [];
  await some(lives, 3, async ({ anonymous, picks }) => {
    const told = (
      await house.send(
        steps.nobody(),
        'POST',
        anonymous ? '/api/matters/anonymous' : '/api/matters',
        reportOf({ phone: anonymous ? undefined : '13911110000' }),
      )
    ).json as Reported;
    for (const pick of picks) {
      const open = await buttons(told);
      // The body that is called in here is called in once.
      const free = open.filter(({ move, owed }) => move !== 'callIn' || owed.length === 0);
      const going = pick % 9 === 0 ? free : free.filter((choice) => !ENDING.includes(choice.move));
      const choice = going[pick % Math.max(1, going.length)];
      if (!choice) break;
      const over = saying(choice.move, pick, into, choice.owed);
      const answer =
        choice.who === 'reporter'
          ? await steps.makeAsReporter(told, choice.move, choice.n, over)
          : await steps.make(choice.who, choice.move, told, choice.n, over);
      met.add(choice.move);
      if (answer.status !== 200)
        broken.push(`${choice.who} ${choice.move}: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
  });
  expect(broken).toEqual([]);
  expect(met.size).toBeGreaterThan(14);

  // Before the night, and after it.
  const checkpointDir = await mkdtemp(join(tmpdir(), 'lianan-checkpoint-'));
  for (const today of [dayOf(new Date()), addDays(dayOf(new Date()), 1)]) {
    await settleDay(house.work, subjects, today);
    await foldTallies(house.work);
    const [audited] = await audit({ db: house.work, subjects, checkpointDir, clock: () => new Date() });
    expect(audited?.firstDifference).toBeNull();
  }
  const { rows } = await house.work.pool.query<{ status: Status; n: number; on_time: number }>(
    'select status, count(*)::int as n, count(*) filter (where on_time)::int as on_time from matters.matter where district = $1 group by status',
    [DISTRICT],
  );
  const of = (...wanted: Status[]) =>
    rows.filter((row) => wanted.includes(row.status)).reduce((sum, row) => sum + row.n, 0);
  const year = new Date().getFullYear();
  const figures = await house.send(
    house.walker(WHOLE_DUTY),
    'GET',
    `/api/figures?from=${year - 1}-01-01&to=${year + 1}-12-31`,
  );
  expect(figures.json['total']).toMatchObject({
    opened: rows.reduce((sum, row) => sum + row.n, 0),
    closed: of('closed'),
    closedOnTime: rows.reduce((sum, row) => sum + (row.status === 'closed' ? row.on_time : 0), 0),
    due: of('new', 'assigned', 'accepted', 'handled', 'verified', 'closed'),
    dueClosed: of('closed'),
  });
  const { rows: lines } = await house.work.pool.query<{ n: number; sum: number }>(
    "select (select count(*)::int from journal.line where district = $1 and kind like 'matter.%') as n, (select sum(n)::int from matters.matter where district = $1) as sum",
    [DISTRICT],
  );
  expect(lines[0]?.n).toBe(lines[0]?.sum);
});
