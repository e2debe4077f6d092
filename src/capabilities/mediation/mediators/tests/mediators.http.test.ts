import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '../../../../../tests/harness/database.ts';
import { subjects } from '../../../../apps/subjects.ts';
import { audit } from '../../../../platform/journal/audit.ts';
import { refold } from '../../../../platform/journal/refold.ts';
import type { Json } from '../../tests/hall.ts';
import { faultsOf, medianOf, termEnd } from '../register.rules.ts';
import { type Bureau, bureau } from './bureau.ts';

const URL = '/api/desk/mediation/mediators';
let it0: Bureau;
beforeAll(async () => {
  it0 = await bureau('2026-03-02T02:00:00Z');
});
afterAll(() => it0?.house.close());

const keep = (login: string | null, act: object, n = 0, over: object = {}, body = 'pmc-town') =>
  it0.ask(login, 'POST', `${URL}/${body}`, { id: randomUUID(), n, act, ...over });
const committee = async (login = 'justice', body = 'pmc-town'): Promise<Json> =>
  (await it0.ask(login, 'GET', URL)).body.committees.find((one: Json) => one.body.id === body);
const person = (login: string) => it0.people[login] ?? '';

describe('the register of mediators', () => {
  it('is kept by the committee’s and the township’s coordinators, the justice office and the district’s leader, and by nobody else', async () => {
    const may: string[] = [];
    for (const login of Object.keys(it0.people)) {
      const { status, body } = await keep(login, {
        act: 'leave',
        person: person('mediator'),
        day: '2026-03-01',
        reason: 'resigned',
      });
      expect([403, 409], login).toContain(status);
      if (status === 409) may.push(login);
      expect(body.code, login).toBe(status === 409 ? 'mediation.register.notEntered' : 'mediation.register.notKeeper');
    }
    expect(may.sort()).toEqual(['coord', 'justice', 'leader', 'towncoord']);
    expect((await keep(null, { act: 'state', from: '2026-01-01', woman: true })).status).toBe(401);
    expect((await keep('justice', { act: 'state', from: '2026-01-01', woman: true }, 0, {}, 'nobody')).status).toBe(
      404,
    );
  });

  it('holds who is appointed there, for a term of three years at most, with training and leaving', async () => {
    expect((await committee()).missing.map(({ name }: Json) => name).sort()).toEqual(['mediator姓名', 'second姓名']);
    const enter = { act: 'enter', person: person('mediator'), sort: 'full', from: '2025-06-01' };
    expect((await keep('coord', { ...enter, until: '2028-06-01' })).body.code).toBe('mediation.register.badTerm');
    expect((await keep('coord', { ...enter, until: '2025-05-31' })).body.code).toBe('mediation.register.badTerm');
    expect((await keep('coord', { ...enter, person: person('other') })).body.code).toBe(
      'mediation.register.notAppointed',
    );
    const id = randomUUID();
    const entered = await keep('coord', enter, 0, { id });
    expect(entered.body.mediators, entered.text).toMatchObject([
      { name: 'mediator姓名', state: 'serving', sort: 'full', from: '2025-06-01', until: '2028-05-31', hours: 0 },
    ]);
    expect((await keep('coord', enter, 0, { id })).status).toBe(200);
    expect((await keep('coord', enter, 0)).body.code).toBe('mediation.register.changed');
    expect((await keep('coord', enter, 1)).body.code).toBe('mediation.register.enteredAlready');
    const train = {
      act: 'train',
      person: person('mediator'),
      day: '2026-02-10',
      hours: 8,
      topic: 'law',
      organiser: 'justice',
    };
    expect((await keep('coord', { ...train, organiser: 'nobody' }, 1)).body.code).toBe('mediation.register.noBody');
    expect((await keep('coord', { ...train, day: '2027-01-01' }, 1)).body.code).toBe('mediation.register.badDay');
    expect((await keep('coord', train, 1)).body.mediators[0]).toMatchObject({ hours: 8, n: 2 });
    const change = { act: 'change', person: person('mediator'), sort: 'part', until: '2028-05-31' };
    expect((await keep('coord', change, 2)).body.mediators[0].sort).toBe('part');
    expect((await keep('coord', change, 3)).body.code).toBe('mediation.register.same');
    const leave = { act: 'leave', person: person('mediator'), day: '2026-03-01', reason: 'termEnded' };
    expect((await keep('coord', leave, 3)).body.mediators[0]).toMatchObject({
      state: 'left',
      left: { reason: 'termEnded' },
    });
    expect((await keep('coord', { ...enter, from: '2026-03-02' }, 4)).body.mediators[0]).toMatchObject({
      ...{ state: 'serving', until: '2029-03-01', left: null },
      trained: [{ topic: 'law', hours: 8 }],
    });
  });

  it('says what of a committee is not as the law asks: members, its own statement, the term', async () => {
    expect((await committee()).faults).toEqual(['tooFew', 'noStatement']);
    const stated = await keep('towncoord', { act: 'state', from: '2026-01-01', woman: false });
    expect(stated.body).toMatchObject({
      stated: { from: '2026-01-01', until: '2028-12-31', woman: false },
      faults: ['tooFew', 'noWoman'],
    });
    expect((await keep('towncoord', { act: 'state', from: '2026-01-01', woman: true }, 1)).body.faults).toEqual([
      'tooFew',
    ]);
    const members = (n: number, until = '2028-01-01') =>
      Array.from({ length: n }, () => ({ state: 'serving' as const, sort: 'full' as const, until }));
    const term = { until: '2028-01-01', woman: true };
    // 人民调解法 art. 8: three to nine members.
    expect([2, 3, 9, 10].map((n) => faultsOf(term, members(n), '2026-01-01'))).toEqual([
      ['tooFew'],
      [],
      [],
      ['tooMany'],
    ]);
    const guests = members(9).map((one) => ({ ...one, sort: 'guest' as const }));
    expect(faultsOf(term, [...members(9), ...guests], '2026-01-01')).toEqual([]);
    expect(faultsOf(term, members(3), '2028-01-02')).toEqual(['termOver', 'memberTermOver']);
    // art. 9: three years.
    expect([termEnd('2026-03-02'), termEnd('2024-02-29'), termEnd('2026-01-01')]).toEqual([
      '2029-03-01',
      '2027-02-28',
      '2028-12-31',
    ]);
  });

  it('shows how work is given out to the committee’s own people and those above, beside the middle, and to nobody else', async () => {
    for (let n = 0; n < 3; n++) await it0.mediating();
    const seen: Record<string, string> = {};
    for (const login of Object.keys(it0.people)) {
      const { status, body } = await it0.ask(login, 'GET', URL);
      const one = status === 200 ? body.committees.find(({ body: of }: Json) => of.id === 'pmc-town') : undefined;
      seen[login] = one === undefined ? 'nothing' : one.load === null ? 'register' : 'load';
    }
    const { mediator, second, ...others } = seen;
    expect([mediator, second]).toEqual(['load', 'load']);
    expect(others).toEqual({
      ...{ duty: 'load', coord: 'load', leader: 'load', justice: 'load', towncoord: 'load', townleader: 'load' },
      ...{
        auditor: 'register',
        clerk: 'nothing',
        far: 'nothing',
        liaison: 'nothing',
        other: 'nothing',
        police: 'nothing',
      },
      ...{ court: 'nothing', sysadmin: 'nothing' },
    });
    await keep('coord', { act: 'enter', person: person('second'), sort: 'part', from: '2026-01-05' });
    expect((await committee('second')).load).toEqual({
      ...{ openMedian: 1.5, givenMedian: 1.5 },
      rows: [
        { name: 'mediator姓名', open: 3, given: 3 },
        { name: 'second姓名', open: 0, given: 0 },
      ],
    });
    expect([medianOf([]), medianOf([3]), medianOf([1, 9, 2]), medianOf([4, 2])]).toEqual([0, 3, 2, 3]);
  });

  it('is taken along by the justice office, which tells the court who is on which committee', async () => {
    for (const login of Object.keys(it0.people)) {
      const { status, text } = await it0.ask(login, 'GET', `${URL}/table?as=csv`);
      expect(status, login).toBe(['justice', 'leader'].includes(login) ? 200 : 403);
      if (status === 200) expect(text).toContain('东街人民调解委员会');
    }
    const { text } = await it0.ask('justice', 'GET', `${URL}/table?as=csv`);
    expect(text).toContain('second姓名,兼职,2026-01-05,2029-01-04,在任');
    const xlsx = await it0.ask('justice', 'GET', `${URL}/table?as=xlsx`);
    expect((xlsx.body as Buffer).subarray(0, 2).toString()).toBe('PK');
  });

  it('holds of a person the id alone, and folds to what stands', async () => {
    const { rows } = await it0.house.work.pool.query<{ text: string }>(
      "select string_agg(convert_from(bytes, 'utf8'), '') as text from journal.line where kind like 'mediation-mediator.%'",
    );
    expect(rows[0]?.text).toContain(person('mediator'));
    for (const secret of ['姓名', 'mediator姓名', 'woman', 'sex']) expect(rows[0]?.text).not.toContain(secret);
    const look = () =>
      audit({ db: it0.house.work, subjects, checkpointDir: `${it0.house.dataDir}/checkpoints`, digests: [] });
    expect((await look()).map((one) => one.firstDifference)).toEqual([null]);
    const before = await committee();
    await asOwner(it0.house.ownerUrl, (owner) =>
      owner.query(
        `update mediation.mediator set fold = 0, content = content - 'trained'; update mediation.committee set fold = 0`,
      ),
    );
    await refold({ db: it0.house.work, subjects });
    expect(await committee()).toEqual(before);
    expect((await look()).map((one) => one.firstDifference)).toEqual([null]);
  });
});
