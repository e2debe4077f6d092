import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { historyWords } from '../../src/capabilities/matters/screens/history.words.ts';
import { jointWords } from '../../src/capabilities/matters/screens/joint.words.ts';
import { moveWords } from '../../src/capabilities/matters/screens/moves.words.ts';
import { transferWords } from '../../src/capabilities/matters/transfer/transfer.words.ts';
import { placesDeskWords } from '../../src/platform/places/screens/placesDesk.words.ts';
import { administrator, complaintsOf, pick } from './administrators.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { settled } from './looking.ts';
import { button, staff, zh } from './people.ts';
import { cookieOf, moved, reported } from './reports.ts';

const m = zh(moveWords);
const j = zh(jointWords);
const p = zh(placesDeskWords);
const t = zh(transferWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 300 });
});
afterAll(() => house?.close());

const sheet = (page: Page): Locator => page.locator('dialog[open]');

/** The page as it stands on a small phone and on a desk, for people to look at; nothing sticks out of either. */
async function looked(page: Page, name: string): Promise<void> {
  for (const size of ['phone', 'desk'] as const) {
    await page.setViewportSize(SIZES[size]);
    await settled(page);
    await picture(page, `${name}-${size}`);
    expect(await overflow(page), `${name} ${size}`).toBe(0);
  }
}

test('the duty officer splits a matter, and walks from the one to the other and back', async () => {
  const told = await reported(house, {
    kind: 'hazard.fire',
    words: '出租房通道堆满杂物，楼下的化粪池盖板也断了。',
    phone: '13905790077',
    at: { lon: 119.668, lat: 29.102 },
  });
  const duty = await staff(house, 'duty1', 'desk');
  const { page } = duty;
  await page.goto(`/desk/matters/${told.id}`);
  await settled(page);
  if (!(await button(page, m('split')).isVisible())) await button(page, m('more')).click();
  await button(page, m('split')).click();
  await sheet(page).getByText(m('splitLead')).waitFor();
  // What was reported stands there to be cut down to what the new one is about.
  expect(await sheet(page).getByLabel(m('splitText')).inputValue()).toBe(
    '出租房通道堆满杂物，楼下的化粪池盖板也断了。',
  );
  await looked(page, 'split-1-form');
  await sheet(page).getByLabel(m('kind')).selectOption('hazard.road');
  await sheet(page).getByLabel(m('splitText')).fill('楼下的化粪池盖板断了。');
  await button(sheet(page), m('send', { move: m('split') })).click();
  await sheet(page).waitFor({ state: 'detached' });
  const joint = page.locator('[data-joint]');
  await joint.getByText(j('split'), { exact: true }).waitFor();
  await looked(page, 'split-2-parent');
  await joint.getByRole('link').first().click();
  await page.getByText('楼下的化粪池盖板断了。').first().waitFor();
  await page.getByText(zh(historyWords)('splitOff', { number: told.number })).waitFor();
  await looked(page, 'split-3-child');
  await page.locator('[data-joint]').getByRole('link', { name: told.number }).click();
  await page.getByText(m('split')).first().waitFor();
  expect(complaintsOf(duty)).toEqual([]);
});

test('an administrator passes a body’s work to another, the second person agrees, the worker moves it, and the desk finds all of it', async () => {
  const duty = await cookieOf(house, 'duty1');
  const told = await reported(house, {
    kind: 'hazard.light',
    words: '路灯坏了，桥头一段全黑。',
    phone: '13905790078',
    at: { lon: 119.668, lat: 29.102 },
  });
  await moved(house, duty, told.id, 1, { move: 'assign', body: 'wc-transport' });

  const sys = await administrator(house, 'sysadmin1', '/desk/places/bodies/wc-transport');
  await button(sys.page, p('transferBody')).click();
  await sheet(sys.page).locator('[data-preview]').waitFor();
  const counted = await sheet(sys.page).locator('[data-preview]').innerText();
  const [lead = 0, tasks = 0] = [...counted.matchAll(/\d+/g)].map(Number);
  expect(lead).toBeGreaterThan(0);
  await pick(sys.page, p('transferTo'), '行政执法', '综合行政执法局');
  await looked(sys.page, 'transfer-1-form');
  await sheet(sys.page).getByLabel(p('basis')).fill('婺政〔2026〕8号');
  await button(sheet(sys.page), p('send')).click();
  await sheet(sys.page).waitFor({ state: 'detached' });

  const security = await administrator(house, 'secadmin1', '/desk/places?tab=changes&state=proposed');
  await button(security.page, p('approve')).first().click();
  await button(sheet(security.page), p('approve')).click();
  await security.page.getByText(p('noChanges'), { exact: true }).waitFor();

  // It is this very day: the worker does it within its next turn.
  await expect
    .poll(
      async () => {
        await sys.page.reload();
        return sys.page.locator('[data-progress]').innerText();
      },
      { timeout: 60_000, interval: 1_000 },
    )
    .toMatch(/移交完毕/);
  expect(await sys.page.locator('[data-progress]').innerText()).toContain(p('passed', { lead, tasks }));
  await looked(sys.page, 'transfer-2-body');

  const officer = await staff(house, 'duty1', 'desk');
  await officer.page.goto('/desk/transfers');
  await officer.page.locator('[data-moved]').first().waitFor();
  await looked(officer.page, 'transfer-3-all');
  await officer.page.getByRole('heading', { level: 2 }).getByRole('link').first().click();
  await officer.page.locator('[data-passed]').waitFor();
  expect(await officer.page.locator('[data-passed] li', { hasText: t('asLead') }).count()).toBe(Math.min(100, lead));
  await looked(officer.page, 'transfer-4-one');
  await officer.page.getByRole('link', { name: told.number }).click();
  await officer.page
    .getByText(/职责移交：由.*移交/)
    .first()
    .waitFor();
  await looked(officer.page, 'transfer-5-matter');
  for (const one of [sys, security, officer]) expect(complaintsOf(one)).toEqual([]);
});
