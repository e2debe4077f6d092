/** The interface's languages, Chinese first. */
export type Language = 'zh' | 'en';

/** A short text that is data (a kind's name, a territory's name, a problem's title), in both languages. */
export type Text = { readonly zh: string; readonly en: string };

/** The words of one folder: the same keys in both languages; `{name}` stands for a parameter. */
export type Words<Key extends string = string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

/** Declares a folder's words; the compiler refuses a key that one language lacks. */
export function words<Key extends string>(zh: Record<Key, string>, en: Record<NoInfer<Key>, string>): Words<Key> {
  return { zh, en };
}

/** One word of a folder, with its parameters filled in. */
export function say<Key extends string>(
  all: Words<Key>,
  language: Language,
  key: Key,
  parameters: Readonly<Record<string, string | number>> = {},
): string {
  return all[language][key].replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in parameters ? String(parameters[name]) : whole,
  );
}

/** A text in both languages from a folder's words, for problems and other data that travel. */
export function textOf<Key extends string>(
  all: Words<Key>,
  key: Key,
  parameters: Readonly<Record<string, string | number>> = {},
): Text {
  return { zh: say(all, 'zh', key, parameters), en: say(all, 'en', key, parameters) };
}

/** Chooses the language from an Accept-Language header or a stored choice; Chinese unless English comes first. */
export function languageOf(wish: string | undefined): Language {
  const first = wish?.split(',')[0]?.trim().toLowerCase() ?? '';
  return first.startsWith('en') ? 'en' : 'zh';
}
