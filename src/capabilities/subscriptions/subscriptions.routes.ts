import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import { nothing } from '../../platform/db/scope.ts';
import { type Ask, mount, type Server } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { phoneIndexOf } from '../../platform/identity/residents.store.ts';
import { provedPhone } from '../../platform/identity/residents.ts';
import { textOf } from '../../platform/language/language.ts';
import { isOnEarth } from '../../platform/places/coordinates.rules.ts';
import { mayPush, type PushSettings } from '../../platform/push/push.ts';
import { vapidKeys } from '../../platform/push/vapid.ts';
import { logForgotten } from '../../platform/sealing/forgotten.ts';
import { GROUPS } from '../kinds/kinds.door.ts';
import { type Standing, standing } from '../matters/matters.door.ts';
import { feedRoutes } from './feed.routes.ts';
import {
  type Asking,
  areaName,
  codeDigest,
  codeOf,
  endSubscription,
  makeSubscription,
  ownerOf,
  subscriptionId,
} from './subscribing.ts';
import {
  byCode,
  endByCode,
  endMine,
  mySubscriptions,
  pushKey,
  subscribe,
  subscribePush,
  subscriptionCounts,
} from './subscriptions.contract.ts';
import { maySeeCounts } from './subscriptions.rights.ts';
import type { Why } from './subscriptions.rules.ts';
import { type Area, countsOf, ownedBy, subjectByCode, type Wish, wishesOf } from './subscriptions.store.ts';
import { subscriptionWords } from './subscriptions.words.ts';

export type SubscriptionParts = {
  readonly baseUrl: string;
  readonly dataDir: string;
  /** Null where pushes are switched off. */
  readonly push: PushSettings | null;
};

/** Subscribing to an area: by a proved telephone, or by a browser that takes pushes; and the feed, for which nobody subscribes. */
export function subscriptionRoutes(server: Server, parts: SubscriptionParts): void {
  const { dataDir, push } = parts;
  feedRoutes(server, parts);

  mount(server, subscribe, async (ask, { body }) => {
    const ground = await standing(ask.db, ask.keyring, ask.district);
    const resident = ask.caller.is === 'resident' ? ask.caller.resident : '';
    const phone = await ask.db.read(nothing(ask.district), (tx) =>
      provedPhone(tx, ask.keyring, ask.district, resident),
    );
    if (phone === null) throw new Problem(409, 'subscriptions.noPhone', textOf(subscriptionWords, 'noPhone'));
    const { id, area, kinds, language } = body;
    return made(ask, ground, {
      ...{ id, area, kinds, language, pace: 'daily' },
      target: { channel: 'sms', mobile: phone.mobile },
      owner: ownerOf(ask.keyring, ask.district, { phone: phone.index }),
    });
  });

  mount(server, mySubscriptions, async (ask) => {
    const ground = await standing(ask.db, ask.keyring, ask.district);
    const owned = await ownSubjects(ask);
    const wishes = await ask.db.read({ ...nothing(ask.district), subjects: owned }, (tx) =>
      wishesOf(tx, ask.district, owned),
    );
    return { items: wishes.map((one) => shownOf(ground, one)) };
  });

  mount(server, endMine, async (ask, { params }) => {
    if (!(await ownSubjects(ask)).includes(params.id))
      throw new Problem(404, 'subscriptions.notFound', textOf(subscriptionWords, 'notFound'));
    return ended(ask, params.id, 'owner', dataDir);
  });

  mount(server, pushKey, async () => ({ key: push === null ? null : (await vapidKeys(dataDir)).publicKey }));

  mount(server, subscribePush, async (ask, { body }) => {
    if (push === null) throw new Problem(404, 'subscriptions.pushOff', textOf(subscriptionWords, 'pushOff'));
    const { id, area, kinds, language, pace, push: target } = body;
    if (!mayPush(push, target.endpoint)) throw misfit('body.push.endpoint', 'badEndpoint');
    const ground = await standing(ask.db, ask.keyring, ask.district);
    const subscription = await made(ask, ground, {
      ...{ id, area, kinds, language, pace },
      target: { channel: 'push', push: target },
      owner: ownerOf(ask.keyring, ask.district, { endpoint: target.endpoint }),
    });
    return { subscription, code: codeOf(ask.keyring, ask.district, subscription.id) };
  });

  mount(server, byCode, async (ask, { body }) => {
    const ground = await standing(ask.db, ask.keyring, ask.district);
    const subject = await behind(ask, body.code);
    const [wish] = await ask.db.read({ ...nothing(ask.district), subjects: [subject] }, (tx) =>
      wishesOf(tx, ask.district, [subject]),
    );
    if (!wish) throw new Problem(404, 'subscriptions.wrongCode', textOf(subscriptionWords, 'wrongCode'));
    return shownOf(ground, wish);
  });

  mount(server, endByCode, async (ask, { body }) => ended(ask, await behind(ask, body.code), 'code', dataDir));

  mount(server, subscriptionCounts, async (ask) => {
    if (!maySeeCounts(ask.caller))
      throw new Problem(403, 'subscriptions.notYours', textOf(subscriptionWords, 'notYours'));
    return ask.db.read(nothing(ask.district), (tx) => countsOf(tx, ask.district));
  });
}

/** Checks where and of what, then makes it. */
async function made(ask: Ask, ground: Standing, asking: Asking) {
  checkArea(ground, asking.area, dayOf(ask.clock()));
  asking.kinds.forEach((one, at) => {
    const isGroup = GROUPS.some((group) => group === one);
    const kind = ground.kinds.get(one);
    if (!isGroup && (kind === undefined || kind.visibility === 'hidden'))
      throw misfit(`body.kinds.${at}`, 'unknownKind');
  });
  // The row's own policy lets nobody see it but who proves it: whoever makes it knows its id.
  const id = subscriptionId(ask.keyring, ask.district, asking);
  const wish = await ask.db.write({ ...nothing(ask.district), subjects: [id] }, (tx) =>
    makeSubscription(tx, ask.keyring, ask.district, asking, ask.clock()),
  );
  return shownOf(ground, wish);
}

function checkArea({ places }: Standing, area: Area, today: string): void {
  if ('territory' in area) {
    if (!places.has(area.territory, today)) throw misfit('body.area.territory', 'unknownTerritory');
    return;
  }
  // A district without a map knows no border.
  const { outside, map } = places.locate(area);
  if (!isOnEarth(area) || (outside && map !== null)) throw misfit('body.area', 'outside');
}

function misfit(path: string, key: 'unknownTerritory' | 'unknownKind' | 'outside' | 'badEndpoint'): Problem {
  const message = textOf(subscriptionWords, key);
  return new Problem(422, `subscriptions.${key}`, message, [{ path, message }]);
}

/** The subscriptions of the telephone that this resident has proved. */
async function ownSubjects(ask: Ask): Promise<string[]> {
  if (ask.caller.is !== 'resident') return [];
  const { resident } = ask.caller;
  return ask.db.read(nothing(ask.district), async (tx) => {
    const phone = await phoneIndexOf(tx, ask.district, resident);
    return phone === null ? [] : ownedBy(tx, ask.district, ownerOf(ask.keyring, ask.district, { phone }));
  });
}

async function behind(ask: Ask, code: string): Promise<string> {
  const digest = codeDigest(ask.keyring, ask.district, code);
  const subject = await ask.db.read(nothing(ask.district), (tx) => subjectByCode(tx, ask.district, digest));
  if (subject === null) throw new Problem(404, 'subscriptions.wrongCode', textOf(subscriptionWords, 'wrongCode'));
  return subject;
}

async function ended(ask: Ask, id: string, why: Why, dataDir: string): Promise<Record<never, never>> {
  const gone = await ask.db.write({ ...nothing(ask.district), subjects: [id] }, (tx) =>
    endSubscription(tx, ask.district, id, why, ask.clock()),
  );
  await logForgotten(
    dataDir,
    gone.map((key) => ({ district: ask.district, key })),
  );
  return {};
}

function shownOf({ places }: Standing, wish: Wish) {
  const { subject, channel, pace, territory, lon, lat, metres, kinds, since } = wish;
  return {
    id: subject,
    channel,
    pace,
    area:
      territory === null
        ? { lon: lon ?? 0, lat: lat ?? 0, metres: metres ?? 0 }
        : { territory, name: areaName(wish, (code) => places.pathOf(code)) },
    kinds: [...kinds],
    since,
  };
}
