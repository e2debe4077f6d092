import { parseArgs } from 'node:util';

/** Whole numbers from the command line (`--rounds 3`), with their defaults; an unknown or senseless one ends the process. */
export function numbersAsked<const Names extends Readonly<Record<string, number>>>(
  defaults: Names,
): { [N in keyof Names]: number } {
  try {
    const options = Object.fromEntries(Object.keys(defaults).map((one) => [one, { type: 'string' as const }]));
    const { values } = parseArgs({ options });
    const read = Object.entries(defaults).map(([name, usual]) => {
      const value = Number(values[name] ?? usual);
      if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} wants a whole number`);
      return [name, value] as const;
    });
    return Object.fromEntries(read) as { [N in keyof Names]: number };
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}

/** The value below which a part (0 to 1) of all lies; null of nothing. */
export function quantile(all: readonly number[], part: number): number | null {
  const sorted = all.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? null;
}

/** The middle value, or the mean of the two in the middle. */
export function median(all: readonly number[]): number {
  const sorted = all.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

/** Prints the one last line of a question. */
export function answer(name: string, values: Readonly<Record<string, number | string>>): void {
  const shown = Object.entries(values).map(
    ([key, value]) => `${key}=${typeof value === 'number' ? rounded(value) : value}`,
  );
  console.log(`BENCH ${name} ${shown.join(' ')}`);
}

const rounded = (value: number): string =>
  String(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
