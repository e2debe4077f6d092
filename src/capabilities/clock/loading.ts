import { createHash } from 'node:crypto';
import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Database, Tx } from '../../platform/db/database.ts';
import { whole } from '../../platform/db/scope.ts';
import { append } from '../../platform/journal/append.store.ts';
import type { Json } from '../../platform/journal/canonical.rules.ts';
import type { Origin } from '../../platform/journal/line.rules.ts';
import { prepareLine } from '../../platform/journal/line.ts';
import { originOf } from '../../platform/journal/lines.store.ts';
import type { Text } from '../../platform/language/language.ts';
import type { DeadlineRule } from './clock.rules.ts';
import { allRules, newRules } from './clock.store.ts';
import { type DeadlineDraft, deadlineRule, draftFaults, tieWith } from './drafts.rules.ts';
import { LINES } from './lines.rules.ts';
import { fold } from './proposals.rules.ts';

/** A rule with which a district begins, and where it comes from. Its first day is the district's own where it is absent. */
export type DeadlineSeed = Omit<DeadlineDraft, 'from'> & { readonly from?: string; readonly why: Text };

/**
 * Gives a new district the rules that it begins with: version 1, signed by nobody, a line each. Codes that the district knows
 * already are left as they are. Throws on a seed that contradicts itself or ties with another.
 * @returns how many were added.
 */
export async function loadDeadlines(
  tx: Tx,
  one: { readonly district: string; readonly origin: Origin; readonly since: string; readonly now: Date },
  seeds: readonly DeadlineSeed[],
): Promise<number> {
  const { district, origin, since, now } = one;
  const stories = await allRules(tx, district);
  const known = new Set(stories.map((each) => each.code));
  const added = seeds.filter((each) => !known.has(each.code));
  if (added.length === 0) return 0;
  const rules: DeadlineRule[] = stories.flatMap((each) => each.proposals.map((proposal) => proposal.rule));
  const recorded = now.toISOString();
  const begun = added.map(({ why, ...seed }) => {
    const rule = deadlineRule.parse({ from: since, ...seed, version: 1 });
    const fault = draftFaults(rule)[0];
    if (fault) throw new Error(`${rule.code}: ${fault.path} ${fault.why}`);
    const tied = tieWith(rules, rule);
    if (tied) throw new Error(`${rule.code} ties with ${tied.code}`);
    rules.push(rule);
    const prepared = prepareLine(
      LINES.began,
      {
        district,
        id: idOf(district, rule.code, 'line'),
        subject: idOf(district, rule.code, 'rule'),
        n: 1,
        kind: LINES.began.name,
        origin,
        happened: recorded,
        recorded,
        by: null,
        post: null,
        territory: rule.territory ?? district,
        body: { rule, why } as unknown as Json,
      },
      null,
      [],
    );
    return { prepared, row: { story: fold(null, prepared.line), head: prepared.hash } };
  });
  await append(tx, {
    district,
    asked: [],
    lines: begun.map(({ prepared }) => ({ prepared, ask: null })),
    fragments: [
      newRules(
        district,
        begun.map(({ row }) => row),
        null,
      ),
    ],
  });
  return begun.length;
}

/** Gives a district that has no rules those to begin with, from today on. What is there already stays. */
export async function foundDeadlines(
  work: Database,
  district: string,
  seeds: readonly DeadlineSeed[],
  now: Date,
): Promise<void> {
  await work.write(whole(district), async (tx) => {
    if ((await allRules(tx, district)).length > 0) return;
    const origin = await originOf(tx, district);
    await loadDeadlines(tx, { district, origin, since: dayOf(now), now }, seeds);
  });
}

/** The same rule of the same district begins under the same ids, however often it is loaded. */
function idOf(district: string, code: string, part: string): string {
  const hex = createHash('sha256').update(`deadline ${part} ${district} ${code}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
