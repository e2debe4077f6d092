import type { CasePast } from '../capabilities/mediation/mediation.door.ts';
import { addDays, dayOf, startOf } from '../platform/calendar/calendar.rules.ts';
import { dice } from './random.ts';
import { mediationPhrases, type NatureTelling, natureTellings } from './tellings.mediation.ts';
import { type Cast, Life, Pace } from './wucheng.lives.ts';
import { authorOf, opening } from './wucheng.mediation.ts';
import { coordinatorOf } from './wucheng.posts.ts';
import { WUCHENG } from './wucheng.towns.ts';
import { villages } from './wucheng.villages.ts';

type Desk = {
  readonly nature: string;
  /** The last three digits of the town. */
  readonly town: '001' | '106';
  /** Days ago on which it was opened. */
  readonly ago: number;
  readonly channel: 'round' | 'party' | 'phone' | 'desk' | 'entrusted' | 'transferred';
  readonly life: (life: Life) => void;
  /** The body that sent it, and in how many days it wants to hear. */
  readonly sent?: { readonly body: string; readonly inDays: number };
  readonly violence?: true;
};

/** Cases as the demonstration's accounts find them today: in every state, and of everything that has a day one that is near. */
export function deskCases(cast: Cast, uuid: (name: string) => string, now: Date): CasePast[] {
  const today = dayOf(now);
  const on = (days: number, minutes: number): Date =>
    new Date(startOf(addDays(today, days)).getTime() + minutes * 60_000);
  // A session of today where the day is still young enough, else tomorrow morning.
  const afternoon = on(0, 16 * 60);
  const soon = afternoon.getTime() - now.getTime() > 30 * 60_000 ? afternoon : on(1, 9 * 60 + 30);
  const tomorrow = on(1, 14 * 60 + 30);
  const all: Readonly<Record<string, Desk>> = {
    ...waiting,
    ...inHand((at) => [at.toISOString()], soon, tomorrow),
    ...promised(on),
  };
  return Object.entries(all).map(([name, desk]) => pastOf(cast, uuid, now, name, desk));
}

const neighbours = { nature: '0201', town: '001' } as const;

/** Nobody has them yet. */
const waiting: Readonly<Record<string, Desk>> = {
  'applied in a town': { ...neighbours, ago: 1, channel: 'party', life: () => {} },
  'told by telephone': { nature: '0102', town: '106', ago: 1, channel: 'phone', life: () => {} },
  'offered to the town’s committee': { ...neighbours, ago: 2, channel: 'round', life: (life) => life.toBody() },
  'offered to the district’s committee': {
    ...{ nature: '0601', town: '106', ago: 2, channel: 'desk' },
    life: (life) => life.toBody(),
  },
  'offered to the street office': {
    nature: '0902',
    town: '001',
    ago: 2,
    channel: 'round',
    life: (life) => life.toBody(),
  },
  'offered to the enforcement bureau': {
    ...{ nature: '1301', town: '001', ago: 2, channel: 'phone' },
    life: (life) => life.toBody(),
  },
  'refused by one body': {
    ...{ nature: '0202', town: '001', ago: 5, channel: 'round' },
    life: (life) => life.toBody().offerRefused('conflict'),
  },
  'refused in the other town': {
    ...{ nature: '0201', town: '106', ago: 6, channel: 'round' },
    life: (life) => life.toBody().offerRefused('noCapacity'),
  },
};

function inHand(instants: (at: Date) => readonly string[], soon: Date, tomorrow: Date): Readonly<Record<string, Desk>> {
  const mine = (life: Life) => life.toBody().accepted('mediator2');
  const district = (life: Life) => life.toBody().accepted('mediator1');
  return {
    'one party has still to say yes': {
      ...neighbours,
      ago: 4,
      channel: 'round',
      life: (life) => mine(life).consented(1),
    },
    'nobody was told its rights': { nature: '0601', town: '001', ago: 4, channel: 'phone', life: district },
    'a session soon': {
      ...{ ...neighbours, ago: 8, channel: 'round' },
      life: (life) =>
        mine(life)
          .consented()
          .proposed(() => instants(soon))
          .set(soon.toISOString()),
    },
    'a session tomorrow': {
      ...{ nature: '0601', town: '106', ago: 8, channel: 'phone' },
      life: (life) =>
        district(life)
          .consented()
          .proposed(() => instants(tomorrow))
          .set(tomorrow.toISOString()),
    },
    'times are proposed': {
      ...{ nature: '0103', town: '001', ago: 7, channel: 'desk' },
      life: (life) =>
        mine(life)
          .consented()
          .proposed(() => [...instants(tomorrow), new Date(tomorrow.getTime() + 2 * 86_400_000).toISOString()]),
    },
    'a draft waits for a signature': {
      ...{ nature: '0202', town: '001', ago: 14, channel: 'round' },
      life: (life) => mine(life).consented().session(mediationPhrases.record, 2).drafted([15]).signed(1),
    },
    'a draft at the district’s committee': {
      ...{ nature: '0601', town: '001', ago: 14, channel: 'desk' },
      life: (life) => district(life).consented().session(mediationPhrases.record, 2).drafted([10, 30]).signed(1),
    },
    'nothing was done for a fortnight': {
      ...{ ...neighbours, ago: 24, channel: 'round' },
      life: (life) => mine(life).consented(),
    },
    'signs of violence': {
      ...{ nature: '0101', town: '001', ago: 5, channel: 'party', violence: true },
      life: (life) => mine(life).consented(),
    },
    'the time is nearly over': {
      ...{ nature: '0203', town: '001', ago: 29, channel: 'round' },
      life: (life) => mine(life).consented().session(mediationPhrases.lone, 3),
    },
  };
}

function promised(on: (days: number, minutes: number) => Date): Readonly<Record<string, Desk>> {
  /** Agreed on a day, with a promise due so many days from then. */
  const agreed = (life: Life, ago: number, due: number, key = 'mediator2') =>
    life
      .toBody()
      .accepted(key)
      .consented()
      .session(mediationPhrases.record, 1)
      .wait(on(-ago, 10 * 60))
      .written([due]);
  return {
    'a promise is due this week': { ...neighbours, ago: 28, channel: 'round', life: (life) => agreed(life, 10, 13) },
    'a promise is late': { ...neighbours, ago: 36, channel: 'round', life: (life) => agreed(life, 20, 18) },
    'a promise was breached': {
      ...{ nature: '0804', town: '001', ago: 40, channel: 'round' },
      life: (life) =>
        agreed(life, 24, 12)
          .wait(on(-9, 11 * 60))
          .breached(0.2),
    },
    'day 29 for confirmation': {
      ...{ nature: '0804', town: '001', ago: 44, channel: 'round' },
      life: (life) => agreed(life, 29, 60),
    },
    'confirmation was asked for': {
      ...{ nature: '0601', town: '106', ago: 34, channel: 'phone' },
      life: (life) => agreed(life, 18, 45, 'mediator1').confirmation(2, null),
    },
    'kept, to be filed': {
      ...{ ...neighbours, ago: 30, channel: 'round' },
      life: (life) =>
        agreed(life, 14, 10)
          .wait(on(-2, 10 * 60))
          .performed(0.1),
    },
    'the court waits for an answer': {
      ...{ nature: '0601', town: '001', ago: 30, channel: 'entrusted', sent: { body: 'wc-court', inDays: 3 } },
      life: (life) => agreed(life, 6, 40, 'mediator1'),
    },
    'the police wait for an answer': {
      ...{ nature: '0303', town: '001', ago: 20, channel: 'transferred', sent: { body: 'wc-police', inDays: 5 } },
      life: (life) => agreed(life, 3, 20),
    },
  };
}

function pastOf(cast: Cast, uuid: (name: string) => string, now: Date, called: string, desk: Desk): CasePast {
  const { nature, ago, channel, sent, violence = false } = desk;
  const name = `desk ${called}`;
  const luck = dice(`mediation ${name}`);
  const town = `${WUCHENG}${desk.town}`;
  const today = dayOf(now);
  // In the morning of its day; one of today would be in the future for whoever starts early.
  const at = new Date(startOf(addDays(today, -ago)).getTime() + luck.whole(510, 600) * 60_000);
  const village = luck.pick(villages().filter(({ code }) => code.startsWith(town)));
  const telling = natureTellings.find((one) => one.nature === nature) as NatureTelling;
  const told = opening({
    uuid,
    luck,
    where: luck,
    name,
    channel,
    telling,
    town,
    village,
    at,
    id: uuid(`case ${name}`),
  });
  const ask = {
    ...told.ask,
    scale: 'individual' as const,
    violence,
    publicOrder: sent?.body === 'wc-police',
    ...(sent === undefined
      ? {}
      : { referrer: { body: sent.body, answerBy: addDays(today, sent.inDays), letter: '委托（移送）函（演示）' } }),
  };
  const pace = new Pace(at, new Date(now.getTime() - 60_000), true);
  const life = new Life(cast, { name, pace, luck, desk: coordinatorOf(town), telling, uuid });
  desk.life(life);
  return { ask, author: authorOf(cast, told.by), at, steps: life.steps, alike: [] };
}
