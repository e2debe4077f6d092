import { hash as digest } from 'node:crypto';
import { addDays } from '../calendar/calendar.rules.ts';
import type { Grain } from './tally.rules.ts';

/** Two moduli below 2^31, both prime: a sum by each. */
export const PRIMES = [2_147_483_647, 2_147_483_629] as const;
/** Beyond this, sums are brought below the modulus again, so that they stay exact: for counts below a million. */
const FULL = 2 ** 52;
const LEVELS = [6, 9, 12, 15] as const;

/** A weight by each modulus. */
type Weight = readonly [number, number];
/** Where the sums of a measure or a family stand in the array: two of each grain as `AT` has it, a measure's day of the district alone. */
const AT = { month: 0, day: 2, year: 4 } as const satisfies Record<Grain, number>;
type Measure = { readonly at: number; readonly family: Family };
type Family = { readonly at: number; counts: number };
type Place = { readonly name: string; readonly weight: Weight };
type Day = Readonly<Record<Grain, Weight>>;

/** Sums as plain data, to be handed over: of measures by month and day, of families by year as well; the places and days behind them. */
export type Summed = {
  readonly measures: readonly (readonly [name: string, month: Weight, day: Weight])[];
  readonly families: readonly (readonly [name: string, month: Weight, day: Weight, year: Weight, counts: number])[];
  readonly places: readonly string[];
  readonly days: readonly string[];
};

/**
 * What the tallies of each measure must weigh by the counts that were seen: every tally is multiplied with a weight of its place and
 * one of its period, drawn anew for each audit, and summed by two moduli. A tally that is wrong, in whatever company, leaves both sums
 * as they are with a probability below 2^-58 (a polynomial of degree two that is not zero: Schwartz and Zippel); whoever changes tallies
 * cannot know the weights. This takes a few numbers for each measure, where the tallies themselves are several for each line.
 * Places, grains and families are those of `rolledUp`.
 */
export class TallySums {
  readonly #secret: string;
  readonly #measures = new Map<string, Measure>();
  readonly #families = new Map<string, Family>();
  readonly #places = new Map<string, Weight>();
  readonly #ancestors = new Map<string, Place>();
  readonly #days = new Map<string, Day>();
  #first = '9999-12-31';
  #last = '0001-01-01';
  #sums = new Float64Array(4_096);
  #used = 0;
  /** The place and day of the last count, and what they weigh together: by each grain. Those of one line have mostly the same. */
  #place = '';
  #day = '';
  #month1 = 0;
  #month2 = 0;
  #day1 = 0;
  #day2 = 0;
  #year1 = 0;
  #year2 = 0;
  #top1 = 0;
  #top2 = 0;

  /** @param secret nobody knows it who could have changed a tally. */
  constructor(secret: string) {
    this.#secret = secret;
  }

  /** Takes in a count, or `times` -1 of one away. */
  add(measure: string, day: string, territory: string, n: number, times: 1 | -1 = 1): void {
    const { at, family } = this.#measures.get(measure) ?? this.#measureOf(measure);
    if (day !== this.#day || territory !== this.#place) this.#weighBoth(territory, day);
    const many = n * times;
    family.counts += times;
    this.#put(at, many * this.#month1);
    this.#put(at + 1, many * this.#month2);
    this.#put(at + 2, many * this.#top1);
    this.#put(at + 3, many * this.#top2);
    this.#put(family.at, many * this.#month1);
    this.#put(family.at + 1, many * this.#month2);
    this.#put(family.at + 2, many * this.#day1);
    this.#put(family.at + 3, many * this.#day2);
    this.#put(family.at + 4, many * this.#year1);
    this.#put(family.at + 5, many * this.#year2);
  }

  summed(): Summed {
    return {
      measures: [...this.#measures].map(([name, { at }]) => [name, this.#weightAt(at), this.#weightAt(at + 2)]),
      families: [...this.#families].map(([name, { at, counts }]) => [
        name,
        this.#weightAt(at),
        this.#weightAt(at + 2),
        this.#weightAt(at + 4),
        counts,
      ]),
      places: [...this.#places.keys()],
      days: [...this.#days.keys()],
    };
  }

  /** Takes in what another one with the same secret summed. */
  take({ measures, families, places, days }: Summed): void {
    for (const [name, month, day] of measures) {
      const { at } = this.#measureOf(name);
      this.#putBoth(at, month);
      this.#putBoth(at + 2, day);
    }
    for (const [name, month, day, year, counts] of families) {
      const family = this.#familyOf(name);
      this.#putBoth(family.at, month);
      this.#putBoth(family.at + 2, day);
      this.#putBoth(family.at + 4, year);
      family.counts += counts;
    }
    for (const place of places) this.#placeOf(place);
    for (const day of days) this.#dayOf(day);
  }

  /** The families in their order, and of each how many counts were seen. */
  families(): { readonly name: string; readonly counts: number }[] {
    return [...this.#families]
      .map(([name, { counts }]) => ({ name, counts }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** The weights of every place and period for which anything was counted. */
  weights(): { readonly places: readonly Place[]; readonly first: string; readonly days: readonly Weight[] } {
    const days: Weight[] = [];
    const first = `${this.#first.slice(0, 4)}-01-01`;
    for (let day = first; day <= this.#last; day = addDays(day, 1)) days.push(this.#dayOf(day).day);
    return { places: [...this.#ancestors.values()], first, days };
  }

  /** What the tallies of one grain and name weigh together; nothing where none was counted. */
  sumOf(grain: Grain, name: string): Weight {
    const family = this.#families.get(name);
    const known = family ?? this.#measures.get(name);
    if (known === undefined || (grain === 'year' && family === undefined)) return [0, 0];
    const [one, two] = this.#weightAt(known.at + AT[grain]);
    return [below(one, PRIMES[0]), below(two, PRIMES[1])];
  }

  /** The names whose tallies, of one grain, weigh anything. */
  names(grain: Grain): string[] {
    const all = [...this.#families.keys(), ...this.#measures.keys()];
    return all.filter((name) => this.sumOf(grain, name).some((sum) => sum !== 0));
  }

  #measureOf(name: string): Measure {
    const known = this.#measures.get(name);
    if (known !== undefined) return known;
    const made = { at: this.#room(4), family: this.#familyOf(`${name.split('/', 1)[0]}/`) };
    this.#measures.set(name, made);
    return made;
  }

  #familyOf(name: string): Family {
    const known = this.#families.get(name);
    if (known !== undefined) return known;
    const made = { at: this.#room(6), counts: 0 };
    this.#families.set(name, made);
    return made;
  }

  /** So many places in the array. */
  #room(many: number): number {
    const at = this.#used;
    this.#used += many;
    if (this.#used > this.#sums.length) {
      const larger = new Float64Array(this.#sums.length * 2);
      larger.set(this.#sums);
      this.#sums = larger;
    }
    return at;
  }

  #weightAt(at: number): Weight {
    return [this.#sums[at] as number, this.#sums[at + 1] as number];
  }

  #putBoth(at: number, [one, two]: Weight): void {
    this.#put(at, one);
    this.#put(at + 1, two);
  }

  /** The one modulus stands at even places, the other at odd ones. */
  #put(at: number, weight: number): void {
    const sum = (this.#sums[at] as number) + weight;
    this.#sums[at] = sum > FULL || sum < -FULL ? sum % PRIMES[(at & 1) as 0 | 1] : sum;
  }

  #weighBoth(territory: string, day: string): void {
    const place = this.#placeOf(territory);
    const on = this.#dayOf(day);
    this.#place = territory;
    this.#day = day;
    this.#month1 = product(place[0], on.month[0], PRIMES[0]);
    this.#month2 = product(place[1], on.month[1], PRIMES[1]);
    this.#day1 = product(place[0], on.day[0], PRIMES[0]);
    this.#day2 = product(place[1], on.day[1], PRIMES[1]);
    this.#year1 = product(place[0], on.year[0], PRIMES[0]);
    this.#year2 = product(place[1], on.year[1], PRIMES[1]);
    const top = this.#ancestors.get(territory.slice(0, LEVELS[0]))?.weight ?? [0, 0];
    this.#top1 = product(top[0], on.day[0], PRIMES[0]);
    this.#top2 = product(top[1], on.day[1], PRIMES[1]);
  }

  /** The weights of a territory and of all above it, added up. */
  #placeOf(territory: string): Weight {
    const known = this.#places.get(territory);
    if (known !== undefined) return known;
    let [one, two] = [0, 0];
    for (const length of LEVELS) {
      if (length > territory.length) break;
      const name = territory.slice(0, length);
      let place = this.#ancestors.get(name);
      if (place === undefined) {
        place = { name, weight: this.#weigh(`place ${name}`) };
        this.#ancestors.set(name, place);
      }
      one += place.weight[0];
      two += place.weight[1];
    }
    const weight = [one % PRIMES[0], two % PRIMES[1]] as const;
    this.#places.set(territory, weight);
    return weight;
  }

  #dayOf(day: string): Day {
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    const made = {
      day: this.#weigh(`day ${day}`),
      month: this.#weigh(`day ${day.slice(0, 7)}-01`),
      year: this.#weigh(`day ${day.slice(0, 4)}-01-01`),
    };
    this.#days.set(day, made);
    if (day < this.#first) this.#first = day;
    if (day > this.#last) this.#last = day;
    return made;
  }

  #weigh(name: string): Weight {
    const drawn = digest('sha256', `${this.#secret} ${name}`, 'buffer');
    return [1 + (drawn.readUIntBE(0, 6) % (PRIMES[0] - 1)), 1 + (drawn.readUIntBE(6, 6) % (PRIMES[1] - 1))];
  }
}

/** The product of two numbers below 2^31 by a modulus, exactly. */
function product(a: number, b: number, modulus: number): number {
  const high = ((a >>> 16) * b) % modulus;
  return (high * 65_536 + (a & 65_535) * b) % modulus;
}

const below = (sum: number, modulus: number): number => ((sum % modulus) + modulus) % modulus;
