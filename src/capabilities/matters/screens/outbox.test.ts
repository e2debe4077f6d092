import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Draft, newDraft, type Receipt } from './draft.ts';

/** The phone's own store; what is written into it outlives the page. */
const disk = new Map<string, unknown>();
vi.mock('idb-keyval', () => ({
  createStore: () => ({}),
  get: async (name: string) => structuredClone(disk.get(name)),
  set: async (name: string, what: unknown) => void disk.set(name, structuredClone(what)),
  del: async (name: string) => void disk.delete(name),
  keys: async () => [...disk.keys()],
}));
const quick = new Map<string, string>();
const FLAG = 'lianan.waits';
const DRAFT = 'lianan.draft';

beforeEach(() => {
  disk.clear();
  quick.clear();
  // Without turns: a page that hangs in one test would keep the turn from the next one.
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => quick.get(name) ?? null,
    setItem: (name: string, text: string) => void quick.set(name, text),
    removeItem: (name: string) => void quick.delete(name),
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A page that was just opened: it knows nothing but what lies on the phone. */
const page = async () => {
  vi.resetModules();
  return import('./outbox.ts');
};
const written = (words: string, over: Partial<Draft> = {}): Draft => ({
  ...newDraft(),
  kind: 'hazard.road',
  place: { address: '八一南街' },
  contact: 'code',
  words,
  ...over,
});
const receipt = (id: string, repeated = false): Receipt => ({
  id,
  code: 'AAAA-BBBB-CCCC',
  number: 'YGB1M7',
  status: 'new',
  territory: '330702001',
  outside: false,
  body: null,
  due: '2026-12-01T00:00:00.000Z',
  repeated,
});
const answer = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });
/** No answer for ever, unless the caller gives up. */
const silence = (_: unknown, how?: RequestInit): Promise<Response> =>
  new Promise((_done, fail) => how?.signal?.addEventListener('abort', () => fail(how.signal?.reason)));
const server = (says: (_: unknown, how?: RequestInit) => Promise<Response>) =>
  vi
    .spyOn(globalThis, 'fetch')
    .mockClear()
    .mockImplementation(says as typeof fetch);
const offline = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));
const wordsIn = (how?: RequestInit): string => (JSON.parse(String(how?.body)) as { words: string }).words;

describe('a report that waits on the phone', () => {
  it('is remembered while a new page tries it, so that closing that page strands nothing', async () => {
    const draft = written('等网络的坑');
    server(offline);
    expect(await (await page()).sendOrKeep(draft, [], () => undefined)).toEqual({ is: 'waits' });
    expect(quick.get(FLAG)).toBe('1');

    const tries = server(silence);
    void (await page()).openOutbox();
    await vi.waitFor(() => expect(tries).toHaveBeenCalled());
    expect(quick.get(FLAG)).toBe('1');
  });

  it('lies in the outbox from the first moment of its sending, and in its form no more', async () => {
    const draft = written('还在路上的坑');
    quick.set(DRAFT, JSON.stringify(draft));
    const tries = server(silence);
    void (await page()).sendOrKeep(draft, [], () => undefined);
    await vi.waitFor(() => expect(tries).toHaveBeenCalled());
    expect([quick.get(FLAG), quick.get(DRAFT)]).toEqual(['1', undefined]);
    expect([...disk.keys()]).toEqual([`waiting/${draft.id}`]);
  });

  it('leaves nothing behind when it has arrived, and is in its form again when it is refused', async () => {
    const draft = written('收到了的坑');
    server(async () => answer(200, receipt(draft.id)));
    const it = await page();
    expect(await it.sendOrKeep(draft, [], () => undefined)).toMatchObject({ is: 'sent' });
    expect([quick.size, disk.size]).toEqual([0, 0]);

    server(async () => answer(422, { code: 'matters.unknownKind' }));
    expect(await it.sendOrKeep(draft, [], () => undefined)).toMatchObject({ is: 'refused' });
    expect(JSON.parse(quick.get(DRAFT) ?? 'null')).toMatchObject({ id: draft.id });
    expect([quick.has(FLAG), disk.size]).toEqual([false, 0]);
  });

  it('is not sent any more when its owner starts over', async () => {
    const draft = written('不报了');
    server(offline);
    await (await page()).sendOrKeep(draft, [], () => undefined);
    const next = await page();
    await next.throwAway(draft.id);
    const tries = server(offline);
    await next.sendWaiting();
    expect(tries).not.toHaveBeenCalled();
    expect([disk.size, quick.size]).toEqual([0, 0]);
  });

  it('goes on waiting when no answer comes in time, or the line breaks in the middle of one', async () => {
    vi.useFakeTimers();
    server(silence);
    const sending = (await page()).sendOrKeep(written('没有回音'), [], () => undefined);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await sending).toEqual({ is: 'waits' });
    vi.useRealTimers();

    const broken = answer(200, {});
    vi.spyOn(broken, 'text').mockRejectedValue(new TypeError('network error'));
    server(async () => broken);
    expect(await (await page()).sendOrKeep(written('断在半路'), [], () => undefined)).toEqual({ is: 'waits' });
  });
});

describe('a report that is taken back', () => {
  /** The server has the first words; their answer was lost. */
  const sentOnce = async (draft: Draft) => {
    server(offline);
    const it = await page();
    await it.sendOrKeep(draft, [], () => undefined);
    expect(await it.takeBack(draft.id, async () => undefined)).toBe(true);
    expect(quick.has(FLAG)).toBe(false);
    return it;
  };

  it('and changed after it had arrived gets its code all the same, and says what is not in it', async () => {
    const draft = written('先写的');
    const it = await sentOnce(draft);
    server(async (_, how) =>
      wordsIn(how) === '先写的' ? answer(200, receipt(draft.id, true)) : answer(409, { code: 'matters.taken' }),
    );
    const done = await it.sendOrKeep({ ...draft, words: '后来改的' }, [], () => undefined);
    expect(done).toEqual({ is: 'sent', receipt: { ...receipt(draft.id, true), newer: '后来改的' } });
    expect(disk.size).toBe(0);
  });

  it('and changed before it had arrived is sent as it is now', async () => {
    const draft = written('先写的');
    const it = await sentOnce(draft);
    const sent = server(async () => answer(200, receipt(draft.id)));
    expect(await it.sendOrKeep({ ...draft, words: '后来改的' }, [], () => undefined)).toEqual({
      is: 'sent',
      receipt: receipt(draft.id),
    });
    expect(sent.mock.calls.map(([, how]) => wordsIn(how))).toEqual(['后来改的']);
  });

  it('is not put back where another page has sent it meanwhile', async () => {
    const draft = written('别的页面发出了');
    server(offline);
    const it = await page();
    await it.sendOrKeep(draft, [], () => undefined);
    disk.delete(`waiting/${draft.id}`);
    const put = vi.fn(async () => undefined);
    expect(await it.takeBack(draft.id, put)).toBe(false);
    expect(put).not.toHaveBeenCalled();
  });
});
