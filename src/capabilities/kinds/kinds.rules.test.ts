import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuthorityRow } from '../../platform/places/authority.rules.ts';
import { fold, type KindDraft, whatChanged } from './changes.rules.ts';
import { differencesOf, kindPrefixName, titleOf } from './differences.rules.ts';
import { answerRefusals, candidatesOf, type KindSeed, kindSeed, type Question, seedFaults } from './kinds.rules.ts';
import { checkWords } from './wording.ts';

const ask = (
  id: string,
  zh: string,
  type: Question['type'],
  options: readonly string[] = [],
  required = true,
): Question => ({
  id,
  text: { zh, en: `${id}?` },
  type,
  required,
  options: options.map((one) => ({ id: one, text: { zh: `${one}项`, en: one } })),
});
const fire: KindSeed = kindSeed.parse({
  code: 'hazard.fire',
  group: 'hazard',
  name: { zh: '消防隐患', en: 'Fire hazard' },
  describe: { zh: '通道堵塞', en: 'Blocked ways out' },
  icon: 'fire',
  visibility: 'exact',
  firstActionMinutes: 60,
  handleWorkingDays: 3,
  gbt31000: '01',
  open311: true,
  keywords: ['消防', 'fire'],
  questions: [
    ask('what', '是哪一类？', 'choice', ['exit', 'gear']),
    ask('people', '里面有人住吗？', 'yesno'),
    ask('count', '大约几处？', 'number', [], false),
  ],
});
const draft = (seed: Partial<KindSeed> = {}, active = true): KindDraft => ({ seed: { ...fire, ...seed }, active });
const nobody = { kind: () => null, body: () => null, territory: () => null };

describe('a kind', () => {
  it('may be said in full without contradicting itself', () => expect(seedFaults(fire)).toEqual([]));
  it('names the place where it does', () => {
    const odd = draft({
      code: 'help.fire',
      questions: [
        ask('a', '一', 'choice', ['x']),
        ask('a', '二', 'yesno', ['x', 'y']),
        ask('b', '三', 'several', ['x', 'x']),
      ],
    }).seed;
    expect(seedFaults(odd)).toEqual([
      { path: 'group', why: 'group' },
      { path: 'questions.0.options', why: 'fewOptions' },
      { path: 'questions.1.id', why: 'twice' },
      { path: 'questions.1.options', why: 'noOptions' },
      { path: 'questions.2.options.1.id', why: 'twice' },
    ]);
  });
  it('shows the charter every word that it has', () => {
    const shown = candidatesOf(fire).flatMap((one) => [one.zh, one.en, one.code]);
    const said = [...JSON.stringify(fire).matchAll(/"(?:zh|en|id|code)":"([^"]+)"/g)].map((one) => one[1]);
    expect(said.length).toBeGreaterThan(15);
    for (const one of [...said, ...fire.keywords]) expect(shown).toContain(one);
  });
  it.each([
    ['questions.1.text', draft({ questions: [fire.questions[0] as Question, ask('origin', '当事人的民族', 'text')] })],
    ['name', draft({ name: { zh: '上访人员', en: 'Something' } })],
    ['keywords.0', draft({ keywords: ['维稳'] })],
    [
      'questions.0.options.1.text',
      draft({
        questions: [
          {
            ...ask('a', '一', 'choice', ['x', 'y']),
            options: [
              { id: 'x', text: { zh: '甲', en: 'A' } },
              { id: 'y', text: { zh: '重点人员', en: 'B' } },
            ],
          },
        ],
      }),
    ],
    ['questions.0', draft({ questions: [ask('religion', '一', 'text')] })],
    ['gbt31000', { seed: { ...fire, code: 'dispute.any', group: 'dispute' as const, gbt31000: '16' }, active: true }],
  ])('is refused at %s by the charter', (path, { seed }) => {
    expect(() => checkWords(seed, 'body.change.seed')).toThrow(
      expect.objectContaining({
        status: 422,
        code: 'kinds.charter',
        fields: expect.arrayContaining([expect.objectContaining({ path: `body.change.seed.${path}` })]),
      }),
    );
  });
  it('of incidents may carry the code of traffic order', () => {
    expect(() =>
      checkWords({ ...fire, code: 'incident.traffic', group: 'incident', gbt31000: '14' }, 'x'),
    ).not.toThrow();
  });
  it('takes no text that cannot be stored', () => {
    for (const zh of ['\u0000', '\ud800', ' ', ''])
      expect(kindSeed.safeParse({ ...fire, name: { zh, en: 'x' } }).success).toBe(false);
  });
  it('refuses answers that do not fit, each for its reason', () => {
    expect(answerRefusals(fire, { what: 'exit', people: true })).toEqual([]);
    expect(answerRefusals(fire, { what: 'roof', people: 'yes', count: 'two', more: 1 })).toEqual([
      { question: 'more', why: 'unknown' },
      { question: 'what', why: 'option' },
      { question: 'people', why: 'type' },
      { question: 'count', why: 'type' },
    ]);
    expect(answerRefusals(fire, {})).toEqual([
      { question: 'what', why: 'required' },
      { question: 'people', why: 'required' },
    ]);
  });
});

describe('what changed', () => {
  it('is nothing, only norms, or the kind', () => {
    const turned = { ...fire, name: { en: 'Fire hazard', zh: '消防隐患' } };
    expect(whatChanged(draft(), { seed: turned, active: true })).toBeNull();
    expect(whatChanged(draft(), draft({ firstActionMinutes: 30, sampleEvery: 2 }))).toBe('norm');
    expect(whatChanged(draft(), draft({ firstActionMinutes: 30, icon: 'gas' }))).toBe('kind');
    expect(whatChanged(draft(), draft({}, false))).toBe('kind');
    expect(whatChanged(null, draft())).toBe('kind');
  });
  it('is told in words, old beside new', () => {
    const after = draft({
      name: { zh: '火灾隐患', en: 'Fire danger' },
      firstActionMinutes: 30,
      questions: [
        ask('people', '里面有人住吗？', 'yesno', [], false),
        ask('what', '是哪一类？', 'choice', ['exit', 'gear', 'wiring']),
      ],
    });
    const told = differencesOf({ what: 'kind', base: 1, before: draft(), after }, nobody);
    expect(told.map(({ path, before, after: next }) => [path, before?.zh ?? null, next?.zh ?? null])).toEqual([
      ['name', '消防隐患', '火灾隐患'],
      ['firstActionMinutes', '60 分钟内', '30 分钟内'],
      ['questions.people', '里面有人住吗？（是或否，必答）', '里面有人住吗？（是或否，选答）'],
      [
        'questions.what',
        '是哪一类？（单选，必答）：exit项、gear项',
        '是哪一类？（单选，必答）：exit项、gear项、wiring项',
      ],
      ['questions.count', '大约几处？（数字，选答）', null],
      ['questions', '是哪一类？、里面有人住吗？', '里面有人住吗？、是哪一类？'],
    ]);
    expect(told.find((one) => one.path === 'name')?.before?.en).toBe('Fire hazard');
  });
  it('of a new kind is everything that it has, against nothing', () => {
    const told = differencesOf({ what: 'kind', base: null, before: null, after: draft() }, nobody);
    expect(told.every((one) => one.before === null)).toBe(true);
    expect(told.map((one) => one.path)).toEqual(
      expect.arrayContaining(['code', 'name', 'describe', 'visibility', 'questions.what', 'active']),
    );
  });
  it('is said exactly when something differs', () => {
    const part = fc.record({
      firstActionMinutes: fc.integer({ min: 1, max: 3 }),
      handleWorkingDays: fc.integer({ min: 1, max: 3 }),
      sampleEvery: fc.integer({ min: 1, max: 3 }),
      icon: fc.constantFrom('fire', 'gas'),
      keywords: fc.subarray(['消防', 'fire', '火']),
      questions: fc.shuffledSubarray(fire.questions),
      open311: fc.boolean(),
      visibility: fc.constantFrom('exact' as const, 'hidden' as const),
    });
    fc.assert(
      fc.property(part, part, (a, b) => {
        const [before, after] = [draft(a), draft(b)];
        const told = differencesOf({ what: 'kind', base: 1, before, after }, nobody);
        expect(told.length > 0).toBe(whatChanged(before, after) !== null);
      }),
    );
  });
});

describe('headings', () => {
  it('name kinds, norms, and who answers', () => {
    const names = {
      ...nobody,
      kind: () => ({ zh: '消防隐患', en: 'Fire hazard' }),
      territory: () => ({ zh: '汤溪镇', en: 'Tangxi' }),
    };
    const row: AuthorityRow = {
      territory: '330702101',
      kind: 'hazard.fire',
      body: 'wc-fire',
      from: '2026-12-01',
      to: null,
      why: { zh: '依据', en: 'Basis' },
    };
    expect(titleOf({ what: 'norm', base: 1, before: draft(), after: draft() }, names).zh).toBe('消防隐患 · 时限');
    expect(titleOf({ what: 'authority', before: null, after: row }, names)).toEqual({
      zh: '汤溪镇 · 消防隐患 · 由谁负责',
      en: 'Tangxi · Fire hazard · who answers',
    });
    expect(kindPrefixName('', names).zh).toBe('各类事项');
    expect(kindPrefixName('dispute', names).zh).toBe('纠纷');
    expect(kindPrefixName('help.unknown', nobody).zh).toBe('help.unknown');
  });
});

it('a change must begin by being proposed, and knows no other lines', () => {
  const line = {
    district: '330702',
    id: 'x',
    subject: 'y',
    n: 2,
    origin: 'live',
    happened: '',
    recorded: '',
    by: null,
    post: null,
    territory: '330702',
    body: {},
  } as const;
  expect(() => fold(null, { ...line, kind: 'kinds-change.approved' })).toThrow();
  const first = fold(null, {
    ...line,
    n: 1,
    kind: 'kinds-change.proposed',
    body: { proposal: {}, why: {}, as: 'duty' },
  });
  expect(() => fold(first, { ...line, kind: 'kinds-change.forgotten' })).toThrow();
});
