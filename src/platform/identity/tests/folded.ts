import { isDeepStrictEqual } from 'node:util';
import { whole } from '../../db/scope.ts';
import { kindsByName } from '../../journal/subject.ts';
import { identitySubjects } from '../subjects.store.ts';
import { DISTRICT, type House } from './house.ts';

/**
 * Folds every subject of this folder from its lines and compares with its row: kinds, chain, number, head and state.
 * Returns how many rows of each sort were compared; throws naming the first that differs.
 */
export async function folded({ test }: House): Promise<Record<string, number>> {
  const kinds = kindsByName(identitySubjects);
  const { rows: lines } = await test.work.pool.query<{ subject: string; bytes: Buffer; hash: Buffer }>(
    'select subject, bytes, hash from journal.line order by subject, n',
  );
  const bySubject = Map.groupBy(lines, (one) => one.subject);
  const compared: Record<string, number> = {};
  for (const sort of identitySubjects) {
    const rows = await test.work.read(whole(DISTRICT), (tx) => sort.rows.read(tx, DISTRICT, null, 10_000));
    for (const row of rows) {
      let state: unknown = null;
      let prev: string | null = null;
      const own = bySubject.get(row.id) ?? [];
      for (const { bytes, hash } of own) {
        const line = JSON.parse(bytes.toString('utf8'));
        if (kinds.get(line.kind)?.subject.name !== sort.name) throw new Error(`${sort.name} ${row.id}: ${line.kind}`);
        if (line.prev !== prev) throw new Error(`${sort.name} ${row.id}: the chain is broken at ${line.n}`);
        state = sort.fold(state, line);
        prev = hash.toString('hex');
      }
      if (row.n !== own.length || row.head.toString('hex') !== prev) throw new Error(`${sort.name} ${row.id}: head`);
      const stored = JSON.parse(JSON.stringify(row.state));
      if (!isDeepStrictEqual(stored, JSON.parse(JSON.stringify(state)))) {
        throw new Error(`${sort.name} ${row.id}: ${JSON.stringify(stored)} is not ${JSON.stringify(state)}`);
      }
    }
    compared[sort.name] = rows.length;
  }
  return compared;
}
