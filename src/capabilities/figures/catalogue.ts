import type { Figure } from '../../platform/figures/figure.rules.ts';
import { MATTER_FIGURES } from '../matters/matters.door.ts';

/** Every published figure; each is declared beside the capability whose lines it counts. */
export const FIGURES: readonly Figure[] = [...MATTER_FIGURES];

const byCode: ReadonlyMap<string, Figure> = new Map(FIGURES.map((one) => [one.code, one]));
/** A figure by its code, null where there is none. */
export const figureCoded = (code: string): Figure | null => byCode.get(code) ?? null;
