import { sql } from 'kysely';
import { arraysOf, type Columns, namesOf } from '../db/columns.ts';
import type { Fragment } from './append.store.ts';

const SHARE = { body: 'text', subject: 'uuid' } as const satisfies Columns;

/** Shares subjects with bodies: their people see them, wherever they lie. */
export function sharesFragment(
  district: string,
  rows: readonly { readonly body: string; readonly subject: string }[],
): Fragment {
  return {
    name: 'share_rows',
    body: sql`insert into journal.share (district, body, subject)
      select ${district}, x.body, x.subject from unnest(${arraysOf(rows, SHARE)}) as x(${namesOf(SHARE)})
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

/** Takes a body's shares of several subjects back. */
export function unsharesFragment(district: string, body: string, subjects: readonly string[]): Fragment {
  return {
    name: 'unshare_rows',
    body: sql`delete from journal.share where district = ${district} and body = ${body} and subject = any(${[...subjects]}::uuid[]) returning subject`,
  };
}
