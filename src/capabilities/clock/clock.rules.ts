import type { Day } from '../../platform/calendar/calendar.rules.ts';

/**
 * What a deadline can be of: the first action; accepting or returning after assignment; handling, from the report to the
 * result; verifying; answering the reporter.
 */
export const STAGES = ['first', 'accept', 'handle', 'verify', 'answer'] as const;
export type Stage = (typeof STAGES)[number];

/** What a term is counted in. Days end with their day in Asia/Shanghai; the day that begins a term does not count (Civil Code, art. 201). */
export const UNITS = ['minutes', 'workingHours', 'workingDays', 'calendarDays'] as const;
export type Unit = (typeof UNITS)[number];
export type Term = { readonly n: number; readonly unit: Unit };

/** Who hears at an escalation: who handles, the body's head, the town's, the district's duty head. */
export const RUNGS = ['handler', 'head', 'town', 'district'] as const;
export type Rung = (typeof RUNGS)[number];

/**
 * For what a clock may be suspended: an answer or papers of the reporter, an appraisal (鉴定、检测), proceedings at a court or of
 * arbitration, a place that nobody may enter while danger lasts, a hearing. What each stands on: `GROUND_BASES`.
 */
export const GROUNDS = ['reporter', 'appraisal', 'court', 'hazard', 'hearing'] as const;
export type Ground = (typeof GROUNDS)[number];

/** How sure the source of a rule is: S read in the source, P to be checked by a lawyer, U unsure. */
export const TAGS = ['S', 'P', 'U'] as const;
export type Basis = { readonly law: string; readonly article: string; readonly tag: (typeof TAGS)[number] };

/** How pressing a matter is; the same words as the matter's own. */
export type Urgency = 'normal' | 'urgent' | 'critical';

/** By when a stage of a matter is to be done: one version of one rule. */
export type DeadlineRule = {
  readonly code: string;
  readonly version: number;
  readonly stage: Stage;
  /** A kind's code, a group (`hazard`), or null for all. */
  readonly kind: string | null;
  readonly urgency: Urgency | null;
  /** A territory and what lies in it; null for all. */
  readonly territory: string | null;
  readonly term: Term;
  readonly name: { readonly zh: string; readonly en: string };
  /** The law that it stands on; null: a setting of the district. */
  readonly basis: Basis | null;
  /** Its first day, and the first day on which it is no longer in force. */
  readonly from: Day;
  readonly until: Day | null;
  /** How often and by how much at most it may be extended; null: never. */
  readonly extension: { readonly times: number; readonly most: Term } | null;
  /** The suspensions that it allows. */
  readonly grounds: readonly Ground[];
  /** So long before the deadline. */
  readonly remind: readonly Term[];
  /** So long after it; `n` 0 is at it. */
  readonly escalate: readonly { readonly after: Term; readonly to: Rung }[];
  /** False: from its first day the rule holds no more. */
  readonly active: boolean;
};

/** What a deadline is looked for. */
export type Asked = {
  readonly stage: Stage;
  readonly kind: string;
  readonly urgency: Urgency;
  /** The territory and what it lies in, innermost first. */
  readonly territories: readonly string[];
  readonly day: Day;
};

/** A version with the days on which it holds; `to` is the first day after them. */
type Span = { readonly rule: DeadlineRule; readonly to: Day | null };
type ByUrgency = Map<Urgency | null, Span[]>;
type ByKind = Map<string | null, ByUrgency>;

/** All versions of all rules of a district, laid out for looking up. */
export type RuleBook = {
  readonly rules: readonly DeadlineRule[];
  readonly index: ReadonlyMap<Stage, ReadonlyMap<string | null, ReadonlyMap<string | null, ByUrgency>>>;
};

/** Prepares versions for `ruleFor`. Of one code the newest version that has begun holds, and earlier ones never come back. Pure. */
export function ruleBook(rules: readonly DeadlineRule[]): RuleBook {
  const index = new Map<Stage, Map<string | null, ByKind>>();
  for (const span of spansOf(rules)) {
    const { stage, territory, kind, urgency } = span.rule;
    const byTerritory = entry(index, stage, () => new Map<string | null, ByKind>());
    const byKind = entry(byTerritory, territory, (): ByKind => new Map());
    const byUrgency = entry(byKind, kind, (): ByUrgency => new Map());
    entry(byUrgency, urgency, () => []).push(span);
  }
  for (const byTerritory of index.values())
    for (const byKind of byTerritory.values())
      for (const byUrgency of byKind.values()) for (const spans of byUrgency.values()) spans.sort(laterFirst);
  return { rules, index };
}

/**
 * The rule by which a stage is timed, or null where none is. In force on the day; the more specific wins: territory (innermost
 * first), then kind before group before all, then urgency, then the later first day. Pure; one to two microseconds on a book.
 */
export function ruleFor(rules: readonly DeadlineRule[] | RuleBook, asked: Asked): DeadlineRule | null {
  const { index } = 'index' in rules ? rules : ruleBook(rules);
  const byTerritory = index.get(asked.stage);
  if (!byTerritory) return null;
  const group = groupOf(asked.kind);
  for (let at = 0; at <= asked.territories.length; at++) {
    const byKind = byTerritory.get(asked.territories[at] ?? null);
    if (!byKind) continue;
    const found =
      held(byKind.get(asked.kind), asked) ?? held(byKind.get(group), asked) ?? held(byKind.get(null), asked);
    if (found) return found;
  }
  return null;
}

/** The group of a kind's code: what stands before the dot. */
export function groupOf(kind: string): string {
  const dot = kind.indexOf('.');
  return dot < 0 ? kind : kind.slice(0, dot);
}

/** The version of one rule that holds on a day, or null. `versions` are of one code, in any order. */
export function versionOn(versions: readonly DeadlineRule[], day: Day): DeadlineRule | null {
  return spansOf(versions).find((one) => holds(one, day))?.rule ?? null;
}

function held(byUrgency: ByUrgency | undefined, { urgency, day }: Asked): DeadlineRule | null {
  if (!byUrgency) return null;
  const on = (span: Span) => holds(span, day);
  return (byUrgency.get(urgency)?.find(on) ?? byUrgency.get(null)?.find(on))?.rule ?? null;
}

const holds = ({ rule, to }: Span, day: Day): boolean => rule.from <= day && (to === null || day < to);

/** The later first day first; two with the same cannot be saved, and where they come all the same their codes decide. */
function laterFirst({ rule: a }: Span, { rule: b }: Span): number {
  return a.from === b.from ? (a.code < b.code ? -1 : 1) : a.from > b.from ? -1 : 1;
}

/** The days on which each version holds: until its own last day, or until a newer version of its code begins. */
function spansOf(rules: readonly DeadlineRule[]): Span[] {
  const byCode = new Map<string, DeadlineRule[]>();
  for (const one of rules) entry(byCode, one.code, () => []).push(one);
  return [...byCode.values()].flatMap((versions) => {
    let next: Day | null = null;
    return versions
      .toSorted((a, b) => b.version - a.version)
      .flatMap((rule): Span[] => {
        const to = earlier(rule.until, next);
        next = earlier(rule.from, next);
        return rule.active && (to === null || rule.from < to) ? [{ rule, to }] : [];
      });
  });
}

function earlier(a: Day | null, b: Day): Day;
function earlier(a: Day, b: Day | null): Day;
function earlier(a: Day | null, b: Day | null): Day | null;
function earlier(a: Day | null, b: Day | null): Day | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
