import { afterAll, beforeAll, expect, test } from 'vitest';
import { fairnessWords } from '../../src/capabilities/figures/screens/fairness.words.ts';
import { declaredWords } from '../../src/capabilities/matters/declared.words.ts';
import { overflow, picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, resident, staff, zh } from './people.ts';
import { cookieOf, fixedBy, moved } from './reports.ts';

const f = zh(declaredWords);
const b = zh(fairnessWords);
const KINDS_OF_FINDING = ['closedSoon', 'reopenedSoon', 'returned', 'sentBack', 'burst', 'split'];

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 600 });
});
afterAll(() => house?.close());

test('everybody reads beside the on-time rate what was extended, suspended, given back and found not done, and what to look at, and opens it to its records', async () => {
  const { page } = await resident(house);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/figures');
  const rate = await page.locator('[data-figure="onTimeRate"]').innerText();
  for (const name of ['extended', 'suspended', 'returned', 'sentBack'])
    expect(await page.locator(`[data-figure="${name}"]`).innerText()).toMatch(/^[\d,]+$/);
  const panel = page.getByRole('region', { name: b('title') });
  await panel
    .locator('.finding')
    .nth(KINDS_OF_FINDING.length - 1)
    .waitFor();
  for (const one of KINDS_OF_FINDING)
    await expect(panel.locator(`[data-finding="${one}"]`).innerText()).resolves.toMatch(
      /正常|没有异常|值得看|不判断|不公开/,
    );
  await picture(page, 'fairness-1-phone');
  expect(await overflow(page)).toBe(0);

  // A part opens to its records, which add up to it, and the rate is what it was.
  const returned = Number((await page.locator('[data-figure="returned"]').innerText()).replaceAll(',', ''));
  expect(returned).toBeGreaterThan(0);
  await panel
    .locator('[data-finding="returned"]')
    .getByRole('button', { name: b('open') })
    .click();
  const sheet = page.locator('dialog[open]');
  await expect.poll(() => sheet.locator('.opened').getAttribute('data-value')).toBe(String(returned));
  await sheet.getByText(f('returnedMeans')).waitFor();
  await picture(page, 'fairness-2-opened', false);
  await page.keyboard.press('Escape');
  expect(await page.locator('[data-figure="onTimeRate"]').innerText()).toBe(rate);

  // Of what may have been split, no small number and no door.
  const split = panel.locator('[data-finding="split"]');
  expect(await split.getByRole('button').count()).toBe(0);
});

test('a body’s part opens to its matters at the desk, and one finding that was entered as three is told as a group, without a name', async () => {
  const liaison = await cookieOf(house, 'liaison1');
  const verifier = await cookieOf(house, 'verifier1');
  for (const floor of ['一', '二', '三']) {
    const told = { kind: 'suggestion.safety', words: `${floor}楼楼道加扶手` };
    const { id, status } = await fixedBy(liaison, house, { ...told, fixed: '当场装好' });
    if (status === 'closed') continue;
    await moved(house, verifier, id, 2, { move: 'verify' });
    await moved(house, verifier, id, 3, { move: 'close' });
  }

  const { page } = await staff(house, 'leader1', 'desk');
  await page.goto('/desk/figures');
  const panel = page.getByRole('region', { name: b('title') });
  await panel.locator('tr[data-body]').first().waitFor();
  await picture(page, 'fairness-3-desk');
  expect(await overflow(page)).toBe(0);

  const cell = panel.locator('tr[data-body] button.enter').first();
  const [part = ''] = (await cell.innerText()).split(' / ');
  await cell.click();
  const sheet = page.locator('dialog[open]');
  await expect.poll(() => sheet.locator('.opened').getAttribute('data-value')).toBe(part);
  expect(await sheet.locator('.opened a').count()).toBeGreaterThan(0);
  await picture(page, 'fairness-4-body', false);
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });

  const split = panel.locator('[data-finding="split"]');
  await expect(split.getAttribute('data-found')).resolves.toBe('look');
  await button(page, b('openSplits')).click();
  const group = page.locator('[data-split="3"]').first();
  await group.waitFor();
  await picture(page, 'fairness-5-splits', false);
  expect(await group.innerText()).not.toContain('网格员');
  expect(await group.getByRole('link').count()).toBe(3);
  await group.getByRole('link').first().click();
  await page.getByText('楼道加扶手').first().waitFor();
});
