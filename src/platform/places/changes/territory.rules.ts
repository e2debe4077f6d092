import { inForce } from '../authority.rules.ts';
import { codeFault, levelOf, parentOf } from '../codes.rules.ts';
import type { Territory } from '../territories.rules.ts';
import type { Proposal, Successor } from './changes.rules.ts';

type Of<W extends Proposal['what']> = Extract<Proposal, { what: W }>;
type TerritoryChange = Of<'territory-found'> | Of<'territory-rename'> | Of<'territory-end'>;

/** Why a change of the tree cannot stand; each has its words. `about` is the code, or the number, that it is about. */
export type TreeFault = {
  readonly why:
    | 'badCode'
    | 'foreignCode'
    | 'unknown'
    | 'past'
    | 'scheduled'
    | 'sameName'
    | 'root'
    | 'levels'
    | 'twice'
    | 'itself'
    | 'children'
    | 'used'
    | 'orphan'
    | 'young';
  readonly path: string;
  readonly about: string;
};

export type TreeChange =
  | { readonly fault: TreeFault; readonly writes?: undefined }
  | { readonly fault: null; readonly writes: readonly Territory[] };

const fail = (why: TreeFault['why'], path: string, about = ''): TreeChange => ({ fault: { why, path, about } });

/**
 * What a change does to the table of territories, or why it cannot be. The past stays as it was: nothing begins before today. A
 * territory is never taken out: it ends on a day, with what took its place, and its code is given to nobody else. Pure.
 */
export function treeChange(
  rows: readonly Territory[],
  district: string,
  proposal: TerritoryChange,
  today: string,
): TreeChange {
  if (proposal.from < today) return fail('past', 'from', today);
  switch (proposal.what) {
    case 'territory-found': {
      const fault = freshFault(rows, district, proposal.code, proposal.from, 'code');
      return fault ?? { fault: null, writes: [made(proposal.code, proposal.name, proposal.from)] };
    }
    case 'territory-rename':
      return renamed(rows, proposal);
    case 'territory-end':
      return ended(rows, district, proposal);
  }
}

function made(code: string, name: Territory['name'], from: string): Territory {
  return { code, level: levelOf(code), name, from, to: null, successors: [] };
}

/** A code that is new on a day: well made, of this district, never used before, below something that stands then. */
function freshFault(
  rows: readonly Territory[],
  district: string,
  code: string,
  day: string,
  path: string,
): TreeChange | null {
  if (codeFault(code) !== null) return fail('badCode', path, code);
  if (!code.startsWith(district)) return fail('foreignCode', path, code);
  if (rows.some((one) => one.code === code)) return fail('used', path, code);
  const parent = parentOf(code);
  if (parent === null) return fail('root', path, code);
  return staysFrom(rows, parent, day) ? null : fail('orphan', path, parent);
}

/** Whether a code stands on a day and has no end thereafter; a name that changes later is no end. */
function staysFrom(rows: readonly Territory[], code: string, day: string): boolean {
  const known = rows.filter((one) => one.code === code);
  return known.some((one) => inForce(one, day)) && known.some((one) => one.to === null);
}

/** The row of a code that stands on a day, with nothing that is to come after it; or why there is none. */
function lastRow(rows: readonly Territory[], code: string, day: string, path: string): Territory | TreeChange {
  const known = rows.filter((one) => one.code === code);
  const row = known.find((one) => inForce(one, day));
  if (row === undefined) return fail('unknown', path, code);
  return known.some((one) => one.from > row.from) ? fail('scheduled', path, code) : row;
}

function renamed(rows: readonly Territory[], { code, name, from }: Of<'territory-rename'>): TreeChange {
  const row = lastRow(rows, code, from, 'code');
  if ('fault' in row) return row;
  if (row.name.zh === name.zh && row.name.en === name.en) return fail('sameName', 'name', code);
  // A second name on the day on which the first begins takes the first one's place.
  if (row.from === from) return { fault: null, writes: [{ ...row, name }] };
  return {
    fault: null,
    writes: [
      { ...row, to: from, successors: [] },
      { ...row, name, from },
    ],
  };
}

function ended(rows: readonly Territory[], district: string, { codes, into, from }: Of<'territory-end'>): TreeChange {
  const level = codes[0]?.length;
  const ending: Territory[] = [];
  for (const [at, code] of codes.entries()) {
    const path = `codes.${at}`;
    if (code === district) return fail('root', path, code);
    if (code.length !== level) return fail('levels', path, code);
    if (codes.indexOf(code) !== at) return fail('twice', path, code);
    const row = lastRow(rows, code, from, path);
    if ('fault' in row) return row;
    if (row.to !== null) return fail('scheduled', path, code);
    if (row.from >= from) return fail('young', path, code);
    const below = rows.filter(
      (one) => one.code.startsWith(code) && one.code !== code && (one.to === null || one.to > from),
    );
    if (below.length > 0) return fail('children', path, String(new Set(below.map((one) => one.code)).size));
    ending.push(row);
  }
  for (const [at, one] of into.entries()) {
    const fault = successorFault(rows, district, one, { at, codes, into, from });
    if (fault !== null) return fault;
  }
  const successors = into.map((one) => one.code);
  return {
    fault: null,
    writes: [
      ...ending.map((row) => ({ ...row, to: from, successors })),
      ...into.flatMap(({ code, name }) => (name === null ? [] : [made(code, name, from)])),
    ],
  };
}

function successorFault(
  rows: readonly Territory[],
  district: string,
  { code, name }: Successor,
  around: {
    readonly at: number;
    readonly codes: readonly string[];
    readonly into: readonly Successor[];
    readonly from: string;
  },
): TreeChange | null {
  const path = `into.${around.at}.code`;
  if (around.codes.includes(code)) return fail('itself', path, code);
  if (around.into.findIndex((one) => one.code === code) !== around.at) return fail('twice', path, code);
  if (code.length !== around.codes[0]?.length)
    return codeFault(code) === null ? fail('levels', path, code) : fail('badCode', path, code);
  if (name !== null) return freshFault(rows, district, code, around.from, path);
  return staysFrom(rows, code, around.from) ? null : fail('unknown', path, code);
}
