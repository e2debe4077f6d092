import { fold } from '../fold.rules.ts';
import { type Matter, type MatterLine, momentOf, OPEN } from '../matters.rules.ts';

/** What a body's turn at a matter took: from when it was given it until it left, or until now. */
export type Spent = {
  /** Null: while nobody had it, which is the desk's own time. */
  readonly body: string | null;
  /** ISO instants; `until` is null while it still runs. */
  readonly from: string;
  readonly until: string | null;
  /** How it left. */
  readonly end: 'returned' | 'moved' | 'handled' | 'ended' | null;
};

/**
 * Whose time a matter took, in order: the spans follow on each other without a gap from the report to the end, so that what is given
 * back or passed on is seen with the one who had it. Pure.
 */
export function spentOf(lines: readonly MatterLine[]): Spent[] {
  const spans: Spent[] = [];
  let matter: Matter | null = null;
  for (const line of lines) {
    const before: Matter | null = matter;
    matter = fold(matter, line);
    const at = new Date(momentOf(line.recorded)).toISOString();
    const last = spans.at(-1);
    const isOpen = OPEN.includes(matter.status) && matter.status !== 'handled' && matter.status !== 'verified';
    const running = last !== undefined && last.until === null;
    if (running && isOpen && last.body === matter.body && before?.status !== 'handled') continue;
    if (running) {
      spans[spans.length - 1] = { ...last, until: [at, last.from].toSorted()[1] ?? at, end: endOf(line, matter) };
    }
    if (isOpen) spans.push({ body: matter.body, from: at, until: null, end: null });
  }
  return spans;
}

function endOf(line: MatterLine, after: Matter): Exclude<Spent['end'], null> {
  if (line.kind === 'matter.returned') return 'returned';
  if (after.status === 'handled' || after.status === 'verified') return 'handled';
  return OPEN.includes(after.status) ? 'moved' : 'ended';
}
