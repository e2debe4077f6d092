import { addDays, type Day, isDay } from '../../../platform/calendar/calendar.rules.ts';
import { type Text, textOf } from '../../../platform/language/language.ts';
import type { Agreement } from '../mediation.rules.ts';
import { agreementWords } from './agreement.words.ts';

/** Days from the effect of an agreement in which confirmation may be asked for (人民调解法 art. 33; 民事诉讼法 2023 art. 205) [S]. */
export const CONFIRMATION_DAYS = 30;

/** No run of days off is as long; a calendar that has none worked is no calendar. */
const LONGEST_OFF = 60;

/**
 * The last day on which a court may be asked to confirm an agreement. The day of effect does not count (民法典 art. 201), so it is the 30th
 * day after it; given which days are worked, a last day that is off moves to the next one that is worked (民法典 art. 203; 民事诉讼法 art. 85).
 * Throws RangeError on what is not a day, and where no day is worked.
 */
export function lastDayFor(effect: Day, isWorkingDay: (day: Day) => boolean = () => true): Day {
  const thirtieth = addDays(effect, CONFIRMATION_DAYS);
  for (let n = 0; n <= LONGEST_OFF; n++) {
    const day = addDays(thirtieth, n);
    if (isWorkingDay(day)) return day;
  }
  throw new RangeError(`no working day follows ${thirtieth}`);
}

/** What a court never takes (民事诉讼法司法解释 2022 art. 355) [S]: a yes refuses. */
export const NEVER_CONFIRMED = ['notCivil', 'wrongCourt', 'identity', 'special', 'title'] as const;
/** For what a court rejects an application (art. 358) [S]: a yes warns. */
export const REJECTED_FOR = ['mandatory', 'harm', 'morals', 'unwilling', 'unclear'] as const;
export type ConfirmationQuestion = (typeof NEVER_CONFIRMED | typeof REJECTED_FOR)[number];
export type ConfirmationAnswers = Readonly<Partial<Record<ConfirmationQuestion, boolean>>>;

/** The questions that are asked before an application is prepared. */
export const CONFIRMATION_QUESTIONS: readonly (Text & {
  readonly id: ConfirmationQuestion;
  readonly refuses: boolean;
})[] = [
  ...NEVER_CONFIRMED.map((id) => ({ id, refuses: true, ...textOf(agreementWords, `confirmAsk_${id}`) })),
  ...REJECTED_FOR.map((id) => ({ id, refuses: false, ...textOf(agreementWords, `confirmAsk_${id}`) })),
];

export type ConfirmationRefusal =
  | 'confirm_early'
  | 'confirm_late'
  | 'confirm_oral'
  | `confirm_${(typeof NEVER_CONFIRMED)[number]}`;

/**
 * Why no application for confirmation can be made today, or null. `effect` and `today` are Shanghai days; with `isWorkingDay` a last day
 * that is off moves on. Throws RangeError on what is not a day.
 */
export function confirmationRefusal(asked: {
  readonly effect: Day;
  readonly today: Day;
  readonly form: Agreement['form'];
  readonly questions: ConfirmationAnswers;
  readonly isWorkingDay?: (day: Day) => boolean;
}): ConfirmationRefusal | null {
  const { effect, today, form, questions, isWorkingDay } = asked;
  if (!isDay(today)) throw new RangeError(`not a day: ${JSON.stringify(today)}`);
  if (today > lastDayFor(effect, isWorkingDay)) return 'confirm_late';
  if (today < effect) return 'confirm_early';
  if (form === 'oral') return 'confirm_oral';
  const found = NEVER_CONFIRMED.find((id) => questions[id] === true);
  return found === undefined ? null : `confirm_${found}`;
}

/** For what a court would reject the application (art. 358): said before it is made, it refuses nothing. */
export const confirmationWarnings = (answers: ConfirmationAnswers): `warn_${(typeof REJECTED_FOR)[number]}`[] =>
  REJECTED_FOR.filter((id) => answers[id] === true).map((id) => `warn_${id}` as const);

/**
 * What is handed in (民事诉讼法司法解释 2022 art. 354) [S]; proof of rights in property where the agreement touches them.
 */
export const CONFIRMATION_DOCUMENTS: readonly (Text & { readonly id: ConfirmationPaper; readonly always: boolean })[] =
  (
    [
      ['application', true],
      ['agreement', true],
      ['proof', true],
      ['property', false],
      ['identity', true],
    ] as const
  ).map(([id, always]) => ({ id, always, ...textOf(agreementWords, `paper_${id}`) }));
export type ConfirmationPaper = 'application' | 'agreement' | 'proof' | 'property' | 'identity';

export type CourtRule = 'court_inviting' | 'court_domicile' | 'court_object' | 'court_body' | 'court_intermediate';

/**
 * Which courts may be asked (民事诉讼法 2023 art. 205) [S]: the one that invited the mediation; else the primary court where a party lives,
 * the object lies or the body is, or the intermediate court whose matter it is.
 */
export const competentCourts = ({ invitedByCourt }: { readonly invitedByCourt: boolean }): readonly CourtRule[] =>
  invitedByCourt ? ['court_inviting'] : ['court_domicile', 'court_object', 'court_body', 'court_intermediate'];
