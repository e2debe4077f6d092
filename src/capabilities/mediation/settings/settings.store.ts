import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { Fragment } from '../../../platform/journal/append.store.ts';
import { statesAfter } from '../../../platform/journal/kept.store.ts';
import type { Standing } from '../../../platform/journal/step.ts';
import type { SubjectRow } from '../../../platform/journal/subject.ts';
import { FOLD, type Setting } from './setting.rules.ts';

type Raw = { id: string; n: number; head: Buffer; fold: number; content: Setting };

/** A district's terms after one more line; the district's were locked in this transaction. */
export function settingRow({ state: it, head }: Standing<Setting>, ask: string): Fragment {
  return {
    name: 'setting_rows',
    body: sql`insert into mediation.setting (district, id, n, head, fold, updated, content)
      select ${it.district}, ${it.id}::uuid, ${it.n}::int, ${head}::bytea, ${FOLD}::smallint, ${it.updated}::timestamptz,
        ${JSON.stringify(it)}::jsonb
      where ${ask}::uuid in (select id from fresh)
      on conflict (district, id) do update set n = excluded.n, head = excluded.head, fold = excluded.fold,
        updated = excluded.updated, content = excluded.content
        where mediation.setting.n = excluded.n - 1
      returning id`,
  };
}

/** A district's terms, or null where nothing was ever set. */
export async function loadSetting(tx: Tx, district: string): Promise<Standing<Setting> | null> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from mediation.setting
    where district = ${district}`.execute(tx);
  return rows[0] ? { state: rows[0].content, head: rows[0].head } : null;
}

/** One at a time changes the terms of a district. */
export async function lockSetting(tx: Tx, district: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('mediation.setting'), ${Number(district)}::int)`.execute(tx);
}

/** Rows by id, for audit and refold. */
export const settingsAfter = statesAfter({
  table: 'mediation.setting',
  columns: { updated: 'timestamptz' },
  of: ({ updated }: Setting) => ({ updated }),
});

/** Writes states anew for a refold; a row whose `n` is another by now is passed over. */
export async function rewriteSettings(tx: Tx, district: string, rows: readonly SubjectRow[]): Promise<void> {
  const records = rows.map(({ id, n, fold, state }) => ({
    id,
    n,
    fold,
    updated: (state as Setting).updated,
    content: state,
  }));
  await sql`update mediation.setting s set fold = x.fold, updated = x.updated, content = x.content
    from json_to_recordset(${JSON.stringify(records)}::json) as x(id uuid, n int, fold smallint, updated timestamptz,
      content jsonb)
    where s.district = ${district} and s.id = x.id and s.n = x.n`.execute(tx);
}
