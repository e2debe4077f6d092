import type { Tx } from '../db/database.ts';
import { type Figure, reckoned, versionOn } from '../figures/figure.rules.ts';
import { linesOf } from '../journal/audit.store.ts';
import { countsUpTo } from '../journal/behind.store.ts';
import { FIGURE_FORMAT, type FigureAsked, type FigureBundle } from './figureBundle.ts';
import { sumsOf, wantedBy } from './figureProof.ts';
import { reader } from './growing.ts';
import { rangeHash } from './merkle.ts';
import { fillRanges } from './multi.ts';
import { logOf, subjectsOfLines, subjectsUpTo } from './proof.store.ts';
import { completeFrom } from './tiles.ts';

/** How much a proof shows: the lines that count with what came before them, their hashes alone, or every line of the tree. */
export type Shows = 'lines' | 'hashes' | 'whole';
/** Most lines of a proof that shows the whole tree. */
export const MOST_WHOLE = 500_000;
/** Subjects whose lines are read at once. */
const PAGE = 500;

/**
 * The proof of a figure as the newest signed tree knows it: lines that are in no tree yet do not count. Null where no tree was signed.
 * Throws RangeError where the whole is too much.
 */
export async function figureBundleFor(
  tx: Tx,
  figure: Figure,
  asked: FigureAsked,
  shows: Shows,
): Promise<FigureBundle | null> {
  const { district } = asked;
  const log = await logOf(tx, district);
  if (log === null || log.size === 0) return null;
  if (shows === 'whole' && log.size > MOST_WHOLE) throw new RangeError('whole');
  const version = versionOn(figure, asked.to);
  const wanted = wantedBy(version, asked);
  const counts: FigureBundle['counts'] = [];
  for (const { measure, from, to } of wanted)
    for (const { seq, ...one } of await countsUpTo(tx, { ...asked, measure, from, to, size: log.size }))
      counts.push({ index: seq - 1, ...one });

  const indexes = new Set(counts.map((one) => one.index));
  const chains: FigureBundle['chains'] = [];
  const bare: FigureBundle['bare'] = [];
  if (shows === 'hashes') {
    for (const { seq, hash } of await subjectsOfLines(
      tx,
      district,
      [...indexes].map((one) => one + 1),
    ))
      bare.push({ index: seq - 1, hash: hash.toString('base64') });
  } else {
    const subjects =
      shows === 'whole'
        ? await subjectsUpTo(tx, district, log.size)
        : [
            ...new Set(
              (
                await subjectsOfLines(
                  tx,
                  district,
                  [...indexes].map((one) => one + 1),
                )
              ).map((one) => one.subject),
            ),
          ];
    for (let at = 0; at < subjects.length; at += PAGE)
      for (const lines of Map.groupBy(
        await linesOf(tx, district, subjects.slice(at, at + PAGE)),
        (one) => one.subject,
      ).values()) {
        const places = lines.map(({ seq }) => (seq !== null && seq <= log.size ? seq - 1 : null));
        const last = places.findLastIndex((one) => one !== null);
        const chain = lines
          .slice(0, last + 1)
          .map(({ bytes }, i) => ({ index: places[i] ?? null, line: bytes.toString('base64') }));
        if (chain.length > 0) chains.push(chain);
      }
  }
  const inTree = [
    ...chains.flatMap((chain) => chain.flatMap(({ index }) => index ?? [])),
    ...bare.map((one) => one.index),
  ];
  const complete = completeFrom(reader(tx, district));
  const fill: string[] = [];
  for (const range of fillRanges(
    inTree.toSorted((a, b) => a - b),
    log.size,
  ))
    fill.push((await rangeHash(range, complete)).toString('base64'));

  const { sums } = sumsOf(counts, wanted, asked);
  const { value, part, whole } = reckoned(version, (name, as) => sums.get(`${as} ${name}`) ?? 0);
  const { code, name, means, unit } = figure;
  return {
    format: FIGURE_FORMAT,
    key: log.key,
    checkpoint: log.checkpoint,
    asked,
    figure: { code, name, means, unit, version: structuredClone(version) as FigureBundle['figure']['version'] },
    value,
    part,
    whole,
    counts,
    chains,
    bare,
    fill,
  };
}
