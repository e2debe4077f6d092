import type { Tx } from '../../platform/db/database.ts';
import { appointmentsById } from '../../platform/identity/appointments.store.ts';
import { openNames } from '../../platform/identity/enterPeople.ts';
import { peopleById } from '../../platform/identity/people.store.ts';
import { linesOf } from '../../platform/journal/lines.store.ts';
import type { Names } from './furtherFacts.ts';
import type { Standing } from './ground.ts';
import { kindsOfLine } from './showing.ts';

/** Reads who stood behind a matter's lines: post, body and, for colleagues, the name. */
export async function nameReader(tx: Tx, ground: Standing, subject: string): Promise<Names> {
  const lines = await linesOf(tx, ground.district, [subject], kindsOfLine);
  const handlerOf = (one: (typeof lines)[number]) => (one.body as { handler?: string | null }).handler ?? [];
  const people = [...new Set(lines.flatMap((one) => [one.by ?? [], handlerOf(one)].flat()))];
  const posts = [...new Set(lines.flatMap((one) => one.post ?? []))];
  const rows = people.length === 0 ? [] : await peopleById(tx, ground.district, people);
  const names = await openNames(tx, ground.keyring, ground.district, rows);
  const held = new Map(
    (posts.length === 0 ? [] : await appointmentsById(tx, ground.district, posts)).map((one) => [one.id, one]),
  );
  return (appointment, person) => {
    if (appointment === null && person === null) return null;
    const post = appointment === null ? undefined : held.get(appointment);
    return {
      post: post?.post ?? null,
      name: person === null ? null : (names.get(person) ?? null),
      body: post?.body ?? null,
    };
  };
}
