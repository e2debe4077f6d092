import { pinyin } from 'pinyin-pro';
import type { Text } from '../language/language.ts';
import type { Point } from './coordinates.rules.ts';

/** What type-ahead looks through: territories and known places. `path` says where it lies. */
export type Entry = {
  readonly what: 'territory' | 'known';
  readonly id: string;
  readonly territory: string;
  readonly name: Text;
  readonly path: Text;
  readonly initials: string;
  /** The name's pinyin in one word, without tones. */
  readonly sounds: string;
  readonly point: Point | null;
};

/** Pinyin of the Chinese characters of a text, without tones: first letters, and all in one word. Other characters are left out. */
export function soundsOf(chinese: string): { readonly initials: string; readonly sounds: string } {
  const all = pinyin(chinese, { toneType: 'none', type: 'array', nonZh: 'removed', v: true });
  return { initials: all.map((one) => one[0] ?? '').join(''), sounds: all.join('') };
}

/**
 * The entries that a typed text means, best first: by Chinese, by pinyin in full or by first letters, by English. Of several
 * words the last names the place and the others where it lies (`汤溪 小学`).
 */
export function found(entries: readonly Entry[], typed: string, most: number): Entry[] {
  const terms = typed.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  const whole = terms.join(' ');
  const last = terms.pop();
  if (last === undefined) return [];
  const ranked = entries.flatMap((entry) => {
    const rank = Math.min(
      rankOf(entry, whole),
      terms.every((term) => liesIn(entry, term)) ? rankOf(entry, last) : Infinity,
    );
    return rank === Infinity ? [] : [{ entry, rank }];
  });
  return ranked
    .sort(
      (a, b) =>
        a.rank - b.rank || a.entry.territory.length - b.entry.territory.length || (a.entry.id < b.entry.id ? -1 : 1),
    )
    .slice(0, most)
    .map(({ entry }) => entry);
}

function rankOf({ name, initials, sounds }: Entry, term: string): number {
  const english = name.en.toLowerCase();
  if (name.zh === term || english === term) return 0;
  if (name.zh.startsWith(term)) return 1;
  if (/^[a-z]+$/.test(term)) {
    if (initials === term) return 2;
    if (initials.startsWith(term)) return 3;
    if (sounds.startsWith(term)) return 4;
  }
  if (english.startsWith(term)) return 5;
  if (english.includes(` ${term}`)) return 6;
  if (name.zh.includes(term)) return 7;
  return term.length >= 3 && english.includes(term) ? 8 : Infinity;
}

function liesIn({ path, name }: Entry, term: string): boolean {
  return (
    `${path.zh} ${name.zh} ${path.en} ${name.en}`.toLowerCase().includes(term) ||
    soundsOf(path.zh).initials.includes(term)
  );
}
