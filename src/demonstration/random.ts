/**
 * Numbers that look random and are the same at every run: the demonstration district is made of them. Never for
 * anything that must be unguessable. sfc32 (Chris Doty-Humphrey, PractRand), seeded by FNV-1a of a name.
 */
export type Dice = {
  /** 0 ≤ x < 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  chance(probability: number): boolean;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** The place in a list of running totals that a throw falls into. */
  byWeight(runningTotals: readonly number[]): number;
  /** Around 1: half of all throws lie below 1; `spread` 0.5 puts two thirds between 0.6 and 1.65. */
  around(spread: number): number;
  shuffled<T>(list: readonly T[]): T[];
  /** So many bytes in hexadecimal. */
  hex(bytes: number): string;
};

export function dice(name: string): Dice {
  let hash = 0x811c9dc5;
  const seed = [1, 2, 3].map((salt) => {
    for (const character of `${salt}${name}`)
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    return hash;
  });
  let [a = 0, b = 0, c = 0] = seed;
  let counter = 1;
  const word = (): number => {
    const t = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return t >>> 0;
  };
  for (let at = 0; at < 16; at++) word();
  const next = (): number => word() / 2 ** 32;
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const one = list[whole(0, list.length - 1)];
      if (one === undefined) throw new RangeError('nothing to pick from');
      return one;
    },
    byWeight: (totals) => {
      const thrown = next() * (totals.at(-1) ?? 0);
      const at = totals.findIndex((total) => thrown < total);
      return at < 0 ? totals.length - 1 : at;
    },
    // Box and Muller 1958.
    around: (spread) => Math.exp(spread * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())),
    shuffled: (list) => {
      const all = [...list];
      for (let at = all.length - 1; at > 0; at--) {
        const other = whole(0, at);
        [all[at], all[other]] = [all[other] as never, all[at] as never];
      }
      return all;
    },
    hex: (bytes) => Array.from({ length: bytes }, () => whole(0, 255).toString(16).padStart(2, '0')).join(''),
  };
}

/** Running totals of weights, for `byWeight`. */
export function runningTotals(weights: readonly number[]): number[] {
  let total = 0;
  return weights.map((weight) => (total += weight));
}
