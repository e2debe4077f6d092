import type { Tx } from '../../platform/db/database.ts';
import { openBeside } from '../../platform/sealing/beside.ts';
import type { Ground } from './ground.ts';
import type { Case } from './mediation.rules.ts';
import type { Identity } from './opening.ts';

/** Who the parties of a case are, by id; null where a party was forgotten. What is shown of it is its caller's duty. */
export async function identitiesOf(
  tx: Tx,
  { keyring, district }: Pick<Ground, 'keyring' | 'district'>,
  { parties }: Pick<Case, 'parties'>,
): Promise<ReadonlyMap<string, Identity | null>> {
  const opened = await openBeside(
    tx,
    keyring,
    district,
    parties.map(({ identity }) => identity),
  );
  return new Map(
    parties.map(({ id, identity }) => {
      const text = opened.get(identity.id) ?? null;
      return [id, text === null ? null : (JSON.parse(text) as Identity)];
    }),
  );
}
