import { randomBytes, randomUUID } from 'node:crypto';
import { TABLES } from '../../../gateways/exchange/tables.ts';
import { addDays, dayOf, startOf } from '../../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { Problem } from '../../../platform/http/problem.ts';
import type { Author } from '../../../platform/identity/subject.store.ts';
import { append } from '../../../platform/journal/append.store.ts';
import type { Json } from '../../../platform/journal/canonical.rules.ts';
import type { Line, LineKind, Origin } from '../../../platform/journal/line.rules.ts';
import { prepareLine } from '../../../platform/journal/line.ts';
import { type Text, textOf } from '../../../platform/language/language.ts';
import type { Keyring } from '../../../platform/sealing/keyring.ts';
import { forget, insertSealed, keyIdsOf, sealedById } from '../../../platform/sealing/sealed.store.ts';
import { digestOf, keyFor, openRows, sealRow } from '../../../platform/sealing/sealed.ts';
import { foldPartner, mayDeliverTo, OVERLAP_DAYS, type Partner, secretsAt } from './exchange.rules.ts';
import { partnerOf, type StoredPartner, setPartner } from './exchange.store.ts';
import { exchangeMatterWords } from './exchange.words.ts';
import { PARTNER_LINES } from './partners.lines.rules.ts';

/** Who writes, when, and where. */
export type Writing = {
  readonly district: string;
  readonly keyring: Keyring;
  readonly now: Date;
  readonly origin: Origin;
  readonly author: Author;
};

export type PartnerDraft = {
  readonly desk: string;
  readonly name: Text;
  readonly categories: string;
  readonly url: string | null;
  /** A secret that the other desk gave, or a fresh one; `keep` leaves what is there. */
  readonly secret: { readonly is: 'given'; readonly secret: string } | { readonly is: 'fresh' | 'keep' };
};

/** What came of it: the desk, a fresh secret to be shown this once, and keys that are gone, for the log after the commit. */
export type PartnerSet = {
  readonly partner: Partner;
  readonly secret: string | null;
  readonly forgotten: readonly string[];
};

const SLOT = 'secret';

/**
 * Sets a desk, new or known, with one line. A new secret leaves the one before good for seven days; what was before that is
 * forgotten. The transaction must see the desk's own sealed texts. Throws Problem 422 for an address that is not allowed.
 */
export async function putPartner(tx: Tx, writing: Writing, draft: PartnerDraft): Promise<PartnerSet> {
  const { district, keyring, now } = writing;
  if (draft.url !== null && !mayDeliverTo(draft.url)) throw misfit('body.url', 'badUrl');
  if (!TABLES.some((one) => one === draft.categories)) throw misfit('body.categories', 'badCategories');
  const before = await partnerOf(tx, district, draft.desk, true);
  const id = before?.partner.id ?? randomUUID();
  const isKept = draft.secret.is === 'keep' && before?.partner.secret;
  const fresh = draft.secret.is === 'given' || isKept ? null : randomBytes(32).toString('base64url');
  const text = draft.secret.is === 'given' ? draft.secret.secret : fresh;
  let sealed: { id: string; digest: string } | null = null;
  if (text !== null) {
    const { key, row } = keyFor(keyring, { district, owner: id, purpose: 'text', day: dayOf(now) });
    const secret = sealRow(keyring, { district, subject: id, territory: district, slot: SLOT, key, text });
    await insertSealed(tx, [row], [secret]);
    sealed = { id: secret.id, digest: digestOf(secret) };
  }
  const { desk, name, categories, url } = draft;
  const formerUntil = sealed === null ? null : startOf(addDays(dayOf(now), OVERLAP_DAYS + 1)).toISOString();
  const body = { desk, name, categories, url, secret: sealed, formerUntil };
  const partner = await written(tx, writing, before, id, PARTNER_LINES.set, body);
  const former = before?.partner.former ?? null;
  const gone = sealed === null || former === null ? [] : await keysOfSecrets(tx, district, [former]);
  return { partner, secret: fresh, forgotten: await forget(tx, district, gone, now) };
}

/** Ends the exchange with a desk: nothing more is taken or sent, its secrets are forgotten. Throws Problem 404. */
export async function stopPartner(tx: Tx, writing: Writing, desk: string): Promise<readonly string[]> {
  const { district, now } = writing;
  const before = await partnerOf(tx, district, desk, true);
  if (before?.partner.state !== 'standing') throw noPartner();
  const { id } = before.partner;
  await written(tx, writing, before, id, PARTNER_LINES.stopped, {});
  return forget(tx, district, await keyIdsOf(tx, district, [id]), now);
}

/** The secrets of a desk that are good now, the newest first. The transaction must see the desk's own sealed texts. */
export async function secretsOf(tx: Tx, keyring: Keyring, partner: Partner, now: Date): Promise<string[]> {
  const ids = secretsAt(partner, now.toISOString());
  const opened = openRows(keyring, await sealedById(tx, partner.district, ids));
  const texts = new Map(opened.map((one) => [one.id, one.text]));
  return ids.flatMap((id) => texts.get(id) ?? []);
}

async function keysOfSecrets(tx: Tx, district: string, ids: readonly string[]): Promise<string[]> {
  return (await sealedById(tx, district, ids)).map((one) => one.key);
}

async function written(
  tx: Tx,
  { district, now, origin, author }: Writing,
  before: StoredPartner | null,
  id: string,
  kind: LineKind,
  body: Json,
): Promise<Partner> {
  const at = Math.max(now.getTime(), before === null ? 0 : Date.parse(before.partner.updated));
  const recorded = new Date(at).toISOString();
  const line: Line<string, Json> = {
    district,
    id: randomUUID(),
    subject: id,
    n: (before?.partner.n ?? 0) + 1,
    kind: kind.name,
    origin,
    happened: recorded,
    recorded,
    ...author,
    territory: district,
    body,
  };
  const prepared = prepareLine(kind, line, before?.head ?? null, []);
  const partner = foldPartner(before?.partner ?? null, prepared.line);
  const fragments = [setPartner({ partner, head: prepared.hash })];
  await append(tx, { district, asked: [], lines: [{ prepared, ask: null }], fragments });
  return partner;
}

/** There is no such desk, or no longer. */
export const noPartner = (): Problem => new Problem(404, 'matters.noPartner', textOf(exchangeMatterWords, 'noPartner'));

function misfit(path: string, key: 'badUrl' | 'badCategories'): Problem {
  const message = textOf(exchangeMatterWords, key);
  return new Problem(422, `matters.${key}`, message, [{ path, message }]);
}
