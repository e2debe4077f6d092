import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import { nothing } from '../../platform/db/scope.ts';
import { mount, type Server } from '../../platform/http/mount.ts';
import { askedFirst } from '../../platform/journal/lines.store.ts';
import { readBurden, tellBurden } from './burden.contract.ts';
import {
  type Burden,
  FORMS,
  holdsTogether,
  LEAST_PHONES,
  medianOf,
  NO_BURDEN,
  together,
  toldWeeks,
} from './burden.rules.ts';
import { addBurden, burdenSince } from './burden.store.ts';
import { idFrom, misfit } from './intake.ts';

/** What the forms cost those who fill them in: told without persons, shown where enough phones told. */
export function burdenRoutes(server: Server): void {
  mount(server, tellBurden, async (ask, { body }) => {
    if (!toldWeeks(ask.clock().getTime()).includes(body.week)) throw misfit('body.week', 'burdenWeek');
    const wrong = body.forms.findIndex((one) => !holdsTogether(one));
    if (wrong >= 0) throw misfit(`body.forms.${wrong}`, 'burdenSum');
    // Who it is goes no further than into this digest, which nobody undoes and which is deleted after thirty days: five phones are five
    // people, and one that tells twice, or in a loop, counts once.
    const { district, keyring, caller } = ask;
    const person = caller.is === 'staff' ? caller.person : '';
    const id = idFrom(keyring, district, `burden/${person}/${body.week}`);
    const once = { id, digest: keyring.blindIndex(district, 'burden', id), day: dayOf(ask.clock()) };
    await ask.db.write(nothing(district), async (tx) => {
      if (await askedFirst(tx, district, once)) await addBurden(tx, district, body.week, body.forms);
    });
    return {};
  });

  mount(server, readBurden, async (ask) => {
    const weeks = toldWeeks(ask.clock().getTime());
    const rows = await ask.db.read(nothing(ask.district), (tx) => burdenSince(tx, ask.district, weeks, LEAST_PHONES));
    const forms = FORMS.flatMap((form) => {
      const own = rows.filter((one) => one.form === form);
      if (own.length === 0) return [];
      const sum = own.reduce<Burden>(together, NO_BURDEN);
      return [{ form, weeks: own.length, count: sum.count, seconds: sum.seconds, median: medianOf(sum) }];
    });
    return { forms };
  });
}
