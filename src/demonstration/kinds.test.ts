import { describe, expect, test } from 'vitest';
import { kindSeed } from '../capabilities/kinds/kinds.rules.ts';
import { hasSign } from '../platform/web/kit/icons.tsx';
import { kinds } from './kinds.ts';
import { tellings } from './tellings.ts';
import { KIND_CODES } from './wucheng.seasons.ts';

describe('the kinds that a district begins with', () => {
  test('are each what a kind must be, under a code of their own that begins with their group', () => {
    for (const kind of kinds) expect(kindSeed.parse(kind)).toEqual(kind);
    expect(new Set(kinds.map(({ code }) => code)).size).toBe(kinds.length);
    expect(kinds.filter(({ code, group }) => !code.startsWith(`${group}.`))).toEqual([]);
    expect(new Set(kinds.map(({ group }) => group)).size).toBe(5);
  });

  test('have a picture that is drawn', () => {
    expect(kinds.filter(({ icon }) => !hasSign(icon)).map(({ code }) => code)).toEqual([]);
  });

  test('carry no code of the tables that the charter leaves out', () => {
    const left = kinds.filter(({ group, gbt31000 }) => group === 'dispute' && /^(12|13|14|15|16)/.test(gbt31000 ?? ''));
    expect(left).toEqual([]);
  });

  test('hide from the public what concerns people at home, and ask nobody who they are', () => {
    for (const code of [
      'dispute.family',
      'help.elder',
      'help.missing',
      'help.hardship',
      'dispute.medical',
      'dispute.labour',
    ]) {
      expect(kinds.find((one) => one.code === code)?.visibility).toBe('hidden');
    }
    const words = JSON.stringify(kinds.flatMap(({ questions }) => questions));
    expect(words).not.toMatch(/姓名|身份证|民族|宗教|信仰|政治|上访|religion|ethnic|belief/i);
  });

  test('are each told of in words for every answer to their first question, and have their season', () => {
    expect([...KIND_CODES].sort()).toEqual(kinds.map(({ code }) => code).sort());
    expect(Object.keys(tellings).sort()).toEqual([...KIND_CODES].sort());
    for (const { code, questions } of kinds) {
      const options = questions[0]?.type === 'choice' ? questions[0].options.map(({ id }) => id) : [''];
      expect(Object.keys(tellings[code]?.says ?? {}).sort(), code).toEqual([...options].sort());
      expect(Object.keys(tellings[code]?.did ?? {}).sort(), code).toEqual([...options].sort());
    }
  });
});
