import { describe, expect, it } from 'vitest';
import type { Question } from '../../kinds/kinds.contract.ts';
import { answerFrom, answersFor, guessedAnswers, stillAsked } from './answers.rules.ts';

const text = (zh: string, en = zh) => ({ zh, en });
const options = [
  { id: 'pothole', text: text('坑洼', 'Pothole') },
  { id: 'cover', text: text('井盖缺失', 'Manhole cover') },
];
const asks = (id: string, type: Question['type'], zh = id): Question => ({
  ...{ id, type, text: text(zh), required: false },
  options: type === 'choice' || type === 'several' ? options : [],
});
const road = {
  code: 'hazard.road',
  questions: [
    asks('what', 'choice', '是哪一类?'),
    asks('all', 'several'),
    asks('count', 'number'),
    asks('hurt', 'yesno'),
    asks('more', 'text'),
  ],
};

describe('a cell of somebody’s table', () => {
  it.each([
    ['choice', '坑洼', 'pothole'],
    ['choice', ' manhole COVER ', 'cover'],
    ['choice', 'cover', 'cover'],
    ['choice', '塌陷', '塌陷'],
    ['several', '坑洼、井盖缺失', ['pothole', 'cover']],
    ['several', 'cover;坑洼', ['cover', 'pothole']],
    ['several', '坑洼，别的', ['pothole', '别的']],
    ['number', '3', 3],
    ['number', '１，２００.5 米', 1200.5],
    ['number', '3盏', 3],
    ['number', '三', '三'],
    ['number', '3-5', '3-5'],
    ['yesno', '是', true],
    ['yesno', '√', true],
    ['yesno', '无', false],
    ['yesno', '也许', '也许'],
    ['text', ' 原样 ', ' 原样 '],
  ] as const)('answers a question of type %s: %s', (type, cell, answer) => {
    expect(answerFrom(asks('what', type), cell)).toEqual(answer);
  });
});

describe('the answers of a row', () => {
  it('are those of its own kind, read as each question wants them; those of other kinds are left', () => {
    const attributes = {
      'hazard.road.what': '坑洼',
      'hazard.road.count': '2',
      'hazard.light.what': '不亮',
      hurt: '否',
    };
    expect(answersFor(road, attributes)).toEqual({ what: 'pothole', count: 2, hurt: false });
    expect(answersFor(undefined, { plain: 'x', 'hazard.road.what': 'y' })).toEqual({ plain: 'x' });
  });

  it('are guessed from columns that bear the words of a question, and forgotten when a kind asks no more', () => {
    const answers = [{ kind: 'hazard.road', question: 'what', column: '是哪一类？' }];
    expect(guessedAnswers(['编号', '是哪一类？'], [road])).toEqual(answers);
    const kinds = new Map([[road.code, road]]);
    expect(
      stillAsked([...answers, { kind: 'hazard.road', question: 'gone' }, { kind: 'x.y', question: 'what' }], kinds),
    ).toEqual(answers);
  });
});
