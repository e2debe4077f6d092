import { useEffect, useId, useRef, useSyncExternalStore } from 'react';
import type { Text } from '../language/language.ts';

/** Something that can be done from the keyboard by its name. */
export type Command = { readonly id: string; readonly text: Text; readonly run: () => void };

const offered = new Map<string, readonly Command[]>();
const listeners = new Set<() => void>();
let all: readonly Command[] = [];

function tell(): void {
  all = [...offered.values()].flat();
  for (const one of listeners) one();
}

/** Offers commands as long as the screen that offers them is shown. */
export function useCommands(commands: readonly Command[]): void {
  const owner = useId();
  const now = useRef(commands);
  now.current = commands;
  const named = commands.map((one) => `${one.id} ${one.text.zh}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is offered changes with its names; what runs is read when it runs
  useEffect(() => {
    offered.set(
      owner,
      now.current.map((one) => ({
        ...one,
        run: () => now.current.find((other) => other.id === one.id)?.run(),
      })),
    );
    tell();
    return () => {
      offered.delete(owner);
      tell();
    };
  }, [owner, named]);
}

const listen = (one: () => void): (() => void) => {
  listeners.add(one);
  return () => listeners.delete(one);
};

/** What the screens in sight offer now. */
export const useOffered = (): readonly Command[] => useSyncExternalStore(listen, () => all);
