import { randomUUID } from 'node:crypto';
import type { ExchangeReply } from '../../../gateways/exchange/reply.ts';
import { replyTo } from '../../../gateways/exchange/reply.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Fragment, Outgoing } from '../../../platform/journal/append.store.ts';
import type { Json } from '../../../platform/journal/canonical.rules.ts';
import type { Line } from '../../../platform/journal/line.rules.ts';
import { linesOf } from '../../../platform/journal/lines.store.ts';
import { say, type Text } from '../../../platform/language/language.ts';
import { sealedOf } from '../../../platform/sealing/sealed.store.ts';
import { openRows } from '../../../platform/sealing/sealed.ts';
import { bodyName, type Standing } from '../ground.ts';
import type { Door } from '../matters.rules.ts';
import { loadMatters } from '../matters.store.ts';
import { doorWords } from '../screens/doors.words.ts';
import { kindsOfLine } from '../showing.ts';
import { forgottenAnswers, newAnswers, type OwedAnswer } from './answers.store.ts';
import { tellingOf } from './exchange.rules.ts';
import { type Exchanged, exchangedAs, forgottenExchanged, mergedExchanged } from './exchange.store.ts';
import { exchangeMatterWords } from './exchange.words.ts';

export const REPLY_TOPIC = 'exchange.reply';
/** What waits in the outbox: whose case, and the line that it is told of. Words are opened when it is sent. */
export type Owed = {
  readonly desk: string;
  readonly theirs: string;
  readonly line: string;
  /** The answer's own note; the message's id where absent. */
  readonly answer?: string;
  /** Somebody asked for it: it does not wait until the desk has rested. */
  readonly again?: boolean;
};

/**
 * What a move owes the desks whose cases the matter is: messages for the outbox, in the move's own statement; and where the
 * matter is merged into another, their cases go on as that one. Their number of what is sent to another door is forgotten with
 * the rest, but where the desk can only be told by the next list. Moves that no desk is told of cost nothing here.
 */
export async function owedToDesks(
  tx: Tx,
  line: Line<string, Json>,
): Promise<{ readonly outgoing: Outgoing[]; readonly fragments: Fragment[] }> {
  const { district, subject, recorded: due } = line;
  const telling = tellingOf(line);
  const cases = telling === null ? [] : await exchangedAs(tx, district, subject);
  if (telling === null || cases.length === 0) return { outgoing: [], fragments: [] };
  const { into } = line.body as { into?: string };
  const owed: OwedAnswer[] = cases
    .filter((one) => one.delivers)
    .map(({ partner, theirs }) => ({
      ...{ id: randomUUID(), partner, theirs, subject, line: line.id },
      ...{ what: telling.what, status: telling.state, made: due },
    }));
  return {
    outgoing: owed.map((one) => outgoingOf(one, due)),
    fragments: [
      ...(owed.length === 0 ? [] : [newAnswers(district, owed)]),
      ...(into === undefined ? [] : [mergedExchanged(district, subject, into)]),
      ...(line.kind === 'matter.redirected'
        ? [forgottenExchanged(district, subject), forgottenAnswers(district, subject)]
        : []),
    ],
  };
}

/** The message by which an answer is delivered, the first time under the answer's own id. */
function outgoingOf({ id, partner: desk, theirs, line, subject }: OwedAnswer, due: string): Outgoing {
  const payload: Owed = { desk, theirs, line, answer: id };
  return { id, topic: REPLY_TOPIC, subject, payload, due };
}

/** A case, and the matter whose lines are told: another one than the case's own after a merging. */
export type Told = Pick<Exchanged, 'partner' | 'theirs' | 'subject'> & { readonly of: string };

/**
 * The answers that a desk is due for its cases, in the order of each one's lines; `wanted` chooses lines. What the bodies wrote
 * for the reporter goes along; what was forgotten since does not.
 */
export async function repliesFor(
  tx: Tx,
  ground: Standing,
  cases: readonly Told[],
  wanted: (line: Line<string, Json>) => boolean,
): Promise<ExchangeReply[]> {
  const { district, keyring } = ground;
  const subjects = [...new Set(cases.map((one) => one.of))];
  const current = [...new Set(cases.map((one) => one.subject))];
  const lines = Map.groupBy(await linesOf(tx, district, subjects, kindsOfLine), (line) => line.subject);
  const sealed = await sealedOf(tx, district, subjects, ['result', 'note', 'reason']);
  const texts = new Map(openRows(keyring, sealed).map((one) => [one.id, one.text]));
  const numbers = new Map((await loadMatters(tx, district, current)).map((one) => [one.matter.id, one.number]));
  return cases.flatMap((one) => {
    const chain = lines.get(one.of) ?? [];
    const ours = numbers.get(one.subject);
    if (ours === undefined) return [];
    return chain.filter(wanted).flatMap((line) => {
      const telling = tellingOf(line);
      if (telling === null) return [];
      const words = wordsFor(ground, line, chain, texts, ours);
      return [
        replyTo({ desk: one.partner, number: one.theirs }, { ...telling, ours, words, at: new Date(line.recorded) }),
      ];
    });
  });
}

/** What a door is called, what it takes and by which number it answers. */
export function doorText(door: Door): Text {
  const of = (language: 'zh' | 'en'): string =>
    say(exchangeMatterWords, language, 'door', {
      name: doorWords[language][door],
      text: doorWords[language][`${door}Text`],
      phone: doorWords[language][`${door}Phone`],
    });
  return { zh: of('zh'), en: of('en') };
}

type Words = keyof typeof exchangeMatterWords.zh & string;
const KEYS: Readonly<Record<string, Words>> = {
  'matter.reported': 'new',
  'matter.assigned': 'assigned',
  'matter.ruled': 'assigned',
  'matter.accepted': 'accepted',
  'matter.returned': 'returned',
  'matter.handed-over': 'handled',
  'matter.sent-back': 'sentBack',
  'matter.merged': 'merged',
  'matter.reopened': 'reopened',
  'matter.closed': 'closed',
  'matter.withdrawn': 'withdrawn',
  'matter.redirected': 'redirected',
  'matter.voided': 'void',
};
/** A step that was taken back is told by what stands again. */
function undoneKey(line: Line<string, Json>): Words | null {
  if (line.kind !== 'matter.undone') return null;
  const { undone, body } = line.body as { undone: string; body?: string | null };
  return undone === 'close' ? 'reopened' : body === null ? 'returned' : 'assigned';
}
type Refs = Readonly<Record<string, { readonly id: string } | null | undefined>>;

/** What the desk may tell the person who called, in Chinese. */
function wordsFor(
  ground: Standing,
  line: Line<string, Json>,
  chain: readonly Line<string, Json>[],
  texts: ReadonlyMap<string, string | null>,
  ours: string,
): string {
  const body = line.body as { body?: string | null; door?: Door };
  const textOfRef = (one: Line<string, Json> | undefined, slot: string): string =>
    texts.get((one?.body as Refs | undefined)?.[slot]?.id ?? '') ?? '';
  const key = KEYS[line.kind] ?? undoneKey(line) ?? (tellingOf(line)?.what === 'result' ? 'closed' : 'handled');
  const name = bodyName(ground, body.body ?? null)?.zh ?? say(exchangeMatterWords, 'zh', 'somebody');
  const door = body.door === undefined ? '' : doorText(body.door).zh;
  const plain = say(exchangeMatterWords, 'zh', key, { body: name, ours, door });
  if (key === 'void') return textOfRef(line, 'reason') || plain;
  if (key !== 'closed') return plain;
  const result = chain.findLast((one) => one.n <= line.n && textOfRef(one, 'result') !== '');
  const said = [textOfRef(result, 'result'), textOfRef(line, 'note')].filter((one) => one !== '');
  return said.length === 0 ? plain : said.join('\n').slice(0, 4000);
}
