import { fork } from 'node:child_process';
import { join } from 'node:path';
import { type BenchHouse, openHouse, startProcess } from '../house.ts';
import { answer, median, numbersAsked, quantile } from '../measure.ts';
import type { SendingAsk, Sent } from './client.ts';
import { pgbench, writeScripts } from './pgbench.ts';

// Public reports a second over HTTP at 32 connections, durable, everything included, against pgbench with the one-row form
// of the same SQL on the same PostgreSQL, in turn. Besides: the same server with one transaction a request.
const CONNECTIONS = 32;
const WARM_SECONDS = 3;

const { seconds, rounds } = numbersAsked({ seconds: 10, rounds: 2 });
const house = await openHouse();
try {
  const scripts = await writeScripts(house);
  const ours: Sent[] = [];
  const limits: number[] = [];
  const ungrouped: Sent[] = [];
  for (let round = 1; round <= rounds; round++) {
    ours.push(await sendTo(house, 'src/apps/server.ts'));
    tell('grouped', round, ours.at(-1) as Sent);
    await settle(house);
    await pgbench(house, scripts, CONNECTIONS, WARM_SECONDS);
    const { tps, latencyMs } = await pgbench(house, scripts, CONNECTIONS, seconds);
    limits.push(tps);
    console.log(`${round}  pgbench, one row     ${tps.toFixed(0).padStart(6)} /s   mean ${latencyMs.toFixed(1)} ms`);
  }
  for (let round = 1; round <= rounds; round++) {
    ungrouped.push(await sendTo(house, 'bench/intake/ungrouped.ts'));
    tell('one tx a request', round, ungrouped.at(-1) as Sent);
  }
  const rps = median(ours.map(rate));
  const limit = median(limits);
  answer('intake', {
    ratio: rps / limit,
    p99_ms:
      quantile(
        ours.flatMap((one) => one.times),
        0.99,
      ) ?? 0,
    rps,
    limit_tps: limit,
    one_tx_ratio: rps / median(ungrouped.map(rate)),
  });
} finally {
  await house.close();
}

/** Starts a server and a process of senders, warms both, and lets them run for the seconds asked. */
async function sendTo(of: BenchHouse, script: string): Promise<Sent> {
  await settle(of);
  const server = await startProcess(
    of,
    script,
    {},
    process.env['PROFILE'] === '1' ? ['--cpu-prof', '--cpu-prof-dir=/tmp/prof'] : [],
  );
  const client = fork(join(import.meta.dirname, 'client.ts'));
  const told = <T>() => new Promise<T>((resolve) => client.once('message', (message) => resolve(message as T)));
  try {
    await told();
    const ask = { url: server.url, connections: CONNECTIONS };
    client.send({ ...ask, seconds: WARM_SECONDS } satisfies SendingAsk);
    await told();
    client.send({ ...ask, seconds } satisfies SendingAsk);
    const sent = await told<Sent>();
    if (Object.keys(sent.refused).length > 0) throw new Error(`refused: ${JSON.stringify(sent.refused)}`);
    return sent;
  } finally {
    client.kill();
    await server.stop();
  }
}

/** What the run before left to be written is written before the next begins. */
async function settle(of: BenchHouse): Promise<void> {
  await of.owner('checkpoint');
}

function rate(one: Sent): number {
  return one.answered / one.seconds;
}

function tell(what: string, round: number, sent: Sent): void {
  const at = (part: number) => (quantile(sent.times, part) ?? 0).toFixed(1);
  console.log(
    `${round}  ${what.padEnd(20)} ${rate(sent).toFixed(0).padStart(6)} /s   p50 ${at(0.5)} ms   p99 ${at(0.99)} ms`,
  );
}
