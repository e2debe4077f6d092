import type { Appointment } from '../../../platform/identity/caller.ts';
import type { Item } from '../../../platform/web/outbox/outbox.rules.ts';
import { fold } from '../fold.rules.ts';
import type { MatterOut } from '../matters.contract.ts';
import { partsToward } from '../matters.rights.ts';
import type { Matter, MatterLine } from '../matters.rules.ts';
import { MOVES, type Move, movesOpen } from '../moves.rules.ts';
import type { Act } from './moveShapes.ts';

type Me = { readonly person: string | null; readonly appointments: readonly Appointment[] };

/** A matter as it will stand once everything that its reader did on this phone has arrived: by the server's own rules. */
export function predicted(shown: MatterOut, waiting: readonly Item[], me: Me, now: Date): MatterOut {
  const own = waiting.filter((one) => one.state !== 'sent' && one.state !== 'refused' && 'act' in one.body);
  if (own.length === 0) return shown;
  const matter = own.reduce((before, one) => after(before, one.body['act'] as Act, me.person, now), stateOf(shown));
  const actor = partsToward({ is: 'staff', person: me.person ?? '', appointments: me.appointments }, matter, false);
  return {
    ...shown,
    status: matter.status,
    asked: matter.asked,
    supervised: matter.supervised,
    helpAsked: matter.helpAsked !== null,
    tasks: shown.tasks.map((one) => ({
      ...one,
      status: matter.tasks.find(({ id }) => id === one.id)?.status ?? one.status,
    })),
    suspended: matter.clock?.suspended ?? null,
    extensionAsked: matter.clock?.asked?.days ?? null,
    abilities: movesOpen(matter, actor, { now: now.toISOString(), hasContact: true }),
  };
}

/** What the page knows of the state; who handled it is not on it, and the server looks at that itself. */
const stateOf = (it: MatterOut): Matter => ({
  ...it,
  district: it.territory.slice(0, 6),
  body: it.body?.id ?? null,
  proposed: it.proposed?.id ?? null,
  handler: null,
  handed: null,
  firstAction: null,
  reopenedByReporter: false,
  helpAsked: it.helpAsked ? '' : null,
  tasks: it.tasks.map(({ own: _own, body, ...one }) => ({ ...one, body: body.id })),
  work: null,
  parent: null,
  splitFrom: null,
  clock: {
    suspended: it.suspended,
    asked: it.extensionAsked === null ? null : { by: null, days: it.extensionAsked },
    extensions: it.extensions,
    ruled: it.ruled,
  },
});

function after(before: Matter, act: Act, person: string | null, now: Date): Matter {
  // What a triage gives is not all on the phone; nothing that may be done next depends on it.
  if (act.move === 'triage') return before;
  const recorded = now.toISOString();
  const line = {
    district: before.district,
    id: '',
    subject: before.id,
    n: before.n + 1,
    kind: MOVES[act.move as Move].line,
    origin: before.origin,
    happened: recorded,
    recorded,
    by: person,
    post: null,
    territory: before.territory,
    // By when it is due then is the server's to reckon.
    // Whether the lot asks for a second look is the server's to say: until then it waits for one.
    body: { due: before.due, ...act, sampled: true, byReporter: false },
  };
  return fold(before, line as unknown as MatterLine);
}
