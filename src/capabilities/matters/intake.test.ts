import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEST_KINDS } from '../../../tests/harness/district.ts';
import { masterKey } from '../../../tests/harness/key.ts';
import type { Problem } from '../../platform/http/problem.ts';
import { Places } from '../../platform/places/places.ts';
import { Keyring } from '../../platform/sealing/keyring.ts';
import { standardTerms } from './clock/terms.ts';
import { askDigest, type Ground, idFrom, phoneNumber, promiseOf, type Report, receiptDigest, take } from './intake.ts';

const keyring = new Keyring(masterKey);
const square = (west: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, 29],
      [west + 0.1, 29],
      [west + 0.1, 29.1],
      [west, 29.1],
      [west, 29],
    ],
  ],
});
const territory = (code: string, level: 'district' | 'town') => ({
  code,
  level,
  name: { zh: code, en: code },
  from: '2001-01-01',
  to: null,
  successors: [],
});
const places = new Places(
  '330702',
  {
    revision: 1,
    territories: [
      territory('330702', 'district'),
      territory('330702001', 'town'),
      { ...territory('330702002', 'town'), to: '2020-01-01' },
    ],
    map: { version: 7, hash: 'a', source: 'drawn for a test', approximate: true },
    areas: [{ code: '330702001', shape: square(119.6), approximate: true }],
    zones: [],
    authority: [
      { territory: '330702', kind: '', body: 'centre', from: '2001-01-01', to: null, why: { zh: '', en: '' } },
      { territory: '330702001', kind: 'hazard', body: 'fire', from: '2001-01-01', to: null, why: { zh: '', en: '' } },
    ],
    known: [],
  },
  '2026-11-01',
);
const [fire, family] = TEST_KINDS.map((kind) => ({ ...kind, version: 3, active: true }));
const asking = {
  ...fire,
  code: 'hazard.asking',
  version: 1,
  active: true,
  questions: [{ id: 'floor', text: { zh: '几楼', en: 'floor' }, type: 'number' as const, required: true, options: [] }],
};
const kinds = new Map(
  [fire, family, asking, { ...fire, code: 'hazard.retired', active: false }].map((kind) => [kind?.code ?? '', kind]),
);
const terms = standardTerms();
const ground = { district: '330702', keyring, places, kinds, rulings: new Map(), terms } as unknown as Ground;
const NOW = new Date('2026-11-23T15:30:00.123Z');
const report = (over: Partial<Report> = {}): Report => ({
  id: randomUUID(),
  kind: 'hazard.fire',
  place: { datum: 'wgs84', lon: 119.65, lat: 29.05 },
  words: '楼道堆满杂物',
  answers: {},
  photos: [],
  channel: 'public',
  urgency: 'normal',
  by: null,
  post: null,
  origin: 'live',
  ...over,
});
const refused = (over: Partial<Report>) => {
  try {
    take(ground, report(over), NOW);
  } catch (error) {
    const { status, fields, code } = error as Problem;
    return [status, code, fields[0]?.path];
  }
  return null;
};

describe('a report', () => {
  it('lies where its point lies on the map, and goes to the body that answers there for its kind', () => {
    expect(take(ground, report(), NOW).matter).toMatchObject({
      territory: '330702001',
      outside: false,
      proposed: 'fire',
      kind: 'hazard.fire',
      status: 'new',
    });
    expect(take(ground, report({ kind: 'dispute.family' }), NOW).matter).toMatchObject({
      proposed: 'centre',
      visibility: 'hidden',
    });
    expect(take(ground, report({ place: { datum: 'wgs84', lon: 10, lat: 10 } }), NOW).matter).toMatchObject({
      territory: '330702',
      outside: true,
      proposed: 'centre',
    });
    expect(take(ground, report({ place: { datum: 'wgs84', territory: '330702001' } }), NOW).matter).toMatchObject({
      territory: '330702001',
      lon: null,
    });
    expect(take(ground, report({ place: { datum: 'wgs84', address: '后街3号' } }), NOW).matter).toMatchObject({
      territory: '330702',
      outside: false,
    });
  });

  it('in another datum is kept in ours', () => {
    const { lon, lat } = take(ground, report({ place: { datum: 'gcj02', lon: 119.65, lat: 29.05 } }), NOW).matter;
    expect([Math.abs((lon ?? 0) - 119.65) > 0.001, Math.abs((lat ?? 0) - 29.05) > 0.001]).toEqual([true, true]);
  });

  it('that does not fit is refused with the field that does not', () => {
    expect(refused({ kind: 'hazard.none' })).toEqual([422, 'matters.unknownKind', 'body.kind']);
    expect(refused({ kind: 'hazard.retired' })).toEqual([422, 'matters.unknownKind', 'body.kind']);
    expect(refused({ kind: 'hazard.asking' })).toEqual([422, 'matters.answer_required', 'body.answers.floor']);
    expect(refused({ answers: { stairs: true } })).toEqual([422, 'matters.answer_unknown', 'body.answers.stairs']);
    expect(refused({ answers: { blocked: 'yes' } })).toEqual([422, 'matters.answer_type', 'body.answers.blocked']);
    expect(refused({ place: { datum: 'wgs84', territory: '330702009' } })).toEqual([
      422,
      'matters.unknownTerritory',
      'body.place.territory',
    ]);
    // A town that is no more takes nothing new.
    expect(refused({ place: { datum: 'wgs84', territory: '330702002' } })).toEqual([
      422,
      'matters.unknownTerritory',
      'body.place.territory',
    ]);
    expect(refused({ happened: '2026-11-23T15:36:00.000Z' })).toEqual([422, 'matters.inFuture', 'body.happened']);
    expect(refused({ photos: ['x'.repeat(40)] })?.[0]).toBe(422);
  });

  it('of another’s table or another desk is not asked what nobody can answer any more', () => {
    expect([
      refused({ kind: 'hazard.asking', channel: 'import' }),
      refused({ kind: 'hazard.asking', channel: 'exchange' }),
    ]).toEqual([null, null]);
  });

  it('says in its line what it is, and holds words, names and numbers only sealed', () => {
    const taken = take(
      ground,
      report({
        phone: '13800000001',
        name: '王某',
        answers: { blocked: true },
        place: { datum: 'wgs84', lon: 119.65, lat: 29.05, address: '后街3号' },
      }),
      NOW,
    );
    for (const hidden of ['楼道', '13800000001', '王某', '后街']) expect(taken.line.text).not.toContain(hidden);
    expect(taken.sealed.map((one) => one.slot).sort()).toEqual(['address', 'answers', 'contact', 'words']);
    const contact = taken.sealed.find((one) => one.slot === 'contact');
    expect(taken.keys.find((key) => key.id === contact?.key)?.purpose).toBe('identity');
    expect(new Set(taken.sealed.filter((one) => one !== contact).map((one) => one.key)).size).toBe(1);
    expect(taken.line.line).toMatchObject({
      n: 1,
      recorded: NOW.toISOString(),
      body: { contact: true, kindVersion: 3, map: '7' },
    });
  });

  it('that says nothing seals nothing', () => {
    const taken = take(ground, report({ words: '' }), NOW);
    expect([taken.keys, taken.sealed]).toEqual([[], []]);
  });

  it('has a code that its sender alone can know, the same when it is sent twice', () => {
    const one = report();
    const [first, second, other] = [
      take(ground, one, NOW),
      take(ground, one, new Date(NOW.getTime() + 5_000)),
      take(ground, { ...one, words: '别的' }, NOW),
    ];
    expect([first.code, first.asked]).toEqual([second.code, second.asked]);
    expect(first.code).not.toBe(other.code);
    expect(first.receipt).toEqual(receiptDigest(keyring, '330702', first.code.toLowerCase().replaceAll('-', '')));
    expect(take(ground, report({ channel: 'import' }), NOW)).toMatchObject({ code: '', receipt: null });
  });
});

describe('an anonymous report', () => {
  it('keeps a day and no more, and nothing of who sent it, whatever else was sent along', () => {
    const taken = take(
      ground,
      report({
        channel: 'anonymous',
        phone: '13800000001',
        name: '王某',
        by: 'li',
        post: 'as li',
        happened: '2026-11-23T15:29:00.000Z',
      }),
      NOW,
    );
    const { by, post, recorded, happened, body } = taken.line.line as unknown as {
      by: null;
      post: null;
      recorded: string;
      happened: string;
      body: { contact: boolean };
    };
    expect([by, post, recorded, happened, body.contact, taken.phone]).toEqual([
      null,
      null,
      '2026-11-23',
      '2026-11-23',
      false,
      null,
    ]);
    expect(taken.keys.every((key) => key.purpose !== 'identity' && /^\d{4}-\d\d-\d\d$/.test(key.made))).toBe(true);
    expect(taken.asked.day).toBe('2026-11-23');
    expect(taken.line.text).not.toMatch(/T\d\d:\d\d:\d\d(?!\.000Z","files)/);
  });

  it('has a deadline of the day alone', () => {
    const [early, late] = ['2026-11-22T16:00:00.000Z', '2026-11-23T15:59:59.999Z'].map(
      (at) => take(ground, report({ channel: 'anonymous' }), new Date(at)).matter,
    );
    expect(early?.due).toBe(late?.due);
  });

  it('gets an id of ours that tells nothing of the one that was sent, always the same', () => {
    const timed = [
      '0192f3c4-5e6f-7abc-8def-0123456789ab',
      'c232ab00-9414-11ec-b3c8-9f6bdeced846',
      '1ec9414c-232a-6b00-b3c8-9f6bdeced846',
    ];
    for (const id of timed) {
      const ours = idFrom(keyring, '330702', id);
      expect(ours).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
      expect([idFrom(keyring, '330702', id.toUpperCase()), idFrom(keyring, '990001', id) === ours]).toEqual([
        ours,
        false,
      ]);
      for (const part of id.split('-')) expect(ours.split('-')).not.toContain(part);
    }
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.uuid(),
        (a, b) => (idFrom(keyring, '330702', a) === idFrom(keyring, '330702', b)) === (a === b),
      ),
    );
  });
});

it('the deadline is the end of the working day that the norm names, over weekends and holidays', () => {
  const kind = { code: 'hazard.fire', handleWorkingDays: 3 } as Parameters<typeof promiseOf>[1];
  const due = (at: string, over: Partial<Parameters<typeof promiseOf>[2]> = {}) =>
    promiseOf(
      { terms },
      kind,
      { urgency: 'normal', channel: 'public', answerBy: undefined, ...over },
      '330702001',
      new Date(at),
    );
  // Monday the 23rd; three working days later is Thursday, which ends at 16:00 UTC.
  expect(due('2026-11-23T02:00:00Z')).toEqual({
    due: '2026-11-26T16:00:00.000Z',
    term: { n: 3, unit: 'workingDays', rule: null },
  });
  // Thursday: Friday, Monday, Tuesday.
  expect(due('2026-11-26T15:59:59Z').due).toBe('2026-12-01T16:00:00.000Z');
  // Of an anonymous report the day is known and no more.
  expect(due('2026-11-26T00:30:00Z', { channel: 'anonymous' }).due).toBe('2026-12-01T16:00:00.000Z');
  // Another desk's earlier wish is the deadline, and no term gave it.
  expect(due('2026-11-26T02:00:00Z', { answerBy: { desk: 'd', at: '2026-11-27T10:00:00+08:00' } })).toEqual({
    due: '2026-11-27T02:00:00.000Z',
    term: null,
  });
});

it('a repeat is one only with the same author and the same content', () => {
  const digest = (author: string | null, asked: unknown) => askDigest(keyring, '330702', author, asked).toString('hex');
  expect(digest('li', { a: 1, b: undefined })).toBe(digest('li', { a: 1 }));
  expect(
    new Set([digest('li', { a: 1 }), digest('wang', { a: 1 }), digest(null, { a: 1 }), digest('li', { a: 2 })]).size,
  ).toBe(4);
});

it('telephones are one number however they are typed', () => {
  expect(['13800000001', '0579-82300000', '057982300000'].map(phoneNumber)).toEqual([
    '+8613800000001',
    '+8657982300000',
    '+8657982300000',
  ]);
});
