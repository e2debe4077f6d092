import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '../../../tests/harness/database.ts';
import { TEST_KINDS } from '../../../tests/harness/district.ts';
import { type TestHouse, testHouse } from '../../../tests/harness/house.ts';
import { addDays, dayOf } from '../../platform/calendar/calendar.rules.ts';
import { GRAINS, piecesOf } from '../../platform/calendar/span.rules.ts';
import { whole } from '../../platform/db/scope.ts';
import { measuresOf } from '../../platform/figures/asked.rules.ts';
import { bucketsOf, type FigureVersion, reckoned, type SumOf, versionOn } from '../../platform/figures/figure.rules.ts';
import { foldSlice } from '../../platform/journal/tally.store.ts';
import { FIGURES, kindsOfMeasure } from './catalogue.ts';
import { NOT_OF_KIND } from './reading.rules.ts';

const D = '330702';
const PLACES = [D, `${D}001`, `${D}001002`, `${D}001003`, `${D}101`, `${D}101001`];
const KINDS = ['hazard.fire', 'hazard.gas', 'dispute.noise', 'dispute.family'];
/** Kinds of their own that some figures are counted by. */
/** A kind of a measure's own group, the first three in turn; null where it is counted by the district's. */
const ownKind = (measure: string, at: number): string | null => {
  const kinds = kindsOfMeasure(measure)?.kinds.slice(0, 3) ?? [];
  return kinds[at % Math.max(kinds.length, 1)]?.code ?? null;
};
const START = '2024-11-20';
const day = fc.nat(800).map((n) => addDays(START, n));
type Row = { measure: string; day: string; recorded: string; territory: string; n: number };

/** Every measure that any figure is made of, without its kind. */
const NAMES = [
  ...new Set(
    FIGURES.flatMap((one) => one.versions).flatMap((version) => {
      const { flow, stock, months } = measuresOf([version], null);
      return [...flow, ...stock, ...months].map((measure) => measure.slice(0, -1));
    }),
  ),
];

let house: TestHouse;
let staff: string;
const rows: Row[] = [];
let byName: ReadonlyMap<string | undefined, readonly Row[]>;
beforeAll(async () => {
  const [exact, hidden] = TEST_KINDS as [(typeof TEST_KINDS)[0], (typeof TEST_KINDS)[0]];
  house = await testHouse({
    kinds: [exact, hidden, { ...exact, code: 'hazard.gas' }, { ...exact, code: 'dispute.noise', group: 'dispute' }],
  });
  await asOwner(house.ownerUrl, (owner) =>
    owner.query(`insert into places.territory (district, code, valid_from, level, name_zh, name_en)
      select '${D}', c, '2020-01-01', case length(c) when 6 then 'district' when 9 then 'town' else 'village' end, c, c
      from unnest(array['${PLACES.join("','")}']) as t(c);
      insert into places.revision values ('${D}', 1)`),
  );
  await house.appoint('leader1', 'leader', { territory: D });
  staff = await house.signIn('leader1');
  const one = fc.record({
    name: fc.constantFrom(...NAMES, 'opened', 'closed', 'due', 'dueClosed', 'rated', 'ratingSum'),
    kind: fc.constantFrom(...KINDS),
    day,
    late: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat(90)),
    territory: fc.constantFrom(...PLACES),
    n: fc.constantFrom(1, 1, 1, 2, 3, -1),
  });
  for (const { name, kind, late, n, ...rest } of fc.sample(one, { seed: 20261127, numRuns: 6_000 }))
    rows.push({
      ...rest,
      measure: `${name}/${ownKind(name, rows.length) ?? kind}`,
      recorded: addDays(rest.day, late),
      n: name.includes(':') ? Math.abs(n) : n,
    });
  for (const [at, territory] of [`${D}001002`, `${D}101001`].entries())
    rows.push({ measure: 'residents/base', day: addDays(START, 40 * at), recorded: START, territory, n: 1200 + at });
  // A norm of a village from three days on, once set right from the same day, once in force too late to be known; of a town as one.
  for (const [territory, day, recorded, n] of [
    [`${D}001002`, addDays(START, 10), START, 2],
    [`${D}001002`, addDays(START, 100), addDays(START, 90), 3],
    [`${D}001002`, addDays(START, 100), addDays(START, 130), -4],
    [`${D}001003`, addDays(START, 60), addDays(START, 400), 1],
    [`${D}101`, addDays(START, 200), START, 7],
    [`${D}101`, addDays(START, 500), addDays(START, 505), -7],
  ] as const)
    rows.push({ measure: 'monthlyVisits/base', day, recorded, territory, n });
  byName = Map.groupBy(rows, (one) => one.measure.split('/')[0]);
  await asOwner(house.ownerUrl, async (owner) => {
    await owner.query(
      `insert into journal.count (district, seq, measure, day, territory, n, recorded)
       select '${D}', x.seq, x.measure, x.day, x.territory, x.n, x.recorded
       from json_to_recordset($1::json) as x(seq bigint, measure text, day date, territory text, n bigint, recorded date)`,
      [JSON.stringify(rows.map((row, at) => ({ ...row, seq: at + 1 })))],
    );
    await owner.query(`update journal.head set seq = $1 where district = $2`, [rows.length, D]);
  });
  // Half of it is in the tallies, half still waits.
  await house.work.write(whole(D), (tx) => foldSlice(tx, D, rows.length / 2));
});
afterAll(() => house?.close());

// biome-ignore lint/suspicious/noExplicitAny: an answer is looked at member by member.
type Json = any;
async function ask(query: Record<string, string>, as: string | null = staff): Promise<{ status: number; body: Json }> {
  const answer = await house.server.inject({
    method: 'GET',
    url: `/api/figures/ask?${new URLSearchParams(query)}`,
    headers: as === null ? {} : { cookie: as },
  });
  return { status: answer.statusCode, body: answer.json() };
}

/** A month that is not over, or was not then, asks for nothing yet. */
const TODAY = dayOf(new Date());
type Span = { readonly from: string; readonly to: string };
/** The months that a span holds from their first to their last day. */
function monthsIn({ from, to }: Span): string[] {
  const months = new Set<string>();
  for (let one = from; one <= to; one = addDays(one, 1)) months.add(one.slice(0, 7));
  return [...months].filter((month) => {
    const [year = 0, at = 0] = month.split('-').map(Number);
    const last = new Date(Date.UTC(year, at, 0)).getUTCDate();
    return `${month}-01` >= from && `${month}-${last}` <= to;
  });
}
/** What a patient clerk finds in the list of everything that was counted. */
function slowly(territory: string, kind: string | null, span: Span, asOf: string | null): SumOf {
  return (name, as) => {
    // Month by month: what was counted in each, and what was asked for at the end of each.
    if (as === 'months' || as === 'norm')
      return monthsIn({ from: span.from, to: [span.to, asOf ?? TODAY, TODAY].toSorted()[0] ?? '' })
        .map((month) => {
          const [first, last] = [`${month}-01`, `${month}-31`];
          const one = { from: as === 'norm' ? '2000-01-01' : first, to: last };
          return slowly(territory, kind, one, asOf)(name, as === 'norm' ? 'base' : 'flow');
        })
        .reduce((sum, n) => sum + n, 0);
    return (byName.get(name) ?? [])
      .filter(({ measure }) => as === 'base' || kind === null || `${measure.split('/')[1]}.`.startsWith(`${kind}.`))
      .filter((one) => one.territory.startsWith(territory))
      .filter((one) => one.day <= span.to && (as !== 'flow' || one.day >= span.from))
      .filter((one) => asOf === null || one.recorded <= asOf)
      .reduce((sum, one) => sum + one.n, 0);
  };
}
const shownAs = (version: FigureVersion, sumOf: SumOf) => ({ ...reckoned(version, sumOf), few: false });

describe('a figure asked for', () => {
  it('in any territory, period and kind, as known on any day, with the territories below and cut into a series, equals a slow recount', {
    timeout: 120_000,
  }, async () => {
    let norms = 0;
    const long = { from: addDays(START, 3), to: addDays(START, 760) };
    const question = fc.record({
      territory: fc.constantFrom(...PLACES),
      kind: fc.constantFrom(null, 'hazard', 'hazard.fire', 'dispute', 'mediation', 'mediation.n02'),
      span: fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a })),
      asOf: fc.option(day, { nil: null }),
      grain: fc.constantFrom(...GRAINS),
    });
    await fc.assert(
      fc.asyncProperty(question, async ({ territory, kind, span, asOf, grain }) => {
        const pieces = piecesOf(span, grain);
        fc.pre(pieces.length <= 120);
        const { status, body } = await ask({
          codes: FIGURES.map((one) => one.code).join(','),
          territory,
          ...span,
          grain,
          below: 'true',
          ...(kind === null ? {} : { kind }),
          ...(asOf === null ? {} : { asOf }),
        });
        expect(status).toBe(200);
        const below = PLACES.filter((one) => one.length === territory.length + 3 && one.startsWith(territory));
        for (const [at, figure] of FIGURES.entries()) {
          const version = versionOn(figure, span.to);
          const found = body.figures[at];
          // A kind of a group of its own is that group's figures' alone, any other of all that have the district's kinds.
          const group = FIGURES.find((one) => one.kinds?.group === kind?.split('.')[0])?.kinds?.group ?? null;
          expect([found.code, found.isOfKind]).toEqual([
            figure.code,
            kind === null || (figure.kinds?.group ?? null) === group,
          ]);
          if (!found.isOfKind) {
            // A filter by somebody else's kind makes no nought of a figure: it says nothing.
            const said = [found.total, ...found.below.concat(found.series).map((one: Json) => one.value)];
            expect(said.every((one: Json) => JSON.stringify(one) === JSON.stringify(NOT_OF_KIND))).toBe(true);
            expect(found.terms).toEqual([]);
            continue;
          }
          expect([found.code, found.total]).toEqual([
            figure.code,
            shownAs(version, slowly(territory, kind, span, asOf)),
          ]);
          for (const code of below) {
            const row = found.below.find((one: Json) => one.code === code && !one.own);
            expect(row.value).toEqual(shownAs(version, slowly(code, kind, span, asOf)));
          }
          if (version.formula.is === 'sum')
            expect(found.below.reduce((sum: number, one: Json) => sum + one.value.value, 0)).toBe(
              below.length === 0 ? 0 : found.total.value,
            );
          if (version.formula.is === 'norm' && found.total.whole > 0) norms += 1;
          // What is asked for and what there was add up over the territories.
          if (version.formula.is === 'norm' && below.length > 0)
            for (const side of ['part', 'whole'])
              expect(found.below.reduce((sum: number, one: Json) => sum + one.value[side], 0)).toBe(found.total[side]);
          expect(found.series.map((one: Json) => [one.name, one.value])).toEqual(
            pieces.map((one) => [one.name, shownAs(version, slowly(territory, kind, one, asOf))]),
          );
        }
      }),
      {
        numRuns: 40,
        // Whatever chance chooses, norms are asked of long spans, as known now and then.
        examples: [
          [{ territory: D, kind: null, span: long, asOf: null, grain: 'month' }],
          [{ territory: `${D}001`, kind: null, span: long, asOf: addDays(START, 110), grain: 'quarter' }],
          [{ territory: D, kind: null, span: long, asOf: addDays(START, 450), grain: 'year' }],
        ],
      },
    );
    expect(norms).toBeGreaterThan(2);
  });

  it('is compared with the period before and the year before, and says whether that is more than chance', async () => {
    const { body } = await ask({ codes: 'opened,closingRate', period: '2025-Q3', against: 'year' });
    expect(body.against).toEqual({
      these: { from: '2025-07-01', to: '2025-09-30' },
      those: { from: '2024-07-01', to: '2024-09-30' },
    });
    const [opened, closing] = body.figures;
    expect(opened.compared.those.value).toBe(0);
    // Something in a summer against nothing a year ago is more than chance; of a rate of nothing nothing is said.
    expect([opened.compared.differs, closing.compared.differs]).toEqual([1, null]);
  });

  it('gives the measures that it is made of, each with its sum, from which it can be made again', async () => {
    const { body } = await ask({ codes: FIGURES.map((one) => one.code).join(','), from: START, to: '2026-11-01' });
    for (const [at, figure] of FIGURES.entries()) {
      const { terms, total } = body.figures[at];
      const sums = new Map<string, number>(
        terms.map((one: Json) => [`${one.stock} ${one.measure.split('/')[0]}`, one.n]),
      );
      const again = reckoned(
        versionOn(figure, '2026-11-01'),
        (name, as) => sums.get(`${as === 'stock' || as === 'base'} ${name}`) ?? 0,
      );
      expect({ ...again, few: false }).toEqual(total);
      const { formula } = versionOn(figure, '2026-11-01');
      if (formula.is === 'quantile') expect(terms).toHaveLength(bucketsOf(formula.edges).length);
    }
  });

  it('is ranked among its neighbours only where it says how well a duty was done', async () => {
    const { body } = await ask({ codes: 'opened,closingRate,pending', from: START, to: '2026-11-01', below: 'true' });
    const [opened, closing, pending] = body.figures;
    const ranked = (one: Json) => one.below.filter((row: Json) => row.place !== null).length;
    expect([ranked(opened), ranked(pending)]).toEqual([0, 0]);
    expect(closing.below.every((one: Json) => one.own || one.value.value === null || one.place !== null)).toBe(true);
  });

  it('is refused with the field that is wrong', async () => {
    const refused = async (query: Record<string, string>) => {
      const { status, body } = await ask({ codes: 'opened', ...query });
      return [status, body.code, body.fields?.[0]?.path];
    };
    expect(await refused({ codes: 'opened,nothing' })).toEqual([404, 'figures.codes', 'query.codes']);
    expect(await refused({ period: '2026-13' })).toEqual([422, 'figures.period', 'query.period']);
    expect(await refused({ period: '2020', grain: 'day', from: '2010-01-01' })).toEqual([200, undefined, undefined]);
    expect(await refused({ from: '2015-01-01', to: '2025-01-01', grain: 'day' })).toEqual([
      422,
      'figures.grain',
      'query.grain',
    ]);
    expect((await refused({ territory: '330702999' }))[0]).toBe(404);
    // Days that are too far off to be asked for, however they are written; nothing is made of them before.
    const far = [422, 'figures.period', 'query.to'];
    for (const query of [
      { from: '1990-01-01', to: '9998-12-31' },
      { from: '9999-12-01', to: '9999-12-31' },
      { to: '9999-12-31' },
      { period: '2099' },
      { from: '1989-12-31', to: '2026-01-01' },
      { from: '0001-01-01', to: '0001-12-31' },
    ] as Record<string, string>[])
      expect([query, await refused(query)]).toEqual([query, far]);
    const days = await refused({ period: '1990-01-01..9998-12-31', grain: 'day' });
    expect(days).toEqual([422, 'figures.grain', 'query.grain']);
    for (const page of ['', '/open?measure=opened/', '/fairness', '/bodies']) {
      const url = `/api/figures${page}${page.includes('?') ? '&' : '?'}from=9999-12-01&to=9999-12-31`;
      expect([page, (await house.server.inject({ url })).statusCode]).toEqual([page, 422]);
    }
  });
});

it('a picture that is drawn for whoever reads all is kept by nobody on the way, and says that its words go by who asks', async () => {
  const drawn = async (cookie?: string) => {
    const answer = await house.server.inject({
      url: '/api/figures/pictures/opened?period=2025',
      headers: cookie === undefined ? {} : { cookie },
    });
    return [
      answer.statusCode,
      answer.headers['cache-control'],
      String(answer.headers['vary']).includes('accept-language'),
    ];
  };
  expect(await drawn()).toEqual([200, 'public, max-age=60', true]);
  expect(await drawn(staff)).toEqual([200, 'private, no-store', true]);
});

describe('the public', () => {
  it('is told no mean, rate or median of fewer than five, nor their parts', async () => {
    const { body } = await ask(
      { codes: FIGURES.map((one) => one.code).join(','), from: START, to: '2026-11-01', grain: 'week', below: 'true' },
      null,
    );
    let few = 0;
    for (const figure of body.figures)
      for (const one of [...figure.series, ...figure.below, { value: figure.total }]) {
        if (one.value.few) {
          few += 1;
          expect(one.value).toEqual({
            value: null,
            low: null,
            high: null,
            part: null,
            whole: null,
            bucket: null,
            few: true,
          });
        } else if (['satisfaction', 'closingRate'].includes(figure.code) && one.value.value !== null) {
          expect(one.value.whole).toBeGreaterThanOrEqual(5);
        }
      }
    expect(few).toBeGreaterThan(100);
  });

  it('is told what people thought of the whole district and of all kinds at once alone, wherever it asks', async () => {
    const months = { from: '2025-01-01', to: '2026-09-30' };
    const rated = FIGURES.filter(({ unit }) => unit === 'stars');
    expect(rated.length).toBeGreaterThan(1);
    for (const { code, versions, kinds } of rated) {
      const { formula } = versions[0] as FigureVersion;
      if (formula.is !== 'mean') throw new Error(`${code} is no mean`);
      const [sum = '', n = ''] = [formula.sum[0]?.measure, formula.n[0]?.measure];
      const of = async (query: Record<string, string>) =>
        (await ask({ codes: code, ...months, below: 'true', ...query }, null)).body.figures[0];
      const opened = async (part: string, query: Record<string, string>) =>
        (
          await house.server.inject({
            url: `/api/figures/open?${new URLSearchParams({ measure: `${sum}/${part}`, ...months, ...query })}`,
          })
        ).json();
      const whole = await of({});
      const sums = slowly(D, null, months, null);
      const only =
        kinds === null
          ? (name: string) => sums(name, 'flow') - slowly(D, 'dispute.family', months, null)(name, 'flow')
          : (name: string) => sums(name, 'flow');
      if (only(n) >= 5) {
        expect([code, whole.total.part, whole.total.whole]).toEqual([code, only(sum), only(n)]);
        expect((await opened('', {})).value).toBe(only(sum));
      } else {
        expect([code, whole.total.few]).toEqual([code, true]);
        expect((await opened('', {})).code).toBe('figures.withheld');
      }
      expect(whole.below.every((one: Json) => one.value.few)).toBe(true);
      const parts = kinds === null ? ['hazard', 'hazard.fire'] : ['mediation.n02'];
      for (const territory of PLACES)
        for (const kind of [null, ...parts]) {
          if (territory === D && kind === null) continue;
          const { total, terms } = await of({ territory, ...(kind === null ? {} : { kind }) });
          expect([code, territory, kind, total.few, terms]).toEqual([code, territory, kind, true, []]);
          const part = kind === null ? '' : kind.includes('.') ? kind : `${kind}.`;
          expect([code, territory, kind, (await opened(part, { territory })).code]).toEqual([
            code,
            territory,
            kind,
            'figures.withheld',
          ]);
        }
    }
  });

  it('reads figures of open kinds alone', async () => {
    const span = { from: START, to: '2026-11-01' };
    const { body } = await ask({ codes: 'opened', ...span }, null);
    const open = rows
      .filter((one) => one.measure.startsWith('opened/') && one.measure !== 'opened/dispute.family')
      .filter((one) => one.day <= span.to)
      .reduce((sum, one) => sum + one.n, 0);
    expect(body.figures[0].total.value).toBe(open);
    expect((await ask({ codes: 'opened', kind: 'dispute.family' }, null)).status).toBe(403);
    expect((await ask({ codes: 'opened', asOf: '2026-01-01' }, null)).status).toBe(403);
  });
});
