import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Case, Status } from './mediation.rules.ts';

/** Whose cases are asked for: a mediator's own, be it that another leads, those that a body has or is offered, or those of territories. */
export type Whose =
  | { readonly is: 'mediator'; readonly person: string }
  | { readonly is: 'bodies'; readonly bodies: readonly string[] }
  | { readonly is: 'offered'; readonly bodies: readonly string[] }
  | { readonly is: 'territories'; readonly codes: readonly string[] };

/** Where a page of a work list ended. */
export type Mark = { readonly next: string; readonly id: string };

export type WorkAsk = {
  readonly whose: Whose;
  readonly statuses: readonly Status[];
  /** Cases that fall due on this day or before. */
  readonly dueBy: string | null;
  /** Nothing was done about them since. */
  readonly coldSince: string | null;
  /** Only such that a body has refused. */
  readonly refused: boolean;
  /** Only what this body has, or is offered. */
  readonly at: string | null;
  readonly after: Mark | null;
  readonly limit: number;
};

export type WorkRow = { readonly state: Case; readonly mark: Mark };

/** A page of a work list: what falls due first stands first, what has no day behind. */
export async function workPage(tx: Tx, district: string, ask: WorkAsk): Promise<WorkRow[]> {
  const { rows } = await workStatement(district, ask).execute(tx);
  return rows.map(({ content, id, next }) => ({ state: content, mark: { next, id } }));
}

/** The statement of a page: of one's own cases, five walks along an index each, one for each place in which somebody may be named. */
export function workStatement(district: string, ask: WorkAsk): RawBuilder<{ content: Case; id: string; next: string }> {
  const { statuses, dueBy, coldSince, refused, at, after, limit } = ask;
  const page = (of: RawBuilder<unknown>): RawBuilder<unknown> => sql`
    select content, id, next from mediation.case_file
    where district = ${district} and ${of} and status <> 'archived'
      and status = any(${[...statuses]}::text[])
      ${dueBy === null ? sql`` : sql`and next <= ${dueBy}::date`}
      ${coldSince === null ? sql`` : sql`and updated < ${coldSince}::timestamptz`}
      ${refused ? sql`and refusals > 0` : sql``}
      ${at === null ? sql`` : sql`and coalesce(offered, body) = ${at}`}
      ${after === null ? sql`` : sql`and (next, id) > (${after.next}::date, ${after.id}::uuid)`}
    order by next, id limit ${limit}`;
  // Nobody stands twice in one case, so that nothing is found twice.
  const pages = whose(ask.whose).map((of) => sql`(${page(of)})`);
  return sql`select content, id, next::text as next from (${sql.join(pages, sql` union all `)}) w
    order by w.next, w.id limit ${limit}`;
}

/** By which conditions the cases are found; of several each has an index of its own, and a case meets one of them alone. */
function whose(one: Whose): readonly RawBuilder<unknown>[] {
  switch (one.is) {
    case 'mediator':
      return [
        sql`mediator = ${one.person}::uuid`,
        sql`second = ${one.person}::uuid`,
        sql`third = ${one.person}::uuid`,
        sql`fourth = ${one.person}::uuid`,
        sql`fifth = ${one.person}::uuid`,
      ];
    case 'bodies':
      return [sql`body = any(${[...one.bodies]}::text[])`];
    case 'offered':
      return [sql`offered is not null and offered = any(${[...one.bodies]}::text[])`];
    case 'territories':
      return [within(one.codes)];
  }
}

const within = (codes: readonly string[]): RawBuilder<unknown> =>
  codes.length === 0
    ? sql`false`
    : sql`(${sql.join(
        codes.map((code) => sql`(territory >= ${code} and territory < ${`${code}:`})`),
        sql` or `,
      )})`;

/** A case by the number that people say. */
export async function caseByNumber(tx: Tx, district: string, number: string): Promise<Case | null> {
  const { rows } = await sql<{ content: Case }>`select content from mediation.case_file
    where district = ${district} and number = ${number} limit 1`.execute(tx);
  return rows[0]?.content ?? null;
}

/** How many open cases each mediator of a body leads, and how many they were given since a day. */
export async function loadOf(
  tx: Tx,
  district: string,
  bodies: readonly string[],
  since: string,
): Promise<
  readonly { readonly mediator: string; readonly body: string; readonly open: number; readonly given: number }[]
> {
  const { rows } = await sql<{ mediator: string; body: string; open: number; given: number }>`
    select mediator, body, count(*) filter (where status in ('accepted', 'mediating', 'agreed'))::int as open,
      count(*) filter (where opened >= ${since}::timestamptz)::int as given
    from mediation.case_file
    where district = ${district} and body = any(${[...bodies]}::text[]) and mediator is not null
      and (status <> 'archived' or opened >= ${since}::timestamptz) group by 1, 2 order by 2, 3, 1`.execute(tx);
  return rows;
}

/** What stands in a centre's flow: cases by body and status, how many are late, cold, or were refused. */
export type Flow = {
  readonly body: string | null;
  readonly status: Status;
  readonly n: number;
  readonly late: number;
  readonly cold: number;
  readonly refused: number;
};

export async function flowOf(
  tx: Tx,
  district: string,
  codes: readonly string[],
  today: string,
  coldSince: string,
): Promise<Flow[]> {
  const { rows } = await sql<Flow>`
    select coalesce(offered, body) as body, status, count(*)::int as n, count(*) filter (where next < ${today}::date)::int as late,
      count(*) filter (where updated < ${coldSince}::timestamptz and status <> 'ended')::int as cold,
      count(*) filter (where refusals > 0)::int as refused
    from mediation.case_file
    where district = ${district} and status <> 'archived' and ${within(codes)}
    group by 1, 2 order by 1 nulls first, 2`.execute(tx);
  return rows;
}
