import { delivery } from '../../../gateways/exchange/reply.ts';
import type { Database } from '../../../platform/db/database.ts';
import { whole } from '../../../platform/db/scope.ts';
import type { Deliver } from '../../../platform/journal/outbox.ts';
import type { Keyring } from '../../../platform/sealing/keyring.ts';
import { standing } from '../ground.ts';
import { answerFailed, answerGone, answerOf, answerSent } from './answers.store.ts';
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
 * What came of it is noted beside, for whoever looks after the exchange.
 */
export function deliverReply(db: Database, keyring: Keyring, clock: () => Date): Deliver {
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
      if (partner?.state !== 'standing' || partner.url === null) return null;
      const cases = [{ partner: desk, theirs, subject: known?.subject ?? message.subject, of: message.subject }];
      const [reply] = await repliesFor(tx, ground, cases, (one) => one.id === line);
      const [secret] = await secretsOf(tx, keyring, partner, clock());
      const keeps = known !== undefined;
      return reply && secret !== undefined ? { url: partner.url, reply, secret, keeps } : null;
    });
    if (found === 'sent') return;
    const failed = (why: string, dropped: boolean) =>
      db.write(whole(district), (tx) => answerFailed(tx, district, id, { why, dropped, now: clock() }));
    if (found === null || !mayDeliverTo(found.url)) return failed('stopped', true);
    const { body, headers } = delivery(found.reply, found.secret, clock());
    const signal = AbortSignal.timeout(PATIENCE_MS);
    try {
      const answer = await fetch(found.url, { method: 'POST', headers, body, signal, redirect: 'error' });
      await answer.body?.cancel();
      if (!answer.ok) throw new Refused(answer.status);
    } catch (error) {
      resting.set(name, clock().getTime() + REST_MS);
      await failed(whyOf(error), false);
      throw error;
    }
    resting.delete(name);
    await db.write(whole(district), (tx) =>
      found.keeps ? answerSent(tx, district, id, clock()) : answerGone(tx, district, id),
    );
  };
}

/** The desk was reached and did not take it. */
class Refused extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`the desk answered ${status}`);
    this.status = status;
  }
}

/** Why a try failed, as a short code: the desk's own status, no answer in time, or no line to it. */
const whyOf = (error: unknown): string =>
  error instanceof Refused
    ? `http.${error.status}`
    : error instanceof Error && error.name === 'TimeoutError'
      ? 'slow'
      : 'away';
