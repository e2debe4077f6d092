import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Burden, Form } from './burden.rules.ts';

/** Adds what one phone told of a week to the sums of all. */
export async function addBurden(
  tx: Tx,
  district: string,
  week: string,
  told: readonly (Burden & { readonly form: Form })[],
): Promise<void> {
  for (const { form, count, seconds, buckets } of told)
    await sql`insert into matters.burden as b (district, week, form, phones, count, seconds, buckets)
      values (${district}, ${week}, ${form}, 1, ${count}, ${seconds}, ${[...buckets]}::int[])
      on conflict (district, week, form) do update set phones = b.phones + 1, count = b.count + excluded.count,
        seconds = b.seconds + excluded.seconds,
        buckets = (select array_agg(x.was + x.is order by x.at) from unnest(b.buckets, excluded.buckets) with ordinality as x(was, "is", at))`.execute(
      tx,
    );
}

/** The sums of weeks of which at least so many phones told. */
export async function burdenSince(
  tx: Tx,
  district: string,
  weeks: readonly string[],
  leastPhones: number,
): Promise<(Burden & { readonly form: Form })[]> {
  const { rows } = await sql<Burden & { form: Form }>`select form, count, seconds, buckets from matters.burden
    where district = ${district} and week = any(${[...weeks]}::text[]) and phones >= ${leastPhones}`.execute(tx);
  return rows;
}
