import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subjects } from '../../src/apps/subjects.ts';
import { addDays, dayOf } from '../../src/platform/calendar/calendar.rules.ts';
import { openFileStore, sweepTray } from '../../src/platform/files/files.door.ts';
import { audit } from '../../src/platform/journal/audit.ts';
import { foldTallies } from '../../src/platform/journal/tally.ts';
import { settleDay } from '../../src/platform/journal/waiting.ts';
import { asOwner } from '../harness/database.ts';
import { everyFile, everyRow, leaksIn, type Row, timesIn } from './traces.ts';
import { ADDRESS, D, DEVICE, type Told, type Unnamed, unnamedBeforeTheHouse } from './unnamed.ts';

/*
 * Charter rule 6, proved on the running processes: people report anonymously with photos, add to it, answer, rate, reopen and
 * withdraw, over real HTTP behind a proxy that names their address, with a telephone that names itself. Then this is searched:
 * - every row of every table of the database (all schemas: journal, matters, files, sealing, identity, better-auth's, pg-boss's …),
 *   as text and with every bytea read as text, for the address, the device and its parts, the cookies sent along, and for any time
 *   within the spans in which they acted: written out, as seconds or milliseconds, or inside a UUID of version 1, 6 or 7;
 * - the settings by which PostgreSQL itself would keep such times or statements;
 * - every file and folder of the data folder: contents, and the times of change, of status and of birth;
 * - all that the server wrote to its output, at its most talkative level; its metrics before and after;
 * and after the worker's nightly batch the transaction numbers (xmin) and places (ctid) of every row that tells of those matters.
 */
const NEEDLES = [ADDRESS, '203.0.113', DEVICE, 'Xyzzy', 'Kestrel', 'Plugh/4.2', '127.0.0.1', '::ffff:', 'IMG_SECRET'];
const REPORTS = 12;

let house: Unnamed;
const told: Told[] = [];
beforeAll(async () => {
  house = await unnamedBeforeTheHouse();
}, 120_000);
afterAll(() => house?.close());

const at = (index: number): Told => told[index] ?? expect.fail(`no report ${index}`);
let before: string[] = [];
let after: string[] = [];

describe('people who report anonymously', () => {
  it('do all that a reporter can', { timeout: 120_000 }, async () => {
    before = await house.metrics();
    const said = await house.spanned(async () => {
      for (let index = 0; index < REPORTS; index += 1) {
        const photos = index % 3 === 0 ? [await house.upload(`IMG_SECRET_${index}.jpg`)] : [];
        const report = {
          id: house.newId(),
          kind: 'hazard.fire',
          place: { lon: 119.65 + index / 1000, lat: 29.08, address: `后街${index}号` },
          words: `楼道堆满杂物 ${index}`,
          answers: { blocked: true },
          photos,
        };
        const near = await house.unnamed(
          'GET',
          `/api/public/near?lon=${report.place.lon}&lat=29.08&kind=hazard.fire`,
          undefined,
        );
        expect(near.status, JSON.stringify(near.json)).toBe(200);
        const answer = await house.unnamed('POST', '/api/matters/anonymous', report);
        expect(answer.status, JSON.stringify(answer.json)).toBe(200);
        told.push(answer.json as Told);
        // Sent again, as from a telephone that heard no answer.
        if (index === 1)
          expect((await house.unnamed('POST', '/api/matters/anonymous', report)).json).toEqual({
            ...answer.json,
            repeated: true,
          });
      }
      expect(
        (await house.unnamed('POST', '/api/matters/anonymous', { id: house.newId(), kind: 'hazard.none', place: {} }))
          .status,
      ).toBe(400);
    });
    expect(said).toBe('');
    after = await house.metrics();
    await house.staffMove('duty1', at(0), { move: 'assign', body: 'fire' });
    await house.staffMove('handler1', at(0), { move: 'accept' });
    await house.staffMove('handler1', at(0), { move: 'handOver', result: '清了' });
    await house.staffMove('verifier1', at(0), { move: 'verify' });
    await house.staffMove('verifier1', at(0), { move: 'close' });
    await house.staffMove('duty1', at(1), { move: 'ask', question: '几楼？' });
    const saidLater = await house.spanned(async () => {
      await house.reporterMove(at(0), { move: 'rate', stars: 2, words: '又堆上了' });
      await house.reporterMove(at(0), { move: 'reopen', reason: '又堆上了' });
      await house.reporterMove(at(1), {
        move: 'answer',
        answer: '三楼',
        photos: [await house.upload('IMG_SECRET_A.jpg')],
      });
      await house.reporterMove(at(2), {
        move: 'note',
        note: '还在那里',
        photos: [await house.upload('IMG_SECRET_B.jpg')],
      });
      await house.reporterMove(at(3), { move: 'withdraw', reason: '已经有人清了' });
    });
    expect(saidLater).toBe('');
    await house.staffMove('handler1', at(0), { move: 'accept' });
    await house.staffMove('duty1', at(1), { move: 'assign', body: 'fire' });
  });

  it('are read at once on the desk, to the day', async () => {
    const history = (await house.staffLook('duty1', at(0)))['history'] as {
      kind: string;
      at: string;
      words: string | null;
      own: boolean;
    }[];
    expect(history.map((one) => one.kind)).toEqual([
      'matter.reported-anonymously',
      'matter.assigned',
      'matter.accepted',
      'matter.handed-over',
      'matter.verified',
      'matter.closed',
      'matter.rated',
      'matter.reopened',
      'matter.accepted',
    ]);
    for (const one of history) expect([one.kind, /^\d{4}-\d\d-\d\d$/.test(one.at)]).toEqual([one.kind, one.own]);
    const { json: followed } = await house.unnamed('POST', '/api/follow', { code: at(1).code });
    expect((followed['history'] as { kind: string }[]).map((one) => one.kind)).toEqual([
      'matter.reported-anonymously',
      'matter.asked',
      'matter.answered',
      'matter.assigned',
    ]);
  });
});

/** Rows that tell of the anonymous matters or of what belongs to them: their photos' and keys' rows too. */
function tellingRows(rows: readonly Row[]): Row[] {
  const ids = new Set(told.map((one) => one.id));
  const own = rows.filter((row) => [...ids].some((id) => row.text.includes(id)));
  const belonging = own.flatMap((row) =>
    /^(files\.file|sealing\.key|sealing\.sealed)$/.test(row.table) ? [String(row.values['id'])] : [],
  );
  return rows.filter((row) => own.includes(row) || belonging.some((id) => row.text.includes(id)));
}
/** What colleagues wrote to those matters, in their own time and name: theirs to keep. */
const byStaff = (row: Row) =>
  (row.table === 'journal.line' && row.values['by'] !== null) ||
  row.table === 'journal.outbox' ||
  row.table === 'journal.share';
/** Columns of a matter that tell when colleagues acted. */
const STAFFS_TIMES = ['first_action', 'closed', 'updated'];

const leaks = (rows: readonly Row[]) =>
  leaksIn(rows, [...NEEDLES, ...house.sentIds, ...Object.values(house.cookies)], house.spans);

describe('of them', () => {
  it('no row of the database keeps the address, the device or the time', async () => {
    const rows = await everyRow(house.test.ownerUrl);
    expect(rows.length).toBeGreaterThan(100);
    const schemas = [...new Set(rows.map((row) => row.table.split('.')[0]))];
    expect(schemas).toEqual(
      expect.arrayContaining(['auth', 'files', 'identity', 'jobs', 'journal', 'matters', 'sealing']),
    );
    expect(leaks(rows)).toEqual([]);
  });

  it('no row that tells of their matters has a time finer than a day, but for what colleagues did', async () => {
    const rows = tellingRows(await everyRow(house.test.ownerUrl));
    expect(new Set(rows.map((row) => row.table))).toEqual(
      new Set([
        'files.file',
        'files.tray',
        'journal.asked',
        'journal.line',
        'journal.outbox',
        'journal.share',
        'journal.waiting',
        'matters.matter',
        'matters.receipt',
        'sealing.key',
        'sealing.sealed',
      ]),
    );
    for (const row of rows.filter((one) => !byStaff(one))) {
      const moved = Number(row.values['n'] ?? 1) > 1;
      for (const [column, value] of Object.entries(row.values)) {
        const isTime = typeof value === 'string' && /^\d{4}-\d\d-\d\d[T ]\d\d:/.test(value);
        if (!isTime || (row.table === 'matters.matter' && moved && STAFFS_TIMES.includes(column))) continue;
        expect([row.table, column, new Date(value).toISOString().slice(11)]).toEqual([
          row.table,
          column,
          '16:00:00.000Z',
        ]);
      }
    }
  });

  it('PostgreSQL is not set to keep the minute of a commit, a connection or a statement', async () => {
    const set = await asOwner(house.test.ownerUrl, async (owner) => {
      const names = [
        'track_commit_timestamp',
        'log_connections',
        'log_disconnections',
        'log_statement',
        'log_min_duration_statement',
        'log_duration',
        'log_parameter_max_length_on_error',
        'logging_collector',
      ];
      const { rows } = await owner.query<{ name: string; setting: string }>(
        'select name, setting from pg_settings where name = any($1) order by name',
        [names],
      );
      return Object.fromEntries(rows.map((row) => [row.name, row.setting]));
    });
    expect(set).toMatchObject({
      track_commit_timestamp: 'off',
      log_statement: 'none',
      log_min_duration_statement: '-1',
      log_duration: 'off',
      log_parameter_max_length_on_error: '0',
    });
    expect(['', 'off']).toContain(set['log_connections']);
    expect(set['log_disconnections']).toBe('off');
  });

  it('the server wrote nothing, and counted nothing by the minute', async () => {
    expect(NEEDLES.filter((needle) => house.server.said().includes(needle) && needle !== '127.0.0.1')).toEqual([]);
    // Beside the two looks at the metrics themselves and what colleagues did before.
    expect(after).toEqual(before);
  });
});

describe('after the night', () => {
  it('neither transactions nor places on a page tell when they came or in which order', async () => {
    const tomorrow = addDays(dayOf(new Date()), 1);
    const arrived = told.map((one) => one.id);
    const [settled] = await settleDay(house.test.work, subjects, tomorrow);
    expect(settled?.lines).toBe(REPORTS + 5);
    await sweepTray(house.test.work, openFileStore({ dataDir: house.dataDir }), D, tomorrow);
    const rows = await everyRow(house.test.ownerUrl);
    expect(leaks(rows)).toEqual([]);
    const telling = tellingRows(rows).filter((row) => !byStaff(row) && row.table !== 'journal.refolded');
    expect(rows.filter((row) => row.table === 'journal.waiting' || row.table === 'files.tray')).toEqual([]);
    const own = telling.filter(
      (row) =>
        row.table !== 'journal.asked' ||
        !rows.some(
          (line) =>
            line.table === 'journal.line' && line.values['by'] !== null && line.values['id'] === row.values['id'],
        ),
    );
    expect(
      [...new Set(own.map((row) => row.xmin))],
      own.map((row) => `${row.table} ${row.xmin}`).join('\n'),
    ).toHaveLength(1);
    const seqs = new Set(own.filter((row) => row.table === 'journal.line').map((row) => row.values['seq']));
    const counts = rows.filter((row) => row.table === 'journal.count' && seqs.has(row.values['seq']));
    expect(counts.length).toBeGreaterThanOrEqual(REPORTS * 2);
    expect([...new Set(counts.map((row) => row.xmin))]).toEqual([own[0]?.xmin]);
    for (const [table, column] of [
      ['matters.matter', 'id'],
      ['matters.receipt', 'subject'],
      ['journal.asked', 'id'],
      ['journal.line', 'subject'],
    ] as const) {
      const inPlace = own
        .filter((row) => row.table === table && arrived.includes(String(row.values[column])))
        .map((row) => String(row.values[column]));
      const firsts = [...new Set(inPlace)];
      expect(firsts.length, table).toBe(REPORTS);
      // One order of 479,001,600.
      expect(firsts, table).not.toEqual(arrived);
    }
    const inOrder = own
      .filter((row) => row.table === 'journal.line' && row.values['n'] === 1)
      .toSorted((a, b) => Number(a.values['seq']) - Number(b.values['seq']));
    expect(inOrder.map((row) => row.values['subject'])).not.toEqual(arrived);
  });

  it('no file of the data folder keeps the address, the device, or a time of change, of status or of birth', async () => {
    const files = await everyFile(house.dataDir);
    expect(files.filter((one) => one.bytes !== null && one.path.includes('/files/')).length).toBeGreaterThanOrEqual(6);
    const wrong = files.flatMap(({ path, bytes, times }) => {
      const text = bytes?.toString('latin1') ?? '';
      const needles = [...NEEDLES, 'OWNER-ZHANGSAN', ...house.sentIds].filter(
        (needle) => text.includes(needle) || path.includes(needle),
      );
      const moments = Object.entries(times).filter(([, at]) =>
        house.spans.some((span) => at >= span.from && at <= span.to),
      );
      return [
        ...needles,
        ...timesIn(text, house.spans),
        ...moments.map(([name, at]) => `${name} ${new Date(at).toISOString()}`),
      ].map((one) => `${path}: ${one}`);
    });
    expect(wrong).toEqual([]);
  });

  it('the audit finds every line in its place', async () => {
    await foldTallies(house.test.work);
    const [audited] = await audit({
      db: house.test.work,
      subjects,
      checkpointDir: await mkdtemp(join(tmpdir(), 'lianan-checkpoint-')),
    });
    expect(audited?.firstDifference).toBeNull();
  });
});
