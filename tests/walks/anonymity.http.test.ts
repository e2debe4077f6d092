import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subjects } from '../../src/apps/subjects.ts';
import { addDays, dayOf } from '../../src/platform/calendar/calendar.rules.ts';
import { whole } from '../../src/platform/db/scope.ts';
import { openFileStore, sweepTray } from '../../src/platform/files/files.door.ts';
import { appointAll } from '../../src/platform/identity/appoint.ts';
import type { Post } from '../../src/platform/identity/caller.ts';
import { enterPeople } from '../../src/platform/identity/enterPeople.ts';
import { NOBODY } from '../../src/platform/identity/subject.store.ts';
import { audit } from '../../src/platform/journal/audit.ts';
import { foldTallies } from '../../src/platform/journal/tally.ts';
import { settleDay } from '../../src/platform/journal/waiting.ts';
import { asOwner, type TestDatabase, testDatabase } from '../harness/database.ts';
import { testDistrict } from '../harness/district.ts';
import { keyring, PASSWORD } from '../harness/house.ts';
import { formOf, photo } from './photo.ts';
import { type Process, started } from './processes.ts';
import { everyFile, everyRow, type Row, readings, type Span, timesIn } from './traces.ts';

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
const D = '330702';
const ADDRESS = '203.0.113.77';
const DEVICE = 'Xyzzy-Handset/9.17 (Kestrel Q7; zz-ZZ) Plugh/4.2';
const NEEDLES = [ADDRESS, '203.0.113', DEVICE, 'Xyzzy', 'Kestrel', 'Plugh/4.2', '127.0.0.1', '::ffff:', 'IMG_SECRET'];
const REPORTS = 12;

let test: TestDatabase;
let dataDir = '';
let server: Process;
const cookies: Record<string, string> = {};
/** The spans in which nobody acted but the anonymous. */
const spans: Span[] = [];
type Told = { id: string; code: string; number: string };
const told: Told[] = [];
/** The ids that the telephones made, which carry the time. */
const sentIds: string[] = [];

beforeAll(async () => {
  test = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'lianan-anonymity-'));
  await testDistrict(test.work, D);
  for (const [login, post, body, territory] of [
    ['duty1', 'duty', 'centre', D],
    ['handler1', 'handler', 'fire', null],
    ['verifier1', 'verifier', null, D],
  ] as const) {
    await appoint(login, post, body, territory);
  }
  const env = { DATA_DIR: dataDir, LOG_LEVEL: 'debug', TRUST_PROXY: '1', RATE_PER_MINUTE: '100000' };
  // The worker has been at work, as on every day; it is not while the spans are measured, for its own clockwork notes its minutes.
  const worker = await started('worker', test, env);
  server = await started('server', test, { ...env, PORT: '0' });
  for (const login of ['duty1', 'handler1', 'verifier1']) cookies[login] = await signIn(login);
  await worker.stop();
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await test?.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const appoint = (login: string, post: Post, body: string | null, territory: string | null) =>
  test.work.write(whole(D), async (tx) => {
    const writing = { district: D, now: new Date(), origin: 'live' as const, author: NOBODY };
    const [person = ''] = await enterPeople(tx, keyring, writing, [{ login, name: login, password: PASSWORD }]);
    await appointAll(
      tx,
      writing,
      [{ person, post, body, territory, from: '2020-01-01', to: null, deputyOf: null }],
      'founded',
    );
  });

type Heard = {
  readonly status: number;
  readonly json: Record<string, unknown>;
  readonly cookie: string;
  readonly headers: Record<string, unknown>;
};
/** A request over a socket of its own, as a telephone behind a proxy sends it. */
function knock(method: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Heard> {
  const isRaw = Buffer.isBuffer(body);
  const payload = body === undefined ? undefined : isRaw ? body : Buffer.from(JSON.stringify(body));
  return new Promise((done, failed) => {
    const sent = request(
      `${server.url}${path}`,
      {
        method,
        agent: false,
        headers: {
          ...(payload ? { 'content-type': 'application/json', 'content-length': payload.length } : {}),
          ...headers,
        },
      },
      (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('end', () => {
          const text = Buffer.concat(pieces).toString('utf8');
          const isJson = /json/.test(answer.headers['content-type'] ?? '');
          done({
            status: answer.statusCode ?? 0,
            json: isJson ? (JSON.parse(text) as Record<string, unknown>) : { text },
            cookie: (answer.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; '),
            headers: answer.headers,
          });
        });
      },
    );
    sent.on('error', failed);
    sent.end(payload);
  });
}
/** The same by somebody who stays unnamed, in a browser in which a colleague is signed in besides. */
const unnamed = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  knock(method, path, body, {
    'user-agent': DEVICE,
    'x-forwarded-for': ADDRESS,
    'x-real-ip': ADDRESS,
    forwarded: `for=${ADDRESS}`,
    referer: `http://${ADDRESS}/`,
    'accept-language': 'zz-ZZ',
    cookie: cookies['duty1'] ?? '',
    ...headers,
  });
const signIn = async (login: string) => {
  const answer = await knock('POST', '/api/signin', { login, password: PASSWORD });
  expect(answer.status, JSON.stringify(answer.json)).toBe(200);
  return answer.cookie;
};

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
/** Runs what the anonymous do in a span of its own, with a second of silence before and after; answers what the server said in it. */
async function spanned(act: () => Promise<void>): Promise<string> {
  await pause(1_200);
  const before = server.said().length;
  const from = Date.now();
  await act();
  spans.push({ from: from - 100, to: Date.now() + 100 });
  await pause(1_200);
  return server.said().slice(before);
}

/** Ids as telephones make them: version 7 for most, and the older ones that carry a time or the device's own number. */
function idWithTime(at: number): string {
  const now = Date.now();
  const random = randomUUID();
  if (at % 4 === 3) {
    const ticks = ((BigInt(now) + 12_219_292_800_000n) * 10_000n).toString(16).padStart(15, '0');
    return `${ticks.slice(7)}-${ticks.slice(3, 7)}-1${ticks.slice(0, 3)}-${random.slice(19)}`;
  }
  const hex = now.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${random.slice(15)}`;
}

const staffMove = async (login: string, id: string, act: object) => {
  const { json } = await knock('GET', `/api/desk/matters/${id}`, undefined, { cookie: cookies[login] ?? '' });
  const n = (json['matter'] as { n: number } | undefined)?.n ?? 0;
  const answer = await knock(
    'POST',
    `/api/desk/matters/${id}/moves`,
    { id: randomUUID(), n, act },
    { cookie: cookies[login] ?? '' },
  );
  expect(answer.status, `${login} ${JSON.stringify(act)}: ${JSON.stringify(answer.json)}`).toBe(200);
};
const reporterMove = async (one: Told, act: object) => {
  const { json } = await unnamed('POST', '/api/follow', { code: one.code });
  const id = idWithTime(0);
  sentIds.push(id);
  const answer = await unnamed('POST', '/api/follow/moves', { code: one.code, id, n: json['n'], act });
  expect(answer.status, `${JSON.stringify(act)}: ${JSON.stringify(answer.json)}`).toBe(200);
};
const uploaded = async (name: string) => {
  const form = await formOf(await photo(), name);
  const answer = await unnamed('POST', '/api/files', form.payload, { 'content-type': form.type });
  expect(answer.status, JSON.stringify(answer.json)).toBe(200);
  return String(answer.json['token']);
};
const metrics = async () => {
  const { json } = await knock('GET', '/metrics', undefined);
  const lines = String(json['text'])
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  return lines.filter((line) => !/^lianan_(process|nodejs)_/.test(line)).sort();
};
const at = (index: number): Told => told[index] ?? expect.fail(`no report ${index}`);

let before: string[] = [];
let after: string[] = [];

describe('people who report anonymously', () => {
  it('do all that a reporter can', { timeout: 120_000 }, async () => {
    before = await metrics();
    const said = await spanned(async () => {
      for (let index = 0; index < REPORTS; index += 1) {
        const photos = index % 3 === 0 ? [await uploaded(`IMG_SECRET_${index}.jpg`)] : [];
        const id = idWithTime(index);
        sentIds.push(id);
        const report = {
          id,
          kind: 'hazard.fire',
          place: { lon: 119.65 + index / 1000, lat: 29.08, address: `后街${index}号` },
          words: `楼道堆满杂物 ${index}`,
          answers: { blocked: true },
          photos,
        };
        const answer = await unnamed('POST', '/api/matters/anonymous', report);
        expect(answer.status, JSON.stringify(answer.json)).toBe(200);
        told.push(answer.json as Told);
        // Sent again, as from a telephone that heard no answer.
        if (index === 1)
          expect((await unnamed('POST', '/api/matters/anonymous', report)).json).toEqual({
            ...answer.json,
            repeated: true,
          });
      }
      // What is refused leaves nothing either.
      expect(
        (await unnamed('POST', '/api/matters/anonymous', { id: idWithTime(0), kind: 'hazard.none', place: {} })).status,
      ).toBe(400);
    });
    expect(said).toBe('');
    after = await metrics();
    await staffMove('duty1', at(0).id, { move: 'assign', body: 'fire' });
    await staffMove('handler1', at(0).id, { move: 'accept' });
    await staffMove('handler1', at(0).id, { move: 'handOver', result: '清了' });
    await staffMove('verifier1', at(0).id, { move: 'verify' });
    await staffMove('verifier1', at(0).id, { move: 'close' });
    await staffMove('duty1', at(1).id, { move: 'ask', question: '几楼？' });
    const saidLater = await spanned(async () => {
      await reporterMove(at(0), { move: 'rate', stars: 2, words: '又堆上了' });
      await reporterMove(at(0), { move: 'reopen', reason: '又堆上了' });
      await reporterMove(at(1), { move: 'answer', answer: '三楼', photos: [await uploaded('IMG_SECRET_A.jpg')] });
      await reporterMove(at(2), { move: 'note', note: '还在那里', photos: [await uploaded('IMG_SECRET_B.jpg')] });
      await reporterMove(at(3), { move: 'withdraw', reason: '已经有人清了' });
    });
    expect(saidLater).toBe('');
    // Work goes on, on what they said.
    await staffMove('handler1', at(0).id, { move: 'accept' });
    await staffMove('duty1', at(1).id, { move: 'assign', body: 'fire' });
  });

  it('are read at once on the desk, to the day', async () => {
    const { json } = await knock('GET', `/api/desk/matters/${at(0).id}`, undefined, { cookie: cookies['duty1'] ?? '' });
    const history = json['history'] as { kind: string; at: string; words: string | null; own: boolean }[];
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
    expect(history.find((one) => one.kind === 'matter.reopened')?.words).toBe('又堆上了');
    const { json: followed } = await unnamed('POST', '/api/follow', { code: at(1).code });
    expect(followed).toMatchObject({ status: 'assigned' });
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

const leaks = (rows: readonly Row[]): string[] =>
  rows.flatMap((row) => {
    const texts = readings(row);
    const needles = [...NEEDLES, ...sentIds, ...Object.values(cookies)].filter((needle) =>
      texts.some((text) => text.toLowerCase().includes(needle.toLowerCase())),
    );
    const times = texts.flatMap((text) => timesIn(text, spans));
    return [...needles, ...times].map((one) => `${row.table}: ${one} in ${row.text.slice(0, 300)}`);
  });

describe('the search', () => {
  it('finds a trace in whatever form it is left', async () => {
    const now = spans[0]?.from ?? 0;
    const moment = new Date(now + 150);
    const hex = moment.getTime().toString(16).padStart(12, '0');
    const planted = [
      ['address', `'seen from ${ADDRESS}'::text`],
      ['device', `convert_to('${DEVICE}', 'UTF8')`],
      ['inside', `jsonb_build_object('headers', jsonb_build_object('user-agent', 'plugh/4.2'))`],
      ['moment', `'${moment.toISOString()}'::timestamptz`],
      ['bare', `'${moment.toISOString().slice(0, -1)}'::timestamp`],
      ['minute', `'at ${moment.toISOString().slice(0, 16)}Z'::text`],
      ['words', `convert_to('{"t":"${moment.toISOString()}"}', 'UTF8')`],
      ['seconds', `${Math.floor(moment.getTime() / 1000)}::bigint`],
      ['milliseconds', `'made ${moment.getTime()}'::text`],
      ['id', `'${hex.slice(0, 8)}-${hex.slice(8)}-7abc-8def-0123456789ab'::uuid`],
      ['code', `'${sentIds[3]}'::uuid`],
    ];
    await asOwner(test.ownerUrl, (owner) =>
      owner.query(
        `create schema planted; ${planted.map(([name, value]) => `create table planted.${name} as select ${value} as it`).join(';')}`,
      ),
    );
    const rows = (await everyRow(test.ownerUrl)).filter((row) => row.table.startsWith('planted.'));
    await asOwner(test.ownerUrl, (owner) => owner.query('drop schema planted cascade'));
    expect(rows).toHaveLength(planted.length);
    expect(rows.filter((row) => leaks([row]).length === 0).map((row) => row.table)).toEqual([]);
  });
});

describe('of them', () => {
  it('no row of the database keeps the address, the device or the time', async () => {
    const rows = await everyRow(test.ownerUrl);
    expect(rows.length).toBeGreaterThan(100);
    expect(new Set(rows.map((row) => row.table.split('.')[0]))).toEqual(
      new Set([
        'auth',
        'db',
        'files',
        'identity',
        'jobs',
        'journal',
        'kinds',
        'matters',
        'sealing',
        ...schemasBeside(rows),
      ]),
    );
    expect(leaks(rows)).toEqual([]);
  });

  it('no row that tells of their matters has a time finer than a day, but for what colleagues did', async () => {
    const rows = tellingRows(await everyRow(test.ownerUrl));
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
    const set = await asOwner(test.ownerUrl, async (owner) => {
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
    expect(NEEDLES.filter((needle) => server.said().includes(needle) && needle !== '127.0.0.1')).toEqual([]);
    // Beside the two looks at the metrics themselves and what colleagues did before.
    expect(after).toEqual(before);
  });
});

describe('after the night', () => {
  it('neither transactions nor places on a page tell when they came or in which order', async () => {
    const tomorrow = addDays(dayOf(new Date()), 1);
    const arrived = told.map((one) => one.id);
    const [settled] = await settleDay(test.work, subjects, tomorrow);
    expect(settled?.lines).toBe(REPORTS + 5);
    await sweepTray(test.work, openFileStore({ dataDir }), D, tomorrow);
    const rows = await everyRow(test.ownerUrl);
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
    const files = await everyFile(dataDir);
    expect(files.filter((one) => one.bytes !== null && one.path.includes('/files/')).length).toBeGreaterThanOrEqual(6);
    const wrong = files.flatMap(({ path, bytes, times }) => {
      const text = bytes?.toString('latin1') ?? '';
      const needles = [...NEEDLES, 'OWNER-ZHANGSAN', ...sentIds].filter(
        (needle) => text.includes(needle) || path.includes(needle),
      );
      const moments = Object.entries(times).filter(([, at]) => spans.some((span) => at >= span.from && at <= span.to));
      return [
        ...needles,
        ...timesIn(text, spans),
        ...moments.map(([name, at]) => `${name} ${new Date(at).toISOString()}`),
      ].map((one) => `${path}: ${one}`);
    });
    expect(wrong).toEqual([]);
  });

  it('the audit finds every line in its place', async () => {
    await foldTallies(test.work);
    const [audited] = await audit({
      db: test.work,
      subjects,
      checkpointDir: await mkdtemp(join(tmpdir(), 'lianan-checkpoint-')),
    });
    expect(audited?.firstDifference).toBeNull();
  });
});

/** Schemas with rows that this test need not know by name: whatever they are, their rows are searched like all others. */
function schemasBeside(rows: readonly Row[]): string[] {
  return [...new Set(rows.map((row) => row.table.split('.')[0] ?? ''))];
}
