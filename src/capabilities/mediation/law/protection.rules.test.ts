import { describe, expect, test } from 'vitest';
import { isProtected } from '../mediation.rules.ts';
import { lawText } from './law.words.ts';
import { protectionOf, routesOf, withoutGuardian } from './protection.rules.ts';

const none = { violence: false, minors: false };
const violence = { violence: true, minors: false };
const minors = { violence: false, minors: true };
const both = { violence: true, minors: true };
const named = (asked: typeof none) => routesOf(asked).map(({ rule }) => rule);

describe('where there was violence in the family, or a minor takes part', () => {
  test('nothing is named where neither was said, and the parties may meet', () => {
    expect(protectionOf(none)).toEqual({ jointByDefault: true, guardiansSign: false, routes: [] });
  });

  test('police, written warning and protection order are named (反家庭暴力法 art. 15, 16, 23)', () => {
    expect(named(violence)).toEqual([
      'protect_police',
      'protect_order',
      'protect_warning',
      'protect_shelter',
      'protect_aid',
      'protect_apart',
    ]);
    expect(routesOf(violence).find(({ rule }) => rule === 'protect_order')?.door).toBe('court');
    expect(lawText('protect_police').zh).toContain('第十五条');
    expect(lawText('protect_warning').zh).toContain('告诫书');
    expect(lawText('protect_order').zh).toContain('第二十三条');
  });

  test('harm to a minor is reported (未成年人保护法 art. 11), and a guardian signs (民法典 art. 19 to 23, 27)', () => {
    expect(named(minors)).toEqual(['protect_minorReport', 'protect_guardian', 'protect_apart']);
    expect(protectionOf(minors).guardiansSign).toBe(true);
    expect(routesOf(minors).find(({ rule }) => rule === 'protect_minorReport')?.duty).toBe(true);
    expect(lawText('protect_minorReport').zh).toContain('未成年人保护法第十一条');
    expect(lawText('protect_guardian').zh).toContain('民法典第十九条至第二十三条');
  });

  test('the village must tell the police of violence against a minor (反家庭暴力法 art. 14)', () => {
    expect(named(both)).toContain('protect_mustReport');
    expect(named(violence)).not.toContain('protect_mustReport');
    expect(lawText('protect_mustReport').zh).toContain('第十四条');
  });

  test('parties sit together by default exactly where the case keeps nobody apart', () => {
    for (const asked of [none, violence, minors, both]) {
      expect(protectionOf(asked).jointByDefault).toBe(!isProtected({ protection: asked, parties: [] }));
      expect(named(asked).includes('protect_apart')).toBe(!protectionOf(asked).jointByDefault);
    }
  });

  test('a minor without a guardian is found', () => {
    expect(
      withoutGuardian([
        { id: 'child', minor: true, guardian: false },
        { id: 'other', minor: true, guardian: true },
        { id: 'adult', minor: false, guardian: false },
      ]),
    ).toEqual(['child']);
  });
});
