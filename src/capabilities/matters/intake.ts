import { addDays, dayOf, startOf } from '../../platform/calendar/calendar.rules.ts';
import { addTerm } from '../../platform/calendar/terms.rules.ts';
import { claimed, type FileRow } from '../../platform/files/files.door.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { Asked } from '../../platform/journal/append.store.ts';
import { canonical, type Json } from '../../platform/journal/canonical.rules.ts';
import type { Line, Origin } from '../../platform/journal/line.rules.ts';
import { type PreparedLine, prepareLine } from '../../platform/journal/line.ts';
import { receiptCode } from '../../platform/journal/number.rules.ts';
import { type Text, textOf } from '../../platform/language/language.ts';
import { type Datum, isOnEarth, toWgs84 } from '../../platform/places/coordinates.rules.ts';
import type { AuthorityByTerritory, Places } from '../../platform/places/places.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import { type DataKey, digestOf, type KeyRow, keyFor, type SealedRow, sealRow } from '../../platform/sealing/sealed.ts';
import { answerRefusals, type Kind } from '../kinds/kinds.door.ts';
import type { SealedRef } from './beside.rules.ts';
import { spanOf, type Terms, termFor } from './clock/reckoning.rules.ts';
import { fold } from './fold.rules.ts';
import { LINES } from './lines.rules.ts';
import { countsOf } from './matters.figures.ts';
import {
  type Channel,
  type Matter,
  type MatterLine,
  momentOf,
  type SplitOff,
  stricter,
  type Urgency,
  type Visibility,
} from './matters.rules.ts';
import { mattersWords } from './matters.words.ts';

/** A report as any channel brings it, already parsed. */
export type Report = {
  readonly id: string;
  readonly kind: string;
  readonly place: {
    readonly lon?: number | undefined;
    readonly lat?: number | undefined;
    readonly datum: Datum;
    readonly territory?: string | undefined;
    readonly address?: string | undefined;
  };
  readonly words: string;
  readonly answers: Readonly<Record<string, Json>>;
  readonly photos: readonly string[];
  readonly channel: Channel;
  readonly urgency: Urgency;
  readonly phone?: string | undefined;
  readonly name?: string | undefined;
  /** ISO instant; the time of recording where absent. */
  readonly happened?: string | undefined;
  /** Seconds for which a phone kept it; instead of `happened`. */
  readonly waited?: number | undefined;
  /** The desk that sent it, and the instant by which it wants an answer. */
  readonly answerBy?: { readonly desk: string; readonly at: string } | undefined;
  /** The matter off which it is split: its time, and how little of it may be shown. */
  readonly split?: (SplitOff & { readonly visibility: Visibility }) | undefined;
  /** Person and appointment where staff took it. */
  readonly by: string | null;
  readonly post: string | null;
  readonly origin: Origin;
};

/** Everything one report writes, ready for the intake statement. */
export type Taken = {
  readonly asked: Asked;
  readonly matter: Matter;
  readonly line: PreparedLine;
  readonly keys: readonly KeyRow[];
  readonly sealed: readonly SealedRow[];
  readonly files: readonly FileRow[];
  /** Null for imports and what was split off: nobody holds a code. */
  readonly receipt: Buffer | null;
  readonly phone: Buffer | null;
  /** For the reporter alone. */
  readonly code: string;
  /** The key of the matter's texts, for what is said in the same breath; made when something is first said. */
  readonly textKey: () => DataKey;
};

export type Ground = {
  readonly district: string;
  readonly keyring: Keyring;
  readonly places: Places;
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Whose is what by rulings, beside the table of authority. */
  readonly rulings: AuthorityByTerritory;
  readonly terms: Terms;
};

/** Channels whose senders filled in another form than ours. */
const UNASKED: readonly Channel[] = ['import', 'exchange'];

/**
 * Turns a report into rows: finds its territory and the body that answers, seals its words, reckons its deadline.
 * No I/O. Throws Problem 422 naming the field that does not fit.
 */
export function take(ground: Ground, report: Report, now: Date): Taken {
  const { district, keyring } = ground;
  const kind = ground.kinds.get(report.kind);
  if (!kind?.active) throw misfit('body.kind', 'unknownKind');
  for (const { question, why } of answerRefusals(kind, report.answers)) {
    // Nobody can be asked again about a row of somebody else's table.
    if (why === 'required' && (UNASKED.includes(report.channel) || report.split !== undefined)) continue;
    throw misfit(`body.answers.${question}`, `answer_${why}`);
  }
  const { split } = report;
  // Staff who split a matter off keep their minute, also where the reporter left none.
  const anonymous = report.channel === 'anonymous' && split === undefined;
  const today = dayOf(now);
  const recorded = anonymous ? today : now.toISOString();
  const happened = anonymous ? today : happenedOf(report, now);
  const place = placeOf(ground, report.place, report.kind, today);
  // Splitting gains no time: it runs from the report of the matter that was there before.
  const since = split === undefined ? now : new Date(momentOf(split.reported));
  const promised = promiseOf(ground, kind, report, place.territory, since);

  const keys: KeyRow[] = [];
  const sealed: SealedRow[] = [];
  let made: DataKey | null = null;
  const textKey = (): DataKey => {
    if (made) return made;
    const { key, row } = keyFor(keyring, { district, owner: report.id, purpose: 'text', day: today });
    keys.push(row);
    made = key;
    return key;
  };
  const seal = (slot: string, content: string, key?: DataKey): SealedRef | null => {
    if (content === '') return null;
    const row = sealRow(keyring, {
      district,
      subject: report.id,
      territory: place.territory,
      slot,
      key: key ?? textKey(),
      text: content,
    });
    sealed.push(row);
    return { id: row.id, digest: digestOf(row) };
  };
  const photos = claimed(keyring, {
    district,
    tokens: report.photos,
    subject: report.id,
    territory: place.territory,
    today,
  });
  keys.push(...photos.keys);
  let phone: Buffer | null = null;
  if (!anonymous && report.phone !== undefined) {
    const e164 = phoneNumber(report.phone);
    phone = keyring.blindIndex(district, 'phone', e164);
    const identity = keyFor(keyring, { district, owner: report.id, purpose: 'identity', day: today });
    keys.push(identity.row);
    seal('contact', JSON.stringify({ phone: e164, name: report.name ?? null }), identity.key);
  }
  const body = {
    lon: place.lon,
    lat: place.lat,
    outside: place.outside,
    map: place.map,
    proposed: place.proposed,
    kind: kind.code,
    kindVersion: kind.version,
    urgency: report.urgency,
    visibility: split === undefined ? kind.visibility : stricter(split.visibility, kind.visibility),
    channel: report.channel,
    due: promised.due,
    term: promised.term,
    words: seal('words', report.words),
    address: seal('address', report.place.address ?? ''),
    answers: Object.keys(report.answers).length === 0 ? null : seal('answers', canonical(report.answers)),
    contact: phone !== null,
    files: photos.files.map((one) => ({ id: one.id, digest: one.address })),
    ...(anonymous ? {} : { answerBy: report.answerBy ?? null, split: split === undefined ? null : linkOf(split) }),
  };
  const kindOfLine = anonymous ? LINES.anonymous : LINES.reported;
  const line: Line<string, Json> = {
    district,
    id: report.id,
    subject: report.id,
    n: 1,
    kind: kindOfLine.name,
    origin: report.origin,
    happened,
    recorded,
    by: anonymous ? null : report.by,
    post: anonymous ? null : report.post,
    territory: place.territory,
    body: body as unknown as Json,
  };
  const matter = fold(null, line as unknown as MatterLine);
  // How long it waited differs each time that it is sent.
  const { waited: _, ...said } = report;
  // What is imported has an id that follows from its content already: whoever brings it again, it is the same.
  const digest =
    report.channel === 'import'
      ? askDigest(keyring, district, null, report.id)
      : askDigest(keyring, district, report.by, said);
  // Nobody holds a code to what was imported, nor to what was split off: its reporter follows the matter that they reported.
  const code =
    report.channel === 'import' || split !== undefined
      ? null
      : receiptCode(keyring.blindIndex(district, 'receipt-code', `${report.id}/${digest.toString('hex')}`));
  return {
    asked: { id: report.id, digest, day: today },
    matter,
    line: prepareLine(kindOfLine, line, null, countsOf(null, line as unknown as MatterLine, matter)),
    keys,
    sealed,
    files: photos.files,
    receipt: code === null ? null : receiptDigest(keyring, district, code),
    phone,
    code: code ?? '',
    textKey,
  };
}

const linkOf = ({ from, number, reported, firstAction }: SplitOff): SplitOff => ({
  from,
  number,
  reported,
  firstAction,
});

/** A keyed digest of what was asked and by whom: a repeat is one only with the same. */
export function askDigest(keyring: Keyring, district: string, author: string | null, asked: unknown): Buffer {
  return keyring.blindIndex(district, 'ask', canonical({ author, asked: asked as Json }));
}

/**
 * An id of ours for one that a sender made, always the same: in place of what may carry a time (UUID versions 1, 6 and 7), the
 * number of a device (1), or be kept on a phone.
 */
export function idFrom(keyring: Keyring, district: string, id: string): string {
  const hex = keyring.blindIndex(district, 'id-from', id.toLowerCase()).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** How a receipt code is looked up. */
export function receiptDigest(keyring: Keyring, district: string, code: string): Buffer {
  return keyring.blindIndex(district, 'receipt', code.replaceAll('-', '').toUpperCase());
}

/** A Chinese telephone number as E.164. */
export function phoneNumber(typed: string): string {
  const digits = typed.replaceAll('-', '').replace(/^0/, '');
  return `+86${digits}`;
}

/** Where something is: its territory on today's map, and the body that answers there. Points outside stay, marked. */
export function placeOf({ places, rulings }: Ground, place: Report['place'], kind: string, today: string) {
  const point =
    place.lon === undefined || place.lat === undefined
      ? null
      : toWgs84({ lon: place.lon, lat: place.lat }, place.datum);
  let territory = places.district;
  let outside = false;
  let map: string | null = null;
  if (point && !isOnEarth(point)) throw misfit('body.place', 'notOnEarth');
  if (point) {
    const found = places.locate(point);
    territory = found.code;
    outside = found.outside;
    map = found.map === null ? null : String(found.map);
  } else if (place.territory !== undefined) {
    if (!places.has(place.territory, today)) throw misfit('body.place.territory', 'unknownTerritory');
    territory = place.territory;
  }
  const proposed = places.responsible(territory, kind, today, rulings)?.body ?? null;
  return { territory, outside, map, proposed, lon: point?.lon ?? null, lat: point?.lat ?? null };
}

/**
 * The promise that goes with a report: by when it is handled, and the term that says so; null where another desk's wish, which comes
 * earlier, is the deadline. Reports that only keep their day are promised from its end.
 */
export function promiseOf(
  { terms }: Pick<Ground, 'terms'>,
  kind: Kind,
  { urgency, channel, answerBy }: Pick<Report, 'urgency' | 'channel' | 'answerBy'>,
  territory: string,
  now: Date,
) {
  const day = dayOf(now);
  const held = termFor(terms, kind, 'handle', { kind: kind.code, urgency, territory }, day);
  if (held === null) throw new Error(`no term for ${kind.code}`);
  const since = channel === 'anonymous' ? startOf(addDays(day, 1)).getTime() - 1 : now.getTime();
  const { due } = addTerm(since, spanOf(held.term), terms.timetableOf(null));
  if (answerBy !== undefined && Date.parse(answerBy.at) < due)
    return { due: new Date(answerBy.at).toISOString(), term: null };
  const { rule, term } = held;
  return {
    due: new Date(due).toISOString(),
    term: { ...term, rule: rule === null ? null : { code: rule.code, version: rule.version } },
  };
}

function happenedOf({ happened, waited }: Report, now: Date): string {
  if (happened === undefined) return new Date(now.getTime() - (waited ?? 0) * 1000).toISOString();
  const at = Date.parse(happened);
  if (at > now.getTime() + 300_000) throw misfit('body.happened', 'inFuture');
  return new Date(at).toISOString();
}

export function misfit(
  path: string,
  key: keyof typeof mattersWords.zh & string,
  parameters: Readonly<Record<string, string | number>> = {},
): Problem {
  const message: Text = textOf(mattersWords, key, parameters);
  return new Problem(422, `matters.${key}`, message, [{ path, message }]);
}
