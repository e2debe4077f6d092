import { describe, expect, test } from 'vitest';
import { agreementWords } from './agreement.words.ts';
import { isLawCode, lawText, lawWords } from './law.words.ts';
import { refusableWords } from './refusable.words.ts';
import { triageWords } from './triage.words.ts';

const codes = Object.keys(lawWords.zh) as (keyof typeof lawWords.zh)[];

describe('the sentences of the law', () => {
  test('hide none of another file behind the same name', () => {
    const parts = [triageWords, refusableWords, agreementWords].flatMap(({ zh }) => Object.keys(zh));
    expect(new Set(parts).size).toBe(parts.length);
    for (const part of [triageWords, refusableWords, agreementWords])
      for (const [code, zh] of Object.entries(part.zh)) expect(lawWords.zh[code as (typeof codes)[number]]).toBe(zh);
  });

  test('are marked as to be checked in both languages or in neither', () => {
    for (const code of codes) {
      const { zh, en } = lawText(code);
      expect([code, en.includes('to be checked')]).toEqual([code, zh.includes('待核')]);
    }
  });

  test('of a rule name law and article, or say that it is a local setting to be checked', () => {
    const rules = codes.filter((code) => /^(triage|refuse|confirm|warn|protect|term)_/.test(code));
    expect(rules.length).toBeGreaterThan(60);
    for (const code of rules) expect([code, lawText(code).zh]).toEqual([code, expect.stringMatching(/第.+条|待核/)]);
  });

  test('are found by the code of an older line, and by no other text', () => {
    expect(isLawCode('triage_village')).toBe(true);
    for (const code of ['', 'toString', 'triage_', 'village']) expect(isLawCode(code)).toBe(false);
  });
});
