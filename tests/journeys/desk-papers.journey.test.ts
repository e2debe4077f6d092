import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dossierWords } from '../../src/capabilities/matters/screens/dossier.words.ts';
import { extractScreenWords } from '../../src/capabilities/matters/screens/extract.screen.words.ts';
import { matterWords } from '../../src/capabilities/matters/screens/matter.words.ts';
import { paperWords } from '../../src/capabilities/matters/screens/paper.words.ts';
import { queueWords } from '../../src/capabilities/matters/screens/queue.words.ts';
import { takeWords } from '../../src/capabilities/matters/screens/take.words.ts';
import { administrator } from './administrators.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { answerAll, button, chooseKind, choosePlace, staff, zh } from './people.ts';
import { reported } from './reports.ts';

const w = zh(extractScreenWords);
const p = zh(paperWords);
const t = zh(takeWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 40 });
});
afterAll(() => house?.close());

test('the administrator fits a form of a higher platform, and a duty officer’s view fills it without typing', async () => {
  const sys = await administrator(house, 'sysadmin1', '/desk/extracts');
  const { page } = sys;
  await page.getByText(w('none')).waitFor();
  await button(page, w('add')).click();
  await button(page, w('save')).click();
  await page.getByText(w('needName')).waitFor();
  await page.getByLabel(w('name'), { exact: true }).fill('市平安办月报');
  await page.getByLabel(w('heading'), { exact: true }).first().fill('事件编码');
  await button(page, w('addColumn')).click();
  await page.getByLabel(w('heading'), { exact: true }).nth(1).fill('办理状态');
  await page.getByLabel(w('values')).nth(1).fill('closed = 09\nnew = 01');
  await picture(page, 'desk-export-1-form');
  await page.setViewportSize(SIZES.phone);
  expect(await overflow(page)).toBe(0);
  await page.setViewportSize(SIZES.desk);
  await button(page, w('save')).click();
  await page.getByRole('heading', { name: '市平安办月报' }).waitFor();
  expect(sys.complaints.filter((one) => !one.includes('401'))).toEqual([]);

  const duty = await staff(house, 'duty1', 'desk');
  // Whatever narrows the file is said before it is downloaded.
  await duty.page.goto('/desk/export?dueToday=true&supervised=true&help=true&fresh=true&number=ABC123');
  for (const flag of ['dueToday', 'supervised', 'help', 'fresh'] as const)
    await duty.page.locator('.facts-row', { hasText: zh(queueWords)(flag) }).waitFor();
  await duty.page.locator('.facts-row', { hasText: 'ABC123' }).waitFor();
  await duty.page.goto('/desk?scope=all&status=closed');
  await duty.page.getByRole('link', { name: zh(queueWords)('export'), exact: true }).click();
  await duty.page.getByRole('heading', { name: w('exportTitle') }).waitFor();
  await duty.page.getByLabel(w('form'), { exact: true }).selectOption({ label: '市平安办月报' });
  await picture(duty.page, 'desk-export-2-view');
  await duty.page.setViewportSize(SIZES.phone);
  expect(await overflow(duty.page)).toBe(0);
  await duty.page.setViewportSize(SIZES.desk);
  const waiting = duty.page.waitForEvent('download');
  await duty.page.getByRole('link', { name: w('download') }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^市平安办月报-.*\.csv$/);
  const [head, ...rows] = parse(await readFile(await download.path()), { bom: true }) as string[][];
  expect(head).toEqual(['事件编码', '办理状态']);
  expect(rows.length).toBeGreaterThan(5);
  expect(new Set(rows.map((row) => row[1]))).toEqual(new Set(['09']));
});

test('a matter leaves on paper as a dossier, without what its page does not show', async () => {
  const receipt = await reported(house, { kind: 'hazard.road', words: '井盖缺了一个。', phone: '13805790066' });
  const { page } = await staff(house, 'duty1', 'desk');
  await page.goto(`/desk/matters/${receipt.id}`);
  await page.getByRole('link', { name: zh(matterWords)('print') }).click();
  await page.getByRole('heading', { name: zh(dossierWords)('title') }).waitFor();
  await page.getByText('井盖缺了一个。').first().waitFor();
  await page.emulateMedia({ media: 'print' });
  await picture(page, 'desk-export-3-dossier');
  await expect(page.locator('.dossier').innerText()).resolves.not.toContain('13805790066');
  await expect(button(page, zh(dossierWords)('print')).isVisible()).resolves.toBe(false);
  // One sheet of paper, and nothing of the shell around it.
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.length).toBeGreaterThan(10_000);
  await expect(page.getByRole('navigation').first().isVisible()).resolves.toBe(false);
});

test('a sheet of paper from a day without power is entered late, and twice is once', async () => {
  const { page } = await staff(house, 'clerk1', 'desk');
  await page.goto('/desk/paper');
  await page.locator('.paper').first().waitFor();
  expect(await page.locator('.paper').count()).toBe(5);
  const number = await page.locator('.paper-number').first().innerText();
  await page.setViewportSize(SIZES.phone);
  expect(await overflow(page)).toBe(0);
  await page.setViewportSize(SIZES.desk);
  await page.emulateMedia({ media: 'print' });
  await picture(page, 'desk-paper-1-printed');
  await page.emulateMedia({ media: 'screen' });
  await page.getByLabel(p('number'), { exact: true }).fill(`${number.slice(0, -1)}U`);
  await button(page, p('enter')).click();
  await page.getByText(p('numberWrong')).waitFor();
  const enter = async (): Promise<string> => {
    await page.goto('/desk/paper');
    await page.getByLabel(p('number'), { exact: true }).fill(number);
    await button(page, p('enter')).click();
    await page.getByText(t('fromPaper', { number })).waitFor();
    await page.getByLabel(t('words')).fill('停电时记下：河边护栏断了。');
    await choosePlace(page, '城东', '社区（演示）');
    await chooseKind(page, '隐患', '水域');
    await answerAll(page);
    await page.getByLabel(t('happened')).fill('2026-11-20T21:30');
    await button(page, t('send')).click();
    await page.locator('.receipt-code').waitFor();
    return page.locator('.receipt-code').innerText();
  };
  const first = await enter();
  expect(await enter()).toBe(first);
});

test('what may be reported twice is looked at side by side', async () => {
  const at = { lon: 119.662, lat: 29.081 };
  const first = await reported(house, { kind: 'hazard.light', words: '路灯不亮，靠近公交站。', at });
  const second = await reported(house, {
    kind: 'hazard.light',
    words: '公交站旁的灯坏了。',
    at: { ...at, lat: 29.0812 },
  });
  const { page } = await staff(house, 'duty1', 'desk');
  await page.goto(`/desk/matters/${second.id}`);
  await page
    .getByRole('listitem')
    .filter({ hasText: first.number })
    .getByRole('link', { name: zh(matterWords)('beside') })
    .click();
  await page.getByText('路灯不亮，靠近公交站。').first().waitFor();
  await page.getByText('公交站旁的灯坏了。').first().waitFor();
  await picture(page, 'desk-beside');
  await page.setViewportSize(SIZES.phone);
  expect(await overflow(page)).toBe(0);
});
