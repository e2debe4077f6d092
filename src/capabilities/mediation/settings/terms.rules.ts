import type { Templates } from '../documents/documents.contract.ts';

/** Terms counted in days, and how many each may be. */
export const DAYS = {
  /** 调解期限, calendar days from acceptance. */
  days: { most: 90, standard: 30 },
  /** Working days in which a body answers an offer. */
  offerDays: { most: 30, standard: 3 },
  /** Calendar days after the effect of an agreement until it is visited. */
  visitDays: { most: 365, standard: 30 },
  /** Calendar days in which nothing was done: a case is cold. */
  coldDays: { most: 90, standard: 10 },
} as const;
export type DaysTerm = keyof typeof DAYS;
export const DAYS_TERMS = Object.keys(DAYS) as DaysTerm[];

/** What a case brings its mediator (以案定补), by how hard it was, and what an agreement brings beside. Whole yuan. */
export const SUBSIDIES = ['simple', 'ordinary', 'difficult', 'major', 'oral', 'written'] as const;
export type Subsidy = Readonly<Record<(typeof SUBSIDIES)[number], number>>;
export const MOST_YUAN = 100_000;

export const TERMS = [...DAYS_TERMS, 'word', 'subsidy', 'template'] as const;
export type Term = (typeof TERMS)[number];

/** The longest word of a committee in numbers of agreements. */
export const MOST_WORD = 8;

/**
 * Where each term comes from, as far as it is known. Of 30 days: no law of the State has one, Shenzhen's has (深圳经济特区矛盾纠纷多元化解条例,
 * 2022) and Ningbo's one month, both extendable by the parties. Amounts are the purse's of each place (财行〔2007〕179号 names none): none
 * is made up here, so that 0 stands until a district sets its own.
 */
export type Source = 'practice' | 'own' | 'number' | 'purse' | 'release';
export const SOURCES: Readonly<Record<Term, Source>> = {
  days: 'practice',
  offerDays: 'own',
  visitDays: 'own',
  coldDays: 'own',
  word: 'number',
  subsidy: 'purse',
  template: 'release',
};

/** The terms by which a district mediates. */
export type Terms = {
  /** How many lines have changed them: another number is another set of terms. */
  readonly n: number;
  readonly days: number;
  readonly offerDays: number;
  readonly visitDays: number;
  readonly coldDays: number;
  /** The word of each committee in numbers of agreements, by its body's id; ask `wordOf`. */
  readonly word: Readonly<Record<string, string>>;
  readonly subsidy: Subsidy;
  readonly templates: Templates;
};

/** A body as its numbers know it. */
export type Named = { readonly id: string; readonly nameZh: string };

/** Province, city, county and district at the beginning of a name; not a market (市场), a community (社区) or a street that has such a character. */
const ABOVE =
  /^(?:[^省市县区旗街道镇乡村]{2,6}(?:[省旗]|市(?!场)|(?<![社小园景校])区)|[^省市县区旗街道镇乡村]{1,6}县)+(?=.{2})/u;

/** What of a name tells it from others: what stands after the city's and the district's name, with which all of these begin alike. */
const ownName = (nameZh: string): string => nameZh.replaceAll(/\P{L}/gu, '').replace(ABOVE, '');

/** The words by which agreements of one year bear numbers so far, and whose each is: of one body alone until the year is over. */
export type Used = ReadonlyMap<string, string>;

/**
 * The word by which a committee numbers its next agreement: as it was set, else the beginning of its own name, two characters (城东 of
 * 婺城区城东街道人民调解委员会) or as many more as it takes to be told from the words that are set for others and from those by which others have
 * numbered this year, whatever their word is by now. Null where another has numbered by its word, or its whole name is another's.
 */
export function wordOf({ word }: Pick<Terms, 'word'>, body: Named, used: Used = new Map()): string | null {
  const isFree = (one: string): boolean => (used.get(one) ?? body.id) === body.id;
  if (Object.hasOwn(word, body.id)) return [word[body.id] ?? ''].find(isFree) ?? null;
  const set = new Set(Object.values(word));
  const own = [...ownName(body.nameZh)];
  const lengths = Array.from({ length: Math.max(1, own.length - 1) }, (_, at) => at + 2);
  return lengths.map((n) => own.slice(0, n).join('')).find((one) => !set.has(one) && isFree(one)) ?? null;
}

/** The body whose numbers of this year a word that is set for another would meet; null where there is none. */
export function usedBy(body: string, word: string, used: Used): string | null {
  const whose = used.get(word);
  return whose === undefined || whose === body ? null : whose;
}

/** `（2026）吴人调字第12号` (law.md G.1) */
export const agreementNumber = (year: number, word: string, n: number): string => `（${year}）${word}人调字第${n}号`;

/** What a saved template is called at the foot of what it makes. */
export const versionName = (version: number): string => `V${version}`;
