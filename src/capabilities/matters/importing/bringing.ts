import type { Imported, Refusal } from '../../../gateways/tabular/compile.ts';
import type { Mapped } from '../../../gateways/tabular/mapped.ts';
import type { Row } from '../../../gateways/tabular/rows.ts';
import type { Database } from '../../../platform/db/database.ts';
import { whole } from '../../../platform/db/scope.ts';
import { Problem } from '../../../platform/http/problem.ts';
import { settleBatch } from '../../../platform/journal/groupCommit.ts';
import { originOf } from '../../../platform/journal/lines.store.ts';
import { type Language, say, type Text } from '../../../platform/language/language.ts';
import type { Keyring } from '../../../platform/sealing/keyring.ts';
import type { Kind } from '../../kinds/kinds.door.ts';
import { type Standing, standing } from '../ground.ts';
import { storeTaken } from '../intake.store.ts';
import { type Report, type Taken, take } from '../intake.ts';
import { answersFor, attributeOf } from './answers.rules.ts';
import { importedBefore } from './importing.store.ts';
import { importingWords } from './importing.words.ts';

/** What an import into a district stands on, and who brings it: nobody for the command, somebody in a post at the desk. */
export type Bringing = {
  readonly ground: Standing;
  /**
   * The district was founded for imports and is marked so for ever: there a row is recorded at the time it happened. Everywhere
   * else it is recorded now, with the time when it happened, and late.
   */
  readonly isPast: boolean;
  readonly bringer: { readonly by: string; readonly post: string } | null;
  readonly clock: () => Date;
};

export async function bringingTo(
  work: Database,
  keyring: Keyring,
  district: string,
  given: Pick<Bringing, 'bringer' | 'clock'>,
): Promise<Bringing> {
  const ground = await standing(work, keyring, district);
  const origin = await work.read(whole(district), (tx) => originOf(tx, district));
  return { ...given, ground, isPast: origin === 'import' };
}

/** A batch's rows looked at, nothing written: what the district would take, what is there already, what it refuses. */
export type Examined = {
  readonly fresh: readonly { readonly fact: Imported; readonly taken: Taken }[];
  readonly known: number;
  readonly refusals: readonly Refusal[];
};

/** Rejects when the database is away; rows that the district cannot take are refusals. */
export async function examined(
  work: Database,
  { ground, isPast, bringer, clock }: Bringing,
  batch: Mapped,
): Promise<Examined> {
  const { district } = ground;
  const refusals = [...batch.refusals];
  const ids = batch.facts.map((fact) => fact.id);
  const there = await work.read(whole(district), (tx) => importedBefore(tx, district, ids));
  const fresh: { fact: Imported; taken: Taken }[] = [];
  for (const fact of batch.facts) {
    if (there.has(fact.id)) continue;
    try {
      fresh.push({
        fact,
        taken: take(ground, reportOf(fact, bringer, ground.kinds.get(fact.kind)), isPast ? fact.happened : clock()),
      });
    } catch (error) {
      refusals.push(refusalOf(fact, batch.rows, error, ground.kinds.get(fact.kind)));
    }
  }
  return { fresh, known: there.size, refusals };
}

/** What became of a batch's rows; every row is in exactly one of them. */
export type Brought = {
  readonly header: readonly string[];
  /** Number of the last row of the batch. */
  readonly row: number;
  readonly stored: number;
  readonly known: number;
  readonly refusals: readonly Refusal[];
};

/** Batches that are on their way into the database while the next one is read; more than two only wait for each other. */
const UNDER_WAY = 2;

/**
 * Brings batches in, each in one statement, and tells in the order of the file what became of them. Whoever stops listening
 * stops the import when what is under way has ended; so does a fault, which is passed on then.
 */
export async function* broughtIn(
  work: Database,
  bringing: Bringing,
  batches: AsyncIterable<Mapped>,
): AsyncGenerator<Brought> {
  const underWay: Promise<Brought>[] = [];
  try {
    for await (const batch of batches) {
      const one = bringIn(work, bringing, batch);
      // It may fail while an earlier one is waited for; its fault is heard when its turn comes.
      one.catch(() => {});
      underWay.push(one);
      if (underWay.length > UNDER_WAY) yield await (underWay.shift() as Promise<Brought>);
    }
    while (underWay.length > 0) yield await (underWay.shift() as Promise<Brought>);
  } finally {
    await Promise.allSettled(underWay);
  }
}

/** Rejects when the database is away. */
async function bringIn(work: Database, bringing: Bringing, batch: Mapped): Promise<Brought> {
  const { district } = bringing.ground;
  const found = await examined(work, bringing, batch);
  const { fresh } = found;
  const refusals = [...found.refusals];
  let stored = 0;
  let { known } = found;
  const outcomes = await settleBatch(
    fresh.map(({ taken }) => taken),
    (rows) => storeTaken(work, district, rows),
  );
  for (const [at, one] of outcomes.entries()) {
    if (one.status === 'rejected') refusals.push(refusalOf(fresh[at]?.fact as Imported, batch.rows, one.reason));
    else if (one.value === 'kept') stored += 1;
    else known += 1;
  }
  const { header, row } = batch;
  return { header, row, stored, known, refusals: refusals.sort((a, b) => a.row - b.row) };
}

function reportOf(fact: Imported, bringer: Bringing['bringer'], kind: Kind | undefined): Report {
  return {
    id: fact.id,
    kind: fact.kind,
    place: {
      datum: 'wgs84',
      address: fact.address ?? undefined,
      ...(fact.lon === null || fact.lat === null ? {} : { lon: fact.lon, lat: fact.lat }),
    },
    words: fact.words ?? '',
    answers: answersFor(kind, fact.attributes),
    photos: [],
    channel: 'import',
    urgency: 'normal',
    happened: fact.happened.toISOString(),
    by: bringer?.by ?? null,
    post: bringer?.post ?? null,
    origin: 'import',
  };
}

/** A row that the map could read and the district cannot take, as it stood in the file. Throws what is no refusal of the row. */
function refusalOf(fact: Imported, rows: readonly Row[], error: unknown, kind?: Kind): Refusal {
  const { row } = fact;
  if (!(error instanceof Problem) || error.status >= 500) throw error;
  const found = rows.find((one) => one.row === row);
  const field = error.fields[0];
  const why = field?.message ?? error.title;
  const asked = kind?.questions.find((one) => field?.path === `body.answers.${one.id}`);
  const reason =
    asked === undefined
      ? why
      : {
          zh: answerRefused('zh', asked.text, why, fact, asked.id),
          en: answerRefused('en', asked.text, why, fact, asked.id),
        };
  return { is: 'refusal', row, line: found?.line ?? null, column: null, reason, values: found?.values ?? [] };
}

const MOST_SHOWN = 60;

/** Says which question's column cannot be read, and what stands there. */
function answerRefused(
  language: Language,
  question: Text,
  why: Text,
  { kind, attributes }: Imported,
  id: string,
): string {
  const cell = attributes[attributeOf({ kind, question: id })] ?? attributes[id] ?? '';
  return say(importingWords, language, 'answerRefused', {
    question: question[language],
    value: cell.slice(0, MOST_SHOWN),
    why: why[language],
  });
}
