import { dayOf } from '../../calendar/calendar.rules.ts';
import type { Tx } from '../../db/database.ts';
import { whole } from '../../db/scope.ts';
import { type Ask, mount, type Server } from '../../http/mount.ts';
import { Problem } from '../../http/problem.ts';
import { appointmentsLasting } from '../../identity/appointments.store.ts';
import { textOf } from '../../language/language.ts';
import { inForce } from '../authority.rules.ts';
import { levelOf, liesWithin } from '../codes.rules.ts';
import { type Shape, shapeFault } from '../geometry.rules.ts';
import { freshPlacesOf } from '../places.ts';
import type { BodyDays } from './body.rules.ts';
import {
  type AnswerRow,
  type BodyRow,
  body,
  type ChangeOut,
  changes,
  checkBoundary,
  desk,
  drawing,
  move,
  propose,
  type TerritoryRow,
  territory,
  transferPreview,
} from './changes.contract.ts';
import { abilities, mayPropose, refusal, seesPlaces } from './changes.rights.ts';
import { type Change, targetsOf } from './changes.rules.ts';
import { changesOf, drawingOf, loadChange } from './changes.store.ts';
import { changesWords } from './changes.words.ts';
import { moveChange, proposeChange } from './changing.ts';
import { faultsAt, type Ground, groundOf, hangingOn } from './holding.ts';
import { pointsOf, squareKilometres } from './shapes.rules.ts';
import type { PlacesNeighbours, Standing } from './standing.ts';
import { boundarySentence, differencesOf, type Names, titleOf } from './telling.rules.ts';
import { transferWrites } from './transfer.rules.ts';

/** As many changes of one territory or body as its page shows. */
const OF_ONE = 100;

/** The administrators' desk of territories and bodies, and the moves by which they change. */
export function placesChangesRoutes(server: Server, neighbours: PlacesNeighbours): void {
  const standingOf = ({ keyring, district }: Ask): Standing => ({ keyring, district, counts: neighbours.counts });
  /** Changes as their readers see them, with how far the worker is with what passes to another body. */
  const tellAll = async (ask: Ask, tx: Tx, ground: Ground, found: readonly Change[]): Promise<ChangeOut[]> => {
    const kind = await neighbours.kindNames(ask.district);
    const passing = found.filter(({ proposal, state }) => proposal.what === 'body-transfer' && state === 'in-force');
    const ids = passing.map(({ id }) => id);
    const passed = ids.length === 0 ? new Map() : await neighbours.counts.passed(tx, ask.district, ids);
    return found.map((one) => ({
      ...tell(ask, { ...ground.names, kind }, one),
      progress: ids.includes(one.id) ? (passed.get(one.id) ?? NOTHING_YET) : null,
    }));
  };
  const tellOne = async (ask: Ask, tx: Tx, change: Change): Promise<ChangeOut> => {
    const [told] = await tellAll(ask, tx, await groundOf(tx, ask.district, dayOf(ask.clock())), [change]);
    if (told === undefined) throw notFound();
    return told;
  };
  const about = async (ask: Ask, tx: Tx, ground: Ground, target: string): Promise<ChangeOut[]> =>
    tellAll(ask, tx, ground, await changesOf(tx, ask.district, { ...ALL, target, limit: OF_ONE }));

  mount(server, desk, async (ask) => {
    mustSee(ask);
    return reading(ask, async (tx, ground) => ({
      today: ground.today,
      territories: ground.rows.territories.map(territoryRow),
      bodies: [...ground.bodies.values()].map(bodyRow),
      open: await neighbours.counts.byPlace(tx, ask.district),
      waiting: (await changesOf(tx, ask.district, { ...ALL, state: 'proposed' })).length,
      mayPropose: mayPropose(ask.caller),
    }));
  });

  mount(server, territory, async (ask, { params: { code } }) => {
    mustSee(ask);
    const kindName = await neighbours.kindNames(ask.district);
    return reading(ask, async (tx, ground) => {
      const rows = ground.rows.territories.filter((one) => one.code === code);
      if (rows.length === 0) throw notFound();
      const area = ground.areasOn(ground.today).find((one) => one.code === code) ?? lastArea(ground, code);
      const open = await neighbours.counts.byPlace(tx, ask.district);
      return {
        today: ground.today,
        code,
        level: levelOf(code),
        path: pathIn(ground, code),
        rows: rows.map(territoryRow),
        successors: rows
          .flatMap((one) => one.successors)
          .map((one) => ({ code: one, name: ground.names.territory(one) ?? { zh: one, en: one } })),
        boundary: area
          ? {
              geometry: plain(area.shape),
              approximate: area.approximate,
              squareKilometres: squareKilometres(area.shape),
            }
          : null,
        open: sumOf(Object.entries(open.territories).filter(([one]) => liesWithin(one, code))),
        appointments: await appointmentsLasting(tx, ask.district, { territory: code }, ground.today),
        answers: answersAt(ground, code, kindName),
        changes: await about(ask, tx, ground, code),
        mayPropose: mayPropose(ask.caller),
      };
    });
  });

  mount(server, body, async (ask, { params: { id } }) => {
    mustSee(ask);
    const kindName = await neighbours.kindNames(ask.district);
    return reading(ask, async (tx, ground) => {
      const one = ground.bodies.get(id);
      if (one === undefined) throw notFound();
      return {
        today: ground.today,
        body: bodyRow(one),
        territoryName: pathIn(ground, one.territory),
        parentName: one.parent === null ? null : ground.names.body(one.parent),
        below: [...ground.bodies.values()].filter((each) => each.parent === id).map(bodyRow),
        hanging: await hangingOn(tx, standingOf(ask), ground, id, ground.today),
        answers: ground.rows.authority
          .filter((row) => row.body === id && (row.to === null || row.to > ground.today))
          .map((row) => answerRow(ground, row, kindName)),
        changes: await about(ask, tx, ground, id),
        mayPropose: mayPropose(ask.caller),
      };
    });
  });

  mount(server, changes, async (ask, { query: { state, after, limit } }) => {
    mustSee(ask);
    return reading(ask, async (tx, ground) => {
      const page = await changesOf(tx, ask.district, {
        state: state ?? null,
        target: null,
        before: markOf(after),
        limit: limit + 1,
      });
      const shown = page.slice(0, limit);
      const last = shown.at(-1);
      return {
        changes: await tellAll(ask, tx, ground, shown),
        after: page.length > limit && last ? `${last.proposed.at}_${last.id}` : null,
      };
    });
  });

  mount(server, propose, async (ask, { body: asked }) => {
    // Seen whole: what is open is counted, and nothing of it told but the number.
    return ask.db.write(whole(ask.district), async (tx) => {
      const { change } = await proposeChange(tx, standingOf(ask), doing(ask), asked);
      return tellOne(ask, tx, change);
    });
  });

  mount(server, move, async (ask, { params, body: asked }) => {
    const done = await ask.db.write(whole(ask.district), async (tx) => {
      const { change, applied } = await moveChange(tx, standingOf(ask), doing(ask), params.id, asked);
      return { applied, out: await tellOne(ask, tx, change) };
    });
    // What came into force shows at once in this process; others read it within seconds.
    if (done.applied) {
      neighbours.changed(ask.district);
      await freshPlacesOf(ask.db, ask.district);
    }
    return done.out;
  });

  mount(server, checkBoundary, async (ask, { params: { code }, body: { geometry } }) => {
    if (refusal('propose', null, ask.caller) !== null) throw notYours();
    return reading(ask, async (_tx, ground) => {
      if (ground.names.territory(code) === null) throw notFound();
      const faults = faultsAt(ground, code, geometry);
      const shape = shapeFault(geometry) === null ? (geometry as Shape) : null;
      return {
        faults: faults.map((one) => ({ why: one.why, sentence: boundarySentence(one, ground.names) })),
        points: shape === null ? 0 : pointsOf(shape),
        squareKilometres: shape === null ? null : squareKilometres(shape),
      };
    });
  });

  mount(server, transferPreview, async (ask, { params: { id }, query: { territories, kinds = [''] } }) => {
    if (refusal('propose', null, ask.caller) !== null) throw notYours();
    return reading(ask, async (tx, { rows, today, bodies }) => {
      if (!bodies.has(id)) throw notFound();
      const scope = { territories, kinds };
      const rehearsed = transferWrites(rows.authority, { ...scope, id, to: SOMEBODY, from: today }, { zh: '', en: '' });
      return {
        ...(await neighbours.counts.within(tx, ask.district, id, scope)),
        answers: rehearsed.filter((row) => row.body === SOMEBODY).length,
      };
    });
  });

  mount(server, drawing, async (ask, { params: { id } }) => {
    mustSee(ask);
    return reading(ask, async (tx, ground) => {
      const stored = await loadChange(tx, ask.district, id);
      const proposal = stored?.change.proposal;
      if (proposal?.what !== 'territory-boundary') throw notFound();
      const text = await drawingOf(tx, ask.district, proposal.digest);
      if (text === null) throw notFound();
      const before = ground.areasOn(ground.today).find((one) => one.code === proposal.code);
      return {
        code: proposal.code,
        before: before ? plain(before.shape) : null,
        after: plain(JSON.parse(text) as Shape),
      };
    });
  });
}

/** Who takes over in a rehearsal: the id of no body. */
const SOMEBODY = '';
/** Of a transfer whose day has not come, or to which the worker has not come yet. */
const NOTHING_YET = { lead: 0, tasks: 0, finished: null };
const ALL = { state: null, target: null, before: null, limit: 1_000 } as const;

/** Reads in one transaction that sees the whole district: only numbers of what is protected leave it. */
function reading<T>(ask: Ask, fn: (tx: Tx, ground: Ground) => Promise<T>): Promise<T> {
  return ask.db.read(whole(ask.district), async (tx) => fn(tx, await groundOf(tx, ask.district, dayOf(ask.clock()))));
}

const doing = (ask: Ask) => ({ caller: ask.caller, now: ask.clock(), origin: 'live' as const });

const notYours = () => new Problem(403, 'places.notYours', textOf(changesWords, 'notYours'));
const notFound = () => new Problem(404, 'places.notFound', textOf(changesWords, 'notFound'));

function mustSee(ask: Ask): void {
  if (!seesPlaces(ask.caller)) throw notYours();
}

const plain = (shape: Shape): { type: Shape['type']; coordinates: Shape['coordinates'] } => ({
  type: shape.type,
  coordinates: shape.coordinates,
});

const sumOf = (entries: readonly (readonly [string, number])[]): number => entries.reduce((sum, [, n]) => sum + n, 0);

function territoryRow({
  code,
  level,
  name,
  from,
  to,
  successors,
}: Ground['rows']['territories'][number]): TerritoryRow {
  return { code, level, name, from, to, successors: [...successors] };
}

function bodyRow({ id, name, territory: where, parent, address, phone, from, to }: BodyDays): BodyRow {
  return { id, name, territory: where, parent, address, phone, from, to };
}

/** Names from the town down, by the newest names. */
function pathIn({ names }: Ground, code: string): AnswerRow['territoryName'] {
  const codes = Array.from({ length: (code.length - 6) / 3 + 1 }, (_, at) => code.slice(0, 6 + at * 3));
  const line = (codes.length === 1 ? codes : codes.slice(1)).map((one) => names.territory(one) ?? { zh: one, en: one });
  return {
    zh: line.map((one) => one.zh).join(' · '),
    en: line
      .map((one) => one.en)
      .reverse()
      .join(', '),
  };
}

/** The boundary that a territory had at its end, or will have at its beginning. */
const lastArea = ({ rows }: Ground, code: string) => rows.areas.find((one) => one.code === code);

type Authority = Ground['rows']['authority'][number];

function answerRow(ground: Ground, row: Authority, kindName: (prefix: string) => AnswerRow['kindName']): AnswerRow {
  const name = ground.names.body(row.body) ?? { zh: row.body, en: row.body };
  return {
    kind: row.kind,
    kindName: kindName(row.kind),
    body: { id: row.body, ...name },
    territory: row.territory,
    territoryName: pathIn(ground, row.territory),
    from: row.from,
    to: row.to,
  };
}

/** Who answers at a code today: of the rows for each kind the one of the longest territory. */
function answersAt(ground: Ground, code: string, kindName: (prefix: string) => AnswerRow['kindName']): AnswerRow[] {
  const byKind = new Map<string, Authority>();
  for (const row of ground.rows.authority) {
    if (!liesWithin(code, row.territory) || !inForce(row, ground.today)) continue;
    const known = byKind.get(row.kind);
    if (known === undefined || row.territory.length > known.territory.length) byKind.set(row.kind, row);
  }
  return [...byKind.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1)).map((row) => answerRow(ground, row, kindName));
}

/** A change as its readers see it: posts and times, no persons; and what this caller may do to it. */
function tell({ caller }: Ask, names: Names, change: Change): Omit<ChangeOut, 'progress'> {
  const { id, proposal, basis, state, proposed, decided, reason, updated } = change;
  return {
    id,
    what: proposal.what,
    targets: targetsOf(proposal),
    title: titleOf(proposal, names),
    differences: differencesOf(proposal, names),
    basis,
    state,
    from: 'from' in proposal ? proposal.from : null,
    proposed: { post: proposed.post, at: proposed.at },
    decided: decided === null ? null : { post: decided.post, at: decided.at },
    reason,
    updated,
    abilities: abilities(caller, change),
  };
}

function markOf(after: string | undefined): { at: string; id: string } | null {
  if (after === undefined) return null;
  const [, at = '', id = ''] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_([0-9a-f-]{36})$/.exec(after) ?? [];
  if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw notFound();
  return { at, id };
}
