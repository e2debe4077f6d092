import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Caller } from '../identity/caller.ts';
import { Keyring } from '../sealing/keyring.ts';
import { askedBy, askedInForm } from './asking.ts';

const D = '330702';
const keyring = new Keyring(Buffer.alloc(32, 7), { suite: 'aes' });
const now = new Date('2026-11-27T16:30:00Z');
const at = { keyring, district: D, now };
const PERSON = '018f6f00-0000-7000-8000-0000000000aa';
const ID = '018f6f00-0000-7000-8000-000000000001';
const clerk: Caller = { is: 'staff', person: PERSON, appointments: [] };

/** The digest that was always kept of a text. */
const kept = (sort: string, text: string): string =>
  keyring.blindIndex(D, sort, createHash('sha256').update(text).digest('hex')).toString('hex');

describe('what was asked is known again after an upgrade', () => {
  const ask = { why: { zh: '改名', en: 'A new name' }, id: ID, base: null, note: undefined };

  test('of the staff, by the text that was always digested: who asked, then what, each key in its order', () => {
    const { digest, ...others } = askedBy({ ...at, caller: clerk }, 'kinds-ask', ID, ask);
    const text = `{"asked":{"base":null,"id":"${ID}","why":{"en":"A new name","zh":"改名"}},"author":"${PERSON}"}`;
    expect(digest.toString('hex')).toBe(kept('kinds-ask', text));
    expect(digest.toString('hex')).toBe('1d71751f2490b54ee59b253b2a07f98199c4894fba823ab75896a6829140aea6');
    expect(others).toEqual({ id: ID, day: '2026-11-28' });
  });

  test('by whoever is none of the staff, without an author', () => {
    const machine: Caller = { is: 'machine', person: PERSON, appointments: [] };
    const resident: Caller = { is: 'resident', resident: PERSON };
    for (const caller of [machine, resident, { is: 'nobody' } as const]) {
      const { digest } = askedBy({ ...at, caller }, 'kinds-ask', ID, { id: ID });
      expect(digest.toString('hex')).toBe(kept('kinds-ask', `{"asked":{"id":"${ID}"},"author":null}`));
    }
  });

  test('in a form of its own, by that form', () => {
    const { digest } = askedInForm(at, 'mediation-ask', ID, { by: null, asked: { id: ID } });
    expect(digest.toString('hex')).toBe(kept('mediation-ask', `{"asked":{"id":"${ID}"},"by":null}`));
  });
});

describe('a digest is another one', () => {
  const of = (sort: string, person: string, asked: unknown, district = D): string =>
    askedBy({ ...at, district, caller: { ...clerk, person } }, sort, ID, asked).digest.toString('hex');

  test('for another author, another request, another sort and another district', () => {
    const all = [
      of('kinds-ask', PERSON, { id: ID }),
      of('kinds-ask', ID, { id: ID }),
      of('kinds-ask', PERSON, { id: PERSON }),
      of('clock-ask', PERSON, { id: ID }),
      of('kinds-ask', PERSON, { id: ID }, '330703'),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});
