import { versionOn } from '../../platform/figures/figure.rules.ts';
import { canonical, type Json } from '../../platform/journal/canonical.rules.ts';
import type { FigureBundle } from '../../platform/proof/figureBundle.ts';
import { figureCoded } from './catalogue.ts';

/** Whether a proof's figure is, by name, unit and formula, the one that is published under its code for periods that end on that day. */
export function isPublished({ code, name, means, unit, version }: FigureBundle['figure'], to: string): boolean {
  const known = figureCoded(code);
  if (known === null) return false;
  const text = (one: unknown): string => canonical(JSON.parse(JSON.stringify(one)) as Json);
  const { name: own, means: said, unit: counted } = known;
  return (
    text({ name, means, unit, version }) ===
    text({ name: own, means: said, unit: counted, version: versionOn(known, to) })
  );
}
