import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { keyring, type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { formOf } from '../../../../tests/walks/photo.ts';
import { kinds } from '../../../demonstration/kinds.ts';
import { gb18030Of } from '../../../gateways/tabular/gb18030.ts';
import { whole } from '../../../platform/db/scope.ts';
import { openFileStore } from '../../../platform/files/files.door.ts';
import { createDistrict } from '../../../platform/journal/lines.store.ts';
import { foundMatters } from '../matters.door.ts';
import { type As, staffOf } from '../tests/staff.ts';
import type { Shown } from './importing.contract.ts';
import { importTurn } from './importing.timers.ts';

const HEADER = '编号,发生时间,类别,内容,地址,经度,纬度';
const KIND = '消防隐患';
const row = (n: number | string, over = `${KIND},楼道堆物，王秘密反映`) =>
  `B${n},2026-02-03 08:30,${over},解放街${n}号,119.65,29.08`;
const table = (...rows: string[]) => Buffer.from([HEADER, ...rows].join('\n'));

let house: TestHouse;
let as: As;
let people: Record<string, string>;
const kindCode = 'hazard.fire';

beforeAll(async () => {
  house = await testHouse();
  as = await staffOf(house, {
    duty1: 'duty',
    duty2: 'duty',
    clerk1: 'clerk',
    leader1: 'leader',
    admin1: 'sysadmin',
    sec1: 'secadmin',
  });
  const { rows } = await house.work.pool.query('select login, id from identity.person');
  people = Object.fromEntries(rows.map((one: { login: string; id: string }) => [one.login, one.id]));
});
afterAll(() => house?.close());
afterEach(async () => {
  house.time.now = null;
  await house.work.pool.query(
    `update matters.import set state = 'cancelled', ended = now() where state in ('checking', 'checked', 'running')`,
  );
  await turn();
});

const parts = () => ({
  db: house.work,
  keyring,
  store: openFileStore({ dataDir: house.dataDir }),
  clock: () => house.time.now ?? new Date(),
});
const turn = (ending?: AbortSignal) => importTurn(parts(), '330702', ending);

type Course = {
  id: string;
  state: string;
  mine: boolean;
  rows: number | null;
  dealt: number;
  stored: number;
  known: number;
  refused: number;
};
const read = async (login: string, id: string) => {
  const { status, body } = await as(login, 'GET', `/api/imports/${id}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as unknown as { course: Course; shown: Shown };
};
const upload = async (login: string | null, bytes: Buffer, name = '台账.csv', id: string = randomUUID()) => {
  const { payload, type } = await formOf(bytes, name);
  const answer = await asForm(login, `/api/imports/${id}`, payload, type);
  return { id, ...answer };
};
const asForm = async (login: string | null, url: string, payload: Buffer, type: string) => {
  const cookie = login === null ? '' : await cookieOf(login);
  const answer = await house.server.inject({ method: 'PUT', url, payload, headers: { 'content-type': type, cookie } });
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown> };
};
const cookies = new Map<string, string>();
const cookieOf = async (login: string) => {
  const known = cookies.get(login) ?? (await house.signIn(login));
  cookies.set(login, known);
  return known;
};
/** Uploads, lets the worker look, and starts. */
const checked = async (bytes: Buffer, name?: string) => {
  const { id, status, body } = await upload('duty1', bytes, name);
  expect(status, JSON.stringify(body)).toBe(200);
  await turn();
  return { id, ...(await read('duty1', id)) };
};
const started = async (bytes: Buffer) => {
  const one = await checked(bytes);
  expect((await as('duty1', 'POST', `/api/imports/${one.id}/start`, {})).status).toBe(200);
  return one.id;
};
const files = async () =>
  (await readdir(join(house.dataDir, 'files'), { recursive: true }).catch(() => [])).filter((one) =>
    /[0-9a-f]{64}$/.test(one),
  );
const matters = async () => {
  const { rows } = await house.work.pool.query(`select count(*) as n from matters.matter where district = '330702'`);
  return Number(rows[0].n);
};
const counts = ({ state, stored, known, refused }: Course) => ({ state, stored, known, refused });

describe('a table that is brought at the desk', () => {
  it('is looked at by the worker: heading, first rows, guessed columns and kinds, and what a run would do; nothing is written', async () => {
    const before = await matters();
    const bytes = table(
      row(1),
      row(2, '洪水,没有这一类'),
      row(3),
      `B3,2026-02-03,${KIND},第二次,x,,`,
      `B4,去年,${KIND},y,z,,`,
    );
    const { course, shown } = await checked(bytes, '2026年台账.csv');
    expect(course).toMatchObject({ state: 'checked', mine: true, rows: 5, stored: 0 });
    expect(shown).toMatchObject({
      name: '2026年台账.csv',
      header: HEADER.split(','),
      values: [
        { value: KIND, count: 4 },
        { value: '洪水', count: 1 },
      ],
      remembered: false,
      plan: {
        headerRow: 1,
        columns: {
          number: '编号',
          happened: '发生时间',
          kind: '类别',
          words: '内容',
          address: '地址',
          lon: '经度',
          lat: '纬度',
        },
        kinds: [{ value: KIND, kind: kindCode }],
        otherwise: null,
      },
      found: { taken: 2, known: 0, refused: 3, past: false },
    });
    expect(shown.sample).toHaveLength(5);
    expect(shown.found?.rows.map((one) => [one.row, one.reason.zh])).toEqual([
      [3, '“类别”的值“洪水”不在对照表里'],
      [5, '编号“B3”在本文件第 4 行已经出现过'],
      [6, expect.stringContaining('不是约定格式的时间')],
    ]);
    expect(await matters()).toBe(before);
    expect((await as('duty1', 'POST', `/api/imports/${course.id}/cancel`, {})).body).toMatchObject({
      state: 'cancelled',
    });
  });

  it('becomes matters by its bringer, recorded now with the time when they happened; its file is gone with its end', async () => {
    const begun = Date.now();
    const id = await started(table(row(10), row(11)));
    expect(await files()).toHaveLength(1);
    await turn();
    expect(counts((await read('duty1', id)).course)).toEqual({ state: 'done', stored: 2, known: 0, refused: 0 });
    expect(await files()).toEqual([]);
    const { rows } = await house.work.pool.query(
      `select l.by, l.happened, l.recorded, l.origin from journal.line l join matters.matter m on m.district = l.district and m.id = l.subject
       where l.kind = 'matter.reported' and m.channel = 'import' order by l.seq`,
    );
    expect(rows).toHaveLength(2);
    for (const one of rows) {
      expect(one).toMatchObject({ by: people['duty1'], origin: 'import', happened: new Date('2026-02-03T00:30:00Z') });
      expect(one.recorded.getTime()).toBeGreaterThanOrEqual(begun);
    }
  });

  it('changes nothing when it is brought again, by somebody else or as a workbook, and the command knows the same rows', async () => {
    const before = await matters();
    const lines = [HEADER, row(10), row(11)];
    const book = await writeXlsxFile(
      lines.map((one) => one.split(',').map((value) => ({ value, type: String }))),
    ).toBuffer();
    for (const bytes of [Buffer.from(gb18030Of(lines.join('\r\n'))), book]) {
      const { id } = await upload('duty2', bytes);
      await turn();
      const { shown } = await read('duty2', id);
      expect(shown.found).toMatchObject({ taken: 0, known: 2, refused: 0 });
      // Nothing to do is no import to start.
      expect((await as('duty2', 'POST', `/api/imports/${id}/start`, {})).body['code']).toBe('matters.notChecked');
      await as('duty2', 'POST', `/api/imports/${id}/cancel`, {});
    }
    expect(await matters()).toBe(before);
  });

  it('is one import when the same upload is sent twice', async () => {
    const one = await upload('duty1', table(row(20)));
    const again = await upload('duty1', table(row(20)), '台账.csv', one.id);
    expect([again.status, again.body]).toEqual([200, { id: one.id }]);
    expect((await upload('duty2', table(row(20)), '台账.csv', one.id)).status).toBe(409);
    expect(await files()).toHaveLength(1);
    await as('duty1', 'POST', `/api/imports/${one.id}/cancel`, {});
    await turn();
    expect(await files()).toEqual([]);
  });

  it('gives its refused rows back with the reason in one column behind, and takes them when they are mended, as the rows that they were', async () => {
    const rows = [row(30, '洪水,没有这一类'), row(31), `B32,2099-01-01 00:00,${KIND},还没发生,x,119.65,29.08`];
    const id = await started(table(...rows));
    await turn();
    expect(counts((await read('duty1', id)).course)).toEqual({ state: 'done', stored: 1, known: 0, refused: 2 });
    const csv = (await as('duty1', 'GET', `/api/imports/${id}/refused`)).raw.toString('utf8');
    expect(
      csv
        .replace(/^\ufeff/, '')
        .trimEnd()
        .split('\r\n'),
    ).toEqual([`${HEADER},未导入原因`, `${rows[0]},“类别”的值“洪水”不在对照表里`, `${rows[2]},发生时间不能晚于现在`]);
    const book = (await as('duty1', 'GET', `/api/imports/${id}/refused?format=xlsx`)).raw;
    expect(await readSheet(book)).toHaveLength(3);
    // Mended in the file that was given back, its further column and all: the plan is remembered by the heading.
    const mended = await checked(Buffer.from(csv.replace('洪水', KIND).replace('2099', '2026')));
    expect(mended.shown).toMatchObject({
      header: HEADER.split(','),
      remembered: true,
      found: { taken: 2, known: 0, refused: 0 },
    });
    await as('duty1', 'POST', `/api/imports/${mended.id}/start`, {});
    await turn();
    const whole = await checked(table(...rows.map((one) => one.replace('洪水', KIND).replace('2099', '2026'))));
    expect(whole.shown.found).toMatchObject({ taken: 0, known: 3, refused: 0 });
    await as('duty1', 'POST', `/api/imports/${whole.id}/cancel`, {});
  });

  it('is read as its bringer says: other columns, kinds and a heading further down', async () => {
    const bytes = Buffer.from(
      ['某街道台账,,', ',,', '甲,乙,丙', '2026/3/4,积水,解放街1号', '2026/3/5,其他,解放街2号'].join('\n'),
    );
    const { id, shown } = await checked(bytes);
    expect(shown).toMatchObject({ found: null, plan: { columns: { happened: null, kind: null } } });
    const columns = { number: null, happened: '甲', kind: '乙', words: '乙', address: '丙', lon: null, lat: null };
    const plan = {
      headerRow: 3,
      columns,
      kinds: [{ value: '积水', kind: kindCode }],
      otherwise: null,
      datum: 'wgs84',
      ledger: '甲台账',
    };
    expect((await as('duty1', 'POST', `/api/imports/${id}/start`, {})).status).toBe(409);
    // The heading first: its names are offered then.
    await as('duty1', 'PUT', `/api/imports/${id}/plan`, {
      ...plan,
      columns: { ...columns, happened: null, kind: null, words: null, address: null },
    });
    await turn();
    expect((await read('duty1', id)).shown.header).toEqual(['甲', '乙', '丙']);
    expect((await as('duty1', 'PUT', `/api/imports/${id}/plan`, plan)).body).toMatchObject({ state: 'checking' });
    await turn();
    expect((await read('duty1', id)).shown.found).toMatchObject({ taken: 1, refused: 1 });
    await as('duty1', 'PUT', `/api/imports/${id}/plan`, { ...plan, otherwise: kindCode });
    await turn();
    expect((await read('duty1', id)).shown.found).toMatchObject({ taken: 2, refused: 0 });
    const unknown = await as('duty1', 'PUT', `/api/imports/${id}/plan`, { ...plan, otherwise: 'hazard.gone' });
    expect([unknown.status, unknown.body['code']]).toEqual([422, 'matters.unknownKind']);
    await as('duty1', 'POST', `/api/imports/${id}/cancel`, {});
  });

  it('says in words what cannot be used, and lets the file go', async () => {
    for (const [bytes, reason] of [
      [Buffer.from('\n\n'), '文件里没有表头'],
      [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 10, 0, 0]), '表头里没有可用的列名'],
      [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), '这是旧版 .xls 文件'],
      [table(...Array.from({ length: 50_011 }, () => '1')), '超过 50000 行'],
    ] as const) {
      const { course, shown } = await checked(bytes);
      expect([course.state, shown.trouble?.zh]).toEqual(['failed', expect.stringContaining(reason)]);
    }
    expect(await files()).toEqual([]);
    const large = await upload('duty1', Buffer.alloc(10 * 1024 * 1024 + 1, 'x'));
    expect([large.status, large.body['code']]).toEqual([413, 'files.tooLarge']);
    expect((await upload('duty1', Buffer.alloc(0))).body['code']).toBe('matters.empty');
  });
});

describe('an import that is under way', () => {
  const many = (from: number, n: number) =>
    table(...Array.from({ length: n }, (_, at) => row(from + at, at % 700 === 3 ? '洪水,x' : `${KIND},y`)));

  it('is left at a batch when the worker ends and gone on with by the next one: every row once, every refusal once', async () => {
    const before = await matters();
    const id = await started(many(1000, 2100));
    const ending = new AbortController();
    const going = turn(ending.signal);
    for (;;) {
      const { course } = await read('duty1', id);
      if (course.dealt > 0) break;
      await new Promise((soon) => setTimeout(soon, 5));
    }
    ending.abort();
    await going;
    const left = (await read('duty1', id)).course;
    expect(left.state).toBe('running');
    expect(left.dealt).toBeLessThan(2100);
    await turn();
    const { course } = await read('duty1', id);
    expect(course.state).toBe('done');
    expect(counts(course)).toEqual({ state: 'done', stored: 2097, known: 0, refused: 3 });
    expect(await matters()).toBe(before + 2097);
    const lines = (await as('duty1', 'GET', `/api/imports/${id}/refused`)).raw.toString().trimEnd().split('\r\n');
    expect(lines.slice(1).map((one) => one.split(',')[0])).toEqual(['B1003', 'B1703', 'B2403']);
  });

  it('is taken over from a worker that is silent for a minute, and not before', async () => {
    const id = await started(table(row(5000)));
    await house.work.pool.query(`update matters.import set beat = now(), turn = turn + 1 where id = $1`, [id]);
    await turn();
    expect((await read('duty1', id)).course.state).toBe('running');
    house.time.now = new Date(Date.now() + 61_000);
    await turn();
    expect((await read('duty1', id)).course.state).toBe('done');
  });

  it('is stopped by whoever holds the post: what was imported stays, the rest is left out, the file is removed', async () => {
    const before = await matters();
    const id = await started(many(6000, 4000));
    const going = turn();
    for (;;) {
      const { course } = await read('duty1', id);
      if (course.dealt > 0) break;
      await new Promise((soon) => setTimeout(soon, 5));
    }
    const stopped = await as('duty2', 'POST', `/api/imports/${id}/cancel`, {});
    expect([stopped.status, stopped.body['state']]).toEqual([200, 'cancelled']);
    await going;
    const { course } = await read('duty1', id);
    const stored = (await matters()) - before;
    expect(course).toMatchObject({ state: 'cancelled', stored, known: 0 });
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(3994);
    expect(await files()).toEqual([]);
    expect((await as('duty1', 'POST', `/api/imports/${id}/start`, {})).status).toBe(409);
    // Brought again, it goes on where it was.
    const again = await checked(many(6000, 4000));
    expect(again.shown.found).toMatchObject({ taken: 3994 - stored, known: stored, refused: 6 });
    await as('duty1', 'POST', `/api/imports/${again.id}/cancel`, {});
  });
});

describe('who may', () => {
  it('bring tables: the duty officer of the centre and the system administrator, nobody else', async () => {
    for (const [login, status] of [
      [null, 401],
      ['clerk1', 403],
      ['leader1', 403],
    ] as const) {
      expect((await upload(login, table(row(1)))).status, String(login)).toBe(status);
      expect((await as(login, 'GET', '/api/imports')).status).toBe(status);
    }
    expect((await as('sec1', 'GET', '/api/imports')).status).toBe(403);
    expect((await as('admin1', 'GET', '/api/imports')).status).toBe(200);
  });

  it('see rows: whoever brought them; colleagues see how far it is and no content', async () => {
    const { id } = await checked(table(row(8000)));
    const seen = await as('duty2', 'GET', `/api/imports/${id}`);
    expect(seen.body).toMatchObject({ course: { mine: false, state: 'checked', rows: 1 }, shown: null });
    expect(JSON.stringify(seen.body)).not.toContain('解放街');
    for (const [method, path] of [
      ['POST', 'start'],
      ['GET', 'refused'],
    ] as const) {
      const answer = await as('duty2', method, `/api/imports/${id}/${path}`, method === 'POST' ? {} : undefined);
      expect([answer.status, answer.body['code']], path).toEqual([403, 'matters.notYourRows']);
    }
    await as('duty1', 'POST', `/api/imports/${id}/cancel`, {});
  });

  it('read the database: nobody finds a name, a word or an address of a table in its rows', async () => {
    const id = await started(table(row(8100), row(8101, '洪水,李秘密说')));
    await turn();
    const { rows } = await house.work.pool.query(
      `select (select string_agg(i::text || encode(said, 'escape'), '') from matters.import i)
        || (select string_agg(r::text || encode(cipher, 'escape'), '') from matters.import_refused r)
        || (select string_agg(m::text || encode(cipher, 'escape'), '') from matters.import_map m) as all`,
    );
    expect(rows[0].all).toContain(id);
    for (const word of ['秘密', '解放街', '台账', '洪水', '类别']) {
      expect(rows[0].all).not.toContain(word);
      expect(rows[0].all).not.toContain(Buffer.from(word).toString('hex'));
    }
  });
});

describe('what is over', () => {
  it('is removed: an import that nobody started after two days with its file, an ended one after seven', async () => {
    const { id } = await checked(table(row(9000)));
    house.time.now = new Date(Date.now() + 3 * 86_400_000);
    await turn();
    expect(await files()).toEqual([]);
    expect((await read('duty1', id)).course.state).toBe('cancelled');
    house.time.now = new Date(Date.now() + 9 * 86_400_000);
    await turn();
    const { rows } = await house.work.pool.query(
      'select (select count(*) from matters.import) + (select count(*) from matters.import_refused) as n',
    );
    expect(Number(rows[0].n)).toBe(0);
  });

  it('cannot run: a file that was swept is asked for again', async () => {
    const id = await started(table(row(9100)));
    const { rows } = await house.work.pool.query('select held from matters.import where id = $1', [id]);
    const { letGo } = await import('../../../platform/files/files.door.ts');
    await letGo(parts(), '330702', rows[0].held);
    await turn();
    expect((await read('duty1', id)).shown.trouble?.zh).toBe('上传的文件已过保存期，请重新上传');
  });
});

describe('a district that was founded for imports', () => {
  it('is the only one whose imported rows stand at the time they happened', async () => {
    const PAST = '990003';
    const past = { district: PAST, name: { zh: '旧区', en: 'Old district' }, origin: 'import' } as const;
    await house.work.write(whole(PAST), (tx) => createDistrict(tx, past));
    await foundMatters(house.work, PAST, kinds, new Date());
    // The same import, as if it had been brought there.
    const { id } = await upload('duty1', table(row(9500)));
    const { bringingTo } = await import('./bringing.ts');
    const given = { bringer: null, clock: () => new Date() };
    expect((await bringingTo(house.work, keyring, PAST, given)).isPast).toBe(true);
    expect((await bringingTo(house.work, keyring, '330702', given)).isPast).toBe(false);
    await as('duty1', 'POST', `/api/imports/${id}/cancel`, {});
  });
});
