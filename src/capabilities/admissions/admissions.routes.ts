import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import { nothing, type Scope } from '../../platform/db/scope.ts';
import { type Ask, mount, type Server } from '../../platform/http/mount.ts';
import { allBodies } from '../../platform/identity/bodies.store.ts';
import type { Text } from '../../platform/language/language.ts';
import { type Places, placesOf } from '../../platform/places/places.ts';
import { openBeside } from '../../platform/sealing/beside.ts';
import { type AdmissionOut, admissions, admitted, ask as askContract, move, weigh } from './admissions.contract.ts';
import { abilities, bodiesOf, mayAskAgain, mayReadWords } from './admissions.rights.ts';
import { type Admission, type Signature, shownOn, standsOn } from './admissions.rules.ts';
import { admissionsPage, admittedOn, type Mark } from './admissions.store.ts';
import { askFor, badPage, moveAdmission, villagesOn } from './asking.ts';
import { type Effort, hoursOf, laterOf, loadOn, outermost, shareOf, villagesIn } from './task.rules.ts';

/** Tasks for villages and communities: the public list of what is admitted, what is asked for, and the moves that lead there. */
export function admissionRoutes(server: Server): void {
  mount(server, admitted, async (ask) => {
    const ground = await groundOf(ask);
    const today = dayOf(ask.clock());
    const items = await ask.db.read(nothing(ask.district), (tx) => admittedOn(tx, ask.district, today));
    const standing = items.filter((one) => standsOn(one, today));
    return {
      today,
      items: items.flatMap((one) =>
        one.term === null
          ? []
          : [
              {
                id: one.id,
                body: ground.body(one.body),
                task: taskOf(ground, one),
                term: one.term,
                burden: burdenOf(one.task, one.villages),
                standing: standsOn(one, today),
              },
            ],
      ),
      load: loadOn(
        ground.villages,
        standing.map((one) => one.task),
      ),
    };
  });

  mount(server, admissions, async (ask, { query }) => {
    const { state, limit } = query;
    const ground = await groundOf(ask);
    const page = await ask.db.read(nothing(ask.district), (tx) =>
      admissionsPage(tx, ask.district, { states: state ?? null, after: markOf(query.after), limit: limit + 1 }),
    );
    const shown = page.slice(0, limit);
    const last = shown.at(-1)?.mark;
    return {
      items: await showAll(
        ask,
        ground,
        shown.map((one) => one.admission),
      ),
      after: page.length > limit && last ? `${last.at}_${last.id}` : null,
      mayAsk: bodiesOf(ask.caller).map(({ body }) => ground.body(body)),
    };
  });

  mount(server, weigh, async (ask, { query }) => {
    const { villages } = await groundOf(ask);
    const today = dayOf(ask.clock());
    const touched = villagesIn(outermost(query.territories), villages);
    const others = await ask.db.read(nothing(ask.district), (tx) => admittedOn(tx, ask.district, today));
    return {
      burden: burdenOf(query, touched.length),
      load: loadBeside(touched, others, laterOf(query.from, today), null),
    };
  });

  mount(server, askContract, async (ask, { body }) => {
    const ground = await groundOf(ask);
    const it = await ask.db.write(sees(ask.district, body.id), (tx) => askFor(tx, doing(ask, ground.places), body));
    return showOne(ask, ground, it);
  });

  mount(server, move, async (ask, { params, body }) => {
    const ground = await groundOf(ask);
    const it = await ask.db.write(sees(ask.district, params.id), (tx) =>
      moveAdmission(tx, doing(ask, ground.places), params.id, body),
    );
    return showOne(ask, ground, it);
  });
}

/** What is asked is public; of what is sealed beside it, that of these admissions may be written and read. */
const sees = (district: string, ...subjects: string[]): Scope => ({ ...nothing(district), subjects });
const doing = ({ keyring, district, caller, clock }: Ask, places: Places) => {
  return { keyring, district, caller, now: clock(), places };
};

type Ground = {
  readonly places: Places;
  readonly villages: readonly string[];
  readonly body: (id: string) => { id: string } & Text;
};

async function groundOf({ db, district, clock }: Ask): Promise<Ground> {
  const [places, bodies] = await Promise.all([
    placesOf(db, district),
    db.read(nothing(district), (tx) => allBodies(tx, district)),
  ]);
  const names = new Map(bodies.map((one) => [one.id, { zh: one.nameZh, en: one.nameEn }]));
  return {
    places,
    villages: villagesOn(places, dayOf(clock())),
    body: (id) => ({ id, ...(names.get(id) ?? { zh: id, en: id }) }),
  };
}

const nameOf = ({ places }: Ground, code: string): Text =>
  places.nameOf(code) === null ? { zh: code, en: code } : places.pathOf(code);

const taskOf = (ground: Ground, { task }: Admission) => ({
  ...task,
  territories: task.territories.map((code) => ({ code, ...nameOf(ground, code) })),
});

function burdenOf(effort: Effort, villages: number): AdmissionOut['burden'] {
  const hours = hoursOf(effort);
  return { villages, hours, share: shareOf(hours), total: hours * villages };
}

/** What the same villages have already on a day, without the one that is looked at. */
const loadBeside = (villages: readonly string[], others: readonly Admission[], day: string, id: string | null) =>
  loadOn(
    villages,
    others.filter((one) => one.id !== id && standsOn(one, day)).map((one) => one.task),
  );

async function showOne(ask: Ask, ground: Ground, it: Admission): Promise<AdmissionOut> {
  const [shown] = await showAll(ask, ground, [it]);
  if (!shown) throw new Error('nothing is shown');
  return shown;
}

/** Admissions as staff see them: posts and bodies, no persons; what was said, for the posts that work with it. */
async function showAll(ask: Ask, ground: Ground, all: readonly Admission[]): Promise<AdmissionOut[]> {
  const { district, caller, keyring } = ask;
  const today = dayOf(ask.clock());
  const { others, texts } = await ask.db.read(sees(district, ...all.map((one) => one.id)), async (tx) => ({
    others: await admittedOn(tx, district, today),
    texts: mayReadWords(caller) ? await openBeside(tx, keyring, district, all.flatMap(refsOf)) : new Map(),
  }));
  const text = (ref: { readonly id: string } | null): string | null =>
    ref === null ? null : (texts.get(ref.id) ?? null);
  const signature = ({ as, body, at }: Signature) => ({ post: as, body: body === null ? null : ground.body(body), at });
  return all.map((it) => ({
    id: it.id,
    state: shownOn(it, today),
    body: ground.body(it.body),
    task: taskOf(ground, it),
    burden: burdenOf(it.task, it.villages),
    load: loadBeside(villagesIn(it.task.territories, ground.villages), others, laterOf(it.task.from, today), it.id),
    again: it.again,
    round: it.round,
    asked: signature(it.asked),
    decided: it.decided && { ...signature(it.decided), reason: text(it.decided.reason) },
    term: it.term,
    objections: it.objections.map((one) => ({
      ...signature(one),
      place: nameOf(ground, one.territory),
      round: one.round,
      text: text(one.text),
    })),
    ended: it.ended && { ...signature(it.ended), reason: text(it.ended.reason) },
    abilities: abilities(caller, it, today),
    mayAskAgain: mayAskAgain(caller, it, today),
  }));
}

const refsOf = ({ decided, ended, objections }: Admission) => [
  decided?.reason ?? null,
  ended?.reason ?? null,
  ...objections.map((one) => one.text),
];

function markOf(after: string | undefined): Mark | null {
  if (after === undefined) return null;
  const [, at = '', id = ''] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_([0-9a-f-]{36})$/.exec(after) ?? [];
  if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw badPage();
  return { at, id };
}
