import { describe, expect, it } from 'vitest';
import type { KindSeed } from '../../kinds/kinds.contract.ts';
import { hasPlace, isPhone, placeOf } from './draft.ts';
import { matching } from './kindPicker.tsx';
import { inOrder } from './moveShapes.ts';
import { missingAnswers } from './questions.tsx';
import { askOf } from './queueView.ts';

const kind = (code: string, zh: string, keywords: string[] = []): KindSeed => ({
  code,
  group: 'hazard',
  name: { zh, en: code },
  describe: { zh: '说明', en: 'described' },
  icon: '',
  visibility: 'exact',
  questions: [],
  firstActionMinutes: 60,
  handleWorkingDays: 5,
  gbt31000: null,
  open311: true,
  keywords,
  sampleEvery: 5,
  evidence: false,
  with: [],
});
const all = [
  kind('hazard.light', '路灯与照明', ['灯不亮']),
  kind('hazard.ebike', '电动自行车违规充电', ['飞线', '电动车']),
];

describe('a resident finds the kind', () => {
  it('by its name, by a keyword, or by a sentence that holds a keyword', () => {
    expect(matching(all, '路灯')[0]?.code).toBe('hazard.light');
    expect(matching(all, '飞线')[0]?.code).toBe('hazard.ebike');
    expect(matching(all, '楼道里停了电动车')[0]?.code).toBe('hazard.ebike');
  });
  it('only where all the words fit, and nothing for nothing', () => {
    expect(matching(all, '路灯 飞线')).toEqual([]);
    expect(matching(all, '  ')).toEqual([]);
  });
});

describe('a report', () => {
  it('takes a mobile number or a landline with its area code', () => {
    expect(['13812345678', '138 1234 5678', '0579-82345678'].map(isPhone)).toEqual([true, true, true]);
    expect(['1381234567', '12345', '82345678', ''].map(isPhone)).toEqual([false, false, false, false]);
  });
  it('has a place when there is a point, a territory or an address, and an empty address is none', () => {
    expect(hasPlace({ address: '  ' })).toBe(false);
    expect(hasPlace({ address: '八一南街' })).toBe(true);
    expect(hasPlace({ lon: 119.6, lat: 29.1 })).toBe(true);
  });
  it('sends of its place what was chosen, and neither names nor accuracy', () => {
    const place = {
      lon: 119.6,
      lat: 29.1,
      territory: '330702001',
      label: { zh: '街', en: 's' },
      accuracy: 20,
      address: ' 门口 ',
    };
    expect(placeOf(place)).toEqual({ lon: 119.6, lat: 29.1, territory: '330702001', address: '门口' });
  });
  it('answers "no" and zero, which are answers', () => {
    const question = (id: string) => ({
      id,
      text: { zh: id, en: id },
      type: 'yesno' as const,
      required: true,
      options: [],
    });
    expect(missingAnswers([question('a'), question('b'), question('c')], { a: false, b: 0 })).toEqual(['c']);
  });
});

describe('the desk', () => {
  it('shows open matters unless told otherwise, and looks for a number among all of them', () => {
    expect(askOf({ scope: 'open', sort: 'newest' }).status).toBe('new,assigned,accepted,handled,verified');
    expect(askOf({ scope: 'all', sort: 'newest' })).toEqual({});
    expect(askOf({ scope: 'open', sort: 'newest', number: 'YGB1M7' })).toEqual({ number: 'YGB1M7' });
  });
  it('draws only buttons that the server allows, what carries the matter on first', () => {
    expect(inOrder(['void', 'note', 'assign', 'seeContact'])).toEqual(['assign', 'note', 'void']);
  });
});
