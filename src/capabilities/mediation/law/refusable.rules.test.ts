import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lawText } from './law.words.ts';
import { DOORS, doorName, notMediable, QUESTIONS, type QuestionId, questionsFor } from './refusable.rules.ts';

const yes = (id: QuestionId) => notMediable({ [id]: true });

describe('what may not be mediated', () => {
  test('nothing is refused where all is answered no, or nothing', () => {
    expect(notMediable({})).toBeNull();
    expect(notMediable(Object.fromEntries(QUESTIONS.map(({ id }) => [id, false])))).toBeNull();
  });

  test('one clear refusal of a party ends it (人民调解法 art. 17)', () => {
    expect(yes('refuses')).toEqual({ rule: 'refuse_refuses', door: 'court' });
    expect(lawText('refuse_refuses').zh).toContain('第十七条');
  });

  test('what a special organ has, or the law keeps from mediation, or another has taken up (人民调解工作若干规定 art. 22)', () => {
    expect(yes('onlyOrgan')?.door).toBe('administrative');
    expect(yes('forbidden')?.door).toBe('administrative');
    expect(yes('courtHas')?.door).toBe('court');
    expect(yes('arbitrationHas')?.door).toBe('arbitration');
    expect(yes('organHas')?.door).toBe('administrative');
    for (const id of ['onlyOrgan', 'forbidden', 'courtHas', 'organHas'] as const) {
      expect(lawText(`refuse_${id}`).zh).toContain('人民调解工作若干规定第二十二条');
    }
  });

  test('crime goes to the police (人民调解法 art. 25), and to the procuratorate where it is with it', () => {
    expect(yes('crime')).toEqual({ rule: 'refuse_crime', door: 'police' });
    expect(yes('prosecuted')).toEqual({ rule: 'refuse_prosecuted', door: 'procuratorate' });
  });

  test('marriage, parentage and adoption are confirmed by the court, a petition is reviewed by its office', () => {
    expect(yes('status')?.door).toBe('court');
    expect(yes('review')?.door).toBe('petition');
    expect(yes('decision')?.door).toBe('administrative');
  });

  test('public-order cases that are not minor, or of the list, stay with the police (治安管理处罚法 art. 9; 程序规定 art. 179)', () => {
    for (const id of ['beyondNine', 'hired', 'gang', 'provoking', 'repeated', 'again', 'fled'] as const)
      expect(yes(id)).toEqual({ rule: `refuse_${id}`, door: 'police' });
    for (const id of ['hired', 'gang', 'provoking', 'repeated', 'again', 'fled'] as const)
      expect(lawText(`refuse_${id}`).zh).toContain('第一百七十九条');
  });

  test('asks of public order where it is such a case alone', () => {
    const plain = questionsFor({ publicOrder: false }).map(({ id }) => id);
    expect(plain).not.toContain('hired');
    expect(plain).toContain('refuses');
    expect(questionsFor({ publicOrder: true })).toEqual(QUESTIONS);
  });

  test('has for every refusal a sentence, a door with a name, and the question it follows from', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...QUESTIONS.map(({ id }) => id)), fc.boolean()), (answers) => {
        const found = notMediable(answers);
        const first = QUESTIONS.find(({ id }) => answers[id] === true);
        expect(found === null).toBe(first === undefined);
        if (found === null || first === undefined) return;
        expect(found).toEqual({ rule: first.rule, door: first.door });
        expect(DOORS).toContain(found.door);
        expect(doorName(found.door).zh).not.toBe('');
      }),
    );
    expect(new Set(QUESTIONS.map(({ door }) => door))).toEqual(new Set(DOORS));
  });

  test('one yes more never lets through what was refused', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...QUESTIONS.map(({ id }) => id)), fc.boolean()),
        fc.constantFrom(...QUESTIONS.map(({ id }) => id)),
        (answers, id) => notMediable({ ...answers, [id]: true }) !== null,
      ),
    );
  });

  test('says 待核 in both languages exactly where the source is not read', () => {
    for (const { rule, certainty, zh, en } of QUESTIONS) {
      const sentence = lawText(rule);
      expect([rule, sentence.zh.includes('待核'), sentence.en.includes('to be checked')]).toEqual([
        rule,
        certainty !== 'S',
        certainty !== 'S',
      ]);
      expect(zh).toMatch(/？$/);
      expect(en).toMatch(/\?$/);
    }
  });
});
