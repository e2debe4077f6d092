import { afterAll, beforeAll, expect, test } from 'vitest';
import { FOLD } from '../../src/capabilities/matters/fold.rules.ts';
import { asOwner } from '../harness/database.ts';
import { picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { staff } from './people.ts';
import { cookieOf, moved, reported } from './reports.ts';

const ROWS = 5_000;

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 40 });
  // Rows alone, as a storm of a night leaves them: what is looked at here is the list.
  await asOwner(house.ownerUrl, (owner) =>
    owner.query(`
      insert into matters.matter (district, id, n, head, fold, status, kind, urgency, channel, visibility, origin, territory, outside, lon, lat,
        reported, due, asked, returns, reopened_by_reporter, updated, number)
      select '330702', gen_random_uuid(), 1, '\\x00', ${FOLD}, 'new', (array['hazard.fire', 'hazard.road', 'help.aid'])[1 + n % 3],
        (array['normal', 'normal', 'urgent'])[1 + n % 3], 'public', 'exact', 'demo', '330702001001', false, null, null,
        now() - n * interval '7 seconds', now() + interval '3 days', false, 0, false, now() - n * interval '7 seconds',
        '0702-20261126-' || upper(right('00000' || to_hex(n), 6))
      from generate_series(1, ${ROWS}) n`),
  );
});
afterAll(() => house?.close());

test('thousands of rows are walked through; what changes meanwhile is read alone, and the reader stays where they read', async () => {
  const { page, complaints } = await staff(house, 'duty1', 'desk');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.locator('.queue-row').first().waitFor();
  const asked: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname === '/api/desk/matters') asked.push(url.search);
  });
  await page.evaluate(() => {
    const long: number[] = [];
    Object.assign(window, { long });
    new PerformanceObserver((list) => long.push(...list.getEntries().map((one) => one.duration))).observe({
      type: 'longtask',
    });
  });
  const ground = page.locator('.queue-ground');
  const height = () => ground.evaluate((it) => it.scrollHeight);
  const start = performance.now();
  for (let before = 0; before < ROWS * 92 * 0.98; before = await height()) {
    await ground.evaluate(async (it) => {
      for (let n = 0; n < 12; n++) {
        it.scrollTop += 700;
        await new Promise(requestAnimationFrame);
      }
    });
    if (performance.now() - start > 100_000) break;
  }
  const seconds = (performance.now() - start) / 1000;
  const long = await page.evaluate(() => (window as unknown as { long: number[] }).long);
  const loaded = Math.round((await height()) / 92);
  console.log(
    `${loaded} rows in ${seconds.toFixed(1)} s; long tasks: ${long.length}, the longest ${Math.round(Math.max(0, ...long))} ms, over 200 ms: ${long.filter((one) => one > 200).length}`,
  );
  expect(loaded).toBeGreaterThan(ROWS * 0.9);
  const drawn = await page.locator('.queue-slot').count();
  expect(drawn).toBeLessThan(60);

  // In the middle of it one is chosen, and two come in above and one changes.
  await ground.evaluate((it) => {
    it.scrollTop = 92 * 2_500;
  });
  await page.waitForTimeout(800);
  const middle = page.locator('.queue-row').nth(12);
  await middle.click();
  const chosen = new URL(page.url()).searchParams.get('open');
  const top = async () => {
    const box = await page.locator('.queue-row[aria-current="true"]').boundingBox();
    return Math.round(box?.y ?? -1);
  };
  await page.waitForTimeout(500);
  const at = await top();
  expect(at).toBeGreaterThan(0);
  // A page that was on its way when the walk ended has come by now.
  const rows = Math.round((await height()) / 92);
  const pagesBefore = asked.length;
  for (const words of ['后到的第一件', '后到的第二件']) await reported(house, { kind: 'hazard.fire', words });
  const changed = await reported(house, { kind: 'hazard.gas', words: '后到的第三件' });
  await moved(house, await cookieOf(house, 'duty2'), changed.id, 1, { move: 'triage', urgency: 'critical' });
  await expect.poll(() => asked.length, { timeout: 10_000 }).toBeGreaterThan(pagesBefore);
  await page.waitForTimeout(1_500);
  const since = asked.slice(pagesBefore);
  expect(since.filter((search) => !search.includes('ids='))).toEqual([]);
  expect(since.length).toBeLessThan(8);
  expect(Math.round((await height()) / 92)).toBe(rows + 3);
  expect(await top()).toBe(at);
  expect(new URL(page.url()).searchParams.get('open')).toBe(chosen);
  await ground.evaluate((it) => {
    it.scrollTop = 0;
  });
  await page.locator('.queue-row', { hasText: changed.number }).waitFor();
  await picture(page, 'desk-17-thousands', false);
  expect(complaints).toEqual([]);
}, 240_000);
