import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { follow } from './live.ts';

class Line extends EventTarget {
  static all: Line[] = [];
  readonly url: string;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: ((event: Event) => void) | null = null;
  constructor(url: string) {
    super();
    this.url = url;
    Line.all.push(this);
  }
  close(): void {}
}
const last = (): Line => {
  const line = Line.all.at(-1);
  if (line === undefined) throw new Error('no line was opened');
  return line;
};

beforeEach(() => {
  Line.all = [];
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Line);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a screen that follows the journal', () => {
  it('begins with the line up to which its first answer is known', () => {
    const end = follow(vi.fn(), vi.fn(), vi.fn(), 41);
    expect(last().url).toMatch(/\?since=41$/);
    end();
  });

  it('is told that anything may have happened when the line was out of reach before a word of it was heard', () => {
    const onNews = vi.fn();
    const end = follow(onNews, vi.fn());
    last().onerror?.();
    vi.advanceTimersByTime(2_000);
    expect(Line.all).toHaveLength(2);
    expect(onNews).not.toHaveBeenCalled();
    last().onopen?.();
    expect(onNews).toHaveBeenCalledExactlyOnceWith([]);
    end();
  });

  it('goes on where it was when the line comes back, and repeats nothing', () => {
    const onNews = vi.fn();
    const end = follow(onNews, vi.fn(), vi.fn(), 41);
    last().dispatchEvent(new MessageEvent('open', { data: '{"seq":43}' }));
    last().onerror?.();
    vi.advanceTimersByTime(2_000);
    last().onopen?.();
    expect(last().url).toMatch(/\?since=43$/);
    expect(onNews).not.toHaveBeenCalled();
    end();
  });
});
