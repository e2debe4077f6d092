import { dayOf } from '../calendar/calendar.rules.ts';
import type { Tx } from '../db/database.ts';
import { newId } from '../identity/ids.ts';
import type { MachineRow } from '../identity/machines.store.ts';
import { prepared, START, type Step, type Writing, write } from '../identity/subject.store.ts';
import type { Json } from '../journal/canonical.rules.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { forget, insertSealed, keyIdsOf, sealedById } from '../sealing/sealed.store.ts';
import { digestOf, keyFor, openRows, sealRow } from '../sealing/sealed.ts';
import { HOOK_LINES, type Why } from './lines.rules.ts';
import { newSecret } from './signature.ts';
import { foldHook, type HookNow, OVERLAP_DAYS, secretsAt } from './webhooks.rules.ts';
import { type HookRow, hookById, setHook } from './webhooks.store.ts';

const SLOT = 'secret';

export type HookDraft = Pick<HookNow, 'machine' | 'body' | 'name' | 'url' | 'events' | 'territory'>;

/** Whether a machine's key stands and is not over: nothing is told in the name of one that is. */
export const isKeyGood = (machine: Pick<MachineRow, 'state' | 'until'>, now: Date): boolean =>
  machine.state === 'standing' && machine.until >= dayOf(now);

/** Where a line leads, with what it says. */
type Led =
  | { readonly to: 'approved' | 'refused' | 'resumed' | 'ended' }
  | { readonly to: 'paused'; readonly why: Why }
  | { readonly to: 'replayed'; readonly from: number };

/** Enters a hook that waits for a second person; its secret is returned this once. The draft was checked. */
export async function proposeHook(
  tx: Tx,
  writing: Writing,
  keyring: Keyring,
  draft: HookDraft,
): Promise<{ id: string; secret: string }> {
  const id = newId();
  const { secret, sealed } = await freshSecret(tx, writing, keyring, id);
  await written(tx, writing, null, id, HOOK_LINES.proposed, { ...draft, events: [...draft.events], secret: sealed });
  return { id, secret };
}

/** One more line on a hook, which was checked; returns the keys that are forgotten with an end, for the log after the commit. */
export async function moveHook(tx: Tx, writing: Writing, id: string, led: Led): Promise<readonly string[]> {
  const before = await hookById(tx, writing.district, id, true);
  if (before === null) throw new Error('no such hook');
  const { to, ...body } = led;
  await written(tx, writing, before, id, HOOK_LINES[to], body);
  if (to !== 'ended' && to !== 'refused') return [];
  return forget(tx, writing.district, await keyIdsOf(tx, writing.district, [id]), writing.now);
}

/** Another secret; the one before signs as well for seven days. */
export async function renewSecret(tx: Tx, writing: Writing, keyring: Keyring, before: HookRow): Promise<string> {
  const { secret, sealed } = await freshSecret(tx, writing, keyring, before.id);
  const formerUntil = new Date(writing.now.getTime() + OVERLAP_DAYS * 86_400_000).toISOString();
  await written(tx, writing, before, before.id, HOOK_LINES.renewed, { secret: sealed, formerUntil });
  return secret;
}

/** The secrets that sign now, the newest first. The transaction must see the hook's own sealed texts. */
export async function openSecrets(
  tx: Tx,
  keyring: Keyring,
  district: string,
  hook: HookNow,
  now: Date,
): Promise<string[]> {
  const ids = secretsAt(hook, now.toISOString());
  const texts = new Map(openRows(keyring, await sealedById(tx, district, ids)).map((one) => [one.id, one.text]));
  return ids.flatMap((id) => texts.get(id) ?? []);
}

async function freshSecret(tx: Tx, { district, now }: Writing, keyring: Keyring, hook: string) {
  const secret = newSecret();
  const { key, row } = keyFor(keyring, { district, owner: hook, purpose: 'text', day: dayOf(now) });
  const sealed = sealRow(keyring, { district, subject: hook, territory: district, slot: SLOT, key, text: secret });
  await insertSealed(tx, [row], [sealed]);
  return { secret, sealed: { id: sealed.id, digest: digestOf(sealed) } };
}

async function written(
  tx: Tx,
  writing: Writing,
  before: HookRow | null,
  subject: string,
  kind: Step['kind'],
  body: Json,
): Promise<void> {
  const { chain, ...now } = before ?? { chain: START };
  const line = prepared(writing, { kind, subject, body, territory: null, chain, id: newId() });
  const after = foldHook(before === null ? null : (now as HookNow), line.line);
  await write(tx, writing, [line], [setHook(line, after, writing.district)]);
}
