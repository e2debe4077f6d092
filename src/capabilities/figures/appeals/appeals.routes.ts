import { calendarOf } from '../../../platform/calendar/calendar.door.ts';
import { dayOf, periodOf } from '../../../platform/calendar/calendar.rules.ts';
import { nothing, type Scope, whole } from '../../../platform/db/scope.ts';
import { versionOn } from '../../../platform/figures/figure.rules.ts';
import { type Ask, mount, type Server } from '../../../platform/http/mount.ts';
import { scopeOf } from '../../../platform/identity/reach.rules.ts';
import { tellLive } from '../../../platform/live/notifier.ts';
import { placesOf } from '../../../platform/places/places.ts';
import { kindsOf } from '../../kinds/kinds.door.ts';
import { figureCoded, OWN_GROUPS } from '../catalogue.ts';
import { kindsFor, nameOf } from '../question.read.ts';
import { readingOf as figureReadingOf } from '../reading.rules.ts';
import { isBelowTown } from '../withheld.rules.ts';
import { appeal, appeals, contested, file, move } from './appeals.contract.ts';
import { filingOf, headOf, mayOpen, mayRead, readingOf, readsAll } from './appeals.rights.ts';
import { appealsPage, type ContestedFigure, contestedFigures, loadAppeal, type Mark } from './appeals.store.ts';
import { moveAppeal } from './deciding.ts';
import { type Doing, fileAppeal, problem } from './filing.ts';
import { rowsOf, showAppeal } from './showing.ts';

/** Appeals against figures and lines: filed by townships, decided above, marked wherever the figure is shown. */
export function appealsRoutes(server: Server): void {
  mount(server, appeals, async (ask, { query }) => {
    if (!mayOpen(ask.caller)) throw problem(403, 'noReader');
    const { whose, state, late, limit } = query;
    const { caller, district } = ask;
    return ask.db.read(readScope(ask), async (tx) => {
      const page = await appealsPage(tx, district, {
        reading: readsAll(caller) ? [district] : readingOf(caller),
        own: whose === 'own' ? filingOf(caller, district).map((one) => one.territory) : null,
        below: whose === 'decide' ? headOf(caller) : null,
        states: state ?? (whose === 'decide' ? ['open'] : null),
        lateAt: late === 'true' ? ask.clock().toISOString() : null,
        after: markOf(query.after),
        limit: limit + 1,
      });
      const shown = page.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: await rowsOf(ask, tx, await placesOf(ask.db, district), shown),
        after: page.length > limit && last ? `${last.filed.at}_${last.id}` : null,
      };
    });
  });

  mount(server, appeal, async (ask, { params }) => {
    if (!mayOpen(ask.caller)) throw problem(403, 'noReader');
    const stored = await ask.db.read(readScope(ask), (tx) => loadAppeal(tx, ask.district, params.id));
    if (!stored || !mayRead(ask.caller, stored.appeal)) throw problem(404, 'notFound');
    return showAppeal(ask, readScope(ask), stored.appeal);
  });

  mount(server, file, async (ask, { body }) => {
    const doing = await doingFor(ask);
    const scope = { ...scopeOf(ask.caller, ask.district), subjects: [body.id] };
    const { appeal: it, seq } = await ask.db.write(scope, (tx) => fileAppeal(tx, doing, body));
    if (seq !== null) tellLive(ask.db, ask.district, seq);
    return showAppeal(ask, scope, it);
  });

  mount(server, move, async (ask, { params, body }) => {
    if (!mayOpen(ask.caller)) throw problem(403, 'noReader');
    const doing = await doingFor(ask);
    const { appeal: it, seq } = await ask.db.write(readScope(ask), (tx) => moveAppeal(tx, doing, params.id, body));
    if (seq !== null) tellLive(ask.db, ask.district, seq);
    return showAppeal(ask, readScope(ask), it);
  });

  mount(server, contested, async (ask, { query }) => {
    const { district, db } = ask;
    const places = await placesOf(db, district);
    const to = query.to ?? dayOf(ask.clock());
    const span = { from: query.from ?? periodOf('year', to).from, to };
    return db.read(nothing(district), async (tx) => {
      const found = await contestedFigures(tx, { district, territory: query.territory ?? district, ...span });
      // That something is contested of which a reader is told nothing would tell that it is there.
      const open = await kindsFor(ask, tx, district);
      const lower = await kindsFor(ask, tx, `${district}000000`);
      const told = found.filter((one) => isTold(ask, one, isBelowTown(one.territory) ? lower : open));
      return {
        items: told.map(({ territory, ...one }) => ({
          ...one,
          place: { code: territory, name: nameOf(places, territory) },
        })),
      };
    });
  });
}

/** Whether a reader is told anything of a figure that is contested, as whoever asks for it is. @param open as in `readingOf`. */
function isTold(
  { district, clock }: Ask,
  { code, ...asked }: Pick<ContestedFigure, 'code' | 'territory' | 'kind' | 'from' | 'to'>,
  open: readonly string[] | null,
): boolean {
  const figure = figureCoded(code);
  if (figure === null) return open === null;
  const rated = versionOn(figure, asked.to).formula.is === 'mean';
  const of = { ...asked, district, today: dayOf(clock()), rated };
  const { isOfKind, span, only } = figureReadingOf(figure.kinds, of, OWN_GROUPS, open);
  return open === null || (isOfKind && span !== null && (only === null || only.length > 0));
}

/** Auditors see every appeal, as they see every figure; whose matters they are, `showing.ts` leaves out for them. */
const readScope = ({ caller, district }: Ask): Scope =>
  readsAll(caller) ? whole(district) : scopeOf(caller, district);

async function doingFor({ db, keyring, district, caller, clock }: Ask): Promise<Doing> {
  const [places, kinds, calendar] = await Promise.all([
    placesOf(db, district),
    kindsOf(db, district),
    calendarOf(db, district),
  ]);
  return { keyring, district, caller, now: clock(), places, kinds, calendar };
}

function markOf(after: string | undefined): Mark | null {
  if (after === undefined) return null;
  const [, at = '', id = ''] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_([0-9a-f-]{36})$/.exec(after) ?? [];
  const isMark = !Number.isNaN(Date.parse(at)) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  if (!isMark) throw problem(400, 'badPage', 'query.after');
  return { at, id };
}
