import type { ReactNode } from 'react';
import { POSTS, type Post } from '../../../platform/identity/caller.ts';
import { postName } from '../../../platform/identity/screens/posts.words.ts';
import { Timeline, type Tone } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useLanguage, useText, useWords } from '../../../platform/web/words.ts';
import { DOORS, doorName } from '../law/refusable.rules.ts';
import type { CaseOut } from '../mediation.contract.ts';
import { CHANNELS, CONFIRMATION_OUTCOMES, DECLINE_GROUNDS, MODES, TRACKS } from '../mediation.rules.ts';
import { caseWords } from './case.words.ts';
import { FilesOf } from './filesOf.tsx';
import { statusWords } from './status.words.ts';
import { wayWords } from './way.words.ts';

type Entry = CaseOut['history'][number];
type Kind = keyof typeof wayWords.zh;

const TONES: Readonly<Record<string, Tone>> = {
  'case.offer-refused': 'warn',
  'case.refused': 'bad',
  'case.alarmed': 'bad',
  'case.declined': 'bad',
  'case.failed': 'bad',
  'case.promise-breached': 'bad',
  'case.agreement-sealed': 'good',
  'case.agreed-orally': 'good',
  'case.promise-performed': 'good',
  'case.archived': 'good',
};

/** The way that a case has gone, the last first: what, who, when, and the words that this reader may read. */
export function WayTab({ it }: { it: CaseOut }): ReactNode {
  const w = useWords(caseWords);
  const y = useWords(wayWords);
  const when = useWhen();
  const facts = useFacts(it);
  const who = useWho(it);
  return (
    <section className="stack" aria-label={w('wayTitle')}>
      <Timeline
        events={it.history.toReversed().map((one) => {
          const tone = TONES[one.kind];
          const kind = one.kind.replace(/^case\./, '').replaceAll('-', '');
          const said = facts(one);
          return {
            id: one.id,
            title: [y(Object.hasOwn(wayWords.zh, kind) ? (kind as Kind) : 'other'), ...said].join(' · '),
            when: <span className="soft small">{[when.moment(one.at), who(one)].filter(Boolean).join(' · ')}</span>,
            body: (
              <>
                {one.words && <p className="mediation-said">{one.words}</p>}
                <FilesOf files={one.files} />
              </>
            ),
            ...(tone === undefined ? {} : { tone }),
          };
        })}
      />
    </section>
  );
}

function useWho(it: CaseOut): (one: Entry) => string {
  const w = useWords(caseWords);
  const t = useText();
  const language = useLanguage();
  return ({ who, party }) => {
    if (who === null) {
      const name = it.parties.find(({ id }) => id === party)?.name;
      return name ? w('partyBy', { name }) : w('partyPage');
    }
    const post = (POSTS as readonly string[]).includes(who.post ?? '') ? postName(who.post as Post, language) : '';
    return [who.name ?? '', post, t(who.body)].filter(Boolean).join(' · ');
  };
}

const has = <T extends string>(list: readonly T[], value: unknown): value is T =>
  (list as readonly unknown[]).includes(value);

/** The plain facts of a line in words; of what has no words here nothing is said. */
function useFacts(it: CaseOut): (one: Entry) => string[] {
  const y = useWords(wayWords);
  const s = useWords(statusWords);
  const when = useWhen();
  const t = useText();
  return ({ facts: f, party, who, to, kind }) => {
    const name = who === null ? undefined : it.parties.find(({ id }) => id === party)?.name;
    const number = (key: string) => (typeof f[key] === 'number' ? f[key] : null);
    const text = (key: string) => (typeof f[key] === 'string' ? f[key] : null);
    const said: (string | null | undefined | false)[] = [
      name,
      to !== null && t(to),
      has(DOORS, f['door']) && y('fact_door', { door: t(doorName(f['door'])) }),
      has(TRACKS, f['track']) && s(`track_${f['track']}`),
      has(CHANNELS, f['channel']) && s(`channel_${f['channel']}`),
      has(DECLINE_GROUNDS, f['ground']) && s(`ground_${f['ground']}`),
      has(MODES, f['mode']) && s(`mode_${f['mode']}`),
      has(CONFIRMATION_OUTCOMES, f['outcome']) && s(`confirmation_${f['outcome']}`),
      has(['screen', 'paper', 'code', 'page', 'staff'] as const, f['how']) && y(`fact_${f['how']}`),
      has(['guardian', 'representative'] as const, f['as']) && y(`fact_as_${f['as']}`),
      has(['escalation', 'crime'] as const, f['why']) && y(`fact_${f['why']}`),
      number('version') !== null && y('fact_version', { n: number('version') ?? 0 }),
      number('stars') !== null && y('fact_stars', { n: number('stars') ?? 0 }),
      number('found') !== null && y('fact_found', { n: number('found') ?? 0 }),
      number('days') !== null && y('fact_days', { n: number('days') ?? 0 }),
      text('number'),
      text('at') !== null && y('fact_at', { when: when.moment(text('at') ?? '') }),
      text('day') !== null && y('fact_day', { day: when.day(text('day') ?? '') }),
      text('effect') !== null && y('fact_effect', { day: when.day(text('effect') ?? '') }),
      text('due') !== null && y('fact_due', { day: when.day(text('due') ?? '') }),
      f['postponed'] === true && y('fact_postponed'),
      kind === 'case.room-travels' && y(f['may'] === true ? 'fact_may' : 'fact_mayNot'),
      kind === 'case.return-visit' && y(f['kept'] === true ? 'fact_kept' : 'fact_keptNot'),
    ];
    return said.filter((one): one is string => typeof one === 'string' && one !== '');
  };
}
