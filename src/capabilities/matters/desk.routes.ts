import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import { type Ask, mount, type Server } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { headSeq } from '../../platform/journal/lines.store.ts';
import { textOf } from '../../platform/language/language.ts';
import { tellLive } from '../../platform/live/notifier.ts';
import { logForgotten } from '../../platform/sealing/forgotten.ts';
import { callerEarlier } from './caller.contract.ts';
import { clockShown } from './clock/shown.ts';
import { contactOf, earlierOf, earlierOfCaller } from './contact.ts';
import { counts, matter, move, queue, seeContact, seeEarlier } from './desk.contract.ts';
import { bodyName, standing } from './ground.ts';
import { jointShown } from './joint.ts';
import { moveMany, undo } from './many.contract.ts';
import { oneByOne } from './many.ts';
import { mayReadWords, mayTakeCalls, partsToward } from './matters.rights.ts';
import { loadMatter, phoneOf, type Stored } from './matters.store.ts';
import { mattersWords } from './matters.words.ts';
import { type Move, refusal } from './moves.rules.ts';
import { makeMove, refusedMove } from './moving.ts';
import { nameReader } from './names.ts';
import { nearby, queuePage, stripCounts } from './queue.store.ts';
import { filtersOf, readingScope } from './reading.ts';
import { historyOf, openedTexts, showMatter, showMatters } from './showing.ts';
import { undoMove, undoOf } from './undoing.ts';

/** The bodies at which a caller holds a post. */
const bodiesOfCaller = ({ caller }: Ask): string[] =>
  caller.is === 'staff' ? caller.appointments.flatMap((one) => one.body ?? []) : [];

/** Metres and days within which another report of the same kind may be the same thing. */
const SAME = { metres: 200, days: 30 };

/** The desk's calls: queue, counts, one matter, its moves, its contact. */
export function deskRoutes(server: Server, dataDir: string): void {
  mount(server, queue, async (ask, { query }) => {
    const scope = readingScope(ask);
    const { sort, after, limit, ...filters } = query;
    const ground = await standing(ask.db, ask.keyring, ask.district);
    return ask.db.read(scope, async (tx) => {
      const page = await queuePage(tx, scope, filtersOf(ask, filters), sort, pageMark(after), limit, ask.clock());
      return {
        items: await showMatters(tx, ground, ask.caller, page.items, ask.clock()),
        after: page.after ? Buffer.from(JSON.stringify(page.after)).toString('base64url') : null,
        seq: await headSeq(tx, ask.district),
      };
    });
  });

  mount(server, counts, async (ask) => {
    const scope = readingScope(ask);
    const now = ask.clock();
    const person = ask.caller.is === 'staff' ? ask.caller.person : '';
    return ask.db.read(scope, (tx) => stripCounts(tx, scope, person, now));
  });

  mount(server, matter, async (ask, { params }) => {
    const scope = readingScope(ask);
    const ground = await standing(ask.db, ask.keyring, ask.district);
    return ask.db.read(scope, async (tx) => {
      const stored = await loaded(tx, ask, params.id);
      const { matter: it } = stored;
      const now = ask.clock();
      const hasContact = (await phoneOf(tx, ask.district, it.id)) !== null;
      const readable = mayReadWords(ask.caller);
      const texts = readable
        ? await openedTexts(tx, ground, it.id)
        : { byId: new Map<string, string | null>(), bySlot: {} };
      const names = await nameReader(tx, ground, it.id);
      const responsible = ground.places.responsible(it.territory, it.kind, dayOf(now), ground.rulings);
      const near =
        it.lon === null || it.lat === null
          ? []
          : await nearby(tx, ask.district, {
              lon: it.lon,
              lat: it.lat,
              metres: SAME.metres,
              since: new Date(now.getTime() - SAME.days * 86_400_000),
              kind: it.kind,
              not: it.id,
            });
      return {
        matter: showMatter(ground, ask.caller, stored, texts.bySlot, { now: now.toISOString(), hasContact }),
        answers:
          'answers' in texts.bySlot
            ? (JSON.parse((texts.bySlot as Record<string, string>)['answers'] ?? '{}') as Record<string, unknown>)
            : null,
        history: await historyOf(tx, ground, stored, texts.byId, names, {
          reporter: false,
          bodies: bodiesOfCaller(ask),
        }),
        clock: await clockShown(tx, scope, ground, it.id, ask.language),
        hasContact,
        undo: await undoOf(tx, ask, stored),
        responsible: responsible
          ? {
              ...(bodyName(ground, responsible.body) ?? { id: '', zh: '', en: '' }),
              why: responsible.why[ask.language],
            }
          : null,
        joint: await jointShown(tx, ground, it),
        nearby: near.map((one) => ({
          id: one.matter.id,
          number: one.number,
          status: one.matter.status,
          metres: one.metres,
          reported: one.matter.reported,
        })),
      };
    });
  });

  mount(server, move, async (ask, { params, body }) => {
    const scope = readingScope(ask);
    const ground = await standing(ask.db, ask.keyring, ask.district);
    const { hasContact, ...moved } = await ask.db.write(scope, async (tx) => ({
      ...(await makeMove(tx, scope, ground, { caller: ask.caller, isReporter: false }, params.id, body, ask.clock())),
      hasContact: (await phoneOf(tx, ask.district, params.id)) !== null,
    }));
    if (moved.seq !== null) tellLive(ask.db, ask.district, moved.seq);
    await logForgotten(
      dataDir,
      moved.forgotten.map((key) => ({ district: ask.district, key })),
    );
    return showMatter(ground, ask.caller, moved.stored, {}, { now: ask.clock().toISOString(), hasContact });
  });

  mount(server, moveMany, async (ask, { body }) => {
    const scope = readingScope(ask);
    const ground = await standing(ask.db, ask.keyring, ask.district);
    const mover = { caller: ask.caller, isReporter: false };
    return oneByOne(ask, ground, body.items, (tx, { matter: of, id, n }) =>
      makeMove(tx, scope, ground, mover, of, { id, n, act: body.act }, ask.clock()),
    );
  });

  mount(server, undo, async (ask, { body }) => {
    const scope = readingScope(ask);
    const ground = await standing(ask.db, ask.keyring, ask.district);
    return oneByOne(ask, ground, body.items, (tx, { matter: of, ...asking }) =>
      undoMove(tx, scope, ground, ask.caller, of, asking, ask.clock()),
    );
  });

  mount(server, seeContact, async (ask, { params, body }) => {
    const scope = readingScope(ask);
    return ask.db.write(scope, async (tx) => {
      const stored = await allowed(tx, ask, params.id, 'seeContact');
      return contactOf(tx, ask, stored, body.reason);
    });
  });

  mount(server, seeEarlier, async (ask, { params }) => {
    const scope = readingScope(ask);
    const ground = await standing(ask.db, ask.keyring, ask.district);
    return ask.db.write(scope, async (tx) => {
      const stored = await allowed(tx, ask, params.id, 'seeEarlier');
      const earlier = await earlierOf(tx, ask, stored);
      return { items: await showMatters(tx, ground, ask.caller, earlier, ask.clock()) };
    });
  });

  mount(server, callerEarlier, async (ask, { body }) => {
    if (!mayTakeCalls(ask.caller)) throw new Problem(403, 'matters.notYours', textOf(mattersWords, 'notYours'));
    const ground = await standing(ask.db, ask.keyring, ask.district);
    return ask.db.write(readingScope(ask), async (tx) => ({
      items: await showMatters(tx, ground, ask.caller, await earlierOfCaller(tx, ask, body.phone), ask.clock()),
    }));
  });
}

async function loaded(tx: Tx, ask: Ask, id: string): Promise<Stored> {
  const stored = await loadMatter(tx, ask.district, id);
  if (!stored) throw new Problem(404, 'matters.notFound', textOf(mattersWords, 'notFound'));
  return stored;
}

async function allowed(tx: Tx, ask: Ask, id: string, wanted: Move): Promise<Stored> {
  const stored = await loaded(tx, ask, id);
  const hasContact = (await phoneOf(tx, ask.district, id)) !== null;
  const refused = refusal(wanted, stored.matter, partsToward(ask.caller, stored.matter, false), {
    now: ask.clock().toISOString(),
    hasContact,
  });
  if (refused) throw refusedMove(refused);
  return stored;
}

function pageMark(after: string | undefined): { value: string; id: string } | null {
  if (after === undefined) return null;
  try {
    const mark = JSON.parse(Buffer.from(after, 'base64url').toString('utf8')) as { value: string; id: string };
    if (!Number.isNaN(Date.parse(mark.value)) && /^[0-9a-f-]{36}$/.test(mark.id))
      return { value: mark.value, id: mark.id };
  } catch {
    // Falls through: a mark that is not ours is a bad request like any other.
  }
  throw new Problem(400, 'matters.badPage', textOf(mattersWords, 'badPage'), [
    { path: 'query.after', message: textOf(mattersWords, 'badPage') },
  ]);
}
