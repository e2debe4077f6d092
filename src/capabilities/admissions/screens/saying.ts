import { postName } from '../../../platform/identity/screens/posts.words.ts';
import { useWhen } from '../../../platform/web/when.ts';
import { useLanguage, useText, useWords } from '../../../platform/web/words.ts';
import type { AdmissionOut } from '../admissions.contract.ts';
import { screenWords } from './admissions.screen.words.ts';

/** Frequencies that have a word of their own. */
export const USUAL = [1, 2, 4, 12, 52, 248, 365] as const;
const isUsual = (times: number): times is (typeof USUAL)[number] => (USUAL as readonly number[]).includes(times);

/** Hours with a decimal where it says something: 6, 0.5, 12.3. */
export const hours = (n: number): string => String(Math.round(n * 10) / 10);
/** A part as per cent, with a decimal. */
export const percent = (n: number): string => `${Math.round(n * 1000) / 10}%`;

type Signature = AdmissionOut['asked'];

/** Says parts of admissions in the language in force. */
export function useSaying() {
  const w = useWords(screenWords);
  const t = useText();
  const when = useWhen();
  const language = useLanguage();
  const times = (n: number): string => (isUsual(n) ? w(`times_${n}`) : w('times_n', { n }));
  return {
    times,
    effort: ({ doer, times: n, minutes }: Pick<AdmissionOut['task'], 'doer' | 'times' | 'minutes'>): string =>
      w('effort', { doer: w(`doer_${doer}`), times: times(n), minutes }),
    days: ({ from, until }: { from: string; until: string }): string =>
      w('fromUntil', { from: when.day(from), until: when.day(until) }),
    burden: ({ hours: n, share, villages, total }: AdmissionOut['burden']): string =>
      w('burdenOf', { hours: hours(n), share: percent(share), villages, total: hours(total) }),
    places: (all: AdmissionOut['task']['territories']): string => all.map(t).join(language === 'zh' ? '、' : '; '),
    signed: ({ post, body, at }: Signature): { body: string; post: string; when: string } => ({
      body: t(body) || postName(post, language),
      post: postName(post, language),
      when: when.moment(at),
    }),
  };
}
