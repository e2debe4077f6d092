import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { readReplies } from '../../../../gateways/exchange/lists.ts';
import { gb18030Of } from '../../../../gateways/tabular/gb18030.ts';
import { dayOf } from '../../../../platform/calendar/calendar.rules.ts';
import { type ExchangeHouse, exchangeHouse } from './exchangeHouse.ts';

let house: ExchangeHouse;
beforeAll(async () => {
  house = await exchangeHouse();
  await house.setDesk('12345');
});
afterAll(() => house?.close());

const HEADER = '工单编号,事项,类别代码,受理时间,地址,经度,纬度,内容,联系人,联系电话,紧急程度';
const GOOD = 'G1,新工单,12,2026-03-01 11:31,解放街1号,119.65,29.08,夜间施工,王某,13800000007,紧急';
const list = (...rows: string[]) => [HEADER, ...rows].join('\r\n');
const sheetOf = (bytes: Buffer | string) => Buffer.from(bytes).toString('base64');
const CASES = '/api/exchange/desks/12345/cases';
const preview = (bytes: Buffer | string, login = 'duty1') =>
  house.as(login, 'POST', `${CASES}/preview`, { sheet: sheetOf(bytes) });
const take = async (bytes: Buffer | string) => {
  const { digest } = (await preview(bytes)).body;
  const answer = await house.as('duty1', 'POST', CASES, { sheet: sheetOf(bytes), digest });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as {
    taken: Record<string, unknown>[];
    refused: { row: number }[];
    failed: Record<string, unknown>[];
  };
};
const countOf = async (): Promise<number> => {
  const { rows } = await house.work.pool.query('select count(*)::int as n from matters.matter');
  return (rows[0] as { n: number }).n;
};
const today = () => dayOf(house.clock());
const download = (how = '', from = today(), to = today()) =>
  house.as('duty1', 'GET', `/api/exchange/desks/12345/replies?from=${from}&to=${to}${how}`);

describe('the list of a desk that has no web hook', () => {
  it('is looked at before it is taken: what each row would become, and which are refused and why', async () => {
    const bytes = list(
      GOOD,
      GOOD.replace('G1', 'G2').replace(',12,', ',51,'),
      GOOD.replace('G1', 'G3').replace('119.65', '东经'),
      GOOD.replace('G1', 'G4').replace('2026-03-01', '2099-03-01'),
      GOOD,
      'G5,撤回,12,2026-03-01 11:31,,,,不用了,,,一般',
    );
    const before = await countOf();
    const answer = await preview(bytes);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.body['rows']).toEqual([
      {
        number: 'G1',
        what: 'new',
        kind: 'incident.noise',
        territory: '330702',
        outside: false,
        door: null,
        known: false,
      },
      { number: 'G2', what: 'new', kind: null, territory: null, outside: false, door: 'petition', known: false },
      { number: 'G5', what: 'withdrawn', kind: null, territory: null, outside: false, door: null, known: false },
    ]);
    const refused = answer.body['refused'] as { row: number; reasons: { path: string; message: { en: string } }[] }[];
    expect(refused.map((one) => [one.row, one.reasons[0]?.path])).toEqual([
      [4, 'place.lon'],
      [5, 'body.happened'],
      [6, 'number'],
    ]);
    expect(await countOf()).toBe(before);
    const digest = '0'.repeat(64);
    expect((await house.as('duty1', 'POST', CASES, { sheet: sheetOf(bytes), digest })).status).toBe(409);
    expect((await preview('编号,内容\n1,x')).body).toMatchObject({ status: 422, code: 'matters.badList' });
    expect(
      (await preview(list(...Array.from({ length: 5_001 }, (_, at) => GOOD.replace('G1', `X${at}`))))).status,
    ).toBe(422);
  });

  it('is for the duty officer of the centre alone, and for a desk that is known', async () => {
    for (const login of ['clerk1', 'handler1', 'verifier1', 'sec1'])
      expect((await preview(list(GOOD), login)).status).toBe(403);
    const unknown = await house.as('duty1', 'POST', '/api/exchange/desks/96/cases/preview', {
      sheet: sheetOf(list(GOOD)),
    });
    expect(unknown.status).toBe(404);
    expect((await house.as('verifier1', 'GET', `${CASES}?number=G1`)).status).toBe(403);
    expect(
      (await house.as('handler1', 'GET', `/api/exchange/desks/12345/replies?from=${today()}&to=${today()}`)).status,
    ).toBe(403);
  });

  it('is taken in parts, so that whoever waits sees how far it is, with what is said of a case after the case', async () => {
    const rows = ['T1', 'T2', 'T3'].map((number) => GOOD.replace('G1', number));
    const bytes = list(
      'T3,补充,12,2026-03-01 12:00,,,,还在施工,,,一般',
      ...rows,
      GOOD.replace('G1', 'T4').replace('119.65', '东经'),
    );
    const previewed = (await preview(bytes)).body as {
      digest: string;
      heading: string[];
      refused: { cells: string[] }[];
    };
    expect(previewed.heading).toEqual(HEADER.split(','));
    expect(previewed.refused.map((one) => one.cells.slice(0, 6))).toEqual([
      ['T4', '新工单', '12', '2026-03-01 11:31', '解放街1号', '东经'],
    ]);
    const part = async (from: number) => {
      const body = { sheet: sheetOf(bytes), digest: previewed.digest, part: { from, count: 2 } };
      const { taken, failed, total } = (await house.as('duty1', 'POST', CASES, body)).body as {
        taken: { number: string; what: string }[];
        failed: unknown[];
        total: number;
      };
      expect([failed, total]).toEqual([[], 4]);
      return taken.map(({ number, what }) => [number, what]);
    };
    expect(await part(0)).toEqual([
      ['T1', 'accepted'],
      ['T2', 'accepted'],
    ]);
    expect(await part(2)).toEqual([
      ['T3', 'accepted'],
      ['T3', 'moved'],
    ]);
    expect(await part(4)).toEqual([]);
  });

  it('is taken as CSV in UTF-8 or GB18030 and as a workbook, and a second time changes nothing', async () => {
    const rows = ['A1', 'A2', 'A3'].map((number) => GOOD.replace('G1', number));
    const plain = list(
      ...rows,
      'A3,补充,12,2026-03-01 12:00,,,,还在施工,,,一般',
      'A9,补充,12,2026-03-01 12:00,,,,没有这件,,,一般',
    );
    const first = await take(plain);
    expect(first.taken.map((one) => [one['number'], one['what'], one['repeated']])).toEqual([
      ['A1', 'accepted', false],
      ['A2', 'accepted', false],
      ['A3', 'accepted', false],
      ['A3', 'moved', false],
    ]);
    expect(first.failed).toMatchObject([{ number: 'A9', reason: { en: 'No case of this number has come in' } }]);
    const before = await countOf();
    const workbook = await writeXlsxFile(
      [HEADER, ...rows].map((row) => row.split(',').map((value) => ({ value }))),
    ).toBuffer();
    for (const bytes of [Buffer.from(plain), gb18030Of(plain), workbook]) {
      const again = await take(bytes);
      expect(again.taken.every((one) => one['repeated'])).toBe(true);
      expect(again.taken.slice(0, 3).map((one) => one['ours'])).toEqual(
        first.taken.slice(0, 3).map((one) => one['ours']),
      );
    }
    expect(await countOf()).toBe(before);
    const found = await house.as('duty1', 'GET', `${CASES}?number=A1,A2,A7`);
    expect(found.body['cases']).toMatchObject([
      { number: 'A1', state: 'new' },
      { number: 'A2', state: 'new' },
    ]);
    const matter = (
      await house.as('duty1', 'GET', `/api/desk/matters/${(found.body['cases'] as { id: string }[])[0]?.id}`)
    ).body;
    expect(matter).toMatchObject({ matter: { channel: 'exchange', words: '夜间施工' }, hasContact: true });
    expect((matter['history'] as { who: unknown }[])[0]?.who).toMatchObject({ post: 'duty' });
  });

  it('a row that came by web hook before is the same case', async () => {
    const secret = await house.setDesk('12345');
    const sent = await house.send(
      {
        version: 1,
        desk: '12345',
        number: 'W1',
        category: { code: '12' },
        received: '2026-03-01T11:31:00+08:00',
        sent: house.clock().toISOString(),
        place: { lon: 119.65, lat: 29.08, address: '解放街1号' },
        words: '夜间施工',
        contact: { name: '王某', phone: '13800000007' },
        urgency: 'urgent',
      },
      secret,
    );
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    const { taken } = await take(list(GOOD.replace('G1', 'W1')));
    expect(taken).toMatchObject([{ number: 'W1', ours: sent.body['ours'], repeated: true }]);
  });
});

describe('the list of our answers', () => {
  it('tells a desk of every step of its cases in some days, reads back as it was written, and names no person', async () => {
    await take(list(GOOD.replace('G1', 'R1'), GOOD.replace('G1', 'R2')));
    const { body } = await house.as('duty1', 'GET', `${CASES}?number=R1`);
    const [{ id, ours } = { id: '', ours: '' }] = body['cases'] as { id: string; ours: string }[];
    const move = async (login: string, n: number, act: object) => {
      const answer = await house.as(login, 'POST', `/api/desk/matters/${id}/moves`, { id: randomUUID(), n, act });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    };
    await move('duty1', 1, { move: 'assign', body: 'fire' });
    await move('handler1', 2, { move: 'accept' });
    await move('handler1', 3, { move: 'handOver', result: '=停工"，已劝离' });
    await move('verifier1', 4, { move: 'verify' });
    await move('verifier1', 5, { move: 'close' });
    for (const encoding of ['utf-8', 'gb18030'] as const) {
      const answer = await download(`&encoding=${encoding}`);
      expect(answer.status).toBe(200);
      const { facts, refused } = await readReplies(answer.raw, '12345', { encoding });
      expect(refused).toEqual([]);
      const own = facts.filter((one) => one.number === 'R1');
      expect(own.map((one) => [one.what, one.state, one.words])).toEqual([
        ['accepted', 'new', `已收到，编号 ${ours}`],
        ['moved', 'assigned', '已转fire单位办理'],
        ['moved', 'accepted', 'fire单位已受理'],
        ['moved', 'handled', '已办理，待核查'],
        ['result', 'closed', '=停工"，已劝离'],
      ]);
      expect(own.every((one) => one.ours === ours)).toBe(true);
      expect(facts.filter((one) => one.number === 'R2')).toHaveLength(1);
      expect(JSON.stringify(facts)).not.toMatch(/王某|13800000007|解放街/);
    }
    const tomorrow = dayOf(new Date(house.clock().getTime() + 86_400_000));
    expect((await readReplies((await download('', tomorrow, tomorrow)).raw, '12345')).facts).toEqual([]);
    expect((await download('', today(), '2020-01-01')).status).toBe(422);
    expect((await download('', '2020-01-01', today())).status).toBe(422);
    // A desk that fetches lists is owed no delivery.
    expect((await house.work.pool.query(`select 1 from journal.outbox where topic = 'exchange.reply'`)).rows).toEqual(
      [],
    );
  });

  it('comes as a file to be saved', async () => {
    const answer = await house.server.inject({
      method: 'GET',
      url: `/api/exchange/desks/12345/replies?from=${today()}&to=${today()}`,
      headers: { cookie: await house.signIn('duty1') },
    });
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="replies-12345-${today()}-${today()}.csv"`,
    );
    expect(answer.rawPayload.subarray(0, 3)).toEqual(Buffer.from('\ufeff'));
  });
});
