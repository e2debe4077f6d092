import { createHash } from 'node:crypto';
import type { Tx } from '../../db/database.ts';
import { Problem } from '../../http/problem.ts';
import { appointmentsLasting } from '../../identity/appointments.store.ts';
import { allBodies } from '../../identity/bodies.store.ts';
import { bodyStands } from '../../identity/bodyDays.rules.ts';
import { machinesLasting } from '../../identity/machines.store.ts';
import { type Text, textOf } from '../../language/language.ts';
import { areasOn } from '../areas.rules.ts';
import { inForce } from '../authority.rules.ts';
import { parentOf } from '../codes.rules.ts';
import { type Shape, shapeFault } from '../geometry.rules.ts';
import { geometryText } from '../import.rules.ts';
import { placesOfDistrict } from '../places.store.ts';
import type { PlacesRows } from '../territories.rules.ts';
import {
  type BodyDays,
  type BodyFault,
  changeFault,
  endFault,
  foundFault,
  type Hanging,
  sameBody,
} from './body.rules.ts';
import type { ChangeIn } from './changes.contract.ts';
import type { BodyDraft, Proposal } from './changes.rules.ts';
import { changesWords } from './changes.words.ts';
import { type Around, type BoundaryFault, boundaryFaults, pointsOf } from './shapes.rules.ts';
import type { Standing } from './standing.ts';
import { bodySentence, boundarySentence, type Names } from './telling.rules.ts';
import { type TreeFault, treeChange } from './territory.rules.ts';
import { transferFault } from './transfer.rules.ts';

type GroundBody = BodyDays & { readonly relays: boolean };

/** What stands in a district on a day, read in the transaction that decides. */
export type Ground = {
  readonly today: string;
  readonly district: string;
  readonly rows: PlacesRows;
  readonly bodies: ReadonlyMap<string, GroundBody>;
  readonly names: Names;
  /** Boundaries as they are on a day, those of what ended under what took its place. */
  areasOn(day: string): PlacesRows['areas'];
  nameOn(code: string, day: string): Text | null;
  has(code: string, day: string): boolean;
  /** A boundary as a proposal, with the text that its digest is over. Throws Problem 422 on what is no area. */
  drawn(given: Extract<ChangeIn, { what: 'territory-boundary' }>): { proposal: Proposal; text: string };
};

export async function groundOf(tx: Tx, district: string, today: string): Promise<Ground> {
  const rows = await placesOfDistrict(tx, district);
  const bodies = new Map(
    (await allBodies(tx, district)).map((one): [string, GroundBody] => [
      one.id,
      {
        id: one.id,
        name: { zh: one.nameZh, en: one.nameEn },
        territory: one.territory,
        parent: one.parent,
        address: one.address,
        phone: one.phone,
        from: one.from,
        to: one.to,
        relays: one.relays,
      },
    ]),
  );
  const on = (code: string, day: string) => rows.territories.find((one) => one.code === code && inForce(one, day));
  const byCode = Map.groupBy(rows.territories, (one) => one.code);
  return {
    today,
    district,
    rows,
    bodies,
    names: {
      territory: (code) => rows.territories.findLast((one) => one.code === code)?.name ?? null,
      body: (id) => bodies.get(id)?.name ?? null,
    },
    areasOn: (day) => areasOn(rows.areas, byCode, day),
    nameOn: (code, day) => on(code, day)?.name ?? null,
    has: (code, day) => on(code, day) !== undefined,
    drawn: ({ what, code, geometry, approximate }) => {
      if (shapeFault(geometry) !== null) throw boundaryProblem(boundaryFaults(geometry, ALONE), () => null);
      const text = geometryText(geometry as Shape);
      const digest = createHash('sha256').update(text).digest('hex');
      return { proposal: { what, code, digest, points: pointsOf(geometry as Shape), approximate }, text };
    },
  };
}

/**
 * Holds a proposal against what stands; `text` is a boundary's own. Throws Problem 409 where it started from something else, or
 * something hangs on a body that is to end; 422 where it does not fit.
 */
export async function heldAgainst(
  tx: Tx,
  standing: Standing,
  ground: Ground,
  proposal: Proposal,
  text: string | null,
): Promise<void> {
  const { rows, today, district } = ground;
  switch (proposal.what) {
    case 'territory-rename': {
      const now = ground.nameOn(proposal.code, proposal.from);
      if (now !== null && !sameText(now, proposal.before)) throw stale();
      return mustFit(treeChange(rows.territories, district, proposal, today).fault, ground);
    }
    case 'territory-found':
    case 'territory-end':
      return mustFit(treeChange(rows.territories, district, proposal, today).fault, ground);
    case 'territory-boundary': {
      const shape = text === null ? null : (JSON.parse(text) as Shape);
      const faults = faultsAt(ground, proposal.code, shape);
      if (faults.length > 0) throw boundaryProblem(faults, ground.names.territory);
      const known = ground.areasOn(today).find((one) => one.code === proposal.code);
      if (known && geometryText(known.shape) === text && known.approximate === proposal.approximate)
        throw fits('sameShape', 'body.change.geometry');
      return;
    }
    case 'body-transfer':
      return transferMustFit(tx, standing, ground, proposal);
    default:
      return bodyMustFit(await bodyFaultOf(tx, standing, ground, proposal));
  }
}

const ALONE: Around = { parent: null, siblings: [], children: [] };

/** Everything that speaks against a boundary for a code, which must stand now or later. */
export function faultsAt(ground: Ground, code: string, geometry: unknown): BoundaryFault[] {
  const { rows, today } = ground;
  const own = rows.territories.find((one) => one.code === code && (one.to === null || one.to > today));
  if (own === undefined) throw fits('unknown', 'body.change.code', code);
  // A territory that begins later is held against those that stand on its first day.
  const day = [own.from, today].sort().at(-1) ?? today;
  const parent = parentOf(code);
  const standing = ground.areasOn(day).filter((one) => ground.has(one.code, day));
  return boundaryFaults(geometry, {
    parent: standing.find((one) => one.code === parent)?.shape ?? null,
    siblings: standing.filter((one) => one.code !== code && parentOf(one.code) === parent),
    children: standing.filter((one) => parentOf(one.code) === code),
  });
}

async function bodyFaultOf(
  tx: Tx,
  standing: Standing,
  ground: Ground,
  proposal: Extract<Proposal, { what: 'body-found' | 'body-change' | 'body-end' }>,
): Promise<BodyFault | null> {
  const bodies = [...ground.bodies.values()];
  const has = (code: string, day: string) => ground.has(code, day);
  switch (proposal.what) {
    case 'body-found':
      return foundFault(bodies, proposal, has, ground.today);
    case 'body-change': {
      const now = ground.bodies.get(proposal.id);
      if (now !== undefined && !sameBody(now, proposal.before)) throw stale();
      return changeFault(bodies, proposal, has, ground.today);
    }
    case 'body-end': {
      const hanging = await hangingOn(tx, standing, ground, proposal.id, proposal.from);
      return endFault(bodies, proposal, hanging, ground.today);
    }
  }
}

/** Throws Problem 422 where what shall pass to another body cannot. */
async function transferMustFit(
  tx: Tx,
  { counts, district }: Standing,
  { bodies, rows, today, has, names }: Ground,
  proposal: Extract<Proposal, { what: 'body-transfer' }>,
): Promise<void> {
  const open = await counts.within(tx, district, proposal.id, proposal);
  const fault = transferFault(rows.authority, proposal, {
    stands: (body, day) => bodyStands(bodies.get(body), day),
    has,
    today,
    isOpen: Object.values(open).some((n) => n > 0),
  });
  if (fault === null) return;
  const { about = '' } = fault;
  const message = {
    zh: textOf(changesWords, fault.why, { about: names.territory(about)?.zh ?? about }).zh,
    en: textOf(changesWords, fault.why, { about: names.territory(about)?.en ?? about }).en,
  };
  throw new Problem(422, `places.${fault.why}`, message, [{ path: `body.change.${fault.path}`, message }]);
}

/** What hangs on a body on a day. */
export async function hangingOn(
  tx: Tx,
  { counts, district }: Standing,
  { rows, bodies }: Ground,
  id: string,
  day: string,
): Promise<Hanging> {
  return {
    open: await counts.atBody(tx, district, id),
    appointments: await appointmentsLasting(tx, district, { body: id }, day),
    answers: rows.authority.filter((one) => one.body === id && (one.to === null || one.to > day)).length,
    below: [...bodies.values()].filter((one) => one.parent === id && (one.to === null || one.to > day)).length,
    machines: await machinesLasting(tx, district, id, day),
  };
}

function mustFit(fault: TreeFault | null, ground: Ground): void {
  if (fault === null) return;
  const name = ground.names.territory(fault.about);
  const about = (language: 'zh' | 'en') =>
    name === null || fault.why === 'children' ? fault.about : `${name[language]} ${fault.about}`;
  const message = {
    zh: textOf(changesWords, fault.why, { about: about('zh') }).zh,
    en: textOf(changesWords, fault.why, { about: about('en') }).en,
  };
  throw new Problem(422, `places.${fault.why}`, message, [{ path: `body.change.${fault.path}`, message }]);
}

function bodyMustFit(fault: BodyFault | null): void {
  if (fault === null) return;
  const message = bodySentence(fault);
  throw new Problem(fault.why === 'hangs' ? 409 : 422, `places.${fault.why}`, message, [
    { path: `body.change.${fault.path}`, message },
  ]);
}

function boundaryProblem(faults: readonly BoundaryFault[], territory: Names['territory']): Problem {
  const sentences = faults.map((one) => boundarySentence(one, { territory, body: () => null }));
  const [first] = sentences;
  return new Problem(
    422,
    `places.${faults[0]?.why ?? 'form'}`,
    first ?? textOf(changesWords, 'muddled'),
    sentences.map((message) => ({ path: 'body.change.geometry', message })),
  );
}

function fits(key: 'sameShape' | 'unknown', path: string, about = ''): Problem {
  const message = textOf(changesWords, key, { about });
  return new Problem(422, `places.${key}`, message, [{ path, message }]);
}

const sameText = (a: Text, b: Text): boolean => a.zh === b.zh && a.en === b.en;
const stale = (): Problem => new Problem(409, 'places.stale', textOf(changesWords, 'stale'));

/** What of a body a change is about. */
export const draftOf = ({ name, territory, parent, address, phone }: BodyDraft): BodyDraft => ({
  name,
  territory,
  parent,
  address,
  phone,
});
