import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Keyring } from '../sealing/keyring.ts';
import { contract } from './contract.ts';
import { mount, type Server } from './mount.ts';
import { buildServer } from './server.ts';

const asked = contract({
  name: 'trial.ask',
  method: 'POST',
  path: '/trial/:id',
  summary: { zh: '试', en: 'trial' },
  access: ['open'],
  params: z.strictObject({ id: z.uuid() }),
  query: z.strictObject({ limit: z.coerce.number().int().max(10).optional() }),
  body: z.strictObject({
    words: z.string().min(1).max(5),
    day: z.iso.date().optional(),
    n: z.int().min(0).optional(),
    sort: z.enum(['a', 'b']).optional(),
    list: z.array(z.string()).max(1).optional(),
    inside: z.strictObject({ deep: z.boolean() }).optional(),
    code: z
      .string()
      .regex(/^[A-Z]+$/)
      .optional(),
    two: z
      .string()
      .refine((one) => one === 'two', { error: '须为二 must be two' })
      .optional(),
  }),
  answer: z.object({}),
});
const ID = '0b0c7a4e-4a0a-4f4e-8a67-5d5a1f0a3b11';

let server: Server;
beforeAll(async () => {
  server = await buildServer(
    {
      db: undefined as never,
      keyring: new Keyring(Buffer.alloc(32, 'refusals')),
      clock: () => new Date(),
      defaultDistrict: '330702',
      districts: new Set(['330702']),
      identify: async () => ({ caller: { is: 'nobody' }, district: null, needsTotp: false }),
    },
    { logLevel: 'silent', ratePerMinute: 10_000, origins: [], trustProxy: false, tileOrigins: [] },
  );
  mount(server, asked, async () => ({}));
  await server.ready();
});
afterAll(() => server.close());

const send = async (payload: string | object, url = `/trial/${ID}`, type = 'application/json') => {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const answer = await server.inject({ method: 'POST', url, headers: { 'content-type': type }, payload: body });
  return { status: answer.statusCode, type: String(answer.headers['content-type']), problem: answer.json() };
};

describe('a field that does not fit', () => {
  it.each<[string, object, string, string, string]>([
    ['missing', {}, 'body.words', '此项必须填写', 'This is needed'],
    ['empty', { words: '' }, 'body.words', '此项不能为空', 'This may not be empty'],
    ['too long', { words: 'abcdef' }, 'body.words', '此项最多 5 个字符', 'This may have at most 5 characters'],
    ['of another type', { words: 7 }, 'body.words', '此项应是文字', 'This must be a text'],
    ['no number', { words: 'a', n: 1.5 }, 'body.n', '此项应是整数', 'This must be a whole number'],
    ['too small', { words: 'a', n: -1 }, 'body.n', '此项最小为 0', 'This must be at least 0'],
    [
      'no day',
      { words: 'a', day: '2026-02-30' },
      'body.day',
      '此项应是日期，写作 2026-01-31',
      'This must be a date, such as 2026-01-31',
    ],
    ['no option', { words: 'a', sort: 'c' }, 'body.sort', '此项应是其中之一：a, b', 'This must be one of: a, b'],
    ['too many', { words: 'a', list: ['a', 'b'] }, 'body.list', '此项最多 1 个', 'There may be at most 1'],
    [
      'deeper down',
      { words: 'a', inside: { deep: 'yes' } },
      'body.inside.deep',
      '此项应是 true 或 false',
      'This must be true or false',
    ],
    [
      'unknown',
      { words: 'a', inside: { deep: true, more: 1 } },
      'body.inside.more',
      '没有这一项',
      'There is no such field',
    ],
    ['of another form', { words: 'a', code: 'x' }, 'body.code', '此项的格式不对', 'This does not have the right form'],
    ['refused by the schema itself', { words: 'a', two: '2' }, 'body.two', '须为二 must be two', '须为二 must be two'],
  ])('%s is named, in both languages', async (_what, payload, path, zh, en) => {
    const { status, problem } = await send(payload);
    expect([status, problem.code, problem.fields]).toEqual([400, 'http.invalid', [{ path, message: { zh, en } }]]);
  });

  it('of the address is named as well', async () => {
    expect((await send({ words: 'a' }, '/trial/7')).problem.fields).toMatchObject([
      { path: 'params.id', message: { zh: '此项应是 UUID' } },
    ]);
    expect((await send({ words: 'a' }, `/trial/${ID}?limit=11`)).problem.fields).toMatchObject([
      { path: 'query.limit' },
    ]);
    expect((await send({ words: 'a' }, `/trial/${ID}?other=1`)).problem.fields).toMatchObject([
      { path: 'query.other' },
    ]);
  });
});

describe('what cannot be read at all', () => {
  it.each<[string, string, string]>([
    ['no JSON', '{', '内容不是可读的 JSON'],
    ['nothing', '', '内容不是可读的 JSON'],
    ['a prototype', '{"__proto__":{"a":1}}', '内容不是可读的 JSON'],
    ['a constructor', '{"constructor":{"prototype":{}}}', '内容不是可读的 JSON'],
    ['too deep', `${'['.repeat(51)}${']'.repeat(51)}`, '内容嵌套太深'],
    ['far too deep', '{"a":'.repeat(40_000), '内容嵌套太深'],
  ])('%s is said to be so', async (_what, body, zh) => {
    const { status, problem } = await send(body);
    expect([status, problem.code, problem.fields]).toMatchObject([
      400,
      'http.invalid',
      [{ path: 'body', message: { zh } }],
    ]);
  });

  it('brackets within words are no depth', async () => {
    expect((await send({ words: '[{[{"' })).status).toBe(200);
    expect((await send(JSON.stringify({ words: 'a', code: `${'['.repeat(100)}"\\` }))).problem.fields[0].path).toBe(
      'body.code',
    );
  });

  it.each(['/trial/%E0%A4%A', '/trial/%', `/trial/${'x'.repeat(300)}`])(
    'the address %s has the form of every refusal',
    async (url) => {
      const { status, type, problem } = await send({ words: 'a' }, url);
      expect([status, type, problem.code]).toEqual([
        url.length > 100 ? 414 : 400,
        'application/problem+json; charset=utf-8',
        'http.invalid',
      ]);
      expect(problem.fields).toMatchObject([{ path: 'params', message: { en: 'The address is not right' } }]);
    },
  );

  it('neither an unknown address nor a type that nobody reads has another form', async () => {
    expect(await send({}, '/none')).toMatchObject({ status: 404, problem: { code: 'http.notFound', fields: [] } });
    expect(await send('<a/>', `/trial/${ID}`, 'application/xml')).toMatchObject({
      status: 415,
      problem: { code: 'http.badType' },
    });
  });
});
