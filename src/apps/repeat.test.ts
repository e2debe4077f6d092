import { afterEach, expect, test, vi } from 'vitest';
import { repeat } from './repeat.ts';

const said = vi.spyOn(console, 'error').mockImplementation(() => {});
afterEach(() => said.mockClear());
const lines = () => said.mock.calls.map(([line]) => line as string);

/** Runs a task through these faults, null for a turn that goes well, and stops it. */
async function through(faults: readonly (Error | null)[]): Promise<number> {
  let turns = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  const task = repeat('folding', 1, async () => {
    const fault = faults[turns];
    turns += 1;
    if (turns >= faults.length) resolve();
    if (fault) throw fault;
  });
  await promise;
  await task.stop();
  return turns;
}

const gone = () => Object.assign(new Error('password is hunter2'), { code: 'ECONNREFUSED' });

test('a failure is said once with its task, by name and code alone, and its end with how often it came', async () => {
  await through([null, gone(), gone(), gone(), null, null]);
  expect(lines()).toEqual(['worker: folding: Error ECONNREFUSED', 'worker: folding: works again after 3 failures']);
});

test('another failure is said too, and the same one anew once it was over', async () => {
  await through([gone(), new TypeError('x'), null, new TypeError('x'), null]);
  expect(lines()).toEqual([
    'worker: folding: Error ECONNREFUSED',
    'worker: folding: TypeError',
    'worker: folding: works again after 2 failures',
    'worker: folding: TypeError',
    'worker: folding: works again after 1 failure',
  ]);
});

test('a stop waits for the turn that is under way and begins none', async () => {
  let running = false;
  let turns = 0;
  const task = repeat('folding', 1, async () => {
    running = true;
    turns += 1;
    await new Promise((resolve) => setTimeout(resolve, 20));
    running = false;
  });
  await task.stop();
  expect([running, turns]).toEqual([false, 1]);
});
