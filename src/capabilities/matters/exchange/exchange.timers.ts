import { delivery } from '../../../gateways/exchange/reply.ts';
import type { Database } from '../../../platform/db/database.ts';
import { whole } from '../../../platform/db/scope.ts';
import type { Deliver } from '../../../platform/journal/outbox.ts';
import type { Keyring } from '../../../platform/sealing/keyring.ts';
import { standing } from '../ground.ts';
import { mayDeliverTo } from './exchange.rules.ts';
import { exchangedBy, partnerOf } from './exchange.store.ts';
import { secretsOf } from './partners.ts';
import { type Owed, repliesFor } from './replies.ts';

/** Milliseconds that a desk has to answer, and for which one that did not is left alone: others wait in the same outbox. */
const PATIENCE_MS = 10_000;
const REST_MS = 30_000;

/**
 * Delivers an answer to the desk whose case it is: signed anew at each try, at least once, with the same id each time. Throws
 * where the desk did not take it, so that the outbox tries again. A desk that was stopped or fetches lists is owed no delivery.
 */
export function deliverReply(db: Database, keyring: Keyring, clock: () => Date): Deliver {
  const resting = new Map<string, number>();
  return async (district, message) => {
    const { desk, theirs, line } = message.payload as Owed;
    const name = `${district}/${desk}`;
    if ((resting.get(name) ?? 0) > clock().getTime()) throw new Error('resting');
    const ground = await standing(db, keyring, district);
    const found = await db.read(whole(district), async (tx) => {
      const partner = (await partnerOf(tx, district, desk))?.partner;
      const [known] = await exchangedBy(tx, district, desk, [theirs]);
      if (partner?.state !== 'standing' || partner.url === null) return null;
      const cases = [{ partner: desk, theirs, subject: known?.subject ?? message.subject, of: message.subject }];
      const [reply] = await repliesFor(tx, ground, cases, (one) => one.id === line);
      const [secret] = await secretsOf(tx, keyring, partner, clock());
      return reply && secret !== undefined ? { url: partner.url, reply, secret } : null;
    });
    if (found === null || !mayDeliverTo(found.url)) return;
    const { body, headers } = delivery(found.reply, found.secret, clock());
    const signal = AbortSignal.timeout(PATIENCE_MS);
    try {
      const answer = await fetch(found.url, { method: 'POST', headers, body, signal, redirect: 'error' });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`the desk answered ${answer.status}`);
      resting.delete(name);
    } catch (error) {
      resting.set(name, clock().getTime() + REST_MS);
      throw error;
    }
  };
}
