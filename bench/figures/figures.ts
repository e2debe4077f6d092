import pg from 'pg';
import { type Database, openDatabase } from '../../src/platform/db/database.ts';
import { nothing } from '../../src/platform/db/scope.ts';
import { readTallies, type Tallied, type TallyAsk } from '../../src/platform/journal/tallyReads.store.ts';
import { type BenchHouse, openHouse } from '../house.ts';
import { answer, median, numbersAsked, quantile } from '../measure.ts';
import { boardOf, someFigure } from './asks.ts';
import { type Duck, openDuck } from './duck.ts';
import { DISTRICT, type Filled, fillCounts, roomFor } from './fill.ts';
import { intakeCost } from './intake.ts';
import { interleaved } from './interleave.ts';
import { difference, recountOf } from './recount.ts';

// Figures and boards over the counts of five million matters, as the product reads them, against counting everything again: in the same
// PostgreSQL, and in a DuckDB that holds the same rows. What counting costs the intake; and whether any figure ever differs from its recount.

const { matters, asks, boards, rounds, seconds } = numbersAsked({
  matters: 5_000_000,
  asks: 600,
  boards: 12,
  rounds: 10,
  seconds: 6,
});
const refused = roomFor(matters);
if (refused !== null) {
  console.error(refused);
  process.exit(1);
}
const house = await openHouse();
try {
  const filled = await fillCounts(house, matters);
  console.log(
    `${matters} matters: ${filled.lines} lines, ${filled.counts} counts, ${filled.territories.length} territories`,
  );
  const duck = await openDuck(house);
  const serve = openDatabase({ serve: house.env['LIANAN_SERVE_URL'] ?? '' }, { serve: 1, statementMs: 0 });
  try {
    const figures = await askFigures(serve, duck, filled);
    const board = await askBoards(house, serve, duck, filled);
    duck.close();
    const meanwhile = await interleaved(house, filled, 60);
    console.log(
      `${meanwhile.asked} figures while ${meanwhile.lines} lines came in, ${meanwhile.unfolded} of them with lines not folded yet: difference ${meanwhile.difference}`,
    );
    const cost = await intakeCost(house, rounds, seconds);
    answer('figures', {
      figure_p95_ms: figures.p95,
      board_ms: board.ours,
      recount_ms: board.recount,
      duckdb_ms: board.duckdb,
      intake_cost_pct: cost.slower,
      difference: figures.difference + board.difference + meanwhile.difference,
      intake_processor_pct: cost.processor,
      matters,
    });
  } finally {
    await serve.end();
  }
} finally {
  await house.close();
}

/** One read as the serving role, in a transaction of its own; the milliseconds are the statement's, from sending it to its last row. */
function timed(serve: Database, ask: TallyAsk): Promise<{ read: Tallied[]; ms: number }> {
  return serve.read(nothing(DISTRICT), async (tx) => {
    const begun = performance.now();
    const read = await readTallies(tx, ask);
    return { read, ms: performance.now() - begun };
  });
}

/** Figures one after the other; each is counted again in DuckDB afterwards, so that the times are those of figures alone. */
async function askFigures(serve: Database, duck: Duck, of: Filled): Promise<{ p95: number; difference: number }> {
  const asked: { readonly ask: TallyAsk; readonly read: Tallied[]; readonly ms: number }[] = [];
  // The first fifth warms plans and pages, and is counted again but not timed.
  for (let at = 0; at < asks * 1.25; at++) {
    const ask = someFigure(of);
    asked.push({ ask, ...(await timed(serve, ask)) });
  }
  const counted = asked.slice(-asks);
  const sorts = Map.groupBy(counted, ({ ask }) => `${sortOf(ask)}${ask.asOf === null ? '' : ', as of a day'}`);
  for (const [sort, all] of [...sorts, ['all figures', counted] as const])
    tell(
      sort,
      all.map(({ ms }) => ms),
    );
  let apart = 0;
  for (const { ask, read } of asked) {
    const one = difference(ask, read, (await duck.ask(recountOf(ask, false))).rows);
    if (one !== 0) console.error(`differs by ${one}: ${JSON.stringify(ask)}`);
    apart += one;
  }
  return {
    p95:
      quantile(
        counted.map(({ ms }) => ms),
        0.95,
      ) ?? 0,
    difference: apart,
  };
}

function sortOf({ measures: [one = ''] }: TallyAsk): string {
  return one.endsWith('/') ? 'all kinds' : one.endsWith('.') ? 'a group' : 'one kind';
}

type Boards = { readonly ours: number; readonly recount: number; readonly duckdb: number; readonly difference: number };

/**
 * The board of the district and of a town, of this year and of all years: what `readFigures` reads of the tallies, the sums of all
 * measures by territory and their months. Each in turn with its recounts: PostgreSQL may use both cores for it, as DuckDB does.
 */
async function askBoards(of: BenchHouse, serve: Database, duck: Duck, filled: Filled): Promise<Boards> {
  const owner = new pg.Client({ connectionString: of.embedded.ownerUrl });
  owner.on('error', () => {});
  await owner.connect();
  await owner.query(`set max_parallel_workers_per_gather = 2; set work_mem = '256MB'`);
  const all = { ours: [] as number[], recount: [] as number[], duckdb: [] as number[] };
  let apart = 0;
  try {
    for (const [name, from] of [
      ['this year', `${filled.today.slice(0, 4)}-01-01`],
      ['all years', filled.first],
    ] as const) {
      for (const territory of [DISTRICT, `${DISTRICT}106`]) {
        const ask = boardOf(filled, territory, { from, to: filled.today });
        const one = { ours: [] as number[], recount: [] as number[], duckdb: [] as number[] };
        for (let at = -2; at < boards; at++) {
          const sums = await timed(serve, ask);
          const series = await timed(serve, { ...ask, territories: [territory], by: 'month' });
          if (at >= 0) one.ours.push(sums.ms + series.ms);
          // A recount takes so long that it is not made as often.
          if (at % 6 !== 0) continue;
          const text = recountOf(ask, true);
          const begun = performance.now();
          const { rows } = await owner.query<Record<string, unknown>>(text);
          one.recount.push(performance.now() - begun);
          const ducked = await duck.ask(text);
          one.duckdb.push(ducked.ms);
          apart += difference(ask, sums.read, rows) + difference(ask, sums.read, ducked.rows);
        }
        const shown = Object.entries(one).map(([key, times]) => `${key} ${median(times).toFixed(1)} ms`);
        console.log(`board of ${territory}, ${name}, ${ask.territories.length} territories: ${shown.join(', ')}`);
        for (const key of ['ours', 'recount', 'duckdb'] as const) all[key].push(...one[key]);
      }
    }
  } finally {
    await owner.end();
  }
  // The worst of the boards decides, by the 95th of a hundred; recounts by their middle.
  return {
    ours: quantile(all.ours, 0.95) ?? 0,
    recount: median(all.recount),
    duckdb: median(all.duckdb),
    difference: apart,
  };
}

function tell(name: string, times: readonly number[]): void {
  const shown = [0.5, 0.95, 1].map((part) => (quantile(times, part) ?? 0).toFixed(2)).join(' / ');
  console.log(`${name.padEnd(28)} ${String(times.length).padStart(5)} asked, p50 / p95 / most ${shown} ms`);
}
