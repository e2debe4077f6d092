import { nothing } from '../db/scope.ts';
import { type Ask, mount, type Server } from '../http/mount.ts';
import { type FieldProblem, Problem } from '../http/problem.ts';
import { authorOf } from '../identity/author.ts';
import { allBodies } from '../identity/bodies.store.ts';
import { postsOf } from '../identity/caller.ts';
import { newId } from '../identity/ids.ts';
import { prepared, START, write } from '../identity/subject.store.ts';
import type { Json } from '../journal/canonical.rules.ts';
import { originOf } from '../journal/lines.store.ts';
import { textOf } from '../language/language.ts';
import { clearDay, clearYear, readHours, readList, readYear, setDay, setHours, setYear } from './calendar.contract.ts';
import { calendarOf, freshCalendarOf } from './calendar.door.ts';
import { KEEP_CALENDAR, mayKeepCalendar } from './calendar.rights.ts';
import { isProvisional, numberOf, workingDaysBetween } from './calendar.rules.ts';
import { entryFor, lockCalendar, setEntry, versionOf } from './calendar.store.ts';
import { calendarWords } from './calendar.words.ts';
import { CALENDAR_LINES, EVERY_BODY, foldEntry, marksIn, type Said } from './entries.rules.ts';
import { carriedYears, festivalsOf } from './holidays.ts';
import { refuseHours } from './hours.rules.ts';
import { readNotice } from './notice.rules.ts';

/** The district's calendar: all of the staff read it, the system administrator keeps it, each change is a line. */
export function workingCalendarRoutes(server: Server): void {
  mount(server, readYear, async ({ db, district, caller }, { params: { year } }) => {
    const { version, calendar, entries } = await calendarOf(db, district);
    const entered = entries.find((one) => one.what === 'year' && one.key === String(year) && one.value !== null);
    const announced = calendar.announced.has(year);
    const last = numberOf(`${year}-12-31`);
    return {
      version,
      year,
      announced,
      openFrom: announced && isProvisional(last, last, calendar) ? `${year}-12-29` : null,
      list: entered ? ('entered' as const) : carriedYears().has(year) ? ('carried' as const) : null,
      source: entered?.what === 'year' ? (entered.value?.source ?? null) : null,
      days: marksIn(year, calendar),
      working: workingDaysBetween(`${year - 1}-12-31`, `${year}-12-31`, calendar).n,
      mayKeep: mayKeepCalendar(postsOf(caller)),
    };
  });

  mount(server, setDay, (ask, { params: { day }, body: { base, ...value } }) =>
    change(ask, base, { what: 'day', key: day, value }),
  );
  mount(server, clearDay, (ask, { params: { day }, query: { base } }) =>
    change(ask, base, { what: 'day', key: day, value: null }),
  );

  mount(server, readList, async ({ caller }, { params: { year }, body: { text } }) => {
    if (!mayKeepCalendar(postsOf(caller))) throw refused('notYours', 403);
    const { days, faults } = readNotice(text, year, festivalsOf(year));
    return { days: [...days], faults: [...faults] };
  });
  mount(server, setYear, (ask, { params: { year }, body: { base, text, source } }) => {
    if (!mayKeepCalendar(postsOf(ask.caller))) throw refused('notYours', 403);
    const { days, faults } = readNotice(text, year, festivalsOf(year));
    if (faults.length > 0)
      throw new Problem(
        422,
        'calendar.list',
        textOf(calendarWords, 'list'),
        faults
          .slice(0, 20)
          .map(({ why, at }, n) => ({ path: `body.text.${n}`, message: textOf(calendarWords, why, { at }) })),
      );
    return change(ask, base, { what: 'year', key: String(year), value: { source, days } });
  });
  mount(server, clearYear, (ask, { params: { year }, query: { base } }) =>
    change(ask, base, { what: 'year', key: String(year), value: null }),
  );

  mount(server, readHours, async ({ db, district, caller }) => {
    const known = await calendarOf(db, district);
    const bodies = await db.read(nothing(district), (tx) => allBodies(tx, district));
    const own = new Map(known.entries.flatMap((one) => (one.what === 'hours' ? [[one.key, one.value] as const] : [])));
    return {
      version: known.version,
      usual: known.hoursOf(null),
      isUsualOwn: (own.get(EVERY_BODY) ?? null) !== null,
      bodies: bodies.map(({ id, nameZh, nameEn }) => ({
        id,
        name: { zh: nameZh, en: nameEn },
        own: own.get(id) ?? null,
      })),
      mayKeep: mayKeepCalendar(postsOf(caller)),
    };
  });
  mount(server, setHours, async (ask, { body: { body, hours, base } }) => {
    const { db, district } = ask;
    if (!mayKeepCalendar(postsOf(ask.caller))) throw refused('notYours', 403);
    const against = hours === null ? null : refuseHours(hours);
    if (against !== null) throw refused(`hours_${against}`, 422, 'body.hours');
    const bodies = await db.read(nothing(district), (tx) => allBodies(tx, district));
    if (body !== null && !bodies.some((one) => one.id === body)) throw refused('noBody', 422, 'body.body');
    return change(ask, base, { what: 'hours', key: body ?? EVERY_BODY, value: hours });
  });
}

/** Says something of the calendar, or takes it back, with its line; nothing where it is said already. */
async function change(ask: Ask, base: number, said: Said): Promise<{ version: number }> {
  const { district, db, clock, caller } = ask;
  if (!mayKeepCalendar(postsOf(caller))) throw refused('notYours', 403);
  const { what, key, value } = said;
  await db.write(nothing(district), async (tx) => {
    await lockCalendar(tx, district);
    if ((await versionOf(tx, district)) !== base) throw refused('meanwhile', 409);
    const known = await entryFor(tx, district, what, key);
    if (value === null && (known === null || known.entry.value === null)) throw refused('notSaid', 404);
    if (known !== null && JSON.stringify(known.entry.value) === JSON.stringify(value)) return;
    const writing = {
      ...{ district, now: clock(), origin: await originOf(tx, district) },
      author: authorOf(caller, KEEP_CALENDAR),
    };
    const line = prepared(writing, {
      kind: value === null ? CALENDAR_LINES.cleared : CALENDAR_LINES[what],
      subject: known?.entry.id ?? newId(),
      body: (value === null ? {} : { key, value }) as Json,
      ...{ territory: null, chain: known?.chain ?? START, id: newId() },
    });
    const after = foldEntry(known?.entry ?? null, line.line);
    await write(tx, writing, [line], [setEntry(line, after, district)]);
  });
  return { version: (await freshCalendarOf(db, district)).version };
}

type Why = keyof (typeof calendarWords)['zh'];

function refused(why: Why, status: number, path?: string): Problem {
  const words = textOf(calendarWords, why);
  const fields: FieldProblem[] = path === undefined ? [] : [{ path, message: words }];
  return new Problem(status, `calendar.${why}`, words, fields);
}
