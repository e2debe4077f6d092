import { describe, expect, test } from 'vitest';
import type { Entry } from './search.rules.ts';
import { found, soundsOf } from './search.rules.ts';

const entry = (id: string, zh: string, en: string, path = { zh: '', en: '' }): Entry => ({
  what: id.length > 12 ? 'known' : 'territory',
  id,
  territory: id.slice(0, 12),
  name: { zh, en },
  path,
  ...soundsOf(zh),
  point: null,
});
const tangxi = { zh: '汤溪镇', en: 'Tangxi Town' };
const all = [
  entry('330702106', '汤溪镇', 'Tangxi Town'),
  entry('330702102', '安地镇', 'Andi Town'),
  entry('330702206', '塔石乡', 'Tashi Township'),
  entry('330702106001', '桥头村', 'Qiaotou Village', tangxi),
  entry('330702102001', '桥头村', 'Qiaotou Village', { zh: '安地镇', en: 'Andi Town' }),
  entry('330702106001-school', '汤溪第一小学', 'Tangxi No. 1 Primary School', tangxi),
];
const ids = (typed: string) => found(all, typed, 10).map(({ id }) => id);

describe('whoever takes a call finds the place', () => {
  test('by Chinese, by pinyin in full, by its first letters and by English', () => {
    expect(ids('汤溪')).toEqual(['330702106', '330702106001-school']);
    expect(ids('tangxi')[0]).toBe('330702106');
    expect(ids('txz')).toEqual(['330702106']);
    expect(ids('Andi T')).toEqual(['330702102']);
    expect(ids('primary')).toEqual(['330702106001-school']);
    expect(ids('第一小学')).toEqual(['330702106001-school']);
  });

  test('and tells two of one name apart by the town before it', () => {
    expect(ids('桥头')).toEqual(['330702102001', '330702106001']);
    expect(ids('汤溪 桥头')).toEqual(['330702106001']);
    expect(ids('tx qt')).toEqual(['330702106001']);
  });

  test('and finds nothing for nothing', () => {
    expect(ids('   ')).toEqual([]);
    expect(ids('外星')).toEqual([]);
    expect(found(all, '桥头', 1)).toHaveLength(1);
  });
});
