import { addDays } from '../../platform/calendar/calendar.rules.ts';
import { type Text, textOf } from '../../platform/language/language.ts';
import type { Basis, DeadlineRule, Term } from './clock.rules.ts';
import { clockWords } from './clock.words.ts';

/** A version with the names of the kind and the place that it is for. */
export type NamedRule = DeadlineRule & { readonly kindName: Text | null; readonly territoryName: Text | null };

/** One part of a rule in words. */
export type Part = { readonly key: PartKey; readonly what: Text; readonly said: Text };
export type Difference = {
  readonly key: PartKey;
  readonly what: Text;
  readonly before: Text | null;
  readonly after: Text;
};
export type PartKey =
  | 'name'
  | 'scope'
  | 'term'
  | 'basis'
  | 'extension'
  | 'grounds'
  | 'remind'
  | 'escalate'
  | 'days'
  | 'active';

/** A term in words. */
export function termText({ n, unit }: Term): Text {
  return filled('term', { n, unit: textOf(clockWords, n === 1 ? `unitOne_${unit}` : `unit_${unit}`) });
}

/** The law that a rule stands on, or that it is the district's own. An `article` of four digits is the year of a norm read as a whole. */
export function basisText(basis: Basis | null): Text {
  if (basis === null) return textOf(clockWords, 'setting');
  const { law, article } = basis;
  return textOf(clockWords, /^\d{4}$/.test(article) ? 'basisYear' : 'basis', { law, article });
}

/** For which matters a rule is. */
export function scopeText({ kind, kindName, urgency, territory, territoryName }: NamedRule): Text {
  const same = (code: string): Text => ({ zh: code, en: code });
  return filled('scope', {
    kind: kind === null ? textOf(clockWords, 'everyKind') : (kindName ?? same(kind)),
    urgency: textOf(clockWords, urgency === null ? 'anyUrgency' : `urgency_${urgency}`),
    place: territory === null ? textOf(clockWords, 'wholeDistrict') : (territoryName ?? same(territory)),
  });
}

/** Every part of a version in words, in the order in which they are read. Pure. */
export function partsOf(rule: NamedRule): Part[] {
  const { extension, grounds, remind, escalate, from, until } = rule;
  const said: Readonly<Record<PartKey, Text>> = {
    name: rule.name,
    scope: scopeText(rule),
    term: termText(rule.term),
    basis:
      rule.basis === null
        ? basisText(null)
        : filled('basisTagged', { basis: basisText(rule.basis), tag: textOf(clockWords, `tag_${rule.basis.tag}`) }),
    extension:
      extension === null
        ? textOf(clockWords, 'noExtension')
        : filled('extensionOf', { times: extension.times, term: termText(extension.most) }),
    grounds: listed(
      'noGrounds',
      grounds.map((one) => textOf(clockWords, `ground_${one}`)),
    ),
    remind: listed(
      'noRemind',
      remind.map((one) => filled('remindAt', { term: termText(one) })),
    ),
    escalate: listed(
      'noEscalate',
      escalate.map(({ after, to }) =>
        filled(after.n === 0 ? 'escalateAt' : 'escalateAfter', {
          term: termText(after),
          rung: textOf(clockWords, `rung_${to}`),
        }),
      ),
      'stop',
    ),
    days: until === null ? filled('days_from', { from }) : filled('days_fromTo', { from, last: addDays(until, -1) }),
    active: textOf(clockWords, rule.active ? 'active' : 'retired'),
  };
  return (Object.keys(said) as PartKey[]).map((key) => ({
    key,
    what: textOf(clockWords, `part_${key}`),
    said: said[key],
  }));
}

/** What one version changes in another, old beside new; of a new rule all that it says. Pure. */
export function differencesOf(before: NamedRule | null, after: NamedRule): Difference[] {
  const old = before && partsOf(before);
  return partsOf(after).flatMap(({ key, what, said }, at) => {
    const was = old?.[at]?.said ?? null;
    return was?.zh === said.zh && was.en === said.en ? [] : [{ key, what, before: was, after: said }];
  });
}

function listed(
  none: keyof typeof clockWords.zh,
  texts: readonly Text[],
  between: 'separator' | 'stop' = 'separator',
): Text {
  if (texts.length === 0) return textOf(clockWords, none);
  const { zh, en } = textOf(clockWords, between);
  return { zh: texts.map((one) => one.zh).join(zh), en: texts.map((one) => one.en).join(en) };
}

/** A word with texts filled in, each in its own language. */
function filled(key: keyof typeof clockWords.zh, parts: Readonly<Record<string, Text | string | number>>): Text {
  const inWords = (language: 'zh' | 'en'): string =>
    textOf(
      clockWords,
      key,
      Object.fromEntries(
        Object.entries(parts).map(([name, one]) => [name, typeof one === 'object' ? one[language] : one]),
      ),
    )[language];
  return { zh: inWords('zh'), en: inWords('en') };
}
