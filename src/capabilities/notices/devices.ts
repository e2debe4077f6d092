import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { PushTarget } from '../../platform/push/push.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import { forget, insertSealed, keyIdsOf, sealedOf } from '../../platform/sealing/sealed.store.ts';
import { keyFor, openRows, sealRow } from '../../platform/sealing/sealed.ts';
import { heardTo } from './notices.store.ts';
import { type Device, devicesOf, putDevice, removeDevice, tellFrom } from './watch.store.ts';

const SLOT = 'target';

/** How many browsers one person is told at. */
export const MOST_DEVICES = 10;

/** A browser's keyed digest, and the id that follows from it: the same browser is the same device, whoever signs in at it. */
export function deviceOf(keyring: Keyring, district: string, endpoint: string): { id: string; mark: Buffer } {
  const mark = keyring.blindIndex(district, 'notices.device', endpoint);
  const hex = mark.toString('hex');
  return {
    mark,
    id: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
  };
}

/**
 * Makes a browser one of a person's, in a transaction whose scope has the person and the device among its subjects; whose it was before is
 * told there no more. Returns the keys that are gone.
 */
export async function addDevice(
  tx: Tx,
  keyring: Keyring,
  district: string,
  person: string,
  given: { readonly push: PushTarget } & Pick<Device, 'shell' | 'language'>,
  now: Date,
): Promise<string[]> {
  const { id, mark } = deviceOf(keyring, district, given.push.endpoint);
  const day = dayOf(now);
  const gone = await dropDevice(tx, district, id, now);
  // Who was told nowhere before hears from now on.
  if ((await devicesOf(tx, district, person)).length === 0)
    await tellFrom(tx, district, person, (await heardTo(tx, district)).seq);
  const { key, row } = keyFor(keyring, { district, owner: id, purpose: 'identity', day });
  const text = JSON.stringify(given.push);
  await insertSealed(
    tx,
    [row],
    [sealRow(keyring, { district, subject: id, territory: district, slot: SLOT, key, text })],
  );
  await putDevice(tx, district, person, mark, { id, shell: given.shell, language: given.language, made: day });
  return gone;
}

/** Takes a device away and destroys the key of its endpoint; returns the keys that are gone. */
export async function dropDevice(tx: Tx, district: string, id: string, now: Date): Promise<string[]> {
  if (!(await removeDevice(tx, district, id))) return [];
  return forget(tx, district, await keyIdsOf(tx, district, [id]), now);
}

/** Where a device takes messages; null where it was taken away. */
export async function targetOf(tx: Tx, keyring: Keyring, district: string, id: string): Promise<PushTarget | null> {
  const row = openRows(keyring, await sealedOf(tx, district, [id], [SLOT])).findLast((one) => one.text !== null);
  return row?.text ? (JSON.parse(row.text) as PushTarget) : null;
}
