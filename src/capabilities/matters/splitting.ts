import type { Asked, Batch, Fragment } from '../../platform/journal/append.store.ts';
import { numberOf } from '../../platform/journal/number.rules.ts';
import type { Standing } from './ground.ts';
import { intakeBatch } from './intake.store.ts';
import { idFrom, misfit, type Taken, take } from './intake.ts';
import { LINES } from './lines.rules.ts';
import { appointmentFor } from './matters.rights.ts';
import type { Stored } from './matters.store.ts';
import type { MoveIn } from './move.contract.ts';
import type { Decided, Mover } from './step.ts';

/**
 * Splits a matter of its own off another: the way in is that of a report (territory, who answers, term), but its time runs from the report
 * of the one before, it shows no more than that one does, and it comes from nobody else: channel and origin stay, and whoever
 * reported goes on following the one matter that they know. No I/O. Throws Problem 422 naming the field that does not fit.
 */
export function splitOff(
  ground: Standing,
  { caller }: Mover,
  { matter, number }: Stored,
  act: Extract<MoveIn, { move: 'split' }>,
  at: { readonly id: string; readonly now: Date; readonly address: string | undefined },
): Decided {
  const { district, keyring } = ground;
  if (!ground.kinds.get(act.kind)?.active) throw misfit('body.act.kind', 'unknownKind');
  const { lon, lat } = matter;
  const point = lon === null || lat === null ? {} : { lon, lat };
  const same = { ...point, datum: 'wgs84' as const, territory: matter.territory, address: at.address };
  const recorded = at.now.toISOString();
  const founding = take(
    ground,
    {
      // The same for the same step, so that one sent twice makes one matter.
      id: idFrom(keyring, district, `${at.id}/split`),
      kind: act.kind,
      place: act.place ?? same,
      words: act.words,
      answers: {},
      photos: [],
      channel: matter.channel,
      urgency: act.urgency ?? matter.urgency,
      split: {
        from: matter.id,
        number,
        reported: matter.reported,
        firstAction: matter.firstAction ?? recorded,
        visibility: matter.visibility,
      },
      by: caller.is === 'staff' ? caller.person : null,
      post: appointmentFor(caller, matter, 'split')?.id ?? null,
      origin: matter.origin,
    },
    at.now,
  );
  const into = { into: founding.matter.id, number: numberOf(district, founding.matter.id, matter.reported) };
  return { kind: LINES.split, body: into, fragments: [], founding };
}

/** What a founded matter adds to the statement of the step that founds it. */
type Founding = {
  readonly subjects: readonly string[];
  readonly asked: readonly Asked[];
  readonly lines: Batch['lines'];
  readonly fragments: readonly Fragment[];
};
export function foundingOf(district: string, taken: Taken | undefined): Founding {
  if (taken === undefined) return { subjects: [], asked: [], lines: [], fragments: [] };
  const { asked, lines, fragments } = intakeBatch(district, [taken]);
  return {
    subjects: [taken.matter.id],
    asked,
    lines,
    // The step has rows of the same names for its own matter.
    fragments: fragments.map((one) => ({ ...one, name: `founded_${one.name}` })),
  };
}
