import type { KindSeed } from '../capabilities/kinds/kinds.door.ts';
import { dayOf } from '../platform/calendar/calendar.rules.ts';
import type { Point } from '../platform/places/coordinates.rules.ts';
import { metresBetween, rounded } from '../platform/places/coordinates.rules.ts';
import { PlaceIndex } from '../platform/places/polygons.rules.ts';
import { kinds } from './kinds.ts';
import type { Dice } from './random.ts';
import { dice, runningTotals } from './random.ts';
import { parts, tellings } from './tellings.ts';
import { authority } from './wucheng.bodies.ts';
import { boundaries } from './wucheng.boundaries.ts';
import { toDegrees } from './wucheng.plane.ts';
import { liaisonOf } from './wucheng.posts.ts';
import { anyKind, anyMoment, minutesAfter } from './wucheng.seasons.ts';
import type { Step } from './wucheng.stories.ts';
import { storyOf } from './wucheng.stories.ts';
import { townName, towns, WUCHENG } from './wucheng.towns.ts';
import type { Village } from './wucheng.villages.ts';
import { villages } from './wucheng.villages.ts';

/** A made-up matter with all that happened to it until now. */
export type DemonstrationMatter = {
  /** UUID: version 7 of the moment, version 4 for what is anonymous. */
  readonly id: string;
  readonly kind: string;
  /** WGS-84, or null where the caller named only the place. */
  readonly lon: number | null;
  readonly lat: number | null;
  readonly territory: string;
  readonly outside: boolean;
  readonly address: string | null;
  readonly words: string;
  readonly answers: Readonly<Record<string, string | number | boolean>>;
  readonly channel: 'public' | 'anonymous' | 'hotline' | 'field' | 'exchange' | 'open311';
  readonly urgency: 'normal' | 'urgent';
  /** For `exchange`: whose desk it came from, and their number. */
  readonly partner: { readonly desk: '110' | '12345'; readonly number: string } | null;
  /** A number that no telephone has: segment 154 is not in use. */
  readonly phone: string | null;
  /** Key of the clerk or liaison who typed it, or null for the reporter. */
  readonly by: string | null;
  readonly happened: Date;
  readonly reported: Date;
  readonly story: readonly Step[];
};

/**
 * About `count` matters from the first of January of last year until `now`, in the order in which they were reported; the same
 * at every run for the same seed, count and moment. Seasons, weekdays, repeats, late ones and open ones are in it; persons are not.
 */
export function* matters(seed: string, count: number, now: Date): Generator<DemonstrationMatter> {
  const year = Number(dayOf(now).slice(0, 4));
  const rows = authority(year);
  const index = new PlaceIndex(boundaries());
  const byCode = new Map(kinds.map((kind) => [kind.code, kind]));
  const drafts = Array.from({ length: count }, (_, number) => {
    const luck = dice(`${seed} ${number}`);
    const kind = byCode.get(anyKind(luck)) as KindSeed;
    return { name: `${seed} ${number}`, luck, kind, reported: anyMoment(luck, kind.code, `${year - 1}-01-01`, now) };
  }).sort((a, b) => a.reported.getTime() - b.reported.getTime());

  const recent: {
    readonly kind: string;
    readonly id: string;
    readonly place: Place;
    readonly reported: Date;
    readonly ended: Date | null;
  }[] = [];
  for (const { name, luck, kind, reported } of drafts) {
    while (recent[0] !== undefined && reported.getTime() - recent[0].reported.getTime() > 4 * 86_400_000)
      recent.shift();
    const alike = recent.filter(
      (one) => one.kind === kind.code && one.place.lon !== null && (one.ended === null || one.ended > reported),
    );
    const same = alike.length > 0 && luck.chance(0.1) ? luck.pick(alike) : null;
    const place = same === null ? anyPlace(luck, index) : nearby(same.place, luck, index);
    const channel = anyChannel(luck, kind);
    const hasContact = channel === 'hotline' || (channel !== 'anonymous' && channel !== 'field' && luck.chance(0.62));
    const isTold = channel !== 'field';
    const liaison = channel === 'field' ? liaisonOf(place.village, luck.whole(1, 2)) : null;
    const urgent = luck.chance(kind.firstActionMinutes <= 60 ? 0.2 : 0.04);
    const id = channel === 'anonymous' ? uuid4(luck) : uuid7(reported, luck);
    const { words, answers, option } = told(luck, kind, place);
    const happened = minutesAfter(reported, -Math.min(luck.whole(3, 90) * luck.around(1.2), 60 * 24 * 20));
    const happening = {
      kind,
      territory: place.territory,
      reported,
      channel,
      urgent,
      hasContact,
      liaison,
      did: () => filled(luck.pick(tellings[kind.code]?.did[option] ?? ['']), luck, place),
    };
    const merged = same === null ? [] : storyOf(name, { ...happening, repeats: same.id }, rows, now);
    // What it repeats may be over before the desk sees that it does; then it goes its own way.
    const isMerged =
      same !== null && merged.every(({ at, act }) => act.move !== 'merge' || same.ended === null || at < same.ended);
    const story = isMerged ? merged : storyOf(name, { ...happening, repeats: null }, rows, now);
    yield {
      id,
      kind: kind.code,
      lon: place.lon,
      lat: place.lat,
      territory: place.territory,
      outside: place.outside,
      address: place.lon === null || luck.chance(0.3) ? place.address : null,
      words,
      answers,
      channel,
      urgency: urgent ? 'urgent' : 'normal',
      partner:
        channel === 'exchange'
          ? {
              desk: luck.pick(['110', '12345', '12345']),
              number: `${dayOf(reported).replaceAll('-', '')}${luck.whole(10000, 99999)}`,
            }
          : null,
      phone: hasContact && isTold ? `154${String(luck.whole(0, 99_999_999)).padStart(8, '0')}` : null,
      by: liaison ?? (channel === 'hotline' ? luck.pick(['clerk1', 'clerk2']) : null),
      happened,
      reported,
      story,
    };
    if (same === null)
      recent.push({
        kind: kind.code,
        id,
        place,
        reported,
        ended: story.find(({ act }) => ENDS.has(act.move))?.at ?? null,
      });
  }
}

const ENDS: ReadonlySet<string> = new Set(['close', 'fixOnSpot', 'merge', 'withdraw', 'void', 'redirect']);

type Place = {
  readonly lon: number | null;
  readonly lat: number | null;
  readonly territory: string;
  readonly outside: boolean;
  readonly village: string;
  readonly address: string;
  readonly where: 'where.street' | 'where.rural';
};

const TOWN_TOTALS = runningTotals(towns.map(({ weight }) => weight));

function anyPlace(luck: Dice, index: PlaceIndex): Place {
  const town = towns[luck.byWeight(TOWN_TOTALS)] as (typeof towns)[number];
  const village = luck.pick(villages().filter(({ code }) => code.startsWith(town.code)));
  const plain = village.name.zh.replace('（演示）', '');
  const known = {
    village: village.code,
    address: `${townName(town).zh}${plain}`,
    where: town.type === 'street' ? ('where.street' as const) : ('where.rural' as const),
  };
  // One in a hundred lies just over the border; a few callers name a village and no more.
  if (luck.chance(0.01)) return { ...known, ...overTheBorder(luck, index), territory: WUCHENG, outside: true };
  if (luck.chance(0.03)) return { ...known, lon: null, lat: null, territory: village.code, outside: false };
  return { ...known, ...inside(village, luck, index), territory: village.code, outside: false };
}

/** Most of a village's matters happen near its middle. */
function inside({ code, spot }: Village, luck: Dice, index: PlaceIndex): Point {
  for (let spread = 0.9; ; spread *= 0.85) {
    const turn = luck.next() * 2 * Math.PI;
    const away = spread * luck.around(0.6) * 0.5;
    const point = toDegrees([spot[0] + away * Math.cos(turn), spot[1] + away * Math.sin(turn)]);
    if (index.find(point.lon, point.lat) === code) return point;
  }
}

function overTheBorder(luck: Dice, index: PlaceIndex): Point {
  for (;;) {
    const point = { lon: rounded(119.55 + luck.next() * 0.2), lat: rounded(28.95 + luck.next() * 0.3) };
    if (index.find(point.lon, point.lat) === null) return point;
  }
}

/** Somebody else saw the same thing, at most sixty metres off. */
function nearby(place: Place, luck: Dice, index: PlaceIndex): Place {
  const from = { lon: place.lon ?? 0, lat: place.lat ?? 0 };
  for (let step = 0.0004; ; step *= 0.7) {
    const point = {
      lon: rounded(from.lon + (luck.next() - 0.5) * step),
      lat: rounded(from.lat + (luck.next() - 0.5) * step),
    };
    const isThere = index.find(point.lon, point.lat) === (place.outside ? null : place.territory);
    if (isThere && metresBetween(point, from) <= 60) return { ...place, ...point };
  }
}

const CHANNELS = ['public', 'hotline', 'field', 'exchange', 'anonymous', 'open311'] as const;
const CHANNEL_TOTALS = runningTotals([38, 27, 18, 9, 5, 3]);

function anyChannel(luck: Dice, kind: KindSeed): (typeof CHANNELS)[number] {
  const channel = CHANNELS[luck.byWeight(CHANNEL_TOTALS)] ?? 'public';
  return channel === 'open311' && !kind.open311 ? 'hotline' : channel;
}

/** What is said, and answers to the kind's questions that agree with it. */
function told(
  luck: Dice,
  kind: KindSeed,
  place: Place,
): { words: string; answers: DemonstrationMatter['answers']; option: string } {
  const says = tellings[kind.code]?.says ?? {};
  const option = luck.pick(Object.keys(says));
  const answers: Record<string, string | number | boolean> = {};
  for (const question of kind.questions) {
    const isFirst = question === kind.questions[0];
    if (isFirst && question.type === 'choice') answers[question.id] = option;
    else if (!question.required && luck.chance(0.45)) continue;
    else if (question.type === 'choice') answers[question.id] = luck.pick(question.options).id;
    else if (question.type === 'yesno') answers[question.id] = luck.chance(0.5);
    else if (question.type === 'number')
      answers[question.id] = question.id === 'amount' ? Number(luck.pick(parts.money ?? ['0'])) : luck.whole(1, 12);
  }
  return { words: filled(luck.pick(says[option] ?? ['']), luck, place).trim(), answers, option };
}

/** `{where}` and the other parts of a telling filled in, parts within parts too. */
function filled(text: string, luck: Dice, place: Place): string {
  return text.replace(/\{(\w+)\}/g, (_, part: string) =>
    filled(luck.pick(parts[part === 'where' ? place.where : part] ?? ['']), luck, place),
  );
}

function uuid7(at: Date, luck: Dice): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${luck.hex(2).slice(1)}-${'89ab'[luck.whole(0, 3)]}${luck.hex(2).slice(1)}-${luck.hex(6)}`;
}

function uuid4(luck: Dice): string {
  return `${luck.hex(4)}-${luck.hex(2)}-4${luck.hex(2).slice(1)}-${'89ab'[luck.whole(0, 3)]}${luck.hex(2).slice(1)}-${luck.hex(6)}`;
}
