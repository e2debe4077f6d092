/**
 * Runs a task again and again with a pause between, in milliseconds; a failure is said under the task's name and the next turn tries again.
 * The same failure once more is counted and not said, so that a database that is gone for an hour leaves a line a task and not thousands.
 */
export function repeat(name: string, pauseMs: number, task: () => Promise<void>): { stop(): Promise<void> } {
  let stopped = false;
  let wake = () => {};
  let said: string | null = null;
  let times = 0;
  const turn = async () => {
    try {
      await task();
      if (said !== null)
        console.error(`worker: ${name}: works again after ${times} ${times === 1 ? 'failure' : 'failures'}`);
      said = null;
      times = 0;
    } catch (error) {
      const fault = faultOf(error);
      times += 1;
      if (fault !== said) console.error(`worker: ${name}: ${fault}`);
      said = fault;
    }
  };
  const turning = (async () => {
    while (!stopped) {
      await turn();
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, pauseMs).unref();
      });
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      wake();
      await turning;
    },
  };
}

/** A fault's name and code; messages of drivers quote the values that failed. */
function faultOf(error: unknown): string {
  const { name, code } = error as { name?: string; code?: string };
  return [name ?? 'fault', code].filter(Boolean).join(' ');
}
