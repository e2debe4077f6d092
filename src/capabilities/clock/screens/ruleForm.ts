import { addDays } from '../../../platform/calendar/calendar.rules.ts';
import type { VersionOut } from '../clock.contract.ts';
import {
  type Basis,
  type Ground,
  RUNGS,
  type Rung,
  type Stage,
  type Term,
  type Unit,
  type Urgency,
} from '../clock.rules.ts';
import type { DeadlineDraft } from '../drafts.rules.ts';

/** A term while it is typed. */
export type TermForm = { readonly n: string; readonly unit: Unit };

/** A rule while it is typed; '' for all, and for what is not there. */
export type RuleForm = {
  readonly stage: Stage;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly kind: string;
  readonly urgency: Urgency | '';
  readonly territory: string;
  readonly term: TermForm;
  readonly hasLaw: boolean;
  readonly law: string;
  readonly article: string;
  readonly tag: Basis['tag'];
  readonly from: string;
  readonly last: string;
  readonly extends: boolean;
  readonly times: string;
  readonly most: TermForm;
  readonly grounds: readonly Ground[];
  readonly remind: readonly TermForm[];
  readonly escalate: Readonly<Record<Rung, TermForm | null>>;
  readonly active: boolean;
};

/** A new rule from a day on. */
export const newForm = (from: string): RuleForm => ({
  stage: 'accept',
  nameZh: '',
  nameEn: '',
  kind: '',
  urgency: '',
  territory: '',
  term: { n: '', unit: 'workingDays' },
  hasLaw: false,
  law: '',
  article: '',
  tag: 'P',
  from,
  last: '',
  extends: false,
  times: '1',
  most: { n: '', unit: 'workingDays' },
  grounds: [],
  remind: [],
  escalate: { handler: null, head: { n: '0', unit: 'minutes' }, town: null, district: null },
  active: true,
});

/** A copy of a version to edit, from another day on; an end that it had goes with it where it lies after that day. */
export function formOf(rule: VersionOut, from: string): RuleForm {
  const rungs = Object.fromEntries(
    RUNGS.map((rung) => {
      const found = rule.escalate.find((one) => one.to === rung);
      return [rung, found ? typed(found.after) : null];
    }),
  ) as Record<Rung, TermForm | null>;
  return {
    stage: rule.stage,
    nameZh: rule.name.zh,
    nameEn: rule.name.en,
    kind: rule.kind ?? '',
    urgency: rule.urgency ?? '',
    territory: rule.territory ?? '',
    term: typed(rule.term),
    hasLaw: rule.basis !== null,
    law: rule.basis?.law ?? '',
    article: rule.basis?.article ?? '',
    tag: rule.basis?.tag ?? 'P',
    from,
    last: rule.until !== null && rule.until > from ? addDays(rule.until, -1) : '',
    extends: rule.extension !== null,
    times: String(rule.extension?.times ?? 1),
    most: typed(rule.extension?.most ?? { n: 0, unit: 'workingDays' }),
    grounds: rule.grounds,
    remind: rule.remind.map(typed),
    escalate: rungs,
    active: rule.active,
  };
}

const typed = ({ n, unit }: Term): TermForm => ({ n: n === 0 && unit === 'workingDays' ? '' : String(n), unit });

/** The draft that a form says; `null` parts that are not filled in are named by their paths. */
export function draftOf(
  form: RuleForm,
  code: string,
):
  | { readonly draft: DeadlineDraft; readonly wrong?: undefined }
  | { readonly draft: null; readonly wrong: readonly string[] } {
  const wrong: string[] = [];
  const words = (text: string, path: string): string => {
    if (text.trim() === '') wrong.push(path);
    return text.trim();
  };
  const number = (text: string, path: string, least: number): number => {
    const n = Number(text);
    if (text.trim() === '' || !Number.isInteger(n) || n < least) wrong.push(path);
    return n;
  };
  const term = ({ n, unit }: TermForm, path: string, least = 1): Term => ({ n: number(n, path, least), unit });
  const day = (text: string, path: string): string => {
    if (!/^\d{4}-\d\d-\d\d$/.test(text)) wrong.push(path);
    return text;
  };
  const from = day(form.from, 'from');
  const draft: DeadlineDraft = {
    code,
    stage: form.stage,
    kind: form.kind || null,
    urgency: form.urgency || null,
    territory: form.territory || null,
    term: term(form.term, 'term.n'),
    name: { zh: words(form.nameZh, 'name.zh'), en: words(form.nameEn, 'name.en') },
    basis: form.hasLaw
      ? { law: words(form.law, 'basis.law'), article: words(form.article, 'basis.article'), tag: form.tag }
      : null,
    from,
    until: form.last === '' ? null : addDays(form.last, 1),
    extension: form.extends
      ? { times: number(form.times, 'extension.times', 1), most: term(form.most, 'extension.most.n') }
      : null,
    grounds: form.grounds,
    remind: form.remind.map((one, at) => term(one, `remind.${at}`)),
    escalate: RUNGS.flatMap((to) => {
      const after = form.escalate[to];
      return after === null ? [] : [{ after: term(after, `escalate.${to}`, 0), to }];
    }),
    active: form.active,
  };
  return wrong.length > 0 ? { draft: null, wrong } : { draft };
}

/** The term while the rest is not filled in yet; null where it is none. */
export function termOf({ n, unit }: TermForm): Term | null {
  return /^[1-9]\d{0,4}$/.test(n.trim()) ? { n: Number(n), unit } : null;
}

/** A code for a new rule that says for what it is, and that no other rule has. */
export function codeFor(form: RuleForm, taken: ReadonlySet<string>): string {
  const base = [form.stage, form.kind.replace('.', '-'), form.urgency, form.territory]
    .filter(Boolean)
    .join('-')
    .slice(0, 55);
  if (!taken.has(base)) return base;
  for (let n = 2; ; n += 1) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`;
}
