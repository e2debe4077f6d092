import { type Text, textOf } from '../language/language.ts';
import { charterWords } from './charter.words.ts';
import { HARMLESS_EN, HARMLESS_ZH, LEFT_OUT_OF_GBT31000, type Rule, TERMS } from './terms.rules.ts';

export type { Rule } from './terms.rules.ts';

/** Something that is about to become a category: a kind's name, a question, an option, a column, a field, an export's heading. */
export type Candidate = {
  /** Where it stands, as the one who saves it knows it: `questions.2.text`, `matters.matter.rating`. */
  readonly path: string;
  readonly zh?: string;
  readonly en?: string;
  /** An identifier: kind code, option id, column, field. With the path `<kind's code>.gbt31000`, a code of that standard. */
  readonly code?: string;
  /** Rules that a written law sets aside here (rule 5 where registration law asks for a number); the caller cites it. */
  readonly permits?: readonly Rule[];
};

export type CharterRefusal = { readonly path: string; readonly rule: Rule; readonly why: Text };

const RULES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const satisfies readonly Rule[];

/** The charter for the public page: each rule's number, heading and text in both languages. */
export const CHARTER: readonly { readonly rule: Rule; readonly title: Text; readonly text: Text }[] = RULES.map(
  (rule) => ({
    rule,
    title: textOf(charterWords, `title${rule}`),
    text: textOf(charterWords, `text${rule}`),
  }),
);

/**
 * Which of these words the charter refuses, and why, at most one refusal for each rule and place.
 * Only words that make a category are to be given: what a person writes freely into a report is nobody's category.
 */
export function charterRefusals(candidates: readonly Candidate[]): CharterRefusal[] {
  return candidates.flatMap((one) => {
    const found = new Map<Rule, string>();
    const keep = (rule: Rule, term: string | undefined): void => {
      if (term !== undefined && !found.has(rule) && !one.permits?.includes(rule)) found.set(rule, term.trim());
    };
    const zh = one.zh === undefined ? '' : plainChinese(one.zh);
    const en = [one.en === undefined ? '' : plainWords(one.en), one.code === undefined ? '' : plainWords(one.code)];
    const named = one.code === undefined ? '' : plainWords(`${lastNames(one.path)} ${one.code}`);
    for (const terms of TERMS) {
      keep(terms.rule, terms.zh?.exec(zh)?.[0]);
      for (const text of [...en, named]) keep(terms.rule, terms.en?.exec(text)?.[0]);
      keep(terms.rule, terms.code?.exec(en[1] ?? '')?.[0]);
    }
    if (isLeftOut(one)) keep(3, `GB/T 31000 ${one.code}`);
    keep(10, unreadable(one));
    return [...found].map(([rule, term]) => ({
      path: one.path,
      rule,
      why: textOf(charterWords, `refused${rule}`, { term }),
    }));
  });
}

/** Incidents are coded by the standard's table of public-order problems, where 14 is traffic; all others by that of disputes. */
function isLeftOut({ path, code = '' }: Candidate): boolean {
  return path.endsWith('gbt31000') && !path.startsWith('incident.') && LEFT_OUT_OF_GBT31000.has(code.slice(0, 2));
}

/** Characters that take no room or turn the order of others. Line breaks are fine. */
const HIDDEN = /(?!\n)\p{Cc}|\p{Default_Ignorable_Code_Point}/u;
/** A word in Latin letters with a Greek or Cyrillic one that looks the same. */
const DISGUISED =
  /\w*([a-z][\u0400-\u04ffαεικνορτυχΑΒΕΖΗΙΚΝΟΡΤΥΧ]|[\u0400-\u04ffαεικνορτυχΑΒΕΖΗΙΚΝΟΡΤΥΧ][a-z])[\w\u0400-\u04ff]*/iu;

/** Words that cannot be checked: a language is missing, or characters are there that nobody sees. */
function unreadable({ zh, en, code }: Candidate): string | undefined {
  for (const given of [zh, en, code]) {
    const text = given?.replace(/(\p{Extended_Pictographic})[\ufe0f\u200d]+/gu, '$1') ?? '';
    const [hidden] = HIDDEN.exec(text) ?? [];
    if (hidden) return `U+${hidden.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;
    const [disguised] = DISGUISED.exec(text) ?? [];
    if (disguised) return disguised;
  }
  if (zh === undefined && en === undefined) return undefined;
  if ((zh ?? '').trim() === '') return en;
  if ((en ?? '').trim() === '') return zh;
  return undefined;
}

/** Traditional forms of the characters that the terms are made of, each before its simplified one. */
const TRADITIONAL: ReadonlyMap<string, string> = new Map(
  '風风險险訪访臉脸識识員员單单點点關关觀观黨党數数實实軌轨蹤踪紋纹對对評评業业響响戶户積积證证號号遊游眾众體体績绩監监測测預预標标簽签檔档圖图譜谱異异動动態态種种輿舆論论樣样離离線线齊齐議议罷罢請请願愿絡络獨独個个語语記记參参組组織织帶带頭头門门導导'
    .match(/../g)
    ?.map((pair) => [pair.charAt(0), pair.charAt(1)]),
);

function plainChinese(text: string): string {
  return [...text.normalize('NFKC')]
    .map((one) => TRADITIONAL.get(one) ?? one)
    .join('')
    .replace(/[\s\p{P}\p{S}\p{Cf}]/gu, '')
    .replace(HARMLESS_ZH, '·');
}

/** `riskLevel`, `risk_level`, "Risk levels": all `risk level`. */
function plainWords(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
    .replace(/\b(\w{2,}[^sui\W])s\b/g, '$1')
    .replace(HARMLESS_EN, ' · ')
    .trim();
}

/** The thing that a field belongs to: `tenant` of `residence.tenant.remark`, without its numbers. */
function lastNames(path: string): string {
  const names = path.split(/[./]/).filter((one) => one !== '' && !/^\d+$/.test(one));
  return names.at(-1) ?? '';
}
