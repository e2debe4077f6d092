import { randomUUID } from 'node:crypto';
import { addDays, dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Database, Tx } from '../../platform/db/database.ts';
import { whole } from '../../platform/db/scope.ts';
import type { SmsProvider } from '../../platform/identity/sms.ts';
import { append, type Outgoing } from '../../platform/journal/append.store.ts';
import type { PreparedLine } from '../../platform/journal/line.ts';
import type { Deliver } from '../../platform/journal/outbox.ts';
import { step } from '../../platform/journal/step.ts';
import { say } from '../../platform/language/language.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import { lockCases, lookedTo, nextCases, putBells, ringing } from './bells.store.ts';
import { dutyTermsOf, type Ground, groundOf } from './ground.ts';
import { identitiesOf } from './identities.ts';
import { LINES } from './lines.rules.ts';
import { loadCase, loadCases, movedCases, type Stored } from './mediation.store.ts';
import { mediationSubject } from './mediation.subject.ts';
import { SAYINGS, TOPICS, type Told, toParties } from './messages.rules.ts';
import { type DutyTerms, nextSaying, sayingsOf } from './reminders.rules.ts';
import { remindersWords } from './reminders.words.ts';
import { readTerms } from './settings/changing.ts';

/** Cases of which the clock speaks in one transaction. */
const BATCH = 200;

/**
 * The worker's turn at the days of a district's cases: looks on in the journal, so that each open case has its next day, and says what
 * falls due. Each is said once in effect, however many workers there are and whenever one dies: what is said is a line, written with the
 * case locked, and the case itself knows what was said. After an outage the last that is due is said alone. Returns how many lines.
 */
export async function turnCases(db: Database, keyring: Keyring, district: string, clock: () => Date): Promise<number> {
  const ground = await groundOf(db, keyring, district);
  // The terms as they stand: what a process holds may be older than the change that rang every case.
  const terms = dutyTermsOf({ ...ground, terms: await readTerms(db, district) });
  await lookOn(db, district, terms, clock());
  let said = 0;
  for (;;) {
    const turn = await db.write(whole(district), (tx) => ring(tx, ground, terms, clock()));
    said += turn.said;
    if (turn.taken < BATCH) return said;
  }
}

/** Brings the next day of each case up to the journal's head. */
async function lookOn(db: Database, district: string, terms: DutyTerms, now: Date): Promise<void> {
  const today = dayOf(now);
  while (
    await db.write(whole(district), async (tx) => {
      const touched = await nextCases(tx, district, today);
      if (touched === null) return false;
      await reckon(tx, district, await loadCases(tx, district, touched.cases), terms, today);
      await lookedTo(tx, district, touched.to);
      return true;
    })
  );
}

/** What is told as an example or was brought from elsewhere nobody is reminded of. What is due already rings today. */
async function reckon(
  tx: Tx,
  district: string,
  all: readonly Stored[],
  terms: DutyTerms,
  today: string,
): Promise<void> {
  const next = ({ state }: Stored): string | null =>
    state.origin !== 'live'
      ? null
      : sayingsOf(state, terms, today).length > 0
        ? today
        : nextSaying(state, terms, today);
  await putBells(tx, district, new Map(all.map((one) => [one.state.id, next(one)])));
}

async function ring(tx: Tx, ground: Ground, terms: DutyTerms, now: Date): Promise<{ taken: number; said: number }> {
  const { district } = ground;
  const today = dayOf(now);
  const due = await ringing(tx, district, today, BATCH);
  if (due.length === 0) return { taken: 0, said: 0 };
  const spoken = (await lockCases(tx, district, due)).map((one) => speak(one, terms, now));
  const speaking = spoken.filter(({ lines }) => lines.length > 0);
  if (speaking.length > 0) {
    await append(tx, {
      district,
      asked: [],
      lines: speaking.flatMap(({ lines }) => lines.map((prepared) => ({ prepared, ask: null }))),
      outgoing: speaking.flatMap(({ outgoing }) => outgoing),
      fragments: [movedCases(speaking.map(({ stored }) => stored))],
    });
  }
  // What waits to be folded anew by this release is looked at again tomorrow.
  await putBells(tx, district, new Map(due.map((id) => [id, addDays(today, 1)])));
  await reckon(
    tx,
    district,
    spoken.map(({ stored }) => stored),
    terms,
    today,
  );
  return { taken: due.length, said: speaking.reduce((sum, { lines }) => sum + lines.length, 0) };
}

type Spoken = {
  readonly stored: Stored;
  readonly lines: readonly PreparedLine[];
  readonly outgoing: readonly Outgoing[];
};

/** What the clock says of a case now, each line on the one before. */
function speak(before: Stored, terms: DutyTerms, now: Date): Spoken {
  let stored = before;
  const lines: PreparedLine[] = [];
  const outgoing: Outgoing[] = [];
  const { district, id: subject, territory, origin } = before.state;
  if (origin !== 'live') return { stored, lines, outgoing };
  for (const { what, of, due, said } of sayingsOf(before.state, terms, dayOf(now))) {
    const writing = { district, subject, territory, origin, by: null, post: null, now };
    const next = step(mediationSubject, stored, writing, {
      id: randomUUID(),
      kind: LINES.reminded,
      body: { what, of, due, said },
    });
    lines.push(next.prepared);
    stored = { state: next.state, head: next.head };
    const session = what === 'session' ? stored.state.sessions.find(({ id }) => id === of) : undefined;
    if (session !== undefined) outgoing.push(...toParties(stored.state, session, 'soon', now, () => randomUUID()));
  }
  return { stored, lines, outgoing };
}

/** How a session stands when something is said of it, and in which words. */
const SAID = {
  soon: { state: 'set', words: 'sessionSms' },
  off: { state: 'cancelled', words: 'sessionOffSms' },
} as const;

/** What the worker tells the parties of cases: number and time, nothing of any person. */
export function caseDeliverers(
  db: Database,
  keyring: Keyring,
  sms: SmsProvider,
  clock: () => Date,
): ReadonlyMap<string, Deliver> {
  const telling =
    (said: keyof typeof SAID): Deliver =>
    async (district, message) => {
      const wanted = message.payload as Told;
      const found = await db.read(whole(district), async (tx) => {
        const it = (await loadCase(tx, district, message.subject))?.state ?? null;
        return it === null ? null : { it, who: (await identitiesOf(tx, { keyring, district }, it)).get(wanted.party) };
      });
      const { state, words } = SAID[said];
      const at = found?.it.sessions.find((one) => one.id === wanted.session && one.state === state)?.at ?? null;
      // Cancelled, put off or past meanwhile, or forgotten: nobody is told.
      const phone = found?.who?.guardian?.phone ?? found?.who?.phone ?? found?.who?.representative?.phone;
      if (found === null || at === null || phone === undefined || Date.parse(at) < clock().getTime()) return;
      await sms.send({
        district,
        phone,
        words: say(remindersWords, 'zh', words, { number: found.it.number, time: timeOf(at) }),
        at: clock(),
      });
    };
  return new Map(SAYINGS.map((said) => [TOPICS[said], telling(said)]));
}

/** An instant as it is said in China: `11月28日 14:30`. */
function timeOf(at: string): string {
  const there = new Date(Date.parse(at) + 28_800_000).toISOString();
  return `${Number(there.slice(5, 7))}月${Number(there.slice(8, 10))}日 ${there.slice(11, 16)}`;
}
