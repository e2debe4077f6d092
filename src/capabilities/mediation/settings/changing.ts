import { createHash } from 'node:crypto';
import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import { held } from '../../../platform/db/held.ts';
import { nothing } from '../../../platform/db/scope.ts';
import { Problem } from '../../../platform/http/problem.ts';
import { allBodies } from '../../../platform/identity/bodies.store.ts';
import type { Appointment, Caller } from '../../../platform/identity/caller.ts';
import { append } from '../../../platform/journal/append.store.ts';
import { askedBy, repeatOf } from '../../../platform/journal/asking.ts';
import { canonical, type Json } from '../../../platform/journal/canonical.rules.ts';
import type { Origin } from '../../../platform/journal/line.rules.ts';
import { step } from '../../../platform/journal/step.ts';
import { textOf } from '../../../platform/language/language.ts';
import { sealBeside } from '../../../platform/sealing/beside.ts';
import type { Keyring } from '../../../platform/sealing/keyring.ts';
import { templateFaults } from '../documents/template.rules.ts';
import { lockNumbering, wordsUsed } from '../mediation.store.ts';
import { LINES } from './lines.rules.ts';
import { type Change, fold, type Setting, termsOf } from './setting.rules.ts';
import { loadSetting, lockSetting, settingRow } from './settings.store.ts';
import { settingsWords } from './settings.words.ts';
import { type Terms, usedBy } from './terms.rules.ts';

/** The terms by which a district mediates, in a transaction that is under way or in one of its own. */
export async function readTerms(from: Tx | Database, district: string): Promise<Terms> {
  const read = async (tx: Tx): Promise<Terms> => termsOf((await loadSetting(tx, district))?.state ?? null);
  return 'read' in from ? from.read(nothing(district), read) : read(from);
}

/** The same, held in the process: what a step on a case goes by. */
export const heldTerms = held(readTerms);

/**
 * The id of a district's terms as a subject, made of the district alone, so that two first changes at once are of one subject
 * (RFC 9562, version 8: a digest of its own name).
 */
export function settingId(district: string): string {
  const hex = createHash('sha256').update(`mediation-setting ${district}`).digest('hex');
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Who changes what, in which appointment, why, and which state of the terms was before them. */
export type Changing = {
  readonly keyring: Keyring;
  readonly district: string;
  readonly caller: Caller;
  readonly held: Appointment;
  readonly now: Date;
  readonly origin: Origin;
};

/**
 * Changes one term under an id made by the sender. `n` is the number of changes that the sender saw. Throws Problem 409 where somebody
 * else changed them in between or the id was used for something else, 422 where a template has a fault, each with its line.
 */
export async function changeTerms(
  tx: Tx,
  doing: Changing,
  given: { readonly id: string; readonly n: number; readonly change: Change; readonly reason: string },
): Promise<Setting> {
  const { district, keyring, now, held } = doing;
  const { change } = given;
  await lockSetting(tx, district);
  const stored = await loadSetting(tx, district);
  const asked = askedBy(doing, 'mediation-setting-ask', given.id, given);
  const known = await repeatOf(tx, district, asked, () => stored, taken);
  if (known) return known.state;
  if ((stored?.state.n ?? 0) !== given.n) throw refused(409, 'movedOn');
  if (isSame(change, stored?.state ?? null)) throw refused(422, 'same');
  if (change.term === 'word') {
    refuseTwins(change.value);
    await refuseUsed(tx, doing, change.value, termsOf(stored?.state ?? null));
  }
  if (change.term === 'template' && change.value !== null) refuseFaults(change.value, 'body.change.value');
  const subject = settingId(district);
  const at = { district, subject, territory: district, now };
  const { ref, fragments } = await sealBeside(tx, keyring, at, `reason-${given.n + 1}`, given.reason);
  const by = doing.caller.is === 'staff' ? doing.caller.person : null;
  const next = step<Setting>(
    { fold },
    stored,
    { ...at, origin: doing.origin, by, post: held.id },
    {
      id: given.id,
      kind: LINES.changed,
      body: { change, as: held.post, reason: ref },
    },
  );
  await append(tx, {
    district,
    asked: [asked],
    lines: [{ prepared: next.prepared, ask: asked.id }],
    fragments: [...fragments, settingRow(next, asked.id)],
  });
  return next.state;
}

const isSame = (change: Change, setting: Setting | null): boolean => {
  const now =
    change.term === 'template' ? (setting?.templates[change.code]?.text ?? null) : (setting?.[change.term] ?? null);
  return canonical(now as Json) === canonical(change.value as Json);
};

/** Two committees with one word would give two agreements one number. Throws Problem 422. */
function refuseTwins(word: Readonly<Record<string, string>>): void {
  const all = Object.values(word);
  const twin = all.find((one, at) => all.indexOf(one) !== at);
  if (twin === undefined) return;
  const message = textOf(settingsWords, 'twin', { word: twin });
  throw new Problem(422, 'mediation.twin', message, [{ path: 'body.change.value', message }]);
}

/** Nor is a word set by which another body has numbered this year. Throws Problem 422. */
async function refuseUsed(
  tx: Tx,
  { district, now }: Changing,
  wanted: Readonly<Record<string, string>>,
  before: Terms,
): Promise<void> {
  await lockNumbering(tx, district);
  const used = await wordsUsed(tx, district, dayOf(now).slice(0, 4));
  for (const [body, word] of Object.entries(wanted)) {
    const other = before.word[body] === word ? null : usedBy(body, word, used);
    if (other === null) continue;
    const name = (await allBodies(tx, district)).find(({ id }) => id === other)?.nameZh ?? other;
    const message = textOf(settingsWords, 'twinUsed', { word, body: name });
    throw new Problem(422, 'mediation.twinUsed', message, [{ path: 'body.change.value', message }]);
  }
}

/** Throws Problem 422 with every fault of a template, each by its line. */
export function refuseFaults(text: string, path: string): void {
  const faults = templateFaults(text);
  if (faults.length === 0) return;
  throw new Problem(
    422,
    'mediation.template',
    textOf(settingsWords, 'template'),
    faults
      .slice(0, 20)
      .map(({ why, line, field }) => ({ path, message: textOf(settingsWords, `fault_${why}`, { line, field }) })),
  );
}

export const refused = (status: number, key: keyof typeof settingsWords.zh & string): Problem =>
  new Problem(status, `mediation.${key}`, textOf(settingsWords, key));
const taken = (): Problem => refused(409, 'taken');
