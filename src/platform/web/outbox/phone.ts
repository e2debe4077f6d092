import { Dexie, type EntityTable } from 'dexie';
import type { Item } from './outbox.rules.ts';

/** A photo on the phone: of a form that is open (`owner` is the draft's key) or of an item that waits (its id). */
export type PhotoRow = {
  readonly id: string;
  readonly person: string;
  readonly owner: string;
  /** Its place among the photos of its owner. */
  readonly at: number;
  readonly blob: Blob;
  readonly name: string;
  /** What the server gave for it; kept, so that a fall of the phone uploads nothing twice. */
  readonly token: string | null;
};
/** Something small that a form or a page keeps by name. */
export type DraftRow = {
  readonly key: string;
  readonly person: string;
  /** When it was last touched, by the phone's clock. */
  readonly at: number;
  readonly data: unknown;
};
/** The last answer to a question, for the time without a line. `at` is the phone's clock in milliseconds. */
export type AnswerRow = {
  readonly key: string;
  readonly person: string;
  readonly name: string;
  readonly at: number;
  readonly data: unknown;
};

/** What lies on the phone. Waits until the disk has it: what a form calls saved survives a fall of the phone. */
export class Phone extends Dexie {
  declare readonly items: EntityTable<Item, 'order'>;
  declare readonly photos: EntityTable<PhotoRow, 'id'>;
  declare readonly drafts: EntityTable<DraftRow, 'key'>;
  declare readonly answers: EntityTable<AnswerRow, 'key'>;

  constructor(name = 'lianan-field') {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      items: '++order, &id, person',
      photos: 'id, owner, person',
      drafts: 'key, person',
      answers: 'key, person',
    });
  }
}

let opened: Phone | undefined;
/** The phone's own store, opened once a page. */
export function phone(): Phone {
  opened ??= new Phone();
  return opened;
}
