import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/harness/database.ts';
import { arraysOf, type Columns, namesOf } from './columns.ts';
import { nothing } from './scope.ts';

let house: TestDatabase;
beforeAll(async () => {
  house = await testDatabase();
});
afterAll(() => house?.drop());

const COLUMNS = {
  at: 'int',
  said: 'text',
  yes: 'boolean',
  bytes: 'bytea',
  degrees: 'float8',
  more: 'jsonb',
} as const satisfies Columns;

test('rows come out of the database as they went in, whatever their texts hold', async () => {
  const text = fc.string({ unit: 'binary' }).map((one) => one.toWellFormed().replaceAll('\0', ''));
  const odd = fc.constantFrom('NULL', 'null', '', ' ', '{}', '"', '\\', '\\x00', ',', '\n');
  const row = fc.record({
    said: fc.option(fc.oneof(text, odd)),
    yes: fc.option(fc.boolean()),
    bytes: fc.option(fc.uint8Array().map((one) => Buffer.from(one))),
    degrees: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0)),
    more: fc.option(fc.dictionary(fc.constantFrom('a', 'b "c"'), text).map((one) => JSON.stringify(one))),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row), async (given) => {
      const rows = given.map((one, at) => ({ ...one, at }));
      const read = await house.db.read(nothing('330702'), (tx) =>
        sql<
          Record<string, unknown>
        >`select * from unnest(${arraysOf(rows, COLUMNS)}) as x(${namesOf(COLUMNS)}) order by at`.execute(tx),
      );
      const parsed = rows.map((one) => ({ ...one, more: one.more === null ? null : JSON.parse(one.more) }));
      expect(read.rows).toEqual(parsed);
    }),
    { numRuns: 60 },
  );
});
