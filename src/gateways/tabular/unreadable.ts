import type { Text } from '../../platform/language/language.ts';

/** A whole file (or its map) cannot be used; `reason` says why to whoever brought it. Single bad rows never throw this. */
export class Unreadable extends Error {
  readonly reason: Text;

  constructor(reason: Text, cause?: unknown) {
    super(reason.en, { cause });
    this.name = 'Unreadable';
    this.reason = reason;
  }
}
