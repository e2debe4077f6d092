import { sql } from 'kysely';
import type { Fragment } from './append.store.ts';

/** Shares subjects with bodies: their people see them, wherever they lie. */
export function sharesFragment(
  district: string,
  rows: readonly { readonly body: string; readonly subject: string }[],
): Fragment {
  return {
    name: 'share_rows',
    body: sql`insert into journal.share (district, body, subject)
      select ${district}, x.body, x.subject from json_to_recordset(${JSON.stringify(rows)}::json) as x(body text, subject uuid)
      on conflict do nothing returning subject`,
  };
}

/** Takes a share back. */
export function unshareFragment(district: string, body: string, subject: string): Fragment {
  return {
    name: 'unshare_rows',
    body: sql`delete from journal.share where district = ${district} and body = ${body} and subject = ${subject} returning subject`,
  };
}
