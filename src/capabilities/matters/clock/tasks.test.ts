import { expect, it } from 'vitest';
import { fold } from '../fold.rules.ts';
import type { Matter, MatterLine } from '../matters.rules.ts';
import { speaksNow } from './stages.rules.ts';
import { tasksRunning } from './tasks.rules.ts';

// A year of 4,000 matters at which others are called in, who delay, give back, do it late or never, with a worker that is missing for days.
// What is said is compared with a table of who was owed what, kept beside the lines and never read from them.
const MATTERS = 4_000;
const DAY = 86_400_000;
const HOUR = 3_600_000;

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

type Owed = { readonly id: string; readonly since: number; readonly until: number; heard: number };

function live(seed: number) {
  const luck = luckOf(seed);
  const pick = (n: number) => Math.floor(luck() * n);
  let now = Date.parse('2026-01-01T00:00:00+08:00') + pick(365 * 24) * HOUR;
  const lines: MatterLine[] = [];
  let matter: Matter | null = null;
  let owed: Owed[] = [];
  let lead = true;
  const wrong: string[] = [];
  let said = 0;
  const write = (kind: string, body: Record<string, unknown>): void => {
    const recorded = new Date(now).toISOString();
    const line = {
      ...{ district: '330702', id: `${lines.length + 1}`, subject: 's', n: lines.length + 1, kind, origin: 'live' },
      ...{ happened: recorded, recorded, by: 'li', post: null, territory: '330702001', body },
    } as unknown as MatterLine;
    lines.push(line);
    matter = fold(matter, line);
  };
  const turn = (): void => {
    const expected = lead
      ? owed.flatMap((one) => {
          // A day before, at the end, a day after: the last of those that have passed since it was given, once.
          const moments = [one.until - DAY, one.until, one.until + DAY].filter((at) => at > one.since);
          const passed = moments.filter((at) => at <= now);
          if (passed.length <= one.heard) return [];
          one.heard = passed.length;
          return [`${one.id} ${(passed.at(-1) as number) < one.until ? 'reminded' : 'escalated'}`];
        })
      : [];
    const speaks = tasksRunning(matter as unknown as Matter, lines).flatMap((one) => {
      const it = speaksNow(one, now);
      return it === null ? [] : [{ id: one.task.id, body: one.task.body, it }];
    });
    const ours = speaks.map(({ id, it }) => `${id} ${it.bell.late ? 'escalated' : 'reminded'}`);
    if (ours.toSorted().join() !== expected.toSorted().join())
      wrong.push(`${seed} at ${new Date(now).toISOString()} says ${ours} instead of ${expected}`);
    for (const { id, body, it } of speaks) {
      said += 1;
      write(it.bell.late ? 'matter.task-escalated' : 'matter.task-reminded', {
        task: id,
        body,
        due: '',
        said: it.said,
      });
    }
  };
  const pass = (hours: number): void => {
    const until = now + hours * HOUR;
    const away = luck() < 0.2;
    while (now < until) {
      now = Math.min(until, now + (1 + pick(20)) * HOUR);
      if (!away) turn();
    }
    turn();
  };
  write('matter.reported', { kind: 'hazard.fire', urgency: 'normal', channel: 'public', visibility: 'exact', due: '' });
  write('matter.assigned', { body: 'fire' });
  for (let steps = 0; steps < 14; steps++) {
    const what = pick(8);
    const [first] = owed;
    if (what < 3 && lead) {
      const until = now + (1 + pick(96)) * HOUR;
      write('matter.called-in', { body: `body${steps}`, until: new Date(until).toISOString() });
      owed.push({ id: `${lines.length}`, since: now, until, heard: 0 });
    } else if (what === 3 && first && lead) {
      write('matter.task-accepted', { task: first.id, body: 'x' });
    } else if (what === 4 && first && lead) {
      write(['matter.task-done', 'matter.task-returned', 'matter.task-cancelled'][pick(3)] as string, {
        task: first.id,
        body: 'x',
      });
      owed = owed.slice(1);
    } else if (what === 5 && lead) {
      // Handed over above open tasks, or given back: nobody can do a task then, and nobody is reminded of one.
      write(pick(2) === 0 ? 'matter.handed-over' : 'matter.returned', { body: 'fire' });
      lead = false;
    } else if (what === 6 && !lead) {
      write('matter.assigned', { body: 'town' });
      lead = true;
    }
    pass(pick(40));
  }
  pass(24 * 7);
  return { wrong, said };
}

it('in a year each task is spoken of a day before its last moment, at it and a day after, once each, to whoever owes it', () => {
  const wrong: string[] = [];
  let said = 0;
  for (let seed = 1; seed <= MATTERS; seed++) {
    const one = live(seed);
    wrong.push(...one.wrong);
    said += one.said;
  }
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(said).toBeGreaterThan(10_000);
});
