import { type Text, textOf } from '../../../platform/language/language.ts';
import type { Certainty } from './certainty.rules.ts';
import { refusableWords } from './refusable.words.ts';

/** Where somebody is sent whose dispute may not be mediated. */
export const DOORS = ['court', 'police', 'arbitration', 'procuratorate', 'administrative', 'petition'] as const;
export type Door = (typeof DOORS)[number];

/** What a door is called. */
export const doorName = (door: Door): Text => textOf(refusableWords, `door_${door}`);

type Rows = Readonly<Record<string, { readonly door: Door; readonly police?: true; readonly certainty: Certainty }>>;

/**
 * What may not be mediated, in the order in which it is asked; a yes refuses. `police`: asked of public-order cases alone. Sources in
 * the sentences: 人民调解法 art. 17, 25 [S]; 人民调解工作若干规定 (2002) art. 22 [B]; 公安机关办理行政案件程序规定 art. 179, 186 [S], whose item 4
 * (a party does not want it) is 人民调解法 art. 17; 信访工作条例 art. 35, 36 [S]; 治安管理处罚法 2025 art. 9 [B].
 */
const REFUSED = {
  crime: { door: 'police', certainty: 'B' },
  prosecuted: { door: 'procuratorate', certainty: 'B' },
  refuses: { door: 'court', certainty: 'S' },
  onlyOrgan: { door: 'administrative', certainty: 'B' },
  forbidden: { door: 'administrative', certainty: 'B' },
  courtHas: { door: 'court', certainty: 'B' },
  arbitrationHas: { door: 'arbitration', certainty: 'B' },
  organHas: { door: 'administrative', certainty: 'B' },
  policeHas: { door: 'police', certainty: 'S', police: true },
  status: { door: 'court', certainty: 'B' },
  decision: { door: 'administrative', certainty: 'B' },
  review: { door: 'petition', certainty: 'S' },
  beyondNine: { door: 'police', certainty: 'B', police: true },
  hired: { door: 'police', certainty: 'S', police: true },
  gang: { door: 'police', certainty: 'S', police: true },
  provoking: { door: 'police', certainty: 'S', police: true },
  repeated: { door: 'police', certainty: 'S', police: true },
  again: { door: 'police', certainty: 'S', police: true },
  fled: { door: 'police', certainty: 'S', police: true },
} as const satisfies Rows;

export type QuestionId = keyof typeof REFUSED;
export type RefusalRule = `refuse_${QuestionId}`;

/** One question of the checklist. */
export type Question = {
  readonly id: QuestionId;
  readonly zh: string;
  readonly en: string;
  /** Asked where it is a public-order case. */
  readonly publicOrderOnly: boolean;
  /** What a yes leads to. */
  readonly rule: RefusalRule;
  readonly door: Door;
  readonly certainty: Certainty;
};

/** The whole checklist, in its order. */
export const QUESTIONS: readonly Question[] = Object.entries(REFUSED as Rows).map(
  ([key, { door, police, certainty }]) => {
    const id = key as QuestionId;
    return {
      id,
      ...textOf(refusableWords, `ask_${id}`),
      publicOrderOnly: police === true,
      rule: `refuse_${id}`,
      door,
      certainty,
    };
  },
);

/** The questions of one case. */
export const questionsFor = ({ publicOrder }: { readonly publicOrder: boolean }): readonly Question[] =>
  QUESTIONS.filter(({ publicOrderOnly }) => publicOrder || !publicOrderOnly);

/** What was answered; what was not asked is left out. */
export type Answers = Readonly<Partial<Record<QuestionId, boolean>>>;

/**
 * Why a dispute may not be mediated, and the right door; null where it may. The first yes in the checklist's order says why. A yes
 * counts also where the question need not have been asked.
 */
export function notMediable(answers: Answers): { readonly rule: RefusalRule; readonly door: Door } | null {
  const found = QUESTIONS.find(({ id }) => answers[id] === true);
  return found === undefined ? null : { rule: found.rule, door: found.door };
}
