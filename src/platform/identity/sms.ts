import type { Database } from '../db/database.ts';
import { nothing } from '../db/scope.ts';
import { masked } from './residents.rules.ts';
import { putMessage } from './sms.store.ts';

/** Sends short messages. Rejects where the message was not taken; the caller tells the person to try again. */
export type SmsProvider = {
  /** `outbox`: nothing is sent, a page of our own shows it, and says so. */
  readonly kind: 'outbox' | 'http';
  send(message: {
    readonly district: string;
    readonly phone: string;
    readonly words: string;
    readonly at: Date;
  }): Promise<void>;
};

export type SmsSettings =
  | { readonly kind: 'outbox' }
  | { readonly kind: 'http'; readonly url: string; readonly token: string | null };

/** The provider that the configuration names. */
export function smsProvider(settings: SmsSettings, db: Database): SmsProvider {
  return settings.kind === 'outbox' ? outbox(db) : http(settings.url, settings.token);
}

/** Stands in for a telephone company in a demonstration: the messages lie in a table for a day, numbers masked. */
function outbox(db: Database): SmsProvider {
  return {
    kind: 'outbox',
    send: ({ district, phone, words, at }) =>
      db.write(nothing(district), (tx) => putMessage(tx, district, { phone: masked(phone), words, at })),
  };
}

/** Posts `{phone, words}` as JSON to a gateway of the operator's, with a bearer token; ten seconds, one try. */
function http(url: string, token: string | null): SmsProvider {
  return {
    kind: 'http',
    send: async ({ phone, words }) => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ phone, words }),
        signal: AbortSignal.timeout(10_000),
        redirect: 'error',
      });
      // The answer's text may repeat the number: only its status is told.
      if (!answer.ok) throw new Error(`the SMS gateway answered ${answer.status}`);
    },
  };
}
