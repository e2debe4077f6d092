import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { contract, nothingIn } from '../http/contract.ts';
import { addressOf, CallProblem, call } from './call.ts';

const read = contract({
  name: 'test.read',
  method: 'GET',
  path: '/api/things/:id',
  summary: { zh: '读', en: 'Read' },
  access: ['open'],
  params: z.object({ id: z.string() }),
  query: z.strictObject({ words: z.string().optional(), status: z.array(z.string()).optional() }),
  body: nothingIn,
  answer: z.object({ n: z.int() }),
});
const write = contract({
  ...read,
  name: 'test.write',
  method: 'POST',
  path: '/api/things',
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ n: z.int() }),
});

const answering = (status: number, body: unknown) =>
  vi
    .spyOn(globalThis, 'fetch')
    .mockResolvedValue(new Response(body === undefined ? null : JSON.stringify(body), { status }));
const problemOf = (asked: Promise<unknown>): Promise<CallProblem> =>
  asked.then(
    () => {
      throw new Error('was answered');
    },
    (thrown: unknown) => thrown as CallProblem,
  );
afterEach(() => vi.restoreAllMocks());

describe('the address of a call', () => {
  it('has its names filled and written so that no value can change the path', () => {
    expect(addressOf(read, { id: 'a/b ?' }, {})).toBe('/api/things/a%2Fb%20%3F');
  });
  it('leaves out what was not asked for', () => {
    const address = addressOf(read, { id: '1' }, { words: '', status: ['new', 'closed'], other: undefined });
    expect(address).toBe('/api/things/1?status=new&status=closed');
  });
});

describe('a call', () => {
  it('reads with neither body nor content type, in the language in force', async () => {
    const sent = answering(200, { n: 3 });
    await expect(call(read, { params: { id: '1' } })).resolves.toEqual({ n: 3 });
    const [, request] = sent.mock.calls[0] ?? [];
    expect(request).toMatchObject({ method: 'GET', body: null, headers: { 'accept-language': 'zh' } });
    expect(request?.headers).not.toHaveProperty('content-type');
  });

  it('writes its body as JSON, once', async () => {
    const sent = answering(200, { n: 4 });
    await call(write, { body: { n: 4 } });
    expect(sent).toHaveBeenCalledTimes(1);
    expect(sent.mock.calls[0]?.[1]).toMatchObject({ body: '{"n":4}', headers: { 'content-type': 'application/json' } });
  });

  it('that is refused says which field and why, in both languages', async () => {
    const fields = [{ path: 'body.n', message: { zh: '太大', en: 'too big' } }];
    answering(422, { code: 'test.big', title: '太大', titles: { zh: '有误', en: 'Wrong' }, fields, instance: 'r-1' });
    const problem = await problemOf(call(write, { body: { n: 9 } }));
    expect(problem).toMatchObject({ status: 422, code: 'test.big', title: { en: 'Wrong' }, fields, request: 'r-1' });
  });

  it('that is refused without problem details still says something', async () => {
    answering(503, undefined);
    const problem = await problemOf(call(read, { params: { id: '1' } }));
    expect(problem.status).toBe(503);
    expect(problem.title.zh).not.toBe('');
  });

  it('that finds no network is a problem of status 0, and is not sent again', async () => {
    const sent = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('fetch failed'));
    const problem = await problemOf(call(write, { body: { n: 1 } }));
    expect(problem).toBeInstanceOf(CallProblem);
    expect(problem).toMatchObject({ status: 0, code: 'web.offline' });
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it('whose answer is not what the contract says is a problem, not a broken screen', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    answering(200, { n: 'three' });
    await expect(problemOf(call(read, { params: { id: '1' } }))).resolves.toMatchObject({ code: 'web.answer' });
  });
});
