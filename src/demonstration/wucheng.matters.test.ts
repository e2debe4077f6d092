import { describe, expect, test } from 'vitest';
import { answerRefusals } from '../capabilities/kinds/kinds.door.ts';
import { fold } from '../capabilities/matters/fold.rules.ts';
import type { Matter, MatterLine } from '../capabilities/matters/matters.rules.ts';
import { moveIn } from '../capabilities/matters/move.contract.ts';
import type { Part } from '../capabilities/matters/moves.rules.ts';
import { MOVES, refusal } from '../capabilities/matters/moves.rules.ts';
import { reportAnonymously } from '../capabilities/matters/report.contract.ts';
import { addDays, addWorkingDays, dayOf, startOf, weekdayOf } from '../platform/calendar/calendar.rules.ts';
import { chineseCalendar } from '../platform/calendar/holidays.ts';
import { PlaceIndex } from '../platform/places/polygons.rules.ts';
import { kinds } from './kinds.ts';
import { boundaries } from './wucheng.boundaries.ts';
import type { DemonstrationMatter } from './wucheng.matters.ts';
import { matters } from './wucheng.matters.ts';
import { people } from './wucheng.posts.ts';

const now = new Date('2026-11-23T09:00:00Z');
const all = [...matters('test', 2500, now)];
const posts = new Map(people('2025-01-01').map((one) => [one.key, one]));
const calendar = chineseCalendar();
const kindOf = new Map(kinds.map((kind) => [kind.code, kind]));

/** The matter as the capability's own fold and moves have it, step by step; throws at a step that they refuse. */
function lived(one: DemonstrationMatter): Matter {
  const line = (kind: string, at: Date, by: string | null, body: object, n: number, id = one.id): MatterLine =>
    ({
      district: '330702',
      subject: one.id,
      id,
      n,
      kind,
      version: 1,
      origin: 'demo',
      happened: at.toISOString(),
      recorded: at.toISOString(),
      by,
      post: null,
      territory: one.territory,
      body,
    }) as unknown as MatterLine;
  const due = startOf(
    addDays(addWorkingDays(dayOf(one.reported), kindOf.get(one.kind)?.handleWorkingDays ?? 1, calendar).day, 1),
  ).toISOString();
  let matter = fold(
    null,
    line(
      'matter.reported',
      one.reported,
      one.by,
      {
        kind: one.kind,
        urgency: one.urgency,
        channel: one.channel,
        visibility: 'exact',
        outside: one.outside,
        lon: one.lon,
        lat: one.lat,
        due,
      },
      1,
    ),
  );
  for (const { at, by, act, ifSampled, called } of one.story) {
    if (ifSampled) continue;
    // What the kind's rule says as it is first given to somebody; a task goes by its body's name here.
    if (act.move === 'assign' && matter.tasks.length === 0)
      for (const body of kindOf.get(one.kind)?.with ?? [])
        if (body !== act.body)
          matter = fold(matter, line('matter.called-in', at, null, { body, until: due }, matter.n + 1, body));
    const part = (called !== undefined ? 'cohandler' : by === 'reporter' ? 'reporter' : posts.get(by)?.post) as Part;
    const why = refusal(
      act.move,
      matter,
      { parts: new Set([part]), person: by === 'reporter' ? null : by },
      { now: at.toISOString(), hasContact: one.phone !== null },
    );
    if (why !== null) throw new Error(`${one.id}: ${act.move} by ${by} refused: ${why}`);
    matter = fold(
      matter,
      line(
        MOVES[act.move].line,
        at,
        by,
        {
          ...act,
          ...(called === undefined ? {} : { task: called }),
          ...('kind' in act ? {} : { kind: one.kind }),
          sampled: false,
          byReporter: by === 'reporter',
        },
        matter.n + 1,
      ),
    );
  }
  return matter;
}

describe('two years of made-up matters', () => {
  test('are the same at every making, and others under another name', () => {
    expect([...matters('test', 60, now)]).toEqual([...matters('test', 60, now)]);
    expect([...matters('other', 60, now)]).not.toEqual([...matters('test', 60, now)]);
  });

  test('begin with last year, end now, and come in the order in which they were reported', () => {
    expect(all).toHaveLength(2500);
    expect(
      all.every(({ happened, reported }) => happened <= reported && reported <= now && dayOf(reported) >= '2025-01-01'),
    ).toBe(true);
    expect(all.every(({ reported }, at) => at === 0 || reported >= (all[at - 1]?.reported ?? now))).toBe(true);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  test('lie where their territory says, and one in a hundred just over the border', () => {
    const index = new PlaceIndex(boundaries());
    for (const { lon, lat, territory, outside } of all) {
      if (lon !== null && lat !== null) expect(index.find(lon, lat)).toBe(outside ? null : territory);
    }
    const outside = all.filter((one) => one.outside).length;
    expect(outside).toBeGreaterThan(5);
    expect(outside).toBeLessThan(75);
  });

  test('take only steps that the moves allow, in the order of time', () => {
    const states = Map.groupBy(all.map(lived), ({ status }) => status);
    for (const status of [
      'new',
      'assigned',
      'accepted',
      'closed',
      'merged',
      'withdrawn',
      'void',
      'redirected',
    ] as const)
      expect(states.get(status)?.length ?? 0, status).toBeGreaterThan(0);
    expect((states.get('closed')?.length ?? 0) / all.length).toBeGreaterThan(0.8);
    for (const { reported, story } of all) {
      for (const [at, step] of story.entries())
        expect(step.at.getTime()).toBeGreaterThan((story[at - 1]?.at ?? reported).getTime());
    }
  });

  test('merge a repeat only into what is still open then', () => {
    const endOf = new Map(
      all.map(({ id, story }) => [
        id,
        story.find(({ act }) => ['close', 'fixOnSpot', 'merge', 'withdraw', 'void', 'redirect'].includes(act.move))?.at,
      ]),
    );
    const merges = all.flatMap(({ story }) =>
      story.flatMap(({ at, act }) => (act.move === 'merge' ? [{ at, end: endOf.get(act.into) }] : [])),
    );
    expect(merges.length).toBeGreaterThan(30);
    expect(merges.filter(({ at, end }) => end !== undefined && end <= at)).toEqual([]);
  });

  test('are mostly closed in time, and not always', () => {
    const closed = all.map(lived).filter(({ status }) => status === 'closed');
    const share = closed.filter(({ onTime }) => onTime).length / closed.length;
    expect(share).toBeGreaterThan(0.75);
    expect(share).toBeLessThan(0.97);
    const stars = closed.flatMap(({ rating }) => rating ?? []);
    expect(new Set(stars).size).toBe(5);
  });

  test('answer their kind’s questions, fit the contracts and fill in every word', () => {
    for (const one of all) {
      const kind = kindOf.get(one.kind);
      expect(kind && answerRefusals(kind, one.answers)).toEqual([]);
      expect(one.words).not.toMatch(/[{}]|undefined/);
      expect(one.words.length).toBeGreaterThan(4);
      for (const { act } of one.story) expect(moveIn.safeParse(JSON.parse(JSON.stringify(act))).error).toBeUndefined();
    }
    const { id, kind, words, answers, lon, lat } = all.find(
      (one) => one.channel === 'anonymous' && one.lon !== null,
    ) as DemonstrationMatter;
    expect(reportAnonymously.body.safeParse({ id, kind, words, answers, place: { lon, lat } }).error).toBeUndefined();
  });

  test('know the seasons: floods in June, wages in January, noise at night and at weekends', () => {
    const share = (code: string, month: string) =>
      all.filter(({ kind, reported }) => kind === code && dayOf(reported).slice(5, 7) === month).length;
    expect(share('hazard.flood', '06')).toBeGreaterThan(share('hazard.flood', '11') * 2);
    expect(share('dispute.labour', '01')).toBeGreaterThan(share('dispute.labour', '04'));
    const weekend = (some: DemonstrationMatter[]) =>
      some.filter(({ reported }) => weekdayOf(dayOf(reported)) > 5).length / some.length;
    expect(weekend(all.filter(({ kind }) => kind === 'incident.noise'))).toBeGreaterThan(
      weekend(all.filter(({ kind }) => kind !== 'incident.noise')),
    );
  });

  test('name nobody: no telephone that rings, no contact where the report is anonymous', () => {
    expect(all.every(({ phone }) => phone === null || /^154\d{8}$/.test(phone))).toBe(true);
    const anonymous = all.filter(({ channel }) => channel === 'anonymous');
    expect(anonymous.length).toBeGreaterThan(20);
    expect(anonymous.every(({ phone, by, id }) => phone === null && by === null && id[14] === '4')).toBe(true);
  });
});
