import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../../../tests/harness/database.ts';
import { DISTRICT, type House, identityHouse } from './house.ts';

let house: House;
const held: Record<string, { person: string; held: string[] }> = {};
beforeAll(async () => {
  house = await identityHouse(await testDatabase());
  const liaison = async (login: string, where: { territory?: string; body?: string; from?: string; to?: string }) => {
    held[login] = await house.appointed(login, ['liaison', where]);
  };
  await liaison('village', { territory: '330702001002', from: '2024-03-01' });
  await liaison('grid', { territory: '330702001002001' });
  await liaison('elsewhere', { territory: '330702101003' });
  await liaison('atbody', { body: 'wc-t001', territory: '330702001' });
  await liaison('over', { territory: '330702001003', to: '2025-01-01' });
  await liaison('coming', { territory: '330702001003', from: '2099-01-01' });
  await house.appointed('duty1', ['duty', { territory: DISTRICT }]);
});
afterAll(() => house.close());

type Places = { code: string; liaisons: { name: string; from: string }[] }[];
const roster = async (query = '') => {
  const { status, body } = await house.browser().call('GET', `/api/liaisons${query}`);
  return { status, places: body['places'] as Places, after: body['after'], text: JSON.stringify(body) };
};

describe('Liaisons are named and published', () => {
  it('to everybody, by place, with post and since when: those in office today and nobody else', async () => {
    const { status, places, after } = await roster();
    expect([status, after]).toEqual([200, null]);
    expect(places.map((one) => [one.code, one.liaisons.map((each) => each.name)])).toEqual([
      ['330702001', ['atbody的姓名']],
      ['330702001002', ['village的姓名']],
      ['330702001002001', ['grid的姓名']],
      ['330702101003', ['elsewhere的姓名']],
    ]);
    expect(places[1]?.liaisons).toEqual([
      { name: 'village的姓名', post: 'liaison', from: '2024-03-01', deputy: false },
    ]);
  });

  it('of one place with all that lies in it, and empty where nobody is', async () => {
    expect((await roster('?territory=330702001')).places.map((one) => one.code)).toEqual([
      '330702001',
      '330702001002',
      '330702001002001',
    ]);
    expect(await roster('?territory=330702109')).toMatchObject({ status: 200, places: [], after: null });
    expect((await roster('?territory=33070')).status).toBe(400);
  });

  it('with no login, id or telephone, and never to be asked by person', async () => {
    const { text } = await roster();
    for (const { person, held: ids } of Object.values(held))
      for (const one of [person, ...ids]) expect(text).not.toContain(one);
    expect(text).not.toMatch(/login|phone|0579/);
    expect((await roster(`?person=${held['village']?.person}`)).status).toBe(400);
  });

  it('page by page of whole places, each of them once', async () => {
    for (const tens of [0, 1, 2, 3, 4, 5, 6, 7])
      await house.appointed(
        `many${tens}`,
        ...Array.from({ length: 8 }, (_, at): ['liaison', { territory: string }] => [
          'liaison',
          { territory: `330702201${String(tens * 10 + at + 1).padStart(3, '0')}` },
        ]),
      );
    const first = await roster('?territory=330702201');
    const second = await roster(`?territory=330702201&after=${String(first.after)}`);
    expect([first.places.length, second.places.length, second.after]).toEqual([60, 4, null]);
    expect(new Set([...first.places, ...second.places].map((one) => one.code)).size).toBe(64);
  });

  it('until their post ends', async () => {
    await house.appointed('sys1', ['sysadmin']);
    await house.appointed('sec1', ['secadmin']);
    const sec = await house.strong('sec1');
    const id = held['elsewhere']?.held[0];
    expect((await sec.call('POST', `/api/appointments/${id}/moves`, { move: 'end', reason: 'moved' })).status).toBe(
      200,
    );
    expect((await roster('?territory=330702101')).places).toEqual([]);
  });
});
