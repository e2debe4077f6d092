/**
 * Territory codes: the official division code without trailing zero groups. A district has 6 digits, a town or street
 * 9, a village or community 12, a grid 15 (identifiers.md E.5; the 12-digit statistical form pads with zeros).
 * A subtree is a prefix, so that a plain B-tree under collation "C" finds it.
 */

export const LEVELS = ['district', 'town', 'village', 'grid'] as const;
export type Level = (typeof LEVELS)[number];

const LENGTHS: Readonly<Record<Level, number>> = { district: 6, town: 9, village: 12, grid: 15 };

/** Why a text is no territory code: `digits` (something else than digits, or a leading zero), `length`, `zeros` (a group of three zeros stands for nothing). */
export type CodeFault = 'digits' | 'length' | 'zeros';

/** The fault of a would-be code, or null when it is one. */
export function codeFault(text: string): CodeFault | null {
  if (!/^[1-9][0-9]*$/.test(text)) return 'digits';
  if (!Object.values(LENGTHS).includes(text.length)) return 'length';
  for (let at = 6; at < text.length; at += 3) if (text.slice(at, at + 3) === '000') return 'zeros';
  return null;
}

export function isCode(text: string): boolean {
  return codeFault(text) === null;
}

/** The level of a code. Throws a RangeError on what is no code. */
export function levelOf(code: string): Level {
  const level = LEVELS.find((one) => LENGTHS[one] === code.length);
  if (level === undefined || !isCode(code)) throw new RangeError(`not a territory code: ${code}`);
  return level;
}

/** The six digits of the district that a code lies in. */
export function districtOf(code: string): string {
  return code.slice(0, LENGTHS.district);
}

/** The code one level up, or null for a district. */
export function parentOf(code: string): string | null {
  return code.length <= LENGTHS.district ? null : code.slice(0, -3);
}

/** The district first, the code itself last. */
export function ancestorsOf(code: string): string[] {
  const all: string[] = [];
  for (let length = LENGTHS.district; length <= code.length; length += 3) all.push(code.slice(0, length));
  return all;
}

/** The subtree of a code as a half-open range of texts: `code >= from and code < to`. ':' is the character after '9'. */
export function subtreeOf(code: string): { readonly from: string; readonly to: string } {
  return { from: code, to: `${code}:` };
}

/** True when `code` is `ancestor` or lies below it. */
export function liesWithin(code: string, ancestor: string): boolean {
  return code.startsWith(ancestor);
}

/** The 12-digit statistical form (`330702` → `330702000000`); null for a grid, which has none. */
export function toStatistical(code: string): string | null {
  return code.length > LENGTHS.village ? null : code.padEnd(LENGTHS.village, '0');
}

/** Our code for a 12-digit statistical one (`330702001000` → `330702001`); null for anything else, as for a province or a city. */
export function fromStatistical(text: string): string | null {
  if (!/^[1-9][0-9]{11}$/.test(text)) return null;
  const code = text.endsWith('000000') ? text.slice(0, 6) : text.endsWith('000') ? text.slice(0, 9) : text;
  return code.slice(4, 6) === '00' || !isCode(code) ? null : code;
}
