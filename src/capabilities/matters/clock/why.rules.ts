import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { DaysOff } from '../../../platform/calendar/terms.rules.ts';
import { type Language, say } from '../../../platform/language/language.ts';
import { basisText, termText } from '../../clock/sayings.rules.ts';
import type { Running } from './stages.rules.ts';
import { whyWords } from './why.words.ts';

const DAY_MS = 86_400_000;

/** Why a stage is due when it is, in one sentence: rule, days counted, what stood still, what was granted. Pure. */
export function whyOf({ round, reckoned }: Running, language: Language): string {
  const w = (key: keyof typeof whyWords.zh, with_: Record<string, string | number> = {}) =>
    say(whyWords, language, key, with_);
  const { term, rule, suspended, extended, provisional, counted } = reckoned;
  const stood = suspended >= DAY_MS / 2 ? w('suspended', { days: Math.max(1, Math.round(suspended / DAY_MS)) }) : '';
  const more = extended > 0 ? w('extended', { days: extended }) : '';
  if (term === null) return w('promised', { suspended: stood, extended: more });
  const isShort = term.unit === 'minutes';
  const list = counted.off.map(({ why, days }) => w('offOne', { what: nameOf(why, language), days })).join(w('and'));
  const name = rule?.name[language] ?? w('norm');
  return w('why', {
    since: round.untimed ? dayOf(new Date(round.since)) : minuteOf(round.since),
    term: termText(term)[language],
    basis: rule === null ? name : `${name}${language === 'zh' ? '，' : ', '}${basisText(rule.basis)[language]}`,
    counted: isShort
      ? w('minutes')
      : w('days', { days: counted.days, working: counted.working, off: list === '' ? '' : w('off', { list }) }),
    suspended: stood,
    extended: more,
    provisional: provisional ? w('provisional') : '',
  });
}

function nameOf(why: DaysOff['why'], language: Language): string {
  if (typeof why !== 'string') return why.override;
  return say(whyWords, language, why === 'victoryDay' ? 'other' : why);
}

/** A moment in Asia/Shanghai, `2026-11-23 10:00`. */
function minuteOf(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
