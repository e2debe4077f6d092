import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OUTCOMES } from '../mediation.rules.ts';
import {
  dossierNote,
  type Filed,
  ITEM_NUMBERS,
  ITEMS,
  itemsPresent,
  mandatoryFor,
  missingItems,
} from './dossier.rules.ts';
import { lawText } from './law.words.ts';

const ref = { id: '00000000-0000-4000-8000-000000000001', digest: '0'.repeat(64) };
const party = (told: string | null): Filed['parties'][number] => ({
  id: ref.id,
  side: 'applicant',
  sort: 'person',
  minor: false,
  guardian: false,
  represented: false,
  reachable: true,
  identity: ref,
  told,
  consent: null,
  openly: null,
  travels: false,
  rating: null,
});
const session: Filed['sessions'][number] = {
  id: ref.id,
  state: 'held',
  mode: 'inPerson',
  joint: true,
  with: null,
  proposed: [],
  at: '2026-11-02T01:00:00.000Z',
  minutes: 60,
  postponed: 0,
  present: [],
  interpreter: false,
  can: {},
  record: ref,
  signed: [],
};
const told = '2026-11-01T01:00:00.000Z';
const agreement = { form: 'written', number: '（2026）吴人调字第 1 号', effect: '2026-11-02', text: ref } as const;
const empty: Filed = {
  parties: [party(null)],
  inquiries: 0,
  evidence: 0,
  sessions: [],
  agreement: null,
  promises: [],
  visits: 0,
  confirmation: null,
};
const agreed: Filed = { ...empty, parties: [party(told), party(told)], sessions: [session], agreement };

describe('the dossier of a case', () => {
  test('has 13 items in their order, each with a name', () => {
    expect(ITEMS.map(({ n }) => n)).toEqual([...ITEM_NUMBERS]);
    expect(ITEMS[0]?.zh).toContain('受理登记表');
    expect(ITEMS[12]?.zh).toBe('封底');
    expect(new Set(ITEMS.map(({ zh }) => zh)).size).toBe(13);
  });

  test('must hold items 1, 2, 3, 7, 8 and 13 where there is a written agreement (人民调解法 art. 27, 29)', () => {
    for (const outcome of [...OUTCOMES, null]) expect(mandatoryFor(outcome, 'written')).toEqual([1, 2, 3, 7, 8, 13]);
    expect(dossierNote('performed', 'written')).toBe('dossier_sure');
  });

  test('asks of an oral agreement for the mediator’s record of it, and for no record of a session beside (人民调解法 art. 28)', () => {
    for (const outcome of [...OUTCOMES, null]) expect(mandatoryFor(outcome, 'oral')).toEqual([1, 2, 3, 8, 13]);
    const oral = { ...agreement, form: 'oral', number: null } as const;
    const parties = [party(told), party(told)];
    expect(missingItems({ ...empty, parties, agreement: oral, outcome: 'performed' })).toEqual([]);
    expect(missingItems({ ...empty, parties, agreement, outcome: 'performed' })).toEqual([7]);
    expect(itemsPresent({ ...agreed, agreement: oral })).toContain(7);
    expect(lawText(dossierNote('broken', 'oral')).zh).toContain('第二十八条');
  });

  test('asks for no agreement where there is none, and says that the source is silent', () => {
    expect(mandatoryFor('failed', null)).toEqual([1, 2, 3, 7, 13]);
    expect(mandatoryFor('declined', null)).toEqual([1, 3, 13]);
    expect(mandatoryFor('withdrawn', null)).toEqual([1, 3, 13]);
    expect(mandatoryFor('refused', null)).toEqual([1, 13]);
    expect(mandatoryFor(null, null)).toEqual([1, 13]);
    for (const outcome of ['failed', 'declined', 'withdrawn', 'refused'] as const)
      expect(lawText(dossierNote(outcome, null)).zh).toContain('待核');
  });

  test('is whole when its parties were told, met and agreed', () => {
    expect(itemsPresent(agreed)).toEqual([1, 2, 3, 7, 8, 13]);
    expect(missingItems({ ...agreed, outcome: 'performed' })).toEqual([]);
  });

  test('lacks what was not done', () => {
    expect(missingItems({ ...agreed, parties: [party(told), party(null)], outcome: 'broken' })).toEqual([2]);
    expect(missingItems({ ...agreed, sessions: [{ ...session, record: null }], outcome: 'performed' })).toEqual([7]);
    expect(missingItems({ ...agreed, sessions: [{ ...session, state: 'set' }], outcome: 'performed' })).toEqual([7]);
    expect(missingItems({ ...agreed, agreement: null, outcome: 'performed' })).toEqual([8]);
    expect(missingItems({ ...empty, sessions: [{ ...session, record: null }], outcome: 'failed' })).toEqual([2, 7]);
    // Its time ran out before anybody was met: there is nothing of which a record could be.
    expect(missingItems({ ...empty, outcome: 'failed' })).toEqual([2]);
    expect(mandatoryFor('failed', null, false)).toEqual([1, 2, 3, 13]);
    for (const outcome of ['performed', 'broken'] as const) expect(mandatoryFor(outcome, null, false)).toContain(7);
    expect(missingItems({ ...empty, outcome: 'refused' })).toEqual([]);
  });

  test('takes up what the case has beside, and the note that somebody wrote', () => {
    const promise = { id: ref.id, by: 'a', to: 'b', due: '2026-12-01', settled: null } as const;
    const full: Filed = {
      ...agreed,
      parties: [{ ...party(told), represented: true }],
      inquiries: 1,
      evidence: 2,
      promises: [
        { ...promise, state: 'owed' },
        { ...promise, state: 'performed' },
      ],
      visits: 1,
      confirmation: { court: '婺城区人民法院', applied: '2026-11-10', outcome: null, decided: null },
    };
    expect(itemsPresent(full, true)).toEqual([...ITEM_NUMBERS]);
    expect(itemsPresent(full)).toEqual(ITEM_NUMBERS.filter((n) => n !== 12));
    expect(itemsPresent({ ...full, promises: full.promises.slice(0, 1) })).not.toContain(9);
  });

  test('never lets a document skip a required item', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...OUTCOMES, null),
        fc.array(fc.boolean(), { maxLength: 3 }),
        fc.boolean(),
        fc.constantFrom(null, 'written' as const, 'oral' as const),
        (outcome, tellings, recorded, form) => {
          const it: Filed = {
            ...empty,
            parties: tellings.map((yes) => party(yes ? told : null)),
            sessions: recorded ? [session] : [],
            agreement: form === null ? null : { ...agreement, form },
          };
          const present = itemsPresent(it);
          const missing = missingItems({ ...it, outcome });
          for (const n of mandatoryFor(outcome, form, recorded)) expect(present.includes(n)).toBe(!missing.includes(n));
          expect(missing).toEqual(missing.toSorted((a, b) => a - b));
        },
      ),
    );
  });
});
