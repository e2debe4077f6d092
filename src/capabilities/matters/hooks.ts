import type { Tx } from '../../platform/db/database.ts';
import type { Json } from '../../platform/journal/canonical.rules.ts';
import type { Line } from '../../platform/journal/line.rules.ts';
import { linesOf, seqsOf } from '../../platform/journal/lines.store.ts';
import { textOf } from '../../platform/language/language.ts';
import type { Heard, HookSource, Told } from '../../platform/webhooks/source.ts';
import { fold } from './fold.rules.ts';
import { hookEventWords } from './hooks.words.ts';
import type { Matter, MatterLine } from './matters.rules.ts';
import { type PublicMatter, publicById } from './public.store.ts';
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
const KINDS: Readonly<Record<string, readonly Event[]>> = {
  ...Object.fromEntries(EVENTS.map((one) => [one, [one]])),
  ...Object.fromEntries(ANONYMOUSLY.map((one) => [`${one}-anonymously`, [one]])),
  // A step that was taken back is told by what stands again, as the desks of 110 and 12345 hear it.
  'matter.undone': ['matter.reopened', 'matter.returned', 'matter.assigned'],
};
const NAMELESS = 'matter.reported-anonymously';

/** What a line is told as; null for what is nobody else's to know. */
function eventOf({ kind, body }: Pick<MatterLine, 'kind' | 'body'>): Event | null {
  if (kind !== 'matter.undone') return KINDS[kind]?.[0] ?? null;
  if (body['undone'] === 'close') return 'matter.reopened';
  if (body['undone'] !== 'assign') return null;
  return body['body'] === null ? 'matter.returned' : 'matter.assigned';
}

/**
 * Matters as other systems hear of them: no more than everybody may see. Hidden kinds, and what was voided or sent to another
 * door, are told to nobody; blurred ones only down to their town. The status is that after the line. Of a nameless report
 * nothing is told before its day is over: what the bodies did on that day stands before its first line in the order, and is told
 * with it.
 */
export const mattersHeard: HookSource = {
  events: EVENTS.map((name) => ({ name, text: textOf(hookEventWords, name) })),
  kinds: KINDS,
  late: [NAMELESS],
  async told(tx: Tx, district: string, lines: readonly Heard[]): Promise<ReadonlyMap<string, readonly Told[]>> {
    const subjects = [...new Set(lines.map((one) => one.subject))];
    const shown = new Map((await publicById(tx, district, subjects)).map((one) => [one.id, one]));
    const chains = Map.groupBy(await linesOf(tx, district, [...shown.keys()], kindsOfLine), (line) => line.subject);
    const seqs = await seqsOf(tx, district, [...shown.keys()]);
    const stories = new Map([...shown].map(([id, matter]) => [id, storyOf(matter, chains.get(id) ?? [], seqs)]));
    return new Map(
      lines.map(({ id, subject, seq }) => [
        id,
        (stories.get(subject) ?? []).flatMap((one) => (one.at === seq ? [one.told] : [])),
      ]),
    );
  },
};

/** What is told of a matter from its first line on, and at which place in the order: none before that of the first line. */
function storyOf(
  { territory, number }: PublicMatter,
  chain: readonly Line<string, Json>[],
  seqs: ReadonlyMap<string, number>,
): { readonly at: number; readonly told: Told }[] {
  const seqOf = (id: string | undefined): number => seqs.get(id ?? '') ?? Number.POSITIVE_INFINITY;
  let after: Matter | null = null;
  return chain.flatMap((one) => {
    const line = one as unknown as MatterLine;
    after = fold(after, line);
    const event = eventOf(line);
    if (event === null) return [];
    const { kind, status, reported, due, closed } = after;
    const subject = { number, kind, status, reported, due, closed };
    const { id, happened, recorded } = line;
    return [
      {
        at: Math.max(seqOf(id), seqOf(chain[0]?.id)),
        told: { line: id, event, territory, happened, recorded, subject },
      },
    ];
  });
}
