import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keyring } from '../../../../../tests/harness/house.ts';
import { kinds } from '../../../../demonstration/kinds.ts';
import { dayOf } from '../../../../platform/calendar/calendar.rules.ts';
import { whole } from '../../../../platform/db/scope.ts';
import { holdBytes, letGo, openScanner } from '../../../../platform/files/files.door.ts';
import { createDistrict } from '../../../../platform/journal/lines.store.ts';
import { foundMatters } from '../../matters.door.ts';
import * as kept from '../importing.store.ts';
import { importTurn } from '../importing.timers.ts';
import { importSeal } from '../importSeal.ts';
import { ImportDesk, row, table } from './importDesk.ts';

let desk: ImportDesk;
beforeAll(async () => {
  desk = await ImportDesk.open();
});
afterAll(() => desk?.house.close());
afterEach(() => desk.clear());

describe('who may', () => {
  it('bring tables: the duty officer of the centre and the system administrator, nobody else', async () => {
    for (const [login, status] of [
      [null, 401],
      ['clerk1', 403],
      ['leader1', 403],
    ] as const) {
      expect((await desk.upload(login, table(row(1)))).status, String(login)).toBe(status);
      expect((await desk.as(login, 'GET', '/api/imports')).status).toBe(status);
    }
    expect((await desk.as('sec1', 'GET', '/api/imports')).status).toBe(403);
    expect((await desk.as('admin1', 'GET', '/api/imports')).status).toBe(200);
  });

  it('see rows: whoever brought them; colleagues see how far it is and no content', async () => {
    const { id } = await desk.checked(table(row(8000)));
    const seen = await desk.as('duty2', 'GET', `/api/imports/${id}`);
    expect(seen.body).toMatchObject({ course: { mine: false, state: 'checked', rows: 1 }, shown: null });
    expect(JSON.stringify(seen.body)).not.toContain('解放街');
    for (const [method, path] of [
      ['POST', 'start'],
      ['GET', 'refused'],
    ] as const) {
      const answer = await desk.as('duty2', method, `/api/imports/${id}/${path}`, method === 'POST' ? {} : undefined);
      expect([answer.status, answer.body['code']], path).toEqual([403, 'matters.notYourRows']);
    }
    await desk.as('duty1', 'POST', `/api/imports/${id}/cancel`, {});
  });

  it('read the database: nobody finds a name, a word or an address of a table in its rows', async () => {
    const id = await desk.started(table(row(8100), row(8101, '洪水,李秘密说')));
    await desk.turn();
    const { rows } = await desk.house.work.pool.query(
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
    const { id } = await desk.checked(table(row(9000)));
    desk.house.time.now = new Date(Date.now() + 3 * 86_400_000);
    await desk.turn();
    expect(await desk.files()).toEqual([]);
    const left = await desk.house.work.pool.query('select state from matters.import where id = $1', [id]);
    expect(left.rows).toEqual([{ state: 'cancelled' }]);
    desk.house.time.now = new Date(Date.now() + 9 * 86_400_000);
    await desk.turn();
    const { rows } = await desk.house.work.pool.query(
      'select (select count(*) from matters.import) + (select count(*) from matters.import_refused) as n',
    );
    expect(Number(rows[0].n)).toBe(0);
  });

  it('cannot run: a file that was swept is asked for again', async () => {
    const id = await desk.started(table(row(9100)));
    const { rows } = await desk.house.work.pool.query('select held from matters.import where id = $1', [id]);
    await letGo(desk.parts, '330702', rows[0].held);
    await desk.turn();
    expect((await desk.read('duty1', id)).shown.trouble?.zh).toBe('上传的文件已过保存期，请重新上传');
  });
});

describe('a district that was founded for imports', () => {
  it('is the only one whose imported rows stand at the time they happened', async () => {
    const PAST = '990003';
    const past = { district: PAST, name: { zh: '旧区', en: 'Old district' }, origin: 'import' } as const;
    await desk.house.work.write(whole(PAST), (tx) => createDistrict(tx, past));
    await foundMatters(desk.house.work, PAST, kinds, new Date());
    const now = new Date();
    const bytes = table(row(9500));
    const held = await holdBytes({ ...desk.parts, scanner: openScanner(undefined) }, desk.house.db, {
      district: PAST,
      bytes,
      day: dayOf(now),
    });
    const id = randomUUID();
    const nothingYet = {
      name: 'x',
      header: [],
      sample: [],
      values: [],
      remembered: false,
      plan: null,
      found: null,
      trouble: null,
    };
    const said = importSeal(keyring, PAST).said(id, nothingYet);
    const one = { id, owner: randomUUID(), post: randomUUID(), held, said, made: now, until: dayOf(now) };
    await desk.house.work.write(whole(PAST), (tx) => kept.addImport(tx, PAST, one));
    await importTurn(desk.parts, PAST);
    const row1 = await desk.house.work.read(whole(PAST), (tx) => kept.importById(tx, PAST, id));
    expect(importSeal(keyring, PAST).openSaid(id, row1?.said ?? Buffer.of()).found).toMatchObject({
      taken: 1,
      past: true,
    });
    await desk.house.work.write(whole(PAST), (tx) => kept.startRun(tx, PAST, id, dayOf(now)));
    await importTurn(desk.parts, PAST);
    const { rows } = await desk.house.work.pool.query(
      'select recorded from journal.line where district = $1 and kind = $2',
      [PAST, 'matter.reported'],
    );
    expect(rows).toEqual([{ recorded: new Date('2026-02-03T00:30:00Z') }]);
  });
});
