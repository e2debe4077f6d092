import { readSheet } from 'read-excel-file/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { gb18030Of } from '../../../../gateways/tabular/gb18030.ts';
import { counts, HEADER, ImportDesk, KIND, row, table } from './importDesk.ts';

let desk: ImportDesk;
beforeAll(async () => {
  desk = await ImportDesk.open();
});
afterAll(() => desk?.house.close());
afterEach(() => desk.clear());

describe('a table that is brought at the desk', () => {
  it('is looked at by the worker: heading, first rows, guessed columns and kinds, and what a run would do; nothing is written', async () => {
    const before = await desk.matters();
    const bytes = table(
      row(1),
      row(2, '洪水,没有这一类'),
      row(3),
      `B3,2026-02-03,${KIND},第二次,x,,`,
      `B4,去年,${KIND},y,z,,`,
    );
    const { course, shown } = await desk.checked(bytes, '2026年台账.csv');
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
        kinds: [{ value: KIND, kind: 'hazard.fire' }],
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
    expect(await desk.matters()).toBe(before);
    expect((await desk.as('duty1', 'POST', `/api/imports/${course.id}/cancel`, {})).body).toMatchObject({
      state: 'cancelled',
    });
  });

  it('becomes matters by its bringer, recorded now with the time when they happened; its file is gone with its end', async () => {
    const begun = Date.now();
    const id = await desk.started(table(row(10), row(11)));
    expect(await desk.files()).toHaveLength(1);
    await desk.turn();
    expect(counts((await desk.read('duty1', id)).course)).toEqual({ state: 'done', stored: 2, known: 0, refused: 0 });
    expect(await desk.files()).toEqual([]);
    const { rows } = await desk.house.work.pool.query(
      `select l.by, l.happened, l.recorded, l.origin from journal.line l join matters.matter m on m.district = l.district and m.id = l.subject
       where l.kind = 'matter.reported' and m.channel = 'import' order by l.seq`,
    );
    expect(rows).toHaveLength(2);
    const people = await desk.house.work.pool.query(`select id from identity.person where login = 'duty1'`);
    const author = people.rows[0].id;
    for (const one of rows) {
      expect(one).toMatchObject({ by: author, origin: 'import', happened: new Date('2026-02-03T00:30:00Z') });
      expect(one.recorded.getTime()).toBeGreaterThanOrEqual(begun);
    }
  });

  it('answers the questions of its kinds from columns that bear their words or were chosen, and names a cell that answers nothing', async () => {
    const header = `${HEADER},通道是否堵死,备用`;
    const bytes = Buffer.from([header, `${row(60)},是,无`, `${row(61)},,有`, `${row(62)},说不清,`].join('\n'));
    const { course, shown } = await desk.checked(bytes);
    const answers = [{ kind: 'hazard.fire', question: 'blocked', column: '通道是否堵死' }];
    expect(shown.plan?.answers).toEqual(answers);
    expect(shown.found?.rows.map((one) => [one.row, one.reason])).toEqual([
      [
        4,
        {
          zh: '“通道是否堵死”写的是“说不清”：回答的形式不对',
          en: '"说不清" under "通道是否堵死": The answer has the wrong form',
        },
      ],
    ]);
    const plan = (over: object) =>
      desk.as('duty1', 'PUT', `/api/imports/${course.id}/plan`, { ...shown.plan, ...over });
    const unknown = await plan({ answers: [{ ...answers[0], question: 'colour' }] });
    expect([unknown.status, unknown.body['code']]).toEqual([422, 'matters.unknownQuestion']);
    expect((await plan({ answers: [{ ...answers[0], column: '备用' }] })).status).toBe(200);
    await desk.turn();
    expect((await desk.read('duty1', course.id)).shown.found).toMatchObject({ taken: 3, refused: 0 });
    await desk.as('duty1', 'POST', `/api/imports/${course.id}/start`, {});
    await desk.turn();
    const { rows } = await desk.house.work.pool.query<{ id: string }>(
      `select m.id from matters.matter m order by m.reported desc, m.number desc limit 3`,
    );
    const pages = await Promise.all(rows.map(({ id }) => desk.as('duty1', 'GET', `/api/desk/matters/${id}`)));
    expect(pages.map(({ body }) => JSON.stringify(body['answers'])).sort()).toEqual([
      'null',
      '{"blocked":false}',
      '{"blocked":true}',
    ]);
  });

  it('changes nothing when it is brought again, by somebody else, in GBK or as a workbook', async () => {
    const before = await desk.matters();
    const lines = [HEADER, row(10), row(11)];
    const book = await writeXlsxFile(
      lines.map((one) => one.split(',').map((value) => ({ value, type: String }))),
    ).toBuffer();
    for (const bytes of [Buffer.from(gb18030Of(lines.join('\r\n'))), book]) {
      const { id } = await desk.upload('duty2', bytes);
      await desk.turn();
      const { shown } = await desk.read('duty2', id);
      expect(shown.found).toMatchObject({ taken: 0, known: 2, refused: 0 });
      // Nothing to do is no import to start.
      expect((await desk.as('duty2', 'POST', `/api/imports/${id}/start`, {})).body['code']).toBe('matters.notChecked');
      await desk.as('duty2', 'POST', `/api/imports/${id}/cancel`, {});
    }
    expect(await desk.matters()).toBe(before);
  });

  it('is one import when the same upload is sent twice', async () => {
    const one = await desk.upload('duty1', table(row(20)));
    const again = await desk.upload('duty1', table(row(20)), '台账.csv', one.id);
    expect([again.status, again.body]).toEqual([200, { id: one.id }]);
    expect((await desk.upload('duty2', table(row(20)), '台账.csv', one.id)).status).toBe(409);
    expect(await desk.files()).toHaveLength(1);
    await desk.as('duty1', 'POST', `/api/imports/${one.id}/cancel`, {});
    await desk.turn();
    expect(await desk.files()).toEqual([]);
  });

  it('gives its refused rows back with the reason in one column behind, and takes them when they are mended, as the rows that they were', async () => {
    const rows = [row(30, '洪水,没有这一类'), row(31), `B32,2099-01-01 00:00,${KIND},还没发生,x,119.65,29.08`];
    const id = await desk.started(table(...rows));
    await desk.turn();
    expect(counts((await desk.read('duty1', id)).course)).toEqual({ state: 'done', stored: 1, known: 0, refused: 2 });
    const csv = (await desk.as('duty1', 'GET', `/api/imports/${id}/refused`)).raw.toString('utf8');
    expect(
      csv
        .replace(/^\ufeff/, '')
        .trimEnd()
        .split('\r\n'),
    ).toEqual([`${HEADER},未导入原因`, `${rows[0]},“类别”的值“洪水”不在对照表里`, `${rows[2]},发生时间不能晚于现在`]);
    const book = (await desk.as('duty1', 'GET', `/api/imports/${id}/refused?format=xlsx`)).raw;
    expect(await readSheet(book)).toHaveLength(3);
    // Mended in the file that was given back, its further column and all: the plan is remembered by the heading.
    const mended = await desk.checked(Buffer.from(csv.replace('洪水', KIND).replace('2099', '2026')));
    expect(mended.shown).toMatchObject({
      header: HEADER.split(','),
      remembered: true,
      found: { taken: 2, known: 0, refused: 0 },
    });
    await desk.as('duty1', 'POST', `/api/imports/${mended.id}/start`, {});
    await desk.turn();
    const whole = await desk.checked(table(...rows.map((one) => one.replace('洪水', KIND).replace('2099', '2026'))));
    expect(whole.shown.found).toMatchObject({ taken: 0, known: 3, refused: 0 });
    await desk.as('duty1', 'POST', `/api/imports/${whole.id}/cancel`, {});
  });

  it('is read as its bringer says: other columns, kinds and a heading further down', async () => {
    const bytes = Buffer.from(
      ['某街道台账,,', ',,', '甲,乙,丙', '2026/3/4,积水,解放街1号', '2026/3/5,其他,解放街2号'].join('\n'),
    );
    const { id, shown } = await desk.checked(bytes);
    expect(shown).toMatchObject({ found: null, plan: { columns: { happened: null, kind: null } } });
    const columns = { number: null, happened: '甲', kind: '乙', words: '乙', address: '丙', lon: null, lat: null };
    const plan = {
      headerRow: 3,
      columns,
      kinds: [{ value: '积水', kind: 'hazard.fire' }],
      otherwise: null,
      datum: 'wgs84',
      ledger: '甲台账',
    };
    expect((await desk.as('duty1', 'POST', `/api/imports/${id}/start`, {})).status).toBe(409);
    // The heading first: its names are offered then.
    await desk.as('duty1', 'PUT', `/api/imports/${id}/plan`, {
      ...plan,
      columns: { ...columns, happened: null, kind: null, words: null, address: null },
    });
    await desk.turn();
    expect((await desk.read('duty1', id)).shown.header).toEqual(['甲', '乙', '丙']);
    expect((await desk.as('duty1', 'PUT', `/api/imports/${id}/plan`, plan)).body).toMatchObject({ state: 'checking' });
    await desk.turn();
    expect((await desk.read('duty1', id)).shown.found).toMatchObject({ taken: 1, refused: 1 });
    await desk.as('duty1', 'PUT', `/api/imports/${id}/plan`, { ...plan, otherwise: 'hazard.fire' });
    await desk.turn();
    expect((await desk.read('duty1', id)).shown.found).toMatchObject({ taken: 2, refused: 0 });
    const unknown = await desk.as('duty1', 'PUT', `/api/imports/${id}/plan`, { ...plan, otherwise: 'hazard.gone' });
    expect([unknown.status, unknown.body['code']]).toEqual([422, 'matters.unknownKind']);
    await desk.as('duty1', 'POST', `/api/imports/${id}/cancel`, {});
  });

  it('says in words what cannot be used, and lets the file go', async () => {
    for (const [bytes, reason] of [
      [Buffer.from('\n\n'), '文件里没有表头'],
      [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 10, 0, 0]), '表头里没有可用的列名'],
      [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), '这是旧版 .xls 文件'],
      [table(...Array.from({ length: 50_011 }, () => '1')), '超过 50000 行'],
    ] as const) {
      const { course, shown } = await desk.checked(bytes);
      expect([course.state, shown.trouble?.zh]).toEqual(['failed', expect.stringContaining(reason)]);
    }
    expect(await desk.files()).toEqual([]);
    const large = await desk.upload('duty1', Buffer.alloc(10 * 1024 * 1024 + 1, 'x'));
    expect([large.status, large.body['code']]).toEqual([413, 'files.tooLarge']);
    expect((await desk.upload('duty1', Buffer.alloc(0))).body['code']).toBe('matters.empty');
  });
});
