import { delivery } from '../../../gateways/exchange/reply.ts';
import type { Database } from '../../../platform/db/database.ts';
import { whole } from '../../../platform/db/scope.ts';
import type { Deliver } from '../../../platform/journal/outbox.ts';
import type { Keyring } from '../../../platform/sealing/keyring.ts';
import { post, type Sent } from '../../../platform/webhooks/sending.ts';
import { standing } from '../ground.ts';
import { answerFailed, answerGone, answerOf, answerSent } from './answers.store.ts';
import { mayDeliverTo } from './exchange.rules.ts';
import { exchangedBy, partnerOf } from './exchange.store.ts';
import { secretsOf } from './partners.ts';
import { type Owed, repliesFor } from './replies.ts';

/** Milliseconds that a desk has to answer, and for which one that did not is left alone: others wait in the same outbox. */
const PATIENCE_MS = 10_000;
const REST_MS = 30_000;
const AGENT = 'Lianan-Exchange/1';

/**
 * Delivers an answer to the desk whose case it is: signed anew at each try, at least once, with the same id each time. Throws
 * where the desk did not take it, so that the outbox tries again. A desk that was stopped or fetches lists is owed no delivery.
 * What came of it is noted beside, for whoever looks after the exchange. A case that the matter is no more, for it went to another door
 * or the desk is stopped before it could hear of that, is forgotten with its answer. Not into the house, unless `inside`.
 */
export function deliverReply(db: Database, keyring: Keyring, clock: () => Date, inside: boolean): Deliver {
  const resting = new Map<string, number>();
  return async (district, message) => {
    const { desk, theirs, line, answer: id = message.id, again = false } = message.payload as Owed;
    const name = `${district}/${desk}`;
    if (!again && (resting.get(name) ?? 0) > clock().getTime()) throw new Error('resting');
    const ground = await standing(db, keyring, district);
    const found = await db.read(whole(district), async (tx) => {
      const partner = (await partnerOf(tx, district, desk))?.partner;
      const [known] = await exchangedBy(tx, district, desk, [theirs]);
      // Asked for twice, and the other one was quicker.
      if ((await answerOf(tx, district, id))?.sent) return 'sent';
      const keeps = known !== undefined;
      const undelivered = keeps ? null : 'forgotten';
      if (partner?.state !== 'standing' || partner.url === null) return undelivered;
      const cases = [{ partner: desk, theirs, subject: known?.subject ?? message.subject, of: message.subject }];
      const [reply] = await repliesFor(tx, ground, cases, (one) => one.id === line);
      const [secret] = await secretsOf(tx, keyring, partner, clock());
      return reply && secret !== undefined ? { url: partner.url, reply, secret, keeps } : undelivered;
    });
    if (found === 'sent') return;
    const forgotten = () => db.write(whole(district), (tx) => answerGone(tx, district, id));
    if (found === 'forgotten') return forgotten();
    const failed = (why: string, dropped: boolean) =>
      db.write(whole(district), (tx) => answerFailed(tx, district, id, { why, dropped, now: clock() }));
    if (found === null || !mayDeliverTo(found.url)) return failed('stopped', true);
    const { body, headers } = delivery(found.reply, found.secret, clock());
    const sent = await post(found.url, headers, body, { inside, patienceMs: PATIENCE_MS, agent: AGENT });
    const why = whyNot(sent);
    if (why !== null) {
      resting.set(name, clock().getTime() + REST_MS);
      await failed(why, false);
      throw new Error(why);
    }
    resting.delete(name);
    if (!found.keeps) return forgotten();
    await db.write(whole(district), (tx) => answerSent(tx, district, id, clock()));
  };
}

/** Why a try failed, as a short code: the desk's own status, no answer in time, an address in the house, or no line to it; null where it was taken. */
function whyNot({ status, trouble }: Sent): string | null {
  if (status !== null) return status >= 200 && status < 300 ? null : `http.${status}`;
  return trouble === 'timeout' ? 'slow' : trouble === 'inside' ? 'inside' : 'away';
}
