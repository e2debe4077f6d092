import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '../../../../../tests/harness/database.ts';
import { TEST_KINDS } from '../../../../../tests/harness/district.ts';
import { PASSWORD, type TestHouse, testHouse } from '../../../../../tests/harness/house.ts';
import { Jar } from '../../../../../tests/harness/jar.ts';
import { noteAll } from '../../../../apps/hearing.ts';
import { subjects } from '../../../../apps/subjects.ts';
import { dayOf } from '../../../../platform/calendar/calendar.rules.ts';
import { whole } from '../../../../platform/db/scope.ts';
import { codeOf } from '../../../../platform/identity/tests/house.ts';
import { audit } from '../../../../platform/journal/audit.ts';
import { kindsByName } from '../../../../platform/journal/subject.ts';
import { foldTallies } from '../../../../platform/journal/tally.ts';
import { checkFigure } from '../../../../platform/proof/figureProof.ts';
import { figureBundleFor } from '../../../../platform/proof/figureProving.ts';
import { grow } from '../../../../platform/proof/growing.ts';
import { verifierOf } from '../../../../platform/proof/notes.ts';
import { figureCoded } from '../../catalogue.ts';

const D = '330702';
const TOWN = `${D}001`;
const VILLAGE = `${TOWN}002`;
const FAR = `${D}101`;
const day = (n: number) => new Date(Date.parse('2026-03-01T02:00:00Z') + n * 86_400_000);
const PERIOD = { from: '2026-03-01', to: '2026-03-31' };
let house: TestHouse;
const jars = new Map<string, Jar>();
const sent: Record<string, { id: string; number: string }> = {};

// biome-ignore lint/suspicious/noExplicitAny: an answer is looked at member by member.
type Json = any;
async function call(login: string | null, method: 'GET' | 'POST', url: string, payload?: object) {
  const jar = login === null ? undefined : (jars.get(login) ?? new Jar());
  const answer = await house.server.inject({
    method,
    url,
    ...(payload === undefined ? {} : { payload }),
    headers: jar?.headers ?? {},
  });
  jar?.take(answer.headers['set-cookie']);
  if (login !== null && jar !== undefined) jars.set(login, jar);
  return { status: answer.statusCode, body: answer.json() as Json, text: answer.body };
}
const get = (login: string | null, url: string, query: Record<string, string> = {}) =>
  call(login, 'GET', `${url}?${new URLSearchParams(query)}`);

async function reported(name: string, n: number, kind: string, territory: string) {
  house.time.now = day(n);
  const { body, status } = await call(null, 'POST', '/api/matters', {
    ...{ id: randomUUID(), kind, place: { territory }, words: '情况' },
  });
  expect(status).toBe(200);
  sent[name] = body;
}
async function moved(name: string, login: string, n: number, act: object, at: Date) {
  house.time.now = at;
  const answer = await call(login, 'POST', `/api/desk/matters/${sent[name]?.id}/moves`, { id: randomUUID(), n, act });
  expect(answer.status, answer.text).toBe(200);
}
const numbered = (name: string) => ({ id: sent[name]?.id, number: sent[name]?.number });
/** A matter that was handled, sent back, handled again, verified and closed. */
async function handled(name: string, n: number, kind: string, territory: string) {
  const hour = (hours: number) => new Date(day(n).getTime() + hours * 3_600_000);
  await reported(name, n, kind, territory);
  await moved(name, 'duty', 1, { move: 'assign', body: 'fire' }, hour(1));
  await moved(name, 'handler', 2, { move: 'accept' }, hour(2));
  await moved(name, 'handler', 3, { move: 'handOver', result: '已清' }, hour(3));
  await moved(name, 'verifier', 4, { move: 'sendBack', reason: '没有清完' }, hour(4));
  await moved(name, 'handler', 5, { move: 'handOver', result: '已清完' }, hour(5));
  await moved(name, 'verifier', 6, { move: 'verify' }, hour(6));
  await moved(name, 'verifier', 7, { move: 'close' }, hour(7));
}

beforeAll(async () => {
  const [exact, hidden] = TEST_KINDS as [(typeof TEST_KINDS)[0], (typeof TEST_KINDS)[0]];
  house = await testHouse({ kinds: [exact, hidden, { ...exact, code: 'hazard.gas', visibility: 'blurred' }] });
  await asOwner(house.ownerUrl, (owner) =>
    owner.query(`insert into places.territory (district, code, valid_from, level, name_zh, name_en)
      select '${D}', c, '2020-01-01', case length(c) when 6 then 'district' when 9 then 'town' else 'village' end, c, c
      from unnest(array['${[D, TOWN, VILLAGE, FAR, `${FAR}001`].join("','")}']) as t(c);
      insert into places.revision values ('${D}', 1)`),
  );
  const people = {
    duty: ['duty', { territory: D, body: 'centre' }],
    handler: ['handler', { body: 'fire' }],
    verifier: ['verifier', { territory: D }],
    coord: ['coordinator', { territory: TOWN, body: 'town' }],
    townhead: ['leader', { territory: TOWN, body: 'town' }],
    far: ['coordinator', { territory: FAR }],
    leader: ['leader', { territory: D, body: 'centre' }],
    leader2: ['leader', { territory: D }],
    own: ['leader', { territory: D, body: 'town' }],
    auditor: ['auditor', { territory: D }],
  } as const;
  for (const [login, [post, at]] of Object.entries(people)) {
    await house.appoint(login, post, at);
    jars.set(login, new Jar(await house.signIn(login)));
  }
  const enrolled = await call('auditor', 'POST', '/api/me/code/enrol', { password: PASSWORD });
  await call('auditor', 'POST', '/api/me/code', { code: codeOf(String(enrolled.body['secret']), -1) });
  for (let n = 0; n < 5; n += 1) await handled(`near${n}`, n, 'hazard.fire', VILLAGE);
  for (let n = 0; n < 5; n += 1) await handled(`far${n}`, n, 'hazard.fire', `${FAR}001`);
  await handled('blurred', 4, 'hazard.gas', VILLAGE);
  await handled('hidden', 5, 'dispute.family', VILLAGE);
  house.time.now = day(40);
});
afterAll(() => house?.close());

const file = (login: string, against: object, more: object = {}) =>
  call(login, 'POST', '/api/desk/appeals', { id: randomUUID(), against, reason: '数不对，见台账', ...more });
const act = (login: string, id: string, given: object) =>
  call(login, 'POST', `/api/desk/appeals/${id}/moves`, { id: randomUUID(), act: given });
const reject = { move: 'reject', reason: '数是对的' };
const setAside = { move: 'uphold', remedy: 'setAside', reason: '退回的是另一件' };
const rate = (over: object = {}) => ({ is: 'figure', code: 'onTimeRate', territory: TOWN, ...PERIOD, ...over });
const asked = async (login: string | null, query: Record<string, string> = {}) =>
  (await get(login, '/api/figures/ask', { codes: 'onTimeRate', ...PERIOD, below: 'true', ...query })).body.figures[0];
const opened = async (login: string | null, measure: string, query: Record<string, string> = {}) =>
  (await get(login, '/api/figures/open', { measure, ...PERIOD, limit: '200', ...query })).body as {
    value: number;
    items: Json[];
  };
/** The item of a matter behind a figure, and what an appeal names of it. */
async function itemFor(login: string, name: string, measure: string) {
  const found = (await opened(login, measure)).items.find(
    (one) => one.number === sent[name]?.number && !one.correction,
  );
  return { ...found, against: { is: 'line', ...found?.of, day: found?.day, territory: found?.territory } };
}
const sum = (items: readonly { n: number }[]) => items.reduce((all, one) => all + one.n, 0);

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

describe('a contested line', () => {
  it('is set aside by a decision that counts against it: the figure and what opens add up, and an earlier day is as it was', async () => {
    house.time.now = day(40);
    const total = (await opened('leader', 'sentBack/')).value;
    const it = await itemFor('coord', 'near0', 'sentBack/');
    expect(it.against).toMatchObject({ measure: 'sentBack/hazard.fire', territory: VILLAGE });
    const filed = await file('coord', it.against);
    expect(filed.status, filed.text).toBe(200);
    expect(filed.body).toMatchObject({
      against: {
        ...{ is: 'line', measure: 'sentBack', kind: 'hazard.fire', matter: numbered('near0') },
        pinned: { n: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
      step: 'sentBack',
      live: { is: 'line', n: 1 },
    });
    // Marked for those who see it, and for nobody else.
    expect((await itemFor('coord', 'near0', 'sentBack/')).contested).toBe(true);
    expect((await itemFor('leader', 'near0', 'sentBack/')).contested).toBe(true);
    const outside = (await opened(null, 'sentBack/')).items.find((one) => one.number === sent['near0']?.number);
    expect(outside).toMatchObject({ contested: false, of: null, appeal: null });
    expect((await get(null, '/api/figures/contested')).body.items).toEqual([]);

    house.time.now = day(41);
    const done = await act('leader', filed.body.id, setAside);
    expect(done.status, done.text).toBe(200);
    expect(done.body).toMatchObject({
      state: 'upheld',
      reason: '退回的是另一件',
      counts: [
        { measure: 'sentBack', n: -1 },
        { measure: 'sentBack', n: -1 },
      ],
      live: { n: 0 },
    });
    for (const login of ['leader', 'coord', 'far', 'auditor', null]) {
      const now = await opened(login, 'sentBack/');
      // The public reads it without the hidden kind.
      expect([now.value, sum(now.items)], String(login)).toEqual(
        login === null ? [total - 2, total - 2] : [total - 1, total - 1],
      );
    }
    for (const body of ['sentBack:fire/', 'sentBack/hazard.fire']) {
      const { value, items } = await opened('leader', body);
      expect([value, sum(items)], body).toEqual(body.includes(':') ? [total - 1, total - 1] : [total - 3, total - 3]);
    }
    const of = async (login: string | null) => {
      const now = await opened(login, 'sentBack/');
      return now.items.filter((one) => one.number === sent['near0']?.number);
    };
    const sorted = async (login: string | null) => (await of(login)).toSorted((a, b) => a.n - b.n);
    expect(await sorted('leader')).toMatchObject([
      { n: -1, correction: true, line: 'appeal.upheld', appeal: filed.body.id, of: null, id: sent['near0']?.id },
      { n: 1, correction: false, line: 'matter.sent-back', appeal: null, contested: false },
    ]);
    // Everybody sees that a public line was corrected; by which appeal, those who read it.
    expect(await sorted(null)).toMatchObject([
      { n: -1, correction: true, appeal: null, line: null, id: null },
      { n: 1, correction: false },
    ]);
    const then = { asOf: dayOf(day(40)) };
    expect((await opened('leader', 'sentBack/', then)).value).toBe(total);
    expect(sum((await opened('leader', 'sentBack/', then)).items)).toBe(total);
    const figure = (await get('leader', '/api/figures/ask', { codes: 'sentBack', ...PERIOD, below: 'true' })).body;
    expect(figure.figures[0].total.value).toBe(total - 1);
    expect((await file('coord', it.against)).body.code).toBe('figures.appeal.decidedAlready');
  });

  it('of a hidden kind stays hidden, corrected or not', async () => {
    const before = await opened(null, 'sentBack/');
    const it = await itemFor('coord', 'hidden', 'sentBack/');
    const filed = await file('coord', it.against);
    expect(filed.status).toBe(200);
    const audited = (await get('auditor', `/api/desk/appeals/${filed.body.id}`)).body;
    expect(audited).toMatchObject({ words: null, against: { kind: null, day: null, place: null, matter: null } });
    expect(JSON.stringify(audited)).not.toMatch(/dispute|数不对/);
    expect((await act('leader', filed.body.id, setAside)).status).toBe(200);
    expect(await opened(null, 'sentBack/')).toEqual(before);
    const staff = await opened('auditor', 'sentBack/dispute.family');
    expect([staff.value, staff.items]).toEqual([
      0,
      [
        { hidden: true, n: -1 },
        { hidden: true, n: 1 },
      ],
    ]);
  });

  it('of a blurred kind shows its correction as blurred as itself', async () => {
    const it = await itemFor('coord', 'blurred', 'sentBack/');
    const filed = await file('coord', it.against);
    expect((await act('leader2', filed.body.id, setAside)).status).toBe(200);
    const items = (await opened(null, 'sentBack/hazard.gas')).items;
    expect(items.toSorted((a, b) => a.n - b.n)).toMatchObject([
      { n: -1, correction: true, number: null, territory: TOWN, appeal: null },
      { n: 1, correction: false, number: null, territory: TOWN },
    ]);
  });

  it('that one may not see is not there, like one that never was', async () => {
    const near = await itemFor('leader', 'near1', 'sentBack/');
    const far = await itemFor('leader', 'far0', 'sentBack/');
    const gone = await file('coord', { ...near.against, line: randomUUID() });
    for (const answer of [
      gone,
      await file('coord', far.against),
      await file('far', near.against),
      await file('far', { ...near.against, territory: FAR }),
      await file('coord', { ...near.against, day: '2026-03-09' }),
      await file('coord', { ...near.against, measure: 'returned/hazard.fire' }),
    ])
      expect([answer.status, answer.body.code]).toEqual([404, 'figures.appeal.noSuchItem']);
    expect((await opened('far', 'sentBack/')).items.filter((one) => one.of).map((one) => one.territory)).toEqual(
      Array(5).fill(`${FAR}001`),
    );
  });

  it('that the record’s own moves put right is not set aside, and nothing is set aside twice', async () => {
    const closed = await itemFor('coord', 'near1', 'closed/');
    const filed = await file('coord', closed.against);
    expect(filed.body.step).toBeNull();
    expect((await act('leader', filed.body.id, setAside)).body.code).toBe('figures.appeal.notSettable');
    const correct = { move: 'uphold', remedy: 'correct', reason: '请重开后改正' };
    expect((await act('leader', filed.body.id, correct)).body).toMatchObject({
      state: 'upheld',
      counts: [],
      live: { n: 1 },
    });
    // The same step, once by what it counts for all and once by what it counts for the body.
    const all = await itemFor('coord', 'near2', 'sentBack/');
    const body = await itemFor('coord', 'near2', 'sentBack:fire/');
    const [one, other] = [await file('coord', all.against), await file('coord', body.against)];
    expect([one.status, other.status]).toEqual([200, 200]);
    expect((await act('leader', one.body.id, setAside)).status).toBe(200);
    expect((await act('leader', other.body.id, setAside)).body.code).toBe('figures.appeal.setAsideAlready');
    expect((await act('leader', other.body.id, reject)).status).toBe(200);
  });
});

describe('an appeal', () => {
  it('is decided by a leader above, never by who filed it, their township or their body, and once', async () => {
    const filed = await file('coord', rate({ code: 'closingRate' }));
    const { id } = filed.body;
    const refused = async (login: string, given: object = reject) => {
      const { status, body } = await act(login, id, given);
      return [status, body.code];
    };
    expect(await refused('coord')).toEqual([403, 'figures.appeal.notYours']);
    expect(await refused('townhead')).toEqual([403, 'figures.appeal.notYours']);
    expect(await refused('own')).toEqual([409, 'figures.appeal.ownTownship']);
    expect(await refused('auditor')).toEqual([403, 'figures.appeal.notYours']);
    expect(await refused('far')).toEqual([404, 'figures.appeal.notFound']);
    expect(await refused('duty')).toEqual([403, 'figures.appeal.noReader']);
    expect((await get('far', `/api/desk/appeals/${id}`)).status).toBe(404);
    expect(await refused('leader', { move: 'withdraw' })).toEqual([403, 'figures.appeal.notYours']);
    const both = await Promise.all([act('leader', id, reject), act('leader2', id, { ...setAside, remedy: 'correct' })]);
    expect(both.map((one) => one.status).toSorted()).toEqual([200, 409]);
    expect(await refused('coord', { move: 'withdraw' })).toEqual([409, 'figures.appeal.notNow']);
  });

  it('is filed once by two at once, and a repeat of the same changes nothing', async () => {
    const item = rate({ code: 'onTimeClosingRate' });
    const both = await Promise.all([file('coord', item), file('townhead', item)]);
    expect(both.map((one) => one.status).toSorted()).toEqual([200, 409]);
    const id = randomUUID();
    const given = { id, against: rate({ code: 'firstAction' }), reason: '再看' };
    const first = await call('coord', 'POST', '/api/desk/appeals', given);
    const repeat = await call('coord', 'POST', '/api/desk/appeals', given);
    expect([first.status, repeat.status, repeat.body.id]).toEqual([200, 200, id]);
    expect((await call('coord', 'POST', '/api/desk/appeals', { ...given, reason: '另一说' })).status).toBe(409);
  });

  it('is listed to its township, to those above and to auditors, a page at a time, and to nobody else', async () => {
    const all = (await get('auditor', '/api/desk/appeals', { limit: '100' })).body.items;
    expect(all.length).toBeGreaterThan(8);
    expect((await get('far', '/api/desk/appeals')).body.items).toEqual([]);
    expect((await get('duty', '/api/desk/appeals')).status).toBe(403);
    const pages: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const page: Json = (await get('coord', '/api/desk/appeals', { limit: '3', ...(after === '' ? {} : { after }) }))
        .body;
      pages.push(...page.items.map((one: Json) => one.id));
      after = page.after;
    }
    expect(pages).toEqual(all.map((one: Json) => one.id));
    const open = (await get('leader', '/api/desk/appeals', { whose: 'decide' })).body.items;
    expect(open.every((one: Json) => one.state === 'open' && one.abilities.includes('reject'))).toBe(true);
    expect((await get('townhead', '/api/desk/appeals', { whose: 'decide' })).body.items).toEqual([]);
    expect((await get('coord', '/api/desk/appeals', { after: 'nonsense' })).status).toBe(400);
  });

  it('leaves a journal of which every line, row, count and tally is right', async () => {
    const clean = async () => {
      const done = await audit({
        db: house.work,
        subjects,
        checkpointDir: `${house.dataDir}/checkpoints`,
        digests: [],
      });
      expect(done.map((one) => one.firstDifference)).toEqual([null]);
    };
    await clean();
    await foldTallies(house.work, 7);
    await clean();
  });

  it('is part of the proof of a figure, which whoever has the public key counts again; and pins the tree that was signed by then', async () => {
    const { privateKey: secret } = generateKeyPairSync('ed25519');
    const tree = { folder: `${house.dataDir}/heads`, originOf: (one: string) => `test.example/${one}` };
    await grow({ db: house.work, secret, ...tree, clock: () => day(42) }, D);
    const figure = figureCoded('sentBack');
    if (figure === null) throw new Error('no figure');
    const about = { district: D, territory: D, kind: null, ...PERIOD, asOf: null };
    const bundle = await house.work.read(whole(D), (tx) => figureBundleFor(tx, figure, about, 'lines'));
    const by = bundle && verifierOf(bundle.key);
    if (!bundle || !by) throw new Error('nothing is signed');
    expect(bundle.counts.filter((one) => one.n < 0).length).toBeGreaterThan(3);
    expect(bundle.value).toBe((await opened('leader', 'sentBack/')).value);
    const found = checkFigure(bundle, by, kindsByName(subjects));
    expect(found).toMatchObject({ is: 'proved', again: bundle.counts.length });
    const filed = await file('coord', rate({ code: 'closingRate', from: '2026-03-02' }));
    const { head, size } = filed.body.against.pinned;
    expect([head, size]).toEqual([size, size]);
  });

  it('is found out by the audit where somebody changed what it takes back', async () => {
    await asOwner(house.ownerUrl, (owner) =>
      owner.query(`delete from journal.count where n < 0 and measure like 'sentBack/%'
        and seq = (select min(seq) from journal.line where kind = 'appeal.upheld' and district = '${D}'
          and seq in (select seq from journal.count where n < 0 and measure like 'sentBack/%'))`),
    );
    const done = await audit({ db: house.work, subjects, checkpointDir: `${house.dataDir}/other`, digests: [] });
    expect(done[0]?.firstDifference).not.toBeNull();
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
