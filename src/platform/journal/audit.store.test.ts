import { createHash, randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asOwner } from '../../../tests/harness/database.ts';
import { lamps } from '../../../tests/harness/lamps.ts';
import { whole } from '../db/scope.ts';
import { standingOf } from './tally.store.ts';
import {
  A,
  audited,
  auditHouse,
  B,
  C,
  D,
  folder,
  forgetAudits,
  foundAfter,
  house,
  keepWords,
  WORDS,
} from './tests/auditHouse.ts';

auditHouse();

test('a journal that nobody touched is clean, and leaves a checkpoint outside the database', async () => {
  const clean = await audited();
  expect(clean).toMatchObject({ district: D, lines: 7, subjects: 5, behind: 0, firstDifference: null });
  expect(clean.tallies).toBeGreaterThan(20);
  const checkpoint = JSON.parse(await readFile(join(folder, `${D}.json`), 'utf8')) as { seq: number; made: string };
  expect(checkpoint).toMatchObject({ seq: 7, made: '2026-04-03T00:00:00.000Z' });
  expect((await audited()).firstDifference).toBeNull();
});

test('one flipped byte of a line is found', async () => {
  const flip = 'update journal.line set bytes = set_byte(bytes, 10, get_byte(bytes, 10) # 1) where seq = 2';
  expect(await foundAfter(flip, flip)).toBe('330702: the bytes of line 2 do not give its hash');
});

test('a column that does not say what the bytes say is found', async () => {
  expect(
    await foundAfter(
      `update journal.line set territory = '330702102' where seq = 2`,
      `update journal.line set territory = '330702101' where seq = 2`,
    ),
  ).toMatch(/column territory of line 2/);
  expect(
    await foundAfter(
      `update journal.line set recorded = recorded + interval '1 ms' where seq = 3`,
      `update journal.line set recorded = recorded - interval '1 ms' where seq = 3`,
    ),
  ).toMatch(/column recorded of line 3/);
  expect(
    await foundAfter(
      `update journal.line set by = $1 where seq = 1`,
      'update journal.line set by = null where seq = 1',
      [randomUUID()],
    ),
  ).toMatch(/column by of line 1/);
});

test('a line written anew with a right hash is found by the line that followed it', async () => {
  const [{ bytes, hash }] = (
    await asOwner(house.ownerUrl, (owner) => owner.query('select bytes, hash from journal.line where seq = 1'))
  ).rows as [{ bytes: Buffer; hash: Buffer }];
  const forged = Buffer.from(bytes.toString('utf8').replace('street.sodium', 'street.wolfram'));
  const put = (text: Buffer, digest: Buffer) =>
    asOwner(house.ownerUrl, (owner) =>
      owner.query('update journal.line set bytes = $1, hash = $2 where seq = 1', [text, digest]),
    );
  await put(forged, createHash('sha256').update(forged).digest());
  expect((await audited()).firstDifference?.text.en).toBe(`330702: line 2 of ${A} does not follow the one before it`);
  await put(bytes, hash);
});

test('a subject whose first line is not there is found, though every line is right by itself', async () => {
  const [{ bytes, hash }] = (
    await asOwner(house.ownerUrl, (owner) => owner.query('select bytes, hash from journal.line where seq = 7'))
  ).rows as [{ bytes: Buffer; hash: Buffer }];
  const text = bytes
    .toString('utf8')
    .replace('"n":1', '"n":2')
    .replace('"prev":null', `"prev":"${'0'.repeat(64)}"`);
  const forged = Buffer.from(text);
  const put = (n: number, now: Buffer, digest: Buffer) =>
    asOwner(house.ownerUrl, (owner) =>
      owner.query('update journal.line set n = $1, bytes = $2, hash = $3 where seq = 7', [n, now, digest]),
    );
  await put(2, forged, createHash('sha256').update(forged).digest());
  expect((await audited()).firstDifference?.text.en).toBe(`330702: line 1 of ${C} does not follow the one before it`);
  await put(1, bytes, hash);
  expect((await audited()).firstDifference).toBeNull();
});

test('two lines that changed places are found by their counts, and where these went with them by the checkpoint', async () => {
  expect((await audited()).firstDifference).toBeNull();
  const swapped = (table: string) =>
    [`set seq = -1 where seq = 1`, `set seq = 1 where seq = 2`, `set seq = 2 where seq = -1`]
      .map((part) => `update ${table} ${part}`)
      .join(';');
  const lines = swapped('journal.line');
  expect(await foundAfter(lines, lines)).toMatch(/not those of the last audit/);
  await forgetAudits();
  expect(await foundAfter(lines, lines)).toMatch(/line [12] counts/);
  expect((await audited()).firstDifference).toBeNull();
  const both = `${lines};${swapped('journal.count')}`;
  expect(await foundAfter(both, both)).toMatch(/not those of the last audit/);
});

test('a missing line is found, at the end as in the middle', async () => {
  const keep = (seq: number) =>
    `create table lamps.kept as select * from journal.line where seq = ${seq}; delete from journal.line where seq = ${seq}`;
  const back = 'insert into journal.line select * from lamps.kept; drop table lamps.kept';
  expect(await foundAfter(keep(4), back)).toBe('330702: line 4 is missing');
  expect(await foundAfter(keep(7), back)).toBe('330702: line 7 is missing');
});

test('a row that is not what its lines say is found by the member that differs', async () => {
  const changed = `update lamps.lamp set state = jsonb_set(state, '{mends}', '9') where id = '${A}'`;
  expect(await foundAfter(changed, changed.replace("'9'", "'1'"))).toBe(
    `330702: the row of lamp ${A} differs from its lines in "mends"`,
  );
  expect(
    await foundAfter(
      `update lamps.lamp set n = n + 1 where id = '${B}'`,
      `update lamps.lamp set n = n - 1 where id = '${B}'`,
    ),
  ).toMatch(/in "n"/);
});

test('a row without lines and lines without a row are found', async () => {
  const stranger = 'ffffffff-ffff-4fff-bfff-ffffffffffff';
  expect(
    await foundAfter(
      `insert into lamps.lamp select district, '${stranger}', n, head, fold, territory, state from lamps.lamp where id = '${A}'`,
      `delete from lamps.lamp where id = '${stranger}'`,
    ),
  ).toBe(`330702: lamp ${stranger} has a row but no lines`);
  const gone = `create table lamps.kept as select * from lamps.lamp where id = '${B}'; delete from lamps.lamp where id = '${B}'`;
  expect(await foundAfter(gone, 'insert into lamps.lamp select * from lamps.kept; drop table lamps.kept')).toBe(
    `330702: lamp ${B} has lines but no row`,
  );
  const waiting = 'create table lamps.kept as select * from journal.waiting; delete from journal.waiting';
  expect(
    await foundAfter(waiting, 'insert into journal.waiting select * from lamps.kept; drop table lamps.kept'),
  ).toMatch(/has a row but no lines/);
});

test('a changed, a missing, an added and a misdated count are found', async () => {
  expect(
    await foundAfter(
      `update journal.count set n = 5 where seq = 1 and measure = 'found/street.sodium'`,
      `update journal.count set n = 1 where seq = 1 and measure = 'found/street.sodium'`,
    ),
  ).toBe('330702: line 1 counts 1 toward "found/street.sodium", but 5 is stored');
  const gone = `create table lamps.kept as select * from journal.count where seq = 3; delete from journal.count where seq = 3`;
  const columns = 'district, seq, measure, day, territory, n, recorded, figure';
  const back = `insert into journal.count (${columns}) select ${columns} from lamps.kept; drop table lamps.kept`;
  expect(await foundAfter(gone, back)).toMatch(/line 3 counts 1 toward "mended\/street.sodium", but 0/);
  const add = (seq: number) =>
    `insert into journal.count (district, seq, measure, day, territory, n, recorded) values ('${D}', ${seq}, 'mended/street.led', '2026-03-03', '${D}', 1, '2026-03-03')`;
  expect(await foundAfter(add(6), `delete from journal.count where seq = 6 and measure = 'mended/street.led'`)).toMatch(
    /line 6 counts 0 toward "mended\/street.led", but 1/,
  );
  expect(await foundAfter(add(8), 'delete from journal.count where seq = 8')).toBe(
    '330702: a count names line 8, which does not exist',
  );
  expect(
    await foundAfter(
      'update journal.count set recorded = recorded + 1 where seq = 7',
      'update journal.count set recorded = recorded - 1 where seq = 7',
    ),
  ).toMatch(/line 7 .* wrong day/);
  expect(
    await foundAfter(
      `update journal.waiting set counts = '[]'`,
      `update journal.waiting set counts = jsonb_build_array(
    jsonb_build_object('measure', 'found/street.sodium', 'day', '2026-04-02', 'territory', '330702', 'n', 1),
    jsonb_build_object('measure', 'happened/street.sodium', 'day', '2026-04-02', 'territory', '330702', 'n', 1))`,
    ),
  ).toMatch(/waiting line .* does not count/);
});

test('a changed, a missing and an added tally are found, and a watermark beyond the head', async () => {
  const which = `territory = '330702001' and measure = 'found/' and grain = 'month'`;
  expect(
    await foundAfter(
      `update journal.tally set n = n + 1 where ${which}`,
      `update journal.tally set n = n - 1 where ${which}`,
    ),
  ).toMatch(/the tally "found\/" of 330702001 for 2026-03-01 \(month\) is 2, its counts give 1/);
  const gone = `create table lamps.kept as select * from journal.tally where ${which}; delete from journal.tally where ${which}`;
  expect(await foundAfter(gone, 'insert into journal.tally select * from lamps.kept; drop table lamps.kept')).toMatch(
    /is 0, its counts give 1/,
  );
  const year = which.replace('month', 'year');
  expect(
    await foundAfter(
      `update journal.tally set n = n + 1 where ${year}`,
      `update journal.tally set n = n - 1 where ${year}`,
    ),
  ).toMatch(/the tally "found\/" of 330702001 for 2026-01-01 \(year\) is \d+, its counts give \d+/);
  for (const grain of ['day', 'month', 'year'])
    expect(
      await foundAfter(
        `insert into journal.tally (district, territory, grain, measure, period, n) values ('${D}', '${D}', '${grain}', 'invented/lamp', '2027-01-01', 7)`,
        `delete from journal.tally where measure = 'invented/lamp'`,
      ),
    ).toMatch(/"invented\/lamp".* is 7, its counts give 0/);
  expect(await foundAfter('update journal.watermark set seq = 99', 'update journal.watermark set seq = 6')).toBe(
    '330702: the watermark 99 lies beyond the head 7',
  );
});

test('a sealed text that is gone or altered is found', async () => {
  keepWords();
  expect((await audited()).firstDifference?.code).toBe('sealedGone');
  keepWords([WORDS.id, '00']);
  expect((await audited()).firstDifference?.code).toBe('sealed');
});

test('a kind of line that no sort of subject knows is found', async () => {
  const fewer = { ...lamps, kinds: lamps.kinds.filter((one) => one.name !== 'lamp.moved') };
  expect((await audited(fewer)).firstDifference?.text.en).toMatch(/a kind that this program does not know: lamp.moved/);
});

test('a database put back to an older state does not agree with the checkpoint', async () => {
  const head = (await house.work.read(whole(D), (tx) => standingOf(tx, D)))?.head ?? 0;
  expect((await audited()).firstDifference).toBeNull();
  const path = join(folder, `${D}.json`);
  const checkpoint = JSON.parse(await readFile(path, 'utf8')) as { seq: number; rolling: string };
  await writeFile(path, JSON.stringify({ ...checkpoint, seq: head + 2 }));
  expect((await audited()).firstDifference?.text.en).toBe(
    '330702: at the last audit there were 9 lines, now there are 7: the database was put back to an older state',
  );
  await writeFile(path, JSON.stringify({ ...checkpoint, rolling: 'ab'.repeat(32) }));
  expect((await audited()).firstDifference?.code).toBe('rewritten');
  await writeFile(path, JSON.stringify({ ...checkpoint, seq: 4 }));
  expect((await audited()).firstDifference?.code).toBe('rewritten');
  await writeFile(path, 'nonsense');
  expect((await audited()).firstDifference?.code).toBe('checkpointFile');
});

test('a whole subject rewritten with right hashes, chain, row, counts and tallies is still found by the checkpoint', async () => {
  expect((await audited()).firstDifference).toBeNull();
  const before = (
    await asOwner(house.ownerUrl, (owner) => owner.query('select bytes, hash from journal.line where seq = 7'))
  ).rows[0] as { bytes: Buffer; hash: Buffer };
  const forged = Buffer.from(
    before.bytes.toString('utf8').replace('"due":null', '"due":null'.replace('null', '"2026-05-05"')),
  );
  const hash = createHash('sha256').update(forged).digest();
  const put = (bytes: Buffer, digest: Buffer) =>
    asOwner(house.ownerUrl, async (owner) => {
      await owner.query('update journal.line set bytes = $1, hash = $2 where seq = 7', [bytes, digest]);
      await owner.query(`update lamps.lamp set head = $1 where id = '${C}'`, [digest]);
    });
  await put(forged, hash);
  expect((await audited()).firstDifference?.code).toBe('rewritten');
  await put(before.bytes, before.hash);
  expect((await audited()).firstDifference).toBeNull();
});
