import { z } from 'zod';
import type { Candidate } from '../../platform/charter/charter.rules.ts';

/** Groups of kinds; the part of a code before the dot. */
export const GROUPS = ['hazard', 'incident', 'dispute', 'help', 'suggestion'] as const;
export type Group = (typeof GROUPS)[number];

/** Words that can be stored and read; hidden characters of other sorts are the charter's to refuse, with a reason. */
const plain = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((one) => one.isWellFormed() && !one.includes('\u0000'), {
      error: '含有不能保存的字符 contains characters that cannot be stored',
    });

/** Words of a kind, in both languages. */
export const text = z.strictObject({ zh: plain(200), en: plain(200) });

/** A question that a kind asks its reporter: its own only, few, each answerable standing on the street. */
export const question = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  text,
  type: z.enum(['choice', 'several', 'text', 'number', 'yesno']),
  required: z.boolean(),
  options: z
    .array(z.strictObject({ id: z.string().regex(/^[a-z0-9-]{1,40}$/), text }))
    .max(20)
    .default([]),
});
export type Question = z.output<typeof question>;

/** A kind of matter, as data. Norms are in minutes (first action) and working days (handling). */
export const kindSeed = z.strictObject({
  code: z.string().regex(/^(hazard|incident|dispute|help|suggestion)\.[a-z0-9-]{1,40}$/),
  group: z.enum(GROUPS),
  name: text,
  describe: text,
  icon: z.string().regex(/^[a-z-]{0,40}$/),
  /** What the public sees of such matters: the point, its grid cell, or only that there is one. */
  visibility: z.enum(['exact', 'blurred', 'hidden']),
  questions: z.array(question).max(12),
  firstActionMinutes: z.int().min(1).max(100_000),
  handleWorkingDays: z.int().min(1).max(365),
  /** GB/T 31000-2015 code where the standard has one and charter rule 3 allows it. */
  gbt31000: z
    .string()
    .regex(/^\d{2}(\d{2})?$/)
    .nullable(),
  /** Offered over Open311 GeoReport v2. */
  open311: z.boolean(),
  keywords: z.array(plain(30)).max(30),
  /** One of so many fixes on the spot is looked at by a second person. */
  sampleEvery: z.int().min(1).max(100).default(5),
  /** A result of such a matter is handed over with a photo or document. */
  evidence: z.boolean().default(false),
  /** Bodies that are called in beside the lead when such a matter is first given to somebody. */
  with: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/))
    .max(5)
    .readonly()
    .default([]),
});
export type KindSeed = z.output<typeof kindSeed>;
export type Kind = KindSeed & { readonly version: number; readonly active: boolean };

/** What a kind's parts must be to each other; each has its words in kinds.words.ts. */
export type SeedFault = {
  readonly path: string;
  readonly why: 'group' | 'twice' | 'calledTwice' | 'fewOptions' | 'noOptions';
};

/** Where a seed contradicts itself, beyond what its schema says; empty when it does not. */
export function seedFaults(seed: KindSeed): SeedFault[] {
  const faults: SeedFault[] = [];
  if (!seed.code.startsWith(`${seed.group}.`)) faults.push({ path: 'group', why: 'group' });
  if (new Set(seed.with).size < seed.with.length) faults.push({ path: 'with', why: 'calledTwice' });
  seed.questions.forEach((one, at) => {
    const path = `questions.${at}`;
    if (seed.questions.findIndex((other) => other.id === one.id) < at)
      faults.push({ path: `${path}.id`, why: 'twice' });
    const offers = one.type === 'choice' || one.type === 'several';
    if (offers && one.options.length < 2) faults.push({ path: `${path}.options`, why: 'fewOptions' });
    if (!offers && one.options.length > 0) faults.push({ path: `${path}.options`, why: 'noOptions' });
    one.options.forEach((option, place) => {
      const isTwice = one.options.findIndex((other) => other.id === option.id) < place;
      if (isTwice) faults.push({ path: `${path}.options.${place}.id`, why: 'twice' });
    });
  });
  return faults;
}

/** Every word and code of a kind, as the charter wants to see them before they become a category. */
export function candidatesOf(seed: KindSeed): Candidate[] {
  return [
    { path: 'code', code: seed.code },
    { path: 'name', ...seed.name },
    { path: 'describe', ...seed.describe },
    { path: 'icon', code: seed.icon },
    // The types that the charter leaves out are of disputes; 14 of an incident is traffic order, another of the standard's tables.
    ...(seed.gbt31000 === null || seed.group !== 'dispute' ? [] : [{ path: 'gbt31000', code: seed.gbt31000 }]),
    // A keyword stands in one language; both lists of terms are tried on it.
    ...seed.keywords.map((one, at) => ({ path: `keywords.${at}`, zh: one, en: one })),
    ...seed.questions.flatMap((one, at) => [
      // Named without `.id`, since "id" before a code would read as a word of it: `id` and `number` are an identity number.
      { path: `questions.${at}`, code: one.id },
      { path: `questions.${at}.text`, ...one.text },
      ...one.options.flatMap((option, place) => [
        { path: `questions.${at}.options.${place}`, code: option.id },
        { path: `questions.${at}.options.${place}.text`, ...option.text },
      ]),
    ]),
  ];
}

export type AnswerRefusal = { readonly question: string; readonly why: 'required' | 'unknown' | 'option' | 'type' };

/** Why these answers do not fit a kind's questions; empty when they do. An unknown question is refused, nothing is dropped. */
export function answerRefusals(kind: KindSeed, answers: Readonly<Record<string, unknown>>): AnswerRefusal[] {
  const refusals: AnswerRefusal[] = [];
  const known = new Map(kind.questions.map((one) => [one.id, one]));
  for (const id of Object.keys(answers)) if (!known.has(id)) refusals.push({ question: id, why: 'unknown' });
  for (const one of kind.questions) {
    const answer = answers[one.id];
    if (answer === undefined || answer === '') {
      if (one.required) refusals.push({ question: one.id, why: 'required' });
      continue;
    }
    const why = misfit(one, answer);
    if (why) refusals.push({ question: one.id, why });
  }
  return refusals;
}

function misfit(one: Question, answer: unknown): 'option' | 'type' | null {
  const isOption = (value: unknown) => one.options.some((option) => option.id === value);
  switch (one.type) {
    case 'choice':
      return typeof answer !== 'string' ? 'type' : isOption(answer) ? null : 'option';
    case 'several':
      return !Array.isArray(answer) ? 'type' : answer.every(isOption) ? null : 'option';
    case 'number':
      return typeof answer === 'number' && Number.isFinite(answer) ? null : 'type';
    case 'yesno':
      return typeof answer === 'boolean' ? null : 'type';
    case 'text':
      return typeof answer === 'string' ? null : 'type';
  }
}
