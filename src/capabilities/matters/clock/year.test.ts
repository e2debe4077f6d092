import chineseDays from 'chinese-days';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import { chineseCalendar } from '../../../platform/calendar/holidays.ts';
import { timetableOf, USUAL_HOURS } from '../../../platform/calendar/hours.rules.ts';
import { type DeadlineRule, ruleBook, type Stage } from '../../clock/clock.rules.ts';
import { fold } from '../fold.rules.ts';
import type { Matter, MatterLine } from '../matters.rules.ts';
import type { Terms } from './reckoning.rules.ts';
import { runningOf, speaksNow } from './stages.rules.ts';

// A year of 10,000 matters at bodies that delay, give back, wait, ask for more time and vanish. Each deadline on the way and each thing
// that the clock says is compared with what somebody finds who counts on the wall calendar, day by day, by the package's own days.
const MATTERS = 10_000;
const DAY = 86_400_000;
const NORM = { firstActionMinutes: 90, handleWorkingDays: 5 };

const rule = (stage: Stage, n: number, unit: 'workingDays' | 'calendarDays'): DeadlineRule => ({
  code: stage,
  version: 1,
  stage,
  kind: null,
  urgency: null,
  territory: null,
  term: { n, unit },
  name: { zh: stage, en: stage },
  basis: null,
  from: '2020-01-01',
  until: null,
  extension: null,
  grounds: [],
  remind: [{ n: 1, unit: 'calendarDays' }],
  escalate: [
    { after: { n: 0, unit: 'minutes' }, to: 'head' },
    { after: { n: 1, unit: 'calendarDays' }, to: 'town' },
    { after: { n: 3, unit: 'calendarDays' }, to: 'district' },
  ],
  active: true,
});
const calendar = chineseCalendar();
const timetable = timetableOf(calendar, USUAL_HOURS);
const terms: Terms = {
  book: ruleBook([
    rule('accept', 1, 'workingDays'),
    rule('verify', 2, 'workingDays'),
    rule('answer', 15, 'calendarDays'),
  ]),
  version: 0,
  calendar,
  timetableOf: () => timetable,
};

/** A small generator with a seed (mulberry32), so that a year is the same each time. */
function luckOf(seed: number) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Span = { readonly from: number; readonly until: number };
const endOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`) + DAY;
const next = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
const works = (day: string): boolean => worked.get(day) ?? remember(day);
const worked = new Map<string, boolean>();
function remember(day: string): boolean {
  const is = chineseDays.isWorkday(day);
  worked.set(day, is);
  return is;
}

/** The end of the n-th day after a day, counted on the wall: of those that count, and at whose end nothing stands still. */
function onTheWall(after: string, n: number, stops: readonly Span[], counts: (day: string) => boolean): string {
  let day = after;
  for (let left = n; left > 0; ) {
    day = next(day);
    if (counts(day) && !stands(day, stops)) left -= 1;
  }
  return day;
}
const stands = (day: string, stops: readonly Span[]): boolean =>
  stops.some(({ from, until }) => from < endOf(day) && endOf(day) <= until);

/** What the simulation itself knows of a matter, kept beside its lines and never read from them. */
type Known = {
  since: Partial<Record<Stage, number>>;
  stops: Span[];
  more: number[];
  reported: number;
};

/** By when each stage that runs is due, from what the simulation knows. */
function dueOnTheWall(known: Known): Map<Stage, number> {
  const due = new Map<Stage, number>();
  for (const [stage, since] of Object.entries(known.since) as [Stage, number][]) {
    const begun = dayOf(new Date(since));
    if (stage === 'first') due.set(stage, since + NORM.firstActionMinutes * 60_000);
    if (stage === 'accept') due.set(stage, endOf(onTheWall(begun, 1, [], works)));
    if (stage === 'verify') due.set(stage, endOf(onTheWall(begun, 2, [], works)));
    if (stage === 'handle' || stage === 'answer') {
      let day =
        stage === 'handle'
          ? onTheWall(begun, NORM.handleWorkingDays, known.stops, works)
          : onTheWall(begun, 15, known.stops, () => true);
      if (stage === 'answer') while (!works(day) || stands(day, known.stops)) day = next(day);
      for (const days of known.more) day = onTheWall(day, days, known.stops, works);
      due.set(stage, endOf(day));
    }
  }
  return due;
}

/** What is said of a deadline, and when: a day before it, at it, and at the end of the next day and of the third after it; nothing before the stage began. */
const saidOnTheWall = (due: number, since: number): { at: number; to: string | null }[] =>
  [
    { at: due - DAY, to: null },
    { at: due, to: 'head' },
    { at: endOf(dayOf(new Date(due - 1))) + DAY, to: 'town' },
    { at: endOf(dayOf(new Date(due - 1))) + 3 * DAY, to: 'district' },
  ].filter(({ at }) => at > since);

/** One matter's life, with a turn of the worker about every day, sometimes missing for days. */
function live(seed: number) {
  const luck = luckOf(seed);
  const pick = (n: number) => Math.floor(luck() * n);
  let now = Date.parse('2025-01-01T00:00:00+08:00') + pick(365 * 24 * 60) * 60_000;
  const lines: MatterLine[] = [];
  let matter: Matter | null = null;
  const known: Known = { since: {}, stops: [], more: [], reported: now };
  const spoken = new Map<string, number>();
  const wrong: string[] = [];
  let compared = 0;
  let said = 0;
  const write = (kind: string, body: Record<string, unknown>): void => {
    const line = {
      district: '330702',
      id: String(lines.length),
      subject: 's',
      n: lines.length + 1,
      kind,
      origin: 'live',
      happened: new Date(now).toISOString(),
      recorded: new Date(now).toISOString(),
      by: kind === 'matter.reminded' || kind === 'matter.escalated' ? null : 'li',
      post: null,
      territory: '330702001',
      body,
    } as unknown as MatterLine;
    lines.push(line);
    matter = fold(matter, line);
  };
  // What runs follows from the lines alone: it is asked for once for each line.
  let asked = { at: -1, is: runningOf([], terms, () => NORM) };
  const runsNow = () => {
    if (asked.at !== lines.length) asked = { at: lines.length, is: runningOf(lines, terms, () => NORM) };
    return asked.is;
  };
  const compare = (): void => {
    const { running } = runsNow();
    const wall = dueOnTheWall(known);
    compared += 1;
    const ours = running.map((one) => `${one.stage} ${new Date(one.reckoned.due).toISOString()}`).sort();
    const theirs = [...wall].map(([stage, due]) => `${stage} ${new Date(due).toISOString()}`).sort();
    if (ours.join() !== theirs.join())
      wrong.push(`${seed} at ${new Date(now).toISOString()}: ${ours} instead of ${theirs}`);
  };
  /** The worker's turn: what it says must be what the wall says, no more and no less. */
  const turn = (): void => {
    const wall = dueOnTheWall(known);
    const expected: string[] = [];
    for (const [stage, due] of wall) {
      const bells = saidOnTheWall(due, known.since[stage] as number);
      const passed = bells.filter(({ at }) => at <= now).length;
      const key = `${stage} ${known.since[stage]} ${due}`;
      if (passed > (spoken.get(key) ?? 0)) {
        expected.push(`${stage} ${bells[passed - 1]?.to ?? 'reminder'}`);
        spoken.set(key, passed);
      }
    }
    const { running } = runsNow();
    const speaks = running.flatMap((one) => {
      const it = speaksNow(one, now);
      return it === null ? [] : [{ one, it }];
    });
    const ours = speaks.map(({ one, it }) => `${one.stage} ${it.bell.to ?? 'reminder'}`);
    if (ours.sort().join() !== expected.sort().join())
      wrong.push(`${seed} at ${new Date(now).toISOString()} says ${ours} instead of ${expected}`);
    for (const { one, it } of speaks) {
      said += 1;
      write(it.bell.to === null ? 'matter.reminded' : 'matter.escalated', {
        stage: one.stage,
        due: new Date(one.reckoned.due).toISOString(),
        body: one.round.body,
        said: it.said,
        ...(it.bell.to === null ? {} : { to: it.bell.to }),
      });
    }
  };
  /** Lets hours pass; the worker turns about every day, and is away now and then. */
  const pass = (hours: number): void => {
    const until = now + hours * 3_600_000;
    const away = luck() < 0.1;
    while (now < until) {
      now = Math.min(until, now + (1 + pick(48)) * 3_600_000);
      if (!away) turn();
    }
    turn();
  };
  const due = (): string => new Date(dueOnTheWall(known).get('handle') as number).toISOString();
  known.since = { first: now, handle: now, answer: now };
  write('matter.reported', {
    kind: 'hazard.fire',
    urgency: 'normal',
    channel: 'public',
    visibility: 'exact',
    outside: false,
    lon: null,
    lat: null,
    proposed: null,
    due: due(),
    term: { n: NORM.handleWorkingDays, unit: 'workingDays', rule: null },
  });
  compare();
  let body = 'fire';
  for (let steps = 0; steps < 12 && known.since.answer !== undefined; steps++) {
    pass(pick(30));
    const status = (matter as Matter | null)?.status;
    if (status === 'new') {
      body = pick(2) === 0 ? 'fire' : 'town';
      write('matter.assigned', { body });
      delete known.since.first;
      known.since.accept = now;
    } else if (status === 'assigned' && pick(3) === 0) {
      write('matter.returned', { body });
      delete known.since.accept;
    } else if (status === 'assigned') {
      write('matter.accepted', { body });
      delete known.since.accept;
    } else if (status === 'accepted') {
      const what = pick(6);
      const stop = known.stops.at(-1);
      if (what === 0 && (stop === undefined || stop.until <= now)) {
        const until = endOf(dayOf(new Date(now + pick(12) * DAY)));
        known.stops.push({ from: now, until });
        write('matter.suspended', { ground: 'court', until: new Date(until).toISOString(), due: due() });
      } else if (what === 1 && stop !== undefined && stop.until > now) {
        known.stops[known.stops.length - 1] = { ...stop, until: now };
        write('matter.resumed', { due: due() });
      } else if (what === 2 && known.more.length < 2) {
        const days = 1 + pick(5);
        known.more.push(days);
        write('matter.extended', { days, due: due() });
      } else if (what === 3) {
        // Vanishes: nobody does anything for weeks.
        pass(24 * (5 + pick(25)));
      } else if (what > 3) {
        write('matter.handed-over', { body });
        delete known.since.handle;
        known.since.verify = now;
      }
    } else if (status === 'handled' && pick(4) === 0) {
      write('matter.sent-back', {});
      delete known.since.verify;
      known.since.handle = known.reported;
    } else if (status === 'handled') {
      write('matter.verified', {});
      delete known.since.verify;
    } else if (status === 'verified') {
      write('matter.closed', {});
      known.since = {};
    }
    compare();
  }
  pass(24 * 30);
  return { wrong, compared, said };
}

describe('in a year of ten thousand matters', () => {
  it('each deadline and each reminder and escalation is what a wall calendar says', { timeout: 240_000 }, () => {
    const wrong: string[] = [];
    let compared = 0;
    let said = 0;
    for (let seed = 1; seed <= MATTERS; seed++) {
      const one = live(seed);
      wrong.push(...one.wrong);
      compared += one.compared;
      said += one.said;
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(compared).toBeGreaterThan(50_000);
    expect(said).toBeGreaterThan(20_000);
  });
});
