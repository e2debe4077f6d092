import { addDays, dayOf, startOf } from '../../platform/calendar/calendar.rules.ts';
import type { TextPen } from '../../platform/files/pen.ts';
import { bodyStands } from '../../platform/identity/bodyDays.rules.ts';
import type { Fragment } from '../../platform/journal/append.store.ts';
import type { LineKind } from '../../platform/journal/line.rules.ts';
import { sharesFragment, unshareFragment } from '../../platform/journal/share.store.ts';
import { ancestorsOf, levelOf } from '../../platform/places/codes.rules.ts';
import { dueAfter, leewayOf, suspensionEnd } from './clock/redue.ts';
import { rulingFragment } from './clock/rulings.store.ts';
import type { Standing } from './ground.ts';
import { misfit, placeOf } from './intake.ts';
import { LINES } from './lines.rules.ts';
import { appointmentFor } from './matters.rights.ts';
import { isSuspended, type Matter, type MatterLine, OPEN, stricter, tasksOwed } from './matters.rules.ts';
import type { Stored } from './matters.store.ts';
import type { MoveIn } from './move.contract.ts';
import { isDrawn, type Looks } from './sampling.rules.ts';
import { drawnFor, drawOf, type RecordOf } from './sampling.ts';
import { splitOff } from './splitting.ts';
import type { Decided, Mover } from './step.ts';
import { calledByRule, decideTask } from './tasks.ts';

/** What a decision looks at beside the matter: the other one of a merging, and whether it is the liaison's own find just told. */
export type Around = {
  readonly loaded: readonly (Stored | null)[];
  readonly ownFind: boolean;
  /** The line that is about to be written. */
  readonly id: string;
  /** Its address in words, which what is split off keeps. */
  readonly address: () => Promise<string | undefined>;
  /** The matter's lines so far. */
  readonly lines: () => Promise<readonly MatterLine[]>;
  /** What second looks found lately, of a body or a place. */
  readonly looks: (of: RecordOf) => Promise<Looks>;
  /** To whom what the matter's body answered for has passed since it was given the matter; that body itself where it has not. */
  readonly heir: () => Promise<string | null>;
};

/** What a move writes, once it is allowed. */
export async function decide(
  ground: Standing,
  mover: Mover,
  stored: Stored,
  act: MoveIn,
  pen: TextPen,
  around: Around,
): Promise<Decided> {
  const { district } = ground;
  const { matter, number, head } = stored;
  const due = async (kind: LineKind, body: Record<string, unknown>) =>
    dueAfter(ground, matter, await around.lines(), { kind: kind.name, body }, pen.now);
  const plain = (kind: LineKind, body: Record<string, unknown>, fragments: readonly Fragment[] = []): Decided => ({
    kind,
    body,
    fragments,
  });
  const leave = matter.body === null ? [] : [unshareFragment(district, matter.body, matter.id)];
  switch (act.move) {
    case 'triage': {
      const kind = act.kind === undefined ? ground.kinds.get(matter.kind) : ground.kinds.get(act.kind);
      if (!kind || (act.kind !== undefined && !kind.active)) throw misfit('body.act.kind', 'unknownKind');
      const today = dayOf(pen.now);
      const place = act.place
        ? placeOf(ground, act.place, kind.code, today)
        : {
            ...(({ territory, outside, lon, lat }) => ({ territory, outside, lon, lat }))(matter),
            map: null,
            proposed: ground.places.responsible(matter.territory, kind.code, today, ground.rulings)?.body ?? null,
          };
      const { territory, ...where } = place;
      return {
        kind: LINES.triaged,
        territory,
        fragments: [],
        body: {
          ...where,
          kind: kind.code,
          urgency: act.urgency ?? matter.urgency,
          // A stricter visibility is never loosened by giving the matter another kind.
          visibility: stricter(matter.visibility, kind.visibility),
          note: pen.seal('note', act.note),
        },
      };
    }
    case 'merge': {
      const into = around.loaded.find((one) => one?.matter.id === act.into);
      if (act.into === matter.id) throw misfit('body.act.into', 'mergeSelf');
      if (!into || !OPEN.includes(into.matter.status)) throw misfit('body.act.into', 'mergeClosed');
      return { ...plain(LINES.merged, { into: act.into, reason: pen.seal('reason', act.reason) }), absorbing: into };
    }
    case 'assign': {
      if (!bodyStands(ground.bodies.get(act.body), dayOf(pen.now))) throw misfit('body.act.body', 'unknownBody');
      const why = act.body === matter.proposed ? 'table' : 'choice';
      const called = await calledByRule(ground, matter, act.body, pen.now, around);
      return {
        ...plain(LINES.assigned, { body: act.body, why, note: pen.seal('note', act.note), missing: called.missing }, [
          ...(matter.body === act.body ? [] : leave),
          sharesFragment(
            district,
            [act.body, ...called.bodies].map((body) => ({ body, subject: matter.id })),
          ),
        ]),
        first: called.lines,
      };
    }
    case 'accept':
      return plain(LINES.accepted, { body: matter.body });
    case 'return':
      return plain(
        LINES.returned,
        {
          body: matter.body,
          ground: act.ground,
          cites: pen.seal('cites', act.cites),
          reason: pen.seal('reason', act.reason),
        },
        leave,
      );
    case 'rule': {
      if (!ground.bodies.has(act.body)) throw misfit('body.act.body', 'unknownBody');
      const returned = (await around.lines()).filter((one) => one.kind === LINES.returned.name);
      const day = dayOf(pen.now);
      const ruling = {
        territory: placeOfRuling(matter.territory),
        kind: matter.kind,
        body: act.body,
        day,
        number,
      };
      return plain(
        LINES.ruled,
        {
          body: act.body,
          over: [...new Set(returned.flatMap((one) => (one.body['body'] as string | null) ?? []))],
          reason: pen.seal('reason', act.reason),
        },
        [
          ...(matter.body === act.body ? [] : leave),
          sharesFragment(district, [{ body: act.body, subject: matter.id }]),
          rulingFragment(district, around.id, ruling),
        ],
      );
    }
    case 'suspend': {
      const body = { ground: act.ground, until: suspensionEnd(ground, matter, act, pen.now) };
      return plain(LINES.suspended, {
        ...body,
        due: await due(LINES.suspended, body),
        reason: pen.seal('reason', act.reason),
      });
    }
    case 'resume':
      return plain(LINES.resumed, { due: await due(LINES.resumed, {}), reason: pen.seal('reason', act.reason) });
    case 'askExtension': {
      const { most } = leewayOf(ground, matter);
      if (act.days > most) throw misfit('body.act.days', 'tooLong', { n: most });
      return plain(LINES.extensionAsked, { days: act.days, reason: pen.seal('reason', act.reason) });
    }
    case 'decideExtension': {
      const { days } = act;
      const reason = pen.seal('reason', act.reason);
      if (days === undefined) {
        if (reason === null) throw misfit('body.act.reason', 'refusalReason');
        return plain(LINES.extensionRefused, { reason });
      }
      if (days > (matter.clock?.asked?.days ?? 0)) throw misfit('body.act.days', 'moreThanAsked');
      const extended = { days, due: await due(LINES.extended, { days }), reason };
      return { ...plain(LINES.extended, extended), tell: 'matter.extended' };
    }
    case 'note': {
      const files = await pen.claim(act.photos);
      if (act.note === '' && files.length === 0) throw misfit('body.act.note', 'noteEmpty');
      const from = mover.isReporter && mover.caller.is !== 'staff' ? 'reporter' : 'staff';
      return plain(LINES.noted, {
        note: pen.seal('note', act.note),
        files,
        from,
        forReporter: act.forReporter || from === 'reporter',
        asksHelp: act.asksHelp === true && from === 'staff',
        within: act.within === true ? withinBody(mover, matter) : null,
      });
    }
    case 'ask':
      return { ...plain(LINES.asked, { question: pen.seal('question', act.question) }), tell: 'matter.asked' };
    case 'answer':
      return plain(LINES.answered, {
        answer: pen.seal('answer', act.answer),
        files: await pen.claim(act.photos),
        due: waitsForReporter(matter, pen.now) ? await due(LINES.answered, {}) : null,
      });
    case 'handOver':
      if (tasksOwed(matter).length > 0 && act.over === undefined) throw misfit('body.act.over', 'openTasks');
      return plain(LINES.handedOver, {
        body: matter.body,
        result: pen.seal('result', act.result),
        files: await pen.claim(act.photos),
        over: pen.seal('over', act.over),
      });
    case 'callIn':
    case 'taskAccept':
    case 'taskReturn':
    case 'taskDone':
    case 'taskCancel':
      return decideTask(ground, mover, matter, act, pen);
    case 'split':
      return splitOff(ground, mover, stored, act, { id: around.id, now: pen.now, address: await around.address() });
    case 'gather': {
      const under = around.loaded.find((one) => one?.matter.id === act.under);
      if (act.under === matter.id) throw misfit('body.act.under', 'gatherSelf');
      if (!under || !OPEN.includes(under.matter.status)) throw misfit('body.act.under', 'mergeClosed');
      // One matter is gathered under another, and nothing under that: there is one who answers for all.
      if (under.matter.parent !== null) throw misfit('body.act.under', 'gatherUnder');
      return plain(LINES.gathered, { under: act.under, reason: pen.seal('reason', act.reason) });
    }
    case 'letGo':
      return plain(LINES.letGo, { under: matter.parent, reason: pen.seal('reason', act.reason) });
    case 'fixOnSpot': {
      const every = ground.kinds.get(matter.kind)?.sampleEvery ?? 5;
      // A sample is for what a liaison finds and mends in one step; what others reported always gets its second look.
      const of = { body: matter.body ?? bodyOf(mover, matter), territory: matter.territory.slice(0, VILLAGE) };
      const value = drawnFor(ground.keyring, district, matter.id, head);
      const draw = around.ownFind ? drawOf(value, every, of, await around.looks(of)) : null;
      return plain(LINES.fixedOnSpot, {
        body: matter.body,
        result: pen.seal('result', act.result),
        files: await pen.claim(act.photos),
        sampled: draw === null || isDrawn(draw),
        draw,
      });
    }
    case 'verify':
      return plain(LINES.verified, { note: pen.seal('note', act.note), files: await pen.claim(act.photos) });
    case 'sendBack':
      return plain(LINES.sentBack, { reason: pen.seal('reason', act.reason) });
    case 'close':
      return { ...plain(LINES.closed, { note: pen.seal('note', act.note) }), tell: 'matter.closed' };
    case 'rate':
      return plain(LINES.rated, { stars: act.stars, words: pen.seal('rating', act.words) });
    case 'reopen':
      return reopening(
        ground,
        matter,
        {
          byReporter: mover.isReporter && mover.caller.is !== 'staff',
          reason: pen.seal('reason', act.reason),
          due: await due(LINES.reopened, {}),
        },
        { heir: await around.heir(), today: dayOf(pen.now) },
      );
    case 'withdraw':
      return plain(LINES.withdrawn, { reason: pen.seal('reason', act.reason) });
    case 'void':
      return plain(LINES.voided, { reason: pen.seal('reason', act.reason) });
    case 'redirect':
      return plain(LINES.redirected, { door: act.door }, leave);
    case 'instruct':
      return plain(LINES.instructed, { words: pen.seal('instruction', act.words) });
    case 'supervise': {
      const until = startOf(addDays(act.until, 1));
      if (until <= pen.now) throw misfit('body.act.until', 'untilPast');
      return plain(LINES.supervised, { until: until.toISOString(), reason: pen.seal('reason', act.reason) });
    }
    case 'release':
      return plain(LINES.released, { reason: pen.seal('reason', act.reason) });
  }
}

/** The body in whose name somebody writes for its own people alone. Throws Problem 422 where they have none. */
function withinBody(mover: Mover, matter: Matter): string {
  const bodies = mover.caller.is === 'staff' ? mover.caller.appointments.flatMap((one) => one.body ?? []) : [];
  const own = bodies.find((body) => body === matter.body || matter.tasks.some((one) => one.body === body)) ?? bodies[0];
  if (own === undefined) throw misfit('body.act.within', 'noBody');
  return own;
}

/** How many digits of a code are the village. */
const VILLAGE = 12;

/** The body in whose post somebody mends on the spot. */
const bodyOf = ({ caller }: Mover, matter: Matter): string | null =>
  appointmentFor(caller, matter, 'fixOnSpot')?.body ?? null;

/** Whether time stands still until the reporter answers. */
function waitsForReporter(matter: Matter, now: Date): boolean {
  return matter.clock?.suspended?.ground === 'reporter' && isSuspended(matter, now.toISOString());
}

/** A ruling holds for the village or town in which the matter lies: what is next door is answered alike. */
function placeOfRuling(territory: string): string {
  return ancestorsOf(territory).findLast((code) => levelOf(code) !== 'grid') ?? territory;
}

/** Taken up again by who had it, or by who answers for it by now where that body has passed it on or is no more. */
function reopening(
  { district, bodies, places, rulings }: Standing,
  matter: Matter,
  said: Record<string, unknown>,
  { heir, today }: { readonly heir: string | null; readonly today: string },
): Decided {
  if (matter.body === null) return { kind: LINES.reopened, body: said, fragments: [] };
  const body =
    heir !== null && bodyStands(bodies.get(heir), today)
      ? heir
      : (places.responsible(matter.territory, matter.kind, today, rulings)?.body ?? null);
  if (body === matter.body) return { kind: LINES.reopened, body: said, fragments: [] };
  return {
    kind: LINES.reopened,
    body: { ...said, body },
    fragments: [
      unshareFragment(district, matter.body, matter.id),
      ...(body === null ? [] : [sharesFragment(district, [{ body, subject: matter.id }])]),
    ],
  };
}
