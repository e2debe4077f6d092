import { type Figure, versionOn } from '../../platform/figures/figure.rules.ts';
import { canonical, type Json } from '../../platform/journal/canonical.rules.ts';
import type { FigureBundle } from '../../platform/proof/figureBundle.ts';
import { figureCoded } from './catalogue.ts';

/**
 * The figure that is published under a proof's code, where the proof is reckoned as that is for periods that end on that day; null where it is
 * not. What it is called and how it is explained may be put into better words since: the published name is the one to be told.
 */
export function publishedAs({ code, unit, version }: FigureBundle['figure'], to: string): Figure | null {
  const known = figureCoded(code);
  if (known === null) return null;
  const made = (
    of: typeof unit,
    { version: n, from, formula, counts }: Pick<typeof version, 'version' | 'from' | 'formula' | 'counts'>,
  ) => canonical(JSON.parse(JSON.stringify({ of, n, from, formula, counts })) as Json);
  return made(unit, version) === made(known.unit, versionOn(known, to) as typeof version) ? known : null;
}
