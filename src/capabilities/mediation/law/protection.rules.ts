import type { Case, Party } from '../mediation.rules.ts';
import type { Door } from './refusable.rules.ts';

/** What is asked before anything else. */
export type Asked = NonNullable<Case['protection']>;

export type ProtectionRule =
  | 'protect_police'
  | 'protect_warning'
  | 'protect_shelter'
  | 'protect_aid'
  | 'protect_order'
  | 'protect_mustReport'
  | 'protect_minorReport'
  | 'protect_guardian'
  | 'protect_apart';

/** One way to protection, or one thing that holds; `door` is who is turned to, `duty` whether those who know of it must do it. */
export type ProtectionRoute = {
  readonly rule: ProtectionRule;
  readonly door: Door | null;
  readonly duty: boolean;
};

const violence = (asked: Asked): boolean => asked.violence;
const minors = (asked: Asked): boolean => asked.minors;

/**
 * Ways and duties in the order in which they are named. [S]: 反家庭暴力法 art. 13 to 16, 18, 19, 23, 28; 未成年人保护法 art. 11; 民法典 art. 19 to 23,
 * 27. [B]: the exception of 民法典 art. 18, and that parties are kept apart by default, which is our own rule.
 */
const ROUTES: readonly (ProtectionRoute & { readonly where: (asked: Asked) => boolean })[] = [
  { rule: 'protect_police', door: 'police', duty: false, where: violence },
  { rule: 'protect_mustReport', door: 'police', duty: true, where: (asked) => violence(asked) && minors(asked) },
  { rule: 'protect_order', door: 'court', duty: false, where: violence },
  { rule: 'protect_warning', door: 'police', duty: false, where: violence },
  { rule: 'protect_shelter', door: 'administrative', duty: false, where: violence },
  { rule: 'protect_aid', door: 'administrative', duty: false, where: violence },
  { rule: 'protect_minorReport', door: 'police', duty: true, where: minors },
  { rule: 'protect_guardian', door: null, duty: true, where: minors },
  { rule: 'protect_apart', door: null, duty: false, where: (asked) => violence(asked) || minors(asked) },
];

/** Which ways and duties are to be named, and what holds; their sentences are in law.words.ts. Empty where neither was said. */
export const routesOf = (asked: Asked): readonly ProtectionRoute[] =>
  ROUTES.filter(({ where }) => where(asked)).map(({ rule, door, duty }) => ({ rule, door, duty }));

/** What holds for a case where violence in the family, or a minor, was spoken of. */
export const protectionOf = (
  asked: Asked,
): {
  readonly jointByDefault: boolean;
  readonly guardiansSign: boolean;
  readonly routes: readonly ProtectionRoute[];
} => ({
  jointByDefault: !violence(asked) && !minors(asked),
  guardiansSign: minors(asked),
  routes: routesOf(asked),
});

/** Parties under 18 for whom no guardian is there to sign, by id (民法典 art. 19 to 23, 27). */
export const withoutGuardian = (parties: readonly Pick<Party, 'id' | 'minor' | 'guardian'>[]): string[] =>
  parties.filter(({ minor, guardian }) => minor && !guardian).map(({ id }) => id);
