import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import { nothing } from '../../../platform/db/scope.ts';
import type { Unit } from '../../../platform/figures/figure.rules.ts';
import { type Ask, mount, type Server } from '../../../platform/http/mount.ts';
import { Problem } from '../../../platform/http/problem.ts';
import { type Text, textOf } from '../../../platform/language/language.ts';
import { type Places, placesOf } from '../../../platform/places/places.ts';
import { figureCoded } from '../catalogue.ts';
import { figuresWords } from '../figures.words.ts';
import { endReference, type ReferenceOut, references, setReference } from './references.contract.ts';
import { appointmentFor } from './references.rights.ts';
import { BASES, changeAfter, heldOn, NORMS, type Reference, targetOf, type What } from './references.rules.ts';
import { type Mark, referencesPage } from './references.store.ts';
import { referencesWords } from './references.words.ts';
import { type Doing, endReference as end, setReference as set } from './setting.ts';

/** Targets, bases and norms of figures: read by everybody, set and ended by those who may. */
export function referenceRoutes(server: Server): void {
  mount(server, references, async (ask, { query }) => {
    const { territory = null, sort = null, limit } = query;
    const places = await placesOf(ask.db, ask.district);
    if (territory !== null && (!territory.startsWith(ask.district) || places.territory(territory) === null)) {
      const message = textOf(figuresWords, 'unknownTerritory');
      throw new Problem(404, 'figures.territory', message, [{ path: 'query.territory', message }]);
    }
    const after = markOf(query.after);
    const page = await ask.db.read(nothing(ask.district), (tx) =>
      referencesPage(tx, ask.district, { territory, sort, after, limit: limit + 1 }),
    );
    const last = page.length > limit ? page[limit - 1] : undefined;
    return {
      today: dayOf(ask.clock()),
      items: page.slice(0, limit).map((one) => shown(ask, places, one)),
      after: last === undefined ? null : `${last.territory}@${last.what}`,
    };
  });

  mount(server, setReference, async (ask, { body }) => {
    const places = await placesOf(ask.db, ask.district);
    const it = await ask.db.write(nothing(ask.district), (tx) =>
      set(tx, doing(ask, places), { ...body, what: body.what as What }),
    );
    return shown(ask, places, it);
  });

  mount(server, endReference, async (ask, { params, body }) => {
    const places = await placesOf(ask.db, ask.district);
    const it = await ask.db.write(nothing(ask.district), (tx) => end(tx, doing(ask, places), params.id, body));
    return shown(ask, places, it);
  });
}

const doing = ({ keyring, district, caller, clock }: Ask, places: Places): Doing => ({
  keyring,
  district,
  caller,
  now: clock(),
  origin: 'live',
  places,
});

/** What a reference is of: its name, and what its values are counted in. */
function named(what: What): { readonly name: Text; readonly unit: Unit } {
  const base = BASES.find((one) => what === `base:${one}`);
  if (base !== undefined) return { name: textOf(referencesWords, `base_${base}`), unit: 'count' };
  const norm = NORMS.find((one) => what === `norm:${one}`);
  if (norm !== undefined) return { name: textOf(referencesWords, `norm_${norm}`), unit: 'count' };
  const code = targetOf(what) ?? '';
  const figure = figureCoded(code);
  // A figure that a later release has no more keeps what was said of it.
  return { name: figure?.name ?? { zh: code, en: code }, unit: figure?.unit ?? 'count' };
}

/** A reference as it is read: in which posts it was said, never by whom. */
function shown({ caller, clock, district }: Ask, places: Places, it: Reference): ReferenceOut {
  const today = dayOf(clock());
  const appointments = caller.is === 'staff' ? caller.appointments : [];
  const name = places.nameOf(it.territory);
  return {
    id: it.id,
    what: it.what,
    ...named(it.what),
    territory: {
      code: it.territory,
      name: name === null ? { zh: it.territory, en: it.territory } : places.pathOf(it.territory),
    },
    now: heldOn(it.steps, today),
    next: changeAfter(it.steps, today),
    steps: it.steps.map(({ from, value, source, as, at }) => ({ from, value, source, post: as, recorded: at })),
    may: appointmentFor(appointments, { what: it.what, territory: it.territory, district }) !== null,
  };
}

function markOf(after: string | undefined): Mark | null {
  if (after === undefined) return null;
  const [territory = '', what = ''] = after.split('@');
  return { territory, what };
}
