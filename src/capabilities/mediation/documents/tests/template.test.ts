import { expect, test } from 'vitest';
import { MOST_TEMPLATE } from '../bounds.rules.ts';
import { defaultTemplates } from '../defaults.words.ts';
import { DOCUMENT_CODES } from '../documents.contract.ts';
import { FIELDS, SHAPES } from '../fields.rules.ts';
import { SAMPLE } from '../sample.words.ts';
import { render, templateFaults } from '../template.rules.ts';

const faults = (text: string) => templateFaults(text).map(({ why, line, field }) => [why, line, field]);

test('every template of the release may be saved, and says something of the sample', () => {
  for (const code of DOCUMENT_CODES) {
    expect(faults(defaultTemplates[code]), code).toEqual([]);
    expect(render(defaultTemplates[code], SAMPLE).length, code).toBeGreaterThan(5);
  }
});

test('every field of a case is in the list of the editor with its help in both languages, and the sample fills it', () => {
  expect(Object.keys(SAMPLE).sort()).toEqual(Object.keys(SHAPES).sort());
  for (const { path, help } of FIELDS) {
    expect(help.zh, path).toMatch(/\p{Script=Han}/u);
    expect(help.en, path).toMatch(/^[A-Z]/);
  }
  // Each field of the sample comes out where it is named, so that none is misspelt in the list.
  for (const { path, is } of FIELDS.filter((one) => one.is === 'text')) {
    const [list, name] = path.split('.');
    const text = name === undefined ? `{{${list}}}` : `{{#${list}}}{{${name}}}{{/${list}}}`;
    expect(faults(text), `${path} ${is}`).toEqual([]);
    if (path !== 'parties.guardian') expect(render(text, SAMPLE), path).not.toEqual([]);
  }
});

test('a template that names what there is not is refused with its line and field', () => {
  expect(faults('# 好\n{{number}}\n{{nubmer}}')).toEqual([['unknownField', 3, 'nubmer']]);
  expect(faults('{{#parties}}\n{{name}} {{number}} {{court}}\n{{papper}}\n{{/parties}}')).toEqual([
    ['unknownField', 3, 'papper'],
  ]);
  expect(faults('{{name}}')).toEqual([['unknownField', 1, 'name']]);
  expect(faults('{{parties}}')).toEqual([['listAsText', 1, 'parties']]);
  expect(faults('{{parties.name}}')).toEqual([['unknownField', 1, 'parties.name']]);
  expect(faults('{{.}}')).toEqual([['unknownField', 1, '.']]);
  expect(faults('{{#parties}}{{.}}{{/parties}}')).toEqual([['unknownField', 1, '.']]);
  expect(faults('{{ }}')).toEqual([['unknownField', 1, '']]);
});

test('nothing that is inside of things can be named, nor anything but fields and sections', () => {
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'length', 'constructor.constructor'])
    for (const text of [`{{${name}}}`, `{{#parties}}{{${name}}}{{/parties}}`, `{{#words}}{{${name}}}{{/words}}`])
      expect(
        faults(text).map(([why]) => why),
        text,
      ).toEqual(['unknownField']);
  for (const text of ['{{{words}}}', '{{&words}}', '{{>words}}', '{{=<% %>=}}'])
    expect(faults(`一\n${text}`), text).toEqual([['otherTag', 2, text.replaceAll(/^\{\{[{&>=]|=?\}+$/g, '')]]);
  expect(faults('{{#constructor}}x{{/constructor}}')).toEqual([['unknownField', 1, 'constructor']]);
});

test('what does not close, is too long, goes round in itself or breaks its table is refused', () => {
  expect(faults('一\n{{#parties}}\n二')).toEqual([['unclosed', 3, 'parties']]);
  expect(faults('一\n二{{words')).toEqual([['unclosed', 2, '']]);
  expect(faults('一\n二{{/words}}')).toEqual([['unopened', 2, 'words']]);
  expect(faults(' \n ')).toEqual([['empty', 1, '']]);
  expect(faults('长'.repeat(MOST_TEMPLATE + 1)).map(([why]) => why)).toEqual(['tooLong']);
  expect(faults('一\n'.repeat(501)).map(([why]) => why)).toEqual(['tooLong']);
  expect(faults('{{#parties}}{{#parties}}x{{/parties}}{{/parties}}')).toEqual([['within', 1, 'parties']]);
  const deep = ['parties', 'promises', 'sessions', 'visits'];
  const nested = `${deep.map((one) => `{{#${one}}}`).join('')}x${deep
    .toReversed()
    .map((one) => `{{/${one}}}`)
    .join('')}`;
  expect(faults(nested)).toEqual([['tooDeep', 1, 'visits']]);
  expect(faults('| 一 | 二 | 三 |')).toEqual([['cells', 1, '']]);
  expect(faults('|# 一 | 二 |\n| 1 | 2 | 3 |')).toEqual([['cells', 2, '']]);
  expect(faults('|# 一 | 二 | 三 |\n{{#points}}\n| 1 | {{.}} | 3 |\n{{/points}}')).toEqual([]);
});

test('a template whose lists multiply stops at what a document may hold', () => {
  const many = { ...SAMPLE, points: Array.from({ length: 200 }, () => '一'.repeat(20)) };
  const text = `{{#promises}}{{#visits}}{{#points}}${'长'.repeat(2000)}{{/points}}{{/visits}}{{/promises}}`;
  expect(faults(text)).toEqual([]);
  expect(() => render(text, many)).toThrow('too long');
});

test('a value stays a value: it begins no heading, row, page or field, and brings no sign that cannot be printed', () => {
  const evil = '# 标题\n| 一 | 二 |\n=== \n{{number}}\u0000\u0007<w:p>&';
  const facts = { ...SAMPLE, words: evil, parties: [{ ...SAMPLE.parties[0], name: '甲 | 乙' }] };
  expect(render('{{words}}', facts)).toEqual([{ is: 'body', text: '# 标题\n| 一 | 二 |\n=== \n{{number}}<w:p>&' }]);
  expect(render('{{#parties}}\n| 姓名 | {{name}} |\n{{/parties}}', facts)).toEqual([
    { is: 'table', head: null, rows: [['姓名', '甲 | 乙']] },
  ]);
  expect(render('# {{words}}', { ...SAMPLE, words: '' })).toEqual([{ is: 'title', text: '' }]);
});

test('sections are made for each of a list, once for what is there, and the other way round for what is not', () => {
  expect(render('{{#points}}\n- {{.}}\n{{/points}}\n{{^points}}\n无\n{{/points}}', SAMPLE)).toEqual(
    SAMPLE.points.map((text) => ({ is: 'item', text })),
  );
  expect(render('{{^referrer}}\n无\n{{/referrer}}', SAMPLE)).toEqual([]);
  expect(render('{{^referrer}}\n无\n{{/referrer}}', { ...SAMPLE, referrer: null })).toEqual([
    { is: 'body', text: '无' },
  ]);
  expect(render('|# 序 | 名 |\n{{#dossier}}\n| {{n}} | {{name}} |\n{{/dossier}}', SAMPLE)[0]).toMatchObject({
    head: ['序', '名'],
    rows: SAMPLE.dossier.map(({ n, name }) => [n, name]),
  });
});
