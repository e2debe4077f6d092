import { readSheet } from 'read-excel-file/node';
import type { Tx } from '../db/database.ts';
import { Problem } from '../http/problem.ts';
import { type Text, textOf } from '../language/language.ts';
import { takenLogins } from './accounts.store.ts';
import { type NewAppointment, refusedDrafts } from './appoint.ts';
import { openAppointments } from './appointments.store.ts';
import { appointmentWords } from './appointments.words.ts';
import { allBodies } from './bodies.store.ts';
import { bodyStaysFor } from './bodyDays.rules.ts';
import { newId } from './ids.ts';
import { peopleByLogin } from './people.store.ts';
import { type Cell, MOST_ROWS, postOf, type RosterRow, readRoster, rowFaults } from './roster.rules.ts';
import { postWords } from './screens/posts.words.ts';
import type { Writing } from './subject.store.ts';

/** A row with what it comes to: a draft where nothing speaks against it, and whether its person is new. */
export type PlannedRow = {
  readonly row: RosterRow;
  readonly fresh: boolean;
  readonly refusals: readonly Text[];
};

export type RosterPlan = {
  readonly rows: readonly PlannedRow[];
  /** New people by login, with the ids that the drafts use. */
  readonly people: ReadonlyMap<string, { readonly id: string; readonly name: string }>;
  /** Principals before their deputies. */
  readonly drafts: readonly NewAppointment[];
};

/** The rows of an .xlsx file. Throws a Problem where it is none, or lacks columns. */
export async function rosterRows(file: Buffer): Promise<readonly RosterRow[]> {
  let cells: readonly (readonly Cell[])[];
  try {
    cells = (await readSheet(file)) as unknown as Cell[][];
  } catch {
    throw new Problem(422, 'identity.notSheet', textOf(appointmentWords, 'notSheet'));
  }
  const sheet = readRoster(cells);
  if (sheet.ok) return sheet.rows;
  const words =
    sheet.why === 'columns'
      ? textOf(appointmentWords, 'columns', { columns: sheet.missing.join('、') })
      : textOf(appointmentWords, sheet.why, { most: MOST_ROWS });
  throw new Problem(422, `identity.${sheet.why}`, words);
}

type Half = { readonly row: RosterRow; readonly draft: NewAppointment & { readonly id: string } };

/** Holds every row against the rules; writes nothing. */
export async function planRoster(
  tx: Tx,
  writing: Writing,
  rows: readonly RosterRow[],
  how: 'proposed' | 'founded',
): Promise<RosterPlan> {
  const { district } = writing;
  const logins = [...new Set(rows.flatMap((one) => [one.login, one.deputyOf]).filter((one) => one !== ''))];
  const known = new Map((await peopleByLogin(tx, district, logins)).map((one) => [one.login, one]));
  const taken = await takenLogins(tx, logins);
  const bodies = new Map((await allBodies(tx, district)).map((one) => [one.id, one]));
  const people = new Map<string, { id: string; name: string }>();
  const refusals = new Map<RosterRow, Text[]>();
  const halves: Half[] = [];

  for (const row of rows) {
    const post = postOf(row.post, postWords.zh);
    const against: Text[] = rowFaults(row, post).map((fault) => textOf(appointmentWords, fault, { post: row.post }));
    const there = known.get(row.login);
    if (there?.state === 'closed') against.push(textOf(appointmentWords, 'closed'));
    if (there === undefined && taken.has(row.login)) against.push(textOf(appointmentWords, 'loginTaken'));
    const name = people.get(row.login)?.name ?? row.name;
    if (there === undefined && name === '') against.push(textOf(appointmentWords, 'nameMissing'));
    if (row.body !== '' && !bodyStaysFor(bodies.get(row.body), row.from, row.to || null))
      against.push(textOf(appointmentWords, 'noBody'));
    refusals.set(row, against);
    if (against.length > 0 || post === null) continue;
    if (there === undefined && !people.has(row.login)) people.set(row.login, { id: newId(), name });
    const person = there?.id ?? people.get(row.login)?.id ?? '';
    const draft = {
      id: newId(),
      person,
      post,
      body: row.body === '' ? null : row.body,
      territory: row.territory === '' ? null : row.territory,
      from: row.from,
      to: row.to === '' ? null : row.to,
      deputyOf: null,
    };
    halves.push({ row, draft });
  }

  const ready = await withPrincipals(tx, district, halves, known, refusals);
  const refused = await refusedDrafts(
    tx,
    writing,
    ready.map((one) => one.draft),
    how,
  );
  for (const { at, refusal } of refused) {
    const half = ready[at];
    if (half) refusals.get(half.row)?.push(textOf(appointmentWords, refusal));
  }
  return {
    rows: rows.map((row) => ({ row, fresh: people.has(row.login), refusals: refusals.get(row) ?? [] })),
    people,
    drafts: ready.map((one) => one.draft),
  };
}

/** Finds whom each deputy stands in for, in the sheet or among those in office, and puts principals first. */
async function withPrincipals(
  tx: Tx,
  district: string,
  halves: readonly Half[],
  known: ReadonlyMap<string, { readonly id: string }>,
  refusals: ReadonlyMap<RosterRow, Text[]>,
): Promise<Half[]> {
  const first = halves.filter((one) => one.row.deputyOf === '');
  const deputies = halves.filter((one) => one.row.deputyOf !== '');
  const wanted = deputies.flatMap((one) => known.get(one.row.deputyOf)?.id ?? []);
  const held = await openAppointments(tx, district, [...new Set(wanted)]);
  const ready = [...first];
  for (const { row, draft } of deputies) {
    const same = (one: { post: string; body: string | null; territory: string | null }) =>
      one.post === draft.post && one.body === draft.body && one.territory === draft.territory;
    const principal =
      first.find((one) => one.row.login === row.deputyOf && same(one.draft))?.draft.id ??
      held.find((one) => one.person === known.get(row.deputyOf)?.id && one.deputyOf === null && same(one))?.id;
    if (principal === undefined) refusals.get(row)?.push(textOf(appointmentWords, 'principalRow'));
    else ready.push({ row, draft: { ...draft, deputyOf: principal } });
  }
  return ready;
}
