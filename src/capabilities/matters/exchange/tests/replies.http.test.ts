import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subjects } from '../../../../apps/subjects.ts';
import { kinds } from '../../../../demonstration/kinds.ts';
import { audit } from '../../../../platform/journal/audit.ts';
import { sealedDigests } from '../../../../platform/journal/digests.ts';
import { type ExchangeHouse, exchangeHouse, type FakeDesk, fakeDesk } from './exchangeHouse.ts';

let house: ExchangeHouse;
let desk: FakeDesk;
let secret: string;
beforeAll(async () => {
  house = await exchangeHouse();
  desk = await fakeDesk(house.clock);
  secret = await house.setDesk('110', { url: desk.url });
  desk.secret = secret;
});
afterAll(async () => {
  await desk?.close();
  await house?.close();
});

describe('what became of a case', () => {
  const told = (number: string) =>
    desk.taken.filter((one) => one.number === number).map((one) => [one.what, one.state, one.words]);

  it('goes back to its desk with every step, signed, and tried again until it is taken', async () => {
    const one = await house.sent(secret);
    await house.move('duty1', one.id, { move: 'assign', body: 'fire' });
    desk.failing = 1;
    const begun = desk.tries.length;
    await house.turn();
    expect(told(one.number)).toEqual([]);
    await house.turn();
    expect(desk.tries.length - begun).toBe(1);
    house.time.now = house.later(61);
    await house.turn();
    expect(told(one.number)).toEqual([['moved', 'assigned', '已转fire单位办理']]);
    const [failed, taken] = desk.tries.slice(begun);
    expect([failed?.status, taken?.status, taken?.id]).toEqual([503, 200, failed?.id]);

    await house.move('handler1', one.id, { move: 'accept' });
    await house.move('handler1', one.id, { move: 'handOver', result: '已断电并清理' });
    await house.move('verifier1', one.id, { move: 'verify' });
    await house.move('verifier1', one.id, { move: 'close', note: '现场复核属实' });
    await house.turn();
    expect(told(one.number).slice(1)).toEqual([
      ['moved', 'accepted', 'fire单位已受理'],
      ['moved', 'handled', '已办理，待核查'],
      ['result', 'closed', '已断电并清理\n现场复核属实'],
    ]);
    expect(desk.taken.filter((each) => each.number === one.number).every((each) => each.ours === one.ours)).toBe(true);
    expect(await house.rows(`select 1 from journal.outbox where topic = 'exchange.reply'`)).toEqual([]);
    // Nothing of a person goes along, whatever the case held.
    expect(JSON.stringify(desk.taken)).not.toMatch(/王某|13800000009|解放街/);
    house.time.now = null;
  });

  it('is told of all cases that became one matter, and none is withdrawn for the others', async () => {
    const [one, other] = [await house.sent(secret), await house.sent(secret)];
    await house.move('duty1', other.id, { move: 'merge', into: one.id });
    await house.turn();
    expect(told(other.number)).toEqual([['moved', 'merged', `与编号 ${one.ours} 为同一事项，已并案办理`]]);
    await house.move('duty1', one.id, { move: 'assign', body: 'fire' });
    await house.turn();
    for (const { number } of [one, other]) expect(told(number).at(-1)?.slice(0, 2)).toEqual(['moved', 'assigned']);
    const { id: _, ours: __, ...plain } = other;
    const back = await house.send({ ...plain, what: 'withdrawn', words: '不用了' }, secret);
    expect(back.body).toMatchObject({ status: 409, code: 'matters.mergedCase' });
    expect((await house.send(plain, secret, { at: house.later(2) })).body).toMatchObject({
      ours: one.ours,
      repeated: true,
    });
  });

  it('says which door it was sent to, after which their number stands nowhere', async () => {
    const one = await house.sent(secret);
    await house.move('duty1', one.id, { move: 'redirect', door: 'petition' });
    expect(await house.rows('select 1 from matters.exchanged where theirs = $1', one.number)).toEqual([]);
    await house.turn();
    expect(told(one.number).map((each) => each.slice(0, 2))).toEqual([['returned', 'redirected']]);
    expect(told(one.number)[0]?.[2]).toContain('信访');
    const { id: _, ours: __, ...plain } = one;
    expect((await house.send(plain, secret, { at: house.later(4) })).body).toMatchObject({
      what: 'returned',
      door: 'petition',
    });
  });

  it('is told to nobody where no desk sent it', async () => {
    const kind = kinds.find((one) => one.questions.every((each) => !each.required))?.code;
    const report = { id: randomUUID(), kind, place: { lon: 119.65, lat: 29.08 }, words: '楼道堆物' };
    await house.as(null, 'POST', '/api/matters', report);
    await house.move('duty1', report.id, { move: 'assign', body: 'fire' });
    expect(await house.rows(`select 1 from journal.outbox where subject = $1`, report.id)).toEqual([]);
  });
});

it('all of it is audited clean', async () => {
  const [done] = await audit({ db: house.work, subjects, checkpointDir: house.dataDir, digests: [sealedDigests] });
  expect(done?.firstDifference?.text.en).toBeUndefined();
  expect(done?.behind).toBe(0);
});
