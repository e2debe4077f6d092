import { addDays, dayOf, startOf } from '../../platform/calendar/calendar.rules.ts';
import { bodyStands } from '../../platform/identity/bodyDays.rules.ts';
import type { Fragment } from '../../platform/journal/append.store.ts';
import type { LineKind } from '../../platform/journal/line.rules.ts';
import { sharesFragment, unshareFragment } from '../../platform/journal/share.store.ts';
import type { Standing } from './ground.ts';
import { misfit, placeOf } from './intake.ts';
import { LINES } from './lines.rules.ts';
import { type Matter, OPEN } from './matters.rules.ts';
import type { Stored } from './matters.store.ts';
import type { MoveIn } from './move.contract.ts';
import { isSampled } from './moves.rules.ts';
import type { Pen } from './pen.ts';
import type { Mover, Said } from './step.ts';

/** What a move comes to: its line's kind and body, and the rows that go with it. */
export type Decided = Said & {
  readonly fragments: readonly Fragment[];
  readonly absorbing?: Stored;
  /** Topic of the message that the reporter is owed. */
  readonly tell?: string;
};

/** What a decision looks at beside the matter: the other one of a merging, and whether it is the liaison's own find just told. */
export type Around = { readonly loaded: readonly (Stored | null)[]; readonly ownFind: boolean };

/** What a move writes, once it is allowed. */
export async function decide(
  ground: Standing,
  mover: Mover,
  { matter }: Stored,
  act: MoveIn,
  pen: Pen,
  around: Around,
): Promise<Decided> {
  const { district } = ground;
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
        ? placeOf(ground.places, act.place, kind.code, today)
        : {
            ...(({ territory, outside, lon, lat }) => ({ territory, outside, lon, lat }))(matter),
            map: null,
            proposed: ground.places.responsible(matter.territory, kind.code, today)?.body ?? null,
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
      return plain(LINES.assigned, { body: act.body, why, note: pen.seal('note', act.note) }, [
        ...(matter.body === act.body ? [] : leave),
        sharesFragment(district, [{ body: act.body, subject: matter.id }]),
      ]);
    }
    case 'accept':
      return plain(LINES.accepted, { body: matter.body });
    case 'return':
      return plain(LINES.returned, { body: matter.body, reason: pen.seal('reason', act.reason) }, leave);
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
      });
    }
    case 'ask':
      return { ...plain(LINES.asked, { question: pen.seal('question', act.question) }), tell: 'matter.asked' };
    case 'answer':
      return plain(LINES.answered, { answer: pen.seal('answer', act.answer), files: await pen.claim(act.photos) });
    case 'handOver':
      return plain(LINES.handedOver, {
        body: matter.body,
        result: pen.seal('result', act.result),
        files: await pen.claim(act.photos),
      });
    case 'fixOnSpot': {
      const every = ground.kinds.get(matter.kind)?.sampleEvery ?? 5;
      const draw = ground.keyring.blindIndex(district, 'sample', matter.id).readUInt32BE(0);
      return plain(LINES.fixedOnSpot, {
        body: matter.body,
        result: pen.seal('result', act.result),
        files: await pen.claim(act.photos),
        // A sample is for what a liaison finds and mends in one step; what others reported always gets its second look.
        sampled: !around.ownFind || isSampled(draw, every),
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
      return plain(LINES.reopened, {
        byReporter: mover.isReporter && mover.caller.is !== 'staff',
        reason: pen.seal('reason', act.reason),
      });
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

const STRICTNESS = { exact: 0, blurred: 1, hidden: 2 } as const;
function stricter(a: Matter['visibility'], b: Matter['visibility']): Matter['visibility'] {
  return STRICTNESS[a] >= STRICTNESS[b] ? a : b;
}
