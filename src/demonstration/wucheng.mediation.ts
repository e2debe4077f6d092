import type { CasePast } from '../capabilities/mediation/mediation.door.ts';
import { addDays, dayOf, daysBetween, startOf } from '../platform/calendar/calendar.rules.ts';
import { type Dice, dice, runningTotals } from './random.ts';
import { mediationPhrases, type NatureTelling, natureTellings } from './tellings.mediation.ts';
import { type Cast, Life, Pace, personOf } from './wucheng.lives.ts';
import { coordinatorOf, liaisonOf } from './wucheng.posts.ts';
import { afterOfficeMinutes } from './wucheng.seasons.ts';
import { townName, towns } from './wucheng.towns.ts';
import { type Village, villages } from './wucheng.villages.ts';

/** What rolling screening found last year, and how many of these were resolved (the founding article). */
export const FOUND = 2_439;
export const RESOLVED = 2_341;

/** How the others ended, or where they stand; together they are what is left. */
const UNRESOLVED = {
  failed: 40,
  declined: 22,
  refused: 12,
  withdrawn: 9,
  broken: 9,
  mediating: 4,
  waiting: 2,
} as const;
type Ending = keyof typeof UNRESOLVED | 'resolved';

/** What came in otherwise last year, and all of this year's by its end. */
const OTHERS = 120;
const THIS_YEAR = 300;

/** How much is told: everything, or a sample of it for tests of other things. */
export type Scale = {
  readonly found: number;
  readonly resolved: number;
  readonly others: number;
  readonly thisYear: number;
  /** Every town's rounds of screening, or only those in which something was found. */
  readonly everywhere: boolean;
};
export const WHOLE: Scale = { found: FOUND, resolved: RESOLVED, others: OTHERS, thisYear: THIS_YEAR, everywhere: true };
export const SAMPLE: Scale = { found: 40, resolved: 33, others: 6, thisYear: 12, everywhere: false };

/**
 * The disputes of last year's screening and of other sources, and this year's until now; the same at every run for the same moment.
 * Nobody in them is a real person.
 */
export function casePlans(cast: Cast, uuid: (name: string) => string, now: Date, scale: Scale): CasePast[] {
  const year = Number(dayOf(now).slice(0, 4));
  const last = year - 1;
  const telling = { cast, uuid, now };
  const endings = endingsOf(scale);
  const passed = daysBetween(`${year}-01-01`, dayOf(now)) / 365;
  return [
    ...endings.map((ending, at) =>
      planned({
        ...{ ...telling, name: `found ${at}`, channel: 'round', ending, from: `${last}-01-04`, to: `${last}-12-20` },
        // Now and then it is the same dispute once more.
        ...(at % 97 === 13 && ending === 'resolved' ? { again: `found ${at - 1}` } : {}),
      }),
    ),
    ...Array.from({ length: scale.others }, (_, at) =>
      planned({
        ...{ ...telling, name: `other ${at}`, channel: OTHER_CHANNELS[at % OTHER_CHANNELS.length] ?? 'phone' },
        ...{ ending: at % 9 === 8 ? 'failed' : 'resolved', from: `${last}-01-04`, to: `${last}-12-20` },
      }),
    ),
    ...Array.from({ length: Math.round(scale.thisYear * passed) }, (_, at) =>
      planned({
        ...{ ...telling, name: `this year ${at}`, going: true },
        channel: at % 5 === 4 ? (OTHER_CHANNELS[at % OTHER_CHANNELS.length] ?? 'phone') : 'round',
        ...{ ending: at % 25 === 7 ? 'failed' : at % 25 === 16 ? 'declined' : 'resolved' },
        ...{ from: `${year}-01-01`, to: addDays(dayOf(now), -1) },
      }),
    ),
  ];
}

const OTHER_CHANNELS = ['party', 'phone', 'desk', 'entrusted', 'transferred', 'party', 'phone'] as const;
type Channel = 'round' | (typeof OTHER_CHANNELS)[number];

function endingsOf({ found, resolved }: Scale): Ending[] {
  const rest = Object.entries(UNRESOLVED).flatMap(([ending, n]) => Array(n).fill(ending as Ending) as Ending[]);
  const step = rest.length / (found - resolved);
  const chosen = Array.from({ length: found - resolved }, (_, at) => rest[Math.floor(at * step)] ?? 'failed');
  return dice('how they ended').shuffled([...Array<Ending>(resolved).fill('resolved'), ...chosen]);
}

const TOWN_TOTALS = runningTotals(towns.map(({ weight }) => weight));
const NATURE_TOTALS = runningTotals(natureTellings.map(({ often }) => often));
/** Screening goes on all year, most of it before the Spring Festival and after the harvest. */
const MONTHS = runningTotals([11, 6, 8, 8, 8, 8, 7, 7, 8, 9, 10, 10]);
const villagesOf: ReadonlyMap<string, readonly Village[]> = Map.groupBy(villages(), ({ code }) => code.slice(0, 9));

type Plan = {
  readonly cast: Cast;
  readonly uuid: (name: string) => string;
  readonly now: Date;
  readonly name: string;
  readonly channel: Channel;
  readonly ending: Ending;
  readonly from: string;
  readonly to: string;
  /** Still under way: what would come after now has not happened. */
  readonly going?: boolean;
  /** The name of an earlier one of which it is a repetition. */
  readonly again?: string;
};

function planned({ cast, uuid, now, name, channel, ending, going = false, again, ...days }: Plan): CasePast {
  const luck = dice(`mediation ${name}`);
  const where = dice(`mediation place ${again ?? name}`);
  const town = towns[where.byWeight(TOWN_TOTALS)] as (typeof towns)[number];
  const village = where.pick(villagesOf.get(town.code) ?? []);
  const telling = natureTellings[where.byWeight(NATURE_TOTALS)] as NatureTelling;
  const earlier = again === undefined ? null : anyDay(dice(`mediation day ${again}`), days.from, days.to, now);
  const from = earlier === null ? days.from : addDays(dayOf(earlier), 30);
  const repeats = again !== undefined && from < addDays(days.to, -7);
  const at = anyDay(dice(`mediation day ${name}`), repeats ? from : days.from, days.to, now);
  const id = uuid(`case ${name}`);
  const { ask, by } = opening({ uuid, luck, where, name, channel, telling, town: town.code, village, at, id });
  const pace = new Pace(at, new Date(now.getTime() - 60_000), !going);
  const life = new Life(cast, { name, pace, luck, desk: coordinatorOf(town.code), telling, uuid });
  const earlierId = repeats ? uuid(`case ${again}`) : null;
  live(life, luck, { ending, isSent: ask.referrer !== undefined, nature: telling.nature, again: earlierId });
  const alike = earlierId === null ? [] : [earlierId];
  return { ask, author: authorOf(cast, by), at, steps: life.steps, alike };
}

export function authorOf(cast: Cast, by: string | null): CasePast['author'] {
  const caller = by === null ? null : cast.callerOf(by);
  return caller?.is === 'staff'
    ? { by: personOf(caller), post: caller.appointments[0]?.id ?? null }
    : { by: null, post: null };
}

/** A moment in office hours of some day, or of the next that is worked; in the first days of a year, when none is over yet, a little ago. */
function anyDay(luck: Dice, from: string, to: string, now: Date): Date {
  for (let thrown = 0; thrown < 5_000; thrown += 1) {
    const month = String(luck.byWeight(MONTHS) + 1).padStart(2, '0');
    const day = `${from.slice(0, 4)}-${month}-${String(luck.whole(1, 28)).padStart(2, '0')}`;
    if (day < from || day > to) continue;
    const at = afterOfficeMinutes(startOf(day), luck.whole(20, 480));
    if (at < now) return at;
  }
  return new Date(now.getTime() - luck.whole(5, 300) * 60_000);
}

type Opening = {
  readonly uuid: (name: string) => string;
  readonly luck: Dice;
  /** Of place and parties. */
  readonly where: Dice;
  readonly name: string;
  readonly channel: Channel;
  readonly telling: NatureTelling;
  readonly town: string;
  readonly village: Village;
  readonly at: Date;
  readonly id: string;
};

/** What was told, by whom: a liaison what it found, a desk what came by telephone or letter, a party for itself. */
export function opening({ uuid, luck, where, name, channel, telling, town, village, at, id }: Opening) {
  const { against } = telling;
  const place = `${townName(towns.find(({ code }) => code === town) as (typeof towns)[number]).zh}${village.name.zh.replace('（演示）', '')}`;
  const person = (which: number) => ({
    ...{ id: uuid(`party ${name} ${which}`), sort: 'person' as const, minor: false },
    name: `${where.pick(mediationPhrases.surnames)}某${where.pick(mediationPhrases.surnames)}（演示）`,
    phone: `154${String(where.whole(0, 99_999_999)).padStart(8, '0')}`,
    address: `${place} ${where.whole(1, 180)} 号`,
  });
  const respondent =
    against === undefined
      ? person(1)
      : { ...person(1), sort: 'organisation' as const, name: `${place.slice(0, 2)}${against}（演示）` };
  const sent = channel === 'entrusted' || channel === 'transferred';
  const ask = {
    ...{ id, channel, nature: telling.nature, territory: village.code, address: place },
    scale: luck.chance(0.05) ? ('group' as const) : ('individual' as const),
    parties: [
      { ...person(0), side: 'applicant' as const },
      { ...respondent, side: 'respondent' as const },
    ],
    ...{ words: luck.pick(telling.says), violence: false, minors: false, publicOrder: false },
    ...(sent
      ? {
          referrer: {
            body: channel === 'entrusted' ? 'wc-court' : luck.pick(['wc-police', 'wc-petitions', 'wc-labour']),
            answerBy: addDays(dayOf(at), 40),
            letter: '委托（移送）函（演示）',
          },
        }
      : {}),
  };
  const by =
    channel === 'round'
      ? liaisonOf(village.code, luck.whole(1, 2))
      : channel === 'party'
        ? null
        : channel === 'phone'
          ? luck.pick(['clerk1', 'clerk2'])
          : coordinatorOf(town);
  return { ask, by };
}

type Living = {
  readonly ending: Ending;
  readonly isSent: boolean;
  readonly nature: string;
  /** The earlier case of the same dispute. */
  readonly again: string | null;
};

/** Where most go on to, and how each comes to its end. */
function live(life: Life, luck: Dice, of: Living): void {
  const { ending, isSent } = of;
  if (ending === 'refused') {
    life
      .refused(luck.pick(['refuse_courtHas', 'refuse_arbitrationHas', 'refuse_onlyOrgan', 'refuse_decision']))
      .archived();
    return;
  }
  toBody(life, luck, of);
  if (ending === 'waiting') return;
  if (ending === 'withdrawn') {
    life.withdrawn();
    return;
  }
  life.accepted();
  if (of.again !== null) life.repeats(of.again);
  if (ending === 'declined') life.consented(1).declined();
  else talkedAbout(life, luck, ending);
  if (isSent && ending !== 'mediating') life.answered();
  if (ending === 'resolved') kept(life, luck);
  else if (ending !== 'mediating') life.archived();
}

/** Whose it is: the body that the rule names; of what is about money a part goes to mediators attached to the court. */
function toBody(life: Life, luck: Dice, { ending, nature }: Living): void {
  const isMoney = nature.startsWith('06') || nature === '0804';
  if (isMoney && ending !== 'waiting' && luck.chance(0.22)) {
    life.toBody({ track: 'judicial', body: 'wc-court', reason: luck.pick(mediationPhrases.court) });
    return;
  }
  life.toBody();
  if (ending !== 'waiting' && (isMoney || !luck.chance(0.03))) return;
  // Refused by the first body: the desk names another, or, where nobody was found yet, has to.
  life.offerRefused(luck.pick(['noCapacity', 'conflict', 'elsewherePending', 'notOurs'] as const));
  if (ending === 'waiting') return;
  life.toBody({ track: 'people', body: 'wc-pmc', reason: luck.pick(mediationPhrases.otherBody) });
}

function talkedAbout(life: Life, luck: Dice, ending: Ending): void {
  life.consented();
  if (ending === 'failed') {
    life.session(mediationPhrases.lone, luck.whole(1, 6)).failed();
    return;
  }
  life.session(mediationPhrases.record, luck.byWeight([30, 60, 78, 90, 100]) * 1.6 + 0.5);
  if (ending === 'mediating') {
    life.extended(15);
    return;
  }
  if (luck.chance(0.12)) life.session(mediationPhrases.record, 2);
  const dues = luck.chance(0.8) ? [luck.whole(5, 30)] : [luck.whole(5, 20), luck.whole(21, 60)];
  const isWritten = ending === 'broken' || luck.chance(0.3);
  if (isWritten) life.written(dues);
  else life.orally(dues);
  if (ending === 'broken') {
    life.breached(luck.whole(18, 30)).settled();
    return;
  }
  if (isWritten && luck.chance(0.12)) life.confirmation(luck.whole(2, 8), luck.chance(0.92) ? 'confirmed' : 'rejected');
  // What was promised is kept, nearly always in time.
  if (luck.chance(0.015)) life.breached((dues[0] ?? 5) * 0.8);
  for (const [at, due] of dues.entries()) life.performed(at === 0 ? due * luck.next() * 0.6 : 5 + due * 0.3, at);
}

function kept(life: Life, luck: Dice): void {
  if (luck.chance(0.12)) life.visited(luck.whole(8, 20));
  if (luck.chance(0.1)) life.rated(luck.pick([5, 5, 5, 4, 4, 3, 2] as const));
  life.archived();
}
