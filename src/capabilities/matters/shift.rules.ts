/** What happens to matters while somebody is on duty, as a hand-over at shift change tells it. */
export const CHANGES = ['new', 'assigned', 'returned', 'closed', 'escalated'] as const;
export type Change = (typeof CHANGES)[number];

/** A line of a matter, as far as a hand-over reads it. `body` is read for the kinds in `READ_IN_FULL` alone. */
export type ShiftLine = {
  readonly subject: string;
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>> | null;
};

/** Kinds of which the body decides what they are here. */
export const READ_IN_FULL = ['matter.fixed-on-spot', 'matter.noted', 'matter.undone'] as const;

const PLAIN: Readonly<Record<string, Change>> = {
  'matter.reported': 'new',
  'matter.reported-anonymously': 'new',
  'matter.assigned': 'assigned',
  'matter.ruled': 'assigned',
  'matter.returned': 'returned',
  'matter.closed': 'closed',
  'matter.supervised': 'escalated',
  'matter.escalated': 'escalated',
  'matter.task-escalated': 'escalated',
};
const UNDONE: Readonly<Record<string, Change>> = { assign: 'assigned', close: 'closed' };

/** Every kind of line that a hand-over reads. */
export const SHIFT_KINDS: readonly string[] = [...Object.keys(PLAIN), ...READ_IN_FULL];

/**
 * Which matters were new, assigned, returned, closed or escalated (put under supervision, help asked for, a
 * deadline passed and told above), in the order of their
 * lines, each once. A step that was taken back is none.
 */
export function changesIn(lines: readonly ShiftLine[]): Readonly<Record<Change, readonly string[]>> {
  const sets = Object.fromEntries(CHANGES.map((one) => [one, new Set<string>()])) as Record<Change, Set<string>>;
  for (const { subject, kind, body } of lines) {
    const plain = PLAIN[kind];
    if (plain !== undefined) sets[plain].add(subject);
    if (kind === 'matter.fixed-on-spot' && body?.['sampled'] === false) sets.closed.add(subject);
    if (kind === 'matter.noted' && body?.['asksHelp'] === true) sets.escalated.add(subject);
    const back = kind === 'matter.undone' ? UNDONE[String(body?.['undone'])] : undefined;
    if (back !== undefined) sets[back].delete(subject);
  }
  return Object.fromEntries(CHANGES.map((one) => [one, [...sets[one]]])) as unknown as Record<Change, string[]>;
}
