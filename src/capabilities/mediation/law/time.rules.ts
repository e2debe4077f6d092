import {
  addDays,
  addWorkingDays,
  type Calendar,
  type Day,
  type Reckoned,
} from '../../../platform/calendar/calendar.rules.ts';
import type { Term as Length } from '../../../platform/calendar/terms.rules.ts';
import type { Certainty } from './certainty.rules.ts';
import type { Forum } from './forums.rules.ts';

/** How long something may take: its name (the sentence `term_…` of law.words.ts names the source), days, and whether a district sets it. */
export type LegalTerm = {
  readonly n: number;
  readonly unit: Extract<Length['unit'], 'calendar days' | 'working days'>;
  readonly certainty: Certainty;
  /** A default that the law leaves open: a district may set it otherwise. */
  readonly setting: boolean;
};

const fixed = (n: number, unit: LegalTerm['unit'], certainty: Certainty = 'S'): LegalTerm => ({
  n,
  unit,
  certainty,
  setting: certainty !== 'S',
});

/**
 * Terms, with their sources in the sentences. Read [S]: 医疗纠纷预防和处理条例 art. 38, 40; 劳动争议调解仲裁法 art. 14; 道路交通事故处理程序规定
 * art. 90 (working days: art. 112); 市场监督管理投诉举报处理暂行办法 art. 14, 21; 公安机关办理行政案件程序规定 art. 183; 人民调解法 art. 33;
 * 民事诉讼法 2023 art. 187, 205; 信访工作条例 art. 22, 23. Open in law [B]: how long mediation takes, how far it is extended, when a body
 * answers; the police's first 3 days were read in the press alone.
 */
export const TERMS = {
  mediation: fixed(30, 'calendar days', 'B'),
  extension: fixed(30, 'calendar days', 'B'),
  offer: fixed(3, 'working days', 'B'),
  medical: fixed(30, 'working days'),
  healthAccept: fixed(5, 'working days'),
  health: fixed(30, 'working days'),
  labour: fixed(15, 'calendar days'),
  traffic: fixed(10, 'working days'),
  marketAccept: fixed(7, 'working days'),
  market: fixed(45, 'working days'),
  police: fixed(3, 'working days', 'B'),
  policeAgain: fixed(7, 'working days'),
  confirmation: fixed(30, 'calendar days'),
  ruling: fixed(30, 'calendar days'),
  petition: fixed(15, 'calendar days'),
  petitionBack: fixed(5, 'working days'),
} as const satisfies Record<string, LegalTerm>;

export type TermCode = keyof typeof TERMS;
export const TERM_CODES = Object.keys(TERMS) as TermCode[];

/** How long a forum has for mediation: where no law says, the district's own setting. */
export function mediationTermOf(forum: Forum): TermCode {
  const own: Partial<Record<Forum, TermCode>> = {
    medical: 'medical',
    health: 'health',
    labour: 'labour',
    trafficPolice: 'traffic',
    market: 'market',
    police: 'police',
  };
  return own[forum] ?? 'mediation';
}

/** Nothing here takes longer, in days. */
const MOST_DAYS = 3_660;

/**
 * The last day of so many calendar days after a day, which itself does not count (民法典 art. 201). Throws RangeError on what is not a day,
 * and on days that are not whole and above zero.
 */
export function dueOf(day: Day, days: number): Day {
  refuseDays(days);
  return addDays(day, days);
}

/**
 * The last day of a term that begins on a day. Of calendar days the last one, where it is off, moves to the next that is worked (民法典 art.
 * 203). `provisional` where it rests on a year that is not announced. Throws RangeError as `dueOf`.
 */
export function termEnds(day: Day, { n, unit }: Pick<LegalTerm, 'n' | 'unit'>, calendar: Calendar): Reckoned {
  refuseDays(n);
  return unit === 'working days' ? addWorkingDays(day, n, calendar) : addWorkingDays(addDays(day, n), 0, calendar);
}

function refuseDays(days: number): void {
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) throw new RangeError(`not a number of days: ${days}`);
}

export type ExtensionRefusal = 'extend_days' | 'extend_long' | 'extend_stranger' | 'extend_notAll';

/**
 * Why mediation is not extended by so many days, or null: every party agrees, and it is not more than the setting allows. `already` are
 * the days by which it was extended before, which count toward the maximum. [B]: the law sets no term (the parties' will: 人民调解法 art. 3).
 */
export function isExtensionRefused(
  agreed: readonly string[],
  parties: readonly string[],
  days: number,
  maximum: number,
  already = 0,
): ExtensionRefusal | null {
  if (!Number.isInteger(days) || days < 1) return 'extend_days';
  if (days + already > maximum) return 'extend_long';
  if (agreed.some((one) => !parties.includes(one))) return 'extend_stranger';
  return parties.length > 0 && parties.every((one) => agreed.includes(one)) ? null : 'extend_notAll';
}
