import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { LineKind } from '../journal/line.rules.ts';
import { type AnySubject, noFigures, type SubjectOf, type SubjectRow } from '../journal/subject.ts';
import type { AppointmentNow } from './appointments.rules.ts';
import {
  FOLD,
  foldAppointment,
  foldLook,
  foldMachine,
  foldPerson,
  type MachineNow,
  type PersonNow,
} from './folds.rules.ts';
import { LINES } from './lines.rules.ts';
import type { Look } from './looks.rules.ts';
import { rowsOf } from './subject.store.ts';

type Read = { id: string; n: number; head: Buffer; fold: number; state: unknown };

/** Rows of one table as audit reads them; `state` is SQL that makes the fold's state. */
function reader(table: RawBuilder<unknown>, state: RawBuilder<unknown>) {
  return async (tx: Tx, district: string, after: string | null, limit: number): Promise<SubjectRow[]> => {
    const { rows } = await sql<Read>`
      select id, n, head, fold, ${state} as state from ${table}
      where district = ${district} and (${after}::uuid is null or id > ${after}::uuid)
      order by id limit ${limit}`.execute(tx);
    return rows;
  };
}

/** Writes states anew for a refold: `set` names the columns that the fold decides. */
function writer(table: RawBuilder<unknown>, set: RawBuilder<unknown>, columns: string) {
  return async (tx: Tx, district: string, rows: readonly SubjectRow[]): Promise<void> => {
    const given = rows.map((row) => ({ id: row.id, n: row.n, fold: row.fold, ...(row.state as object) }));
    await sql`update ${table} t set fold = x.fold ${set}
      from ${rowsOf(given, `id uuid, n int, fold smallint${columns}`)}
      where t.district = ${district} and t.id = x.id and t.n = x.n`.execute(tx);
  };
}

const kinds = (...names: (keyof typeof LINES)[]): readonly LineKind[] => names.map((one) => LINES[one] as LineKind);

const person: SubjectOf<PersonNow> = {
  name: 'person',
  kinds: kinds('entered', 'passwordReset', 'passwordChanged', 'recoveryRenewed', 'codeReset', 'personClosed'),
  foldVersion: FOLD,
  fold: foldPerson,
  figures: noFigures,
  rows: {
    read: reader(
      sql`identity.person`,
      sql`jsonb_build_object('id', id, 'login', login, 'nameKey', name_key, 'nameDigest', encode(sha256(name), 'hex'),
        'state', state, 'initialPassword', initial_password)`,
    ),
    write: writer(
      sql`identity.person`,
      sql`, state = x.state, initial_password = x."initialPassword"`,
      ', state text, "initialPassword" boolean',
    ),
  },
};

const appointment: SubjectOf<AppointmentNow> = {
  name: 'appointment',
  kinds: kinds('proposed', 'founded', 'approved', 'refused', 'withdrawn', 'ended', 'left', 'returned'),
  foldVersion: FOLD,
  fold: foldAppointment,
  figures: noFigures,
  rows: {
    read: reader(
      sql`identity.appointment`,
      sql`jsonb_build_object('id', id, 'person', person, 'post', post, 'body', body, 'territory', territory, 'from', from_day,
        'to', to_day, 'deputyOf', deputy_of, 'state', state, 'away', away, 'proposedBy', proposed_by, 'decidedBy', decided_by)`,
    ),
    write: writer(
      sql`identity.appointment`,
      sql`, state = x.state, away = x.away, decided_by = x."decidedBy"`,
      ', state text, away boolean, "decidedBy" uuid',
    ),
  },
};

const machine: SubjectOf<MachineNow> = {
  name: 'machine',
  kinds: kinds('issued', 'revoked'),
  foldVersion: FOLD,
  fold: foldMachine,
  figures: noFigures,
  rows: {
    read: reader(
      sql`identity.machine`,
      sql`jsonb_build_object('id', id, 'name', name, 'body', body, 'scopes', to_jsonb(scopes), 'state', state, 'until', until_day)`,
    ),
    write: writer(sql`identity.machine`, sql`, state = x.state`, ', state text'),
  },
};

const look: SubjectOf<Look> = {
  name: 'look',
  kinds: kinds('looked'),
  foldVersion: FOLD,
  fold: foldLook,
  figures: noFigures,
  rows: {
    read: reader(
      sql`identity.look`,
      sql`jsonb_build_object('id', id, 'concerned', concerned, 'by', by, 'post', post_name, 'body', body, 'reason', reason,
        'about', about, 'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`,
    ),
    // A look never changes: there is nothing to write but the version.
    write: writer(sql`identity.look`, sql``, ''),
  },
};

/** The sorts of subject of this folder, for the list that audit and refold go by. */
export const identitySubjects: readonly AnySubject[] = [person, appointment, machine, look] as unknown as AnySubject[];
