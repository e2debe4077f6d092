import type { Scope } from '../../platform/db/scope.ts';
import type { HearingSource } from '../../platform/hearing/source.ts';
import { type Ask, mount, type Server } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { WORKING_POSTS } from '../../platform/identity/appointments.rules.ts';
import { postsOf, type Staff } from '../../platform/identity/caller.ts';
import { scopeOf } from '../../platform/identity/reach.rules.ts';
import { textOf } from '../../platform/language/language.ts';
import { mayPush, type PushSettings } from '../../platform/push/push.ts';
import { vapidKeys } from '../../platform/push/vapid.ts';
import { logForgotten } from '../../platform/sealing/forgotten.ts';
import { bodyName, type Standing, standing } from '../matters/matters.door.ts';
import { count } from './count.contract.ts';
import { addDevice, deviceOf, dropDevice, MOST_DEVICES } from './devices.ts';
import { ownHours } from './hours.ts';
import { add, list, remove, see, set, showSetting } from './notices.contract.ts';
import { heardTo } from './notices.store.ts';
import { noticeWords } from './notices.words.ts';
import { type HeardOf, heardBy, isUrgent } from './reading.ts';
import { devicesOf, putSeen, putSetting, watchOf } from './watch.store.ts';

type Given = {
  readonly dataDir: string;
  readonly push: PushSettings | null;
  readonly sources: readonly HearingSource[];
};

/** One's own notices, and how one's devices are told. Nobody reads another's. */
export function noticeRoutes(server: Server, { dataDir, push, sources }: Given): void {
  mount(server, list, async (ask) => {
    const ground = await standing(ask.db, ask.keyring, ask.district);
    return ask.db.read(ownScope(ask), async (tx) => {
      const { seq } = await heardTo(tx, ask.district);
      const { seen } = await watchOf(tx, ask.district, self(ask).person);
      const heard = await heardBy(tx, ask.district, self(ask), { after: 0, upTo: seq }, sources);
      // News asks for nothing: once seen it is gone.
      const items = heard.map((one) => shownOf(ground, one, seen)).filter((one) => one.unseen || one.sort !== 'news');
      return { items, unseen: items.filter((one) => one.unseen).length, upTo: seq };
    });
  });

  mount(server, count, async (ask) =>
    ask.db.read(ownScope(ask), async (tx) => {
      const { seq } = await heardTo(tx, ask.district);
      const { seen } = await watchOf(tx, ask.district, self(ask).person);
      return { unseen: (await heardBy(tx, ask.district, self(ask), { after: seen, upTo: seq }, sources)).length };
    }),
  );

  mount(server, see, async (ask, { body }) => {
    await ask.db.write(ownScope(ask), async (tx) => {
      const { seq } = await heardTo(tx, ask.district);
      // Nobody has seen what was not said yet.
      await putSeen(tx, ask.district, self(ask).person, Math.min(body.upTo, seq));
    });
    return {};
  });

  mount(server, showSetting, async (ask) => {
    const { person, appointments } = self(ask);
    const { seen: _seen, ...setting } = await ask.db.read(ownScope(ask), (tx) => watchOf(tx, ask.district, person));
    const devices = await ask.db.read(ownScope(ask), (tx) => devicesOf(tx, ask.district, person));
    const hours = await ownHours(ask.db, ask.district, appointments);
    const key = push === null || !works(ask) ? null : (await vapidKeys(dataDir)).publicKey;
    return { setting, devices, hasHours: hours.length > 0, key };
  });

  mount(server, set, async (ask, { body }) => {
    await ask.db.write(ownScope(ask), (tx) => putSetting(tx, ask.district, self(ask).person, body));
    return {};
  });

  mount(server, add, async (ask, { body }) => {
    if (!works(ask)) throw new Problem(403, 'notices.noPosts', textOf(noticeWords, 'noPosts'));
    if (push === null) throw new Problem(404, 'notices.pushOff', textOf(noticeWords, 'pushOff'));
    if (!mayPush(push, body.push.endpoint)) {
      const message = textOf(noticeWords, 'badEndpoint');
      throw new Problem(422, 'notices.badEndpoint', message, [{ path: 'body.push.endpoint', message }]);
    }
    const { person } = self(ask);
    const { id } = deviceOf(ask.keyring, ask.district, body.push.endpoint);
    const gone = await ask.db.write(ownScope(ask, id), async (tx) => {
      const others = (await devicesOf(tx, ask.district, person)).filter((one) => one.id !== id);
      if (others.length >= MOST_DEVICES)
        throw new Problem(409, 'notices.tooMany', textOf(noticeWords, 'tooMany', { n: MOST_DEVICES }));
      return addDevice(tx, ask.keyring, ask.district, person, body, ask.clock());
    });
    await logForgotten(
      dataDir,
      gone.map((key) => ({ district: ask.district, key })),
    );
    return { id };
  });

  mount(server, remove, async (ask, { params }) => {
    const { person } = self(ask);
    const gone = await ask.db.write(ownScope(ask), async (tx) => {
      const own = await devicesOf(tx, ask.district, person);
      if (!own.some((one) => one.id === params.id))
        throw new Problem(404, 'notices.noDevice', textOf(noticeWords, 'noDevice'));
      return dropDevice(tx, ask.district, params.id, ask.clock());
    });
    await logForgotten(
      dataDir,
      gone.map((key) => ({ district: ask.district, key })),
    );
    return {};
  });
}

function self({ caller }: Ask): Staff {
  if (caller.is !== 'staff') throw new Error('only staff have notices');
  return caller;
}

const works = ({ caller }: Ask): boolean => WORKING_POSTS.some((one) => postsOf(caller).has(one));

/** What the caller's posts show, and what is their own. */
function ownScope(ask: Ask, ...more: readonly string[]): Scope {
  return { ...scopeOf(ask.caller, ask.district), subjects: [self(ask).person, ...more] };
}

function shownOf(ground: Standing, heard: HeardOf, seen: number) {
  const { subject, sort, notice, last, stored, shown } = heard;
  const of =
    stored === null
      ? { ...shown, task: false, about: notice.about }
      : {
          number: stored.number,
          name: ground.kinds.get(stored.matter.kind)?.name ?? { zh: stored.matter.kind, en: stored.matter.kind },
          what: null,
          territory: stored.matter.territory,
          body: stored.matter.body,
          to: `/matters/${subject}`,
          onPhone: null,
          about: notice.about,
          task: notice.task !== null,
        };
  const town = of.territory.slice(0, 9);
  return {
    subject,
    ...{
      to: of.to,
      onPhone: of.onPhone ?? null,
      about: of.about,
      number: of.number,
      kindName: of.name,
      what: of.what,
      task: of.task,
    },
    urgent: isUrgent(heard),
    sort,
    stage: notice.stage,
    due: notice.due,
    at: last.at,
    territoryName: ground.places.pathOf(of.territory),
    town,
    townName: ground.places.pathOf(town),
    bodyName: bodyName(ground, of.body),
    unseen: last.seq > seen,
  };
}
