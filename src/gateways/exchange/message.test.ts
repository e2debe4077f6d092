import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoryTableOf, filer } from './categories.ts';
import type { Read } from './message.ts';
import { messageOf, messageText, subjectOf } from './message.ts';
import { delivery, replyOf, replyTo } from './reply.ts';
import { SIGNATURE_HEADER, verified } from './signature.ts';
import { categoryTable, TABLES } from './tables.ts';

const NOW = new Date('2026-03-01T04:00:00Z');
const BODY = {
  version: 1,
  desk: '110',
  number: 'JQ-20260301-0007',
  category: { code: '2003', name: '噪声扰民' },
  happened: '2026-03-01T11:20:00+08:00',
  received: '2026-03-01T11:31:05.250+08:00',
  sent: '2026-03-01T11:32:00+08:00',
  place: { lon: 119.65, lat: 29.08, datum: 'gcj02', address: '解放街1号' },
  words: '夜间施工',
  contact: { name: '王某', phone: '13800000000' },
  urgency: 'urgent',
  answerBy: '2026-03-03T00:00:00Z',
};
const read = (change: object = {}): ReturnType<typeof messageOf> => messageOf(JSON.stringify({ ...BODY, ...change }));
const why = (outcome: Read<unknown>): string[] =>
  outcome.ok ? [] : outcome.problems.map((one) => `${one.path}: ${one.message.en}`);

describe('a case that another desk sends', () => {
  it('is a fact: number, category, place in WGS-84, words, contact for relay, urgency and times', () => {
    const outcome = read();
    if (!outcome.ok) throw new Error('refused');
    const { place, ...rest } = outcome.fact;
    expect(rest).toEqual({
      fact: 'exchange.message',
      subject: subjectOf('110', 'JQ-20260301-0007'),
      desk: '110',
      number: 'JQ-20260301-0007',
      ours: null,
      what: 'new',
      category: { code: '2003', name: '噪声扰民' },
      happened: new Date('2026-03-01T03:20:00Z'),
      received: new Date('2026-03-01T03:31:05.250Z'),
      sent: new Date('2026-03-01T03:32:00Z'),
      words: '夜间施工',
      contact: { name: '王某', phone: '13800000000' },
      urgency: 'urgent',
      answerBy: new Date('2026-03-03T00:00:00Z'),
    });
    expect(place.lon).toBeCloseTo(119.6453, 3);
    expect(place.address).toBe('解放街1号');
  });

  it('is the same subject however often it is sent, and another one for another desk', () => {
    const [once, again] = [read(), read({ sent: '2026-03-02T00:00:00Z', words: '又响了', what: 'more' })];
    expect(once.ok && again.ok && once.fact.subject === again.fact.subject).toBe(true);
    expect(subjectOf('12345', 'JQ-20260301-0007')).not.toBe(subjectOf('110', 'JQ-20260301-0007'));
  });

  it('may have little: no place, no contact, no hour', () => {
    const { happened: _, place: __, contact: ___, urgency: ____, answerBy: _____, ...little } = BODY;
    const outcome = messageOf(JSON.stringify(little));
    expect(outcome.ok && outcome.fact).toMatchObject({
      happened: null,
      place: { lon: null, lat: null, address: null },
      contact: null,
      urgency: 'normal',
    });
  });

  it.each([
    [{ number: undefined }, ['number: This is missing']],
    [{ number: '' }, ['number: This is missing']],
    [{ number: 7 }, ['number: This has the wrong type']],
    [{ number: "x'; drop" }, ['number: This value is not allowed']],
    [{ received: '2026-03-01 11:31' }, ['received: This value is not allowed']],
    [{ words: 'x'.repeat(4001) }, ['words: This is too long']],
    [{ words: 'a\u0000b' }, ['words: This holds characters that cannot be stored']],
    [{ words: 'a\ud800b' }, ['words: This holds characters that cannot be stored']],
    [{ place: { lon: 119.65 } }, ['place: Longitude and latitude must come together and be a point on earth']],
    [{ place: { lon: 0, lat: 0 } }, ['place: Longitude and latitude must come together and be a point on earth']],
    [{ urgency: 'now', desk: 'The Desk' }, ['desk: This value is not allowed', 'urgency: This value is not allowed']],
    [{ attentionLevel: '高' }, [': There is no such field: attentionLevel']],
    [{ contact: { name: '王某', ethnicity: 'x' } }, ['contact: There is no such field: ethnicity']],
    [{ version: 2 }, ['version: This value is not allowed']],
  ])('is refused by field: %j', (change, reasons) => {
    expect(why(read(change))).toEqual(reasons);
  });

  it('is a fact or a list of fields, whatever is sent, and comes back the same from its own text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.uint8Array({ maxLength: 40 })), (body) => {
        expect(messageOf(body).ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(BODY)), fc.jsonValue(), (key, value) => {
        const outcome = read({ [key]: value });
        if (!outcome.ok) expect(outcome.problems.length).toBeGreaterThan(0);
        else expect(messageOf(messageText(outcome.fact))).toEqual(outcome);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('an answer to a desk', () => {
  const happening = {
    what: 'accepted',
    ours: 'WC-2026-000123',
    state: 'accepted',
    words: '已由城中街道受理',
    at: NOW,
  } as const;

  it('carries their number and ours, what happened and when, and is signed for the desk to check', () => {
    const reply = replyTo({ desk: '12345', number: 'A-1' }, happening);
    const { body, headers } = delivery(reply, 'a-secret-shared-with-12345', NOW);
    expect(
      verified({ header: headers[SIGNATURE_HEADER], body, secrets: ['a-secret-shared-with-12345'], now: NOW }).ok,
    ).toBe(true);
    expect(replyOf(body)).toEqual({ ok: true, fact: reply });
    expect(JSON.parse(body)).toMatchObject({
      version: 1,
      desk: '12345',
      number: 'A-1',
      ours: 'WC-2026-000123',
      at: '2026-03-01T12:00:00.000+08:00',
    });
  });

  it('keeps its id when it is delivered again, and has another one for the next state', () => {
    const to = { desk: '12345', number: 'A-1' };
    expect(replyTo(to, happening).id).toBe(replyTo(to, happening).id);
    expect(replyTo(to, { ...happening, what: 'moved', state: 'handling' }).id).not.toBe(replyTo(to, happening).id);
  });

  it('has no field for a person', () => {
    const reply = { ...replyTo({ desk: '110', number: 'A-1' }, happening), contact: { phone: '13800000000' } };
    expect(replyOf(JSON.stringify(reply)).ok).toBe(false);
  });
});

describe('the categories of a desk', () => {
  it('are filed under the longest code that they begin with, and unknown ones are taken all the same', () => {
    const file = filer(categoryTable('110'));
    expect(file('2003')).toEqual({ is: 'kind', kind: 'incident.noise', known: true });
    expect(file('200399')).toEqual({ is: 'kind', kind: 'incident.noise', known: true });
    expect(file('3007')).toEqual({ is: 'kind', kind: 'incident.traffic', known: true });
    expect(file('77')).toEqual({ is: 'kind', kind: 'incident.other', known: false });
    expect(file('')).toMatchObject({ known: false });
  });

  it('send a complaint about an official and a petition to the door that by law must take them', () => {
    const file = filer(categoryTable('12345'));
    expect(file('50')).toEqual({ is: 'door', door: 'discipline' });
    expect(file('51')).toEqual({ is: 'door', door: 'petition' });
  });

  it('all name a kind of one of the five groups', () => {
    for (const desk of TABLES) {
      const { categories, otherwise } = categoryTable(desk);
      for (const kind of [otherwise, ...categories.flatMap((one) => one.kind ?? [])])
        expect(kind).toMatch(/^(hazard|incident|dispute|help|suggestion)\.[a-z0-9-]+$/);
    }
  });

  it('are refused as a table when a code stands twice or leads nowhere', () => {
    const one = { code: '1', name: { zh: '一', en: 'one' }, kind: 'help.legal' };
    const made = (categories: object[]): string =>
      JSON.stringify({ desk: '110', title: one.name, origin: '', categories, otherwise: 'help.legal' });
    expect(() => categoryTableOf(made([one]))).not.toThrow();
    expect(() => categoryTableOf(made([one, one]))).toThrow('categories: 1');
    expect(() => categoryTableOf(made([{ ...one, kind: undefined }]))).toThrow('kind or door');
    expect(() => categoryTableOf(made([{ ...one, door: 'petition' }]))).toThrow('kind or door');
    expect(() => categoryTableOf('{')).toThrow('JSON');
  });
});
