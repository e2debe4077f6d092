import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Fragment } from '../../platform/journal/append.store.ts';
import type { SubjectRow } from '../../platform/journal/subject.ts';
import type { Language } from '../../platform/language/language.ts';
import { type Channel, FOLD, type Pace, type Subscription, type Why } from './subscriptions.rules.ts';

/** A subscription with its place in its own chain of lines. */
export type Stored = { readonly subscription: Subscription; readonly head: Buffer };

type Raw = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  state: Subscription['state'];
  channel: Channel;
  why: Why | null;
  updated: Date;
};

const COLUMNS = sql`district, id, n, head, fold, state, channel, why, updated`;
const storedOf = ({ head, fold: _fold, updated, ...row }: Raw): Stored => ({
  head,
  subscription: { ...row, updated: updated.toISOString() },
});

/** A new subscription, when its request is fresh. */
export function newSubscription({ subscription: it, head }: Stored, ask: string): Fragment {
  return {
    name: 'subscription_rows',
    body: sql`insert into subscriptions.subscription (district, id, n, head, fold, state, channel, why, updated)
      select ${it.district}, ${it.id}::uuid, ${it.n}::int, ${head}::bytea, ${FOLD}::smallint, ${it.state}, ${it.channel}, ${it.why}, ${it.updated}::timestamptz
      where ${ask}::uuid in (select id from fresh) returning 1`,
  };
}

/** A subscription after it ended; it was loaded FOR UPDATE in this transaction. */
export function movedSubscription({ subscription: it, head }: Stored): Fragment {
  return {
    name: 'subscription_rows',
    body: sql`update subscriptions.subscription set n = ${it.n}, head = ${head}, fold = ${FOLD}, state = ${it.state}, why = ${it.why},
        updated = ${it.updated}::timestamptz
      where district = ${it.district} and id = ${it.id} and n = ${it.n - 1} returning 1`,
  };
}

/** One subscription, locked for a step in the same transaction. */
export async function lockSubscription(tx: Tx, district: string, id: string): Promise<Stored | null> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from subscriptions.subscription
    where district = ${district} and id = ${id} for update`.execute(tx);
  return rows[0] ? storedOf(rows[0]) : null;
}

/** Where, of what and how: all that is kept of a wish in the open, while it stands. */
export type Wish = {
  readonly subject: string;
  readonly channel: Channel;
  readonly pace: Pace;
  readonly language: Language;
  readonly territory: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly metres: number | null;
  readonly kinds: readonly string[];
  readonly since: string;
};
const WISH = sql.raw('subject, channel, pace, language, territory, lon, lat, metres, kinds, since');

export async function putWish(
  tx: Tx,
  district: string,
  wish: Wish,
  proof: { readonly owner: Buffer; readonly code: Buffer },
): Promise<void> {
  const { subject, channel, pace, language, territory, lon, lat, metres, kinds, since } = wish;
  await sql`insert into subscriptions.wish (district, subject, channel, pace, language, territory, lon, lat, metres, kinds, since)
    values (${district}, ${subject}, ${channel}, ${pace}, ${language}, ${territory}, ${lon}, ${lat}, ${metres}, ${[...kinds]}::text[], ${since})`.execute(
    tx,
  );
  await sql`insert into subscriptions.proof (district, subject, owner, code)
    values (${district}, ${subject}, ${proof.owner}, ${proof.code})`.execute(tx);
}

/** Takes away everything that says where, of what and whose it was. */
export async function dropWish(tx: Tx, district: string, subject: string): Promise<void> {
  await sql`delete from subscriptions.pending where district = ${district} and subject = ${subject}`.execute(tx);
  await sql`delete from subscriptions.wish where district = ${district} and subject = ${subject}`.execute(tx);
  await sql`delete from subscriptions.proof where district = ${district} and subject = ${subject}`.execute(tx);
}

/** What somebody has who is known by the keyed digest of their telephone or endpoint. */
export async function ownedBy(tx: Tx, district: string, owner: Buffer): Promise<string[]> {
  const { rows } = await sql<{ subject: string }>`select subject from subscriptions.proof
    where district = ${district} and owner = ${owner} order by subject`.execute(tx);
  return rows.map((one) => one.subject);
}

export async function subjectByCode(tx: Tx, district: string, code: Buffer): Promise<string | null> {
  const { rows } = await sql<{ subject: string }>`select subject from subscriptions.proof
    where district = ${district} and code = ${code}`.execute(tx);
  return rows[0]?.subject ?? null;
}

/** Wishes that the scope has proved, the newest first. */
export async function wishesOf(tx: Tx, district: string, subjects: readonly string[]): Promise<Wish[]> {
  const { rows } = await sql<Wish>`select ${WISH} from subscriptions.wish
    where district = ${district} and subject = any(${[...subjects]}::uuid[]) order by since desc, subject`.execute(tx);
  return rows;
}

/** How many stand, by channel. */
export async function countsOf(tx: Tx, district: string): Promise<{ readonly sms: number; readonly push: number }> {
  const { rows } = await sql<{ sms: number; push: number }>`
    select count(*) filter (where channel = 'sms') as sms, count(*) filter (where channel = 'push') as push
    from subscriptions.subscription where district = ${district} and state = 'standing'`.execute(tx);
  return rows[0] ?? { sms: 0, push: 0 };
}

/** Rows by id, for audit and refold. */
export async function subscriptionsAfter(
  tx: Tx,
  district: string,
  after: string | null,
  limit: number,
): Promise<SubjectRow[]> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from subscriptions.subscription
    where district = ${district} and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${limit}`.execute(
    tx,
  );
  return rows.map((row) => ({
    id: row.id,
    n: row.n,
    head: row.head,
    fold: row.fold,
    state: storedOf(row).subscription,
  }));
}

/** Writes states anew for a refold; a row whose `n` is another by now is passed over. */
export async function rewriteSubscriptions(tx: Tx, district: string, rows: readonly SubjectRow[]): Promise<void> {
  const records = rows.map(({ id, n, fold, state }) => ({ ...(state as Subscription), id, n, fold }));
  await sql`update subscriptions.subscription s set fold = x.fold, state = x.state, channel = x.channel, why = x.why, updated = x.updated
    from json_to_recordset(${JSON.stringify(records)}::json) as x(id uuid, n int, fold smallint, state text, channel text, why text,
      updated timestamptz)
    where s.district = ${district} and s.id = x.id and s.n = x.n`.execute(tx);
}

/** How near a circle's centre something is, on a flat earth (below 0.1 % off within 2 km); as metresBetween of places. */
const metresFrom = (lon: RawBuilder<unknown>, lat: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`111320 * sqrt(power((s.lon - ${lon}) * cos(radians(${lat})), 2) + power(s.lat - ${lat}, 2))`;

/** What is around in an area, the newest first: what the feed has. */
export type Entry = {
  readonly number: string;
  readonly status: string;
  readonly kind: string;
  readonly territory: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly body: string | null;
  readonly reported: Date;
  /** The last step that a body made; null where none was made yet. */
  readonly stepped: Date | null;
};

export type Area =
  | { readonly territory: string }
  | { readonly lon: number; readonly lat: number; readonly metres: number };

export async function entriesOf(
  tx: Tx,
  district: string,
  area: Area,
  kinds: readonly string[],
  since: Date,
  limit: number,
): Promise<Entry[]> {
  const wanted =
    kinds.length === 0
      ? sql``
      : sql`and (s.kind = any(${[...kinds]}::text[]) or split_part(s.kind, '.', 1) = any(${[...kinds]}::text[]))`;
  const within =
    'territory' in area
      ? sql`s.territory >= ${area.territory} and s.territory < ${`${area.territory}:`}`
      : sql`s.lon between ${area.lon - degreesAcross(area)} and ${area.lon + degreesAcross(area)}
          and s.lat between ${area.lat - degreesDown(area)} and ${area.lat + degreesDown(area)}
          and ${metresFrom(sql`${area.lon}::double precision`, sql`${area.lat}::double precision`)} <= ${area.metres}`;
  const { rows } = await sql<Entry>`
    select s.number, s.status, s.kind, s.territory, s.lon, s.lat, s.body, s.reported,
      (select max(p.recorded) from matters.around_step p where p.district = ${district} and p.id = s.id
        and p.step in ('matter.assigned', 'matter.accepted', 'matter.returned', 'matter.handed-over', 'matter.fixed-on-spot', 'matter.verified',
          'matter.sent-back', 'matter.closed')) as stepped
    from matters.around s
    where s.district = ${district} and s.status <> 'merged' and s.reported >= ${since} and ${within} ${wanted}
    order by s.reported desc, s.id desc limit ${limit}`.execute(tx);
  return rows;
}

const degreesDown = ({ metres }: { metres: number }): number => metres / 111_320;
const degreesAcross = (one: { lat: number; metres: number }): number =>
  degreesDown(one) / Math.max(Math.cos((one.lat * Math.PI) / 180), 0.01);
