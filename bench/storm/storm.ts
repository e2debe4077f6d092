import { randomUUID } from 'node:crypto';
import { standing } from '../../src/capabilities/matters/ground.ts';
import { storeTaken } from '../../src/capabilities/matters/intake.store.ts';
import { take } from '../../src/capabilities/matters/intake.ts';
import { auditIsClean, type BenchHouse, openHouse, startProcess } from '../house.ts';
import { answer, numbersAsked, pause } from '../measure.ts';

// Nobody was there for twelve days: each matter's first action and its handling are overdue at once, two clocks a matter. Two workers catch
// up, one of them is killed (SIGKILL) half-way and another takes its place. Afterwards each clock has spoken once, none twice, and
// `npm run audit` is clean. Exit code 1 where not.
const DISTRICT = '330702';
const BATCH = 250;
/** Longer than any catching up should take, even on a busy machine. */
const PATIENCE_MS = 30 * 60_000;

const { matters } = numbersAsked({ matters: 50_000 });
const house = await openHouse(0);
try {
  const clocks = matters * 2;
  await reportAll(house);
  const begun = performance.now();
  const [first, second] = await Promise.all([startWorker(), startWorker()]);
  await until(async () => (await spokenBy()).spoken >= clocks / 2);
  process.kill(first.pid, 'SIGKILL');
  const killed = await spokenBy();
  const third = await startWorker();
  await until(async () => (await spokenBy()).waiting === 0);
  const seconds = (performance.now() - begun) / 1000;
  await Promise.all([second.stop(), third.stop()]);
  const { spoken, twice } = await spokenBy();
  console.log(`killed at ${killed.spoken} of ${clocks}; all said after ${seconds.toFixed(1)} s`);
  const isClean = await auditIsClean(house);
  answer('storm', {
    timers: clocks,
    missed: clocks - spoken,
    twice,
    audit: isClean ? 'clean' : 'broken',
    per_s: clocks / seconds,
  });
  process.exitCode = spoken === clocks && twice === 0 && isClean ? 0 : 1;
} finally {
  await house.close();
}

function startWorker() {
  return startProcess(house, 'src/apps/worker.ts');
}

/** As many live reports of twelve days ago. */
async function reportAll(of: BenchHouse): Promise<void> {
  const ground = await standing(of.work, of.keyring, DISTRICT);
  const at = new Date(Date.now() - 12 * 86_400_000);
  const one = () =>
    take(
      ground,
      {
        id: randomUUID(),
        kind: 'hazard.road',
        place: { datum: 'wgs84', lon: 119.65, lat: 29.08 },
        words: '路面有坑',
        answers: { what: 'pothole' },
        photos: [],
        channel: 'public',
        urgency: 'normal',
        by: null,
        post: null,
        origin: 'live',
      },
      at,
    );
  for (let from = 0; from < matters; from += BATCH)
    await storeTaken(of.work, DISTRICT, Array.from({ length: Math.min(BATCH, matters - from) }, one));
}

/** How many clocks have spoken, how many said the same twice, and how many still have something to say. */
async function spokenBy(): Promise<{ spoken: number; twice: number; waiting: number }> {
  const [row] = await house.owner<{ spoken: number; twice: number; waiting: number }>(
    `with said as (
       select subject, convert_from(bytes, 'UTF8')::json -> 'body' ->> 'stage' as stage, convert_from(bytes, 'UTF8')::json -> 'body' ->> 'said' as said
       from journal.line where district = $1 and kind in ('matter.reminded', 'matter.escalated'))
     select (select count(distinct (subject, stage))::int from said where stage in ('first', 'handle')) as spoken,
       (select count(*)::int from (select from said group by subject, stage, said having count(*) > 1) as again) as twice,
       (select count(*)::int from matters.stage where district = $1 and next <= now())
         + (select count(*)::int from matters.matter m where m.district = $1
            and not exists (select from matters.stage s where s.district = m.district and s.matter = m.id)) as waiting`,
    [DISTRICT],
  );
  if (row === undefined) throw new Error('nothing was answered');
  return row;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('the workers do not catch up');
    await pause(500);
  }
}
