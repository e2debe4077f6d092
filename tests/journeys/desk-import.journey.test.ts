import { readFile } from 'node:fs/promises';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importScreenWords } from '../../src/capabilities/matters/importing/screens/import.screen.words.ts';
import { gb18030Of } from '../../src/gateways/tabular/gb18030.ts';
import { complaintsOf } from './administrators.ts';
import { barriers } from './axe.ts';
import { picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { judgeOfWords, saidOn, settled, sticksOut } from './looking.ts';
import { button, staff, zh } from './people.ts';

const w = zh(importScreenWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 1 });
});
afterAll(() => house?.close());

const HEADER = '档号,发生时间,事件类别,情况描述,地点';
const csv = (...rows: string[]) => gb18030Of([HEADER, ...rows].join('\r\n'));
const row = (n: number, kind: string, time = '2026-03-05 08:30') => `T${n},${time},${kind},楼道堆物${n},解放东街${n}号`;

test('a table is brought, matched, tried and imported; its refused rows are mended and brought again', async () => {
  const one = await staff(house, 'duty1', 'desk');
  const { page } = one;
  await page.getByRole('menuitem', { name: '表格导入' }).click();
  await page.getByText(w('none')).waitFor();
  await settled(page);
  await picture(page, 'desk-import-1-empty');
  expect(await barriers(page, { leaving: ['.desk-head'] })).toEqual([]);

  const rows = [row(1, '消防隐患'), row(2, '楼道问题'), row(3, '消防隐患', '去年春天'), row(4, '没有的类别')];
  await page
    .getByLabel(w('choose'))
    .setInputFiles({ name: '某街道台账.csv', mimeType: 'text/csv', buffer: csv(...rows) });
  await page.getByRole('heading', { name: '某街道台账.csv' }).waitFor();
  const tally = page.locator('.import-tally dd');
  await expect.poll(() => tally.allInnerTexts(), { timeout: 20_000 }).toEqual(['1', '0', '3']);
  await picture(page, 'desk-import-2-tried');
  // The number's column has a name of its own: it is chosen; and a value is said to be a kind.
  await page.getByLabel(w('f_number')).selectOption('档号');
  await page.getByLabel(w('kindOf', { value: '楼道问题' })).selectOption({ label: '消防隐患' });
  await page.getByText(w('changedPlan')).waitFor();
  // What a kind asks besides can be answered by a column; here by none.
  await page.locator('.import-answers > summary').first().click();
  const asked = page.locator('.import-answers[open]').getByRole('combobox').first();
  await asked.selectOption('情况描述');
  await page.locator('.import-answers > summary', { hasText: '已对应 1 个' }).waitFor();
  await picture(page, 'desk-import-2b-answers');
  await asked.selectOption('');
  expect(await button(page, w('run', { n: 1 })).count()).toBe(0);
  await button(page, w('tryAgain')).click();
  await expect.poll(() => tally.allInnerTexts(), { timeout: 20_000 }).toEqual(['2', '0', '2']);
  await settled(page);
  await picture(page, 'desk-import-3-ready');
  expect(await barriers(page, { leaving: ['.desk-head'] })).toEqual([]);

  // What waits for its bringer is still there after the page was closed.
  await page.goto('/desk/import');
  await page.getByText(w('s_checked')).waitFor();
  await page.getByRole('link', { name: w('open') }).click();
  await button(page, w('run', { n: 2 })).click();
  await page.getByText(w('doneTitle')).waitFor();
  expect(await tally.allInnerTexts()).toEqual(['2', '0', '2']);
  await picture(page, 'desk-import-4-done');

  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: w('asXlsx') }).click();
  const refused = await readSheet(await (await coming).path());
  expect(refused.map((cells) => cells[0])).toEqual(['档号', 'T3', 'T4']);
  expect(refused[0]?.at(-1)).toBe('未导入原因');
  const csvComing = page.waitForEvent('download');
  await page.getByRole('link', { name: w('asCsv') }).click();
  const text = await readFile(await (await csvComing).path(), 'utf8');

  await page.getByRole('link', { name: w('another') }).click();
  const mended = Buffer.from(text.replace('去年春天', '2025-03-20').replace('没有的类别', '消防隐患'));
  await page.getByLabel(w('choose')).setInputFiles({ name: '改好的.csv', mimeType: 'text/csv', buffer: mended });
  await page.getByText(w('remembered')).waitFor();
  await button(page, w('run', { n: 2 })).click();
  await page.getByText(w('doneAll')).waitFor();
  expect(await tally.allInnerTexts()).toEqual(['2', '0', '0']);

  // The whole table again: nothing is new.
  const whole = csv(...rows.map((each) => each.replace('去年春天', '2025-03-20').replace('没有的类别', '消防隐患')));
  await page.goto('/desk/import');
  await page.getByLabel(w('choose')).setInputFiles({ name: '整份.csv', mimeType: 'text/csv', buffer: whole });
  await page.getByText(w('nothingToTake')).waitFor();
  expect(await tally.allInnerTexts()).toEqual(['0', '4', '0']);
  await button(page, w('cancel')).click();
  await page
    .locator('dialog[open]')
    .getByRole('button', { name: w('cancel') })
    .click();
  await page.getByText(w('partTitle')).waitFor();
  expect(complaintsOf(one)).toEqual([]);
}, 120_000);

test('what cannot be imported says so in words, the template is known as it stands, and a clerk is told who may', async () => {
  const one = await staff(house, 'duty2', 'desk');
  const { page } = one;
  await page.goto('/desk/import');
  await page
    .getByLabel(w('choose'))
    .setInputFiles({ name: 'x.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.alloc(10_485_761, 'x') });
  await page.getByText(w('tooLarge')).waitFor();
  const coming = page.waitForEvent('download');
  await button(page, w('template')).click();
  const template = await readFile(await (await coming).path());
  await page.getByLabel(w('choose')).setInputFiles({
    name: '模板.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: template,
  });
  // Its heading is known as it stands, and its example is never taken for a matter.
  await page.getByText(w('nothingToTake')).waitFor();
  expect(await page.locator('.import-tally dd').allInnerTexts()).toEqual(['0', '0', '1']);
  await page.goto('/desk/import');
  await page
    .getByLabel(w('choose'))
    .setInputFiles({ name: 'picture.csv', mimeType: 'text/csv', buffer: Buffer.from('\u0089PNG\0\0\0\0', 'latin1') });
  await page.getByText(w('failedTitle')).waitFor();

  // Every stage on a small phone and in English: nothing sticks out, nothing is left in the other language.
  const judge = await judgeOfWords();
  await page.setViewportSize(SIZES.phone);
  for (const path of ['/desk/import', new URL(page.url()).pathname]) {
    await page.goto(path);
    await settled(page);
    expect(await sticksOut(page), path).toEqual([]);
    expect(judge(await saidOn(page), 'zh'), path).toEqual([]);
  }
  await page.goto('/desk/import');
  await page
    .getByRole('link', { name: w('open') })
    .last()
    .click();
  await page.getByRole('heading', { name: w('mapping') }).waitFor();
  await settled(page);
  await picture(page, 'desk-import-5-phone');
  expect(await sticksOut(page)).toEqual([]);
  expect(complaintsOf(one)).toEqual([]);

  const clerk = await staff(house, 'clerk1', 'desk');
  await clerk.page.goto('/desk/import');
  await clerk.page.getByText(w('mayNot')).waitFor();
  expect(await clerk.page.getByRole('menuitem', { name: '表格导入' }).count()).toBe(0);
}, 120_000);

test('a long import is shown as it goes, goes on while nobody looks, and can be stopped', async () => {
  const one = await staff(house, 'duty1', 'desk');
  const { page } = one;
  const rows = Array.from({ length: 45_000 }, (_, n) => row(n + 10_000, '消防隐患'));
  await page.goto('/desk/import');
  await page.getByLabel(w('choose')).setInputFiles({ name: '大表.csv', mimeType: 'text/csv', buffer: csv(...rows) });
  await button(page, w('run', { n: 45_000 })).click({ timeout: 120_000 });
  const bar = page.getByRole('progressbar', { name: w('progress') });
  await bar.waitFor();
  const dealt = async () => Number((await bar.getAttribute('value')) ?? 0);
  await expect.poll(dealt, { timeout: 30_000 }).toBeGreaterThan(0);
  await picture(page, 'desk-import-6-running', false);
  const before = await dealt();
  // Another page, and back.
  const path = new URL(page.url()).pathname;
  await page.goto('/desk/figures');
  await page.goto(path);
  await bar.waitFor();
  expect(await dealt()).toBeGreaterThanOrEqual(before);
  await button(page, w('cancel')).click();
  await page
    .locator('dialog[open]')
    .getByRole('button', { name: w('cancel') })
    .click();
  await page.getByText(w('partTitle')).waitFor();
  const stored = async () => Number((await page.locator('.import-tally dd').allInnerTexts())[0]);
  expect(await stored()).toBeGreaterThan(0);
  expect(await stored()).toBeLessThan(45_000);
  expect(complaintsOf(one)).toEqual([]);
}, 300_000);
