import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Language } from '../../platform/language/language.ts';
import { type Pace, type Setting, USUAL } from './telling.rules.ts';

/** A member of staff's settings, and up to where they have seen. */
export type Watch = Setting & { readonly seen: number };

type Raw = {
  readonly seen: number;
  readonly pace: Pace;
  readonly quiet_from: number;
  readonly quiet_to: number;
  readonly pass: boolean;
  readonly office: boolean;
};
const settingOf = ({ pace, quiet_from, quiet_to, pass, office }: Raw): Setting => ({
  pace,
  quiet: { from: quiet_from, to: quiet_to },
  pass,
  office,
});

/** What a person has set and seen, in a transaction whose scope has them among its subjects. */
export async function watchOf(tx: Tx, district: string, person: string): Promise<Watch> {
  const { rows } = await sql<Raw>`select seen, pace, quiet_from, quiet_to, pass, office from notices.watch
    where district = ${district} and person = ${person}`.execute(tx);
  const [row] = rows;
  return row === undefined ? { ...USUAL, seen: 0 } : { ...settingOf(row), seen: row.seen };
}

export async function putSetting(tx: Tx, district: string, person: string, one: Setting): Promise<void> {
  const { pace, quiet, pass, office } = one;
  // What waits is weighed anew by the new settings.
  await sql`insert into notices.watch (district, person, pace, quiet_from, quiet_to, pass, office)
    values (${district}, ${person}, ${pace}, ${quiet.from}, ${quiet.to}, ${pass}, ${office})
    on conflict (district, person) do update set pace = excluded.pace, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
      pass = excluded.pass, office = excluded.office, rest = null, looked = 0`.execute(tx);
}

/** Up to here it was seen; never back. */
export async function putSeen(tx: Tx, district: string, person: string, upTo: number): Promise<void> {
  await sql`insert into notices.watch (district, person, seen) values (${district}, ${person}, ${upTo})
    on conflict (district, person) do update set seen = greatest(watch.seen, excluded.seen)`.execute(tx);
}

/** From here on a person's devices are told: what happened before is no news to them. */
export async function tellFrom(tx: Tx, district: string, person: string, place: number): Promise<void> {
  await sql`insert into notices.watch (district, person, told) values (${district}, ${person}, ${place})
    on conflict (district, person) do update set told = greatest(watch.told, excluded.told), rest = null`.execute(tx);
}

/** A browser of somebody's. */
export type Device = {
  readonly id: string;
  readonly shell: 'desk' | 'field';
  readonly language: Language;
  readonly made: string;
};

export async function devicesOf(tx: Tx, district: string, person: string): Promise<Device[]> {
  const { rows } = await sql<Device>`select id, shell, language, made from notices.device
    where district = ${district} and person = ${person} order by made, id`.execute(tx);
  return rows;
}

export async function putDevice(
  tx: Tx,
  district: string,
  person: string,
  mark: Buffer,
  { id, shell, language, made }: Device,
): Promise<void> {
  await sql`insert into notices.device (district, id, person, mark, shell, language, made)
    values (${district}, ${id}, ${person}, ${mark}, ${shell}, ${language}, ${made})`.execute(tx);
}

/** Takes a device away, where the scope holds it or its person; whether there was one. */
export async function removeDevice(tx: Tx, district: string, id: string): Promise<boolean> {
  const { rows } =
    await sql`delete from notices.device where district = ${district} and id = ${id} returning 1`.execute(tx);
  return rows.length > 0;
}

/** Whoever has a device and was not told everything. Times are milliseconds since 1970. */
export type Waiting = {
  readonly person: string;
  readonly told: number;
  readonly looked: number;
  readonly rest: Date | null;
};

/** Those with a device for whom something may wait: the journal has spoken since they were looked at, or they rested long enough. */
export async function watchers(tx: Tx, district: string, last: number, now: Date): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`select w.person, w.told, w.looked, w.rest from notices.watch w
    where w.district = ${district} and w.told < ${last} and (w.looked < ${last} or w.rest <= ${now})
      and (w.held is null or w.held <= ${now})
      and exists (select from notices.device d where d.district = w.district and d.person = w.person)
    order by w.tries, w.person`.execute(tx);
  return rows;
}

/** These were looked at up to a place: nothing of it is theirs, or it waits. */
export async function lookedAt(
  tx: Tx,
  district: string,
  people: readonly string[],
  last: number,
  now: Date,
  isNothing: boolean,
): Promise<void> {
  await sql`update notices.watch set looked = greatest(looked, ${last}),
      told = case when ${isNothing} then greatest(told, ${last}) else told end
    where district = ${district} and person = any(${[...people]}::uuid[]) and (held is null or held <= ${now})`.execute(
    tx,
  );
}

/** What the teller holds of somebody while it tells. */
export type Held = Watch & { readonly told: number; readonly toldAt: Date | null; readonly tries: number };

/**
 * Takes one of them until a moment, so that one worker tells them and none stays in a transaction meanwhile; null where another has them or
 * told them since. What died holding them lets go by itself.
 */
export async function claim(
  tx: Tx,
  district: string,
  { person, told }: Pick<Waiting, 'person' | 'told'>,
  now: Date,
  until: Date,
): Promise<Held | null> {
  const { rows } = await sql<Raw & { told: number; told_at: Date | null; tries: number }>`
    update notices.watch set held = ${until}
    where district = ${district} and person = ${person} and told = ${told} and (held is null or held <= ${now})
    returning seen, pace, quiet_from, quiet_to, pass, office, told, told_at, tries`.execute(tx);
  const [row] = rows;
  return row === undefined
    ? null
    : { ...settingOf(row), seen: row.seen, told: row.told, toldAt: row.told_at, tries: row.tries };
}

/** They were told up to a place, or there was nothing to tell (`at` null). */
export async function toldTo(tx: Tx, district: string, person: string, place: number, at: Date | null): Promise<void> {
  await sql`update notices.watch set told = greatest(told, ${place}), looked = greatest(looked, ${place}),
      told_at = coalesce(${at}::timestamptz, told_at), rest = null, held = null, tries = 0
    where district = ${district} and person = ${person}`.execute(tx);
}

/** It waits until a moment; `place` is up to where that was decided. `tries` grows where a device did not take it. */
export async function waitsUntil(
  tx: Tx,
  district: string,
  person: string,
  place: number,
  rest: Date,
  tries: number,
): Promise<void> {
  await sql`update notices.watch set looked = greatest(looked, ${place}), rest = ${rest}, held = null, tries = ${tries}
    where district = ${district} and person = ${person}`.execute(tx);
}

/** Everybody who has a device. For the worker. */
export async function peopleWithDevices(tx: Tx, district: string): Promise<string[]> {
  const { rows } = await sql<{ person: string }>`
    select distinct person from notices.device where district = ${district}`.execute(tx);
  return rows.map((one) => one.person);
}
