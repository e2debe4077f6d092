import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterReply,
  atOnce,
  bodyOf,
  type Item,
  isOver,
  letGo,
  nextToSend,
  pause,
  type Reply,
  replyOf,
  sentAnyway,
  untilNext,
  verdict,
  versionSeen,
  waitedSeconds,
  whyWaiting,
} from './outbox.rules.ts';

const TITLE = { zh: '事', en: 'it' };
let made = 0;
const item = (over: Partial<Item> = {}): Item => {
  made += 1;
  return {
    id: `i${made}`,
    person: 'li',
    order: made,
    subject: 's',
    form: 'note',
    title: TITLE,
    address: '/api/x',
    body: {},
    photosAt: null,
    n: 1,
    lines: 1,
    made: 0,
    state: 'waiting',
    tries: 0,
    next: 0,
    unsure: false,
    problem: null,
    answer: null,
    ...over,
  };
};
const told = { title: TITLE, answer: {} };
const reply = (status: number, code = ''): Reply => ({ status, code });

describe('a receipt', () => {
  const DAY = 86_400_000;
  it('stays in sight for a day from its arrival, however long it had waited for a line', () => {
    const arrived = afterReply(item({ made: 0 }), reply(200), told, 3 * DAY, 0);
    expect([isOver(arrived, 3 * DAY), isOver(arrived, 4 * DAY), isOver(arrived, 4 * DAY + 1)]).toEqual([
      false,
      false,
      true,
    ]);
  });
  it('is none while it waits', () => {
    expect(isOver(item({ made: 0 }), 9 * DAY)).toBe(false);
  });
});

describe('an answer', () => {
  it.each<[Reply, boolean, string]>([
    [reply(200), false, 'done'],
    [reply(0), false, 'again'],
    [reply(503), false, 'again'],
    [reply(429), false, 'again'],
    [reply(401), false, 'stop'],
    [reply(403, 'http.needsTotp'), false, 'stop'],
    [reply(409, 'x.changed'), false, 'ask'],
    [reply(409, 'x.taken'), false, 'refused'],
    [reply(409, 'x.taken'), true, 'done'],
    [reply(409, 'x.notNow'), false, 'refused'],
    [reply(422, 'files.token'), false, 'photos'],
    [reply(422, 'x.unknown'), false, 'refused'],
    [reply(403, 'x.notYours'), false, 'refused'],
  ])('%j to what may be there already: %s means %s', (one, unsure, means) => {
    expect(verdict({ unsure }, one)).toBe(means);
  });

  it('never takes anything away: whatever it is, the item is still there with all that was written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 599 }),
        fc.string(),
        fc.double({ min: 0, max: 0.99 }),
        (status, code, chance) => {
          const before = item({ body: { words: '楼道' }, photosAt: 'photos' });
          const after = afterReply(before, { status, code }, told, 1000, chance);
          expect([after.id, after.body, after.photosAt, after.order, after.made]).toEqual([
            before.id,
            before.body,
            before.photosAt,
            before.order,
            before.made,
          ]);
        },
      ),
    );
  });

  it('that is none of our server’s says nothing about what was sent, whatever its status', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }).filter((status) => status !== 413),
        (status) => {
          for (const code of [`http.${status}`, 'web.answer'])
            expect(verdict({ unsure: true }, replyOf({ status, code }))).toBe('again');
        },
      ),
    );
    expect(verdict({ unsure: false }, replyOf(reply(413, 'http.413')))).toBe('refused');
    expect(replyOf(reply(403, 'x.notYours'))).toEqual(reply(403, 'x.notYours'));
  });

  it('that asks to sign in leaves the item as it was, ready for the next session', () => {
    const after = afterReply(item(), reply(401, 'http.signin'), told, 1000, 0);
    expect([after.state, after.tries, after.next]).toEqual(['waiting', 0, 0]);
  });
});

it('waits grow from two seconds to five minutes and never beyond, by chance down to half', () => {
  expect([pause(0, 0), pause(1, 0), pause(7, 0), pause(8, 0), pause(1000, 0)]).toEqual([
    2000, 4000, 256_000, 300_000, 300_000,
  ]);
  fc.assert(
    fc.property(fc.nat(100), fc.double({ min: 0, max: 0.999, noNaN: true }), (tries, chance) => {
      expect(pause(tries, chance)).toBeGreaterThanOrEqual(pause(tries, 0) / 2 - 1);
      expect(pause(tries, chance)).toBeLessThanOrEqual(pause(tries, 0));
    }),
  );
});

describe('the order', () => {
  it('is that in which things were done; one that waits for a decision holds back its own subject and no other', () => {
    const [a1, b1, a2] = [item({ subject: 'a', state: 'conflict' }), item({ subject: 'b' }), item({ subject: 'a' })];
    expect(nextToSend([a2, b1, a1], 'li', 0)?.id).toBe(b1.id);
    expect(nextToSend([a2, { ...b1, state: 'sent' }, a1], 'li', 0)).toBeNull();
    expect(whyWaiting([a1, b1, a2], a2, { online: true, stopped: false, sending: null })).toBe('turn');
  });

  it('knows one person only: what another left on the phone is neither sent nor looked at', () => {
    expect(nextToSend([item({ person: 'wang' })], 'li', 0)).toBeNull();
    expect(untilNext([item({ person: 'wang' })], 'li', 0)).toBeNull();
  });

  it('waits for the time of the first, and is tried at once when the network is back', () => {
    const late = item({ subject: 'a', next: 5000, tries: 2 });
    const behind = item({ subject: 'a' });
    expect([nextToSend([late, behind], 'li', 4999), untilNext([late, behind], 'li', 1000)]).toEqual([null, 4000]);
    expect(nextToSend(atOnce([late, behind]), 'li', 0)?.id).toBe(late.id);
  });
});

describe('a change by somebody else meanwhile', () => {
  it('is seen because what was done next carries the version that its owner saw', () => {
    const accept = item({ n: 3 });
    expect(versionSeen([accept], 'li', 's', 3)).toBe(4);
    expect(versionSeen([accept, item({ n: 4 })], 'li', 's', 3)).toBe(5);
    // The page is older than what was just sent from here.
    expect(versionSeen([{ ...accept, state: 'sent' }], 'li', 's', 3)).toBe(4);
    // A report that was never sent, fixed on the spot in the same step.
    expect(versionSeen([item({ n: null, lines: 2 })], 'li', 's', 0)).toBe(2);
  });

  it('is answered by sending all the same, with what followed moved along', () => {
    const [first, next] = [item({ n: 3, state: 'conflict' }), item({ n: 4 })];
    const after = sentAnyway([first, next, item({ subject: 't', n: 4 })], first, 7);
    expect(after.map((one) => [one.n, one.state])).toEqual([
      [7, 'waiting'],
      [8, 'waiting'],
      [4, 'waiting'],
    ]);
  });

  it('or by letting it go, and what followed closes up; a report takes along what was to be done to it', () => {
    const [first, next] = [item({ n: 3, state: 'refused' }), item({ n: 4 })];
    expect(letGo([first, next], first).map((one) => one.n)).toEqual([3]);
    const report = item({ id: 'new', subject: 'new', n: null, state: 'refused' });
    const [its, others] = [item({ subject: 'new', n: 1 }), item({ subject: 'other', n: 9 })];
    expect(letGo([report, its, others], report)).toEqual([others]);
  });
});

it('how long something waited is a difference of the phone’s own clock, so that a clock wrong by a day tells nothing wrong', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(86_400_000 * 20), fc.integer({ min: -864e5, max: 864e5 }), (at, ms, wrong) => {
      expect(waitedSeconds(at + wrong, at + wrong + ms)).toBe(Math.floor(ms / 1000));
    }),
  );
  // Set back or far ahead meanwhile: bounded.
  expect([waitedSeconds(9_000, 1_000), waitedSeconds(0, 1e15)]).toEqual([0, 2_592_000]);
});

it('photos’ tokens, the version and the wait go where the call expects them, and nothing else changes', () => {
  const move = item({ n: 4, made: 1000, photosAt: 'act.photos', body: { id: 'x', act: { move: 'note' } } });
  expect(bodyOf(move, ['t1'], 63_000)).toEqual({ id: 'x', n: 4, waited: 62, act: { move: 'note', photos: ['t1'] } });
  expect(bodyOf(item({ n: null, photosAt: 'photos', body: { id: 'y' } }), ['t'], 0)).toEqual({
    id: 'y',
    waited: 0,
    photos: ['t'],
  });
  expect(move.body).toEqual({ id: 'x', act: { move: 'note' } });
});

/** A server that keeps ids as ours does, behind a line that loses, doubles and delays what goes over it. */
class FakeServer {
  readonly taken: { readonly id: string; readonly subject: string }[] = [];
  readonly n = new Map<string, number>();
  take(it: Item): Reply {
    if (this.taken.some((one) => one.id === it.id)) return reply(200);
    const n = this.n.get(it.subject) ?? 0;
    if (it.n !== null && it.n !== n) return reply(409, 'x.changed');
    this.taken.push({ id: it.id, subject: it.subject });
    this.n.set(it.subject, n + it.lines);
    return reply(200);
  }
}

const weather = fc.array(
  fc.record({
    fate: fc.constantFrom('through', 'lost', 'answerLost', 'doubled', 'late', 'limited', 'signedOut'),
    kill: fc.boolean(),
  }),
  { maxLength: 60, size: 'max' },
);
const deeds = fc.array(fc.record({ subject: fc.constantFrom('a', 'b', 'c') }), { minLength: 1, maxLength: 8 });

it('through any weather everything arrives exactly once, and for each subject in the order in which it was done', () => {
  fc.assert(
    fc.property(deeds, weather, (done, days) => {
      const server = new FakeServer();
      let items: Item[] = [];
      for (const { subject } of done) {
        const isFirst = !items.some((one) => one.subject === subject);
        const id = isFirst ? subject : undefined;
        const n = isFirst ? null : versionSeen(items, 'li', subject, 0);
        items = [...items, item({ ...(id === undefined ? {} : { id }), subject, n })];
      }
      const wanted = items.map(({ id, subject }) => ({ id, subject }));
      const strays: Item[] = [];
      let now = 0;
      const step = (fate: string): void => {
        const one = nextToSend(items, 'li', now);
        if (one === null) {
          now += untilNext(items, 'li', now) ?? 0;
          return;
        }
        let said: Reply = reply(0);
        if (fate === 'through') said = server.take(one);
        if (fate === 'answerLost') server.take(one);
        if (fate === 'doubled') {
          server.take(one);
          said = server.take(one);
        }
        if (fate === 'late') strays.push(one);
        if (fate === 'limited') said = reply(429);
        if (fate === 'signedOut') said = reply(401);
        const after = afterReply(one, said, told, now, 0.5);
        items = items.map((it) => (it.id === one.id ? after : it));
      };
      for (const { fate, kill } of days) {
        step(fate);
        // A copy that was held up somewhere arrives when others have long passed it.
        if (fate === 'through' && strays.length > 0) server.take(strays.shift() as Item);
        // A fall of the phone loses what was in flight, not what was kept.
        if (kill) items = structuredClone(items);
      }
      for (let turns = 0; turns < 200 && items.some((one) => one.state === 'waiting'); turns += 1) step('through');
      for (const stray of strays) server.take(stray);

      expect(items.map((one) => one.state)).toEqual(items.map(() => 'sent'));
      expect(server.taken.map((one) => one.id).toSorted()).toEqual(wanted.map((one) => one.id).toSorted());
      for (const subject of ['a', 'b', 'c']) {
        const of = (all: readonly { id: string; subject: string }[]) =>
          all.filter((one) => one.subject === subject).map((one) => one.id);
        expect(of(server.taken)).toEqual(of(wanted));
      }
    }),
    { numRuns: 500 },
  );
});
