import { Agent } from 'node:http';
import { auditIsClean, type BenchHouse, openHouse } from '../house.ts';
import { answer, numbersAsked, pause } from '../measure.ts';
import { type Acknowledged, type Heard, posted, startSenders } from './senders.ts';
import { type Standing, stand, VICTIMS } from './standing.ts';

// Server, worker and database are killed (SIGKILL) at random moments while reports come in. Afterwards every acknowledged
// report is there exactly once, can be followed by its code, and `npm run audit` is clean. Exit code 1 where not.
const LOAD_MS = 5_000;
/** Reports of a round that are followed over HTTP; all of them are looked up in the database. */
const FOLLOWED = 10;

const { rounds, outage } = numbersAsked({ rounds: 3, outage: 0 });
/** Seconds for which the database alone is gone, once; part of the long run even when nobody asks. */
const gone = outage === 0 && rounds >= 10 ? 30 : outage;
const house = await openHouse();
const faults: string[] = [];
let acked = 0;
let lost = 0;
try {
  for (let round = 1; round <= rounds; round++) {
    const together = round % 3 === 0;
    await oneRound(`round ${round}`, async (standing) => (together ? killTogether(standing) : killInTurn(standing)));
  }
  if (gone > 0)
    await oneRound(`database gone for ${gone} s`, (standing, heard) => goneFor(standing, heard, gone * 1000));
} finally {
  await house.close();
}
for (const fault of faults) console.error(`FAULT ${fault}`);
answer('kill', { rounds, acked, lost, faults: faults.length });
process.exitCode = lost === 0 && faults.length === 0 ? 0 : 1;

async function oneRound(name: string, happens: (standing: Standing, heard: Heard) => Promise<string>): Promise<void> {
  const begun = performance.now();
  const standing = await stand(house);
  try {
    const senders = startSenders(standing.url);
    const what = await happens(standing, senders.heard);
    await senders.stop();
    const { acknowledged, refused, broken, slowest, wrong } = senders.heard;
    faults.push(...wrong.map((one) => `${name}: ${one}`));
    const missing = await missingOf(house, acknowledged);
    const unfollowed = await unfollowedOf(standing.url, acknowledged);
    acked += acknowledged.length;
    lost += missing.length;
    if (acknowledged.length === 0) faults.push(`${name}: nothing was acknowledged`);
    if (unfollowed.length > 0) faults.push(`${name}: not followed by their codes: ${unfollowed.join(', ')}`);
    if (!(await auditIsClean(house))) faults.push(`${name}: the audit found a difference`);
    const seconds = ((performance.now() - begun) / 1000).toFixed(0);
    console.log(
      `${name}: ${what}; ${acknowledged.length} acknowledged, ${refused} refused, ${broken} broken connections, slowest answer ${(slowest / 1000).toFixed(1)} s; ${missing.length} lost; ${seconds} s`,
    );
  } finally {
    await standing.stop();
  }
}

/** Each in its turn, at random moments, in random order. */
async function killInTurn(standing: Standing): Promise<string> {
  const order = VICTIMS.map((victim) => ({ victim, at: Math.random() * LOAD_MS })).sort((a, b) => a.at - b.at);
  let now = 0;
  for (const { victim, at } of order) {
    await pause(at - now);
    now = at;
    standing.kill(victim);
  }
  await pause(LOAD_MS - now + 1_000);
  return order.map(({ victim, at }) => `${victim} at ${(at / 1000).toFixed(1)} s`).join(', ');
}

/** As when the machine's power fails, but for what the disk itself would lose. */
async function killTogether(standing: Standing): Promise<string> {
  const at = Math.random() * LOAD_MS;
  await pause(at);
  for (const victim of ['database', 'server', 'worker'] as const) standing.kill(victim);
  await pause(LOAD_MS - at + 1_000);
  return `all at ${(at / 1000).toFixed(1)} s`;
}

/** The database alone is gone, for long: senders hear a clear 503 meanwhile, and are served again by themselves afterwards. */
async function goneFor(standing: Standing, heard: Heard, ms: number): Promise<string> {
  await pause(2_000);
  standing.holdDatabase(true);
  standing.kill('database');
  await pause(ms);
  const refused = heard.refused;
  standing.holdDatabase(false);
  const back = performance.now();
  const before = heard.acknowledged.length;
  while (heard.acknowledged.length === before && performance.now() - back < 30_000) await pause(20);
  const seconds = (performance.now() - back) / 1000;
  if (refused === 0) faults.push('outage: no clear 503 was heard');
  if (seconds >= 30) faults.push('outage: nothing was acknowledged within 30 s of its end');
  await pause(2_000);
  return `${refused} times 503 while it was gone, served again ${seconds.toFixed(1)} s after it was started`;
}

/** Acknowledged reports that are not there exactly once, as a matter and as its first line. */
async function missingOf(of: BenchHouse, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const rows = await of.owner<{ id: string }>(
    `select a.id from unnest($1::uuid[]) as a(id)
     where (select count(*) from matters.matter m where m.id = a.id) <> 1 or (select count(*) from journal.line l where l.subject = a.id and l.n = 1) <> 1`,
    [acknowledged.map((one) => one.id)],
  );
  const twice = acknowledged.length - new Set(acknowledged.map((one) => one.id)).size;
  return [...rows.map((one) => one.id), ...Array.from({ length: twice }, () => 'acknowledged twice')];
}

/** Some of the acknowledged reports, by their codes, as their reporters would look. */
async function unfollowedOf(url: string, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const agent = new Agent();
  const some = acknowledged.toSorted(() => Math.random() - 0.5).slice(0, FOLLOWED);
  const wrong: string[] = [];
  for (const { id, code } of some) {
    const { status, text } = await posted(`${url}/api/follow`, agent, JSON.stringify({ code }));
    if (status !== 200) wrong.push(`${id} (${status} ${text.slice(0, 200)})`);
  }
  return wrong;
}
