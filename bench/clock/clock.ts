import { retime } from '../../src/capabilities/matters/clock/retiming.ts';
import { standing } from '../../src/capabilities/matters/ground.ts';
import { addDays, dayOf, weekdayOf } from '../../src/platform/calendar/calendar.rules.ts';
import { type BenchHouse, openHouse, startProcess } from '../house.ts';
import { startSenders } from '../kill/senders.ts';
import { answer, numbersAsked, pause, quantile } from '../measure.ts';
import { hangUp, signIn, timedGet } from '../worklist/asks.ts';
import { fillStages } from './fill.ts';

// What is overdue now among a million running stages, over HTTP as the duty officer of the district; and all of them reckoned again after
// a day of the calendar changed, while reports come in over HTTP from eight senders, whose answers are timed beside it.
const DISTRICT = '330702';

const { stages, asks } = numbersAsked({ stages: 1_000_000, asks: 100 });
const house = await openHouse();
try {
  const begun = performance.now();
  await fillStages(house, stages);
  console.log(`${stages} stages in ${seconds(begun)} s`);
  const server = await startProcess(house, 'src/apps/server.ts');
  try {
    const cookie = await signIn(server.url, 'duty1');
    // First each is reckoned and written by the calendar that is: what is timed below is the change alone.
    await house.owner(`insert into matters.clocked (district, seq, calendar) values ($1, 0, -1)`, [DISTRICT]);
    const settled = performance.now();
    const all = await retimeAll(house);
    const settleSeconds = (performance.now() - settled) / 1000;
    console.log(`${all} stages written the first time in ${settleSeconds.toFixed(1)} s`);
    await house.owner('vacuum analyze matters.stage');
    const times: number[] = [];
    for (let at = -10; at < asks; at++) {
      const { ms, body } = await timedGet<{ items: unknown[] }>(`${server.url}/api/desk/overdue?limit=50`, cookie);
      if (body.items.length === 0) throw new Error('nothing is overdue');
      if (at >= 0) times.push(ms);
    }
    const quiet = await intakeFor(server.url, 5_000);
    await changeCalendar(house);
    const senders = startSenders(server.url);
    const from = performance.now();
    const changed = await retimeAll(house);
    const retimeSeconds = (performance.now() - from) / 1000;
    await senders.stop();
    console.log(
      `${changed} of ${stages} stages have another deadline; slowest report ${senders.heard.slowest.toFixed(0)} ms`,
    );
    if (senders.heard.wrong.length > 0) throw new Error(senders.heard.wrong[0]);
    answer('clock', {
      overdue_ms: quantile(times, 0.95) ?? 0,
      retime_s: retimeSeconds,
      intake_p99_ms: quantile(senders.heard.times, 0.99) ?? 0,
      intake_quiet_p99_ms: quantile(quiet, 0.99) ?? 0,
      retime_all_s: settleSeconds,
      changed,
      stages,
    });
  } finally {
    hangUp();
    await server.stop();
  }
} finally {
  await house.close();
}

async function retimeAll(of: BenchHouse): Promise<number> {
  return retime(of.work, await standing(of.work, of.keyring, DISTRICT));
}

/** The times of answers to reports that come in while nothing else happens. */
async function intakeFor(url: string, ms: number): Promise<readonly number[]> {
  const senders = startSenders(url);
  await pause(ms);
  await senders.stop();
  return senders.heard.times;
}

/** The next weekday but one is off, as if the administrator had said so; in force once the held terms are read anew. */
async function changeCalendar(of: BenchHouse): Promise<void> {
  let day = addDays(dayOf(new Date()), 2);
  while (weekdayOf(day) > 5) day = addDays(day, 1);
  const before = (await standing(of.work, of.keyring, DISTRICT)).terms.version;
  await of.owner(
    `insert into calendar.entry (district, id, n, head, fold, recorded, what, key, value)
     values ($1, gen_random_uuid(), 1, '\\x00', 1, now(), 'day', $2, $3::jsonb)`,
    [DISTRICT, day, JSON.stringify({ works: false, why: 'bench', source: null })],
  );
  while ((await standing(of.work, of.keyring, DISTRICT)).terms.version === before) await pause(200);
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
