import type { Database } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { cutsOf } from './audit.store.ts';
import { auditSubjects, type Part, type SubjectsAsk, type SubjectsAudited } from './auditSubjects.ts';
import { Differs } from './difference.ts';
import { kindsByName } from './subject.ts';
import { type Summed, TallySums } from './tallySums.ts';

/** Everything that whoever audits a part of a district must be told; plain data. */
export type PartAsk = {
  readonly district: string;
  readonly part: Part;
  readonly slice: number;
  readonly head: number;
  readonly folded: number;
  readonly secret: string;
};
export type PartAudited = SubjectsAudited & { readonly sums: Summed };

/** Audits a part elsewhere, on another processor. Rejects with `Differs`. */
export type Helper = (ask: PartAsk, tell: (done: number) => void) => Promise<PartAudited>;

/** What a part is audited with. */
export type PartGround = Pick<SubjectsAsk, 'db' | 'subjects' | 'digests' | 'near' | 'lots'>;

/** Audits one part here. Throws `Differs`. */
export async function auditPart(ground: PartGround, ask: PartAsk, tell: (done: number) => void): Promise<PartAudited> {
  const sums = new TallySums(ask.secret);
  const kinds = kindsByName(ground.subjects);
  const done = await auditSubjects({ ...ground, ...ask, kinds, sums, tell }, ask.part);
  return { ...done, sums: sums.summed() };
}

/** Fewer slices than this are one part: a helper takes longer to come. */
const FEW = 6;
/** Parts for each who looks at them; the last to finish has then little left. */
const EACH = 6;

/**
 * Audits the subjects of a district in parts, here and with the helpers, and adds up what they found. Throws the `Differs` of the first
 * part in which something differs, whoever was quicker.
 */
export async function auditParts(
  ground: PartGround,
  ask: Omit<PartAsk, 'part'>,
  helpers: readonly Helper[],
  tell: (done: number) => void,
): Promise<SubjectsAudited & { readonly sums: TallySums }> {
  const parts = await partsOf(ground.db, ask, helpers.length);
  const here: Helper = (one, told) => auditPart(ground, one, told);
  const sums = new TallySums(ask.secret);
  let [subjects, met, behind] = [0, 0, 0];
  const failed = new Map<number, unknown>();
  let next = 0;
  const work = async (helper: Helper): Promise<void> => {
    while (failed.size === 0) {
      const at = next;
      const part = parts[at];
      if (part === undefined) return;
      next += 1;
      try {
        const done = await helper({ ...ask, part }, tell);
        sums.take(done.sums);
        subjects += done.subjects;
        met += done.met;
        behind += done.behind;
      } catch (error) {
        failed.set(at, error);
      }
    }
  };
  await Promise.all((parts.length === 1 ? [here] : [here, ...helpers]).map(work));
  const [first] = [...failed].sort(([a], [b]) => a - b);
  if (first !== undefined) throw [...failed.values()].find((error) => !(error instanceof Differs)) ?? first[1];
  return { subjects, met, behind, sums };
}

async function partsOf(
  db: Database,
  { district, head, slice }: Omit<PartAsk, 'part'>,
  helpers: number,
): Promise<Part[]> {
  if (helpers === 0 || head < FEW * slice) return [{ after: null, to: null }];
  const cuts = await db.read(whole(district), (tx) => cutsOf(tx, district, head, (helpers + 1) * EACH));
  return [...cuts, null].map((to, at) => ({ after: cuts[at - 1] ?? null, to }));
}
