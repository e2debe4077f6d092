import { randomUUID } from 'node:crypto';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '../../../../../tests/harness/database.ts';
import { PASSWORD, type TestHouse, testHouse } from '../../../../../tests/harness/house.ts';
import { callAs, Jar } from '../../../../../tests/harness/jar.ts';
import { subjects } from '../../../../apps/subjects.ts';
import { whole } from '../../../../platform/db/scope.ts';
import { codeOf } from '../../../../platform/identity/tests/house.ts';
import { audit } from '../../../../platform/journal/audit.ts';
import { refold } from '../../../../platform/journal/refold.ts';
import { putAuthority, putTerritories } from '../../../../platform/places/places.store.ts';
import { freshPlacesOf } from '../../../../platform/places/places.ts';
import { defaultTemplates } from '../../documents/defaults.words.ts';
import { readTerms } from '../changing.ts';
import type { Change } from '../setting.rules.ts';
import type { TermsOut } from '../settings.contract.ts';
import { STANDARD } from '../standard.rules.ts';

const D = '330702';
const TOWN = `${D}001`;
const URL = '/api/desk/mediation/settings';

let house: TestHouse;
const jars = new Map<string, Jar>();
beforeAll(async () => {
  house = await testHouse();
  await house.work.write(whole(D), async (tx) => {
    await putTerritories(
      tx,
      D,
      [D, TOWN].map((code) => ({
        ...{ code, level: code === D ? ('district' as const) : ('town' as const), name: { zh: code, en: code } },
        ...{ from: '2001-01-01', to: null, successors: [] },
      })),
    );
    await putAuthority(tx, D, [
      { territory: D, kind: 'dispute', body: 'town', from: '2020-01-01', to: null, why: { zh: '三定', en: 'duties' } },
    ]);
  });
  await freshPlacesOf(house.db, D);
  for (const [login, post, at] of [
    ['leader', 'leader', { territory: D }],
    ['townleader', 'leader', { territory: TOWN }],
    ['justice', 'handler', { body: 'town' }],
    ['justicecoordinator', 'coordinator', { body: 'town', territory: TOWN }],
    ['coordinator', 'coordinator', { body: 'centre', territory: TOWN }],
    ['duty', 'duty', { territory: D }],
    ['handler', 'handler', { body: 'fire' }],
    ['mediator', 'mediator', { body: 'town' }],
    ['liaison', 'liaison', { territory: TOWN }],
    ['verifier', 'verifier', { territory: D }],
    ['auditor', 'auditor', { territory: D }],
    ['sysadmin', 'sysadmin', { territory: D }],
    ['secadmin', 'secadmin', { territory: D }],
  ] as const) {
    await house.appoint(login, post, at);
    jars.set(login, new Jar(await house.signIn(login)));
    if (!['auditor', 'sysadmin', 'secadmin'].includes(post)) continue;
    const enrolled = await call(login, 'POST', '/api/me/code/enrol', { password: PASSWORD });
    await call(login, 'POST', '/api/me/code', { code: codeOf(String(enrolled.body['secret'])) });
  }
});
afterAll(() => house?.close());

// biome-ignore lint/suspicious/noExplicitAny: an answer is looked at member by member.
type Json = any;
async function call(login: string | null, method: 'GET' | 'POST', url: string, payload?: object) {
  const answer = await callAs(house.server, jars, login, method, url, payload);
  return { status: answer.statusCode, body: answer.json() as Json };
}
const settings = async (login = 'justice'): Promise<TermsOut> => (await call(login, 'GET', URL)).body;
async function change(login: string | null, wanted: Change, over: Readonly<Record<string, unknown>> = {}) {
  const { n } = await settings();
  return call(login, 'POST', URL, { id: randomUUID(), n, change: wanted, reason: '局务会议定', ...over });
}
const terms = () => readTerms(house.db, D);

describe('the terms of a district’s mediation', () => {
  it('are the standard where nothing was set, with what each may be', async () => {
    expect(await terms()).toEqual(STANDARD);
    const shown = await settings();
    expect(shown.n).toBe(0);
    expect(shown.days.map(({ term, value, most, changed }) => [term, value, most, changed])).toEqual([
      ['days', 30, 90, null],
      ['offerDays', 3, 30, null],
      ['visitDays', 30, 365, null],
      ['coldDays', 10, 90, null],
    ]);
    expect(shown.bodies.find(({ id }) => id === 'town')?.word).toBe('to');
    expect(shown.templates.every(({ own, version }) => !own && version === 'D1')).toBe(true);
    expect(shown.office?.zh).toBe('town单位');
  });

  it('are read by whoever works and whoever audits, and changed by the justice office and the district’s leader alone', async () => {
    const readers: string[] = [];
    const changers: string[] = [];
    let value = 40;
    for (const login of jars.keys()) {
      const { status } = await call(login, 'GET', URL);
      expect([200, 403], `${login} ${status}`).toContain(status);
      if (status === 200) readers.push(login);
      value += 1;
      const changed = await change(login, { term: 'days', value });
      expect([200, 403], `${login} ${JSON.stringify(changed.body)}`).toContain(changed.status);
      if (changed.status === 200) changers.push(login);
      expect((await call(login, 'GET', `${URL}/templates/agreement`)).body.may ?? false, login).toBe(
        changed.status === 200,
      );
    }
    expect(changers).toEqual(['leader', 'justice', 'justicecoordinator']);
    expect([...jars.keys()].filter((one) => !readers.includes(one))).toEqual(['sysadmin', 'secadmin']);
    expect((await call(null, 'GET', URL)).status).toBe(401);
    expect((await change(null, { term: 'days', value: 30 })).status).toBe(401);
  });

  it('say who changed each of them last, when and why; the reason lies sealed', async () => {
    const done = await change('justice', { term: 'visitDays', value: 45 }, { reason: '回访人手不足，改为四十五日' });
    expect(done.status).toBe(200);
    const { changed, value } = done.body.days.find((one: Json) => one.term === 'visitDays');
    expect(value).toBe(45);
    expect(changed).toMatchObject({ post: 'handler', name: 'justice姓名', reason: '回访人手不足，改为四十五日' });
    expect((await terms()).visitDays).toBe(45);
    const bytes = await asOwner(house.ownerUrl, async (client) => {
      const { rows } = await client.query<{ text: string }>(
        "select string_agg(convert_from(bytes, 'utf8'), '') as text from journal.line where kind like 'mediation-setting.%'",
      );
      return rows[0]?.text ?? '';
    });
    expect(bytes).toContain('visitDays');
    expect(bytes).not.toContain('人手不足');
  });

  it('are refused out of their bounds, for bodies that are not there, and where nothing would change', async () => {
    const refused = async (wanted: unknown) => {
      const { status, body } = await change('justice', wanted as Change);
      return [status, body.code];
    };
    for (const [term, value] of [
      ['days', 0],
      ['days', 91],
      ['offerDays', 2.5],
      ['coldDays', '10'],
      ['fee', 10],
      ['subsidy', { simple: 1 }],
      ['subsidy', { simple: -1, ordinary: 0, difficult: 0, major: 0, oral: 0, written: 0 }],
      ['word', { town: '' }],
      ['word', { town: '一二三四五六七八九' }],
      ['word', { town: '吴<' }],
    ])
      expect((await refused({ term, value }))[0], `${term} ${JSON.stringify(value)}`).toBe(400);
    expect(await refused({ term: 'word', value: { nobody: '吴' } })).toEqual([422, 'mediation.badBody']);
    expect(await refused({ term: 'word', value: { town: '吴', fire: '吴' } })).toEqual([422, 'mediation.twin']);
    expect(await refused({ term: 'visitDays', value: 45 })).toEqual([422, 'mediation.same']);
    expect(await refused({ term: 'template', code: 'agreement', value: null })).toEqual([422, 'mediation.same']);
    expect((await change('justice', { term: 'days', value: 20 }, { reason: '  ' })).status).toBe(400);
  });

  it('give committees their word, and what cases bring', async () => {
    expect((await change('justice', { term: 'word', value: { town: '吴', fire: '城东' } })).status).toBe(200);
    const { bodies, word } = await settings();
    expect(word.value).toEqual({ town: '吴', fire: '城东' });
    expect(Object.fromEntries(bodies.map((one) => [one.id, one.word]))).toEqual({
      town: '吴',
      fire: '城东',
      centre: 'ce',
    });
    // Nor is a word taken by which another has numbered this year, be it that nobody set it.
    const year = (house.time.now ?? new Date()).toISOString().slice(0, 4);
    await asOwner(house.ownerUrl, (owner) =>
      owner.query(
        `insert into mediation.numbering_word (district, year, word, body) values ('${D}', ${year}, 'ce', 'centre')`,
      ),
    );
    const twin = await change('justice', { term: 'word', value: { town: '吴', fire: 'ce' } });
    expect([twin.status, twin.body.code]).toEqual([422, 'mediation.twinUsed']);
    expect(JSON.stringify(twin.body)).toContain('centre单位');
    const subsidy = { simple: 50, ordinary: 100, difficult: 300, major: 800, oral: 20, written: 50 };
    expect((await change('leader', { term: 'subsidy', value: subsidy })).body.subsidy.value).toEqual(subsidy);
  });

  it('are changed by one at a time: who comes later reads again, and the same sent twice changes once', async () => {
    const { n } = await settings();
    const id = randomUUID();
    const one = { id, n, change: { term: 'coldDays', value: 12 }, reason: '定' };
    expect((await call('justice', 'POST', URL, one)).body.n).toBe(n + 1);
    expect((await call('justice', 'POST', URL, one)).body.n).toBe(n + 1);
    const other = { ...one, change: { term: 'coldDays', value: 13 } };
    expect((await call('justice', 'POST', URL, other)).body.code).toBe('mediation.taken');
    expect((await call('leader', 'POST', URL, { ...other, id: randomUUID() })).body.code).toBe('mediation.movedOn');
    const both = await Promise.all(
      [14, 15, 16].map((value) =>
        call('justice', 'POST', URL, { id: randomUUID(), n: n + 1, change: { term: 'coldDays', value }, reason: '定' }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await settings()).n).toBe(n + 2);
  });
});

describe('a template', () => {
  const OWN = '# 本区协议书\n{{agreementNumber}}\n{{#parties}}\n@签名 {{name}}\n{{/parties}}\n';

  it('is saved as a version of its own, makes documents that say so, and goes back to the release’s', async () => {
    expect((await change('justice', { term: 'template', code: 'agreement', value: OWN })).status).toBe(200);
    const { n } = await settings();
    const one = (await call('justice', 'GET', `${URL}/templates/agreement`)).body;
    expect(one).toMatchObject({ version: `V${n}`, text: OWN, own: true, standard: defaultTemplates.agreement });
    expect(one.fields.some(({ path }: Json) => path === 'parties.name')).toBe(true);
    const headers = jars.get('mediator')?.headers ?? {};
    const made = await house.server.inject({ url: `${URL}/templates/agreement/sample?as=docx`, headers });
    expect(made.statusCode).toBe(200);
    expect(made.headers['content-type']).toContain('wordprocessingml');
    const parts = unzipSync(made.rawPayload);
    expect(Buffer.from(parts['word/document.xml'] ?? []).toString()).toContain('本区协议书');
    expect(Buffer.from(parts['word/footer1.xml'] ?? []).toString()).toContain(`V${n}`);
    expect((await change('justice', { term: 'template', code: 'agreement', value: null })).status).toBe(200);
    expect((await terms()).templates.agreement).toEqual(STANDARD.templates.agreement);
  });

  it('is refused with the line of each fault, in preview and when it is saved', async () => {
    const bad = '# 好\n{{nubmer}}\n{{constructor}}';
    const saved = await change('justice', { term: 'template', code: 'oral', value: bad });
    expect([saved.status, saved.body.code]).toEqual([422, 'mediation.template']);
    expect(saved.body.fields.map(({ message }: Json) => message.zh)).toEqual([
      expect.stringContaining('第 2 行：没有“nubmer”'),
      expect.stringContaining('第 3 行：没有“constructor”'),
    ]);
    const preview = (text: string) => call('liaison', 'POST', `${URL}/templates/oral/preview`, { text });
    expect((await preview(bad)).body.fields).toHaveLength(2);
    expect((await preview('{{#parties}}')).body.fields[0].message.en).toContain('Line 1');
    expect((await preview('长'.repeat(20_001))).status).toBe(400);
    expect((await preview('# 好\n{{#points}}\n- {{.}}\n{{/points}}')).body.blocks.map(({ is }: Json) => is)).toEqual([
      'title',
      'item',
      'item',
    ]);
    expect((await change('justice', { term: 'template', code: 'oral', value: '一\u0007' })).status).toBe(400);
    expect((await call('justice', 'GET', `${URL}/templates/nothing`)).status).toBe(400);
  });

  it('makes a PDF of the case that was made up', async () => {
    const headers = jars.get('justice')?.headers ?? {};
    const made = await house.server.inject({ url: `${URL}/templates/rights/sample?as=pdf`, headers });
    expect(made.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect(made.headers['content-disposition']).toContain(encodeURIComponent('人民调解权利义务告知书'));
  });
});

it('every change folds again to what stands, and the audit finds no difference', async () => {
  const before = await terms();
  const look = () => audit({ db: house.work, subjects, checkpointDir: `${house.dataDir}/checkpoints`, digests: [] });
  expect((await look()).map((one) => one.firstDifference)).toEqual([null]);
  await asOwner(house.ownerUrl, (client) =>
    client.query(`update mediation.setting set fold = 0, content = jsonb_set(content, '{days}', '7')`),
  );
  expect((await terms()).days).toBe(7);
  await refold({ db: house.work, subjects });
  expect(await terms()).toEqual(before);
  expect((await look()).map((one) => one.firstDifference)).toEqual([null]);
});
