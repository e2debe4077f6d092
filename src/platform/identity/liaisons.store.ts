import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';

/** One liaison in office at one place. */
export type LiaisonRow = {
  readonly place: string;
  readonly person: string;
  readonly from: string;
  readonly deputy: boolean;
};

/** Who is a liaison on a day, for a subtree: the next so many places after one, each of them whole, in the order of codes. */
export async function liaisonsAfter(
  tx: Tx,
  district: string,
  ask: { readonly within: string; readonly after: string; readonly day: string; readonly places: number },
): Promise<LiaisonRow[]> {
  const { rows } = await sql<LiaisonRow>`
    with standing as (
      select a.territory as place, a.person, a.from_day, a.deputy_of is not null as deputy
      from identity.appointment a
      where a.district = ${district} and a.state = 'standing' and a.post = 'liaison'
        and a.from_day <= ${ask.day} and (a.to_day is null or a.to_day >= ${ask.day})),
    page as (
      select distinct place from standing
      where place > ${ask.after} and place >= ${ask.within} and place < ${`${ask.within}:`} order by place limit ${ask.places})
    select s.place, s.person, s.from_day as "from", s.deputy from standing s join page p on p.place = s.place
    order by s.place, s.deputy, s.from_day, s.person`.execute(tx);
  return rows;
}
