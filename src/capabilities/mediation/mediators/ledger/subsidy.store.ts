import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../../platform/db/database.ts';
import type { Fragment } from '../../../../platform/journal/append.store.ts';
import { statesAfter } from '../../../../platform/journal/kept.store.ts';
import type { Standing } from '../../../../platform/journal/step.ts';
import type { SubjectRow } from '../../../../platform/journal/subject.ts';
import type { Case } from '../../mediation.rules.ts';
import { FOLD, type State, type Subsidy } from './subsidy.rules.ts';

type Raw = { id: string; n: number; head: Buffer; fold: number; content: Subsidy };
const storedOf = ({ content, head }: Raw): Standing<Subsidy> => ({ state: content, head });

/** A new claim, when its request is fresh. */
export function newSubsidy({ state: it, head }: Standing<Subsidy>, ask: string): Fragment {
  return {
    name: 'subsidy_rows',
    body: sql`insert into mediation.subsidy (district, id, n, head, fold, subject, mediator, body, territory, state, yuan, claimed,
        updated, content)
      select ${it.district}, ${it.id}::uuid, ${it.n}::int, ${head}::bytea, ${FOLD}::smallint, ${it.case}::uuid, ${it.mediator}::uuid,
        ${it.body}, ${it.territory}, ${it.state}, ${it.yuan}::int, ${it.claimed}::timestamptz, ${it.updated}::timestamptz,
        ${JSON.stringify(it)}::jsonb
      where ${ask}::uuid in (select id from fresh) returning id`,
  };
}

/** Claims after a move; they were loaded FOR UPDATE in this transaction. */
export function movedSubsidies(all: readonly Standing<Subsidy>[]): Fragment {
  const rows = all.map(({ state, head }) => ({
    ...state,
    head: head.toString('hex'),
    content: state,
    paid: state.paid?.day ?? null,
  }));
  return {
    name: 'subsidy_rows',
    body: sql`update mediation.subsidy s set n = x.n, head = decode(x.head, 'hex'), fold = ${FOLD}, state = x.state, yuan = x.yuan,
        paid = x.paid, updated = x.updated, content = x.content
      from json_to_recordset(${JSON.stringify(rows)}::json) as x(district text, id uuid, n int, head text, state text, yuan int,
        paid date, updated timestamptz, content jsonb)
      where s.district = x.district and s.id = x.id and s.n = x.n - 1 returning s.id`,
  };
}

/** Claims by id as far as the scope sees them, in the order of their ids; with `lock`, for a move in the same transaction. */
export async function loadSubsidies(
  tx: Tx,
  district: string,
  ids: readonly string[],
  lock = false,
): Promise<Standing<Subsidy>[]> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from mediation.subsidy
    where district = ${district} and id = any(${[...ids]}::uuid[]) order by id ${lock ? sql`for update` : sql``}`.execute(
    tx,
  );
  return rows.map(storedOf);
}

/** Which claims of a ledger are asked for; days are Shanghai days on which they were claimed, both included. */
export type LedgerAsk = {
  readonly from: string;
  readonly to: string;
  readonly body: string | null;
  readonly state: State | null;
  /** One mediator's own alone. */
  readonly mediator: string | null;
};

const asked = (district: string, { from, to, body, state, mediator }: LedgerAsk): RawBuilder<unknown> => sql`
  district = ${district} and claimed >= (${from}::date::timestamp at time zone 'Asia/Shanghai')
    and claimed < ((${to}::date + 1)::timestamp at time zone 'Asia/Shanghai')
    and (${body}::text is null or body = ${body}) and (${state}::text is null or state = ${state})
    and (${mediator}::uuid is null or mediator = ${mediator}::uuid)`;

/** Claims of a ledger, newest first. */
export async function ledgerPage(tx: Tx, district: string, ask: LedgerAsk, limit: number): Promise<Subsidy[]> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from mediation.subsidy
    where ${asked(district, ask)} order by claimed desc, id desc limit ${limit}`.execute(tx);
  return rows.map(({ content }) => content);
}

export type Sum = {
  readonly body: string;
  readonly month: string;
  readonly state: State;
  readonly n: number;
  readonly yuan: number;
};

/** Sums by committee, month of the claim and state. */
export async function ledgerSums(tx: Tx, district: string, ask: LedgerAsk): Promise<Sum[]> {
  const { rows } = await sql<Sum>`
    select body, to_char(claimed at time zone 'Asia/Shanghai', 'YYYY-MM') as month, state, count(*)::int as n, sum(yuan)::int as yuan
    from mediation.subsidy where ${asked(district, ask)} group by 1, 2, 3 order by 2 desc, 1, 3`.execute(tx);
  return rows;
}

/** Filed cases that a mediator led and has claimed nothing for, newest first. */
export async function unclaimedOf(tx: Tx, district: string, mediator: string, limit: number): Promise<Case[]> {
  const { rows } = await sql<{ content: Case }>`select c.content from mediation.case_file c
    where c.district = ${district} and c.mediator = ${mediator}::uuid and c.status = 'archived'
      and not exists (select from mediation.subsidy s where s.district = c.district and s.subject = c.id and s.mediator = c.mediator)
    order by c.updated desc, c.id limit ${limit}`.execute(tx);
  return rows.map(({ content }) => content);
}

/** Rows by id, for audit and refold. */
export const subsidiesAfter = statesAfter({
  table: 'mediation.subsidy',
  columns: {
    ...{ subject: 'uuid', mediator: 'uuid', body: 'text', territory: 'text', state: 'text', yuan: 'int' },
    ...{ paid: 'date', claimed: 'timestamptz', updated: 'timestamptz' },
  },
  of: ({ case: subject, mediator, body, territory, state, yuan, paid, claimed, updated }: Subsidy) => ({
    ...{ subject, mediator, body, territory, state, yuan, paid: paid?.day ?? null, claimed, updated },
  }),
});

/** Writes states anew for a refold; a row whose `n` is another by now is passed over. */
export async function rewriteSubsidies(tx: Tx, district: string, rows: readonly SubjectRow[]): Promise<void> {
  const records = rows.map(({ id, n, fold, state }) => {
    const { state: now, yuan, paid, updated } = state as Subsidy;
    return { id, n, fold, state: now, yuan, paid: paid?.day ?? null, updated, content: state };
  });
  await sql`update mediation.subsidy s set fold = x.fold, state = x.state, yuan = x.yuan, paid = x.paid, updated = x.updated,
      content = x.content
    from json_to_recordset(${JSON.stringify(records)}::json) as x(id uuid, n int, fold smallint, state text, yuan int, paid date,
      updated timestamptz, content jsonb)
    where s.district = ${district} and s.id = x.id and s.n = x.n`.execute(tx);
}
