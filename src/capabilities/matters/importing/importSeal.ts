import { createSecretKey } from 'node:crypto';
import type { Refusal } from '../../../gateways/tabular/compile.ts';
import type { Keyring } from '../../../platform/sealing/keyring.ts';
import type { Shown } from './importing.contract.ts';
import type { Plan } from './importing.rules.ts';

/** What an import keeps of its table, none of it in the open: sealed to its id and place, gone with its row. */
export function importSeal(keyring: Keyring, district: string) {
  const key = createSecretKey(keyring.blindIndex(district, 'matters.import', 'key'));
  const seal = (at: string, content: unknown): Buffer => keyring.seal(key, JSON.stringify(content), at);
  const open = <T>(at: string, cipher: Buffer): T => JSON.parse(keyring.open(key, cipher, at)) as T;
  const saidAt = (id: string): string => `import/${district}/${id}/said`;
  const refusedAt = (id: string, upto: number): string => `import/${district}/${id}/refused/${upto}`;
  const mapAt = (form: Buffer): string => `import/${district}/map/${form.toString('hex')}`;
  return {
    said: (id: string, said: Shown): Buffer => seal(saidAt(id), said),
    openSaid: (id: string, cipher: Buffer): Shown => {
      const said = open<Shown>(saidAt(id), cipher);
      return { ...said, plan: said.plan === null ? null : { ...said.plan, answers: said.plan.answers ?? [] } };
    },
    refused: (id: string, upto: number, refusals: readonly Refusal[]): Buffer => seal(refusedAt(id, upto), refusals),
    openRefused: (id: string, upto: number, cipher: Buffer): readonly Refusal[] => open(refusedAt(id, upto), cipher),
    /** How a form of table is looked up: by its heading, which stays unreadable. */
    formOf: (header: readonly string[]): Buffer =>
      keyring.blindIndex(district, 'matters.import.form', header.map((one) => one.trim()).join('\u001f')),
    plan: (form: Buffer, plan: Plan): Buffer => seal(mapAt(form), plan),
    // Plans that were kept before questions had columns have none.
    openPlan: (form: Buffer, cipher: Buffer): Plan => {
      const plan = open<Plan>(mapAt(form), cipher);
      return { ...plan, answers: plan.answers ?? [] };
    },
  };
}
export type ImportSeal = ReturnType<typeof importSeal>;
