import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { Fragment } from '../journal/append.store.ts';
import type { PreparedLine } from '../journal/line.ts';
import type { Look, LookReason } from './looks.rules.ts';
import { chainColumns, rowsOf } from './subject.store.ts';

/** New looks with their lines. */
export function newLooks(
  looks: readonly { readonly line: PreparedLine; readonly now: Look }[],
  district: string,
): Fragment {
  const rows = looks.map(({ line, now }) => ({
    ...chainColumns(line),
    concerned: now.concerned,
    territory: line.line.territory,
    by: now.by,
    post: line.line.post,
    post_name: now.post,
    body: now.body,
    reason: now.reason,
    about: now.about,
  }));
  return {
    name: 'looks',
    body: sql`insert into identity.look (district, id, n, head, fold, concerned, territory, by, post, post_name, body, at, reason, about)
      select ${district}, id, n, decode(head, 'hex'), fold, concerned, territory, by, post, post_name, body, recorded, reason, about
      from ${rowsOf(
        rows,
        `id uuid, n int, head text, fold smallint, recorded timestamptz, concerned uuid, territory text, by uuid, post uuid,
         post_name text, body text, reason text, about uuid`,
      )} returning id`,
  };
}

/** Looks at the data of those concerned, newest first. The scope must have proved its right to them. */
export async function looksAt(tx: Tx, district: string, concerned: readonly string[], most: number): Promise<Look[]> {
  const { rows } = await sql<Omit<Look, 'at'> & { at: Date; reason: LookReason }>`
    select id, concerned, at, by, post_name as post, body, reason, about from identity.look
    where district = ${district} and concerned = any(${[...concerned]}::uuid[])
    order by at desc limit ${most}`.execute(tx);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
