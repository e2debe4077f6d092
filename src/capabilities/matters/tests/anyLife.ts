import fc from 'fast-check';
import type { Post } from '../../../platform/identity/caller.ts';
import { type Count, dayOf } from '../../../platform/journal/line.rules.ts';
import { fold } from '../fold.rules.ts';
import { countsOf } from '../matters.figures.ts';
import { partsToward } from '../matters.rights.ts';
import { type Matter, type MatterLine, OPEN, tasksOwed } from '../matters.rules.ts';
import { MEDIATED } from '../mediated.rules.ts';
import { MOVE_NAMES, MOVES, type Move, refusal, standsAgain, undoing } from '../moves.rules.ts';

/** The deadline of every matter here. */
export const DUE = '2026-03-10T16:00:00.000Z';
const report = {
  kind: 'hazard.fire',
  urgency: 'normal',
  visibility: 'exact',
  outside: false,
  lon: 119.6,
  lat: 29.1,
  proposed: 'fire',
  due: DUE,
};
const BODIES = ['fire', 'town'];
const KINDS = ['hazard.fire', 'help.water'];
const PLACES = ['330702001', '330702101'];

/** A line of a life, before it stands on a matter. */
export type Line = {
  readonly kind: string;
  readonly at: string;
  readonly by: string | null;
  readonly body: Record<string, unknown>;
  readonly territory: string;
};
export const lineOf = (before: Matter | null, one: Line): MatterLine =>
  ({
    district: '330702',
    id: 'line',
    subject: 'subject',
    n: (before?.n ?? 0) + 1,
    kind: one.kind,
    origin: 'live',
    happened: one.at,
    recorded: one.at,
    by: one.by,
    post: null,
    territory: one.territory,
    body: one.body,
  }) as unknown as MatterLine;

/** People of the walk, each with what they hold: the same person may be handler and verifier. */
const PEOPLE: readonly (readonly [string, Post, string | null, string | null])[] = [
  ['duty', 'duty', null, '330702'],
  ['coord', 'coordinator', 'town', '330702001'],
  ['wang', 'handler', 'fire', null],
  ['wang', 'verifier', null, '330702'],
  ['li', 'handler', 'town', null],
  ['zhao', 'verifier', null, '330702'],
  ['liaison', 'liaison', 'town', '330702001'],
  ['clerk', 'clerk', null, '330702'],
  ['leader', 'leader', null, '330702'],
];
const callerOf = (person: string) => ({
  is: 'staff' as const,
  person,
  appointments: PEOPLE.filter(([who]) => who === person).map(([who, post, body, territory]) => ({
    id: `${who}-${post}`,
    post,
    body,
    territory,
    deputyOf: null,
  })),
});
const NAMES = [...new Set(PEOPLE.map(([who]) => who))];

const step = fc.record({
  which: fc.nat(),
  minutes: fc.oneof(fc.nat(600), fc.nat(600), fc.nat(4), fc.nat(30_000)),
  pick: fc.nat(100),
});
/** What a life is drawn from. */
export const walk = fc.record({ anonymous: fc.boolean(), steps: fc.array(step, { maxLength: 40, size: 'max' }) });
type Walk = { anonymous: boolean; steps: { which: number; minutes: number; pick: number }[] };
const TRIED = ['reporter', ...NAMES].flatMap((who) =>
  MOVE_NAMES.filter((move) => !move.startsWith('see')).map((move) => ({ who, move })),
);

const ENDING: readonly Move[] = ['merge', 'withdraw', 'void', 'redirect'];

/** Draws each step from those that are not refused: the lines that were left, and the states along them. */
export function taken({ anonymous, steps }: Walk): { lines: Line[]; states: Matter[]; counts: Count[] } {
  let now = Date.parse('2026-03-01T02:00:00.000Z');
  const first: Line = {
    kind: anonymous ? 'matter.reported-anonymously' : 'matter.reported',
    at: anonymous ? '2026-03-01' : new Date(now).toISOString(),
    by: null,
    body: { ...report, channel: anonymous ? 'anonymous' : 'public' },
    territory: '330702001',
  };
  const start = lineOf(null, first);
  let matter = fold(null, start);
  const lines = [first];
  const states = [matter];
  const counts = [...countsOf(null, start, matter)];
  const take = (one: Line): void => {
    const line = lineOf(matter, one);
    const after = fold(matter, line);
    counts.push(...countsOf(matter, line, after));
    lines.push(one);
    states.push(after);
    matter = after;
  };
  for (const { which, minutes, pick } of steps) {
    now += minutes * 60_000;
    const open = TRIED.filter(({ who, move }) => {
      const actor = partsToward(who === 'reporter' ? { is: 'nobody' } : callerOf(who), matter, who === 'reporter');
      return refusal(move, matter, actor, { now: new Date(now).toISOString(), hasContact: true }) === null;
    });
    // Ways that end a matter for good are many among few: they are drawn less.
    const choice =
      // What is rarely open is drawn when it is.
      open.find(({ move }) => move === 'decideExtension' && pick % 2 === 0) ??
      open.filter(({ move }) => pick % 7 === 0 || !ENDING.includes(move))[which % Math.max(1, open.length)] ??
      open[which % Math.max(1, open.length)];
    if (!choice) break;
    const { who, move } = choice;
    const byReporter = who === 'reporter';
    const timeless = anonymous && byReporter;
    const refused = move === 'decideExtension' && pick % 3 === 0;
    const one: Line = {
      kind: refused ? 'matter.extension-refused' : timeless ? `${MOVES[move].line}-anonymously` : MOVES[move].line,
      at: timeless ? dayOf(new Date(now).toISOString()) : new Date(now).toISOString(),
      by: byReporter ? null : who,
      territory: move === 'triage' ? (PLACES[pick % 2] as string) : matter.territory,
      body: bodyOf(move, pick, byReporter, matter, now),
    };
    // The clock speaks of its own now and then.
    if (pick % 11 === 2) take(spoken(pick, now, matter));
    // What one body answers for passes to another.
    if (pick % 13 === 5 && OPEN.includes(matter.status)) take(transferred(now, matter));
    // Mediation tells how it stands whenever it does, to a matter that has ended as well.
    if (pick % 17 === 3) take(mediated(pick, now, matter));
    const before = matter;
    take(one);
    // Now and then somebody thinks better of it at once.
    if (byReporter || pick % 4 !== 1) continue;
    const back = undoing(
      { kind: one.kind, by: one.by, recorded: one.at },
      partsToward(callerOf(who), matter, false),
      one.at,
    );
    if ('refused' in back) continue;
    const body = { ...standsAgain(back.move, before), undone: back.move, of: 'line' };
    take({ kind: 'matter.undone', at: one.at, by: who, territory: before.territory, body });
  }
  return { lines, states, counts };
}

function spoken(pick: number, now: number, matter: Matter): Line {
  const [owed] = tasksOwed(matter);
  if (owed !== undefined && pick % 3 === 0) {
    const late = pick % 2 === 0;
    return {
      kind: late ? 'matter.task-escalated' : 'matter.task-reminded',
      at: new Date(now).toISOString(),
      by: null,
      territory: matter.territory,
      body: { task: owed.id, body: owed.body, due: owed.until, said: 1, ...(late ? { lead: matter.body } : {}) },
    };
  }
  return ofStage(pick, now, matter);
}

const ofStage = (pick: number, now: number, { due, body, territory }: Matter): Line => ({
  kind: pick % 2 === 0 ? 'matter.reminded' : 'matter.escalated',
  at: new Date(now).toISOString(),
  by: null,
  territory,
  body: { stage: 'handle', due, body, said: 1, ...(pick % 2 === 0 ? {} : { to: 'head' }) },
});

const mediated = (pick: number, now: number, { territory }: Matter): Line => ({
  kind: 'matter.mediated',
  at: new Date(now).toISOString(),
  by: null,
  territory,
  body: { number: 'L-1', stands: MEDIATED[pick % MEDIATED.length] },
});

const transferred = (now: number, { territory, body, handler, status }: Matter): Line => ({
  kind: 'matter.transferred',
  at: new Date(now).toISOString(),
  by: null,
  territory,
  body: {
    from: 'fire',
    body: 'town',
    lead: body === 'fire',
    handler: status === 'accepted' ? handler : null,
    tasks: 0,
  },
});

function bodyOf(move: Move, pick: number, byReporter: boolean, matter: Matter, now: number): Record<string, unknown> {
  const daysOn = (from: number) => new Date(from + (1 + (pick % 5)) * 86_400_000).toISOString();
  const waits = matter.clock?.suspended?.ground === 'reporter';
  switch (move) {
    case 'triage':
      return { ...report, kind: KINDS[pick % 2], urgency: 'urgent' };
    case 'assign':
      return { body: BODIES[pick % 2] };
    case 'rule':
      return { body: BODIES[pick % 2], over: [] };
    case 'suspend':
      return { ground: pick % 2 === 0 ? 'reporter' : 'court', until: daysOn(now), due: daysOn(Date.parse(matter.due)) };
    case 'resume':
      return { due: matter.promised ?? matter.due };
    case 'answer':
      return { due: waits ? (matter.promised ?? matter.due) : null };
    case 'askExtension':
      return { days: 3 };
    case 'callIn':
      return { body: pick % 2 === 0 ? 'town' : 'fire', until: DUE, by: 'lead' };
    case 'taskAccept':
      return { task: matter.tasks.find(({ status }) => status === 'called')?.id, body: 'town' };
    case 'taskReturn':
    case 'taskDone':
    case 'taskCancel':
      return { task: tasksOwed(matter).at(-1)?.id, body: 'town' };
    case 'split':
      return { into: 'other', number: 'L-1' };
    case 'gather':
      return { under: 'other' };
    case 'letGo':
      return { under: matter.parent };
    case 'decideExtension':
      return { days: 2, due: daysOn(Date.parse(matter.due)) };
    case 'fixOnSpot':
      return pick % 3 === 0
        ? { body: matter.body, sampled: true, draw: null }
        : { body: matter.body, sampled: pick % 2 === 0, draw: { body: pick % 5 === 0 ? 'town' : null } };
    case 'rate':
      return { stars: 1 + (pick % 5) };
    case 'reopen':
      return { byReporter };
    case 'merge':
      return { into: 'other' };
    case 'note':
      return { asksHelp: !byReporter && pick % 3 === 0 };
    case 'supervise':
      return { until: '2026-04-01T16:00:00.000Z' };
    case 'redirect':
      return { door: 'court' };
    default:
      return {};
  }
}
