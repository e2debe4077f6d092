import type { Ground } from '../clock/clock.rules.ts';
import {
  type Channel,
  type Door,
  type Matter,
  type MatterLine,
  momentOf,
  OPEN,
  promiseOf,
  type SplitOff,
  saidBy,
  type Urgency,
  type Visibility,
  type Work,
} from './matters.rules.ts';
import { clocked, moved, passed, resumed, tasked } from './running.rules.ts';

/** The fold's version: raised whenever `fold` gives another state for the same lines; `npm run refold` moves rows on. */
export const FOLD = 5;

/** The state after one more line. Pure; the row in the database is this, kept for speed. */
export function fold(before: Matter | null, line: MatterLine): Matter {
  const b = line.body;
  if (saidBy(line.kind) === 'matter.reported') {
    const split = (b['split'] as SplitOff | undefined) ?? null;
    return {
      district: line.district,
      id: line.subject,
      n: line.n,
      status: 'new',
      kind: b['kind'] as string,
      urgency: b['urgency'] as Urgency,
      channel: b['channel'] as Channel,
      visibility: b['visibility'] as Visibility,
      origin: line.origin,
      territory: line.territory,
      outside: b['outside'] as boolean,
      lon: b['lon'] as number | null,
      lat: b['lat'] as number | null,
      body: null,
      proposed: b['proposed'] as string | null,
      handler: null,
      handed: null,
      reported: split?.reported ?? line.recorded,
      firstAction: split?.firstAction ?? null,
      due: b['due'] as string,
      promised: null,
      clock: null,
      tasks: [],
      work: null,
      parent: split?.from ?? null,
      splitFrom: split?.from ?? null,
      closed: null,
      onTime: null,
      asked: false,
      returns: 0,
      reopenedByReporter: false,
      rating: null,
      mergedInto: null,
      door: null,
      supervised: null,
      helpAsked: null,
      updated: line.recorded,
    };
  }
  if (!before) throw new Error(`${line.kind} on a matter that was never reported`);
  // A line that keeps only its day may stand after one that keeps its minute.
  // What an ended matter still hears of its mediation keeps no contact for longer: by this its days are counted.
  const isAside = line.kind === 'matter.mediated' && !OPEN.includes(before.status);
  const updated = isAside || momentOf(line.recorded) < momentOf(before.updated) ? before.updated : line.recorded;
  const after = { ...before, ...changes(before, line), n: line.n, updated };
  if (line.kind === 'matter.undone') {
    const { supervised, helpAsked } = line.body as Pick<Matter, 'supervised' | 'helpAsked'>;
    return { ...after, supervised, helpAsked };
  }
  const ended = !OPEN.includes(after.status);
  return { ...after, supervised: ended ? null : after.supervised, helpAsked: ended ? null : helpAfter(before, line) };
}

/** Help stays asked for until somebody else of the staff does something; what the reporter says is not help. */
function helpAfter(before: Matter, line: MatterLine): string | null {
  if (line.body['asksHelp'] === true) return line.by;
  return line.by === null || line.by === before.helpAsked ? before.helpAsked : null;
}

function changes(before: Matter, line: MatterLine): Partial<Matter> {
  const b = line.body;
  const first = before.firstAction ?? line.recorded;
  switch (saidBy(line.kind)) {
    case 'matter.triaged':
      return {
        kind: b['kind'] as string,
        urgency: b['urgency'] as Urgency,
        visibility: b['visibility'] as Visibility,
        proposed: b['proposed'] as string | null,
        territory: line.territory,
        outside: b['outside'] as boolean,
        lon: b['lon'] as number | null,
        lat: b['lat'] as number | null,
        firstAction: first,
      };
    case 'matter.merged':
      return { status: 'merged', mergedInto: b['into'] as string, firstAction: first, asked: false };
    case 'matter.assigned':
      return {
        status: 'assigned',
        body: b['body'] as string,
        handler: null,
        handed: null,
        work: null,
        firstAction: first,
      };
    case 'matter.accepted':
      return {
        status: 'accepted',
        handler: line.by,
        work: { accepted: line.recorded, body: before.body, drawn: false },
      };
    case 'matter.returned':
      return {
        status: 'new',
        body: null,
        handler: null,
        returns: before.returns + 1,
        work: null,
        ...clocked(before, { asked: null }),
      };
    case 'matter.ruled':
      return {
        status: 'assigned',
        body: b['body'] as string,
        handler: null,
        handed: null,
        work: null,
        firstAction: first,
        ...clocked(before, { ruled: b['body'] as string }),
      };
    case 'matter.suspended':
      return {
        ...moved(before, b['due'] as string),
        ...clocked(before, {
          suspended: { ground: b['ground'] as Ground, from: line.recorded, until: b['until'] as string },
        }),
      };
    case 'matter.resumed':
      return resumed(before, line);
    case 'matter.extension-asked':
      return clocked(before, { asked: { by: line.by, days: b['days'] as number } });
    case 'matter.extended':
      return {
        ...moved(before, b['due'] as string),
        ...clocked(before, { asked: null, extensions: (before.clock?.extensions ?? 0) + 1 }),
      };
    case 'matter.called-in':
      return {
        tasks: [
          ...before.tasks,
          {
            id: line.id,
            body: b['body'] as string,
            status: 'called',
            since: line.recorded,
            until: b['until'] as string,
          },
        ],
      };
    case 'matter.task-accepted':
      return tasked(before, line, 'accepted');
    case 'matter.task-returned':
      return tasked(before, line, 'returned');
    case 'matter.task-done':
      return tasked(before, line, 'done');
    case 'matter.task-cancelled':
      return tasked(before, line, 'cancelled');
    case 'matter.split':
      return { firstAction: first };
    case 'matter.transferred':
      return passed(before, b['from'] as string, b['body'] as string);
    case 'matter.gathered':
      return { parent: b['under'] as string };
    case 'matter.let-go':
      return { parent: null };
    case 'matter.extension-refused':
      return clocked(before, { asked: null });
    case 'matter.asked':
      return { asked: true, firstAction: first };
    case 'matter.answered':
      return { asked: false, ...(typeof b['due'] === 'string' ? resumed(before, line) : {}) };
    case 'matter.handed-over':
      return { status: 'handled', handed: line.by, firstAction: first };
    case 'matter.fixed-on-spot':
      return {
        status: b['sampled'] === true ? 'handled' : 'closed',
        handler: line.by,
        handed: line.by,
        body: (b['body'] as string | null) ?? before.body,
        work: onTheSpot(before, b),
        firstAction: first,
        ...(b['sampled'] === true ? {} : { closed: line.recorded, onTime: isOnTime(before, line), asked: false }),
      };
    case 'matter.verified':
      return { status: 'verified' };
    case 'matter.sent-back':
      // What was fixed on the spot may be at no body, whose people could take it up again.
      return before.body === null
        ? { status: 'new', handler: null, handed: null, work: null }
        : {
            status: 'accepted',
            handed: null,
            work: { accepted: before.work?.accepted ?? null, body: before.body, drawn: false },
          };
    case 'matter.closed':
      return { status: 'closed', closed: line.recorded, onTime: isOnTime(before, line), asked: false };
    case 'matter.undone':
      return undone(b, line.territory);
    case 'matter.rated':
      return { rating: b['stars'] as number };
    case 'matter.reopened': {
      const body = b['body'] === undefined ? before.body : (b['body'] as string | null);
      return {
        status: body === null ? 'new' : 'assigned',
        body,
        closed: null,
        onTime: null,
        handler: null,
        handed: null,
        rating: null,
        work: null,
        ...(typeof b['due'] === 'string' ? moved(before, b['due']) : {}),
        reopenedByReporter: before.reopenedByReporter || b['byReporter'] === true,
      };
    }
    case 'matter.withdrawn':
      return { status: 'withdrawn', asked: false };
    case 'matter.voided':
      return { status: 'void', asked: false };
    case 'matter.redirected':
      // Nobody has it in hand any more: nothing is shown beyond the count.
      return {
        status: 'redirected',
        door: b['door'] as Door,
        body: null,
        firstAction: first,
        asked: false,
        lon: null,
        lat: null,
      };
    case 'matter.supervised':
      return { supervised: b['until'] as string };
    case 'matter.released':
      return { supervised: null };
    default:
      // Notes, photos, instructions, looks, relayed contacts: they stand in the history and change no state.
      return {};
  }
}

/** Of what was fixed on the spot: the body by whose record the lot was drawn, where it was drawn; else whoever has the matter. */
function onTheSpot(before: Matter, b: MatterLine['body']): Work {
  const draw = b['draw'] as { readonly body: string | null } | null | undefined;
  const body = (b['body'] as string | null) ?? before.body;
  return { accepted: null, body: draw?.body ?? body, drawn: draw != null && b['sampled'] === true };
}

/** "On time" is counted against the first promise; a day lies within it where its first instant does. */
const isOnTime = (before: Matter, line: MatterLine): boolean => line.recorded <= promiseOf(before);

/** What a step taken back puts in place again: what stood before it, as the line says. That somebody acted stays. */
function undone(b: Record<string, unknown>, territory: string): Partial<Matter> {
  switch (b['undone']) {
    case 'assign': {
      const body = b['body'] as string | null;
      return { status: body === null ? 'new' : 'assigned', body, handler: null, handed: null, work: null };
    }
    case 'close':
      return {
        status: 'verified',
        closed: null,
        onTime: null,
        asked: b['asked'] as boolean,
      };
    default:
      return {
        kind: b['kind'] as string,
        urgency: b['urgency'] as Urgency,
        visibility: b['visibility'] as Visibility,
        proposed: b['proposed'] as string | null,
        territory,
        outside: b['outside'] as boolean,
        lon: b['lon'] as number | null,
        lat: b['lat'] as number | null,
      };
  }
}
