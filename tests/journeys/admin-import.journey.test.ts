import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import writeSheet from 'write-excel-file/node';
import { appointmentWords } from '../../src/platform/identity/appointments.words.ts';
import { COLUMNS } from '../../src/platform/identity/roster.rules.ts';
import { peopleWords } from '../../src/platform/identity/screens/people.words.ts';
import { proposeWords } from '../../src/platform/identity/screens/propose.words.ts';
import { administrator, complaintsOf, shownOnce } from './administrators.ts';
import { picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, zh } from './people.ts';

const w = zh(proposeWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 1 });
});
afterAll(() => house?.close());

/** An .xlsx as a body's office would send it. */
async function sheet(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const cells = [[...COLUMNS], ...rows.map((row) => [...row])].map((row) =>
    row.map((value) => ({ value, type: String })),
  );
  return await writeSheet(cells).toBuffer();
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

test('a sheet of appointments is previewed, its refused rows are left out, the rest is committed', async () => {
  const one = await administrator(house, 'sysadmin1', '/desk/people/import');
  const { page } = one;
  const good = ['import-a', '导入甲', '承办人', 'wc-education', '', '2026-01-01', '', ''];
  const deputy = ['import-b', '导入乙', '承办人', 'wc-education', '', '2026-01-01', '', 'import-a'];
  const buffer = await sheet([
    good,
    deputy,
    ['import-c', '导入丙', '队长', 'wc-education', '', '2026-01-01', '', ''],
    ['13805790001', '导入丁', '网格员', '', '330702001001', '2026/1/1', '', ''],
    ['import-e', '', '网格员', '', '330702001001', '2026-01-01', '', ''],
  ]);
  await page.getByLabel(w('choose')).setInputFiles({ name: '任职.xlsx', mimeType: XLSX, buffer });
  await page.getByText(w('good', { n: 2 })).waitFor();
  await page.getByText(w('refused', { n: 3 })).waitFor();
  const table = page.getByRole('table', { name: w('rows') });
  const a = zh(appointmentWords);
  expect(await table.getByRole('row').allInnerTexts()).toEqual([
    expect.anything(),
    expect.stringContaining(a('post', { post: '队长' })),
    expect.stringContaining(`${a('loginForm')}；${a('date')}`),
    expect.stringContaining(a('nameMissing')),
  ]);
  // While a row is refused nothing can be written.
  expect(await page.getByRole('button', { name: w('commit', { n: 2 }) }).count()).toBe(0);
  await picture(page, 'admin-import-1-refused', false);

  const coming = page.waitForEvent('download');
  await button(page, w('download')).click();
  const refused = await readSheet(await (await coming).path());
  expect(refused).toHaveLength(4);
  expect(refused[0]).toEqual([...COLUMNS, w('c_reasons')]);

  await button(page, w('without')).click();
  await button(page, w('commit', { n: 2 })).waitFor();
  await picture(page, 'admin-import-2-passed', false);
  await button(page, w('commit', { n: 2 })).click();
  await page.getByText(w('done', { n: 2 })).waitFor();
  const passwords = await shownOnce(page);
  expect(passwords.split('\n').map((line) => line.split('\t')[0])).toEqual(['import-a', 'import-b']);
  await picture(page, 'admin-import-3-passwords', false);
  await button(page, w('kept')).click();
  await page.locator('.once-secret').waitFor({ state: 'detached' });

  await page.goto('/desk/people?q=import');
  const p = zh(peopleWords);
  await page
    .getByRole('row')
    .filter({ hasText: 'import-a' })
    .getByText(p('deputies', { names: '导入乙' }))
    .waitFor();
  await page
    .getByRole('row')
    .filter({ hasText: 'import-b' })
    .getByText(p('deputyOf', { name: '导入甲' }))
    .waitFor();
  expect(complaintsOf(one)).toEqual([]);
});

test('what is no sheet is refused in words, and the empty sheet that is offered has the columns', async () => {
  const { page } = await administrator(house, 'sysadmin1', '/desk/people/import');
  const buffer = Buffer.from('not a sheet');
  await page.getByLabel(w('choose')).setInputFiles({ name: 'notes.xlsx', mimeType: XLSX, buffer });
  await page.getByText(zh(appointmentWords)('notSheet')).waitFor();
  const coming = page.waitForEvent('download');
  await button(page, w('template')).click();
  expect(await readSheet(await (await coming).path())).toEqual([[...COLUMNS]]);
});
