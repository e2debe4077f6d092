import { type RawBuilder, sql } from 'kysely';
import type { Transfer } from '../../platform/places/changes/transfer.rules.ts';

/** Whether a matter `m` lies within a transfer, by its place and kind; as `coversWhole` says it of codes. */
export const liesIn = ({ territories, kinds }: Pick<Transfer, 'territories' | 'kinds'>): RawBuilder<unknown> =>
  sql`exists (select from unnest(${[...territories]}::text[]) as place (code) where starts_with(m.territory, place.code))
    and exists (select from unnest(${[...kinds]}::text[]) as sort (prefix)
      where sort.prefix = '' or m.kind = sort.prefix or starts_with(m.kind, sort.prefix || '.'))`;

/** Whether a body owes a task of a matter `m`. */
export const owesIn = (body: string): RawBuilder<unknown> =>
  sql`(m.tasks is not null and (m.tasks @> ${JSON.stringify([{ body, status: 'called' }])}::jsonb
    or m.tasks @> ${JSON.stringify([{ body, status: 'accepted' }])}::jsonb))`;
