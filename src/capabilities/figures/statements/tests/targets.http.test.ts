import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonical } from '../../../../platform/journal/canonical.rules.ts';
import { ED25519, type Signer, verifierOf, verifierText } from '../../../../platform/proof/notes.ts';
import { signerOf } from '../../../../platform/proof/proofKey.ts';
import { checkStatement, hexOf, statedNote } from '../../../../platform/proof/stating.ts';
import { Stating } from '../statements.timers.ts';
import {
  counted,
  D,
  fileOf,
  growth,
  house,
  type Json,
  leader,
  list,
  parts,
  post,
  statementsHouse,
  TOWN,
  time,
  VILLAGE,
} from './statementsHouse.ts';

statementsHouse();

async function set(what: string, territory: string, value: number, from = '2026-10-01'): Promise<void> {
  const answer = await house.server.inject({
    ...{ method: 'POST', url: '/api/desk/figures/references', headers: { cookie: leader } },
    payload: { id: randomUUID(), what, territory, value, from, source: '目标责任书（2026）' },
  });
  expect(answer.statusCode, answer.body).toBe(200);
}
const SORTS = ['json', 'pdf', 'note'] as const;
const filesOf = (id: string) =>
  Promise.all(SORTS.map(async (sort) => (await fileOf(id, 'public', sort)).bytes)) as Promise<[Buffer, Buffer, Buffer]>;

describe('beside each figure a statement gives', () => {
  let before: string;
  let kept: [Buffer, Buffer, Buffer];
  let fresh: string;
  beforeAll(async () => {
    await new Stating(parts()).due(D);
    before = (await list()).items[0].id;
    kept = await filesOf(before);
    await set('target:closingRate', D, 0.8);
    await set('target:closingRate', TOWN, 0.95);
    await set('target:satisfaction', D, 4);
    // What begins after the period held in none of its days.
    await set('target:onTimeRate', D, 0.9, '2026-11-01');
    await set('norm:monthlyVisits', VILLAGE, 2);
    await counted([
      ['rated/hazard.fire', '2026-10-09', VILLAGE, 2],
      ['ratingSum/hazard.fire', '2026-10-09', VILLAGE, 9],
      ['roundVisited/screening.round', '2026-10-09', VILLAGE, 3],
    ]);
    fresh = randomUUID();
    expect((await post({ id: fresh, period: '2026-10' }, leader)).status).toBe(200);
    time.now = new Date(time.now.getTime() + 60_000);
    expect(await new Stating(parts()).asked(D)).toBe(true);
  }, 480_000);

  const read = async (edition: string): Promise<Json> =>
    JSON.parse((await fileOf(fresh, edition, 'json', leader)).bytes.toString('utf8'));
  const figure = (file: Json, code: string): Json => file.figures.find((one: Json) => one.code === code);
  const value = (file: Json, code: string, territory: string): Json =>
    figure(file, code).values.find((one: Json) => one.territory === territory);

  it('the target that held in its period, with its day, its source and where it was set, and whether it was met', async () => {
    const [open, full] = [await read('public'), await read('whole')];
    expect([open.format, full.format]).toEqual(['lianan-statement-2', 'lianan-statement-2']);
    const own = { value: 0.8, from: '2026-10-01', source: '目标责任书（2026）', territory: D };
    // Without what is not public it is met, with it it is not.
    expect(value(open, 'closingRate', D)).toMatchObject({ part: 20, whole: 23, target: own, met: true });
    expect(value(full, 'closingRate', D)).toMatchObject({ part: 22, whole: 30, target: own, met: false });
    // A village without one of its own goes by its town's.
    const towns = { ...own, value: 0.95, territory: TOWN };
    expect(value(open, 'closingRate', VILLAGE)).toMatchObject({ target: towns, met: false });
  });

  it('nothing where nothing was set, or not yet', async () => {
    const full = await read('whole');
    for (const code of ['opened', 'onTimeRate', 'handling'])
      for (const one of figure(full, code).values) expect(one).not.toHaveProperty('target');
    for (const one of figure(full, 'onTimeRate').values) expect(one).not.toHaveProperty('met');
  });

  it('of too few no word on which side of the target they are', async () => {
    expect(value(await read('whole'), 'satisfaction', D)).toMatchObject({ value: 4.5, met: true });
    const few = value(await read('public'), 'satisfaction', D);
    expect(few).toMatchObject({ value: null, few: true, target: { value: 4 } });
    expect(few).not.toHaveProperty('met');
  });

  it('the norm with what there was, and by which document, and no norm where none is', async () => {
    const open = await read('public');
    expect(value(open, 'roundNorm', D)).toMatchObject({ value: 1.5, part: 3, whole: 2, norm: 2, met: true });
    expect(figure(open, 'roundNorm').norms).toEqual([
      { territory: VILLAGE, value: 2, from: '2026-10-01', source: '目标责任书（2026）', months: 1 },
    ]);
    const old = JSON.parse(kept[0].toString('utf8'));
    expect(value(old, 'roundNorm', D)).toEqual({ territory: D, value: null, part: 0, whole: 0 });
    expect(figure(old, 'roundNorm')).not.toHaveProperty('norms');
  });

  it('in another file and not in the one before, which stays as it was signed', async () => {
    expect(await filesOf(before)).toEqual(kept);
    const by = verifierOf(JSON.parse(kept[0].toString('utf8')).key);
    if (by === null) throw new Error('no key');
    for (const [json, pdf, note] of [kept, await filesOf(fresh)]) {
      expect(checkStatement(json, note.toString('utf8'), by)).toMatchObject({ is: 'stated', which: 'json' });
      expect(checkStatement(pdf, note.toString('utf8'), by)).toMatchObject({ is: 'stated', which: 'pdf' });
    }
  });

  it('and a file of the first form, which had none of it, is checked as it was; one of no known form is not', async () => {
    const [json] = kept;
    const read = JSON.parse(json.toString('utf8'));
    const signer: Signer = signerOf(growth().secret, `test.example/transparency/${D}`, ED25519);
    const by = verifierOf(verifierText(signer));
    if (by === null) throw new Error('no key');
    const { privateKey: other } = generateKeyPairSync('ed25519');
    for (const [format, secret, is] of [
      ['lianan-statement-1', growth().secret, 'stated'],
      ['lianan-statement-3', growth().secret, 'contents'],
      ['lianan-statement-1', other, 'signature'],
    ] as const) {
      const bytes = Buffer.from(`${canonical({ ...read, format })}\n`);
      const tree = /^(?<origin>.+)\n(?<size>\d+)\n(?<root>.+)\n/.exec(read.checkpoint)?.groups ?? {};
      const note = statedNote(
        {
          ...{ district: D, period: '2026-10', edition: 'public', seq: read.asOf.seq },
          tree: { origin: tree['origin'] ?? '', size: Number(tree['size']), root: tree['root'] ?? '' },
          files: { json: hexOf(bytes), pdf: hexOf(bytes) },
          ...{ certificate: read.certificate, key: read.key },
        },
        signerOf(secret, `test.example/transparency/${D}`, ED25519),
      );
      // The paper would have the digest of a paper; this one is looked at as the file.
      expect(checkStatement(bytes, note, by).is).toBe(is);
    }
  });
});
