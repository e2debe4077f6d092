import { dayOf } from '../../journal/line.rules.ts';
import type { Text } from '../../language/language.ts';
import type { Tone } from '../../web/kit/surfaces.tsx';
import { POSTS, type Post } from '../caller.ts';
import type { AppointmentOut } from './appointmentsKept.ts';
import { postWords } from './posts.words.ts';

/** Today in the district (Asia/Shanghai). */
export const today = (): string => dayOf(new Date().toISOString());

/** How an appointment stands today: its state, and where it stands, whether its days have begun, are over, or it is away. */
export function stateOf(one: AppointmentOut, day: string): AppointmentOut['state'] | 'early' | 'over' | 'away' {
  if (one.state !== 'standing') return one.state;
  if (one.from > day) return 'early';
  if (one.to !== null && one.to < day) return 'over';
  return one.away ? 'away' : 'standing';
}

export const STATE_TONES: Readonly<Record<ReturnType<typeof stateOf>, Tone>> = {
  proposed: 'info',
  standing: 'good',
  early: 'brand',
  over: 'plain',
  away: 'warn',
  ended: 'plain',
  refused: 'bad',
  withdrawn: 'plain',
};

const both = (text: Text | null): string => (text === null ? '' : `${text.zh} ${text.en}`);

/** Whether an appointment holds every word of a search, in either language. */
export function holds(one: AppointmentOut, search: string): boolean {
  const { zh, en } = postWords;
  const text = [
    one.name,
    one.login,
    zh[one.post],
    en[one.post],
    one.body ?? '',
    both(one.bodyName),
    one.territory ?? '',
    both(one.territoryName),
  ]
    .join(' ')
    .toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const RANK = new Map<Post, number>(POSTS.map((post, at) => [post, at]));

/** What waits first, then by post, place and person; a deputy stands below the one stood in for. */
export function ordered(rows: readonly AppointmentOut[]): AppointmentOut[] {
  const rank = (one: AppointmentOut): string =>
    [
      one.state === 'proposed' ? 0 : 1,
      RANK.get(one.post) ?? 9,
      one.body ?? '~',
      one.territory ?? '',
      one.deputyOf === null ? 0 : 1,
      one.login,
      one.from,
    ].join('\u0001');
  return [...rows].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
