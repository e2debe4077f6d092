import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database, Tx } from '../../src/platform/db/database.ts';
import { whole } from '../../src/platform/db/scope.ts';
import { append, type Fragment, runAlone, waitStatement } from '../../src/platform/journal/append.store.ts';
import type { Json } from '../../src/platform/journal/canonical.rules.ts';
import { type Count, dayOf, type Line, lineKind } from '../../src/platform/journal/line.rules.ts';
import { type PreparedLine, prepareLine } from '../../src/platform/journal/line.ts';
import type { SubjectOf, SubjectRow } from '../../src/platform/journal/subject.ts';
import { asOwner, type TestDatabase } from './database.ts';

/** Street lamps: a small subject of the tests' own, with what a real one has, counts on other days than today's included. */
export type Lamp = {
  readonly id: string;
  readonly n: number;
  readonly sort: string;
  readonly territory: string;
  readonly dark: boolean;
  readonly since: string;
  readonly mends: number;
};

const sealed = z.strictObject({ id: z.uuid(), digest: z.string() }).nullable();
const found = z.strictObject({ sort: z.string(), due: z.string().nullable(), words: sealed });
export const LAMP = {
  found: lineKind({ name: 'lamp.found', version: 1, body: found }),
  anonymous: lineKind({ name: 'lamp.found-anonymously', version: 1, precision: 'day', body: found }),
  moved: lineKind({ name: 'lamp.moved', version: 1, body: z.strictObject({}) }),
  mended: lineKind({ name: 'lamp.mended', version: 1, body: z.strictObject({}) }),
  darkAgain: lineKind({ name: 'lamp.dark-again', version: 1, body: z.strictObject({}) }),
} as const;
export type LampMove = keyof typeof LAMP;

export function foldLamp(before: Lamp | null, line: Line): Lamp {
  if (before === null) {
    const { sort } = line.body as { sort: string };
    return { id: line.subject, n: 1, sort, territory: line.territory, dark: true, since: line.recorded, mends: 0 };
  }
  const next = { ...before, n: line.n, territory: line.territory };
  if (line.kind === LAMP.mended.name) return { ...next, dark: false, mends: before.mends + 1 };
  if (line.kind === LAMP.darkAgain.name) return { ...next, dark: true };
  return next;
}

/** Found and mended count on the day of recording, `happened/` on the day it went dark, `due/` on the day by which it must shine. */
export function lampCounts(before: Lamp | null, line: Line, after: Lamp): Count[] {
  const day = dayOf(line.recorded);
  const one = (verb: string, on: string, n: number): Count => ({
    measure: `${verb}/${after.sort}`,
    day: on,
    territory: after.territory,
    n,
  });
  if (before === null) {
    const { due } = line.body as { due: string | null };
    return [one('found', day, 1), one('happened', dayOf(line.happened), 1), ...(due ? [one('due', due, 1)] : [])];
  }
  if (before.dark && !after.dark) return [one('mended', day, 1)];
  if (!before.dark && after.dark) return [one('mended', day, -1)];
  return [];
}

export const lamps: SubjectOf<Lamp> = {
  name: 'lamp',
  kinds: Object.values(LAMP),
  foldVersion: 1,
  fold: foldLamp,
  figures: { version: 1, countsOf: lampCounts },
  rows: { read: readLamps, write: writeLamps, rewrite: rewriteLamps },
};

/** Makes the lamps' table and two districts in a test's database. */
export async function buildLamps(house: TestDatabase, districts: readonly string[]): Promise<void> {
  await asOwner(house.migrateUrl, async (owner) => {
    await owner.query(`
      create schema lamps;
      grant usage on schema lamps to lianan_serve, lianan_work, lianan_intake;
      create table lamps.lamp (district text collate "C" not null, id uuid not null, n integer not null, head bytea not null, fold smallint not null,
        territory text collate "C" not null, state jsonb not null, primary key (district, id));
      select db.protect('lamps.lamp', 'id', 'territory');
      grant select, insert, update, delete on lamps.lamp to lianan_serve, lianan_work;
      grant insert on lamps.lamp to lianan_intake`);
  });
  await asOwner(house.ownerUrl, async (owner) => {
    for (const district of districts) {
      await owner.query(
        `insert into journal.head (district, name_zh, name_en, origin) values ($1, '试区', 'Trial', 'live') on conflict do nothing`,
        [district],
      );
    }
  });
}

/** One thing that happens to a lamp. */
export type Happening = {
  readonly district: string;
  readonly lamp: string;
  readonly move: LampMove;
  /** When it is recorded; for anonymous ones its day is kept. */
  readonly at: Date;
  readonly happened?: string;
  readonly territory?: string;
  readonly sort?: string;
  readonly due?: string | null;
  readonly words?: { id: string; digest: string } | null;
};

/** Lets things happen, each lamp at most once, in one transaction and one append. Answers the lines. */
export async function happen(
  db: Database,
  happenings: readonly Happening[],
  rules: Pick<SubjectOf<Lamp>, 'figures'> = lamps,
): Promise<PreparedLine[]> {
  const district = happenings[0]?.district ?? '';
  return db.write(whole(district), async (tx) => {
    const rows = new Map(
      (
        await lampRows(
          tx,
          district,
          happenings.map((one) => one.lamp),
        )
      ).map((row) => [row.id, row]),
    );
    const done = happenings.map((one) => step(one, rows.get(one.lamp) ?? null, rules));
    await append(tx, {
      district,
      lines: done.map(({ prepared }) => ({ prepared, ask: null })),
      asked: [],
      fragments: [upsert(district, done)],
    });
    return done.map(({ prepared }) => prepared);
  });
}

/** Somebody tells of a dark lamp without a name: it is seen at once, its line waits. */
export async function tellAnonymously(db: Database, one: Omit<Happening, 'move'>): Promise<PreparedLine> {
  const { district, lamp, at } = one;
  const done = step({ ...one, move: 'anonymous' }, null, lamps);
  await runAlone(
    db.intake,
    waitStatement({
      district,
      lines: [{ prepared: done.prepared, ask: lamp }],
      asked: [{ id: lamp, digest: Buffer.from(lamp), day: dayOf(at.toISOString()) }],
      fragments: [upsert(district, [done], 'insert')],
    }),
  );
  return done.prepared;
}

type Done = { readonly prepared: PreparedLine; readonly after: Lamp };

function step(one: Happening, row: SubjectRow | null, rules: Pick<SubjectOf<Lamp>, 'figures'>): Done {
  const kind = LAMP[one.move];
  const before = (row?.state ?? null) as Lamp | null;
  const recorded = kind.precision === 'day' ? dayOf(one.at.toISOString()) : one.at.toISOString();
  const first: Json =
    before === null ? { sort: one.sort ?? 'street.sodium', due: one.due ?? null, words: one.words ?? null } : {};
  const line: Line<string, Json> = {
    district: one.district,
    id: randomUUID(),
    subject: one.lamp,
    n: (row?.n ?? 0) + 1,
    kind: kind.name,
    origin: 'live',
    happened: one.happened ?? recorded,
    recorded,
    by: null,
    post: null,
    territory: one.territory ?? before?.territory ?? one.district,
    body: first,
  };
  const after = foldLamp(before, line);
  return { prepared: prepareLine(kind, line, row?.head ?? null, rules.figures.countsOf(before, line, after)), after };
}

function upsert(district: string, done: readonly Done[], how: 'insert' | 'upsert' = 'upsert'): Fragment {
  const rows = done.map(({ prepared, after }) => ({
    id: after.id,
    n: after.n,
    head: prepared.hash.toString('hex'),
    territory: after.territory,
    state: after,
  }));
  return {
    name: 'lamp_rows',
    body: sql`insert into lamps.lamp (district, id, n, head, fold, territory, state)
      select ${district}, id, n, decode(head, 'hex'), 1, territory, state
      from json_to_recordset(${JSON.stringify(rows)}::json) as x(id uuid, n int, head text, territory text, state jsonb)
      ${how === 'insert' ? sql`` : sql`on conflict (district, id) do update set n = excluded.n, head = excluded.head, territory = excluded.territory, state = excluded.state returning 1`}`,
  };
}

async function lampRows(tx: Tx, district: string, ids: readonly string[]): Promise<SubjectRow[]> {
  const { rows } = await sql<SubjectRow>`select id, n, head, fold, state from lamps.lamp
    where district = ${district} and id = any(${[...ids]}::uuid[]) order by id for update`.execute(tx);
  return rows;
}

async function readLamps(tx: Tx, district: string, after: string | null, limit: number): Promise<SubjectRow[]> {
  const { rows } = await sql<SubjectRow>`select id, n, head, fold, state from lamps.lamp
    where district = ${district} and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${limit}`.execute(
    tx,
  );
  return rows;
}

async function writeLamps(tx: Tx, district: string, rows: readonly SubjectRow[]): Promise<void> {
  for (const row of rows) {
    await sql`update lamps.lamp set fold = ${row.fold}, head = ${row.head}, state = ${JSON.stringify(row.state)}::jsonb
      where district = ${district} and id = ${row.id} and n = ${row.n}`.execute(tx);
  }
}

async function rewriteLamps(tx: Tx, district: string, ids: readonly string[]): Promise<void> {
  await lampRows(tx, district, ids);
  for (const id of ids) await sql`update lamps.lamp set n = n where district = ${district} and id = ${id}`.execute(tx);
}
