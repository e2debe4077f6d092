import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { feedScreenWords } from '../../src/platform/identity/screens/feed.words.ts';
import { machineScreenWords } from '../../src/platform/identity/screens/machines.screen.words.ts';
import { hookScreenWords } from '../../src/platform/webhooks/screens/hooks.words.ts';
import { administrator, complaintsOf, shownOnce } from './administrators.ts';
import { overflow, picture, SIZES } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { button, staff, zh } from './people.ts';

const w = zh(machineScreenWords);
const h = zh(hookScreenWords);

let house: JourneyHouse;
let server: Server;
const told: string[] = [];
let key = '';
beforeAll(async () => {
  house = await journeyHouse({ count: 12 });
  server = createServer((request, answer) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      told.push(body);
      answer.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server?.closeAllConnections();
  server?.close();
  await house?.close();
});

test('one administrator registers a hook, another approves it, and its deliveries are seen', async () => {
  const sec = await administrator(house, 'secadmin1', '/desk/machines');
  await button(sec.page, w('issue')).click();
  const sheet = sec.page.locator('dialog[open]');
  await sheet.getByLabel(w('name'), { exact: true }).fill('数据平台');
  await sheet.getByText(w('s_figures')).click();
  await sheet.getByLabel(w('body')).selectOption('wc-police');
  await button(sheet, w('issueYes')).click();
  key = await shownOnce(sec.page);
  await button(sec.page, w('kept')).click();

  const sys = await administrator(house, 'sysadmin1', '/desk/machines');
  await button(sys.page, h('propose')).click();
  const form = sys.page.locator('dialog[open]');
  await form.getByLabel(h('machine')).selectOption({ label: '数据平台' });
  await form.getByLabel(h('name'), { exact: true }).fill('数据平台推送');
  await form.getByLabel(h('url'), { exact: true }).fill('http://example.com/told');
  await button(form, h('proposeYes')).click();
  await form.getByText('https://').first().waitFor();
  const { port } = server.address() as AddressInfo;
  await form.getByLabel(h('url'), { exact: true }).fill(`http://127.0.0.1:${port}/told`);
  await sys.page.setViewportSize(SIZES.phone);
  await picture(sys.page, 'machines-1-propose', false);
  expect(await overflow(sys.page)).toBe(0);
  await button(form, h('proposeYes')).click();
  expect(await shownOnce(sys.page)).toMatch(/^whsec_/);
  await picture(sys.page, 'machines-2-secret', false);
  await button(sys.page, h('kept')).click();
  expect(await button(sys.page, h('approve')).count()).toBe(0);

  await sec.page.reload();
  await button(sec.page, h('approve')).click();
  await sec.page.getByText(h('standing'), { exact: true }).waitFor();

  await sys.page.setViewportSize(SIZES.desk);
  await sys.page.reload();
  await button(sys.page, h('detailsOf', { name: '数据平台推送' })).click();
  const details = sys.page.locator('dialog[open]');
  await button(details, h('test')).click();
  await expect.poll(() => told.length, { timeout: 10_000 }).toBe(1);
  expect(JSON.parse(told[0] ?? '')).toMatchObject({ type: 'hook.test' });
  await button(details, h('refresh')).click();
  await details.getByText('204').waitFor();
  await picture(sys.page, 'machines-3-deliveries', false);
  await sys.page.keyboard.press('Escape');
  await picture(sys.page, 'machines-4-list', false);
  for (const size of ['phone', 'tablet'] as const) {
    await sys.page.setViewportSize(SIZES[size]);
    expect([size, await overflow(sys.page)]).toEqual([size, 0]);
    await picture(sys.page, `machines-5-list-${size}`, false);
  }
  await button(sys.page, h('end')).click();
  await button(sys.page, h('endYes')).waitFor();
  expect(complaintsOf(sec)).toEqual([]);
});

test('with the key a call from the page of calls is answered; without it, it is refused in the described form', async () => {
  const sec = await administrator(house, 'secadmin2', '/desk/machines');
  // A browser that is signed in nowhere: the key alone speaks.
  await sec.page.context().clearCookies();
  const { page } = sec;
  await page.goto(`${house.origin}/api/docs/`);
  await page.locator('#operations-tag-webhooks').click();
  const call = page.locator('.opblock-get').filter({ hasText: '/api/hooks' }).first();
  await call.locator('.opblock-summary-control').first().click();
  await call.getByRole('button', { name: 'Try it out' }).click();
  const run = async (): Promise<{ status: string; body: string }> => {
    const [answer] = await Promise.all([
      page.waitForResponse((one) => new URL(one.url()).pathname === '/api/hooks'),
      call.getByRole('button', { name: 'Execute' }).click(),
    ]);
    const status = call.locator('.live-responses-table .response-col_status').nth(1);
    await status.getByText(String(answer.status())).waitFor();
    return {
      status: String(answer.status()),
      body: await call.locator('.live-responses-table .response-col_description').nth(1).innerText(),
    };
  };
  const refused = await run();
  expect(refused.status).toBe('401');
  expect(refused.body).toContain('http.signin');
  await page.getByRole('button', { name: 'Authorize' }).first().click();
  const dialog = page.locator('.dialog-ux');
  await dialog.getByLabel('auth-key').or(dialog.locator('input[type=text]')).first().fill(key);
  await dialog.locator('.auth-btn-wrapper button.authorize').first().click();
  await dialog.locator('button.btn-done').first().click();
  const answered = await run();
  expect(answered.status).toBe('200');
  expect(answered.body).toContain('数据平台推送');
  await picture(page, 'machines-6-docs', false);
  expect(complaintsOf(sec).filter((one) => !one.includes('401'))).toEqual([]);
});

test('a handler gets a calendar address of their own, which a calendar can fetch until it is ended', async () => {
  const f = zh(feedScreenWords);
  const { page } = await staff(house, 'handler1', 'desk', 'phone');
  await page.goto('/desk/me');
  await button(page, f('make')).click();
  const address = await shownOnce(page);
  await page.getByRole('region', { name: f('title') }).scrollIntoViewIfNeeded();
  await picture(page, 'machines-7-feed', false);
  expect(await overflow(page)).toBe(0);
  const feed = await fetch(address);
  expect([feed.status, feed.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  expect(await feed.text()).toMatch(/^BEGIN:VCALENDAR\r\n/);
  await button(page, f('kept')).click();
  await button(page, f('revoke')).click();
  await page.getByText(f('revoked')).waitFor();
  expect((await fetch(address)).status).toBe(404);
});
