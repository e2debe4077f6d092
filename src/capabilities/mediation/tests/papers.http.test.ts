import { randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { agreement, type Hall, hall } from './hall.ts';

let town: Hall;
let one: Awaited<ReturnType<Hall['mediating']>>;

beforeAll(async () => {
  town = await hall('2026-03-02T02:00:00Z');
  one = await town.mediating({
    channel: 'entrusted',
    referrer: { body: 'court', answerBy: '2026-04-10', letter: '（2026）浙0702诉前调12号' },
  });
});
afterAll(() => town?.house.close());

async function did(act: object) {
  const answer = await town.move('mediator', one.id, act);
  expect(answer.status, answer.text).toBe(200);
}
const paper = (login: string, code: string, as = 'docx') =>
  town.call(login, 'GET', `/api/desk/mediation/cases/${one.id}/documents/${code}?as=${as}`);
const read = (bytes: Buffer): string =>
  strFromU8(unzipSync(new Uint8Array(bytes))['word/document.xml'] ?? new Uint8Array()).replaceAll(/<[^>]+>/g, '');

it('a document is made when the case has come to it, with what the law asks for', async () => {
  expect((await paper('mediator', 'agreement')).status).toBe(409);
  expect((await paper('mediator', 'record')).status).toBe(409);
  expect(read((await paper('mediator', 'rights')).body)).toContain('甲某');
  const session = randomUUID();
  const when = '2026-03-03T02:00:00.000Z';
  await did({ move: 'proposeSession', session, mode: 'inPerson', joint: true, proposed: [when] });
  await did({ move: 'setSession', session, at: when });
  town.house.time.now = new Date('2026-03-03T04:00:00Z');
  const present = [one.a, one.b];
  await did({ move: 'holdSession', session, at: when, present, record: '乙某承认漏水，愿意维修' });
  expect(read((await paper('mediator', 'record')).body)).toContain('乙某承认漏水，愿意维修');
  const text = agreement(one.a, one.b, '2026-03-10');
  await did({ move: 'draft', version: 1, agreement: text });
  for (const party of [one.a, one.b, null]) await did({ move: 'sign', version: 1, party });
  await did({ move: 'seal', version: 1 });
  const written = read((await paper('mediator', 'agreement')).body);
  // 人民调解法 art. 29: parties; facts, issues and each one's responsibility; content, manner and time limit of performance.
  for (const must of [
    '甲某',
    '乙某',
    text.facts,
    text.issues,
    text.responsibility,
    ...text.points,
    ...text.promises.flatMap(({ what, how }) => [what, how]),
    '2026年3月10日',
    '1200元',
    '（2026）东街人调字第1号',
    '东街人民调解委员会',
  ])
    expect(written, must).toContain(must);
  const pdf = await paper('mediator', 'agreement', 'pdf');
  expect([pdf.status, (pdf.body as Buffer).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
}, 120_000);

it('a body that entrusted a case is answered, also by a document, and sees no more than the way and its answer', async () => {
  expect((await paper('mediator', 'answer')).status).toBe(409);
  await did({ move: 'answerReferrer', letter: '双方已达成协议，另附副本' });
  expect(read((await paper('mediator', 'answer')).body)).toContain('双方已达成协议，另附副本');
  const seen = await town.show('court', one.id);
  expect(seen.parties.map((party: { name: string | null }) => party.name)).toEqual([null, null]);
  expect(JSON.stringify(seen)).toContain('双方已达成协议');
  expect(JSON.stringify(seen)).not.toContain('乙某承认');
  for (const login of ['court', 'leader']) expect((await paper(login, 'agreement')).status).toBe(403);
  expect((await paper('far', 'agreement')).status).toBe(404);
});

it('a party has its own documents, with its own papers and telephone and nobody else’s', async () => {
  const who = await town.resident('13900000001');
  const ask = (document: string) =>
    town.call(who, 'POST', '/api/mediation/mine/documents', { code: one.passport, document, as: 'docx' });
  const mine = await ask('agreement');
  expect(mine.status).toBe(200);
  const text = read(mine.body);
  expect(text).not.toContain('13900000002');
  expect((await ask('performance')).status).toBe(409);
  expect((await ask('answer')).status).toBe(400);
  const stranger = await town.resident('13922222222');
  const other = await town.call(stranger, 'POST', '/api/mediation/mine/documents', {
    code: one.passport,
    document: 'agreement',
  });
  expect(other.status).toBe(403);
});
