import type { Question } from '../capabilities/kinds/kinds.door.ts';

/** Short ways to write a kind's questions down. Options are `id: [Chinese, English]`. */
type Options = Readonly<Record<string, readonly [zh: string, en: string]>>;

const made = (
  id: string,
  zh: string,
  en: string,
  type: Question['type'],
  required: boolean,
  options: Options = {},
): Question => ({
  id,
  text: { zh, en },
  type,
  required,
  options: Object.entries(options).map(([option, [optionZh, optionEn]]) => ({
    id: option,
    text: { zh: optionZh, en: optionEn },
  })),
});

export const choice = (id: string, zh: string, en: string, options: Options): Question =>
  made(id, zh, en, 'choice', true, options);
export const maybeChoice = (id: string, zh: string, en: string, options: Options): Question =>
  made(id, zh, en, 'choice', false, options);
export const several = (id: string, zh: string, en: string, options: Options): Question =>
  made(id, zh, en, 'several', false, options);
export const yesno = (id: string, zh: string, en: string): Question => made(id, zh, en, 'yesno', false);
export const number = (id: string, zh: string, en: string): Question => made(id, zh, en, 'number', false);
export const line = (id: string, zh: string, en: string): Question => made(id, zh, en, 'text', false);
