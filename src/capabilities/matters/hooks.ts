import type { Tx } from '../../platform/db/database.ts';
import { linesOf } from '../../platform/journal/lines.store.ts';
import { textOf } from '../../platform/language/language.ts';
import type { Heard, HookSource, Told } from '../../platform/webhooks/source.ts';
import { hookEventWords } from './hooks.words.ts';
import { fold, type Matter, type MatterLine } from './matters.rules.ts';
import { publicById } from './public.store.ts';
import { kindsOfLine } from './showing.ts';

/** What other systems may hear of: the steps that are public, and that something was reported. */
const EVENTS = [
  'matter.reported',
  'matter.assigned',
  'matter.accepted',
  'matter.returned',
  'matter.handed-over',
  'matter.fixed-on-spot',
  'matter.verified',
  'matter.sent-back',
  'matter.closed',
  'matter.reopened',
  'matter.merged',
  'matter.withdrawn',
] as const;
type Event = (typeof EVENTS)[number];

/** Reporters without a name keep their day and no minute, as everywhere: their lines come with the shuffled batch of that day. */
const ANONYMOUSLY = ['matter.reported', 'matter.reopened', 'matter.withdrawn'] as const;
const KINDS: Readonly<Record<string, Event>> = Object.fromEntries([
  ...EVENTS.map((one) => [one, one]),
  ...ANONYMOUSLY.map((one) => [`${one}-anonymously`, one]),
]);

/**
 * Matters as other systems hear of them: no more than everybody may see. Hidden kinds, and what was voided or sent to another
 * door, are told to nobody; blurred ones only down to their town. The status is that after the line.
 */
export const mattersHeard: HookSource = {
  events: EVENTS.map((name) => ({ name, text: textOf(hookEventWords, name) })),
  kinds: KINDS,
  async told(tx: Tx, district: string, lines: readonly Heard[]): Promise<ReadonlyMap<string, Told>> {
    const subjects = [...new Set(lines.map((one) => one.subject))];
    const shown = new Map((await publicById(tx, district, subjects)).map((one) => [one.id, one]));
    const chains = Map.groupBy(await linesOf(tx, district, [...shown.keys()], kindsOfLine), (line) => line.subject);
    const told = new Map<string, Told>();
    for (const { id, subject, kind } of lines) {
      const matter = shown.get(subject);
      const event = KINDS[kind];
      if (matter === undefined || event === undefined) continue;
      let after: Matter | null = null;
      for (const line of chains.get(subject) ?? []) {
        after = fold(after, line as unknown as MatterLine);
        if (line.id !== id) continue;
        told.set(id, {
          event,
          territory: matter.territory,
          happened: line.happened,
          recorded: line.recorded,
          subject: {
            number: matter.number,
            kind: after.kind,
            status: after.status,
            reported: after.reported,
            due: after.due,
            closed: after.closed,
          },
        });
        break;
      }
    }
    return told;
  },
};
