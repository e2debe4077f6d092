import type { Certainty } from './certainty.rules.ts';
import type { Forum } from './forums.rules.ts';
import type { triageWords } from './triage.words.ts';

/**
 * Who stands in a dispute; exactly one holds. `firms`: organisations alone; else `many`: not one or few; else `apart`: of more than one
 * village or community; else `near`.
 */
export const SHAPES = ['firms', 'many', 'apart', 'near'] as const;
export type Shape = (typeof SHAPES)[number];

/** A rule that says why; its sentence is in law.words.ts under the same name. */
export type RuleCode = Extract<keyof typeof triageWords.zh, `triage_${string}`>;

/** One row: natures that begin with `nature`, for these shapes, go to this forum. */
export type Row = {
  readonly nature: string;
  readonly when: readonly Shape[];
  readonly forum: Forum;
  readonly rule: RuleCode;
  readonly certainty: Certainty;
};

const all: readonly Shape[] = SHAPES;
const firms: readonly Shape[] = ['firms'];
const persons: readonly Shape[] = ['many', 'apart', 'near'];

const row = (
  nature: string,
  when: readonly Shape[],
  forum: Forum,
  rule: RuleCode,
  certainty: Certainty = 'B',
): Row => ({
  nature,
  when,
  forum,
  rule,
  certainty,
});

/**
 * Where a dispute goes by its nature and parties. Of the rows whose `nature` begins its code the longest counts; those of one `nature`
 * share the shapes among them, so that always exactly one row holds. Laws and articles stand in the rules' sentences.
 */
export const ROWS: readonly Row[] = [
  // What the law gives to nobody in particular: 人民调解法 art. 8, 21, 34; 人民调解工作若干规定 (2002) art. 21.
  row('', ['near'], 'village', 'triage_village', 'S'),
  row('', ['apart'], 'town', 'triage_across'),
  row('', ['many'], 'town', 'triage_many'),
  row('', firms, 'trade', 'triage_firms'),

  row('0402', all, 'property', 'triage_property'),
  row('0403', all, 'land', 'triage_registration'),
  row('0501', all, 'trade', 'triage_school'),
  row('0502', all, 'medical', 'triage_medical', 'S'),
  row('0503', all, 'traffic', 'triage_traffic', 'S'),
  row('0504', all, 'ecology', 'triage_pollution'),
  row('0505', persons, 'consumer', 'triage_consumer', 'S'),
  row('0505', firms, 'trade', 'triage_firms'),
  row('0601', persons, 'consumer', 'triage_consumer', 'S'),
  row('0601', firms, 'trade', 'triage_firms'),
  row('07', all, 'labour', 'triage_labour', 'S'),
  row('0704', all, 'labourBureau', 'triage_personnel'),
  row('0801', all, 'trade', 'triage_finance'),
  row('0802', all, 'trade', 'triage_finance'),
  row('0803', all, 'trade', 'triage_finance'),

  row('09', persons, 'townGovernment', 'triage_landPersons', 'S'),
  row('09', firms, 'government', 'triage_landFirms', 'S'),
  row('0901', ['near'], 'village', 'triage_farmland', 'S'),
  row('0901', ['firms', 'many', 'apart'], 'town', 'triage_farmland', 'S'),
  row('0903', persons, 'townGovernment', 'triage_forestPersons'),
  row('0903', firms, 'government', 'triage_forestFirms'),
  row('0904', all, 'water', 'triage_water'),

  row('1001', all, 'market', 'triage_knowledge'),

  row('11', all, 'housing', 'triage_organ'),
  row('1102', all, 'land', 'triage_organ'),
  row('1103', all, 'enforcement', 'triage_organ'),
  row('1105', all, 'government', 'triage_organ'),
  row('12', all, 'civil', 'triage_organ'),
  row('1201', all, 'townGovernment', 'triage_election'),
  row('1203', all, 'government', 'triage_organ'),
  row('13', all, 'enforcement', 'triage_organ'),
  row('1302', all, 'education', 'triage_organ'),
  row('1303', all, 'market', 'triage_organ'),
  row('1304', all, 'safety', 'triage_organ'),
  row('1305', all, 'transport', 'triage_organ'),
  row('1306', all, 'agriculture', 'triage_organ'),
  row('1307', all, 'health', 'triage_organ'),
];

/**
 * Whoever else a desk may choose, by nature; the longest beginning counts. Each choice is the desk's, with its reason written down.
 * [B] but for: medical disputes have four ways, and no other people's committee (医疗纠纷预防和处理条例 art. 22) [S]; traffic accidents
 * three (道路交通事故处理程序规定 art. 84) [S]; consumers the organ as well (消费者权益保护法 art. 39) [S]; noise
 * (噪声污染防治法 art. 86) [S]; water (水法 art. 57) [S].
 */
export const ALTERNATIVES: readonly { readonly nature: string; readonly forums: readonly Forum[] }[] = [
  { nature: '', forums: ['village', 'town', 'trade', 'court'] },
  { nature: '0203', forums: ['village', 'town', 'ecology', 'court'] },
  { nature: '0402', forums: ['village', 'town', 'housing', 'court'] },
  { nature: '0403', forums: ['court'] },
  { nature: '0501', forums: ['town', 'education', 'court'] },
  { nature: '0502', forums: ['health', 'court'] },
  { nature: '0503', forums: ['trafficPolice', 'town', 'court'] },
  { nature: '0504', forums: ['town', 'court'] },
  { nature: '0505', forums: ['market', 'town', 'court'] },
  { nature: '0507', forums: ['village', 'town', 'enterprise', 'court'] },
  { nature: '0601', forums: ['market', 'town', 'trade', 'court'] },
  { nature: '0602', forums: ['village', 'town', 'housing', 'trade', 'court'] },
  { nature: '0604', forums: ['town', 'trade', 'transport', 'court'] },
  { nature: '07', forums: ['enterprise', 'town', 'labourBureau'] },
  { nature: '0704', forums: ['town'] },
  { nature: '09', forums: ['village', 'town', 'townGovernment', 'government', 'land'] },
  { nature: '0901', forums: ['village', 'town', 'townGovernment', 'agriculture', 'court'] },
  { nature: '0904', forums: ['village', 'town', 'government', 'court'] },
  { nature: '1001', forums: ['trade', 'town', 'court'] },
  { nature: '11', forums: ['townGovernment', 'government'] },
  { nature: '12', forums: ['townGovernment', 'government'] },
  { nature: '13', forums: ['townGovernment', 'government'] },
];
