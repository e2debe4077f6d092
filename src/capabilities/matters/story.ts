import type { TextPen } from '../../platform/files/pen.ts';
import type { PreparedLine } from '../../platform/journal/line.ts';
import { digestOf, type SealedRow, sealRow } from '../../platform/sealing/sealed.ts';
import { leewayOf } from './clock/redue.ts';
import { decide } from './deciding.ts';
import type { Standing } from './ground.ts';
import { type Report, type Taken, take } from './intake.ts';
import { partsToward } from './matters.rights.ts';
import type { Matter, MatterLine } from './matters.rules.ts';
import type { MoveIn } from './move.contract.ts';
import { refusal } from './moves.rules.ts';
import { linesOfMove, type Mover } from './step.ts';

/** One step of a past: who did what when, with the line's id. */
export type Step = {
  readonly id: string;
  readonly at: Date;
  readonly mover: Mover;
  readonly act: MoveIn;
  readonly ifSampled: boolean;
};

/** A whole past of one matter, told before any of it is written: its last state, and every line in order. */
export type Told = { readonly taken: Taken; readonly lines: readonly PreparedLine[] };

/**
 * Tells a matter's past by the same rules as live moves: each step must be allowed at its time, or the telling stops with
 * an error that names it. For demonstrations and imports, in districts founded as such. No I/O.
 */
export async function tell(ground: Standing, report: Report, at: Date, steps: readonly Step[]): Promise<Told> {
  const taken = take(ground, report, at);
  let { matter } = taken;
  let head = taken.line.hash;
  const lines = [taken.line];
  const sealed: SealedRow[] = [...taken.sealed];
  for (const step of steps) {
    // A look at a fix on the spot happens only where the draw asked for one.
    if (step.ifSampled && matter.status === 'closed') continue;
    const refused = refusal(step.act.move, matter, partsToward(step.mover.caller, matter, step.mover.isReporter), {
      now: step.at.toISOString(),
      hasContact: taken.phone !== null,
      extensions: leewayOf(ground, matter).times,
    });
    if (refused) throw new Error(`${step.act.move} at ${step.at.toISOString()} on ${matter.status}: ${refused}`);
    const { caller } = step.mover;
    const around = {
      loaded: mergedInto(step, matter),
      id: step.id,
      address: async () => report.place.address,
      lines: async () => lines.map((one) => one.line as unknown as MatterLine),
      // A past is told before any of it is counted: nothing is known of anybody yet, and the kind's own share is drawn.
      looks: async () => ({ verified: 0, sentBack: 0 }),
      heir: async () => matter.body,
      ownFind: matter.n === 1 && caller.is === 'staff' && caller.person === report.by,
    };
    const decided = await decide(
      ground,
      step.mover,
      { matter, head, number: '' },
      step.act,
      pastPen(ground, taken, sealed, step.at),
      around,
    );
    const { after, prepared, first } = linesOfMove({ matter, head }, step.mover, step.act.move, decided, step);
    lines.push(...first, prepared);
    matter = after;
    head = prepared.hash;
  }
  return { taken: { ...taken, matter, sealed, line: lines.at(-1) as PreparedLine }, lines };
}

/** The matter merged into is taken as open: whoever tells the past has seen to that. */
const mergedInto = ({ act }: Step, matter: Matter) =>
  act.move === 'merge'
    ? [{ matter: { ...matter, id: act.into, status: 'new' as const }, head: Buffer.alloc(0), number: '' }]
    : [];

/** Seals under the key that the report itself brought; a past has no photos of its own to claim. */
function pastPen({ district, keyring }: Standing, taken: Taken, sealed: SealedRow[], now: Date): TextPen {
  const { id: subject, territory } = taken.matter;
  return {
    now,
    seal(slot, text) {
      if (text === undefined || text === '') return null;
      const row = sealRow(keyring, { district, subject, territory, slot, key: taken.textKey(), text });
      sealed.push(row);
      return { id: row.id, digest: digestOf(row) };
    },
    claim: async () => [],
    fragments: () => [],
    follow: async () => {},
  };
}
