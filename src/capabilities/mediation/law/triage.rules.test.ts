import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SCALES, TRACKS } from '../mediation.rules.ts';
import { lawText } from './law.words.ts';
import { NATURES } from './natures.rules.ts';
import {
  type Asked,
  FORUM_NAMES,
  forumName,
  otherForums,
  rowsFor,
  SENDERS,
  trackOf,
  triageOf,
} from './triage.rules.ts';
import { ALTERNATIVES, ROWS, SHAPES } from './triageTable.rules.ts';

const person = { sort: 'person', minor: false } as const;
const firm = { sort: 'organisation', minor: false } as const;
const asked = (nature: string, more: Partial<Asked> = {}): Asked => ({
  nature,
  scale: 'individual',
  parties: [person, person],
  entrustedBy: null,
  publicOrder: false,
  ...more,
});
const goes = (nature: string, more: Partial<Asked> = {}): string => {
  const { track, forum, rule } = triageOf(asked(nature, more));
  return `${track} ${forum} ${rule}`;
};

const anyAsked: fc.Arbitrary<Asked> = fc.record({
  nature: fc.constantFrom(...NATURES.map(({ code }) => code)),
  scale: fc.constantFrom(...SCALES),
  parties: fc.array(
    fc.record({ sort: fc.constantFrom('person' as const, 'organisation' as const), minor: fc.boolean() }),
    {
      maxLength: 5,
    },
  ),
  entrustedBy: fc.option(fc.constantFrom(...SENDERS)),
  publicOrder: fc.boolean(),
  oneVillage: fc.constantFrom(true, false, null),
});

describe('whose a dispute is', () => {
  test('the committee of the village has its own people (人民调解法 art. 8, 21)', () => {
    expect(goes('0201', { oneVillage: true })).toBe('people village triage_village');
    expect(goes('0103')).toBe('people village triage_village');
    expect(lawText('triage_village').zh).toContain('人民调解法第八条');
  });

  test('across villages, or of many, it is the town (人民调解法 art. 34; 若干规定 art. 21)', () => {
    expect(goes('0201', { oneVillage: false })).toBe('people town triage_across');
    expect(goes('0201', { scale: 'group', oneVillage: true })).toBe('people town triage_many');
    expect(goes('0603', { parties: [firm, firm], oneVillage: false })).toBe('people trade triage_firms');
  });

  test('a dispute with a hospital goes to the committee for medical disputes, and to no other of the people (医疗纠纷预防和处理条例 art. 22, 31)', () => {
    expect(goes('0502', { parties: [person, firm] })).toBe('people medical triage_medical');
    expect(otherForums(asked('0502')).map(({ forum }) => forum)).toEqual(['health', 'court']);
  });

  test('an accident goes to the committee for traffic, the traffic police or the court (道路交通事故处理程序规定 art. 84)', () => {
    expect(goes('0503')).toBe('people traffic triage_traffic');
    expect(otherForums(asked('0503')).map(({ forum }) => forum)).toEqual(['trafficPolice', 'town', 'court']);
  });

  test('estate management has its committee, which is a local setting', () => {
    expect(goes('0402', { parties: [person, firm] })).toBe('people property triage_property');
    expect(lawText('triage_property').zh).toContain('待核');
  });

  test('labour goes to its own mediators first (劳动争议调解仲裁法 art. 10), personnel to the bureau', () => {
    for (const nature of ['07', '0701', '0702', '0799']) expect(goes(nature)).toBe('people labour triage_labour');
    expect(goes('0704')).toBe('administrative labourBureau triage_personnel');
    expect(otherForums(asked('0701')).map(({ forum }) => forum)).toEqual(['enterprise', 'town', 'labourBureau']);
  });

  test('rights in land are decided by the government (土地管理法 art. 14), in forests too (森林法 art. 22), over water it mediates (水法 art. 57)', () => {
    expect(goes('0902')).toBe('administrative townGovernment triage_landPersons');
    expect(goes('0902', { parties: [person, firm] })).toBe('administrative townGovernment triage_landPersons');
    expect(goes('09', { parties: [firm, firm] })).toBe('administrative government triage_landFirms');
    expect(goes('0903')).toBe('administrative townGovernment triage_forestPersons');
    expect(goes('0903', { parties: [firm, firm] })).toBe('administrative government triage_forestFirms');
    expect(goes('0904')).toBe('administrative water triage_water');
  });

  test('contracted farmland goes to the village or the town (农村土地承包经营纠纷调解仲裁法 art. 3)', () => {
    expect(goes('0901')).toBe('people village triage_farmland');
    expect(goes('0901', { parties: [person, firm], oneVillage: false })).toBe('people town triage_farmland');
  });

  test('a consumer goes to the consumer association, or to the market bureau (消费者权益保护法 art. 39)', () => {
    expect(goes('0601', { parties: [person, firm] })).toBe('people consumer triage_consumer');
    expect(goes('0601', { parties: [firm, firm] })).toBe('people trade triage_firms');
    expect(otherForums(asked('0601')).map(({ forum }) => forum)).toContain('market');
  });

  test('what a court entrusts goes to its invited mediators, or to the committee for it (民事诉讼法 art. 125)', () => {
    expect(goes('0804', { entrustedBy: 'court' })).toBe('judicial court triage_court');
    expect(goes('0502', { entrustedBy: 'court' })).toBe('people medical triage_courtCommittee');
  });

  test("a minor public-order case is the people's, from whom it may come (治安管理处罚法 art. 9; 程序规定 art. 186)", () => {
    for (const entrustedBy of ['police', null] as const) {
      expect(goes('0303', { entrustedBy, publicOrder: true })).toBe('people village triage_publicOrder');
      expect(goes('0303', { entrustedBy, publicOrder: true, oneVillage: false })).toBe(
        'people town triage_publicOrder',
      );
    }
    expect(goes('0502', { publicOrder: true })).toBe('people medical triage_publicOrder');
    expect(goes('0501', { publicOrder: true })).toBe('people village triage_publicOrder');
    expect(goes('1301', { publicOrder: true, scale: 'group' })).toBe('people town triage_publicOrder');
    expect(lawText('triage_publicOrder').zh).toContain('待核');
  });

  test('nobody gets back what they sent', () => {
    expect(goes('1304', { entrustedBy: 'safety' })).toBe('people town triage_notBack');
    expect(goes('1305', { entrustedBy: 'transport' })).toBe('people town triage_notBack');
    expect(goes('0704', { entrustedBy: 'labour' })).toBe('people town triage_notBack');
    expect(otherForums(asked('0701', { entrustedBy: 'labour' })).map(({ forum }) => forum)).not.toContain(
      'labourBureau',
    );
    expect(goes('1304', { entrustedBy: 'petitions' })).toBe('administrative safety triage_organ');
  });

  test('is told of natures alone', () => {
    expect(() => triageOf(asked('1401'))).toThrow(RangeError);
    expect(() => otherForums(asked(''))).toThrow(RangeError);
  });
});

describe('the table of triage', () => {
  test('every nature, with every mix of parties, has exactly one row', () => {
    for (const { code } of NATURES)
      for (const scale of SCALES)
        for (const parties of [[], [person], [person, person], [person, firm], [firm, firm], [firm]])
          for (const oneVillage of [true, false, null])
            expect(rowsFor(asked(code, { scale, parties, oneVillage }))).toHaveLength(1);
  });

  test('shares the shapes of a dispute among the rows of one nature, each once', () => {
    for (const nature of new Set(ROWS.map((one) => one.nature)))
      expect(
        ROWS.filter((one) => one.nature === nature)
          .flatMap(({ when }) => when)
          .toSorted(),
      ).toEqual(SHAPES.toSorted());
  });

  test('has no row for a nature that is none, and none twice among the alternatives', () => {
    const natures = ALTERNATIVES.map(({ nature }) => nature);
    expect(new Set(natures).size).toBe(natures.length);
    for (const nature of [...natures, ...ROWS.map((one) => one.nature)])
      expect(nature === '' || NATURES.some(({ code }) => code === nature), nature).toBe(true);
  });

  test('says 待核 in both languages exactly where a row is not read in the law', () => {
    for (const { rule, certainty } of ROWS) {
      const { zh, en } = lawText(rule);
      expect([rule, zh.includes('待核'), en.includes('to be checked')]).toEqual([
        rule,
        certainty !== 'S',
        certainty !== 'S',
      ]);
    }
  });

  test('sends every case somewhere, by a rule with a sentence, and offers others that differ', () => {
    fc.assert(
      fc.property(anyAsked, (one) => {
        const { track, forum, rule } = triageOf(one);
        expect(TRACKS).toContain(track);
        expect(track).toBe(trackOf(forum));
        expect(lawText(rule).zh).not.toBe('');
        const others = otherForums(one);
        expect(others.map((other) => other.forum)).not.toContain(forum);
        expect(new Set(others.map((other) => other.forum)).size).toBe(others.length);
        for (const other of others) {
          expect(other.track).toBe(trackOf(other.forum));
          expect(lawText(other.rule).en).not.toBe('');
        }
      }),
    );
  });

  test('gives no organ back what it sent, and public-order cases to the people alone', () => {
    const own = { labour: 'labourBureau', safety: 'safety', transport: 'transport', police: 'police' } as const;
    fc.assert(
      fc.property(anyAsked, (one) => {
        const all = [triageOf(one), ...otherForums(one)];
        const sender = one.entrustedBy;
        if (sender !== null && sender in own)
          expect(all.map(({ forum }) => forum)).not.toContain(own[sender as 'police']);
        if (one.publicOrder) expect(new Set(all.map(({ track }) => track))).toEqual(new Set(['people']));
      }),
    );
  });

  test('does not ask whether somebody is young, nor by whom', () => {
    fc.assert(
      fc.property(anyAsked, (one) => {
        const older = { ...one, parties: one.parties.map(({ sort }) => ({ sort, minor: false })) };
        expect(triageOf(older)).toEqual(triageOf(one));
      }),
    );
  });

  test('names every forum, and uses each of them but the police, who mediate themselves', () => {
    for (const forum of FORUM_NAMES) expect(forumName(forum).zh).not.toBe('');
    const used = new Set([...ROWS.map(({ forum }) => forum), ...ALTERNATIVES.flatMap(({ forums }) => forums)]);
    expect(FORUM_NAMES.filter((forum) => !used.has(forum))).toEqual(['police']);
  });
});
