import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import { nothing, type Scope } from '../../../platform/db/scope.ts';
import { type Ask, mount, type Server } from '../../../platform/http/mount.ts';
import { Problem } from '../../../platform/http/problem.ts';
import { allBodies } from '../../../platform/identity/bodies.store.ts';
import type { Post } from '../../../platform/identity/caller.ts';
import { openNames } from '../../../platform/identity/enterPeople.ts';
import { peopleById } from '../../../platform/identity/people.store.ts';
import { type Text, textOf } from '../../../platform/language/language.ts';
import { placesOf } from '../../../platform/places/places.ts';
import { openBeside } from '../../../platform/sealing/beside.ts';
import { DOCUMENTS } from '../documents/documents.contract.ts';
import { makeDocument } from '../documents/documents.ts';
import { FIELDS } from '../documents/fields.rules.ts';
import { SAMPLE } from '../documents/sample.words.ts';
import { render } from '../documents/template.rules.ts';
import { wordsUsed } from '../mediation.store.ts';
import { changeTerms, heldTerms, readTerms, refused, refuseFaults, settingId } from './changing.ts';
import { type Changed, type Setting, termsOf } from './setting.rules.ts';
import {
  type ChangedOut,
  changeSetting,
  mediationSettings,
  previewTemplate,
  sampleDocument,
  type TermsOut,
  templateOf,
} from './settings.contract.ts';
import { appointmentFor, mayRead, OFFICE_KIND } from './settings.rights.ts';
import { loadSetting } from './settings.store.ts';
import { settingsWords } from './settings.words.ts';
import { STANDARD } from './standard.rules.ts';
import { DAYS, DAYS_TERMS, wordOf } from './terms.rules.ts';

/** The terms of a district's mediation, and the templates of its documents: read by whoever works, changed by the justice office. */
export function mediationSettingRoutes(server: Server): void {
  mount(server, mediationSettings, async (ask) => {
    readable(ask);
    return shown(ask);
  });

  mount(server, changeSetting, async (ask, { body }) => {
    const { district, keyring, caller, clock, db } = ask;
    const held = appointmentFor(caller, district, await officeOf(ask));
    if (held === null) throw refused(403, 'notYours');
    if (body.change.term === 'word') await refuseUnknown(ask, Object.keys(body.change.value));
    const doing = { keyring, district, caller, held, now: clock(), origin: 'live' as const };
    await db.write(sees(district), (tx) => changeTerms(tx, doing, body));
    heldTerms.forget(db, district);
    return shown(ask);
  });

  mount(server, templateOf, async (ask, { params }) => {
    readable(ask);
    const { setting, changedOut } = await read(ask);
    const { n, templates } = termsOf(setting);
    const { code } = params;
    return {
      n,
      may: appointmentFor(ask.caller, ask.district, await officeOf(ask)) !== null,
      name: nameOf(code),
      ...templates[code],
      standard: STANDARD.templates[code].text,
      own: setting?.templates[code] !== undefined,
      changed: changedOut(`template.${code}`),
      fields: FIELDS.map(({ path, is, help }) => ({ path, is, help })),
    };
  });

  mount(server, previewTemplate, async (ask, { body }) => {
    readable(ask);
    refuseFaults(body.text, 'body.text');
    return { blocks: bounded(() => render(body.text, SAMPLE)) };
  });

  mount(server, sampleDocument, async (ask, { params, query }) => {
    readable(ask);
    const terms = await readTerms(ask.db, ask.district);
    const made = await makeDocument(terms, params.code, SAMPLE, query.as);
    ask.reply
      .header(
        'content-disposition',
        `attachment; filename="${params.code}.${query.as}"; filename*=UTF-8''${encodeURIComponent(made.name)}`,
      )
      .header('cache-control', 'private, no-store')
      .type(made.type);
    await ask.reply.send(made.bytes);
    return '';
  });
}

/** A district's terms are seen by the whole district; why they were changed is sealed with them. */
const sees = (district: string): Scope => ({ ...nothing(district), subjects: [settingId(district)] });

function readable({ caller }: Ask): void {
  if (!mayRead(caller)) throw refused(403, 'notReader');
}

const nameOf = (code: string): Text => DOCUMENTS.find((one) => one.code === code)?.name ?? { zh: code, en: code };

/** The body that answers for disputes in the district today, or null. */
async function officeOf({ db, district, clock }: Ask): Promise<string | null> {
  const places = await placesOf(db, district);
  return places.responsible(district, OFFICE_KIND, dayOf(clock()))?.body ?? null;
}

async function refuseUnknown({ db, district }: Ask, ids: readonly string[]): Promise<void> {
  const known = new Set((await db.read(nothing(district), (tx) => allBodies(tx, district))).map(({ id }) => id));
  const unknown = ids.find((one) => !known.has(one));
  if (unknown === undefined) return;
  const message = textOf(settingsWords, 'badBody', { body: unknown });
  throw new Problem(422, 'mediation.badBody', message, [{ path: 'body.change.value', message }]);
}

/** A template that makes too much of its lists is refused as it would be when a document is made. */
function bounded<T>(make: () => T): T {
  try {
    return make();
  } catch {
    throw refused(422, 'tooMuch');
  }
}

/** The terms as they were saved, and who changed what: names of colleagues, as everywhere at work. */
async function read({ db, district, keyring }: Ask): Promise<{
  readonly setting: Setting | null;
  readonly changedOut: (key: string) => ChangedOut;
}> {
  return db.read(sees(district), async (tx) => {
    const setting = (await loadSetting(tx, district))?.state ?? null;
    const all: readonly Changed[] = Object.values(setting?.changed ?? {});
    const ids = [...new Set(all.flatMap(({ by }) => by ?? []))];
    const people = ids.length === 0 ? [] : await peopleById(tx, district, ids);
    const names = people.length === 0 ? null : await openNames(tx, keyring, district, people);
    const reasons = await openBeside(
      tx,
      keyring,
      district,
      all.map(({ reason }) => reason),
    );
    const changedOut = (key: string): ChangedOut => {
      const one = setting?.changed[key];
      if (one === undefined) return null;
      const { at, as, by, reason } = one;
      const name = (by !== null && names?.get(by)) || null;
      return { at, post: as as Post, name, reason: reasons.get(reason.id) ?? null };
    };
    return { setting, changedOut };
  });
}

async function shown(ask: Ask): Promise<TermsOut> {
  const { district, caller, db } = ask;
  const year = dayOf(ask.clock()).slice(0, 4);
  const [office, { setting, changedOut }, bodies, used] = await Promise.all([
    officeOf(ask),
    read(ask),
    db.read(nothing(district), (tx) => allBodies(tx, district)),
    db.read(nothing(district), (tx) => wordsUsed(tx, district, year)),
  ]);
  const terms = termsOf(setting);
  const body = bodies.find(({ id }) => id === office);
  return {
    n: terms.n,
    may: appointmentFor(caller, district, office) !== null,
    office: body === undefined ? null : { zh: body.nameZh, en: body.nameEn },
    days: DAYS_TERMS.map((term) => ({ term, value: terms[term], ...DAYS[term], changed: changedOut(term) })),
    word: { value: { ...terms.word }, changed: changedOut('word') },
    bodies: bodies.map((one) => ({
      id: one.id,
      name: { zh: one.nameZh, en: one.nameEn },
      word: wordOf(terms, one, used) ?? '',
    })),
    subsidy: { value: { ...terms.subsidy }, changed: changedOut('subsidy') },
    templates: DOCUMENTS.map(({ code, name, item }) => ({
      code,
      name,
      item,
      version: terms.templates[code].version,
      own: setting?.templates[code] !== undefined,
      changed: changedOut(`template.${code}`),
    })),
  };
}
