import type { Tx } from '../db/database.ts';
import type { Json } from '../journal/canonical.rules.ts';
import type { Text } from '../language/language.ts';

/** A line as the journal's order has it: what of it is told, its capability says. */
export type Heard = { readonly seq: number; readonly id: string; readonly subject: string; readonly kind: string };

/** What is told of one line: nothing of a person, no free text, no more of a subject than everybody may see. */
export type Told = {
  /** The line that it is, and the id of its message. */
  readonly line: string;
  readonly event: string;
  /** As it is told, which may be coarser than it is: hooks with a finer range are not told at all. */
  readonly territory: string;
  readonly happened: string;
  readonly recorded: string;
  readonly subject: Readonly<Record<string, Json>>;
};

/** What a capability lets others hear: its events, the kinds of lines behind them, and how a line is told. */
export type HookSource = {
  readonly events: readonly { readonly name: string; readonly text: Text }[];
  /** Kinds of lines, and the events that one may be. */
  readonly kinds: Readonly<Record<string, readonly string[]>>;
  /** Kinds of lines with which others are told that came into the order before them: every hook looks at these. */
  readonly late: readonly string[];
  /** What may be told at these lines, by line, in order; a line that is absent is told to nobody. */
  told(tx: Tx, district: string, lines: readonly Heard[]): Promise<ReadonlyMap<string, readonly Told[]>>;
};

/** Kinds of lines that these events are. */
export const kindsFor = (sources: readonly HookSource[], events: readonly string[]): string[] =>
  sources.flatMap((one) =>
    Object.entries(one.kinds).flatMap(([kind, own]) => (own.some((event) => events.includes(event)) ? [kind] : [])),
  );

/** Kinds of lines at which any hook may have to be told something. */
export const lateKinds = (sources: readonly HookSource[]): string[] => sources.flatMap((one) => one.late);
