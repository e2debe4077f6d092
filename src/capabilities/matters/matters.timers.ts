import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Database } from '../../platform/db/database.ts';
import { whole } from '../../platform/db/scope.ts';
import type { SmsProvider } from '../../platform/identity/sms.ts';
import type { Deliver } from '../../platform/journal/outbox.ts';
import { say } from '../../platform/language/language.ts';
import { logForgotten } from '../../platform/sealing/forgotten.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import { forget, keyIdsOf, sealedOf } from '../../platform/sealing/sealed.store.ts';
import { openRows } from '../../platform/sealing/sealed.ts';
import { deliverReply } from './exchange/exchange.timers.ts';
import { REPLY_TOPIC } from './exchange/replies.ts';
import { endedWithReporter, forgetReporter, loadMatter } from './matters.store.ts';
import { mattersWords } from './matters.words.ts';

/**
 * What the worker tells reporters of matters: a question waits, or the matter was closed. The contact is relayed: the body
 * that handles never sees the number. Nothing is sent where none was left. And what it tells the desks whose cases they are.
 */
export function deliverers(
  db: Database,
  keyring: Keyring,
  sms: SmsProvider,
  clock: () => Date,
  /** Whether desks may lie within a network of one's own (EXCHANGE_INSIDE). */
  inside: boolean,
): ReadonlyMap<string, Deliver> {
  const tell =
    (key: 'askedSms' | 'closedSms' | 'unclosedSms' | 'extendedSms'): Deliver =>
    async (district, message) => {
      const found = await db.read(whole(district), async (tx) => ({
        stored: await loadMatter(tx, district, message.subject),
        contact: openRows(keyring, await sealedOf(tx, district, [message.subject], ['contact']))[0]?.text ?? null,
      }));
      if (!found.stored || found.contact === null || found.stored.matter.origin !== 'live') return;
      const { phone } = JSON.parse(found.contact) as { phone: string };
      await sms.send({
        district,
        phone,
        words: say(mattersWords, 'zh', key, {
          number: found.stored.number,
          day: dayOf(new Date(Date.parse(found.stored.matter.due) - 1)),
        }),
        at: clock(),
      });
    };
  return new Map([
    ['matter.asked', tell('askedSms')],
    ['matter.closed', tell('closedSms')],
    ['matter.extended', tell('extendedSms')],
    ['matter.unclosed', tell('unclosedSms')],
    [REPLY_TOPIC, deliverReply(db, keyring, clock, inside)],
  ]);
}

/**
 * Forgets the contacts of what ended before a moment: nobody needs to call back any more. Safe to run twice; returns how many.
 */
export async function forgetOldContacts(
  db: Database,
  district: string,
  before: Date,
  now: Date,
  dataDir: string,
): Promise<number> {
  let forgotten = 0;
  for (;;) {
    const keys = await db.write(whole(district), async (tx) => {
      const subjects = await endedWithReporter(tx, district, before, 200);
      if (subjects.length === 0) return null;
      const gone = await forget(tx, district, await keyIdsOf(tx, district, subjects, 'identity'), now);
      await forgetReporter(tx, district, subjects);
      forgotten += subjects.length;
      return gone;
    });
    if (keys === null) return forgotten;
    await logForgotten(
      dataDir,
      keys.map((key) => ({ district, key })),
    );
  }
}
