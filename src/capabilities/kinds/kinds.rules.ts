import { z } from 'zod';

/** Groups of kinds; the part of a code before the dot. */
export const GROUPS = ['hazard', 'incident', 'dispute', 'help', 'suggestion'] as const;
export type Group = (typeof GROUPS)[number];

const text = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) });

/** A question that a kind asks its reporter: its own only, few, each answerable standing on the street. */
export const question = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  text,
  type: z.enum(['choice', 'several', 'text', 'number', 'yesno']),
  required: z.boolean(),
  options: z.array(z.strictObject({ id: z.string().regex(/^[a-z0-9-]{1,40}$/), text })).max(20).default([]),
});
export type Question = z.output<typeof question>;

/** A kind of matter, as data. Norms are in minutes (first action) and working days (handling). */
export const kindSeed = z.strictObject({
  code: z.string().regex(/^(hazard|incident|dispute|help|suggestion)\.[a-z0-9-]{1,40}$/),
  group: z.enum(GROUPS),
  name: text,
  describe: text,
  icon: z.string().max(40),
  /** What the public sees of such matters: the point, its grid cell, or only that there is one. */
  visibility: z.enum(['exact', 'blurred', 'hidden']),
  questions: z.array(question).max(12),
  firstActionMinutes: z.int().min(1).max(100_000),
  handleWorkingDays: z.int().min(1).max(365),
  /** GB/T 31000-2015 code where the standard has one and charter rule 3 allows it. */
  gbt31000: z.string().regex(/^\d{2}(\d{2})?$/).nullable(),
  /** Offered over Open311 GeoReport v2. */
  open311: z.boolean(),
  keywords: z.array(z.string().max(30)).max(30),
  /** One of so many fixes on the spot is looked at by a second person. */
  sampleEvery: z.int().min(1).max(100).default(5),
});
export type KindSeed = z.output<typeof kindSeed>;
export type Kind = KindSeed & { readonly version: number; readonly active: boolean };

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
