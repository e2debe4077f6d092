import { type Language, say } from '../../platform/language/language.ts';
import type { Standing } from '../matters/matters.door.ts';
import { SORTS } from './notices.rules.ts';
import { noticeWords } from './notices.words.ts';
import { type HeardOf, isUrgent } from './reading.ts';

/** One message on a device: what comes later takes its place, so that there is never a row of them. */
const TAG = 'lianan-notices';

type At = { readonly baseUrl: string; readonly shell: 'desk' | 'field'; readonly language: Language };

/**
 * What a device is told: of one matter what it is about, where and its number; of several how many of each sort. Nothing that anybody
 * reported stands in it, and of a kind that is not public neither the kind nor more than the town: it shows on a locked screen.
 */
export function digestFor(ground: Standing, heard: readonly HeardOf[], { baseUrl, shell, language }: At) {
  const say_ = (key: keyof typeof noticeWords.zh, params: Record<string, string | number> = {}) =>
    say(noticeWords, language, key, params);
  const urgent = heard.filter(isUrgent);
  const first = urgent[0] ?? heard[0];
  if (first === undefined) throw new Error('a digest of nothing');
  const { name, territory, number, hidden, path } = subjectOf(ground, first, shell);
  const kind = name === null ? say_('matter') : name[language];
  const place = ground.places.pathOf(hidden ? territory.slice(0, 9) : territory)[language];
  const one = say_('one', { sort: say_(first.sort), kind });
  const where = [place, number].filter(Boolean).join(' · ');
  const sorts = SORTS.flatMap((sort) => {
    const n = heard.filter((it) => it.sort === sort).length;
    return n === 0 ? [] : [say_('some', { n, sort: say_(sort) })];
  }).join(say_('and'));
  const isOne = heard.length === 1;
  const title = isOne || urgent.length > 0 ? one : say_('many', { n: heard.length });
  return {
    title: urgent.length > 0 ? say_('urgent', { title }) : title,
    body: isOne ? where : urgent.length > 0 ? `${where} · ${say_('many', { n: heard.length })}` : sorts,
    url: `${baseUrl}${isOne ? path : `/${shell}/notices`}`,
    tag: TAG,
    language,
  };
}

/** What one message names: a matter, or what another capability shows, which has its page at the desk alone. */
function subjectOf(ground: Standing, { stored, shown }: HeardOf, shell: At['shell']) {
  if (stored === null) {
    const { name, territory, number, hidden, to } = shown;
    return { name, territory, number, hidden, path: `/desk${to}` };
  }
  const { matter, number } = stored;
  const hidden = matter.visibility === 'hidden';
  const name = hidden ? null : (ground.kinds.get(matter.kind)?.name ?? null);
  return { name, territory: matter.territory, number, hidden, path: `/${shell}/matters/${matter.id}` };
}
