import { createHash } from 'node:crypto';
import { monthEndsFrom, wholeMonthsOf } from '../calendar/span.rules.ts';
import { measureOf } from '../figures/asked.rules.ts';
import { type As, type FigureVersion, neededBy, reckoned } from '../figures/figure.rules.ts';
import { dayOf } from '../journal/line.rules.ts';
import { lineOf, type Said } from '../journal/stored.ts';
import type { KnownKind } from '../journal/subject.ts';
import { measureRange } from '../journal/tally.rules.ts';
import type { FigureAsked, FigureBundle } from './figureBundle.ts';
import { rootOf } from './multi.ts';
import { headOf, judged, noteOf, type Verifier, verifierOf } from './notes.ts';

/** What a figure asks of the counts: a choice of measures, from which day on, and until which. */
export type Wanted = {
  readonly name: string;
  readonly as: As;
  readonly measure: string;
  readonly from: string | null;
  readonly to: string;
};

/**
 * Every choice of measures that a version is made of, each once; what stands is counted from the beginning, and what is made of whole
 * months until the end of the last one.
 */
export function wantedBy(version: FigureVersion, asked: FigureAsked): Wanted[] {
  const seen = new Map<string, Wanted>();
  for (const { measure: name, as } of neededBy(version)) {
    const measure = measureOf(name, as, asked.kind);
    const span = as === 'months' || as === 'norm' ? wholeMonthsOf(asked) : asked;
    if (span === null) continue;
    seen.set(measure, { name, as, measure, from: as === 'flow' || as === 'months' ? span.from : null, to: span.to });
  }
  return [...seen.values()];
}

/** What the counts of a figure add up to, each as often as it counts: of a norm once for every month at whose end it stands. */
export function sumsOf(
  counts: readonly FigureBundle['counts'][number][],
  wanted: readonly Wanted[],
  asked: FigureAsked,
): { readonly sums: ReadonlyMap<string, number>; readonly foreign: FigureBundle['counts'][number] | null } {
  const months = wholeMonthsOf(asked);
  const sums = new Map<string, number>();
  for (const one of counts) {
    const choice = choiceOf(one, wanted, asked);
    if (choice === undefined) return { sums, foreign: one };
    const times = choice.as !== 'norm' ? 1 : months === null ? 0 : monthEndsFrom(one.day, months);
    const key = `${choice.as} ${choice.name}`;
    sums.set(key, (sums.get(key) ?? 0) + one.n * times);
  }
  return { sums, foreign: null };
}

type Counted = Pick<FigureBundle['counts'][number], 'measure' | 'day' | 'territory' | 'recorded'>;

/** The choice that a count belongs to, or undefined where the figure is not made of it. */
export function choiceOf(
  one: Counted,
  wanted: readonly Wanted[],
  { territory, asOf }: FigureAsked,
): Wanted | undefined {
  if (!one.territory.startsWith(territory) || (asOf !== null && one.recorded > asOf)) return undefined;
  return wanted.find(({ measure, from, to }) => {
    const range = measureRange(measure);
    return one.day <= to && range.from <= one.measure && one.measure < range.to && (from === null || one.day >= from);
  });
}

/** What a check of a figure's proof found: what holds, or the first thing that does not. */
export type FigureChecked =
  | {
      readonly is: 'proved';
      readonly origin: string;
      readonly size: number;
      /** Counts that were made anew from their lines, and those of which the line is not shown. */
      readonly again: number;
      readonly bare: number;
      /** Every line of the tree is there: nothing that counts was left out. */
      readonly complete: boolean;
    }
  | { readonly is: 'note' | 'key' | 'signature' | 'head' | 'tree' | 'value' }
  /** A line that does not follow the one before it, or is of no known kind; a count that its line does not make, or that was left out. */
  | { readonly is: 'chain' | 'count' | 'left'; readonly index: number };

/**
 * Checks a figure with a public key alone: the root is signed; every line is in the tree or in the hash of the line after it; each line,
 * folded and counted anew by the rules of its sort, makes the very counts that are named, and no other of this figure; and the
 * formula makes the value of them.
 */
export function checkFigure(bundle: FigureBundle, by: Verifier, kinds: ReadonlyMap<string, KnownKind>): FigureChecked {
  const note = noteOf(bundle.checkpoint);
  if (note === null) return { is: 'note' };
  if (verifierOf(bundle.key) === null) return { is: 'key' };
  if (judged(note, by).is !== 'signed') return { is: 'signature' };
  const head = headOf(note.text);
  if (head === null || head.origin !== by.name) return { is: 'head' };

  const entries: { index: number; entry: Uint8Array }[] = bundle.bare.map(({ index, hash }) => ({
    index,
    entry: Buffer.from(hash, 'base64'),
  }));
  for (const chain of bundle.chains)
    for (const { index, line } of chain) if (index !== null) entries.push({ index, entry: hashOf(line) });
  entries.sort((a, b) => a.index - b.index);
  const root = rootOf(
    entries,
    head.size,
    bundle.fill.map((one) => Buffer.from(one, 'base64')),
  );
  if (root === null || !root.equals(head.root)) return { is: 'tree' };

  const wanted = wantedBy(bundle.figure.version, bundle.asked);
  const named = Map.groupBy(bundle.counts, (one) => one.index);
  let again = 0;
  for (const chain of bundle.chains) {
    const found = againOf(chain, bundle.asked, wanted, kinds, named);
    if ('is' in found) return found;
    again += found.again;
  }
  const bare = new Set(bundle.bare.map((one) => one.index));
  const shown = new Set(bundle.chains.flatMap((chain) => chain.map((one) => one.index)));
  const homeless = bundle.counts.find((one) => !bare.has(one.index) && !shown.has(one.index));
  if (homeless) return { is: 'count', index: homeless.index };

  const { sums, foreign } = sumsOf(bundle.counts, wanted, bundle.asked);
  if (foreign !== null) return { is: 'count', index: foreign.index };
  const made = reckoned(bundle.figure.version, (name, as) => sums.get(`${as} ${name}`) ?? 0);
  if (made.value !== bundle.value || made.part !== bundle.part || made.whole !== bundle.whole) return { is: 'value' };
  const complete = bundle.bare.length === 0 && bundle.fill.length === 0;
  return { is: 'proved', origin: head.origin, size: head.size, again, bare: bundle.counts.length - again, complete };
}

type Named = ReadonlyMap<number, readonly FigureBundle['counts'][number][]>;

/** Folds a chain and makes its counts again; how many of the named ones it makes, or the first fault. */
function againOf(
  chain: FigureBundle['chains'][number],
  asked: FigureAsked,
  wanted: readonly Wanted[],
  kinds: ReadonlyMap<string, KnownKind>,
  named: Named,
): { readonly again: number } | FigureChecked {
  // What has no place of its own is vouched for by the line after it, the last one by its place alone.
  const last = chain.at(-1)?.index ?? null;
  if (last === null) return { is: 'chain', index: 0 };
  let state: unknown = null;
  let prev: string | null = null;
  let again = 0;
  for (const [at, { index, line: bytes }] of chain.entries()) {
    const said = saidIn(bytes);
    const known = said === null ? undefined : kinds.get(said.kind);
    if (
      said === null ||
      known === undefined ||
      said.district !== asked.district ||
      said.n !== at + 1 ||
      said.prev !== prev
    )
      return { is: 'chain', index: index ?? last };
    const before = state;
    const line = lineOf(said, known);
    state = known.subject.fold(before, line);
    prev = hashOf(bytes).toString('hex');
    // Only what came from nobody waits for its place, and does not count before it has it.
    if (index === null && known.kind.precision !== 'day') return { is: 'chain', index: last };
    if (index === null) continue;
    const recorded = dayOf(line.recorded);
    const theirs = named.get(index) ?? [];
    const { figures } = known.subject;
    const version = theirs[0]?.figure ?? figures.version;
    const rules = version === figures.version ? figures.countsOf : figures.earlier?.[version];
    if (rules === undefined || theirs.some((one) => one.figure !== version)) return { is: 'count', index };
    const made = summed(
      rules(before, line, state)
        .map((one) => ({ ...one, recorded }))
        .filter((one) => choiceOf(one, wanted, asked) !== undefined),
    );
    for (const one of theirs) {
      const key = keyOf(one);
      if (made.get(key) !== one.n) return { is: 'count', index };
      made.delete(key);
    }
    if ([...made.values()].some((n) => n !== 0)) return { is: 'left', index };
    again += theirs.length;
  }
  return { again };
}

const keyOf = ({ measure, day, territory, recorded }: Counted): string => `${measure} ${day} ${territory} ${recorded}`;

function summed(counts: readonly (Counted & { readonly n: number })[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const one of counts) sums.set(keyOf(one), (sums.get(keyOf(one)) ?? 0) + one.n);
  return sums;
}

function saidIn(bytes: string): Said | null {
  try {
    return JSON.parse(Buffer.from(bytes, 'base64').toString('utf8')) as Said;
  } catch {
    return null;
  }
}

const hashOf = (bytes: string): Buffer => createHash('sha256').update(Buffer.from(bytes, 'base64')).digest();
