import { randomUUID } from 'node:crypto';
import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Database, Tx } from '../../platform/db/database.ts';
import { nothing } from '../../platform/db/scope.ts';
import { Problem } from '../../platform/http/problem.ts';
import { append } from '../../platform/journal/append.store.ts';
import { canonical, type Json } from '../../platform/journal/canonical.rules.ts';
import type { Line, LineKind } from '../../platform/journal/line.rules.ts';
import { prepareLine } from '../../platform/journal/line.ts';
import { askedBefore } from '../../platform/journal/lines.store.ts';
import { type Language, type Text, textOf } from '../../platform/language/language.ts';
import type { PushTarget } from '../../platform/push/push.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import { forget, insertSealed, keyIdsOf, sealedOf } from '../../platform/sealing/sealed.store.ts';
import { digestOf, keyFor, openRows, sealRow } from '../../platform/sealing/sealed.ts';
import { receiptCode } from '../matters/matters.door.ts';
import { LINES } from './lines.rules.ts';
import { coarse, fold, MOST_OWN, type Pace, type Why } from './subscriptions.rules.ts';
import {
  type Area,
  dropWish,
  lockSubscription,
  movedSubscription,
  newSubscription,
  ownedBy,
  putWish,
  type Wish,
  wishesOf,
} from './subscriptions.store.ts';
import { subscriptionWords } from './subscriptions.words.ts';

/** To whom it goes, as it lies sealed. */
export type Target =
  | { readonly channel: 'sms'; readonly mobile: string }
  | { readonly channel: 'push'; readonly push: PushTarget };

const SLOT = 'target';

/** Somebody's key to their subscriptions: a keyed digest of the telephone's own index, or of the endpoint. */
export const ownerOf = (keyring: Keyring, district: string, of: { phone: Buffer } | { endpoint: string }): Buffer =>
  keyring.blindIndex(
    district,
    'subscription.owner',
    'phone' in of ? `sms/${of.phone.toString('hex')}` : `push/${of.endpoint}`,
  );

/** The code that stands in every message of a subscription; it follows from the id, so that it is kept nowhere. */
export const codeOf = (keyring: Keyring, district: string, id: string): string =>
  receiptCode(keyring.blindIndex(district, 'subscription.code', id));

/** How a code is looked up; letters that are easily taken for digits are read as those digits. */
export const codeDigest = (keyring: Keyring, district: string, code: string): Buffer =>
  keyring.blindIndex(
    district,
    'subscription.proof',
    code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1'),
  );

/**
 * The id of a subscription, always the same for the same request of the same owner: in place of the one that the browser made, which
 * may carry a time or be something else's.
 */
export function subscriptionId(keyring: Keyring, district: string, asking: Pick<Asking, 'id' | 'owner'>): string {
  const name = `${asking.owner.toString('hex')}/${asking.id.toLowerCase()}`;
  const hex = keyring.blindIndex(district, 'subscription.id', name).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export type Asking = {
  readonly id: string;
  readonly area: Area;
  readonly kinds: readonly string[];
  readonly pace: Pace;
  readonly language: Language;
  readonly target: Target;
  readonly owner: Buffer;
};

/**
 * Makes a subscription, in a transaction whose scope has its `subscriptionId` among its subjects. The same request sent again
 * changes nothing. Throws Problem 409 where the id is another's or its owner has as many as one may have.
 */
export async function makeSubscription(
  tx: Tx,
  keyring: Keyring,
  district: string,
  asking: Asking,
  now: Date,
): Promise<Wish> {
  const { id: asked, area, kinds, pace, language, target, owner } = asking;
  const id = subscriptionId(keyring, district, asking);
  const day = dayOf(now);
  const digest = keyring.blindIndex(
    district,
    'subscription.ask',
    canonical({ id, area, kinds, pace, language, owner: owner.toString('hex') } as unknown as Json),
  );
  const before = await askedBefore(tx, district, asked);
  const [known] = before?.equals(digest) ? await wishesOf(tx, district, [id]) : [];
  if (known) return known;
  if (before) throw new Problem(409, 'subscriptions.taken', textOf(subscriptionWords, 'taken'));
  if ((await ownedBy(tx, district, owner)).length >= MOST_OWN)
    throw new Problem(409, 'subscriptions.tooMany', textOf(subscriptionWords, 'tooMany', { n: MOST_OWN }));

  const { key, row } = keyFor(keyring, { district, owner: id, purpose: 'identity', day });
  const sealed = sealRow(keyring, {
    district,
    subject: id,
    territory: district,
    slot: SLOT,
    key,
    text: JSON.stringify(target),
  });
  await insertSealed(tx, [row], [sealed]);
  const line = lineOf(district, id, 1, LINES.made, now, id, {
    channel: target.channel,
    target: { id: sealed.id, digest: digestOf(sealed) },
  });
  const prepared = prepareLine(LINES.made, line, null, []);
  await append(tx, {
    district,
    asked: [{ id: asked, digest, day }],
    lines: [{ prepared, ask: asked }],
    fragments: [newSubscription({ subscription: fold(null, line), head: prepared.hash }, asked)],
  });
  const wish: Wish = {
    subject: id,
    channel: target.channel,
    pace,
    language,
    ...('territory' in area
      ? { territory: area.territory, lon: null, lat: null, metres: null }
      : { territory: null, lon: coarse(area.lon), lat: coarse(area.lat), metres: area.metres }),
    kinds,
    since: day,
  };
  await putWish(tx, district, wish, { owner, code: codeDigest(keyring, district, codeOf(keyring, district, id)) });
  return wish;
}

/** Ends a subscription that the scope has proved: the line stays, the seal's key, the area and every way to it are gone. Returns the keys. */
export async function endSubscription(tx: Tx, district: string, id: string, why: Why, now: Date): Promise<string[]> {
  const stored = await lockSubscription(tx, district, id);
  if (stored === null || stored.subscription.state === 'ended') return [];
  const { subscription, head } = stored;
  const at = new Date(Math.max(now.getTime(), Date.parse(subscription.updated)));
  const line = lineOf(district, id, subscription.n + 1, LINES.ended, at, randomUUID(), { why });
  const prepared = prepareLine(LINES.ended, line, head, []);
  await append(tx, {
    district,
    asked: [],
    lines: [{ prepared, ask: null }],
    fragments: [movedSubscription({ subscription: fold(subscription, line), head: prepared.hash })],
  });
  await dropWish(tx, district, id);
  return forget(tx, district, await keyIdsOf(tx, district, [id]), now);
}

/** Ends all that a resident's telephone has, as they are forgotten; returns the keys that are gone. */
export async function endAllOf(
  db: Database,
  keyring: Keyring,
  district: string,
  index: Buffer,
  now: Date,
): Promise<string[]> {
  const owned = await db.read(nothing(district), (tx) =>
    ownedBy(tx, district, ownerOf(keyring, district, { phone: index })),
  );
  return db.write({ ...nothing(district), subjects: owned }, async (tx) => {
    const gone: string[] = [];
    for (const id of owned) gone.push(...(await endSubscription(tx, district, id, 'forgotten', now)));
    return gone;
  });
}

/** To whom a subscription goes; null where it was forgotten. */
export async function targetOf(tx: Tx, keyring: Keyring, district: string, id: string): Promise<Target | null> {
  const [row] = openRows(keyring, await sealedOf(tx, district, [id], [SLOT]));
  return row?.text ? (JSON.parse(row.text) as Target) : null;
}

function lineOf(
  district: string,
  subject: string,
  n: number,
  kind: LineKind,
  now: Date,
  id: string,
  body: Record<string, unknown>,
): Line<string, Json> {
  const recorded = now.toISOString();
  return {
    district,
    id,
    subject,
    n,
    kind: kind.name,
    origin: 'live',
    happened: recorded,
    recorded,
    by: null,
    post: null,
    territory: district,
    body: body as Json,
  };
}

/** The words for an area: the names of a territory from its town on, or so many metres around a place that only its owner knows. */
export function areaName(area: Pick<Wish, 'territory' | 'metres'>, pathOf: (code: string) => Text): Text {
  return area.territory === null
    ? textOf(subscriptionWords, 'circle', { metres: area.metres ?? 0 })
    : pathOf(area.territory);
}
