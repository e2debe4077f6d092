import { defineConfig } from 'vitest/config';

/** What needs a database says so in its name: `x.http.test.ts` (through the edge) and `x.store.test.ts`. */
const ON_DATABASE = ['src/**/*.{http,store}.test.ts', 'tests/**/*.{http,store}.test.ts'];
const JOURNEYS = 'tests/journeys/**/*.test.ts';

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: [...ON_DATABASE, JOURNEYS, 'node_modules/**'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'http',
          include: ON_DATABASE,
          exclude: [JOURNEYS, 'node_modules/**'],
          globalSetup: 'tests/harness/cluster.ts',
          // Files share what was loaded: loading the whole server anew costs two seconds of a processor a file. So nothing may outlive a
          // file in a module but what hangs on its database (a WeakMap) or what its house sets anew when it opens.
          isolate: false,
          testTimeout: 240_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: [JOURNEYS],
          globalSetup: 'tests/harness/cluster.ts',
          // Two at a time on two cores: a journey waits for pages and timers more than it works. All wait with patience, none by the clock.
          // A page draws, asks and counts again; on a busy machine that takes longer than the runner's one second.
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 600_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
