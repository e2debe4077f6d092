import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pages as deskPages } from '../../src/apps/desk/pages.ts';
import { pages as fieldPages } from '../../src/apps/field/pages.ts';
import { pages as publicPages } from '../../src/apps/public/pages.ts';
import { reportWords } from '../../src/capabilities/matters/screens/report.words.ts';
import { WUCHENG } from '../../src/demonstration/wucheng.towns.ts';
import { dayOf } from '../../src/platform/calendar/calendar.rules.ts';
import { whole } from '../../src/platform/db/scope.ts';
import { me } from '../../src/platform/identity/signin.contract.ts';
import { putTransfer } from '../../src/platform/places/changes/changes.store.ts';
import { webWords } from '../../src/platform/web/web.words.ts';
import { administrator, complaintsOf } from './administrators.ts';
import { barriers } from './axe.ts';
import { picture, SIZES, type Visitor, visitor } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { drawsChinese, judgeOfWords, type Slip, saidOn, settled, sticksOut, unseenFocus } from './looking.ts';
import { answerAll, chooseKind, choosePlace, forward, staff, zh } from './people.ts';
import {
  appealed,
  cookieOf,
  handedOver,
  mediated,
  moved,
  type Receipt,
  reported,
  roundPlanned,
  tableBrought,
} from './reports.ts';

let house: JourneyHouse;
let matter: Receipt;
let person = '';
let sheet = '';
let table = '';
let appeal = '';
let dispute = '';
let round = '';
const transfer = randomUUID();
beforeAll(async () => {
  house = await journeyHouse({ count: 400 });
  // Something to see at the handler of the first street: a matter on its way, with the reporter asked.
  const duty = await cookieOf(house, 'duty1');
  matter = await reported(house, {
    kind: 'hazard.light',
    words: '路灯坏了，桥头一段全黑，骑车的人看不见路缘。',
    phone: '13905790088',
    at: { lon: 119.668, lat: 29.102 },
  });
  const { n } = await moved(house, duty, matter.id, 1, { move: 'assign', body: 'wc-t001', note: '请先到现场看。' });
  await moved(house, duty, matter.id, n, { move: 'ask', question: '是哪一座桥？' });
  await reported(house, {
    kind: 'dispute.neighbour',
    words: '楼上装修漏水，天花板起泡，对方不肯来看。',
    phone: '13905790089',
    territory: '330702106001',
  });
  dispute = await mediated(house, duty);
  sheet = await handedOver(house, duty);
  round = await roundPlanned(house, duty);
  table = await tableBrought(house, duty);
  appeal = await appealed(house, await cookieOf(house, 'coordinator1'));
  await house.work.write(whole(WUCHENG), (tx) =>
    putTransfer(
      tx,
      WUCHENG,
      transfer,
      { id: 'wc-transport', to: 'wc-enforcement', territories: [WUCHENG], kinds: [''], from: dayOf(new Date()) },
      '婺政〔2026〕8号',
    ),
  );
  const answer = await house.server.inject({ url: me.path, headers: { cookie: duty } });
  person = (answer.json() as { person: string }).person;
});
afterAll(() => house?.close());

/** The addresses of a shell's pages, their gaps filled. */
const addresses = (base: string, pages: readonly { readonly path: string }[]): string[] =>
  pages.map(({ path }) => {
    const filled = path
      .replace('/matters/:id', `/matters/${matter.id}`)
      .replace('/mediation/:id', `/mediation/${dispute}`)
      .replace('/transfers/:id', `/transfers/${transfer}`)
      .replace(':number', matter.number)
      .replace(':door', 'court')
      .replace('/people/:id', `/people/${person}`)
      .replace('/exchange/:desk', '/exchange/12345')
      .replace('/import/:id', `/import/${table}`)
      .replace(':other', matter.id)
      .replace(':sheet', sheet)
      .replace(':appeal', appeal)
      .replace(':round', round)
      .replace(':number', matter.number)
      .replace('/of/:code', '/of/onTimeClosingRate')
      .replace('/place/:territory', '/place/330702001')
      .replace('/templates/:code', '/templates/agreement')
      .replace('/deadlines/:code', '/deadlines/accept')
      .replace('/territories/:code', '/territories/330702106')
      .replace('/bodies/:id', '/bodies/wc-t001')
      .replace(':code', 'hazard.fire');
    if (filled.includes(':')) throw new Error(`no example for ${path}`);
    return base + (filled === '/' && base !== '' ? '' : filled);
  });

/**
 * Looks at what stands on the page now, in three sizes, two languages, by keyboard and for what bars somebody (WCAG 2.2 AA); returns what
 * is wrong with it. The keyboard begins at the page's own part, but for the first of a shell, whose head and menu the others share.
 */
async function lookAt(
  page: Page,
  name: string,
  judge: (said: readonly string[], language: 'zh' | 'en') => Slip[],
  isFirst = false,
): Promise<string[]> {
  const wrong: string[] = [];
  const note = (what: string, all: readonly string[]) => wrong.push(...all.map((one) => `${name}: ${what}: ${one}`));
  const said = ({ said: text, why }: Slip) => `${why}: ${text}`;
  for (const size of ['phone', 'tablet', 'desk'] as const) {
    await page.setViewportSize(SIZES[size]);
    await settled(page);
    note(`${SIZES[size].width} px`, await sticksOut(page));
    if (size !== 'tablet') note(`bars at ${SIZES[size].width} px`, await barriers(page, { colours: size === 'desk' }));
    if (size !== 'tablet') await picture(page, `look-${name}-${SIZES[size].width}`, size === 'phone');
  }
  note('zh', judge(await saidOn(page), 'zh').map(said));
  note('focus', await unseenFocus(page, isFirst ? 12 : 6, isFirst ? 'top' : 'main'));
  await switchLanguage(page);
  await settled(page);
  note('en', judge(await saidOn(page), 'en').map(said));
  note('en 1440 px', await sticksOut(page));
  await page.setViewportSize(SIZES.phone);
  await settled(page);
  note('en 360 px', await sticksOut(page));
  await page.setViewportSize(SIZES.desk);
  await switchLanguage(page);
  await settled(page);
  return wrong;
}

/** Presses the switch, even behind an open sheet, which a finger could not reach. */
const switchLanguage = (page: Page): Promise<void> =>
  page
    .locator(`[aria-label="${webWords.zh.languageName}"], [aria-label="${webWords.en.languageName}"]`)
    .first()
    .evaluate((it: HTMLElement) => it.click());

/** Goes to every address in turn and looks. */
async function lookAround(one: Visitor, name: string, paths: readonly string[]): Promise<string[]> {
  const judge = await judgeOfWords();
  const wrong: string[] = [];
  await one.page.emulateMedia({ reducedMotion: 'reduce' });
  for (const [at, path] of paths.entries()) {
    await one.page.goto(path);
    await settled(one.page);
    const short = path
      .replaceAll(matter.id, 'one')
      .replaceAll(person, 'one')
      .replaceAll(sheet, 'one')
      .replaceAll(table, 'one')
      .replaceAll(appeal, 'one')
      .replaceAll(dispute, 'one')
      .replaceAll(round, 'one')
      .replaceAll(matter.code, 'one');
    wrong.push(
      ...(await lookAt(one.page, `${name}-${short.replace(/[^\w.]+/g, '-').replace(/^-/, '')}`, judge, at === 0)),
    );
  }
  return wrong;
}

test('every public page fits a small phone, a tablet and a desk, speaks one language at a time, shows where the keyboard is and bars nobody', async () => {
  const one = await visitor(house.origin);
  try {
    const paths = [...addresses('', publicPages), `/follow#${matter.code}`, '/figures?open=opened'];
    const wrong = await lookAround(one, 'public', paths);
    expect(await drawsChinese(one.page)).toBe(true);
    expect(wrong).toEqual([]);
    expect(one.complaints).toEqual([]);
  } finally {
    await one.leave();
  }
});

test('every step of the report does so too', async () => {
  const one = await visitor(house.origin);
  try {
    const { page } = one;
    const judge = await judgeOfWords();
    const wrong: string[] = [];
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto('/');
    await choosePlace(page, '江南', '街道');
    wrong.push(...(await lookAt(page, 'report-place', judge)));
    await forward(page);
    wrong.push(...(await lookAt(page, 'report-groups', judge)));
    await chooseKind(page, '隐患', '消防隐患');
    await page.getByRole('heading', { name: zh(reportWords)('questionsTitle') }).waitFor();
    wrong.push(...(await lookAt(page, 'report-questions', judge)));
    await answerAll(page);
    await forward(page);
    wrong.push(...(await lookAt(page, 'report-words', judge)));
    await forward(page);
    wrong.push(...(await lookAt(page, 'report-send', judge)));
    expect(wrong).toEqual([]);
    expect(one.complaints).toEqual([]);
  } finally {
    await one.leave();
  }
});

/** The desk has so many pages that they are looked at in parts. */
const PARTS = 3;
test.each([1, 2, 3])(`every page of the desk does so too, part %i of ${PARTS}`, async (part) => {
  const one = await staff(house, 'duty1', 'desk');
  const further = [`/desk?open=${matter.id}`, '/desk/mediation/rounds?plan=yes'];
  const paths = [...addresses('/desk', deskPages), ...further].filter((_, at) => at % PARTS === part - 1);
  expect(await lookAround(one, `staff${part}`, paths)).toEqual([]);
  // Pages of administrators say to a duty officer that they are not for them.
  expect(complaintsOf(one)).toEqual([]);
});

test('the pages of administrators do so too', async () => {
  const system = await administrator(house, 'sysadmin1', '/desk/people');
  const security = await administrator(house, 'secadmin1', '/desk/people');
  const wrong = [
    ...(await lookAround(system, 'system', [
      '/desk/people',
      '/desk/people/propose',
      '/desk/people/import',
      `/desk/people/${person}`,
      '/desk/places',
      '/desk/places/territories/330702106',
      '/desk/places/bodies/wc-t001',
    ])),
    ...(await lookAround(security, 'security', [
      '/desk/people',
      '/desk/machines',
      '/desk/sessions',
      '/desk/subscriptions',
    ])),
  ];
  expect(wrong).toEqual([]);
  for (const one of [system, security]) expect(complaintsOf(one)).toEqual([]);
});

test('the pages of appeals do so too, for whoever decides and for whoever files', async () => {
  const leader = await staff(house, 'leader1', 'desk');
  const street = await staff(house, 'coordinator1', 'desk');
  const wrong = [
    ...(await lookAround(leader, 'leader', ['/desk/figures/appeals', `/desk/figures/appeals/${appeal}`])),
    ...(await lookAround(street, 'street', [
      '/desk/figures/appeals?whose=all',
      '/desk/figures/appeals/new?is=figure&code=onTimeRate',
      '/desk/figures?territory=330702001',
    ])),
  ];
  expect(wrong).toEqual([]);
  for (const one of [leader, street]) expect(one.complaints).toEqual([]);
});

test('every page of the field shell does so too', async () => {
  const one = await staff(house, 'handler1', 'field');
  const liaison = await staff(house, 'liaison1', 'field');
  const wrong = [
    ...(await lookAround(one, 'staff', addresses('/field', fieldPages))),
    ...(await lookAround(liaison, 'liaison', ['/field/rounds'])),
  ];
  expect(wrong).toEqual([]);
  for (const { complaints } of [one, liaison]) expect(complaints).toEqual([]);
});
