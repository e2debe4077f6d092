import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { asOwner } from '../../../../../tests/harness/database.ts';
import { subjects } from '../../../../apps/subjects.ts';
import { dayOf } from '../../../../platform/calendar/calendar.rules.ts';
import { whole } from '../../../../platform/db/scope.ts';
import { audit } from '../../../../platform/journal/audit.ts';
import { kindsByName } from '../../../../platform/journal/subject.ts';
import { foldTallies } from '../../../../platform/journal/tally.ts';
import { checkFigure } from '../../../../platform/proof/figureProof.ts';
import { figureBundleFor } from '../../../../platform/proof/figureProving.ts';
import { grow } from '../../../../platform/proof/growing.ts';
import { verifierOf } from '../../../../platform/proof/notes.ts';
import { figureCoded } from '../../catalogue.ts';
import {
  act,
  appealsHouse,
  call,
  D,
  day,
  FAR,
  file,
  get,
  house,
  itemFor,
  type Json,
  numbered,
  opened,
  PERIOD,
  rate,
  reject,
  sent,
  setAside,
  sum,
  TOWN,
  VILLAGE,
} from './appealsHouse.ts';

appealsHouse();

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
