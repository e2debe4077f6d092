import { useCallback } from 'react';
import { type Language, say, type Text, type Words } from '../language/language.ts';
import { useChoices } from './choices.ts';

/** The language in force on this device. */
export const useLanguage = (): Language => useChoices().language;

export type Sayer<Key extends string> = (key: Key, parameters?: Readonly<Record<string, string | number>>) => string;

/** A folder's words in the language in force: `const w = useWords(matterWords); w('title')`. */
export function useWords<Key extends string>(all: Words<Key>): Sayer<Key> {
  const language = useLanguage();
  return useCallback((key, parameters) => say(all, language, key, parameters), [all, language]);
}

/** Reads texts that are data, such as a kind's name: `const t = useText(); t(kind.name)`. */
export function useText(): (text: Text | null | undefined) => string {
  const language = useLanguage();
  return useCallback((text) => (text ? text[language] || text.zh : ''), [language]);
}
