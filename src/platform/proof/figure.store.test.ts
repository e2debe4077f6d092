import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { masterKey, type TestDatabase, testDatabase } from '../../../tests/harness/database.ts';
import { subjects } from '../../apps/subjects.ts';
import { FIGURES } from '../../capabilities/figures/catalogue.ts';
import { publishedAs } from '../../capabilities/figures/published.ts';
import { SumsOf } from '../../capabilities/figures/sums.ts';
import { loadDemonstration } from '../../demonstration/load.ts';
import { whole } from '../db/scope.ts';
import { type Figure, reckoned, versionOn } from '../figures/figure.rules.ts';
import { kindsByName } from '../journal/subject.ts';
import { Keyring } from '../sealing/keyring.ts';
import { type FigureAsked, type FigureBundle, figureBundle } from './figureBundle.ts';
import { checkFigure } from './figureProof.ts';
import { figureBundleFor, type Shows } from './figureProving.ts';
import { grow } from './growing.ts';
import { verifierOf } from './notes.ts';

const D = '330702';
const NOW = new Date('2026-11-20T04:00:00Z');
const known = kindsByName(subjects);
let house: TestDatabase;
beforeAll(async () => {
  house = await testDatabase();
  await loadDemonstration(house.work, new Keyring(masterKey), { now: NOW, count: 300, cases: 'sample' });
  const folder = await mkdtemp(join(tmpdir(), 'lianan-heads-'));
  const { privateKey: secret } = generateKeyPairSync('ed25519');
  await grow({ db: house.work, secret, folder, originOf: (one) => `test.example/${one}`, clock: () => NOW }, D);
}, 120_000);
afterAll(() => house?.drop());

const year: FigureAsked = { district: D, territory: D, kind: null, from: '2026-01-01', to: '2026-11-20', asOf: null };
const figureOf = (code: string): Figure => FIGURES.find((one) => one.code === code) as Figure;
/** A proof as whoever checks it reads it from a file. */
async function proofOf(code: string, asked: FigureAsked = year, shows: Shows = 'lines'): Promise<FigureBundle> {
  const made = await house.work.read(whole(D), (tx) => figureBundleFor(tx, figureOf(code), asked, shows));
  return figureBundle.parse(JSON.parse(JSON.stringify(made)));
}
const checked = (bundle: FigureBundle) => {
  const by = verifierOf(bundle.key);
  if (by === null) throw new Error('no key');
  return checkFigure(bundle, by, known);
};

it('a figure is proved under the name of what is published by it alone', async () => {
  const bundle = await proofOf('closingRate');
  expect(publishedAs(bundle.figure, bundle.asked.to)?.code).toBe('closingRate');
  // Its words may be better ones by now.
  expect(publishedAs({ ...bundle.figure, name: figureOf('opened').name }, bundle.asked.to)?.name).toEqual(
    figureOf('closingRate').name,
  );
  const { figure } = bundle;
  const other = figureOf('opened').versions[0] as FigureBundle['figure']['version'];
  for (const changed of [
    { ...figure, version: { ...figure.version, formula: other.formula } },
    { ...figure, version: { ...figure.version, version: 99 } },
    { ...figure, version: { ...figure.version, from: '2001-01-01' } },
    { ...figure, unit: 'count' },
    { ...figure, code: 'opened' },
    { ...figure, code: 'nothing' },
  ])
    expect(publishedAs(changed, bundle.asked.to)).toBeNull();
});

describe('the proof of a figure', () => {
  it('holds for every figure, of the district, a town and a past day, and is the figure that is published', {
    timeout: 300_000,
  }, async () => {
    for (const { code } of FIGURES)
      for (const asked of [
        year,
        { ...year, territory: `${D}001`, kind: 'hazard' },
        { ...year, from: '2025-01-01', to: '2025-12-31', asOf: '2026-01-03' },
      ]) {
        const bundle = await proofOf(code, asked);
        const found = checked(bundle);
        expect([code, found.is === 'proved' ? found.again : found]).toEqual([code, bundle.counts.length]);
        const version = versionOn(figureOf(code), asked.to);
        const published = await house.work.read(whole(D), async (tx) => {
          const sums = await new SumsOf(tx, { ...asked, until: asked.to }, [version], null).total(asked, [
            asked.territory,
          ]);
          return reckoned(version, sums(asked.territory));
        });
        expect([bundle.value, bundle.part, bundle.whole]).toEqual([published.value, published.part, published.whole]);
      }
    expect((await proofOf('opened')).counts.length).toBeGreaterThan(50);
  });

  it('can hold every line of the tree: then nothing can have been left out', async () => {
    const found = checked(await proofOf('closingRate', year, 'whole'));
    expect(found).toMatchObject({ is: 'proved', complete: true, bare: 0 });
    // Without the others, a wider question could be asked of the same lines; with them it cannot.
    expect(checked(await proofOf('closingRate'))).toMatchObject({ is: 'proved', complete: false });
    const bundle = await proofOf('closingRate', year, 'whole');
    expect(checked({ ...bundle, asked: { ...year, from: '2025-01-01' } }).is).toBe('left');
  });

  it('can show no line at all, and then proves that the lines are there and what they are said to count', async () => {
    const bundle = await proofOf('closingRate', year, 'hashes');
    expect(bundle.chains).toEqual([]);
    expect(JSON.stringify(bundle)).not.toContain('hazard.fire","by"');
    expect(checked(bundle)).toMatchObject({ is: 'proved', again: 0, bare: bundle.counts.length });
  });
});

describe('a proof that was tampered with does not hold', () => {
  type Tamper = (bundle: FigureBundle) => FigureBundle;
  const lineWith = (bundle: FigureBundle, old: string, fresh: string): FigureBundle => {
    const text = (line: string) => Buffer.from(line, 'base64').toString('utf8');
    const which = bundle.chains.findIndex((chain) => chain.some((one) => text(one.line).includes(old)));
    const chains = bundle.chains.map((chain, at) =>
      at === which
        ? chain.map((one) => ({ ...one, line: Buffer.from(text(one.line).replace(old, fresh)).toString('base64') }))
        : chain,
    );
    return { ...bundle, chains };
  };
  const cases: readonly (readonly [string, Tamper, readonly string[]])[] = [
    ['another value', (b) => ({ ...b, value: (b.value ?? 0) / 2 }), ['value']],
    ['another part', (b) => ({ ...b, part: b.part + 1 }), ['value']],
    ['a count more', (b) => ({ ...b, counts: [...b.counts, ...b.counts.slice(0, 1)] }), ['count']],
    ['a count less', (b) => ({ ...b, counts: b.counts.slice(1) }), ['left']],
    [
      'a count altered',
      (b) => ({ ...b, counts: b.counts.map((one, at) => (at === 3 ? { ...one, n: 7 } : one)) }),
      ['count'],
    ],
    [
      'a count of another day',
      (b) => ({ ...b, counts: b.counts.map((one, at) => (at === 3 ? { ...one, day: '2026-02-02' } : one)) }),
      ['count'],
    ],
    ['a subject left out with its counts', (b) => withoutFirst(b), ['tree']],
    ['a line altered', (b) => lineWith(b, '"n":1,', '"n":1, '), ['tree']],
    ['a line moved to another place', (b) => lineWith(b, D, '330703'), ['tree']],
    ['another formula', (b) => withFormula(b), ['left', 'count', 'value']],
    ['another checkpoint', (b) => ({ ...b, checkpoint: b.checkpoint.replace(/\n\d+\n/, '\n12\n') }), ['signature']],
    ['no checkpoint', (b) => ({ ...b, checkpoint: 'none' }), ['note']],
    ['another question', (b) => ({ ...b, asked: { ...b.asked, from: '2026-03-01' } }), ['count']],
    ['a hash of the tree left out', (b) => ({ ...b, fill: b.fill.slice(1) }), ['tree']],
  ];
  const withoutFirst: Tamper = (bundle) => {
    const [first, ...chains] = bundle.chains;
    const gone = new Set(first?.map((one) => one.index));
    return { ...bundle, chains, counts: bundle.counts.filter((one) => !gone.has(one.index)) };
  };
  const withFormula: Tamper = (bundle) => {
    const { version } = bundle.figure;
    const formula = {
      is: 'share' as const,
      part: [{ measure: 'closed', sign: 1 as const }],
      whole: [{ measure: 'due', sign: 1 as const }],
    };
    return { ...bundle, figure: { ...bundle.figure, version: { ...version, formula } } };
  };
  it.each(cases)('%s', async (_name, tamper, faults) => {
    const bundle = await proofOf('closingRate');
    expect(checked(bundle).is).toBe('proved');
    expect(faults).toContain(checked(tamper(bundle)).is);
  });

  it('signed by another key', async () => {
    const bundle = await proofOf('opened');
    const other = verifierOf(bundle.key.replace('test.example', 'other.example'));
    expect(other === null ? 'signature' : checkFigure(bundle, other, known).is).toBe('signature');
  });
});
