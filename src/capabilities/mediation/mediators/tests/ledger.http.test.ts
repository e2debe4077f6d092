import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '../../../../../tests/harness/database.ts';
import { subjects } from '../../../../apps/subjects.ts';
import { audit } from '../../../../platform/journal/audit.ts';
import { refold } from '../../../../platform/journal/refold.ts';
import type { Json } from '../../tests/hall.ts';
import { MOVES, refusal } from '../ledger/subsidy.rights.ts';
import { STATES, type Subsidy } from '../ledger/subsidy.rules.ts';
import { type Bureau, bureau } from './bureau.ts';

const URL = '/api/desk/mediation/subsidies';
const AMOUNTS = { simple: 50, ordinary: 100, difficult: 300, major: 800, oral: 20, written: 60 };
let it0: Bureau;
beforeAll(async () => {
  it0 = await bureau('2026-03-02T02:00:00Z');
});
afterAll(() => it0?.house.close());

async function setAmounts(value: object) {
  it0.later();
  const { n } = (await it0.ask('justice', 'GET', '/api/desk/mediation/settings')).body;
  const answer = await it0.ask('justice', 'POST', '/api/desk/mediation/settings', {
    ...{ id: randomUUID(), n, change: { term: 'subsidy', value }, reason: '财政局批复' },
  });
  expect(answer.status, answer.text).toBe(200);
}
const claim = (subject: string, over: object = {}, login = 'mediator') =>
  it0.ask(login, 'POST', URL, {
    id: randomUUID(),
    case: subject,
    difficulty: 'ordinary',
    reason: '双方积怨三年，上门五次',
    ...over,
  });
const review = (login: string, it: Json, over: object = {}) =>
  it0.ask(login, 'POST', `${URL}/${it.id}/review`, { id: randomUUID(), n: it.n, outcome: 'approved', ...over });
const pay = (login: string, ids: readonly string[], over: object = {}) =>
  it0.ask(login, 'POST', `${URL}/pay`, {
    id: randomUUID(),
    subsidies: ids,
    day: '2026-03-02',
    batch: '2026-1',
    ...over,
  });

describe('a case subsidy', () => {
  it('is claimed for once by a mediator of a filed case, by the amounts in force when it was filed', async () => {
    const early = await it0.filed('written');
    expect((await claim(early)).body.code).toBe('mediation.subsidy.noAmounts');
    await setAmounts(AMOUNTS);
    const subject = await it0.filed('written');
    await setAmounts({ ...AMOUNTS, ordinary: 999 });
    // What was set after a case was filed reckons nothing anew, neither up nor down.
    expect((await claim(early)).body.code).toBe('mediation.subsidy.noAmounts');
    const { open } = (await it0.ask('mediator', 'GET', URL)).body;
    expect(open.find((one: Json) => one.case === subject).amounts[1]).toEqual({ difficulty: 'ordinary', yuan: 160 });
    const id = randomUUID();
    const first = await claim(subject, { id });
    expect(first.status, first.text).toBe(200);
    expect(first.body).toMatchObject({
      state: 'claimed',
      yuan: 160,
      form: 'written',
      reason: '双方积怨三年，上门五次',
    });
    // The same sent twice claims once; a second claim is refused.
    expect((await claim(subject, { id })).body.id).toBe(first.body.id);
    expect([(await claim(subject)).status, (await claim(subject)).body.code]).toEqual([
      409,
      'mediation.subsidy.claimedAlready',
    ]);
    // By nobody else, and not before the case is filed.
    for (const login of ['second', 'other', 'justice', 'duty', 'leader', 'towncoord'])
      expect((await claim(subject, {}, login)).status, login).toBe(403);
    const { id: running } = await it0.mediating();
    expect((await claim(running)).body.code).toBe('mediation.subsidy.notFiled');
    await setAmounts(AMOUNTS);
  });

  it('is the same for a case that was agreed and for one that failed: it bears on no outcome', async () => {
    const yuan: Record<string, number> = {};
    for (const how of ['written', 'failed'] as const)
      yuan[how] = (await claim(await it0.filed(how), { difficulty: 'difficult' })).body.yuan;
    expect(yuan).toEqual({ written: 360, failed: 360 });
    expect((await claim(await it0.filed('oral'), { difficulty: 'difficult' })).body.yuan).toBe(320);
  });

  it('is reviewed by another person of the township or the justice office, changed or refused with a reason, and paid in a batch', async () => {
    const [one, two, three] = [
      (await claim(await it0.filed('written'), { difficulty: 'major' })).body,
      (await claim(await it0.filed('written'))).body,
      (await claim(await it0.filed('failed'))).body,
    ];
    expect((await pay('justice', [one.id])).body.code).toBe('mediation.subsidy.notNow');
    expect((await review('mediator', one)).status).toBe(403);
    for (const login of ['second', 'police', 'far', 'duty', 'townleader', 'auditor'])
      expect([403, 404], login).toContain((await review(login, one)).status);
    expect((await review('coord', one, { outcome: 'changed', difficulty: 'difficult' })).body.code).toBe(
      'mediation.subsidy.needsReason',
    );
    expect((await review('coord', one, { outcome: 'changed', difficulty: 'major', reason: '同' })).body.code).toBe(
      'mediation.subsidy.needsDifficulty',
    );
    const changed = await review('coord', one, {
      outcome: 'changed',
      difficulty: 'difficult',
      reason: '涉及两户，不属重大',
    });
    expect(changed.body, changed.text).toMatchObject({ state: 'approved', yuan: 360, abilities: [] });
    expect((await review('coord', one)).body.code).toBe('mediation.subsidy.notNow');
    expect((await review('justice', two)).body).toMatchObject({ state: 'approved', yuan: 160 });
    expect((await review('justice', three, { outcome: 'refused', reason: '材料与申报不符' })).body).toMatchObject({
      state: 'refused',
      yuan: 0,
    });
    expect((await pay('coord', [one.id])).body.code).toBe('mediation.subsidy.notYours');
    // All of a batch or none.
    expect((await pay('justice', [one.id, two.id, three.id])).body.code).toBe('mediation.subsidy.notNow');
    const today = new Date((it0.house.time.now as Date).getTime() + 28_800_000).toISOString().slice(0, 10);
    expect((await pay('justice', [one.id, two.id], { day: '2030-01-01' })).body.code).toBe(
      'mediation.subsidy.futureDay',
    );
    const id = randomUUID();
    expect((await pay('justice', [one.id, two.id], { id, day: today })).body).toEqual({ paid: 2, yuan: 520 });
    expect((await pay('justice', [one.id, two.id], { id, day: today })).body).toEqual({ paid: 2, yuan: 520 });
    expect((await pay('justice', [one.id], { day: today })).body.code).toBe('mediation.subsidy.notNow');
  });

  it('that somebody claimed is never reviewed or paid by themselves, whatever posts they hold', async () => {
    const [it] = (await it0.ask('mediator', 'GET', `${URL}?state=approved`)).body.items as Json[];
    const { rows } = await it0.house.work.pool.query('select content from mediation.subsidy');
    const own = rows.map(({ content }) => content as Subsidy);
    expect(it).toBeUndefined();
    const post = { id: randomUUID(), post: 'handler', body: 'justice', territory: null, deputyOf: null } as const;
    const [self, other] = [own[0]?.mediator ?? '', it0.people['justice'] ?? ''].map((person) => ({
      ...{ is: 'staff' as const, person, appointments: [post] },
    }));
    for (const one of own)
      for (const move of ['review', 'pay'] as const)
        for (const state of STATES) {
          const wanted = state === MOVES[move].from ? null : 'notNow';
          expect(refusal(move, { ...one, state }, other as never, 'justice')).toBe(wanted);
          expect(refusal(move, { ...one, state }, self as never, 'justice')).toBe(wanted ?? 'ownClaim');
          expect(refusal(move, { ...one, state }, self as never, null)).toBe('notYours');
        }
  });

  it('is read by whoever claims, judges and audits; a mediator reads nobody else’s', async () => {
    const seen: Record<string, number> = {};
    for (const login of Object.keys(it0.people)) {
      const { status, body } = await it0.ask(login, 'GET', URL);
      seen[login] = status === 200 ? body.items.length : status;
    }
    const all = seen['justice'] ?? 0;
    expect(all).toBeGreaterThan(6);
    expect(seen).toEqual({
      ...{ mediator: all, justice: all, leader: all, auditor: all, coord: all, towncoord: all, townleader: all },
      ...{ second: 0, other: 0, police: 0, court: 0, far: 0, duty: 403, clerk: 403, liaison: 403, sysadmin: 403 },
    });
    const audited = (await it0.ask('auditor', 'GET', URL)).body.items;
    expect(audited.every((one: Json) => one.reason === null)).toBe(true);
    expect((await it0.ask(null, 'GET', URL)).status).toBe(401);
  });

  it('adds up by committee and month, and is taken along as a table', async () => {
    const { sums, items } = (await it0.ask('justice', 'GET', URL)).body;
    const paid = sums.find((one: Json) => one.state === 'paid');
    expect(paid).toMatchObject({ body: { id: 'pmc-town' }, month: '2026-03', n: 2, yuan: 520 });
    expect(sums.reduce((sum: number, { n }: Json) => sum + n, 0)).toBe(items.length);
    expect((await it0.ask('justice', 'GET', `${URL}?state=paid`)).body.items).toHaveLength(2);
    expect((await it0.ask('justice', 'GET', `${URL}?from=2025-01-01&to=2025-12-31`)).body.items).toEqual([]);
    expect((await it0.ask('justice', 'GET', `${URL}?from=2026-01-02&to=2026-01-01`)).body.code).toBe(
      'mediation.subsidy.badSpan',
    );
    const csv = await it0.ask('justice', 'GET', `${URL}/table?as=csv`);
    expect(csv.status).toBe(200);
    expect(csv.text.split('\r\n')[0]).toContain('案件编号,调委会,调解员');
    expect(csv.text.trim().split('\r\n')).toHaveLength(items.length + 1);
    const xlsx = await it0.ask('justice', 'GET', `${URL}/table?as=xlsx`);
    const [sheet] = (await readXlsxFile(xlsx.body as Buffer)) as unknown as Json[];
    const rows: Json[][] = Array.isArray(sheet?.data)
      ? sheet.data
      : ((await readXlsxFile(xlsx.body as Buffer)) as Json);
    expect(rows).toHaveLength(items.length + 1);
    expect(rows.map((row) => row[5]).filter((one) => one === 360).length).toBeGreaterThan(0);
  });

  it('leaves lines in which no reason stands open, and which fold to what stands', async () => {
    const { rows } = await it0.house.work.pool.query<{ text: string }>(
      "select string_agg(convert_from(bytes, 'utf8'), '') as text from journal.line where kind like 'mediation-subsidy.%'",
    );
    expect(rows[0]?.text).toContain('difficult');
    expect(rows[0]?.text).not.toContain('积怨');
    const look = () =>
      audit({ db: it0.house.work, subjects, checkpointDir: `${it0.house.dataDir}/checkpoints`, digests: [] });
    expect((await look()).map((one) => one.firstDifference)).toEqual([null]);
    const before = (await it0.ask('justice', 'GET', URL)).body.items;
    await asOwner(it0.house.ownerUrl, (owner) => owner.query('update mediation.subsidy set fold = 0, yuan = 7'));
    await refold({ db: it0.house.work, subjects });
    expect((await it0.ask('justice', 'GET', URL)).body.items).toEqual(before);
    expect((await look()).map((one) => one.firstDifference)).toEqual([null]);
  });
});

it('no call of mediation has a field for a fee of the parties', async () => {
  const root = new globalThis.URL('../..', import.meta.url);
  const files = (await readdir(root, { recursive: true })).filter((one) =>
    /\.(contract|lines\.rules|mediation\.rules)\.ts$|lines\.rules\.ts$/.test(one),
  );
  expect(files.length).toBeGreaterThan(8);
  for (const file of files) {
    const text = await readFile(new globalThis.URL(file, root), 'utf8');
    expect(text.match(/\b\w*(fee|fees|charge|charged|price|收费|费用)\w*\s*:/gi) ?? [], file).toEqual([]);
  }
});
