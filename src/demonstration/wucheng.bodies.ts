import type { Text } from '../platform/language/language.ts';
import type { AuthorityRow } from '../platform/places/authority.rules.ts';
import { developmentZone } from './wucheng.territories.ts';
import { townName, towns, WUCHENG, wuchengName } from './wucheng.towns.ts';

/** An organisation of the demonstration district. Addresses are made up; numbers are the country's own hotlines or none. */
export type BodySeed = {
  readonly id: string;
  readonly name: Text;
  /** Territory whose organisation it is. */
  readonly territory: string;
  readonly parent: string | null;
  readonly sort: 'centre' | 'department' | 'township' | 'zone' | 'door' | 'committee';
  readonly address: string | null;
  readonly phone: string | null;
};

const DEPARTMENTS: readonly (readonly [id: string, zh: string, en: string, phone: string | null])[] = [
  ['wc-police', '公安分局', 'Public Security Branch', '110'],
  ['wc-fire', '消防救援大队', 'Fire and Rescue Brigade', '119'],
  ['wc-emergency', '应急管理局', 'Emergency Management Bureau', null],
  ['wc-housing', '住房和城乡建设局', 'Housing and Construction Bureau', null],
  ['wc-market', '市场监督管理局', 'Market Regulation Bureau', '12315'],
  ['wc-health', '卫生健康局', 'Health Bureau', null],
  ['wc-education', '教育局', 'Education Bureau', null],
  ['wc-labour', '人力资源和社会保障局', 'Human Resources and Social Security Bureau', '12333'],
  ['wc-ecology', '生态环境分局', 'Ecology and Environment Branch', null],
  ['wc-transport', '交通运输局', 'Transport Bureau', '12328'],
  ['wc-enforcement', '综合行政执法局', 'Comprehensive Enforcement Bureau', null],
  ['wc-civil', '民政局', 'Civil Affairs Bureau', null],
  ['wc-justice', '司法局', 'Justice Bureau', '12348'],
  ['wc-water', '水务局', 'Water Bureau', null],
  ['wc-land', '自然资源和规划分局', 'Natural Resources and Planning Branch', null],
];

/** Bodies that by law take what this platform does not; by the doors' names of the matters capability. */
export const doorBodies = {
  petition: 'wc-petitions',
  discipline: 'wc-discipline',
  court: 'wc-court',
  labour: 'wc-labour',
  police: 'wc-police',
  other: 'wc-centre',
} as const;

const DOORS: readonly (readonly [id: string, zh: string, en: string, phone: string | null])[] = [
  ['wc-petitions', '信访局', 'Petitions Office', '12345'],
  ['wc-discipline', '纪委监委', 'Discipline Inspection and Supervision Commission', '12388'],
  ['wc-court', '人民法院诉讼服务中心', 'Court, Litigation Services', '12368'],
];

/** People's mediation committees of the district and of trades (人民调解法 art. 8, 34), beside those of the towns. */
const COMMITTEES: readonly (readonly [id: string, zh: string, en: string, phone: string | null])[] = [
  ['wc-pmc', '人民调解委员会', 'People’s Mediation Committee', null],
  ['wc-pmc-medical', '医疗纠纷人民调解委员会', 'Medical Disputes Mediation Committee', null],
  ['wc-pmc-traffic', '道路交通事故人民调解委员会', 'Traffic Accidents Mediation Committee', null],
  ['wc-pmc-property', '物业纠纷人民调解委员会', 'Estate Management Mediation Committee', null],
  ['wc-pmc-labour', '劳动争议人民调解委员会', 'Labour Disputes Mediation Committee', null],
];

/** The people's mediation committee of a town. */
export const townCommittee = (code: string): string => `wc-pmc-t${code.slice(6, 9)}`;

export const townshipOffice = (code: string): string => `wc-t${code.slice(6, 9)}`;

/** Every organisation: parents before children. */
export function bodies(): BodySeed[] {
  const ofDistrict =
    (sort: BodySeed['sort']) =>
    ([id, zh, en, phone]: (typeof DOORS)[number], at: number): BodySeed => ({
      id,
      sort,
      phone,
      parent: 'wc-centre',
      territory: WUCHENG,
      name: { zh: `${wuchengName.zh}${zh}`, en: `Wucheng ${en}` },
      address: `${wuchengName.zh}演示路 ${(sort === 'door' ? 60 : 20) + at} 号`,
    });
  return [
    {
      id: 'wc-centre',
      sort: 'centre',
      parent: null,
      territory: WUCHENG,
      phone: '12345',
      address: `${wuchengName.zh}演示路 1 号`,
      name: { zh: `${wuchengName.zh}社会治安综合治理中心`, en: 'Wucheng District Governance Centre' },
    },
    ...DEPARTMENTS.map(ofDistrict('department')),
    ...DOORS.map(ofDistrict('door')),
    ...COMMITTEES.map(ofDistrict('committee')).map((one) => ({ ...one, parent: 'wc-justice' })),
    {
      id: 'wc-devzone',
      sort: 'zone',
      parent: 'wc-centre',
      territory: WUCHENG,
      phone: null,
      address: `${wuchengName.zh}演示路 90 号`,
      name: { zh: '金华开发区管委会（演示）', en: 'Jinhua Development Zone Committee (demo)' },
    },
    {
      id: 'wc-resort',
      sort: 'zone',
      parent: 'wc-centre',
      territory: `${WUCHENG}102`,
      phone: null,
      address: `${wuchengName.zh}演示路 92 号`,
      name: { zh: '湖区旅游度假区管委会（演示）', en: 'Lake Resort Committee (demo)' },
    },
    ...towns.map(
      (town): BodySeed => ({
        id: townshipOffice(town.code),
        sort: 'township',
        parent: 'wc-centre',
        territory: town.code,
        phone: null,
        address: `${townName(town).zh}演示街 1 号`,
        name:
          town.type === 'street'
            ? { zh: `${townName(town).zh}办事处`, en: `${townName(town).en} Office` }
            : { zh: `${townName(town).zh}人民政府`, en: `${townName(town).en} Government` },
      }),
    ),
    ...towns.map(
      (town): BodySeed => ({
        id: townCommittee(town.code),
        sort: 'committee',
        parent: townshipOffice(town.code),
        territory: town.code,
        phone: null,
        address: `${townName(town).zh}演示街 3 号`,
        name: {
          zh: `${townName(town).zh}人民调解委员会`,
          en: `${townName(town).en} People’s Mediation Committee`,
        },
      }),
    ),
  ];
}

const SINCE = '2020-01-01';

/** Which department answers district-wide. What is not named goes to the centre, which finds the right one. */
const BY_KIND: Readonly<Record<string, string>> = {
  '': 'wc-centre',
  hazard: 'wc-emergency',
  'hazard.fire': 'wc-fire',
  'hazard.ebike': 'wc-fire',
  'hazard.gas': 'wc-housing',
  'hazard.building': 'wc-housing',
  'hazard.construction': 'wc-housing',
  'hazard.road': 'wc-transport',
  'hazard.light': 'wc-enforcement',
  'hazard.water': 'wc-water',
  'hazard.flood': 'wc-water',
  'hazard.food': 'wc-market',
  'incident.theft': 'wc-police',
  'incident.fraud': 'wc-police',
  'incident.assault': 'wc-police',
  'incident.damage': 'wc-police',
  'incident.disorder': 'wc-police',
  'incident.other': 'wc-police',
  'incident.traffic': 'wc-police',
  'incident.noise': 'wc-enforcement',
  'incident.pollution': 'wc-ecology',
  'incident.outage': 'wc-housing',
  dispute: 'wc-justice',
  'dispute.medical': 'wc-health',
  'dispute.labour': 'wc-labour',
  'dispute.consumer': 'wc-market',
  'dispute.land': 'wc-land',
  'help.missing': 'wc-police',
  'help.legal': 'wc-justice',
  'help.hardship': 'wc-civil',
};

/** Which body is which forum of mediation in the district, by the names of the mediation capability's forums; towns have their own committees. */
const FORUMS: Readonly<Record<string, string>> = {
  enterprise: 'wc-pmc-labour',
  trade: 'wc-pmc',
  consumer: 'wc-pmc',
  medical: 'wc-pmc-medical',
  traffic: 'wc-pmc-traffic',
  property: 'wc-pmc-property',
  labour: 'wc-pmc-labour',
  police: 'wc-police',
  'traffic-police': 'wc-police',
  'labour-bureau': 'wc-labour',
  market: 'wc-market',
  health: 'wc-health',
  land: 'wc-land',
  water: 'wc-water',
  housing: 'wc-housing',
  enforcement: 'wc-enforcement',
  transport: 'wc-transport',
  ecology: 'wc-ecology',
  civil: 'wc-civil',
  education: 'wc-education',
  safety: 'wc-emergency',
  government: 'wc-centre',
  court: 'wc-court',
};

/** What streets and towns answer for themselves. */
const OF_TOWNS = [
  'hazard.building',
  'hazard.light',
  'hazard.water',
  'incident.noise',
  'dispute.family',
  'dispute.neighbour',
  'dispute.property',
  'dispute.land',
  'help.elder',
  'help.residence',
  'suggestion',
];

/** What the development zone's committee answers for in the townships that it runs. */
const OF_ZONE = ['hazard.work', 'hazard.construction', 'hazard.chemical', 'incident.pollution'];

/**
 * Who answers for which code and kind of matter: departments by kind, streets and towns for what is theirs, the zones'
 * committees where they run things. On the first of January of `year` the last township of the zone passes from the district's departments to
 * the zone, so that a change by date is there to be seen.
 */
export function authority(year: number): AuthorityRow[] {
  const row = (
    territory: string,
    kind: string,
    body: string,
    zh: string,
    en: string,
    from = SINCE,
    to: string | null = null,
  ): AuthorityRow => ({ territory, kind, body, from, to, why: { zh, en } });
  const change = `${year}-01-01`;
  const last = developmentZone.at(-1) ?? '';
  return [
    ...Object.entries(BY_KIND).map(([kind, body]) =>
      row(WUCHENG, kind, body, '部门职责清单（演示）', 'Departments’ list of duties (demo)'),
    ),
    ...towns.flatMap(({ code }) =>
      OF_TOWNS.map((kind) =>
        row(code, kind, townshipOffice(code), '乡镇（街道）属地职责清单（演示）', 'Townships’ list of duties (demo)'),
      ),
    ),
    ...Object.entries(FORUMS).map(([forum, body]) =>
      row(WUCHENG, `mediation.${forum}`, body, '调解组织一览（演示）', 'Table of mediating bodies (demo)'),
    ),
    ...towns.flatMap(({ code }) =>
      [
        ['village', townCommittee(code)],
        ['town', townCommittee(code)],
        ['town-government', townshipOffice(code)],
      ].map(([forum, body]) =>
        row(code, `mediation.${forum}`, body ?? '', '调解组织一览（演示）', 'Table of mediating bodies (demo)'),
      ),
    ),
    ...developmentZone.flatMap((code) =>
      OF_ZONE.map((kind) =>
        row(
          code,
          kind,
          'wc-devzone',
          '开发区托管（演示设定，待核）',
          'Run by the development zone (a setting of the demonstration, to be checked)',
          code === last ? change : SINCE,
        ),
      ),
    ),
    ...OF_ZONE.map((kind) =>
      row(
        last,
        kind,
        BY_KIND[kind] ?? BY_KIND[kind.split('.')[0] ?? ''] ?? 'wc-centre',
        '托管前由区级部门负责（演示）',
        'With the district’s departments before the zone took over (demo)',
        SINCE,
        change,
      ),
    ),
    row(
      `${WUCHENG}102`,
      'hazard.flood',
      'wc-resort',
      '度假区湖面由管委会负责（演示）',
      'The lake is the resort committee’s (demo)',
    ),
  ];
}
