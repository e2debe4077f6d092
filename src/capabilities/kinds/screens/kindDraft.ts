import type { Text } from '../../../platform/language/language.ts';
import type { KindOut } from '../kinds.contract.ts';
import { type Group, type KindSeed, kindSeed, type Question } from '../kinds.rules.ts';

/** A question while it is edited: its options as the lines that are typed. `key` is the form's own. */
export type QuestionDraft = {
  readonly key: string;
  readonly id: string;
  readonly text: Text;
  readonly type: Question['type'];
  readonly required: boolean;
  readonly options: string;
};

/** A kind while it is edited: everything as it is typed. */
export type KindForm = {
  readonly group: Group;
  /** The part of the code after the dot. */
  readonly code: string;
  readonly name: Text;
  readonly describe: Text;
  readonly icon: string;
  readonly visibility: KindSeed['visibility'];
  readonly firstActionMinutes: string;
  readonly handleWorkingDays: string;
  readonly sampleEvery: string;
  readonly evidence: boolean;
  readonly with: readonly string[];
  readonly gbt31000: string;
  readonly open311: boolean;
  readonly keywords: string;
  readonly questions: readonly QuestionDraft[];
  readonly active: boolean;
};

const BLANK: Text = { zh: '', en: '' };
export const NEW_KIND: KindForm = {
  group: 'hazard',
  code: '',
  name: BLANK,
  describe: BLANK,
  icon: '',
  visibility: 'blurred',
  firstActionMinutes: '120',
  handleWorkingDays: '5',
  sampleEvery: '5',
  evidence: true,
  with: [],
  gbt31000: '',
  open311: false,
  keywords: '',
  questions: [],
  active: true,
};
export const newQuestion = (key: string): QuestionDraft => ({
  key,
  id: '',
  text: BLANK,
  type: 'choice',
  required: false,
  options: '',
});

/** A kind as a form to edit a copy of it. */
export function formOf(kind: KindOut): KindForm {
  return {
    ...kind,
    code: kind.code.slice(kind.group.length + 1),
    firstActionMinutes: String(kind.firstActionMinutes),
    handleWorkingDays: String(kind.handleWorkingDays),
    sampleEvery: String(kind.sampleEvery),
    gbt31000: kind.gbt31000 ?? '',
    keywords: kind.keywords.join('、'),
    questions: kind.questions.map((one) => ({
      ...one,
      key: one.id,
      options: one.options.map(({ id, text }) => [id, text.zh, text.en].join(' | ')).join('\n'),
    })),
  };
}

/** A seed without what the server keeps beside it. */
export function seedOf({ version: _version, active: _active, ...seed }: KindOut): KindSeed {
  return seed;
}

/** What a form says, as the seed that it would be; its numbers and options may not be right yet. */
function saidBy(form: KindForm): unknown {
  const number = (typed: string): number => (typed.trim() === '' ? Number.NaN : Number(typed));
  return {
    code: `${form.group}.${form.code.trim()}`,
    group: form.group,
    name: form.name,
    describe: form.describe,
    icon: form.icon.trim(),
    visibility: form.visibility,
    questions: form.questions.map((one) => ({
      id: one.id.trim(),
      text: one.text,
      type: one.type,
      required: one.required,
      options: one.type === 'choice' || one.type === 'several' ? optionsIn(one.options) : [],
    })),
    firstActionMinutes: number(form.firstActionMinutes),
    handleWorkingDays: number(form.handleWorkingDays),
    gbt31000: form.gbt31000.trim() === '' ? null : form.gbt31000.trim(),
    open311: form.open311,
    keywords: form.keywords
      .split(/[、,，\n]/)
      .map((one) => one.trim())
      .filter(Boolean),
    sampleEvery: number(form.sampleEvery),
    evidence: form.evidence,
    with: [...form.with],
  };
}

/** Lines of `code | Chinese | English`. */
function optionsIn(typed: string): unknown[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [id = '', zh = '', en = ''] = line.split(/[|｜]/).map((one) => one.trim());
      return { id, text: { zh, en } };
    });
}

/** The seed that a form makes, or the paths that are not right yet. */
export function readForm(
  form: KindForm,
): { readonly seed: KindSeed; readonly wrong: null } | { readonly seed: null; readonly wrong: readonly string[] } {
  const parsed = kindSeed.safeParse(saidBy(form));
  if (parsed.success) return { seed: parsed.data, wrong: null };
  return { seed: null, wrong: parsed.error.issues.map((issue) => issue.path.join('.')) };
}
