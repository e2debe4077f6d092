import pg from 'pg';
import type { BenchHouse } from '../house.ts';
import { DISTRICT } from './fill.ts';

/** Something that whoever has the database's superuser may do behind the program's back, how it is undone, and what audit must say. */
export type Tampering = {
  readonly what: string;
  readonly done: readonly string[];
  readonly undone: readonly string[];
  readonly says: RegExp;
};

/** A line in the middle, of a matter, with counts. */
export async function tamperingsOf(house: BenchHouse): Promise<Tampering[]> {
  const [line] = await house.owner<{ seq: number; subject: string; measure: string }>(
    `select l.seq, l.subject, c.measure from journal.line l join journal.count c on c.district = l.district and c.seq = l.seq
     where l.district = $1 and l.kind = 'matter.assigned' and c.measure like 'assigned/%'
     order by l.seq offset (select count(*) / 2 from journal.line where district = $1 and kind = 'matter.assigned') limit 1`,
    [DISTRICT],
  );
  if (line === undefined) throw new Error('nothing was ever assigned');
  const { seq, subject, measure } = line;
  const of = `district = '${DISTRICT}'`;
  const flip = `update journal.line set bytes = set_byte(bytes, 40, get_byte(bytes, 40) # 1) where ${of} and seq = ${seq}`;
  const swap = [
    `update journal.line set seq = -1 where ${of} and seq = ${seq}`,
    `update journal.line set seq = ${seq} where ${of} and seq = ${seq + 1}`,
    `update journal.line set seq = ${seq + 1} where ${of} and seq = -1`,
  ];
  const tally = `update journal.tally set n = n + 1 where ${of} and territory = '${DISTRICT}' and measure = '${measure}' and grain = 'month'
    and period = (select max(period) from journal.tally where ${of} and territory = '${DISTRICT}' and measure = '${measure}' and grain = 'month')`;
  return [
    {
      what: 'a byte of a line',
      done: [flip],
      undone: [flip],
      says: new RegExp(`bytes of line ${seq} do not give its hash`),
    },
    {
      what: 'a time of a line',
      done: [`update journal.line set recorded = recorded - interval '1 day' where ${of} and seq = ${seq}`],
      undone: [`update journal.line set recorded = recorded + interval '1 day' where ${of} and seq = ${seq}`],
      says: new RegExp(`column recorded of line ${seq} `),
    },
    {
      what: 'a line and its hash',
      done: [
        `create table public.kept as select * from journal.line where ${of} and seq = ${seq}`,
        `update journal.line set bytes = convert_to(replace(convert_from(bytes, 'UTF8'), '"why":"table"', '"why":"tables"'), 'UTF8') where ${of} and seq = ${seq}`,
        `update journal.line set hash = sha256(bytes) where ${of} and seq = ${seq}`,
      ],
      undone: [
        `update journal.line l set bytes = k.bytes, hash = k.hash from public.kept k where l.district = k.district and l.seq = k.seq`,
        'drop table public.kept',
      ],
      says: /does not follow the one before it|not those of/,
    },
    {
      what: 'a count',
      done: [`update journal.count set n = 7 where ${of} and seq = ${seq} and measure = '${measure}'`],
      undone: [`update journal.count set n = 1 where ${of} and seq = ${seq} and measure = '${measure}'`],
      says: new RegExp(`line ${seq} counts 1 toward "${measure}", but 7 is stored`),
    },
    {
      what: 'a tally',
      done: [tally],
      undone: [tally.replace('n + 1', 'n - 1')],
      says: new RegExp(`the tally "${measure}" of ${DISTRICT} for [\\d-]+ \\(month\\) is \\d+, its counts give \\d+`),
    },
    {
      what: 'a line that is gone',
      done: [
        `create table public.kept as select * from journal.line where ${of} and seq = ${seq}`,
        `delete from journal.line where ${of} and seq = ${seq}`,
      ],
      undone: ['insert into journal.line select * from public.kept', 'drop table public.kept'],
      says: new RegExp(`line ${seq} is missing`),
    },
    { what: 'two lines that changed places', done: swap, undone: swap, says: /lines are not those of/ },
    {
      what: "a matter's row",
      done: [`update matters.matter set asked = not asked where ${of} and id = '${subject}'`],
      undone: [`update matters.matter set asked = not asked where ${of} and id = '${subject}'`],
      says: new RegExp(`the row of matter ${subject} differs from its lines in "asked"`),
    },
  ];
}

/** Keeps a copy of the whole database as it is now; the answer puts it in the place of what has become of it. */
export async function backedUp({ embedded }: BenchHouse): Promise<() => Promise<void>> {
  const url = new URL(embedded.ownerUrl);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  const run = async (...statements: readonly string[]): Promise<void> => {
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await run(`create database kept_copy template ${name}`);
  return () => run(`drop database ${name} with (force)`, `alter database kept_copy rename to ${name}`);
}
