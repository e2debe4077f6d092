import { textOf } from '../../../platform/language/language.ts';
import { natureWords } from './natures.words.ts';

/** What a dispute is about: a code of GB/T 31000-2015 事件类型, two digits for a group and four for what it holds. */
export type Nature = {
  readonly code: string;
  /** The group; null for a group itself. */
  readonly parent: string | null;
  readonly zh: string;
  readonly en: string;
};

const named = Object.keys(natureWords.zh)
  .filter((key): key is Exclude<keyof typeof natureWords.zh, 'otherOf'> => key !== 'otherOf')
  .map((key): Nature => {
    const code = key.slice(1);
    return { code, parent: code.length === 4 ? code.slice(0, 2) : null, ...textOf(natureWords, key) };
  });

/** `xx99`: whatever else belongs to a group. The group 99 holds nothing of its own. */
const othersOf = (group: Nature): Nature[] => {
  if (group.code === '99') return [];
  const zh = textOf(natureWords, 'otherOf', { group: group.zh }).zh;
  const en = textOf(natureWords, 'otherOf', { group: group.en }).en;
  return [{ code: `${group.code}99`, parent: group.code, zh, en }];
};

/**
 * All natures in the order of their codes: the groups 01 to 13 and 99, each with what it holds. Source: GB/T 31000-2015, code table
 * 事件类型 [S, read by OCR]. Without 14 to 16 (charter, rule 3): cases of police, courts and officials, and a person's people or faith,
 * are nobody's category here.
 */
export const NATURES: readonly Nature[] = named
  .filter(({ parent }) => parent === null)
  .flatMap((group) => [group, ...named.filter(({ parent }) => parent === group.code), ...othersOf(group)]);

const byCode: ReadonlyMap<string, Nature> = new Map(NATURES.map((one) => [one.code, one]));

/** The nature of a code; null where there is none. */
export const natureOf = (code: string): Nature | null => byCode.get(code) ?? null;

/** Whether a text is the code of a nature. */
export const isNature = (code: string): boolean => byCode.has(code);
