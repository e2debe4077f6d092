import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { matterWords } from '../../src/capabilities/matters/screens/matter.words.ts';
import { bundle } from '../../src/platform/proof/bundle.ts';
import { type Verifier, verifierOf } from '../../src/platform/proof/notes.ts';
import { checkBundle } from '../../src/platform/proof/proving.ts';
import { proofPageWords } from '../../src/platform/proof/screens/proofPage.words.ts';
import { picture } from './browser.ts';
import { type JourneyHouse, journeyHouse } from './house.ts';
import { resident, staff, zh } from './people.ts';
import { cookieOf, moved, reported } from './reports.ts';

const p = zh(proofPageWords);

let house: JourneyHouse;
beforeAll(async () => {
  house = await journeyHouse({ count: 20 });
});
afterAll(() => house?.close());

test('an auditor takes a matter’s proof home and checks it with the key that everybody reads on the public page', async () => {
  const words = '消防栓没水，找王某某。';
  const receipt = await reported(house, { kind: 'hazard.fire', words, phone: '13905790077' });
  await moved(house, await cookieOf(house, 'duty1'), receipt.id, 1, { move: 'assign', body: 'wc-t001' });

  const one = await resident(house);
  await one.page.goto('/');
  await one.page.getByRole('link', { name: p('title') }).click();
  // The worker signs every quarter of a minute.
  await one.page.getByText(p('origin'), { exact: true }).waitFor({ timeout: 60_000 });
  const fact = (name: Parameters<typeof p>[0]) =>
    one.page
      .locator('.facts-row', { hasText: p(name) })
      .locator('dd')
      .innerText();
  await expect.poll(() => fact('waiting'), { timeout: 60_000 }).toBe(p('lines', { n: 0 }));
  await one.page.getByText('账目连续').waitFor();
  const key = verifierOf((await one.page.locator('.facts-row').last().locator('dd').innerText()).trim()) as Verifier;
  expect(key.name).toBe(await fact('origin'));
  await picture(one.page, 'proof-1-public');
  expect(one.complaints).toEqual([]);

  const auditor = await staff(house, 'leader1', 'desk');
  await auditor.page.goto(`/desk/matters/${receipt.id}`);
  const coming = auditor.page.waitForEvent('download');
  await auditor.page.getByRole('link', { name: zh(matterWords)('proof') }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toBe(`${receipt.id}.proof.json`);
  const written = await readFile(await file.path(), 'utf8');
  const found = checkBundle(bundle.parse(JSON.parse(written)), key);
  expect(found).toMatchObject({ is: 'proved', origin: key.name });
  expect(found.is === 'proved' && found.lines.map(({ text }) => JSON.parse(text).kind)).toEqual([
    'matter.reported',
    'matter.assigned',
  ]);
  // What was said lies sealed elsewhere, and is in no proof.
  const lines = found.is === 'proved' ? found.lines.map(({ text }) => text).join() : '';
  for (const secret of ['王某某', '消防栓', '13905790077']) expect(lines).not.toContain(secret);
  await picture(auditor.page, 'proof-2-matter', false);
  expect(auditor.complaints).toEqual([]);
});
