import type { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { filesOf } from '../../platform/files/files.door.ts';
import type { Caller } from '../../platform/identity/caller.ts';
import type { Json } from '../../platform/journal/canonical.rules.ts';
import type { Line, LineKind } from '../../platform/journal/line.rules.ts';
import { linesOf } from '../../platform/journal/lines.store.ts';
import { sealedOf } from '../../platform/sealing/sealed.store.ts';
import { openRows } from '../../platform/sealing/sealed.ts';
import { leewayOf } from './clock/redue.ts';
import { furtherFacts, type Names } from './furtherFacts.ts';
import { bodyName, type Standing } from './ground.ts';
import { LINES } from './lines.rules.ts';
import type { entry, MatterOut } from './matters.contract.ts';
import { abilities, isAt, mayReadWords } from './matters.rights.ts';
import { isContested, isSuspended, saidBy } from './matters.rules.ts';
import { type Stored, withContact } from './matters.store.ts';
import type { Circumstance } from './moves.rules.ts';

export const kindsOfLine: ReadonlyMap<string, LineKind> = new Map(Object.values(LINES).map((one) => [one.name, one]));
export type Entry = z.output<typeof entry>;

/** Matters as staff see them in lists, with the first words and what each caller may do. */
export async function showMatters(
  tx: Tx,
  ground: Standing,
  caller: Caller,
  stored: readonly Stored[],
  now: Date,
): Promise<MatterOut[]> {
  const readable = mayReadWords(caller);
  const texts = readable
    ? await textsOf(
        tx,
        ground,
        stored.map((one) => one.matter.id),
        ['words', 'address'],
      )
    : new Map();
  const told = await withContact(
    tx,
    ground.district,
    stored.map((one) => one.matter.id),
  );
  return stored.map((one) =>
    showMatter(ground, caller, one, texts.get(one.matter.id) ?? {}, {
      now: now.toISOString(),
      hasContact: told.has(one.matter.id),
    }),
  );
}

export function showMatter(
  ground: Standing,
  caller: Caller,
  { matter, number }: Stored,
  texts: Readonly<Record<string, string>>,
  now: Circumstance,
): MatterOut {
  const {
    district: _district,
    handler: _handler,
    handed: _handed,
    firstAction: _first,
    reopenedByReporter: _reopened,
    helpAsked,
    clock,
    tasks,
    parent: _parent,
    splitFrom: _split,
    ...open
  } = matter;
  return {
    ...open,
    number,
    body: bodyName(ground, matter.body),
    proposed: bodyName(ground, matter.proposed),
    helpAsked: helpAsked !== null,
    suspended: clock?.suspended && isSuspended(matter, now.now) ? clock.suspended : null,
    extensionAsked: clock?.asked?.days ?? null,
    extensions: clock?.extensions ?? 0,
    contested: isContested(matter),
    ruled: clock?.ruled ?? null,
    tasks: tasks.map((one) => ({
      ...one,
      body: bodyName(ground, one.body) ?? { id: one.body, zh: one.body, en: one.body },
      own: isAt(caller, one.body),
    })),
    territoryName: ground.places.pathOf(matter.territory),
    words: texts['words'] ?? null,
    address: texts['address'] ?? null,
    abilities: abilities(caller, matter, false, { ...now, extensions: leewayOf(ground, matter).times }),
  };
}

/** Opened texts of subjects by slot; the newest where a slot has several. */
async function textsOf(tx: Tx, { district, keyring }: Standing, subjects: readonly string[], slots: readonly string[]) {
  const bySubject = new Map<string, Record<string, string>>();
  if (subjects.length === 0) return bySubject;
  for (const { subject, slot, text } of openRows(keyring, await sealedOf(tx, district, subjects, slots))) {
    if (text === null) continue;
    bySubject.set(subject, { ...bySubject.get(subject), [slot]: text });
  }
  return bySubject;
}

/** One matter's opened texts by sealed id and by slot; contacts are never among them. */
export async function openedTexts(tx: Tx, { district, keyring }: Standing, subject: string) {
  const rows = (await sealedOf(tx, district, [subject])).filter((one) => one.slot !== 'contact');
  const opened = openRows(keyring, rows);
  return {
    byId: new Map(opened.map((one) => [one.id, one.text])),
    bySlot: Object.fromEntries(opened.filter((one) => one.text !== null).map((one) => [one.slot, one.text as string])),
  };
}

/** Who reads: the reporter, or staff of these bodies. */
type Audience = { readonly reporter: boolean; readonly bodies?: readonly string[] };
const HIDDEN_FROM_REPORTER = new Set([
  'matter.triaged',
  'matter.absorbed',
  'matter.instructed',
  'matter.supervised',
  'matter.released',
  'matter.ruled',
  'matter.extension-asked',
  'matter.extension-refused',
  'matter.reminded',
  'matter.escalated',
  'matter.task-reminded',
  'matter.task-escalated',
  'matter.called-in',
  'matter.task-accepted',
  'matter.task-returned',
  'matter.task-done',
  'matter.task-cancelled',
  'matter.split',
  'matter.gathered',
  'matter.let-go',
]);
const isHidden = ({ kind, body }: Line<string, Json>): boolean =>
  HIDDEN_FROM_REPORTER.has(kind) || (kind === 'matter.undone' && (body as { undone?: string }).undone === 'triage');
/** The body fields that hold sealed texts, in the order in which one is shown. */
const SPOKEN = ['words', 'note', 'question', 'answer', 'result', 'reason'] as const;

/** A matter's history: each line with its words and photos, as far as this audience may read. */
export async function historyOf(
  tx: Tx,
  ground: Standing,
  { matter }: Stored,
  texts: ReadonlyMap<string, string | null>,
  names: Names,
  audience: Audience,
): Promise<Entry[]> {
  const lines = await linesOf(tx, ground.district, [matter.id], kindsOfLine);
  const files = new Map((await filesOf(tx, ground.district, [matter.id])).map((one) => [one.id, one]));
  return lines
    .filter((line) => !audience.reporter || !isHidden(line))
    .map((line) => entryOf(ground, line, texts, files, names, audience));
}

function entryOf(
  ground: Standing,
  line: Line<string, Json>,
  texts: ReadonlyMap<string, string | null>,
  files: ReadonlyMap<string, { readonly type: string; readonly size: number; readonly forgotten: boolean }>,
  names: Names,
  audience: Audience,
): Entry {
  const body = line.body as Readonly<Record<string, unknown>>;
  const kind = line.n === 1 ? line.kind : saidBy(line.kind);
  const own =
    ['matter.rated', 'matter.answered', 'matter.withdrawn'].includes(kind) ||
    body['from'] === 'reporter' ||
    body['byReporter'] === true ||
    (line.n === 1 && line.by === null);
  const who = names(line.post, line.by);
  const within = body['within'] as string | null | undefined;
  const mayRead = audience.reporter
    ? own || isForReporter(kind, body)
    : within == null || (audience.bodies ?? []).includes(within);
  const spoken = SPOKEN.map((slot) => body[slot] as { id: string } | null | undefined).find((one) => one);
  const named = (body['files'] as readonly { id: string }[] | undefined) ?? [];
  return {
    id: line.id,
    n: line.n,
    kind,
    at: line.recorded,
    happened: Date.parse(line.recorded) - Date.parse(line.happened) > TOLD_LATE_MS ? line.happened : null,
    own,
    who: who === null || audience.reporter ? null : { post: who.post, name: who.name },
    body: bodyName(ground, (body['body'] as string | undefined) ?? who?.body ?? null),
    words: mayRead && spoken ? (texts.get(spoken.id) ?? null) : null,
    files: mayRead
      ? named.flatMap(({ id }) => {
          const file = files.get(id);
          return file?.forgotten === false ? [{ id, type: file.type, size: file.size }] : [];
        })
      : [],
    facts: {
      ...factsOf(body),
      ...furtherFacts(ground, line, names, audience.reporter),
      ...(audience.reporter ? {} : answerByOf(body)),
    },
  };
}

/** What the bodies say to the reporter: questions, results, closings and reasons; notes only where meant for them. */
function isForReporter(kind: string, body: Readonly<Record<string, unknown>>): boolean {
  if (kind === 'matter.noted') return body['forReporter'] === true && body['within'] == null;
  return [
    'matter.asked',
    'matter.handed-over',
    'matter.fixed-on-spot',
    'matter.closed',
    'matter.voided',
    'matter.reopened',
    'matter.suspended',
    'matter.extended',
  ].includes(kind);
}

/** From so much on it matters that something happened before it was told. */
const TOLD_LATE_MS = 120_000;

/** The desk whose wish gave a matter its deadline, where one did. */
function answerByOf({ answerBy, due }: Readonly<Record<string, unknown>>): Entry['facts'] {
  const { desk, at } = (answerBy ?? {}) as { desk?: string; at?: string };
  return desk === undefined || at !== due ? {} : { dueDesk: desk };
}

/** The plain facts of a line that screens put into words; codes only. */
function factsOf(body: Readonly<Record<string, unknown>>): Entry['facts'] {
  const facts: Entry['facts'] = {};
  for (const name of [
    'kind',
    'urgency',
    'why',
    'door',
    'stars',
    'sampled',
    'into',
    'number',
    'from',
    'channel',
    'due',
    'outside',
    'forReporter',
    'undone',
    'asksHelp',
    'until',
    'ground',
    'days',
    'stage',
    'to',
    'within',
    'stands',
  ]) {
    const value = body[name];
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') facts[name] = value;
  }
  return facts;
}
