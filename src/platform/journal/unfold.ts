import { Differs } from './difference.ts';
import type { Counted } from './figuring.ts';
import { checkLine, lineOf, type Said, type StoredLine } from './stored.ts';
import type { AnySubject, KnownKind } from './subject.ts';

/** One line of a chain with the states around it. */
export type Step = Counted & { readonly stored: StoredLine; readonly said: Said };

/** The states along a chain of lines. Throws `Differs` where the chain is broken. */
export function unfold(
  ask: { readonly district: string; readonly kinds: ReadonlyMap<string, KnownKind>; readonly subject: AnySubject },
  chain: readonly StoredLine[],
): Step[] {
  const { district, kinds, subject } = ask;
  const steps: Step[] = [];
  let state: unknown = null;
  let prev: Buffer | null = null;
  for (const stored of chain) {
    const found = checkLine(district, stored);
    const seq = stored.seq ?? 0;
    if ('fault' in found) throw new Differs(found.fault, { district, seq, column: found.column });
    const { said } = found;
    const known = kinds.get(said.kind);
    if (known?.subject !== subject) throw new Differs('kind', { district, seq, kind: said.kind });
    if (said.version > known.kind.version) throw new Differs('newer', { district, seq });
    if (said.n !== steps.length + 1 || said.prev !== (prev?.toString('hex') ?? null)) {
      throw new Differs('chain', { district, subject: said.subject, n: steps.length + 1 });
    }
    const before = state;
    const line = lineOf(said, known);
    try {
      state = subject.fold(before, line);
    } catch (error) {
      throw new Differs('fold', {
        district,
        subject: said.subject,
        why: error instanceof Error ? error.message : String(error),
      });
    }
    steps.push({ before, line, after: state, stored, said });
    prev = stored.hash;
  }
  return steps;
}
