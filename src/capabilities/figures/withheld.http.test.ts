import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '../../../tests/harness/database.ts';
import { TEST_KINDS } from '../../../tests/harness/district.ts';
import { type TestHouse, testHouse } from '../../../tests/harness/house.ts';
import { whole } from '../../platform/db/scope.ts';
import { foldTallies } from '../../platform/journal/tally.ts';
import { addKinds, kindsChanged } from '../kinds/kinds.door.ts';
import { FLOOR, floored } from './withheld.rules.ts';

const D = '330702';
const [EXACT, HIDDEN] = TEST_KINDS as [(typeof TEST_KINDS)[0], (typeof TEST_KINDS)[0]];
const HIDDEN_KINDS = ['dispute.family', 'help.alone'] as const;
const TERRITORIES = [D, `${D}001`, `${D}001002`, `${D}001003`, `${D}101`, `${D}101001`] as const;
const MONTHS = ['2026-01', '2026-02', '2026-03'] as const;
const DAYS = ['03', '04', '19'] as const;
const MEASURES = [
  'opened',
  'closed',
  'closedOnTime',
  'due',
  'assigned',
  'firstAction:60',
  'closedSoon',
  'returned:fire',
] as const;

let house: TestHouse;
let staff: string;
beforeAll(async () => {
  house = await testHouse({
    kinds: [
      EXACT,
      HIDDEN,
      { ...HIDDEN, code: 'help.alone', group: 'help' },
      { ...EXACT, code: 'dispute.noise', group: 'dispute' },
      { ...EXACT, code: 'hazard.gas', visibility: 'blurred' },
    ],
  });
  await asOwner(house.ownerUrl, (owner) =>
    owner.query(`insert into places.territory (district, code, valid_from, level, name_zh, name_en)
      select '${D}', c, '2020-01-01', case length(c) when 6 then 'district' when 9 then 'town' else 'village' end, c, c
      from unnest(array['${TERRITORIES.join("','")}']) as t(c);
      insert into places.revision values ('${D}', 1)`),
  );
  await house.appoint('auditor', 'leader', { territory: D });
  staff = await house.signIn('auditor');
  for (const [at, territory] of [`${D}001002`, `${D}001002`, `${D}101001`, `${D}001`].entries()) {
    house.time.now = new Date(`2026-0${1 + (at % 3)}-04T02:00:00Z`);
    const kind = ['hazard.fire', 'hazard.gas', 'dispute.noise', 'hazard.fire'][at];
    const payload = { id: randomUUID(), kind, place: { territory }, words: '情况' };
    const sent = await house.server.inject({ method: 'POST', url: '/api/matters', payload });
    if (sent.statusCode !== 200) throw new Error(sent.body);
  }
  house.time.now = new Date('2026-06-15T02:00:00Z');
});
afterAll(() => house?.close());

let asked = 0;
/** From an address of its own each time: who asks everything is otherwise stopped by the limit, and learns nothing for another reason. */
async function get(url: string, cookie?: string): Promise<{ status: number; text: string }> {
  asked += 1;
  const answer = await house.server.inject({
    method: 'GET',
    url,
    remoteAddress: `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}`,
    ...(cookie ? { headers: { cookie } } : {}),
  });
  if (![200, 403].includes(answer.statusCode)) throw new Error(`${url}: ${answer.body}`);
  return { status: answer.statusCode, text: answer.body };
}

/** Counts of hidden kinds: how many of a measure, in a territory, on a day. */
type World = readonly {
  readonly kind: (typeof HIDDEN_KINDS)[number];
  readonly measure: (typeof MEASURES)[number];
  readonly territory: string;
  readonly day: string;
  readonly n: number;
}[];

/** Puts a world in the place of the one before, as lines that the worker has not folded yet. */
async function live(world: World): Promise<void> {
  await asOwner(house.ownerUrl, async (owner) => {
    await owner.query(`delete from journal.count where seq >= 1000`);
    // The same head for every world: of lines that are read none lies beyond it.
    await owner.query(`update journal.head set seq = 2000 where district = '${D}'`);
    for (const [at, one] of world.entries())
      await owner.query(
        `insert into journal.count (district, seq, measure, day, territory, n, recorded) values ($1, $2, $3, $4, $5, $6, $4)`,
        [D, 1000 + at, `${one.measure}/${one.kind}`, one.day, one.territory, one.n],
      );
  });
}

const openedIn = (world: World, month: string): number =>
  world.filter((one) => one.measure === 'opened' && one.day.startsWith(month)).reduce((sum, one) => sum + one.n, 0);

const happening = fc.record({
  kind: fc.constantFrom(...HIDDEN_KINDS),
  measure: fc.constantFrom(...MEASURES),
  territory: fc.constantFrom(...TERRITORIES),
  day: fc.tuple(fc.constantFrom(...MONTHS), fc.constantFrom(...DAYS)).map((parts) => parts.join('-')),
  n: fc.constantFrom(1, 1, 2),
});
/** Two worlds that differ in anything but what the rule tells: for each month either the same number from the floor up, or two below it. */
const twins = fc
  .tuple(
    fc.array(happening, { maxLength: 14 }),
    fc.array(happening, { maxLength: 14 }),
    fc.tuple(...MONTHS.map(() => fc.record({ many: fc.boolean(), n: fc.nat(7), a: fc.nat(4), b: fc.nat(4) }))),
    fc.array(happening, { minLength: 24, maxLength: 24 }),
  )
  .map(([one, two, months, spread]): [World, World] => {
    const world = (rest: World, of: 'a' | 'b'): World => [
      ...rest.filter((each) => each.measure !== 'opened'),
      ...months.flatMap(({ many, n, [of]: few }, at) =>
        Array.from({ length: many ? FLOOR + n : few }, (_, i) => ({
          ...(spread[(i + at + (of === 'b' ? 11 : 0)) % spread.length] as World[number]),
          measure: 'opened' as const,
          day: `${MONTHS[at]}-${DAYS[(i + (of === 'b' ? 1 : 0)) % DAYS.length]}`,
          n: 1,
        })),
      ),
    ];
    return [world(one, 'a'), world(two, 'b')];
  });

const PERIODS = [
  'from=2026-01-01&to=2026-03-31',
  'from=2026-01-01&to=2026-02-28',
  'from=2026-02-01&to=2026-02-28',
  'from=2026-02-03&to=2026-02-04',
  'from=2026-03-04&to=2026-03-04',
];
const KINDS = ['', 'hazard', 'dispute', 'help', 'dispute.noise', 'dispute.family'];

/** Everything that can be asked: each territory, period and choice of kinds, as figures, as a table and as lines. */
async function everything(cookie?: string): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const territory of [D, `${D}001`, `${D}001002`, `${D}101001`])
    for (const period of PERIODS)
      for (const kind of KINDS) {
        const so = `${period}&territory=${territory}`;
        const part = kind === '' || kind.includes('.') ? kind : `${kind}.`;
        const chosen = kind === '' ? '' : `&kind=${kind}`;
        const urls = [
          `/api/figures?${so}${chosen}`,
          `/api/figures/csv?${so}${chosen}`,
          ...['opened', 'firstAction:60'].map((name) => `/api/figures/open?${so}&measure=${name}/${part}`),
          // What stands beside is asked for all kinds, a group that is hidden in part, and one that is hidden.
          ...(['', 'dispute', 'dispute.family'].includes(kind)
            ? [`/api/figures/fairness?${so}${chosen}`, `/api/figures/open?${so}&measure=returned:fire/${part}`]
            : []),
        ];
        for (const url of urls) {
          const { status, text } = await get(url, cookie);
          // A refusal is numbered, so that it can be asked about; nothing else may differ.
          answers.set(url, `${status} ${text.replace(/"instance":"[^"]*"/, '')}`);
        }
      }
  return answers;
}

describe('somebody without a right who asks for every territory, period and kind', () => {
  it('gets the same answers from any two districts that agree in their floored months, so that no small count follows from them', async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(twins, async ([one, two]) => {
        for (const month of MONTHS) expect(floored(openedIn(one, month))).toBe(floored(openedIn(two, month)));
        await live(one);
        const before = await everything();
        const exact = await get('/api/figures?from=2026-01-01&to=2026-03-31', staff);
        await live(two);
        expect(await everything()).toEqual(before);
        // Whoever has the right sees them differ: it is the rule that hides it, not the question.
        if ((await get('/api/figures?from=2026-01-01&to=2026-03-31', staff)).text !== exact.text) told += 1;
        const { withheld } = JSON.parse((await get('/api/figures?from=2026-01-01&to=2026-03-31')).text);
        expect(withheld).toEqual({
          floor: FLOOR,
          kinds: 2,
          months: MONTHS.map((month) => ({ month, opened: floored(openedIn(two, month)) })),
          opened: MONTHS.reduce((sum, month) => sum + (floored(openedIn(two, month)) ?? 0), 0),
        });
      }),
      { numRuns: 4, endOnFailure: true },
    );
    expect(told).toBeGreaterThan(0);
  });

  it('gets no other answers once the worker has folded the counts', async () => {
    const days = [...DAYS, '20', '21', '22'];
    await live(
      days.map((day) => ({
        kind: 'help.alone',
        measure: 'opened',
        territory: `${D}001002`,
        day: `2026-02-${day}`,
        n: 1,
      })),
    );
    const before = await everything();
    await foldTallies(house.work);
    const strip = (answers: Map<string, string>) =>
      [...answers].map(([url, text]) => [url, text.replace(/"seq":\d+/, '')]);
    expect(strip(await everything())).toEqual(strip(before));
    expect(JSON.parse((await get('/api/figures?from=2026-01-01&to=2026-03-31')).text).withheld.months).toEqual([
      { month: '2026-01', opened: null },
      { month: '2026-02', opened: 6 },
      { month: '2026-03', opened: null },
    ]);
  });

  it('is told in words what is withheld: a hidden kind, a group of nothing else, and what was known on a past day', async () => {
    for (const url of [
      '/api/figures?kind=dispute.family',
      '/api/figures?kind=help',
      '/api/figures/csv?kind=help.alone',
      '/api/figures/open?measure=opened/dispute.family',
      '/api/figures?asOf=2026-03-01',
      '/api/figures/open?measure=opened/&asOf=2026-03-01',
    ]) {
      const { status, text } = await get(url);
      expect([url, status, JSON.parse(text).code]).toEqual([url, 403, 'figures.withheld']);
      expect((await get(url, staff)).status).toBe(200);
    }
    const { text } = await get('/api/figures/csv?from=2026-01-01&to=2026-03-31');
    expect(text.split('\r\n').at(-2)).toMatch(/不单独公开的种类.*,6,/);
  });

  it('is not told of the month that runs, nor of one that is over since yesterday', async () => {
    const months = async (now: string) => {
      house.time.now = new Date(now);
      const { text } = await get('/api/figures?from=2026-01-01&to=2026-12-31');
      return JSON.parse(text).withheld.months.map((one: { month: string }) => one.month);
    };
    expect(await months('2026-02-20T02:00:00Z')).toEqual(['2026-01']);
    expect(await months('2026-03-02T02:00:00Z')).toEqual(['2026-01']);
    expect(await months('2026-03-09T02:00:00Z')).toEqual(['2026-01', '2026-02']);
    house.time.now = new Date('2026-06-15T02:00:00Z');
  });

  it('reads of a matter that was put under a hidden kind no line, neither that it was there nor that it went', async () => {
    const duty = await dutyOf();
    const sent = await house.server.inject({
      method: 'POST',
      url: '/api/matters',
      payload: { id: randomUUID(), kind: 'hazard.fire', place: { territory: `${D}101001` }, words: '情况' },
    });
    const of = `/api/figures/open?from=2026-06-01&to=2026-06-30&limit=1&measure=opened/hazard.fire&territory=${D}101001`;
    expect(JSON.parse((await get(of)).text)).toMatchObject({ value: 1, items: [{ hidden: false }] });
    const act = { move: 'triage', kind: 'dispute.family' };
    const moved = await house.server.inject({
      method: 'POST',
      url: `/api/desk/matters/${sent.json().id}/moves`,
      payload: { id: randomUUID(), n: 1, act },
      headers: { cookie: duty },
    });
    expect(moved.statusCode, moved.body).toBe(200);
    expect(JSON.parse((await get(of)).text)).toEqual({ value: 0, items: [], after: null });
  });

  it('reads no more of a kind that was hidden once, also after its words were changed', async () => {
    const now = { ...HIDDEN, code: 'help.alone', group: 'help' as const, visibility: 'exact' as const };
    await house.work.write(whole(D), (tx) => addKinds(tx, D, [{ ...now, version: 2, active: true }], null, new Date()));
    kindsChanged(house.db, D);
    expect((await get('/api/figures?kind=help.alone')).status).toBe(403);
  });
});

async function dutyOf(): Promise<string> {
  await house.appoint('duty1', 'duty', { territory: D, body: 'centre' });
  return house.signIn('duty1');
}
