import type { PgBoss } from 'pg-boss';
import { statementsHeard } from '../capabilities/figures/figures.door.ts';
import { statingOf } from '../capabilities/figures/statements/statements.timers.ts';
import { turnClocks } from '../capabilities/matters/clock/clock.timers.ts';
import { importTurn } from '../capabilities/matters/importing/importing.timers.ts';
import { mattersHeard } from '../capabilities/matters/matters.door.ts';
import { deliverers, forgetOldContacts } from '../capabilities/matters/matters.timers.ts';
import { carryTransfers } from '../capabilities/matters/transfer/transfer.timers.ts';
import { caseDeliverers, turnCases } from '../capabilities/mediation/mediation.timers.ts';
import { closeRounds, remindRounds } from '../capabilities/mediation/rounds/rounds.timers.ts';
import { NoticeTelling } from '../capabilities/notices/notices.timers.ts';
import { Telling } from '../capabilities/subscriptions/subscriptions.timers.ts';
import { dayOf } from '../platform/calendar/calendar.rules.ts';
import type { Config } from '../platform/config/config.ts';
import type { Database } from '../platform/db/database.ts';
import { openFileStore, sweepTray } from '../platform/files/files.door.ts';
import { tidyIdentity } from '../platform/identity/identity.timers.ts';
import { smsProvider } from '../platform/identity/sms.ts';
import { districtsOf } from '../platform/journal/lines.store.ts';
import { deliverDue } from '../platform/journal/outbox.ts';
import { foldTurn } from '../platform/journal/tally.ts';
import { settleDay } from '../platform/journal/waiting.ts';
import { cosign, sendToWitness } from '../platform/proof/cosigning.ts';
import { type Growth, grow } from '../platform/proof/growing.ts';
import { headsIn } from '../platform/proof/heads.ts';
import { hostOf, proofKey } from '../platform/proof/proofKey.ts';
import { pushBy } from '../platform/push/push.ts';
import { vapidKeys } from '../platform/push/vapid.ts';
import type { Keyring } from '../platform/sealing/keyring.ts';
import { HookDelivery } from '../platform/webhooks/delivering.ts';
import { hearing, noteAll } from './hearing.ts';
import { repeat } from './repeat.ts';
import { subjects } from './subjects.ts';

/** What the worker's timers stand on; `db` passes all policies. */
export type WorkParts = {
  readonly db: Database;
  readonly boss: PgBoss;
  readonly keyring: Keyring;
  readonly config: Config;
  readonly clock: () => Date;
};

/** Milliseconds between two looks at the journal, for tallies and outbox; what they find nothing of costs one query. */
const PACE_MS = 1_000;
/** Milliseconds between two looks at what falls due. */
const CLOCK_MS = 2_000;
/** Milliseconds between two looks at who wishes to hear of what is around. */
const TELL_MS = 5_000;
/** Milliseconds between two looks at what is in no signed tree yet: a minute at the most is promised. */
const PROOF_MS = 15_000;
/** Milliseconds between two looks at which statements were asked for, and at which are due: those are in no hurry, and papers cost a second each. */
const STATE_MS = 2_000;
const DUE_MS = 15_000;
/** Milliseconds after the start until the first that is due: whoever waits for the start comes first. */
const DUE_AFTER_MS = 60_000;
/** Codes live ten minutes, counters a quarter of an hour. */
const TIDY_MS = 300_000;
/** Twenty past midnight in Asia/Shanghai: the day is over everywhere it is still being written. */
const NIGHTLY = '20 0 * * *';

/** Starts everything that happens by itself; `stop` waits for what is under way. */
export async function startWork({ db, boss, keyring, config, clock }: WorkParts): Promise<{ stop(): Promise<void> }> {
  const sms = smsProvider(config.sms, db);
  const topics = new Map([
    ...deliverers(db, keyring, sms, clock, config.exchangeInside),
    ...caseDeliverers(db, keyring, sms, clock),
  ]);
  const store = openFileStore({ filesUrl: config.filesUrl ?? undefined, dataDir: config.dataDir });
  let turn = 0;
  const beat = repeat('folding', PACE_MS, async () => {
    await foldTurn(db, turn++);
    for (const district of await districtsOf(db.pool)) await deliverDue(db, district, topics, clock());
  });
  const clocks = repeat('clocks', CLOCK_MS, async () => {
    for (const district of await districtsOf(db.pool)) {
      await carryTransfers(db, district, clock);
      await turnClocks(db, keyring, district, clock);
      await turnCases(db, keyring, district, clock);
      await remindRounds(db, district, clock);
      await closeRounds(db, district, clock);
    }
  });
  const { baseUrl, dataDir } = config;
  const push = config.push ? pushBy(await vapidKeys(dataDir), { baseUrl }) : null;
  const subscribers = new Telling({ db, keyring, sms, push, baseUrl, dataDir, clock });
  const telling = repeat('subscriptions', TELL_MS, async () => {
    for (const district of await districtsOf(db.pool)) await subscribers.turn(district);
  });
  const notices = new NoticeTelling({ db, keyring, push, baseUrl, dataDir, clock, sources: hearing });
  const noting = repeat('noticing', PACE_MS, async () => {
    for (const district of await districtsOf(db.pool)) await noteAll(db, district);
  });
  const reminding = repeat('notices', TELL_MS, async () => {
    await Promise.all((await districtsOf(db.pool)).map((district) => notices.turn(district)));
  });
  const hooks = new HookDelivery({
    db,
    keyring,
    clock,
    sources: [mattersHeard, statementsHeard],
    inside: config.hooksInside,
  });
  const hooking = repeat('webhooks', PACE_MS, async () => {
    for (const district of await districtsOf(db.pool)) await hooks.turn(district);
  });
  const secret = await proofKey(dataDir);
  const origin = hostOf(baseUrl);
  const growth: Growth = {
    ...{ db, secret, clock, folder: headsIn(dataDir) },
    originOf: (district) => `${origin}/transparency/${district}`,
  };
  const proving = repeat('proof', PROOF_MS, async () => {
    // A tree of one district that is not to be grown holds up no other.
    const faults: unknown[] = [];
    for (const district of await districtsOf(db.pool))
      await grow(growth, district)
        .then(() => cosign({ db, clock, witnesses: config.witnesses, send: sendToWitness }, district))
        .catch((error: unknown) => faults.push(error));
    if (faults.length > 0) throw faults[0];
  });
  const named = { dataDir, own: config.stamp, name: `Lianan ${origin}` };
  const statements = statingOf({ db, growth, baseUrl, clock, ...named });
  const stating = repeat('statements asked for', STATE_MS, async () => {
    for (const district of await districtsOf(db.pool)) await statements.asked(district);
  });
  const started = performance.now();
  const reporting = repeat('statements due', DUE_MS, async () => {
    if (performance.now() - started < DUE_AFTER_MS) return;
    for (const district of await districtsOf(db.pool)) await statements.due(district);
  });
  const ending = new AbortController();
  const importing = repeat('imports', PACE_MS, async () => {
    for (const district of await districtsOf(db.pool))
      await importTurn({ db, keyring, store, clock }, district, ending.signal);
  });
  const nightly = async () => {
    const today = dayOf(clock());
    await settleDay(db, subjects, today);
    const before = new Date(clock().getTime() - config.keepContactDays * 86_400_000);
    for (const district of await districtsOf(db.pool)) {
      await sweepTray(db, store, district, today);
      await forgetOldContacts(db, district, before, clock(), config.dataDir);
      await notices.tidy(district);
    }
  };
  const tidying = repeat('tidying', TIDY_MS, async () => tidyIdentity(db, await districtsOf(db.pool), clock()));
  await boss.createQueue('nightly');
  await boss.schedule('nightly', NIGHTLY, {}, { tz: 'Asia/Shanghai' });
  await boss.work('nightly', nightly);
  // What was missed while no worker ran is made up for at once; both halves may run twice.
  await nightly();
  return {
    stop: async () => {
      ending.abort();
      notices.stop();
      await Promise.all([
        ...[beat.stop(), tidying.stop(), telling.stop(), clocks.stop()],
        ...[proving.stop(), hooking.stop(), hooks.stop(), importing.stop(), subscribers.stop()],
        ...[noting.stop(), reminding.stop(), stating.stop(), reporting.stop()],
      ]);
    },
  };
}
