import { z } from 'zod';
import type { Candidate } from '../../platform/charter/charter.rules.ts';
import { isCode } from '../../platform/places/codes.rules.ts';
import {
  type DeadlineRule,
  GROUNDS,
  RUNGS,
  ruleBook,
  STAGES,
  TAGS,
  type Term,
  UNITS,
  type Unit,
} from './clock.rules.ts';

/** The urgencies of matters. */
export const URGENCIES = ['normal', 'urgent', 'critical'] as const;

/** The longest term in each unit: ten weeks of minutes, some years of days. What is longer is a slip of the pen. */
const MOST: Readonly<Record<Unit, number>> = {
  minutes: 100_000,
  workingHours: 2_000,
  workingDays: 750,
  calendarDays: 1_100,
};

/** Words that can be stored and read. */
const plain = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((one) => one.isWellFormed() && !one.includes('\u0000'), {
      error: '含有不能保存的字符 contains characters that cannot be stored',
    });
const name = z.strictObject({ zh: plain(60), en: plain(120) });
/** Why a rule is proposed. */
export const reason = z.strictObject({ zh: plain(500), en: plain(500) });

const termFrom = (least: number) =>
  z.strictObject({ n: z.int().min(least), unit: z.enum(UNITS) }).refine((one) => one.n <= MOST[one.unit], {
    path: ['n'],
    error: '时限过长 too long',
  });
export const term = termFrom(1);

export const ruleCode = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/);

/** A rule as somebody proposes it; which version it becomes is decided when it is saved. */
export const deadlineDraft = z.strictObject({
  code: ruleCode,
  stage: z.enum(STAGES),
  kind: z
    .string()
    .regex(/^[a-z]+(\.[a-z0-9-]{1,40})?$/)
    .max(60)
    .nullable(),
  urgency: z.enum(URGENCIES).nullable(),
  territory: z.string().refine(isCode, { error: '不是区划代码 not the code of a territory' }).nullable(),
  term,
  name,
  basis: z.strictObject({ law: plain(100), article: plain(40), tag: z.enum(TAGS) }).nullable(),
  from: z.iso.date(),
  until: z.iso.date().nullable(),
  extension: z.strictObject({ times: z.int().min(1).max(5), most: term }).nullable(),
  grounds: z.array(z.enum(GROUNDS)).max(GROUNDS.length).readonly(),
  remind: z.array(term).max(5).readonly(),
  escalate: z
    .array(z.strictObject({ after: termFrom(0), to: z.enum(RUNGS) }))
    .max(RUNGS.length)
    .readonly(),
  active: z.boolean(),
});
export type DeadlineDraft = Omit<DeadlineRule, 'version'>;

/** One version of a rule, as lines and answers carry it. */
export const deadlineRule = deadlineDraft.extend({ version: z.int().min(1) });

/** What the parts of a rule must be to each other; each has its words in clock.words.ts. */
export type DraftFault = { readonly path: string; readonly why: 'days' | 'twice' | 'tooEarly' | 'rungs' | 'sooner' };

/** Where a draft contradicts itself, beyond what its schema says; empty when it does not. */
export function draftFaults(draft: DeadlineDraft): DraftFault[] {
  const faults: DraftFault[] = [];
  if (draft.until !== null && draft.until <= draft.from) faults.push({ path: 'until', why: 'days' });
  draft.grounds.forEach((one, at) => {
    if (draft.grounds.indexOf(one) < at) faults.push({ path: `grounds.${at}`, why: 'twice' });
  });
  draft.remind.forEach((one, at) => {
    if (draft.remind.findIndex((other) => isSameTerm(one, other)) < at)
      faults.push({ path: `remind.${at}`, why: 'twice' });
    else if (one.unit === draft.term.unit && one.n >= draft.term.n)
      faults.push({ path: `remind.${at}`, why: 'tooEarly' });
  });
  draft.escalate.forEach((one, at) => {
    const before = draft.escalate[at - 1];
    if (!before) return;
    if (RUNGS.indexOf(one.to) <= RUNGS.indexOf(before.to)) faults.push({ path: `escalate.${at}.to`, why: 'rungs' });
    const isSooner =
      one.after.n === 0 ? before.after.n > 0 : one.after.unit === before.after.unit && one.after.n < before.after.n;
    if (isSooner) faults.push({ path: `escalate.${at}.after`, why: 'sooner' });
  });
  return faults;
}

const isSameTerm = (a: Term, b: Term): boolean => a.n === b.n && a.unit === b.unit;

/**
 * The rule of another code that would hold for the very same matters from the very same day as this version, so that neither goes
 * before the other; null where there is none. `rules` are all versions of all rules. Pure.
 */
export function tieWith(rules: readonly DeadlineRule[], draft: DeadlineRule): DeadlineRule | null {
  const { stage, territory, kind, urgency } = draft;
  const spans =
    ruleBook([...rules, draft])
      .index.get(stage)
      ?.get(territory)
      ?.get(kind)
      ?.get(urgency) ?? [];
  if (!spans.some(({ rule }) => rule === draft)) return null;
  return spans.find(({ rule }) => rule.code !== draft.code && rule.from === draft.from)?.rule ?? null;
}

/** The words of a rule, as the charter wants to see them. */
export function candidatesOf(draft: DeadlineDraft): Candidate[] {
  return [
    { path: 'code', code: draft.code },
    { path: 'name', ...draft.name },
  ];
}
