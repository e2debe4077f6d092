import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Database, Tx } from '../../platform/db/database.ts';
import { whole } from '../../platform/db/scope.ts';
import { addressOfPost, type HearingSource } from '../../platform/hearing/source.ts';
import type { Appointment } from '../../platform/identity/caller.ts';
import { inOffice } from '../../platform/identity/inOffice.ts';
import type { Push } from '../../platform/push/push.ts';
import { logForgotten } from '../../platform/sealing/forgotten.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import { loadMatters, type Standing, spokenBetween, standing } from '../matters/matters.door.ts';
import { dropDevice, targetOf } from './devices.ts';
import { digestFor } from './digest.ts';
import { ownHours } from './hours.ts';
import { addressesOf, type Notice, noticesOf, SPEAKING } from './notices.rules.ts';
import { addressesTold, heardTo, nextStretch, noted, spokenElsewhere, tidyNotices } from './notices.store.ts';
import { type HeardOf, heardBy, isUrgent } from './reading.ts';
import { restMinutes, speaksAt } from './telling.rules.ts';
import {
  claim,
  devicesOf,
  type Held,
  lookedAt,
  peopleWithDevices,
  toldTo,
  type Waiting,
  waitsUntil,
  watchers,
} from './watch.store.ts';

/** Looks on in the journal: what its new lines say is noted for the posts that are to hear of it. */
export async function noteNotices(
  db: Database,
  district: string,
  sources: readonly HearingSource[] = [],
): Promise<void> {
  while (
    await db.write(whole(district), async (tx) => {
      const stretch = await nextStretch(tx, district);
      if (stretch === null) return false;
      const lines = await spokenBetween(tx, district, stretch.after, stretch.upTo, SPEAKING);
      const ids = [...new Set(lines.map((one) => one.subject))];
      const matters = new Map((await loadMatters(tx, district, ids)).map(({ matter }) => [matter.id, matter]));
      const notices = lines.flatMap((line) => {
        const matter = matters.get(line.subject);
        return matter === undefined ? [] : noticesOf(line, matter);
      });
      await noted(tx, district, stretch.upTo, [...notices, ...(await elsewhere(tx, district, stretch, sources))]);
      return true;
    })
  );
}

/** What other capabilities say in a stretch; of one line an address hears the first, which is the weightier. */
async function elsewhere(
  tx: Tx,
  district: string,
  stretch: { readonly after: number; readonly upTo: number },
  sources: readonly HearingSource[],
): Promise<Notice[]> {
  const lines = await spokenElsewhere(
    tx,
    district,
    stretch,
    sources.flatMap(({ kinds }) => kinds),
  );
  if (lines.length === 0) return [];
  const notices: Notice[] = [];
  for (const { about, kinds, told } of sources) {
    const names = new Set(kinds.map(({ name }) => name));
    const own = lines.filter(({ kind }) => names.has(kind));
    if (own.length === 0) continue;
    const tellings = await told(tx, district, own);
    for (const { id, seq, subject, territory, recorded } of own)
      for (const { to, sort, what, of, due, urgent } of tellings.get(id) ?? [])
        notices.push({
          ...{
            address: addressOfPost(to),
            seq,
            about,
            subject,
            sort,
            territory,
            stage: null,
            task: of,
            what,
            due,
            urgent,
          },
          body: 'body' in to ? to.body : null,
          at: recorded,
        });
  }
  return notices;
}

export type NoticeParts = {
  readonly db: Database;
  readonly keyring: Keyring;
  /** Null where pushes are switched off: notices stand on the pages alone. */
  readonly push: Push | null;
  readonly baseUrl: string;
  readonly dataDir: string;
  readonly clock: () => Date;
  /** What other capabilities have the staff hear of. */
  readonly sources?: readonly HearingSource[];
};

/** Milliseconds for which somebody is held while their devices are told; each has ten seconds. */
const HOLD_MS = 120_000;
/** How many of a district are told at the same time. */
const AT_ONCE = 8;
/** Days after which a notice is gone. */
const KEPT_DAYS = 30;

/**
 * Tells members of staff at their own devices what waits for them, as one message, when their settings let it. What waits follows from two
 * places in the journal, so that after an outage, too, there is one message. At least once: it may come twice where the worker dies
 * between sending and noting it; the second takes the place of the first on the device.
 */
export class NoticeTelling {
  readonly #parts: NoticeParts;
  #stopped = false;
  /** Messages that went out so far. */
  sent = 0;

  constructor(parts: NoticeParts) {
    this.#parts = parts;
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Looks on in the journal, and tells whoever may be told now. */
  async turn(district: string): Promise<void> {
    const { db, push, keyring, clock } = this.#parts;
    await noteNotices(db, district, this.#parts.sources);
    if (push === null) return;
    const due = await this.#due(district, clock());
    if (due.length === 0) return;
    const ground = await standing(db, keyring, district);
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let one = due.shift(); one !== undefined && !this.#stopped; one = due.shift())
          await this.#tell(ground, one, push).catch((fault: unknown) =>
            // Messages of drivers quote the values that failed.
            console.error(`notices: ${(fault as Error).name}`),
          );
      }),
    );
  }

  /** Nightly: what is old goes, and the devices of those who left. */
  async tidy(district: string): Promise<void> {
    const { db, clock, dataDir } = this.#parts;
    const now = clock();
    const gone = await db.write(whole(district), async (tx) => {
      await tidyNotices(tx, district, new Date(now.getTime() - KEPT_DAYS * 86_400_000));
      const people = await peopleWithDevices(tx, district);
      const left = await inOffice(tx, district, people, dayOf(now));
      const keys: string[] = [];
      for (const person of people.filter((one) => !left.has(one)))
        for (const { id } of await devicesOf(tx, district, person))
          keys.push(...(await dropDevice(tx, district, id, now)));
      return keys;
    });
    await logForgotten(
      dataDir,
      gone.map((key) => ({ district, key })),
    );
  }

  /** Those for whom something was said since they were looked at, or who have rested; all others are noted as looked at, in one statement. */
  async #due(district: string, now: Date): Promise<Due[]> {
    const { db } = this.#parts;
    return db.write(whole(district), async (tx) => {
      const { last } = await heardTo(tx, district);
      const waiting = await watchers(tx, district, last, now);
      if (waiting.length === 0) return [];
      const people = waiting.map((one) => one.person);
      const posts = await inOffice(tx, district, people, dayOf(now));
      const told = await addressesTold(tx, district, Math.min(...waiting.map((one) => one.told)));
      const due: Due[] = [];
      const nothing: string[] = [];
      const later: string[] = [];
      for (const one of waiting) {
        const appointments = posts.get(one.person) ?? [];
        const said = addressesOf(appointments).flatMap((address) => told.get(address) ?? []);
        const isUrgent = said.some(({ urgent }) => urgent > one.looked);
        if (!said.some((at) => at.last > one.told)) nothing.push(one.person);
        else if (one.rest !== null && one.rest > now && !isUrgent) later.push(one.person);
        else due.push({ ...one, appointments, last });
      }
      if (nothing.length > 0) await lookedAt(tx, district, nothing, last, now, true);
      if (later.length > 0) await lookedAt(tx, district, later, last, now, false);
      return due;
    });
  }

  async #tell(ground: Standing, one: Due, push: Push): Promise<void> {
    const { db, clock } = this.#parts;
    const { district } = ground;
    const { person, last } = one;
    const now = clock();
    const write = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => db.write(whole(district), fn);
    const held = await write((tx) => claim(tx, district, one, now, new Date(now.getTime() + HOLD_MS)));
    if (held === null) return;
    const heard = await this.#heard(district, one, held);
    if (heard.length === 0) return write((tx) => toldTo(tx, district, person, last, null));
    const waits = {
      urgent: heard.some(isUrgent),
      since: Math.min(...heard.map(({ first }) => Date.parse(first.at))),
    };
    const hours = await ownHours(db, district, one.appointments);
    const at = speaksAt(held, waits, now.getTime(), held.toldAt?.getTime() ?? null, hours);
    if (at === null) return write((tx) => toldTo(tx, district, person, last, null));
    if (at > now.getTime()) return write((tx) => waitsUntil(tx, district, person, last, new Date(at), held.tries));
    if (await this.#send(ground, person, heard, push, now))
      return write((tx) => toldTo(tx, district, person, last, now));
    const tries = held.tries + 1;
    const rest = new Date(now.getTime() + restMinutes(tries) * 60_000);
    await write((tx) => waitsUntil(tx, district, person, last, rest, tries));
  }

  /** What somebody has neither seen nor been told of, as their own rights show it. */
  async #heard(district: string, { person, appointments, last }: Due, { seen, told }: Held): Promise<HeardOf[]> {
    return this.#parts.db.read(whole(district), (tx) =>
      heardBy(
        tx,
        district,
        { person, appointments },
        { after: Math.max(seen, told), upTo: last },
        this.#parts.sources ?? [],
      ),
    );
  }

  /** Whether one of their devices took it, or they have none any more. */
  async #send(ground: Standing, person: string, heard: readonly HeardOf[], push: Push, now: Date): Promise<boolean> {
    const { db, keyring, baseUrl } = this.#parts;
    const { district } = ground;
    const devices = await db.read(whole(district), async (tx) => {
      const own = await devicesOf(tx, district, person);
      return Promise.all(own.map(async (one) => ({ ...one, target: await targetOf(tx, keyring, district, one.id) })));
    });
    let failed = 0;
    for (const { id, target, shell, language } of devices) {
      const message = JSON.stringify(digestFor(ground, heard, { baseUrl, shell, language }));
      const outcome = target === null ? 'gone' : await push(target, message).catch(() => 'failed' as const);
      if (outcome === 'sent') this.sent += 1;
      else if (outcome === 'failed') failed += 1;
      else await this.#end(district, id, now);
    }
    return failed === 0 || failed < devices.length;
  }

  async #end(district: string, id: string, now: Date): Promise<void> {
    const { db, dataDir } = this.#parts;
    const gone = await db.write(whole(district), (tx) => dropDevice(tx, district, id, now));
    await logForgotten(
      dataDir,
      gone.map((key) => ({ district, key })),
    );
  }
}

type Due = Waiting & { readonly appointments: readonly Appointment[]; readonly last: number };
