import type { z } from 'zod';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import type { Photo } from '../../../platform/web/kit/photos.tsx';
import type { Ground } from '../../clock/clock.rules.ts';
import type { matter as matterGet } from '../desk.contract.ts';
import type { Door, ReturnGround, Urgency } from '../matters.rules.ts';
import type { moveIn } from '../move.contract.ts';
import type { Move } from '../moves.rules.ts';
import type { DraftPlace } from './draft.ts';

/** A move as it is sent. */
export type Act = z.input<typeof moveIn>;
/** Moves that are sent as moves; the two looks have contracts of their own. */
export type ActName = Act['move'];

type Shape = {
  /** The field that takes the written words. */
  readonly text?: {
    readonly name: 'note' | 'reason' | 'question' | 'answer' | 'result' | 'words';
    readonly required: boolean;
    readonly most: number;
  };
  readonly photos?: boolean;
  readonly look: 'primary' | 'quiet' | 'danger';
};

/** What each move asks of whoever makes it, besides what is peculiar to it. */
export const SHAPES: Readonly<Record<ActName, Shape>> = {
  accept: { look: 'primary' },
  taskAccept: { look: 'primary' },
  rule: { text: { name: 'reason', required: true, most: 1000 }, look: 'primary' },
  decideExtension: { text: { name: 'reason', required: false, most: 1000 }, look: 'primary' },
  taskDone: { text: { name: 'result', required: true, most: 2000 }, photos: true, look: 'primary' },
  assign: { text: { name: 'note', required: false, most: 1000 }, look: 'primary' },
  handOver: { text: { name: 'result', required: true, most: 2000 }, photos: true, look: 'primary' },
  fixOnSpot: { text: { name: 'result', required: true, most: 2000 }, photos: true, look: 'primary' },
  verify: { text: { name: 'note', required: false, most: 1000 }, photos: true, look: 'primary' },
  close: { text: { name: 'note', required: false, most: 1000 }, look: 'primary' },
  rate: { text: { name: 'words', required: false, most: 1000 }, look: 'primary' },
  answer: { text: { name: 'answer', required: true, most: 1000 }, photos: true, look: 'primary' },
  triage: { text: { name: 'note', required: false, most: 1000 }, look: 'quiet' },
  note: { text: { name: 'note', required: false, most: 2000 }, photos: true, look: 'quiet' },
  ask: { text: { name: 'question', required: true, most: 500 }, look: 'quiet' },
  instruct: { text: { name: 'words', required: true, most: 1000 }, look: 'primary' },
  supervise: { text: { name: 'reason', required: true, most: 1000 }, look: 'quiet' },
  release: { text: { name: 'reason', required: false, most: 500 }, look: 'quiet' },
  resume: { text: { name: 'reason', required: false, most: 500 }, look: 'quiet' },
  return: { text: { name: 'reason', required: true, most: 1000 }, look: 'quiet' },
  callIn: { text: { name: 'words', required: true, most: 1000 }, look: 'quiet' },
  taskReturn: { text: { name: 'reason', required: true, most: 1000 }, look: 'quiet' },
  taskCancel: { text: { name: 'reason', required: true, most: 1000 }, look: 'quiet' },
  split: { text: { name: 'words', required: true, most: 2000 }, look: 'quiet' },
  gather: { text: { name: 'reason', required: false, most: 500 }, look: 'quiet' },
  letGo: { text: { name: 'reason', required: false, most: 500 }, look: 'quiet' },
  askExtension: { text: { name: 'reason', required: true, most: 1000 }, look: 'quiet' },
  suspend: { text: { name: 'reason', required: true, most: 1000 }, look: 'quiet' },
  sendBack: { text: { name: 'reason', required: true, most: 1000 }, look: 'quiet' },
  merge: { text: { name: 'reason', required: false, most: 500 }, look: 'quiet' },
  redirect: { look: 'quiet' },
  reopen: { text: { name: 'reason', required: true, most: 1000 }, look: 'quiet' },
  withdraw: { text: { name: 'reason', required: false, most: 500 }, look: 'danger' },
  void: { text: { name: 'reason', required: true, most: 1000 }, look: 'danger' },
};

const ORDER = Object.keys(SHAPES) as ActName[];

/** The open moves in the order in which their buttons stand: what moves the matter on comes first. */
export const inOrder = (abilities: readonly string[]): ActName[] => ORDER.filter((move) => abilities.includes(move));

/** Whether the server allows a move on this record. */
export const may = (abilities: readonly string[], move: Move): boolean => abilities.includes(move);

/** The desk's page of one matter. */
export type MatterPage = AnswerOf<typeof matterGet>;

/** What a form has gathered; each move takes its own part of it. */
export type Gathered = {
  readonly text: string;
  readonly photos: readonly Photo[];
  readonly body: string;
  readonly into: string;
  readonly kind: string | undefined;
  readonly urgency: Urgency | undefined;
  readonly door: Door;
  readonly stars: number;
  readonly forReporter: boolean;
  /** The corrected place; undefined while the present one stands. */
  readonly place: DraftPlace | null | undefined;
  readonly asksHelp: boolean;
  /** Shanghai day until which a supervised matter is to be done, or ''. */
  readonly until: string;
  /** By which rule it goes back, and where that stands. */
  readonly returnGround: ReturnGround | undefined;
  readonly cites: string;
  readonly suspendGround: Ground | undefined;
  /** Working days more that are asked for or granted, as typed. */
  readonly days: string;
  readonly refused: boolean;
  /** The co-handler's task that is meant, or ''. */
  readonly task: string;
  /** Why those who still owe their tasks are not waited for. */
  readonly over: string;
  readonly within: boolean;
};
