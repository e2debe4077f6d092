import type { Tx } from '../../platform/db/database.ts';
import { nothing } from '../../platform/db/scope.ts';
import { type Ask, mount, type Server } from '../../platform/http/mount.ts';
import { allBodies } from '../../platform/identity/bodies.store.ts';
import { openNames } from '../../platform/identity/enterPeople.ts';
import { peopleById } from '../../platform/identity/people.store.ts';
import { scopeOf } from '../../platform/identity/reach.rules.ts';
import type { Text } from '../../platform/language/language.ts';
import { tellLive } from '../../platform/live/notifier.ts';
import { type Places, placesOf } from '../../platform/places/places.ts';
import { openBeside } from '../../platform/sealing/beside.ts';
import { numbersOf } from '../matters/matters.door.ts';
import { type LineOut, list, move, type SheetOut, sheet, shift, sign } from './handover.contract.ts';
import { abilities, desksOf, headOf, keyOfDesk, mayOpen } from './handover.rights.ts';
import { type Changed, type Desk, type Handover, isLeft, mattersOf, openOf, type Signature } from './handover.rules.ts';
import { handoversPage, lastOf, type Mark } from './handover.store.ts';
import { badPage, deskFor, moveSheet, noDesk, readable, scopeOfDesk, signOver, toldAt } from './signing.ts';

/** Hand-over at shift change: what a desk would hand over, the sheets, and both signatures. */
export function handoverRoutes(server: Server): void {
  mount(server, shift, async (ask, { query }) => {
    const desk = deskFor(ask.caller, query.desk);
    const names = await namesFor(ask);
    const { told, waiting, numbers, people } = await ask.db.read(scopeOfDesk(ask.district, desk), async (tx) => {
      const told = await toldAt(tx, ask.district, desk, ask.clock(), query.since ?? null);
      const waiting = (await lastOf(tx, ask.district, desk, 'signed'))?.handover ?? null;
      const numbers = await numbersOf(tx, ask.district, mattersOf({ changes: told.changes, mind: [] }));
      return { told, waiting, numbers, people: await peopleOf(tx, ask, waiting === null ? [] : [waiting]) };
    });
    return {
      desks: desksOf(ask.caller).map(names.desk),
      desk: names.desk(desk),
      ...told,
      open: openOf(told.counts),
      changes: numbered(told.changes, numbers),
      waiting: waiting === null ? null : lineOf(ask, waiting, names, people),
    };
  });

  mount(server, list, async (ask, { query }) => {
    if (!mayOpen(ask.caller)) throw noDesk();
    const { state, limit } = query;
    const names = await namesFor(ask);
    const after = markOf(query.after);
    const { items, people } = await ask.db.read(scopeOf(ask.caller, ask.district), async (tx) => {
      const items = await handoversPage(tx, ask.district, {
        desks: desksOf(ask.caller).map(keyOfDesk),
        headOf: headOf(ask.caller),
        states: state ?? null,
        after,
        limit: limit + 1,
      });
      return { items, people: await peopleOf(tx, ask, items) };
    });
    const shown = items.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map((one) => lineOf(ask, one, names, people)),
      after: items.length > limit && last ? `${last.signed.at}_${last.id}` : null,
    };
  });

  mount(server, sheet, async (ask, { params }) => {
    const it = await ask.db.read(scopeOf(ask.caller, ask.district), (tx) =>
      readable(tx, ask.district, ask.caller, params.id),
    );
    return sheetOf(ask, it);
  });

  mount(server, sign, async (ask, { body }) => {
    const desk = deskFor(ask.caller, body.desk);
    const { handover, seq } = await ask.db.write(scopeOfDesk(ask.district, desk, [body.id]), (tx) =>
      signOver(tx, doing(ask), body),
    );
    if (seq !== null) tellLive(ask.db, ask.district, seq);
    return sheetOf(ask, handover);
  });

  mount(server, move, async (ask, { params, body }) => {
    if (!mayOpen(ask.caller)) throw noDesk();
    const { handover, seq } = await ask.db.write(scopeOf(ask.caller, ask.district), (tx) =>
      moveSheet(tx, doing(ask), params.id, body),
    );
    if (seq !== null) tellLive(ask.db, ask.district, seq);
    return sheetOf(ask, handover);
  });
}

const doing = ({ keyring, district, caller, clock }: Ask) => ({ keyring, district, caller, now: clock() });

type Names = { readonly desk: (desk: Desk) => LineOut['desk'] };

async function namesFor({ db, district }: Ask): Promise<Names> {
  const [places, bodies] = await Promise.all([
    placesOf(db, district),
    db.read(nothing(district), (tx) => allBodies(tx, district)),
  ]);
  const byId = new Map(bodies.map((one): [string, Text] => [one.id, { zh: one.nameZh, en: one.nameEn }]));
  return {
    desk: ({ territory, body }) => ({
      key: keyOfDesk({ territory, body }),
      territory,
      name: nameOf(places, territory),
      body: body === null ? null : (byId.get(body) ?? { zh: body, en: body }),
    }),
  };
}

const nameOf = (places: Places, code: string): Text =>
  places.nameOf(code) === null ? { zh: code, en: code } : places.pathOf(code);

/** Names of those who signed: colleagues of one desk know each other. */
async function peopleOf(tx: Tx, ask: Ask, all: readonly Handover[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(all.flatMap((one) => [one.signed.by, one.answered?.by ?? null]))].filter(
    (one) => one !== null,
  );
  if (ids.length === 0) return new Map();
  return openNames(tx, ask.keyring, ask.district, await peopleById(tx, ask.district, ids));
}

function lineOf(ask: Ask, it: Handover, names: Names, people: ReadonlyMap<string, string>): LineOut {
  const signature = ({ by, as, at }: Signature) => ({ post: as, name: (by && people.get(by)) || null, at });
  return {
    id: it.id,
    state: it.state,
    desk: names.desk(it.desk),
    open: openOf(it.counts),
    signed: signature(it.signed),
    answered: it.answered && signature(it.answered),
    left: isLeft(it, ask.clock().toISOString()),
    abilities: abilities(ask.caller, it),
  };
}

/** A sheet as it was signed. Its matters' numbers are read anew, also where a matter lies elsewhere by now: they never change. */
async function sheetOf(ask: Ask, it: Handover): Promise<SheetOut> {
  const { district, keyring, caller } = ask;
  const matters = mattersOf(it);
  const scope = scopeOf(caller, district);
  const names = await namesFor(ask);
  return ask.db.read({ ...scope, subjects: [...matters, it.id] }, async (tx) => {
    const numbers = await numbersOf(tx, district, matters);
    const texts = await openBeside(tx, keyring, district, [it.remarks, it.answered?.text ?? null]);
    const text = (ref: { id: string } | null | undefined) => (ref ? (texts.get(ref.id) ?? null) : null);
    const { since, at, seq, counts } = it;
    return {
      ...lineOf(ask, it, names, await peopleOf(tx, ask, [it])),
      since,
      at,
      seq,
      counts,
      changes: numbered(it.changes, numbers),
      mind: it.mind.map((id) => ({ id, number: numbers.get(id) ?? null })),
      remarks: text(it.remarks),
      answer: text(it.answered?.text),
    };
  });
}

const numbered = <Key extends string>(
  changes: Readonly<Record<Key, Changed>>,
  numbers: ReadonlyMap<string, string>,
): Record<Key, { n: number; matters: { id: string; number: string | null }[] }> =>
  Object.fromEntries(
    Object.entries<Changed>(changes).map(([change, { n, matters }]) => [
      change,
      { n, matters: matters.map((id) => ({ id, number: numbers.get(id) ?? null })) },
    ]),
  ) as Record<Key, { n: number; matters: { id: string; number: string | null }[] }>;

function markOf(after: string | undefined): Mark | null {
  if (after === undefined) return null;
  const [, at = '', id = ''] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_([0-9a-f-]{36})$/.exec(after) ?? [];
  if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw badPage();
  return { at, id };
}
