import { nothing } from '../db/scope.ts';
import { type Ask, mount, type Server } from '../http/mount.ts';
import { Problem } from '../http/problem.ts';
import { authorOf } from '../identity/author.ts';
import { allBodies } from '../identity/bodies.store.ts';
import { type Post, postsOf } from '../identity/caller.ts';
import { newId } from '../identity/ids.ts';
import { allMachines, type MachineRow } from '../identity/machines.store.ts';
import type { Writing } from '../identity/subject.store.ts';
import { headSeq, originOf } from '../journal/lines.store.ts';
import { textOf } from '../language/language.ts';
import { logForgotten } from '../sealing/forgotten.ts';
import { isKeyGood, moveHook as move, proposeHook as propose, renewSecret } from './keeping.ts';
import type { Trouble } from './sending.rules.ts';
import type { HookSource } from './source.ts';
import { hookDeliveries, listHooks, moveHook, proposeHook, renewHookSecret, replayHook } from './webhooks.contract.ts';
import { HOOK_MOVES, type HookMove, type HookNow, refuseHook, refuseMove } from './webhooks.rules.ts';
import {
  addExtra,
  allHooks,
  deliveriesOf,
  extrasWaiting,
  type HookRow,
  hookById,
  tellFrom,
  tryNow,
} from './webhooks.store.ts';
import { hookWords } from './webhooks.words.ts';

export type HookParts = { readonly sources: readonly HookSource[]; readonly inside: boolean; readonly dataDir: string };

const SEE: readonly Post[] = ['sysadmin', 'secadmin', 'auditor'];
const KEEP: readonly Post[] = ['sysadmin'];
const MOVE: readonly Post[] = ['sysadmin', 'secadmin'];
const MOST_WAITING = 20;
const LINE = { approve: 'approved', refuse: 'refused', resume: 'resumed', end: 'ended' } as const;

/** Which other systems are told of what: proposed by one person, approved by another; kept by the first and by the system itself. */
export function webhookRoutes(server: Server, { sources, inside, dataDir }: HookParts): void {
  mount(server, listHooks, async ({ caller, district, db, clock }) => {
    const own = caller.is === 'machine' ? caller.person : null;
    if (own === null && !holds(caller, SEE)) throw refused('notYours', 403);
    const now = clock();
    const posts = postsOf(caller);
    const { hooks, machines, head, bodies } = await db.read(nothing(district), async (tx) => ({
      hooks: await allHooks(tx, district, own),
      machines: new Map((await allMachines(tx, district)).map((one) => [one.id, one])),
      head: await headSeq(tx, district),
      bodies: new Map((await allBodies(tx, district)).map((one) => [one.id, one.territory])),
    }));
    const asker = { person: caller.is === 'staff' ? caller.person : '', posts };
    return {
      hooks: hooks.map((hook) => ({
        id: hook.id,
        name: hook.name,
        url: hook.url,
        events: [...hook.events],
        territory: hook.territory,
        body: hook.body,
        machine: shownMachine(machines.get(hook.machine), hook.machine, now),
        state: hook.state,
        why: hook.why,
        seq: hook.seq,
        behind: hook.seq === null ? null : head - hook.seq,
        failures: hook.tries ?? 0,
        failingSince: hook.failingSince?.toISOString() ?? null,
        nextTry: hook.tries ? (hook.due?.toISOString() ?? null) : null,
        moves: HOOK_MOVES.filter((each) => refuseMove(hook, each, asker) === null),
      })),
      events: sources.flatMap((one) => [...one.events]),
      machines: [...(posts.has('sysadmin') ? machines.values() : [])].flatMap((one) => {
        const { id, name, body } = one;
        const territory = body === null ? undefined : bodies.get(body);
        return isKeyGood(one, now) && body !== null && territory !== undefined ? [{ id, name, body, territory }] : [];
      }),
      mayPropose: posts.has('sysadmin'),
      mayKeep: own !== null || posts.has('sysadmin'),
    };
  });

  mount(server, proposeHook, async (ask, { body }) => {
    const writing = await writingOf(ask, KEEP);
    const { district, db, keyring } = ask;
    return db.write(nothing(district), async (tx) => {
      const machine = (await allMachines(tx, district)).find((one) => one.id === body.machine);
      const own = (await allBodies(tx, district)).find((one) => one.id === machine?.body);
      const isGood = machine !== undefined && isKeyGood(machine, writing.now);
      if (!isGood || own === undefined) throw refused('noMachine', 422, 'body.machine');
      const events = new Set(sources.flatMap((one) => one.events.map((each) => each.name)));
      const against = refuseHook(body, { events, bodyTerritory: own.territory, inside });
      if (against !== null) throw refused(against, 422, `body.${against}`);
      return propose(tx, writing, keyring, { ...body, body: own.id });
    });
  });

  mount(server, moveHook, async (ask, { params, body }) => {
    const { district, db, caller } = ask;
    const writing = await writingOf(ask, MOVE);
    const done = await db.write(ownScope(district, params.id), async (tx) => {
      const hook = await lockedHook(tx, district, params.id);
      const posts = postsOf(caller);
      const against = refuseMove(hook, body.move, { person: writing.author.by ?? '', posts });
      if (against !== null) throw refused(against, against === 'notNow' ? 409 : 403);
      const why = posts.has('secadmin') ? ('security' as const) : ('owner' as const);
      const gone = await move(
        tx,
        writing,
        hook.id,
        body.move === 'pause' ? { to: 'paused', why } : { to: LINE[body.move] },
      );
      if (body.move === 'approve') await tellFrom(tx, district, hook.id, await headSeq(tx, district), writing.now);
      if (body.move === 'resume') await tryNow(tx, district, hook.id, writing.now);
      return { gone, state: STATE[body.move] };
    });
    await logForgotten(
      dataDir,
      done.gone.map((key) => ({ district, key })),
    );
    return { state: done.state };
  });

  mount(server, renewHookSecret, async (ask, { params }) => {
    const writing = await writingOf(ask, KEEP);
    const { district, db, keyring } = ask;
    return db.write(ownScope(district, params.id), async (tx) => {
      const hook = await lockedHook(tx, district, params.id);
      if (hook.state === 'refused' || hook.state === 'ended') throw refused('notNow', 409);
      return { secret: await renewSecret(tx, writing, keyring, hook) };
    });
  });

  mount(server, replayHook, async (ask, { params, body }) => {
    const { district, db, caller } = ask;
    const own = caller.is === 'machine' ? caller.person : null;
    const writing = own === null ? await writingOf(ask, KEEP) : await machineWriting(ask);
    await db.write(ownScope(district, params.id), async (tx) => {
      const hook = await lockedHook(tx, district, params.id);
      if (own !== null && hook.machine !== own) throw refused('noHook', 404);
      if (hook.state !== 'standing' && hook.state !== 'paused') throw refused('notNow', 409);
      const wanted = 'after' in body ? body.after : 'only' in body ? body.only : 0;
      if (wanted > (await headSeq(tx, district)))
        throw refused('beyond', 422, 'after' in body ? 'body.after' : 'body.only');
      if ('after' in body) {
        await move(tx, writing, hook.id, { to: 'replayed', from: body.after });
        await tellFrom(tx, district, hook.id, body.after, writing.now);
        return;
      }
      if ((await extrasWaiting(tx, district, hook.id)) >= MOST_WAITING) throw refused('enough', 409);
      const seq = 'only' in body ? body.only : null;
      await addExtra(tx, district, { id: newId(), hook: hook.id, seq, made: writing.now });
    });
    return {};
  });

  mount(server, hookDeliveries, async ({ caller, district, db }, { params }) => {
    const own = caller.is === 'machine' ? caller.person : null;
    if (own === null && !holds(caller, SEE)) throw refused('notYours', 403);
    return db.read(nothing(district), async (tx) => {
      const hook = await hookById(tx, district, params.id);
      if (hook === null || (own !== null && hook.machine !== own)) throw refused('noHook', 404);
      const all = await deliveriesOf(tx, district, hook.id, 50);
      return {
        deliveries: all.map((one) => ({
          ...one,
          at: one.at.toISOString(),
          trouble: one.trouble as Trouble | null,
        })),
      };
    });
  });
}

const shownMachine = (known: MachineRow | undefined, id: string, now: Date) => ({
  ...{ id, name: known?.name ?? id },
  isKeyGood: known !== undefined && isKeyGood(known, now),
});

const STATE = {
  approve: 'standing',
  refuse: 'refused',
  pause: 'paused',
  resume: 'standing',
  end: 'ended',
} as const satisfies Record<HookMove, HookNow['state']>;

const holds = (caller: Ask['caller'], posts: readonly Post[]): boolean => posts.some((one) => postsOf(caller).has(one));

async function writingOf(ask: Ask, posts: readonly Post[]): Promise<Writing> {
  if (!holds(ask.caller, posts)) throw refused('notYours', 403);
  return { ...(await machineWriting(ask)), author: authorOf(ask.caller, posts) };
}

/** A machine of the other side is nobody of ours: what it asks for has no author. */
async function machineWriting({ district, db, clock }: Ask): Promise<Writing> {
  const origin = await db.read(nothing(district), (tx) => originOf(tx, district));
  return { district, now: clock(), origin, author: { by: null, post: null } };
}

async function lockedHook(tx: Parameters<typeof hookById>[0], district: string, id: string): Promise<HookRow> {
  const hook = await hookById(tx, district, id, true);
  if (hook === null) throw refused('noHook', 404);
  return hook;
}

/** Sees a hook's own sealed secrets and nothing else. */
const ownScope = (district: string, id: string) => ({ ...nothing(district), subjects: [id] });

type Why =
  | 'notYours'
  | 'notNow'
  | 'ownProposal'
  | 'security'
  | 'noHook'
  | 'noMachine'
  | 'url'
  | 'events'
  | 'territory'
  | 'beyond'
  | 'enough';

function refused(why: Why, status: number, path?: string): Problem {
  const words = textOf(hookWords, why);
  return new Problem(status, `webhooks.${why}`, words, path === undefined ? [] : [{ path, message: words }]);
}
