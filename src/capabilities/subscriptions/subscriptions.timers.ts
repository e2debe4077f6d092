import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Database, Tx } from '../../platform/db/database.ts';
import { whole } from '../../platform/db/scope.ts';
import type { SmsProvider } from '../../platform/identity/sms.ts';
import { type Language, say } from '../../platform/language/language.ts';
import type { Push } from '../../platform/push/push.ts';
import { logForgotten } from '../../platform/sealing/forgotten.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import { type Standing, standing } from '../matters/matters.door.ts';
import { areaName, codeOf, endSubscription, targetOf } from './subscribing.ts';
import { isQuiet, MOST_TRIES, restMinutes } from './subscriptions.rules.ts';
import { subscriptionWords } from './subscriptions.words.ts';
import { type Due, dueNow, lockWish, noteTurns, putOff, settled, TURNS, type Turn, turnsFor } from './telling.store.ts';

export type TellingParts = {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly sms: SmsProvider;
  /** Null where pushes are switched off: what waits for browsers waits until they are on. */
  readonly push: Push | null;
  readonly baseUrl: string;
  readonly dataDir: string;
};

/** How many are told in one turn; the next turn goes on. */
const MOST_A_TURN = 200;

/**
 * Looks on in the journal and tells those who wish to hear, except at night. At least once: a message may come twice where the worker dies
 * between sending and noting it. Returns how many messages went out.
 */
export async function tellSubscribers(parts: TellingParts, district: string, now: Date): Promise<number> {
  const { db } = parts;
  while (await db.write(whole(district), (tx) => noteTurns(tx, district)));
  if (isQuiet(now.getTime())) return 0;
  const due = await db.read(whole(district), (tx) => dueNow(tx, district, dayOf(now), now, MOST_A_TURN));
  if (due.length === 0) return 0;
  const ground = await standing(db, parts.keyring, district);
  let sent = 0;
  for (const subject of due) {
    const { told, gone } = await db.write(whole(district), (tx) => tellOne(tx, parts, ground, subject, now));
    if (told) sent += 1;
    await logForgotten(
      parts.dataDir,
      gone.map((key) => ({ district, key })),
    );
  }
  return sent;
}

type Told = { readonly told: boolean; readonly gone: readonly string[] };
const NOTHING: Told = { told: false, gone: [] };

async function tellOne(tx: Tx, parts: TellingParts, ground: Standing, subject: string, now: Date): Promise<Told> {
  const { district } = ground;
  const wish = await lockWish(tx, district, subject);
  if (wish === null) return NOTHING;
  const turns = await turnsFor(tx, district, subject);
  const target = turns.length === 0 ? null : await targetOf(tx, parts.keyring, district, subject);
  if (target === null) {
    await settled(tx, district, subject, null);
    return NOTHING;
  }
  const url = `${parts.baseUrl}/areas#${codeOf(parts.keyring, district, subject)}`;
  try {
    if (target.channel === 'sms') {
      await parts.sms.send({ district, phone: target.mobile, words: digest(ground, wish, turns, url), at: now });
    } else {
      if (parts.push === null) throw new Error('pushes are off');
      const said = await parts.push(target.push, JSON.stringify(notice(ground, parts.baseUrl, wish, turns, url)));
      if (said === 'gone') return { told: false, gone: await endSubscription(tx, district, subject, 'gone', now) };
    }
  } catch {
    // The other side's own words may repeat the number or the endpoint.
    if (parts.push !== null && target.channel === 'push' && wish.tries + 1 >= MOST_TRIES)
      return { told: false, gone: await endSubscription(tx, district, subject, 'gone', now) };
    await putOff(tx, district, subject, new Date(now.getTime() + restMinutes(wish.tries + 1) * 60_000));
    return NOTHING;
  }
  await settled(tx, district, subject, dayOf(now));
  return { told: true, gone: [] };
}

const TITLE = { opened: 'pushOpened', reopened: 'pushReopened', closed: 'pushClosed' } as const;

/** How many opened and closed, in words. One that opened and closed is both. */
function what(turns: readonly Turn[], language: Language): string {
  const count = (turn: Turn['turn']) => new Set(turns.filter((one) => one.turn === turn).map((one) => one.number)).size;
  return TURNS.filter((one) => count(one) > 0)
    .map((one) => say(subscriptionWords, language, one, { n: count(one) }))
    .join(say(subscriptionWords, language, 'and'));
}

const placeOf = (ground: Standing, wish: Due): string =>
  areaName(wish, (code) => ground.places.pathOf(code))[wish.language] || (wish.territory ?? '');

const digest = (ground: Standing, wish: Due, turns: readonly Turn[], url: string): string =>
  say(subscriptionWords, wish.language, 'sms', { place: placeOf(ground, wish), what: what(turns, wish.language), url });

/** What a push says: one thing by its kind and place, with the way to its page; several by their number. */
function notice(ground: Standing, baseUrl: string, wish: Due, turns: readonly Turn[], url: string) {
  const { language } = wish;
  const [only] = turns;
  if (turns.length === 1 && only !== undefined) {
    const kind = ground.kinds.get(only.kind)?.name[language] ?? only.kind;
    return {
      title: say(subscriptionWords, language, TITLE[only.turn], { kind }),
      body: [ground.places.pathOf(only.territory)[language], only.number].filter(Boolean).join(' · '),
      url: `${baseUrl}/m/${only.number}`,
      tag: only.number,
      language,
    };
  }
  return {
    title: say(subscriptionWords, language, 'pushTitle', { place: placeOf(ground, wish), what: what(turns, language) }),
    body: '',
    url,
    tag: 'lianan-areas',
    language,
  };
}
