import { describe, expect, it } from 'vitest';
import { noteAll } from '../../../../apps/hearing.ts';
import {
  act,
  appealsHouse,
  asked,
  call,
  D,
  day,
  FAR,
  file,
  get,
  handled,
  house,
  type Json,
  PERIOD,
  rate,
  reject,
  setAside,
  TOWN,
  VILLAGE,
} from './appealsHouse.ts';

appealsHouse();

describe('a contested figure', () => {
  it('is pinned as it was, marked wherever it is shown, takes no place until it is decided, and the others’ places are made without it', async () => {
    const before = await asked('leader');
    const placed = (figure: Json, code: string) => figure.below.find((one: Json) => one.code === code);
    expect([placed(before, TOWN).place, placed(before, FAR).place]).toEqual([
      { from: 1, to: 2 },
      { from: 1, to: 2 },
    ]);
    const filed = await file('coord', rate(), { rule: 'GB/T 30428.4 第5条' });
    expect(filed.status, filed.text).toBe(200);
    expect(filed.body).toMatchObject({
      state: 'open',
      place: { code: TOWN },
      against: { is: 'figure', code: 'onTimeRate', version: 1, pinned: { value: 1, part: 7, whole: 7, size: null } },
      words: { reason: '数不对，见台账', rule: 'GB/T 30428.4 第5条' },
      live: { value: { value: 1 } },
      // Ten working days from the tenth of April, without the Labour Day holiday, which begins on the first of May.
      due: '2026-04-24T16:00:00.000Z',
      late: false,
      abilities: ['withdraw'],
    });
    for (const login of ['leader', 'far', null]) {
      const during = await asked(login);
      expect([placed(during, TOWN).contested, placed(during, TOWN).place], String(login)).toEqual([1, null]);
      expect([placed(during, FAR).contested, placed(during, FAR).place]).toEqual([0, { from: 1, to: 1 }]);
      expect(placed(during, TOWN).value.value).toBe(1);
    }
    // Of the township alone, of these days alone, of all kinds alone.
    expect((await asked(null, { territory: TOWN })).contested).toBe(1);
    expect((await asked(null)).contested).toBe(0);
    expect((await asked(null, { territory: TOWN, from: '2026-04-01', to: '2026-04-30' })).contested).toBe(0);
    expect((await asked(null, { territory: TOWN, kind: 'hazard.fire' })).contested).toBe(0);
    const marks = (await get(null, '/api/figures/contested', { to: '2026-04-10' })).body;
    expect(marks.items).toEqual([
      {
        ...{ code: 'onTimeRate', place: { code: TOWN, name: { zh: TOWN, en: TOWN } }, kind: null, ...PERIOD, n: 1 },
        since: day(40).toISOString(),
      },
    ]);
    const table = await house.server.inject({ url: `/api/figures/csv?codes=onTimeRate&from=2026-03-01&to=2026-03-31` });
    expect(table.body).toMatch(/有异议.*1/);

    const picture = await house.server.inject({
      url: `/api/figures/pictures/onTimeRate?territory=${TOWN}&from=2026-03-01&to=2026-03-31`,
    });
    expect(picture.body).toMatch(/有异议 1 件/);

    // The figure goes on; what was contested stays as it was.
    await handled('later', 6, 'hazard.fire', VILLAGE);
    house.time.now = day(60);
    const seen = await get('leader', `/api/desk/appeals/${filed.body.id}`);
    expect(seen.body).toMatchObject({
      against: { pinned: { value: 1, part: 7 } },
      live: { value: { part: 8 } },
      late: true,
      abilities: ['uphold', 'reject'],
      step: null,
    });
    expect((await get('leader', '/api/desk/appeals', { whose: 'decide', late: 'true' })).body.items).toHaveLength(1);
    expect((await act('leader', filed.body.id, setAside)).status).toBe(422);
    const done = await act('leader', filed.body.id, { move: 'uphold', remedy: 'correct', reason: '请村里补正地点' });
    expect(done.body).toMatchObject({ state: 'upheld', decided: { remedy: 'correct' }, counts: [], abilities: [] });
    expect(placed(await asked(null), TOWN)).toMatchObject({ contested: 0, place: { from: 1, to: 2 } });
    expect((await get(null, '/api/figures/contested')).body.items).toEqual([]);
    // It is another by now, so that it may be contested again; a second time it may not.
    const again = await file('townhead', rate());
    expect(again.status).toBe(200);
    expect((await act('leader', again.body.id, reject)).status).toBe(200);
    expect((await file('townhead', rate())).body.code).toBe('figures.appeal.decidedAlready');
    house.time.now = day(40);
  });

  it('can be contested by its township for itself and below, by nobody else, once at a time, where there is such a figure', async () => {
    const refused = async (login: string, against: object) => {
      const { status, body } = await file(login, against);
      return [status, body.code];
    };
    for (const login of ['duty', 'handler', 'verifier', 'leader'])
      expect(await refused(login, rate()), login).toEqual([403, 'figures.appeal.noReader']);
    expect(await refused('auditor', rate())).toEqual([403, 'figures.appeal.notYours']);
    expect(await refused('far', rate())).toEqual([403, 'figures.appeal.otherPlace']);
    expect(await refused('coord', rate({ territory: D }))).toEqual([403, 'figures.appeal.otherPlace']);
    expect(await refused('coord', rate({ code: 'nothing' }))).toEqual([404, 'figures.appeal.unknownFigure']);
    expect(await refused('coord', rate({ territory: `${TOWN}777` }))).toEqual([404, 'figures.appeal.unknownTerritory']);
    expect(await refused('coord', rate({ kind: 'hazard.none' }))).toEqual([422, 'figures.appeal.unknownKind']);
    expect(await refused('coord', rate({ from: '2026-05-01' }))).toEqual([422, 'figures.appeal.badPeriod']);
    expect((await file('coord', rate(), { reason: ' ' })).status).toBe(400);
    const first = await file('coord', rate({ territory: VILLAGE }));
    expect(await refused('townhead', rate({ territory: VILLAGE }))).toEqual([409, 'figures.appeal.openAlready']);
    expect((await act('townhead', first.body.id, { move: 'withdraw' })).body.state).toBe('withdrawn');
    expect((await asked(null, { territory: VILLAGE })).contested).toBe(0);
    // What was withdrawn was never decided.
    const second = await file('coord', rate({ territory: VILLAGE }));
    expect(second.status).toBe(200);
    await act('coord', second.body.id, { move: 'withdraw' });
  });

  it('of a hidden kind is not told to the public, nor that there is anything to contest', async () => {
    const filed = await file('coord', rate({ kind: 'dispute.family' }));
    expect(filed.status).toBe(200);
    expect((await get(null, '/api/figures/contested')).body.items).toEqual([]);
    expect((await get('far', '/api/figures/contested')).body.items).toHaveLength(1);
    await act('coord', filed.body.id, { move: 'withdraw' });
  });
});

describe('an appeal that waits', () => {
  it('is heard of by the leaders who may decide it, and its end by those who filed it', async () => {
    const hears = async (login: string, id: string): Promise<string[]> => {
      await noteAll(house.work, D);
      const { items } = (await get(login, '/api/me/notices')).body;
      return items.filter(({ to }: Json) => to === `/figures/appeals/${id}`).map(({ sort }: Json) => sort);
    };
    await noteAll(house.work, D);
    house.time.now = day(70);
    const filed = await file('coord', rate({ from: '2026-03-02', to: '2026-03-30' }));
    expect(filed.status, filed.text).toBe(200);
    const { id } = filed.body;
    expect(await hears('leader', id)).toEqual(['appeal']);
    expect(await hears('leader2', id)).toEqual(['appeal']);
    // Nobody of the body that filed it, of the township itself, or of another one.
    for (const login of ['own', 'townhead', 'coord', 'far', 'duty', 'handler'])
      expect(await hears(login, id), login).toEqual([]);
    expect((await act('leader', id, reject)).status).toBe(200);
    expect(await hears('leader2', id)).toEqual([]);
    expect(await hears('townhead', id)).toEqual(['news']);
    expect(await hears('coord', id)).toEqual(['news']);
    await call('coord', 'POST', '/api/me/notices/seen', { upTo: (await get('coord', '/api/me/notices')).body.upTo });
    expect(await hears('coord', id)).toEqual([]);
  });
});
